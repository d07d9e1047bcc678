"""Points in the right margin of a form: one column without a header of its own, named once in the head."""

from msgspec import Struct

from formaudit.forms.cells import Site
from formaudit.forms.indicator_header import indicator_header, margin_score
from formaudit.forms.region import Rows
from formaudit.model.figure import Figure
from formaudit.model.table import Cell
from formaudit.numbers import read_cell

__all__ = ["Margin", "margin_of"]


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
