"""Two plain tables that share their rows: 收入 | 预算数 | 决算数 beside 支出 | 预算数 | 决算数."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.fund_codes import fund_code
from formaudit.forms.marks import money_unit
from formaudit.forms.region import Rows
from formaudit.forms.remembered import by_row
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.text import compact

__all__ = ["Half", "halves", "halves_within"]

_MONEY: Final = frozenset({"original_budget", "final_budget", "actual_amount", "arrived", "remaining"})
_PLAIN_MONEY: Final = frozenset({"金额", "数额", "本年数", "上年数", "实际金额", "实际数"})
_SIDES: Final = frozenset({"收入", "支出"})
_HIGHEST: Final = 6

Half = tuple[Rows, str, str]
"""The rows of one of the two with nothing but its own cells, what stands over it, and the unit of money named there."""


@by_row
def _edge(table: Table, row: int) -> int | None:
    """The column in which the second table begins, where a row is the header of two; else ``None``.

    Each has a label and the same columns of money; the labels may be one word (项目) or two (收入, 支出).
    """
    cells = [cell for cell in table.row(row) if compact(cell.text) and cell.col >= _lead(table, row)]
    if any(read_cell(cell.text) is not None for cell in cells):
        return None
    return next((cells[size].col for size in _sizes(len(cells)) if _are_two(cells[:size], cells[size:])), None)


def _lead(table: Table, row: int) -> int:
    """The column in which the first of the two begins: behind the name of the block, which reaches down beside both."""
    first = table.at(row, 0)
    tall = first is not None and first.rowspan > row - first.row + len(("header", "item"))
    return first.colspan if first is not None and tall else 0


def _sizes(cells: int) -> Sequence[int]:
    """How many cells the left half may have: half of all, else fewer or more by what one has beside its money."""
    half, odd = divmod(cells, 2)
    near = (half, half + 1) if odd else (half, half - 1, half + 1)
    return [size for size in near if size >= len(("label", "money")) and cells - size >= len(("label", "money"))]


def _are_two(left: Sequence[Cell], right: Sequence[Cell]) -> bool:
    """Whether two runs of cells are headers of two tables: a label, the same money, and a rate behind one of them."""
    if any(_is_money(half[0]) and compact(half[0].text) not in _SIDES for half in (left, right)):
        return False
    pairs = list(zip(left[1:], right[1:], strict=False))
    alike = all(compact(one.text) == compact(other.text) for one, other in pairs)
    further = (*left[1 + len(pairs) :], *right[1 + len(pairs) :])
    return alike and all(_is_money(one) for one, _ in pairs) and all(fund_code(one.text) == "rate" for one in further)


def _is_money(cell: Cell) -> bool:
    return fund_code(cell.text) in _MONEY or compact(cell.text) in _PLAIN_MONEY


def halves(table: Table, row: int, last: int) -> tuple[tuple[Half, ...], int] | None:
    """Two tables whose common header is a row, with the last row of theirs up to ``last``, or ``None``."""
    edge = _edge(table, row)
    if edge is None:
        return None
    lead, end = _lead(table, row), row
    while end < last and _goes_on(table, end + 1, lead, edge):
        end += 1
    if end - row < len(("item", "total")):
        return None
    over = [_over(table, row, col) for col in (lead, edge)]
    names = over if over[0] != over[1] else [over[0], f"{over[1]}2"]
    spans = ((lead, edge), (edge, table.cols))
    return tuple(
        (Rows(table=_part(table, low, high), first=row, last=end), name, money_unit([text], ""))
        for (low, high), name, text in zip(spans, names, over, strict=True)
    ), end


def halves_within(rows: Rows) -> tuple[Half, ...]:
    """The two tables that the rows of a table without any form are, or nothing."""
    for row in range(rows.first, min(rows.first + _HIGHEST, rows.last)):
        found = halves(rows.table, row, rows.last)
        if found is not None:
            return found[0] if found[1] == rows.last else ()
    return ()


def _over(table: Table, row: int, col: int) -> str:
    above = table.at(row - 1, col) if row else None
    own = table.at(row, col)
    named = above if above is not None and compact(above.text) and read_cell(above.text) is None else own
    return compact(named.text) if named is not None else ""


def _goes_on(table: Table, row: int, lead: int, edge: int) -> bool:
    """Whether a row has cells of both tables and none that reaches from one into the other, and a figure in one."""
    cells = [cell for cell in table.row(row) if cell.col >= lead]
    within = all(cell.row == row and not cell.col < edge < cell.col + cell.colspan for cell in cells)
    sides = {cell.col < edge for cell in cells}
    return within and len(sides) > 1 and any(read_cell(cell.text) is not None for cell in cells)


def _part(table: Table, low: int, high: int) -> Table:
    """A table with the cells of some columns alone, in their places."""
    cells = tuple(cell for cell in table if low <= cell.col and cell.col + cell.colspan <= high)
    return Table(index=table.index, cells=cells, rows=table.rows, cols=table.cols, caption=table.caption)
