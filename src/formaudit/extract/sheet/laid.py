"""How a sheet is laid out for print: words centred over cells that are not merged, and the part that is printed."""

from collections.abc import Mapping, Sequence

from formaudit.extract.sheet.raw import Position, Printed, Region

__all__ = ["centred_over", "outside"]


def centred_over(across: set[Position], cells: Mapping[Position, Printed], numbers: set[Position]) -> list[Region]:
    """The cells over which a heading is centred (跨列居中): as wide as if they were merged.

    ``across`` are the cells, filled or blank, that ask for it; ``numbers`` those of them that hold numbers. Only words
    that have something below each of the cells head them all: in other rows a blank cell is a blank.
    """
    found: list[Region] = []
    for row, col in sorted(across):
        cell = cells.get((row, col))
        if cell is None or not cell.text.strip() or (row, col) in numbers:
            continue
        last = col
        while (row, last + 1) in across and (row, last + 1) not in cells:
            last += 1
        below = [cells.get((row + 1, at)) for at in range(col, last + 1)]
        if last > col and all(one is not None and one.text.strip() for one in below):
            found.append((row, col, row, last))
    return found


def outside(areas: Sequence[Region], cells: Mapping[Position, Printed]) -> list[Position]:
    """The filled cells that are not printed, where most of a sheet is; an area that misses most is a stale one."""
    filled = [spot for spot, cell in cells.items() if cell.text.strip()]
    left = [
        (row, col)
        for row, col in filled
        if not any(top <= row <= low and first <= col <= last for top, first, low, last in areas)
    ]
    return left if areas and 2 * len(left) < len(filled) else []
