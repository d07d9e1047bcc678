"""Rows of a grid that are none: slits between lines that miss each other, where nothing is printed."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.lattice import Grid, Slot

__all__ = ["without_slits"]

_LOW: Final = 0.8
"""The part of the height of type that a row has at least, whether something stands in it or not."""
_BESIDE: Final = 1.0
"""The same of a row in which some cells go on from the rows above or below it; blank rows have a type of their own."""


def without_slits(grid: Grid, cells: Sequence[list[Glyph]], em: float) -> tuple[Grid, list[list[Glyph]]]:
    """The grid without such rows, and the glyphs of the cells that are left, each with those of its cell.

    Where a page's edge cuts cells over several rows, a browser ends each of them at another height. A row is a slit
    where each of its cells goes on above or below it, or where it is too low for type and those that do not are blank.
    The first and the last row may be what the page's edge left of one, and stay.
    """
    gone = [row for row in range(1, len(grid.ys) - 2) if _is_slit(grid, cells, row, em)]
    for (row, _, high, _), glyphs in zip(grid.slots, cells, strict=True):
        if glyphs and all(each in gone for each in range(row, row + high)):
            gone.remove(row)  # no text goes with its rows
    if not gone:
        return grid, list(cells)
    new = [row - sum(other < row for other in gone) for row in range(len(grid.ys))]
    slots: list[Slot] = []
    kept: list[list[Glyph]] = []
    for (row, col, high, wide), glyphs in zip(grid.slots, cells, strict=True):
        first, last = new[row], new[row + high]
        if first < last:
            slots.append((first, col, last - first, wide))
            kept.append(glyphs)
    ys = tuple(y for row, y in enumerate(grid.ys) if row not in gone)
    return replace(grid, ys=ys, slots=tuple(slots)), kept


def _is_slit(grid: Grid, cells: Sequence[list[Glyph]], row: int, em: float) -> bool:
    own = [glyphs for slot, glyphs in zip(grid.slots, cells, strict=True) if slot[0] == row and slot[2] == 1]
    tall = sum(slot[0] <= row < slot[0] + slot[2] for slot in grid.slots) > len(own)
    low = (_BESIDE if tall else _LOW) * em
    return not own or (not any(own) and grid.ys[row + 1] - grid.ys[row] < low)
