"""Characters that fonts store in place of those people typed."""

import pytest

from formaudit.extract.pdf.signs import printed


@pytest.mark.parametrize(
    ("stored", "seen"),
    [("⽅", "方"), ("⻓", "长"), ("⺠", "民"), ("︵", "（"), ("ﬁ", "fi"), ("\x02", "-"), ("豈", "豈"), ("⼾", "户")],
)
def test_radicals_vertical_marks_and_ligatures_become_what_is_seen(stored: str, seen: str) -> None:
    assert printed(ord(stored)) == seen


@pytest.mark.parametrize("char", ["１", "Ａ", "％", "≥", "…", "㎡", "岳", "𠮷", "a"])
def test_what_is_printed_as_it_is_typed_stays(char: str) -> None:
    assert printed(ord(char)) == char
