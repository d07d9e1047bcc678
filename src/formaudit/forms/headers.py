"""Header rows: which column means what, told by the words of the header and never by position."""

from collections.abc import Mapping
from typing import Final

from formaudit.indicators.lexicon import identify
from formaudit.model.table import Cell, Table
from formaudit.text import compact

__all__ = ["Columns", "cell_for", "fund_header", "goal_header", "indicator_header", "read_header"]

Columns = Mapping[str, tuple[int, int]]
"""Code of a column to its half-open range of grid columns."""

_FUND_CORE: Final = ("original_budget", "final_budget", "actual_amount", "rate")
_INDICATOR_VALUES: Final = ("target", "achieved", "weight", "score")


def read_header(kind: str, table: Table, row: int) -> dict[str, tuple[int, int]]:
    """The columns that a row's cells name in one vocabulary; the first of two equal names wins."""
    found: dict[str, tuple[int, int]] = {}
    for cell in table.row(row):
        entry = identify(kind, cell.text)
        if entry is not None and entry.code not in found:
            found[entry.code] = (cell.col, cell.col + cell.colspan)
    return found


def _with_second_row(
    kind: str, table: Table, row: int, first: dict[str, tuple[int, int]]
) -> tuple[dict[str, tuple[int, int]], int]:
    """Add what a second header row says: ``预算数`` over ``年初`` and ``全年`` means two columns, not one."""
    below = row + 1
    if below >= table.rows:
        return first, row
    own = [cell for cell in table.starting(below) if compact(cell.text)]
    named: dict[str, tuple[int, int]] = {}
    for cell in own:
        above = table.at(row, cell.col)
        upper = above.text if above is not None and above.row <= row else ""
        entry = next(
            (
                hit
                for text in (cell.text, cell.text + upper, upper + cell.text)
                if (hit := identify(kind, text)) is not None
            ),
            None,
        )
        if entry is None:
            return first, row
        named.setdefault(entry.code, (cell.col, cell.col + cell.colspan))
    if len(named) < 2:
        return first, row
    # A group header gives way to the columns under it.
    kept = {
        code: span
        for code, span in first.items()
        if code not in named and not any(span[0] <= low and high <= span[1] for low, high in named.values())
    }
    return {**kept, **named}, below


def fund_header(table: Table, row: int) -> tuple[dict[str, tuple[int, int]], int] | None:
    """The columns of a block of funds, with the last row of its header; ``None`` where the row is no such header."""
    columns, last = _with_second_row("fund-column", table, row, read_header("fund-column", table, row))
    if sum(code in columns for code in _FUND_CORE) < 2 or indicator_header(table, row) is not None:
        return None
    return columns, last


def indicator_header(table: Table, row: int) -> tuple[dict[str, tuple[int, int]], int] | None:
    """The columns of a block of indicators, with the last row of its header."""
    first = read_header("indicator-column", table, row)
    levels = [code for code in ("level1", "level2", "level3") if code in first]
    if not levels or (len(levels) == 1 and "level3" not in first):
        return None
    columns, last = _with_second_row("indicator-column", table, row, first)
    if not any(code in columns for code in _INDICATOR_VALUES):
        return None
    return columns, last


def goal_header(table: Table, row: int) -> dict[str, tuple[int, int]] | None:
    """The two columns of a block of goals.

    The label of the whole block (年度总体目标) may stand left of the two headers and reads like the first of them, so
    of several labels for the expected goals the last one left of the achieved ones counts.
    """
    achieved = read_header("goal-column", table, row).get("achieved")
    if achieved is None:
        return None
    expected = [
        (cell.col, cell.col + cell.colspan)
        for cell in table.row(row)
        if cell.col < achieved[0]
        and (entry := identify("goal-column", cell.text)) is not None
        and entry.code == "expected"
    ]
    return {"expected": expected[-1], "achieved": achieved} if expected else None


def cell_for(table: Table, row: int, span: tuple[int, int] | None) -> Cell | None:
    """The cell of a row that stands in a column; a cell begun in an earlier row counts once, there.

    Where rows are cut more finely than the header, the first filled cell of the range is taken.
    """
    if span is None:
        return None
    first: Cell | None = None
    for col in range(*span):
        cell = table.at(row, col)
        if cell is None or cell.row != row or cell.col < span[0]:
            continue
        if compact(cell.text):
            return cell
        first = first or cell
    if first is None:
        cell = table.at(row, span[0])
        if cell is not None and cell.row == row:
            return cell
    return first
