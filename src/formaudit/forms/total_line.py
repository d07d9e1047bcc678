"""The line 总分 below the indicators of a form: its points, named, unnamed or moved, and what stands beside them."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.headers import Columns, cell_for
from formaudit.forms.label_pairs import pairs_of_row
from formaudit.forms.points import is_pair, points_figure
from formaudit.forms.subtotals import points_cell
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["beside_total", "total_row", "unnamed_total"]

_FEWEST_ABOVE: Final = 3
"""Rows with points above a line that adds them up, where only its place and its sum tell that it does."""
_HAD: Final = compiled(r"总分值?|满分|分值(?:合计|总计)|总分合计")
_REACHED: Final = compiled(r"(?:自评|综合|合计|最终|实际)?(?:总)?得分(?:合计)?|自评(?:总)?分")
_REMARK: Final = compiled(r"\s*[(（][^()（）]*[)）]\s*$")
"""What a line 总分 says of itself: 总得分（含执行率得分）."""


def total_row(site: Site, table: Table, row: int, columns: Columns) -> tuple[Figure | None, Figure | None] | None:
    """The figures of the line 总分, if the row is that line."""
    told = _told_apart(table, row)
    if told is not None:
        weight, score = told
        return (
            points_figure(site, table, weight, tail=".grand.weight", name="总分 分值"),
            points_figure(site, table, score, tail=".grand.score", name="总分 得分"),
        )
    values = [columns[code][0] for code in ("target", "achieved", "weight", "score") if code in columns]
    left = min(values) if values else table.cols
    for cell in table.row(row):
        if cell.row != row or cell.col > left:
            continue
        entry = identify("field", cell.text) or identify("field", _REMARK.sub("", cell.text))
        if entry is not None and entry.code == "total":
            return _total_figures(site, table, row, columns, cell)
    return None


def _told_apart(table: Table, row: int) -> tuple[Cell, Cell] | None:
    """Points to be had and reached that have a label each in one row: 总分 | 100 | 总得分 | 98.5 | 等级 | 优."""
    if any("小计" in compact(cell.text) for cell in table.starting(row)):
        return None  # of a group, not of the form
    pairs = {compact(name.text): value for name, value in pairs_of_row(table, row)}
    had = [value for name, value in pairs.items() if _HAD.fullmatch(name) and read_cell(value.text) is not None]
    reached = [value for name, value in pairs.items() if _REACHED.fullmatch(name) and read_cell(value.text) is not None]
    return (had[0], reached[0]) if len(had) == len(reached) == 1 else None


def _total_figures(
    site: Site, table: Table, row: int, columns: Columns, name: Cell
) -> tuple[Figure | None, Figure | None]:
    weight_cell = _whole_points(table, row, columns) or cell_for(table, row, columns.get("weight"))
    score_cell = cell_for(table, row, columns.get("score"))
    moved = _moved_left(table, row, columns, name)
    if moved is not None:
        weight_cell, score_cell = moved
    weight = (
        points_figure(site, table, weight_cell, tail=".grand.weight", name="总分 分值")
        if weight_cell is not None
        and weight_cell is not name
        and (weight_cell is not score_cell or is_pair(weight_cell.text))
        else None
    )
    score = (
        points_figure(site, table, score_cell, tail=".grand.score", name="总分 得分")
        if score_cell is not None and score_cell is not name
        else None
    )
    return weight, score


def _moved_left(table: Table, row: int, columns: Columns, name: Cell) -> tuple[Cell, Cell] | None:
    """Points to be had and reached of a line 总分 that stands one column too far left, as words follow them (等级：优).

    So where the column of scores holds words and the row's only two numbers, the second no greater than the first,
    stand right before them.
    """
    weight, score = columns.get("weight"), columns.get("score")
    last = cell_for(table, row, score)
    if weight is None or last is None or not compact(last.text) or read_cell(last.text) is not None:
        return None
    cells = [cell for cell in table.starting(row) if cell is not name and read_cell(cell.text) is not None]
    if len(cells) != len(("points", "reached")) or not cells[1].col <= weight[0] < cells[1].col + cells[1].colspan:
        return None
    had, reached = (read_cell(cell.text) for cell in cells)
    known = had is not None and reached is not None and had.value is not None and reached.value is not None
    return (cells[0], cells[1]) if known and reached.value <= had.value else None  # type: ignore[union-attr,operator]  # known says so


def unnamed_total(
    site: Site, table: Table, row: int, columns: Columns, above: Sequence[Indicator]
) -> tuple[Figure | None, Figure | None] | None:
    """The line 总分 under a name that nobody knows: it lies over target and result, and weighs as much as all above."""
    weights = [one.weight.amount for one in above if one.weight is not None and one.weight.filled]
    words = [columns[code] for code in ("target", "achieved") if code in columns]
    if len(weights) < _FEWEST_ABOVE or not words or "level3" not in columns:
        return None
    name = table.at(row, columns["level3"][0])
    if name is None or name.row != row or name.rowspan > 1 or not compact(name.text):
        return None
    if name.col + name.colspan < max(high for _, high in words):
        return None
    weight, score = _total_figures(site, table, row, columns, name)
    whole = weight is not None and weight.filled and weight.amount >= sum(weights)
    return (weight, score) if whole else None


def _whole_points(table: Table, row: int, columns: Columns) -> Cell | None:
    """The cell of all points: under those of the rows, else under those of the first level."""
    spans = (columns.get(code) for code in ("weight", "level1_points", "level2_points"))
    return next((cell for span in spans if (cell := points_cell(table, row, span)) is not None), None)


def beside_total(site: Site, table: Table, row: int, columns: Columns) -> tuple[Figure, ...]:
    """The further figures of the line 总分: of the levels' own columns, of a reviewer, of a rate."""
    taken = {id(points_cell(table, row, columns.get("score"))), id(_whole_points(table, row, columns))}
    return tuple(
        found
        for code, span in columns.items()
        if (cell := points_cell(table, row, span)) is not None
        and id(cell) not in taken
        and (found := site.value(table, cell, tail=f".grand.{code}", label="总分", unit="")) is not None
    )
