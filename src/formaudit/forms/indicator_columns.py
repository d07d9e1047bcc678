"""Heads of indicators that their neighbours tell: a bare 目标 beside 实际, a second level behind the first."""

from itertools import pairwise
from typing import Final

from formaudit.indicators.lexicon import identify
from formaudit.model.table import Cell, Table
from formaudit.text import compact

__all__ = ["aimed_and_reached", "code_of", "own_second", "span_of"]

_AIMS: Final = frozenset({"目标", "预期", "计划"})
_REACHED: Final = "实际"


def code_of(cell: Cell) -> str:
    """What a head of a block of indicators names, or an empty text."""
    entry = identify("indicator-column", cell.text)
    return entry.code if entry is not None else ""


def span_of(cell: Cell) -> tuple[int, int]:
    """The half-open range of grid columns that a cell takes up."""
    return cell.col, cell.col + cell.colspan


def own_second(table: Table, row: int) -> dict[str, tuple[int, int]]:
    """The second level where another word for it (指标类别) stands left of the first, over both."""
    named = [(code_of(cell), cell) for cell in table.row(row)]
    first = next((cell.col for code, cell in named if code == "level1"), None)
    second = [cell for code, cell in named if code == "level2"]
    if first is None or len(second) != len(("over", "own")) or not second[0].col < first < second[1].col:
        return {}
    return {"level2": span_of(second[1])}


def aimed_and_reached(table: Table, row: int) -> dict[str, tuple[int, int]]:
    """The columns of targets and results that one word each heads, beside each other: 目标 | 实际, 预期 | 实际."""
    for aim, reached in pairwise(table.starting(row)):
        if compact(reached.text) == _REACHED and compact(aim.text) in _AIMS:
            return {"target": span_of(aim), "achieved": span_of(reached)}
    return {}
