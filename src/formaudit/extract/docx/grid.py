"""From rows of cells with spans to a grid: the geometry of a Word table without its XML.

The counts in the file rule. Only where rows disagree in how many columns they fill, and the printed widths prove that
a cell of the short row stands over several columns of the long one, are the spans taken from the widths.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from msgspec.structs import replace

from formaudit.extract.blocks import Grid, trim
from formaudit.extract.hairs import edges_from_rows, joined
from formaudit.model.table import Cell

__all__ = ["RawCell", "RawRow", "lay"]

_HAIR: Final = 120
"""Twips (2 mm) that no column of a form is as narrow as: no sign would stand in it between its margins."""
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
    if widths is not None and width > max((len(row.cells) for row in rows), default=0):
        rows, width = _without_hairs(rows, columns, widths, width)
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


def _without_hairs(
    rows: Sequence[RawRow], columns: Sequence[int], widths: Callable[[], Iterable[Sequence[int]]], width: int
) -> tuple[Sequence[RawRow], int]:
    """The rows with borders that miss each other by a hair made one, and the number of columns then.

    They are told by the file's own grid, or by the rows' widths where it has none. Nothing is changed where a cell with
    words would be left without a column, or a row does not fill the grid.
    """
    known: Sequence[float] | None = columns if len(columns) == width and all(columns) else None
    if known is None:
        lines = list(widths())
        if [len(row.cells) for row in rows] != [len(line) for line in lines]:
            return rows, width
        known = edges_from_rows([_spans(row, line) for row, line in zip(rows, lines, strict=True)], width)
    numbers = joined(known, _HAIR) if known is not None else None
    if numbers is None:
        return rows, width
    found: list[RawRow] = []
    for row in rows:
        column = row.before
        cells: list[RawCell] = []
        if row.columns > width:
            return rows, width
        for cell in row.cells:
            start, end = numbers[column], numbers[column + cell.span]
            column += cell.span
            if start == end:
                if cell.text.strip():
                    return rows, width
                continue
            cells.append(cell._replace(span=end - start))
        found.append(RawRow(cells, numbers[row.before], numbers[-1] - numbers[column]))
    return found, numbers[-1]


def _spans(row: RawRow, widths: Sequence[int]) -> list[tuple[int, int, float]]:
    found: list[tuple[int, int, float]] = []
    column = row.before
    for cell, width in zip(row.cells, widths, strict=True):
        found.append((column, cell.span, width))
        column += cell.span
    return found


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
