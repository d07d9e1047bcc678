"""A text's encoding is told by its bytes, and a doubtful one is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.encoding import decode, plausible

TEXT = "附件2\r\n2023年度预算单位整体支出绩效评价基础数据表\r\n\t三公经费\t0.6\t≧95%\r\n"


@pytest.mark.parametrize("name", ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"])
def test_each_encoding_is_recognised_without_a_mark(name: str) -> None:
    found = decode(TEXT.encode(name, "ignore"))
    assert found is not None
    assert found[0] == TEXT.encode(name, "ignore").decode(name)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ],
)
def test_a_mark_is_believed_and_left_out(mark: bytes, name: str) -> None:
    assert decode(mark + TEXT.encode(name)) == (TEXT, name)


def test_plain_ascii_is_read() -> None:
    assert decode(b"a,b\n1,2\n") == ("a,b\n1,2\n", "utf-8")


def test_a_character_cut_off_at_the_end_costs_only_itself() -> None:
    found = decode(TEXT.encode() + "元".encode()[:2])
    assert found == (TEXT, "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        "単体テストのための日本語の文章です。予算執行率を確認する。".encode("shift-jis"),
        bytes(range(128, 256)) * 3,
        b"\x00\x01\x02\x03" * 50,
    ],
)
def test_what_does_not_read_as_chinese_or_latin_is_refused(data: bytes) -> None:
    assert decode(data) is None


def test_rare_characters_alone_are_not_plausible() -> None:
    assert not plausible("黖黗黙黚黡黣黤黦黨黫黬黭黮黰" * 3)
    assert plausible("预算执行率为九成，资金已全部到位。")


@given(st.text(alphabet="预算绩效自评表资金项目支出年度目标完成情况，。：0123456789.%\n\t", min_size=12))
def test_common_text_survives_in_gb18030_and_utf_8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")
    found = decode(text.encode("gb18030"))
    assert found is not None
    assert found[0] == text
