"""Heads of money over parts of them: stretches of the year, bases of a rate, the changes of a budget."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.fund_codes import fund_code
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["parted_heads"]

_BUDGETS: Final = frozenset({"original_budget", "final_budget"})
_PARTED: Final = frozenset({*_BUDGETS, "actual_amount", "rate"})
_PART_OF_YEAR: Final = compiled(r"半年|季度|月|中期|年中|年末|年底|^占|^[比较按]")
_CHANGE: Final = compiled(r"^(?:年中)?(?:调整|调剂|追加|追减|调增|调减|增减)+(?:数|额|金额|情况|预算数?)?$")
_OPENING: Final = compiled(r"年初|期初")
_WHOLE_YEAR: Final = compiled(r"全年|年末|年底|年终|(?:1-|至)?12月|小计|合计|调整后")
_SHORT_OF_IT: Final = compiled(r"半年|季度|(?<!1)\d月|1[01]月")
_LAST_MONTH: Final = compiled(r"(?:1-|至)?12月")
_FEWEST: Final = 2


def parted_heads(table: Table, row: int) -> tuple[dict[str, tuple[int, int] | None], frozenset[str]] | None:
    """The columns of money that a second row of heads tells apart, and the codes of the heads over them.

    ``None`` stands for a column that the second row leaves open: no figure is held against another then. The whole is
    ``None`` where no head has parts that are stretches of the year, bases of a rate, or changes of a budget.
    """
    below = row + 1
    if below >= table.rows:
        return None
    groups = [(code, parts) for cell in table.starting(row) for code, parts in _parts(table, cell, below)]
    if not any(_tells(code, parts) for code, parts in groups):
        return None
    found: dict[str, tuple[int, int] | None] = {}
    for code, parts in groups:
        found.update(_budgets(parts) if code in _BUDGETS else {code: _span(_whole(parts))})
    return found, frozenset(code for code, _ in groups)


def _parts(table: Table, cell: Cell, below: int) -> list[tuple[str, list[Cell]]]:
    """The heads in the next row under one of money, with its code; none where figures stand there."""
    code = fund_code(cell.text)
    if code not in _PARTED or cell.colspan < _FEWEST or cell.row + cell.rowspan != below:
        return []
    within = range(cell.col, cell.col + cell.colspan)
    parts = [one for one in table.starting(below) if one.col in within and compact(one.text)]
    if len(parts) < _FEWEST or any(_is_figure(one) for one in parts):
        return []
    return [(code, parts)]


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number that is no name of a month (6月末)."""
    return read_cell(cell.text) is not None and _PART_OF_YEAR.search(compact(cell.text)) is None


def _tells(code: str, parts: Sequence[Cell]) -> bool:
    names = [compact(one.text) for one in parts]
    if code in _BUDGETS:
        return len(names) > _FEWEST and any(map(_CHANGE.match, names))
    return any(map(_PART_OF_YEAR.search, names))


def _budgets(parts: Sequence[Cell]) -> dict[str, tuple[int, int] | None]:
    """The opening budget, what was added, and the budget of the year."""
    opening = [one for one in parts if _OPENING.search(compact(one.text))]
    changed = [one for one in parts if _CHANGE.match(compact(one.text))]
    rest = [one for one in parts if one not in opening]
    whole = _whole(rest) or (changed[0] if len(rest) == 1 and changed else None)
    added = changed[0] if len(changed) == 1 and changed[0] is not whole else None
    first = opening[0] if len(opening) == 1 else None
    found = {"original_budget": _span(first), "final_budget": _span(whole)}
    return {**found, "adjustment": _span(added)} if added is not None else found


def _whole(parts: Sequence[Cell]) -> Cell | None:
    """The one part that stands for the whole year, or ``None``."""
    whole = [one for one in parts if _is_whole(compact(one.text))]
    return whole[0] if len(whole) == 1 else None


def _is_whole(name: str) -> bool:
    return _WHOLE_YEAR.search(name) is not None and _SHORT_OF_IT.search(_LAST_MONTH.sub("", name)) is None


def _span(cell: Cell | None) -> tuple[int, int] | None:
    return (cell.col, cell.col + cell.colspan) if cell is not None else None
