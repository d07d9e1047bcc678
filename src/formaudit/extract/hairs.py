"""Column borders that miss each other by a hair: one border to the eye, two columns to the file.

Tables put together from several (or dragged by hand) have rows whose borders differ by less than a millimetre; the
file then has a column of that width which belongs to the cell on its left in one row and on its right in the next.
Read by their numbers, the cells of such rows stand under the wrong headers.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from formaudit.extract.blocks import Grid
from formaudit.model.table import Cell

__all__ = ["edges_from_rows", "joined", "snapped"]


def joined(widths: Sequence[float], hair: float) -> tuple[int, ...] | None:
    """The new number of each edge, from 0 to that of the columns; those no more than ``hair`` apart are one.

    ``None`` where none is.

    A run of narrow columns is joined only as long as all of it is no wider than a hair.
    """
    if not any(width <= hair for width in widths):
        return None
    numbers = [0]
    breadth = 0.0
    for width in widths:
        breadth += width
        if breadth <= hair:
            numbers.append(numbers[-1])
        else:
            numbers.append(numbers[-1] + 1)
            breadth = 0.0
    # What is narrow at the left end is measured from there; at the right end the last edge is the one before.
    return tuple(numbers) if numbers[-1] < len(widths) and numbers[-1] > 0 else None


def edges_from_rows(
    rows: Sequence[Sequence[tuple[int, int, float]]], columns: int, pads: Sequence[float] = (0.0,)
) -> tuple[float, ...] | None:
    """The widths of all columns from cells given as (first column, columns, width), 0 for an unknown width.

    Each edge stands where most rows put it. A row that begins further right, under a tall cell, is measured from the
    edge where it begins. ``pads`` are what each cell may be wider than it says (its padding); the one counts under
    which the rows agree best. ``None`` where some edge is nowhere told or the edges do not go upwards.
    """
    found: tuple[float, tuple[float, ...]] | None = None
    for pad in pads:
        places = _places(rows, pad)
        if any(edge not in places for edge in range(1, columns + 1)):
            return None
        edges = [_middle(places[edge]) for edge in range(columns + 1)]
        discord = sum(abs(place - edges[edge]) for edge in range(columns + 1) for place in places[edge])
        widths = tuple(right - left for left, right in pairwise(edges))
        if all(width >= 0 for width in widths) and (found is None or discord < found[0]):
            found = discord, widths
    return None if found is None else found[1]


def _middle(places: Sequence[float]) -> float:
    """The median; the library of the name loads fractions and random numbers with it."""
    ordered = sorted(places)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2


def _places(rows: Sequence[Sequence[tuple[int, int, float]]], pad: float) -> dict[int, list[float]]:
    """Where the rows put each edge, those first that begin at the left end."""
    places: dict[int, list[float]] = {0: [0.0]}
    waiting = [row for row in rows if row]
    while waiting:
        ready = [row for row in waiting if row[0][0] in places]
        if not ready:
            break
        waiting = [row for row in waiting if row[0][0] not in places]
        starts = {row[0][0]: _middle(places[row[0][0]]) for row in ready}
        for row in ready:
            expected = row[0][0]
            at = starts[expected]
            for column, span, width in row:
                if width <= 0 or column != expected:
                    break
                at += width + pad
                expected = column + span
                places.setdefault(expected, []).append(at)
    return places


def snapped(grid: Grid, widths: Sequence[float], hair: float) -> Grid:
    """The grid with edges a hair apart joined; unchanged where a cell with words would be left without a column."""
    numbers = joined(widths, hair) if len(widths) == grid.cols else None
    if numbers is None:
        return grid
    cells: list[Cell] = []
    for cell in grid.cells:
        start, end = numbers[cell.col], numbers[cell.col + cell.colspan]
        if start == end:
            if cell.text.strip():
                return grid
            continue
        cells.append(replace(cell, col=start, colspan=end - start))
    return Grid(cells=tuple(cells), rows=grid.rows, cols=numbers[-1])
