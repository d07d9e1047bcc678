"""Two forms that stand beside each other in one table: each is read with its own columns."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.kinds import field_code
from formaudit.forms.money_header import fund_header, may_be_header
from formaudit.model.table import Cell, Table
from formaudit.text import compact

__all__ = ["facing"]

_NAMES: Final = frozenset({"project", "unit_name"})


def facing(table: Table, first: int, last: int) -> tuple[Table, ...]:
    """The forms beside each other in some rows, from left to right, or the one table.

    They are several where one row has the label of a form's name twice, no cell below reaches from one side to the
    other, and each side has a header of money and one of indicators. What stands above in one cell heads each.
    """
    for row in range(first, last + 1):
        edge = _edge(table, row)
        if edge is None:
            continue
        if any(
            _crosses(cell, edge) and compact(cell.text) for cell in _below(table, row, last) if not _alone(table, cell)
        ):
            return (table,)
        left, right = _side(table, 0, edge), _side(table, edge, table.cols)
        if not all(_is_form(side, row, last) for side in (left, right)):
            return (table,)
        return (left, *facing(right, first, last))
    return (table,)


def _edge(table: Table, row: int) -> int | None:
    """The column in which the same label of a form's name begins again in a row."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    if not cells or field_code(cells[0].text) not in _NAMES:
        return None
    name = compact(cells[0].text)
    return next((cell.col for cell in cells[2:] if compact(cell.text) == name), None)


def _below(table: Table, row: int, last: int) -> Iterator[Cell]:
    return (cell for at in range(row, last + 1) for cell in table.starting(at))


def _alone(table: Table, cell: Cell) -> bool:
    """Whether a cell is the only one of its row with words: a note below both forms."""
    return all(other is cell or not compact(other.text) for other in table.row(cell.row))


def _crosses(cell: Cell, edge: int) -> bool:
    return cell.col < edge < cell.col + cell.colspan


def _is_form(side: Table, first: int, last: int) -> bool:
    """Whether a side has a header of money and one of indicators of its own."""
    rows = [row for row in range(first, last + 1) if may_be_header(side, row)]
    return any(fund_header(side, row) is not None for row in rows) and any(
        indicator_header(side, row) is not None for row in rows
    )


def _side(table: Table, low: int, high: int) -> Table:
    """The cells of some columns in their places; of one that reaches over them, the part in these columns."""
    cells = []
    for cell in table:
        start, end = max(cell.col, low), min(cell.col + cell.colspan, high)
        if start < end:
            cells.append(cell if end - start == cell.colspan else replace(cell, col=start, colspan=end - start))
    return replace(table, cells=tuple(cells), cols=high)
