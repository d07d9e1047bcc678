"""From rows of cells with spans to a grid: the geometry of a Word table without its XML.

The counts in the file rule. Only where rows disagree in how many columns they fill, and the printed widths prove that
a cell of the short row stands over several columns of the long one, are the spans taken from the widths.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final, NamedTuple

from formaudit.extract.blocks import Grid, trim
from formaudit.model.table import Cell

__all__ = ["RawCell", "RawRow", "lay"]

_SLACK: Final = 45  # twips; Word rounds each width, and a cell's border is counted on either side


class RawCell(NamedTuple):
    """A cell as the file has it. ``merge`` is ``restart``, ``continue`` or empty.

    ``joins`` marks a cell that the legacy ``hMerge`` makes part of the cell to its left.
    """

    span: int
    merge: str
    text: str
    joins: bool = False


class RawRow(NamedTuple):
    """A row as the file has it; ``before`` and ``after`` are columns it leaves out at either end."""

    cells: Sequence[RawCell]
    before: int = 0
    after: int = 0

    @property
    def columns(self) -> int:
        """How many grid columns the row accounts for."""
        return self.before + sum([cell[0] for cell in self.cells]) + self.after


def lay(
    rows: Sequence[RawRow], columns: Sequence[int] = (), widths: Callable[[], Iterable[Sequence[int]]] | None = None
) -> Grid:
    """Lay the rows on a grid.

    ``columns`` are the widths of the file's own grid in twips, ``widths`` gives those of each row's cells; they are
    asked for only if rows are uneven. A cell that continues the one above does so only if it stands under it with the
    same width in columns; otherwise it begins anew. Columns that a row leaves out stay gaps.
    """
    counts = [row.columns for row in rows]
    width = max(counts, default=0)
    if widths is not None and any(count != width for count in counts):
        rows = _by_widths(rows, columns, list(widths()), width)
    cells: list[Cell] = []
    heights: dict[int, int] = {}
    open_cells: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = row.before
        still_open: dict[int, int] = {}
        for span, merge, text, joins in row.cells:
            if joins and cells and cells[-1].row == number:
                cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + span)
                column += span
                continue
            above = open_cells.get(column) if merge == "continue" else None
            if above is not None and cells[above].colspan == span:
                heights[above] = heights.get(above, 1) + 1
                still_open[column] = above
            else:
                if merge:
                    still_open[column] = len(cells)
                cells.append(Cell(number, column, 1, span, trim(text)))
            column += span
        open_cells = still_open
    for index, height in heights.items():
        cells[index] = replace(cells[index], rowspan=height)
    return Grid(cells=tuple(cells), rows=len(rows), cols=width)


def _by_widths(
    rows: Sequence[RawRow], columns: Sequence[int], widths: Sequence[Sequence[int]], width: int
) -> list[RawRow]:
    if [len(row.cells) for row in rows] != [len(line) for line in widths]:
        return list(rows)
    edges = _edges(rows, columns, widths, width)
    return [
        row if row.columns == width or not edges else _stretched(row, line, edges)
        for row, line in zip(rows, widths, strict=True)
    ]


def _edges(
    rows: Sequence[RawRow], columns: Sequence[int], widths: Sequence[Sequence[int]], width: int
) -> tuple[int, ...]:
    """The right edges of the grid's columns in twips: from the file's grid, or from a full row of single cells."""
    if len(columns) == width and all(columns):
        chosen = columns
    else:
        full = (line for row, line in zip(rows, widths, strict=True) if len(row.cells) == width and all(line))
        chosen = next(full, ())
    return tuple(accumulate(chosen))


def _stretched(row: RawRow, widths: Sequence[int], edges: Sequence[int]) -> RawRow:
    """The row with spans read off its widths; unchanged unless every cell ends on an edge and the last on the last."""
    column = row.before
    at = edges[column - 1] if 0 < column <= len(edges) else 0
    cells: list[RawCell] = []
    for cell, width in zip(row.cells, widths, strict=True):
        at += width
        end = next((index for index in range(column, len(edges)) if abs(edges[index] - at) <= _SLACK), None)
        if not width or end is None or end + 1 - column < cell.span:
            return row
        cells.append(cell._replace(span=end + 1 - column))
        column, at = end + 1, edges[end]
    return row._replace(cells=cells) if column + row.after == len(edges) else row
