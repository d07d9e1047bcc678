"""Money by source without a heading: 资金总额（万元） | 108 over 其中：财政拨款 | 88, or all of it in one row.

Forms of goals print what is applied for like this. Which stage of the budget it is they do not say.
"""

from itertools import pairwise
from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.fund_block import fund_figure, fund_row, source_name
from formaudit.forms.marks import split_label
from formaudit.indicators.lexicon import identify
from formaudit.model.forms import FundRow
from formaudit.model.table import Cell, Table
from formaudit.numbers import Kind, read_cell
from formaudit.text import compact, label

__all__ = ["AMOUNT", "amounts_in_cells", "amounts_in_line", "sole_amounts"]

AMOUNT: Final = "amount"
"""The column of such amounts."""

_MONEY: Final = frozenset({"", "元", "千元", "万元", "百万元", "亿元"})


def sole_amounts(table: Table, row: int, last: int) -> tuple[tuple[int, int], int] | None:
    """The columns of the amounts and the last row of such a block, where it begins in a row, else ``None``.

    It begins with the total, and each row has one label and at most one amount, all below each other.
    """
    first = _amount(table, row, "total")
    if first is None:
        return None
    end = row
    while end < last and _source_below(table, end + 1, first):
        end += 1
    filled = [at for at in range(row + 1, end + 1) if (cell := table.at(at, first.col)) is not None and cell.text]
    return ((first.col, first.col + first.colspan), end) if filled else None


def amounts_in_line(site: Site, table: Table, row: int, money: str) -> tuple[FundRow, ...]:
    """The total and its sources where one row names them all, each with its amount right of it; else nothing.

    A source that nobody knows among known ones (彩票公益金) keeps its words.
    """
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    numbers = [cell for cell in cells if read_cell(cell.text) is not None]
    pairs = [
        (entry.code if (entry := identify("source", name.text)) is not None else "", name, value)
        for name, value in pairwise(cells)
        if value in numbers and name not in numbers
    ]
    taken = {id(cell) for _, name, value in pairs for cell in (name, value)}
    if any(id(cell) not in taken for cell in cells[1:]):
        return ()  # one more source may stand there, its amount in the label's own cell
    codes = [code for code, _, _ in pairs]
    known = [code for code in codes if code]
    apart = known[:1] == codes[:1] == ["total"] and len(known) == len(set(known)) > 1 and len(codes) == len(numbers)
    if not apart or not all(map(_is_money, numbers)):
        return ()
    return tuple(_row(site, table, code, name, value, money) for code, name, value in pairs)


def amounts_in_cells(
    site: Site, table: Table, row: int, last: int, money: str
) -> tuple[tuple[FundRow, ...], int] | None:
    """The total and its sources in cells of their own below each other (资金总额：108 over 财政拨款：88), or ``None``.

    With them comes the last row. A source whose label has nothing behind it holds nothing.
    """
    found: list[FundRow] = []
    end = row - 1
    for at in range(row, last + 1):
        cells = [cell for cell in table.starting(at) if compact(cell.text)]
        name, inside, start = split_label(cells[-1].text) if cells else ("", "", 0)
        entry = identify("source", name)
        block = [cell for cell in cells[:-1] if read_cell(cell.text) is not None or at > row]
        if entry is None or block or start == 0 or (entry.code == "total") != (at == row):
            break
        if compact(inside) and read_cell(inside) is None:
            break
        end = at
        words = source_name(entry.code, label(name))
        figure = site.part(table, cells[-1], inside, start, tail=f".{entry.code}.{AMOUNT}", label=words, unit=money)
        found.extend([fund_row(entry.code, label(name), {AMOUNT: figure})] if compact(inside) else [])
    return (tuple(found), end) if len(found) > 1 else None


def _row(site: Site, table: Table, code: str, name: Cell, value: Cell, money: str) -> FundRow:
    words = source_name(code, label(name.text))
    figure = fund_figure(site, table, value, code=AMOUNT, tail=code or words, name=words, money=money)
    return fund_row(code, label(name.text), {AMOUNT: figure})


def _is_money(cell: Cell) -> bool:
    quantity = read_cell(cell.text)
    return quantity is not None and quantity.kind is not Kind.DATE and quantity.unit in _MONEY


def _amount(table: Table, row: int, source: str) -> Cell | None:
    """The one amount of a row behind the label of a source."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    if not cells or [cell for cell in cells if read_cell(cell.text) is not None] != cells[-1:]:
        return None
    return cells[-1] if _is_money(cells[-1]) and _named(cells[:-1]) == source else None


def _source_below(table: Table, row: int, first: Cell) -> bool:
    """Whether a row names one more source, its amount below the first one or left blank."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    cell = table.at(row, first.col)
    if cell is None or cell.row != row or cell.col != first.col:
        return False
    if not compact(cell.text):
        return _named(cells) not in ("", "total") and all(one.col < first.col for one in cells)
    named = _named(cells[:-1])
    return named not in ("", "total") and _amount(table, row, named) is cell


def _named(cells: list[Cell]) -> str:
    """The source that the last of some cells names, the only one in its row but for the name of the block."""
    entry = identify("source", cells[-1].text) if 0 < len(cells) <= len(("block", "source")) else None
    return entry.code if entry is not None else ""
