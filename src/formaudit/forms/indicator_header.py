"""The header of a block of indicators: levels, values, and the points that stand beside each level."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.headers import read_header, with_second_row
from formaudit.forms.remembered import by_row
from formaudit.indicators.lexicon import identify
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.text import compact

__all__ = ["LEVEL_POINTS", "indicator_header", "margin_score"]

_VALUES: Final = ("target", "achieved", "weight", "score")
_LEVELS: Final = ("level1", "level2", "level3")
_POINTS: Final = ("weight", "score")
LEVEL_POINTS: Final = {"level1": "level1_points", "level2": "level2_points", "level3": "weight"}
"""The column of points that stands right of a level, by that level's code."""


@by_row
def indicator_header(table: Table, row: int) -> tuple[dict[str, tuple[int, int]], int] | None:
    """The columns of a block of indicators, with the last row of its header."""
    first = read_header("indicator-column", table, row)
    levels = [code for code in _LEVELS if code in first]
    if not levels or (len(levels) == 1 and "level3" not in first):
        return None
    columns, last = with_second_row("indicator-column", table, row, first)
    if not any(code in columns for code in _VALUES):
        return None
    return {**columns, **_points_beside_levels(table.row(row))}, last


def _points_beside_levels(cells: Sequence[Cell]) -> dict[str, tuple[int, int]]:
    """Where every level has a column of points behind it, what each of them is.

    ``一级指标 | 得分 | 二级指标 | 得分 | 三级指标 | 得分 | … | 得分``: only the last one is what was scored.
    """
    codes = [entry.code if (entry := identify("indicator-column", cell.text)) else "" for cell in cells]
    beside = [at for at in range(1, len(cells)) if codes[at] in _POINTS and codes[at - 1] in LEVEL_POINTS]
    alone = [at for at in range(len(cells)) if codes[at] in _POINTS and at not in beside]
    only_third = len(beside) == 1 and codes[beside[0] - 1] == "level3" and codes[beside[0]] == "score" and bool(alone)
    if len(beside) < 2 and not only_third:
        return {}
    found = {LEVEL_POINTS[codes[at - 1]]: _span(cells[at]) for at in beside}
    if alone:
        found["score"] = _span(cells[alone[-1]])
    return found


def _span(cell: Cell) -> tuple[int, int]:
    return cell.col, cell.col + cell.colspan


def margin_score(table: Table, first: int, header: int) -> tuple[int, int] | None:
    """A column of points in the margin: it is named once in the form's head and holds numbers ever after.

    The header of the indicators has a number (the block's points) where the column's name would stand.
    """
    for cell in reversed(table.row(header)):
        if not compact(cell.text):
            continue
        if read_cell(cell.text) is None:
            return None
        above = [table.at(at, cell.col) for at in range(first, header)]
        named = any(
            one is not None and (entry := identify("indicator-column", one.text)) is not None and entry.code == "score"
            for one in above
        )
        return _span(cell) if named else None
    return None
