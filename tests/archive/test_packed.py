"""Rows packed into one value come out as they went in."""

import pytest

from formaudit.archive.packed import pack, unpack

ROWS = [("合计", 1, None, ["a", "b"], 0.5), ("小计", None, "3.30", [], 1.0)]


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_rows_come_out_as_they_went_in(rows: list[tuple[object, ...]]) -> None:
    assert list(unpack(pack(rows))) == rows  # type: ignore[arg-type]  # plain values of any kind


def test_half_a_character_becomes_a_question_mark() -> None:
    assert list(unpack(pack([("bad\udc80name", ["\udc80"])]))) == [("bad?name", ["?"])]


def test_what_an_older_store_held_as_rows_is_read_as_it_is() -> None:
    assert list(unpack('[["合计", "4", null]]'.encode())) == [("合计", "4", None)]
