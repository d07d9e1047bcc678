"""Plain tables inside a form (支出内容 | 实际支出数 | 凭证号): where one begins, and which rows go on with it."""

from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.detail_table import is_figure_cell, read_detail_table, sums_up
from formaudit.forms.fund_codes import fund_code
from formaudit.forms.headers import goal_header
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.money_header import fund_header
from formaudit.forms.region import Rows
from formaudit.indicators.lexicon import identify
from formaudit.model.cells import DetailTable
from formaudit.model.table import Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["begins_inner_table", "table_within"]

_YEAR: Final = compiled(r"20\d{2}年?度?")
_FEWEST_LABELS: Final = 3


def begins_inner_table(rows: Rows, row: int) -> int:
    """How many cells wide the header of a plain table is that begins in a row; 0 where none does."""
    cells = [cell for cell in rows.table.starting(row) if compact(cell.text)]
    if len(cells) < _FEWEST_LABELS:
        return 0
    kinds = sum(identify("detail-column", cell.text) is not None for cell in cells)
    if kinds == 0:
        years = sum(_YEAR.fullmatch(compact(cell.text)) is not None for cell in cells) > 1
        told = years and _figures_below(rows, row)
    else:
        money = any(fund_code(cell.text) in ("actual_amount", "final_budget") for cell in cells)
        told = kinds > 1 or money or _figures_below(rows, row)
    return len(cells) if told else 0


def _in_inner_table(table: Table, row: int, width: int) -> bool:
    """Whether a row goes on with a plain table ``width`` cells wide and begins no block of the form's own."""
    cells = table.starting(row)
    filled = [cell for cell in cells if compact(cell.text)]
    wide = len(cells) >= width - 1 or (bool(filled) and sums_up(filled[0]) and any(map(is_figure_cell, filled)))
    return wide and (not filled or len(filled) > 1) and not _begins_own_block(table, row)


def _begins_own_block(table: Table, row: int) -> bool:
    """Whether a row is the header of a block that each form has: money, goals, indicators."""
    return (indicator_header(table, row) or goal_header(table, row) or fund_header(table, row)) is not None


def _figures_below(rows: Rows, row: int) -> bool:
    """Whether one of the next rows is one of figures, two rows of a header apart."""
    below = range(row + 1, min(row + 3, rows.last) + 1)
    return any(sum(is_figure_cell(cell) for cell in rows.table.starting(at)) >= _FEWEST_LABELS for at in below)


def table_within(site: Site, rows: Rows, row: int, width: int) -> tuple[DetailTable, int] | None:
    """A plain table whose header begins in a row, ``width`` cells wide, with its last row, or ``None``."""
    table, last = rows.table, row
    headed = row < rows.last and not any(is_figure_cell(cell) for cell in table.starting(row + 1))
    if headed and not _begins_own_block(table, row + 1):
        last += 1  # a second row of the header has fewer cells than the rows below it
    while last < rows.last and _in_inner_table(table, last + 1, width):
        last += 1
    title = next((compact(cell.text) for cell in table.starting(row) if compact(cell.text)), "")
    found = read_detail_table(site, Rows(table=table, first=row, last=last), title=title, money="")
    return None if found is None else (found, last)
