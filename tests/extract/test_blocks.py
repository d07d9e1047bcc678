"""Blocks are numbered, captioned and free of blanks; cell texts are trimmed."""

import pytest

from formaudit.extract.blocks import Grid, Text, assemble, trim
from formaudit.model.document import Paragraph
from formaudit.model.table import Table
from tests.drawing import grid_of


def test_blank_paragraphs_and_empty_tables_are_left_out_of_the_count() -> None:
    pieces: list[Text | Grid] = [
        Text(text=" "),
        Text(text="甲", line=2),
        Grid(cells=(), rows=0, cols=0),
        grid_of("a | b"),
        Text(text="乙"),
    ]
    first, table, last = assemble(pieces)
    assert isinstance(first, Paragraph)
    assert (first.index, first.text, first.line) == (0, "甲", 2)
    assert isinstance(table, Table)
    assert (table.index, table.caption) == (0, "甲")
    assert isinstance(last, Paragraph)
    assert last.index == 1


def test_a_table_after_a_table_has_no_caption() -> None:
    blocks = assemble([Text(text="甲"), grid_of("a | b"), grid_of("c | d")])
    assert [block.caption for block in blocks if isinstance(block, Table)] == ["甲", ""]


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("\n\n产出指标\n(50 分)\n\n", "产出指标\n(50 分)"),
        ("  其中：公车", "  其中：公车"),
        (" \n  甲", "  甲"),
        ("甲\n\n乙 ", "甲\n\n乙"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_only_blank_lines_around_and_blanks_behind_are_trimmed(text: str, trimmed: str) -> None:
    assert trim(text) == trimmed
