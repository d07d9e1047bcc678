"""Files of reviewed names: what is written is read again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.errors import UsageError
from formaudit.profiles.fields import parse
from formaudit.profiles.names import Ruling, read_book, read_names, with_names, write_names
from formaudit.settings import Alias, NameBook, Profile

WHO = {"reviewer": "张某某", "date": "2024-05-09", "reason": "逐项核对"}
ALIAS = Ruling(label="本级安排", other="当年财政拨款", kind="source", code="fiscal")


def book(text: str) -> NameBook:
    return read_book(parse(text.encode(), "aliases.toml"))


def test_decisions_become_aliases_and_pairs_with_who_when_and_why() -> None:
    rulings = [
        ALIAS,
        Ruling(label="征缴宣传", other="征缴宣传活动"),
        Ruling(label="自筹款", other="财政拨款", kind="source", code="fiscal", same=False),
    ]
    found = book(write_names(rulings, **WHO))
    assert found == NameBook(
        aliases=(Alias(kind="source", code="fiscal", name="本级安排", **WHO),),
        same=(("征缴宣传", "征缴宣传活动"),),
        distinct=(("自筹款", "财政拨款"),),
    )


def test_a_second_review_keeps_what_the_first_one_found() -> None:
    first = write_names([ALIAS], **WHO)
    both = write_names([Ruling(label="甲", other="乙")], **{**WHO, "reviewer": "李某"}, before=first)
    assert both.startswith(first.rstrip())
    assert book(both) == book(first) + NameBook(same=(("甲", "乙"),))


@pytest.mark.parametrize("missing", ["reviewer", "reason"])
def test_a_decision_needs_a_reviewer_and_a_reason(missing: str) -> None:
    with pytest.raises(UsageError) as caught:
        write_names([ALIAS], **{**WHO, missing: "  "})
    assert caught.value.code == "names-no-reason"


NAME = st.text(min_size=1, max_size=10).filter(lambda text: text.isprintable() and any(map(str.isalnum, text)))


@given(NAME, NAME, st.text(min_size=1, max_size=10).filter(str.strip))
def test_any_name_and_any_reason_come_back_as_they_were(label: str, other: str, reason: str) -> None:
    try:
        encoded = write_names(
            [Ruling(label=label, other=other)], reviewer="a", date="2024-05-09", reason=reason
        ).encode()
    except UnicodeEncodeError:
        return
    assert read_book(parse(encoded, "")).same == ((label, other),)


def test_names_of_several_files_are_joined_to_the_profile(tmp_path: Path) -> None:
    paths = []
    for number, pair in enumerate((("甲", "乙"), ("丙", "丁"))):
        path = tmp_path / f"{number}.toml"
        path.write_text(write_names([Ruling(label=pair[0], other=pair[1])], **WHO), encoding="utf-8")
        paths.append(str(path))
    assert with_names(Profile(), paths).names.same == (("甲", "乙"), ("丙", "丁"))


def test_a_file_of_names_holds_nothing_else_and_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text("[lines]\nmovement = 3\n", encoding="utf-8")
    for given_path, code in ((path, "profile"), (tmp_path / "none.toml", "not-found")):
        with pytest.raises(UsageError) as caught:
            read_names(str(given_path))
        assert caught.value.code == code
        assert caught.value.file == str(given_path)


def test_one_label_for_two_entries_is_a_mistake() -> None:
    text = write_names([ALIAS, Ruling(label="本级安排", other="其他资金", kind="source", code="other")], **WHO)
    with pytest.raises(UsageError, match="本级安排"):
        book(text)
