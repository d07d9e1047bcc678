"""The notation in which the other tests draw their tables."""

import pytest

from tests.drawn import drawn, drawn_table


def test_a_cell_is_met_once_with_its_span() -> None:
    table = drawn_table("""
        表名 | <  | <
        产出 | 数量 | 3
        ^    | 质量 | 90%
    """)
    assert (table.rows, table.cols) == (3, 3)
    assert [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table] == [
        (0, 0, 1, 3, "表名"),
        (1, 0, 2, 1, "产出"),
        (1, 1, 1, 1, "数量"),
        (1, 2, 1, 1, "3"),
        (2, 1, 1, 1, "质量"),
        (2, 2, 1, 1, "90%"),
    ]


def test_a_block_may_be_drawn_with_either_sign() -> None:
    assert drawn_table("甲 | < | 1\n^ | < | 2") == drawn_table("甲 | < | 1\n^ | ^ | 2")


def test_a_slash_breaks_the_line_and_two_are_a_slash() -> None:
    assert [cell.text for cell in drawn_table("经济效/益指标 | 执行率(B//A)")] == ["经济效\n益指标", "执行率(B/A)"]


def test_blank_cells_and_gaps_differ() -> None:
    table = drawn_table("甲 | | 1\n乙 | 2")
    blank = table.at(0, 1)
    assert blank is not None
    assert blank.text == ""
    assert table.at(1, 2) is None


def test_a_document_keeps_the_order_of_paragraphs_and_tables() -> None:
    document = drawn("附件4\n甲 | 乙\n\n说明：略\n丙 | 丁\n\n戊 | 己")
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件4", "说明：略"]
    assert [table.index for table in document.tables] == [0, 1, 2]
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Table", "Paragraph", "Table", "Table"]


@pytest.mark.parametrize("drawing", ["< | 甲", "^ | 甲", "甲 | <\n^ | 乙"])
def test_a_drawing_that_is_no_table_is_refused(drawing: str) -> None:
    with pytest.raises(ValueError, match=r"continues nothing|no rectangle"):
        drawn_table(drawing)
