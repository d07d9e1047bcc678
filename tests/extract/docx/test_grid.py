"""Rows of cells with spans, merges and widths become grids."""

from formaudit.extract.docx.grid import RawCell, RawRow, lay
from tests.drawing import draw, neat


def _row(*cells: RawCell | str, before: int = 0, after: int = 0) -> RawRow:
    return RawRow([RawCell(1, "", cell) if isinstance(cell, str) else cell for cell in cells], before, after)


def test_a_continued_cell_grows_and_its_lower_text_is_not_printed() -> None:
    grid = lay([_row(RawCell(1, "restart", "a"), "b"), _row(RawCell(1, "continue", "hidden"), "c")])
    assert draw(grid) == neat("a | b\n^ | c")


def test_a_continuation_of_another_width_begins_anew() -> None:
    grid = lay([_row(RawCell(2, "restart", "a"), "b"), _row(RawCell(1, "continue", "x"), "y", "z")])
    assert draw(grid) == neat("a | < | b\nx | y | z")


def test_a_continuation_with_nothing_above_is_a_cell() -> None:
    grid = lay([_row("a", "b"), _row(RawCell(1, "continue", "x"), "c"), _row(RawCell(1, "continue", ""), "d")])
    assert draw(grid) == neat("a | b\nx | c\n^ | d")


def test_a_second_restart_ends_the_first_cell() -> None:
    rows = [
        _row(RawCell(1, merge, text), "x") for merge, text in (("restart", "a"), ("continue", ""), ("restart", "b"))
    ]
    assert draw(lay(rows)) == neat("a | x\n^ | x\nb | x")


def test_columns_that_a_row_leaves_out_stay_gaps() -> None:
    grid = lay([_row("a", "b", "c"), _row("d", "e", before=1), _row("f", "g", after=1)])
    assert draw(grid) == neat("a | b | c\n# | d | e\nf | g | #")


def test_legacy_horizontal_merges_join_to_the_left() -> None:
    grid = lay([_row("合计", RawCell(1, "", "", joins=True), "5"), _row("x", "y", "z")])
    assert draw(grid) == neat("合计 | < | 5\nx | y | z")


def test_short_rows_are_spread_where_widths_prove_it() -> None:
    rows = [_row("a", "b", "c"), _row("d", "e")]
    widths = [[1000, 1000, 1000], [2010, 990]]
    assert draw(lay(rows, (), lambda: widths)) == neat("a | b | c\nd | < | e")


def test_widths_that_end_between_columns_prove_nothing() -> None:
    rows = [_row("a", "b", "c"), _row("d", "e")]
    widths = [[1000, 1000, 1000], [1500, 1500]]
    assert draw(lay(rows, (), lambda: widths)) == neat("a | b | c\nd | e | #")


def test_widths_are_not_asked_for_where_rows_agree() -> None:
    def ask() -> list[list[int]]:
        raise AssertionError

    assert draw(lay([_row("a", "b"), _row("c", "d")], (), ask)) == neat("a | b\nc | d")


def test_no_rows_make_no_grid() -> None:
    assert lay([]).cells == ()
