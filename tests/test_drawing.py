"""The notation for tables says what it means."""

from hypothesis import given

from formaudit.extract.blocks import Grid
from tests.drawing import cell_lines, draw, grid_of, neat, table_of
from tests.grids import grids


def test_marks_extend_the_cell_above_and_to_the_left() -> None:
    table = table_of("一级 | 二级 | <\n^ | a | b")
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in table] == [
        ("一级", 0, 0, 2, 1),
        ("二级", 0, 1, 1, 2),
        ("a", 1, 1, 1, 1),
        ("b", 1, 2, 1, 1),
    ]


def test_a_gap_is_covered_by_no_cell() -> None:
    table = table_of("a | b\n# | c")
    assert table.at(1, 0) is None


def test_a_block_of_two_by_two_is_one_cell() -> None:
    assert neat("x | < | 1\n^ | < | 2") == "x | < | 1\n^ | < | 2"
    assert len(grid_of("x | < | 1\n^ | < | 2").cells) == 3


@given(grids().filter(lambda grid: grid.cols > 1))
def test_a_drawing_read_again_is_the_same_grid(grid: Grid) -> None:
    again = grid_of(draw(grid))
    assert again.cells == grid.cells


def test_cell_lines_print_merged_cells_once_and_blanks_below() -> None:
    assert cell_lines(table_of("a | b\n^ | c")) == "\ta\n\tb\n\n\t\n\tc\n"
