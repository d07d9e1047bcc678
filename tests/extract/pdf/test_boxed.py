"""Cells in boxes of their own, with white between them that is wider than lines of one grid miss each other by."""

import pytest

from tests.drawing import draw, grid_of, neat
from tests.extract.pdf.paper import document, line, text

FORM = """
资金（万元） | 来源 | 全年预算数 | 全年执行数
^ | 总额 | 81.6 | 76.5
^ | 其他 | 20 | <
得分 | < | < | 9.38
"""


def _spaced(drawing: str, across: float, below: float, *, frame: bool = False, words: bool = True) -> str:
    """The drawing with each cell in a box, parted from the next ones."""
    grid = grid_of(drawing)
    wide, high, out = 80.0, 20.0, ""

    def box(x0: float, top: float, x1: float, bottom: float) -> str:
        return "".join(
            line(*ends)
            for ends in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
        )

    for cell in grid.cells:
        x0, top = 72 + cell.col * (wide + across), 100 + cell.row * (high + below)
        x1 = x0 + cell.colspan * (wide + across) - across
        out += box(x0, top, x1, top + cell.rowspan * (high + below) - below)
        out += text(x0 + 4, top + 4, cell.text) if cell.text and words else ""
    if frame:
        right, foot = 72 + grid.cols * (wide + across), 100 + grid.rows * (high + below)
        out += box(72 - across, 100 - below, right, foot)
    return out


@pytest.mark.parametrize("frame", [False, True])
@pytest.mark.parametrize(("across", "below"), [(3, 3), (4, 4), (6, 6), (8, 8), (6, 2), (2, 6), (8, 3)])
def test_boxes_with_white_between_them_are_one_grid(across: float, below: float, *, frame: bool) -> None:
    [found] = document(_spaced(FORM, across, below, frame=frame)).tables
    assert draw(found) == neat(FORM)
    assert all(cell.confidence >= 0.9 for cell in found)


def test_boxes_with_room_for_a_line_between_them_are_not() -> None:
    assert [draw(table) for table in document(_spaced(FORM, 16, 16)).tables] != [neat(FORM)]


def test_boxes_that_do_not_fill_their_ground_are_no_grid() -> None:
    """Fields of a form that stand here and there."""
    form = "a | # | b | #\n# | c | # | d\ne | # | f | #\n# | g | # | h"
    assert not any(table.cols > 2 for table in document(_spaced(form, 6, 6)).tables)
