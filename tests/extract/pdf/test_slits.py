"""Rows of a grid that are none: what lines leave between them that end at different heights."""

from collections.abc import Sequence

import pytest

from tests.extract.pdf.paper import document, line, text

XS = (72, 162, 252, 342)


def _page(lines: Sequence[tuple[float, float, float]], words: str) -> str:
    """Upright rules, level ones from edge to edge of columns, and words."""
    down = "".join(line(x, 100, x, 200) for x in XS)
    across = "".join(line(XS[int(first)], top, XS[int(last)], top) for top, first, last in lines)
    return down + across + words


def _words(*cells: tuple[int, float, str]) -> str:
    return "".join(text(XS[col] + 5, top, words) for col, top, words in cells)


FRAME = [(100, 0, 3), (200, 0, 3)]


@pytest.mark.parametrize("end", [130, 134, 138])
def test_cells_that_end_at_different_heights_are_of_one_row(end: float) -> None:
    lines = [*FRAME, (end, 0, 1), (140, 1, 3), (170, 1, 3)]
    words = _words(
        (0, 105, "数量指标"), (1, 105, "辅具适配"), (2, 105, "12"), (0, 150, "质量指标"), (1, 150, "合格率"),
        (2, 150, "98"), (1, 175, "完好率"), (2, 175, "99"),
    )  # fmt: skip
    (table,) = document(_page(lines, words)).tables
    assert [(cell.text, cell.row, cell.rowspan) for cell in table if cell.col == 0] == [
        ("数量指标", 0, 1),
        ("质量指标", 1, 2),
    ]
    assert (table.rows, [cell.text for cell in table if cell.col == 2]) == (3, ["12", "98", "99"])


def test_a_gap_between_two_cells_beside_a_cell_over_both_is_no_row() -> None:
    lines = [*FRAME, (140, 0, 2), (147, 0, 2)]
    words = _words((0, 110, "一季度"), (1, 110, "31"), (0, 155, "二季度"), (1, 155, "44"), (2, 130, "已付清"))
    (table,) = document(_page(lines, words)).tables
    assert (table.rows, [cell.text for cell in table]) == (2, ["一季度", "31", "已付清", "二季度", "44"])


@pytest.mark.parametrize(("high", "rows"), [(7, 2), (11, 3)])
def test_a_blank_row_beside_a_tall_cell_is_one_where_it_is_as_high_as_type(high: float, rows: int) -> None:
    lines = [*FRAME, (140, 1, 3), (140 + high, 1, 3)]
    words = _words((0, 130, "资金"), *((col, top, f"{col}{top}") for col in range(1, 3) for top in (110, 170)))
    (table,) = document(_page(lines, words)).tables
    assert table.rows == rows


@pytest.mark.parametrize(("high", "rows"), [(4, 2), (16, 3)])
def test_a_blank_row_is_one_where_type_would_have_room(high: float, rows: int) -> None:
    lines = [*FRAME, (140, 0, 3), (140 + high, 0, 3)]
    words = _words(*((col, top, f"{col}{top}") for col in range(3) for top in (110, 170)))
    (table,) = document(_page(lines, words)).tables
    assert table.rows == rows


def test_no_text_is_lost_where_lines_lean_and_nothing_is_sure() -> None:
    edges = [(100 + 20 * row + 6 * col, col, col + 1) for row in range(6) for col in range(3)]
    words = _words(*((col, 104 + 20 * row + 6 * col, f"{row}{col}") for row in range(4) for col in range(3)))
    down = "".join(line(x, 100, x, 220) for x in XS)
    found = document(down + "".join(line(XS[a], top, XS[b], top) for top, a, b in edges) + words)
    said = "".join(cell.text for table in found.tables for cell in table) + "".join(p.text for p in found.paragraphs)
    assert all(f"{row}{col}" in said for row in range(4) for col in range(3))
    assert all(cell.confidence < 0.9 for table in found.tables for cell in table if cell.text)
