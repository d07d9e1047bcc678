"""A grid in which many texts are printed over each other has no cell that accuses anybody."""

import pytest

from formaudit.model.figure import DOUBTFUL
from tests.extract.pdf.paper import document, table, text

_ROWS = 10
_DRAWING = "\n".join(["指标 | 目标 | 分值", *(f"完成数量 | 有效提升 | {number + 10}" for number in range(_ROWS))])


@pytest.mark.parametrize(("over", "sure"), [(8, False), (5, True)])
def test_the_figures_beside_texts_printed_over_each_other_are_doubted_where_these_are_many(
    over: int, *, sure: bool
) -> None:
    widths = (90, 90, 60)
    page = table(_DRAWING, top=100, widths=widths)
    page += "".join(text(80, 100 + (row + 1) * 21 + 4, "按期完成验收") for row in range(over))
    [found] = document(page).tables
    weights = [cell.confidence for cell in found if cell.col == 2 and cell.row]
    assert len(weights) == _ROWS
    assert (min(weights) >= DOUBTFUL) is sure


@pytest.mark.parametrize(("words", "sure"), [("21", False), ("95.5", False), ("项目", False), ("", True)])
@pytest.mark.parametrize("place", [80, 85])
def test_a_cell_in_which_one_text_is_printed_into_another_is_doubted(place: int, words: str, *, sure: bool) -> None:
    page = table("部门名 | 甲\n目标 | 300\n完成 | 310", top=100, widths=(120, 90)) + text(place, 104, words)
    [found] = document(page).tables
    assert {(cell.row, cell.col) for cell in found if cell.confidence < DOUBTFUL} == (set() if sure else {(0, 0)})


def test_a_figure_set_close_to_a_word_is_sure() -> None:
    page = table("部门 | 甲\n目标 | 300\n完成 | 310", top=100, widths=(120, 90)) + text(97, 104, "12")
    [found] = document(page).tables
    assert [cell.text for cell in found if cell.confidence < DOUBTFUL] == []
