"""Points in the right margin of a form: one column without a header of its own, named once in the head."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.indicator_header import indicator_header, margin_score
from formaudit.forms.region import Rows
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell

__all__ = ["Margin", "margin_of", "share_out"]


class Margin(Struct, frozen=True, kw_only=True):
    """The column, the score of the whole form in it, the points of the indicators' block, and all cells above that.

    ``cells`` are those of the blocks between the head and the indicators, from top to bottom.
    """

    span: tuple[int, int]
    total: Figure | None
    block: Figure
    cells: tuple[Cell, ...]


def margin_of(site: Site, rows: Rows) -> Margin | None:
    """The margin of a form's first table, or ``None`` where it has none."""
    table = rows.table
    for row in range(rows.first, rows.last + 1):
        if indicator_header(table, row) is None:
            continue
        span = margin_score(table, rows.first, row)
        if span is None:
            return None
        column = [
            cell
            for at in range(rows.first, row)
            if (cell := table.at(at, span[0])) is not None and cell.row == at and read_cell(cell.text) is not None
        ]
        head = table.at(row, span[0])
        if head is None:
            return None
        total = site.figure(table, column[0], tail=".grand.score", label="总分 得分", unit="分") if column else None
        block = site.figure(table, head, tail=".points[block]", label="绩效指标 得分", unit="分")
        return Margin(span=span, total=total, block=block, cells=tuple(column[1:]))
    return None


def share_out(site: Site, table: Table, margin: Margin, funds: list[FundRow]) -> Iterator[Figure]:
    """Points in the margin beside the funds become those of the total; others (beside the goals) no check needs."""
    for cell in margin.cells:
        figure = site.figure(table, cell, tail=".margin", label="得分", unit="分")
        rows = range(cell.row, cell.row + cell.rowspan)
        if funds and funds[0].score is None and any(_stands_in(funds[0], at) for at in rows):
            funds[0] = replace(funds[0], score=figure)
        else:
            yield figure


def _stands_in(row: FundRow, at: int) -> bool:
    figures = (row.original_budget, row.final_budget, row.actual_amount)
    return any(figure is not None and figure.place.row == at for figure in figures)
