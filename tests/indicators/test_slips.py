"""Differences that are likely mistakes, and those that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.indicators.slips import differences, look_alike, sound, sounds_alike


@pytest.mark.parametrize(
    ("one", "other"), ["及即", "向象", "率律", "购构", "结洁", "治制", "女努"[::-1], "盛胜", "暂赞"]
)
def test_characters_of_one_sound(one: str, other: str) -> None:
    assert sounds_alike(one, other) is (one + other != "努女")
    assert sounds_alike(one, other) == sounds_alike(other, one)


def test_sounds_that_many_speakers_do_not_part_are_one() -> None:
    assert sounds_alike("资", "支")
    assert sounds_alike("亲", "清")
    assert not sounds_alike("南", "兰")
    assert not sounds_alike("编", "执")


def test_characters_that_look_alike() -> None:
    assert look_alike("未", "末")
    assert look_alike("末", "未")
    assert not look_alike("水", "电")


def test_a_text_of_sounds_is_as_long_as_the_text() -> None:
    assert sound("及时发放率") == sound("即时发放律")
    assert sound("abc") == "abc"


@pytest.mark.parametrize(
    ("left", "right", "slips", "changed", "extra"),
    [
        ("满意度", "满意度", 0, (), ()),
        ("及时率", "即时率", 1, (), ()),
        ("意满度", "满意度", 1, (), ()),
        ("满意度度", "满意度", 1, (), ()),
        ("指标指标", "指标", 1, (), ()),
        ("满度", "满意度", 0, (), ("意",)),
        ("水费", "电费", 0, (("水", "电"),), ()),
    ],
)
def test_differences_are_sorted(
    left: str, right: str, slips: int, changed: tuple[tuple[str, str], ...], extra: tuple[str, ...]
) -> None:
    found = differences(left, right)
    assert (found.slips, found.changed, found.extra) == (slips, changed, extra)


@given(st.text("年初全预算执行率", max_size=8), st.text("年初全预算执行率", max_size=8))
def test_equal_names_differ_in_nothing_and_others_in_something(left: str, right: str) -> None:
    found = differences(left, right)
    assert (found.slips, found.changed, found.extra) == (0, (), ()) or left != right
    assert left == right or found.slips or found.changed or found.extra
