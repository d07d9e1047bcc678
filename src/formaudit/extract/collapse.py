"""Cells on a grid finer than the printed one, brought to the lines that are really drawn."""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from formaudit.extract.blocks import Grid
from formaudit.model.table import Cell

__all__ = ["collapse"]


def collapse(cells: Sequence[Cell]) -> Grid:
    """Leave out rows and columns in which no cell begins: there is no line on the page, only a part of wider cells.

    The cells must not overlap. They come back in reading order, the grid beginning at 0.
    """
    rows = sorted({cell.row for cell in cells})
    cols = sorted({cell.col for cell in cells})
    if rows == list(range(len(rows))) and cols == list(range(len(cols))):
        height = max((cell.row + cell.rowspan for cell in cells), default=0)
        width = max((cell.col + cell.colspan for cell in cells), default=0)
        if height == len(rows) and width == len(cols):  # nearly every table: there is nothing to leave out
            return Grid(cells=tuple(sorted(cells, key=_order)), rows=height, cols=width)
    row_of = {row: number for number, row in enumerate(rows)}
    col_of = {col: number for number, col in enumerate(cols)}
    placed = [
        replace(
            cell,
            row=row_of[cell.row],
            col=col_of[cell.col],
            rowspan=bisect_right(rows, cell.row + cell.rowspan - 1) - row_of[cell.row],
            colspan=bisect_right(cols, cell.col + cell.colspan - 1) - col_of[cell.col],
        )
        for cell in cells
    ]
    placed.sort(key=_order)
    return Grid(cells=tuple(placed), rows=len(rows), cols=len(cols))


def _order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.col
