"""How a sheet is laid out for print: words centred over blank cells, rows too low, the part that is printed."""

from collections.abc import Mapping, Sequence
from typing import Final

from formaudit.extract.sheet.raw import Position, Printed, Region

__all__ = ["centred_over", "cut_off", "outside", "overflowing", "room_for"]

_SLIM: Final = 0.5
"""Signs that a point, a comma or a minus takes at least."""
_COLUMN: Final = 9.14
"""The width of a column for which none is set."""
_LINE: Final = 1.15
"""Heights of its type that a line takes at least."""
_SHOWN: Final = 0.6
"""The part of a line that has to be seen for its words to be read."""


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


def cut_off(
    low: Mapping[Position, float], cells: Mapping[Position, Printed], merges: Sequence[Region]
) -> list[Position]:
    """The cells with figures of which the height that was set for their row cuts off a line.

    ``low`` says of cells whose lines are wrapped how high their row is, by the height of their type.
    """
    tall = {(top, left) for top, left, bottom, _ in merges if bottom > top}
    return [
        spot
        for spot, high in low.items()
        if spot not in tall
        and any(map(str.isdigit, cells[spot].text))
        and high < _LINE * (sum(1 for line in cells[spot].text.split("\n") if line.strip()) - 1 + _SHOWN)
    ]


def room_for(text: str, code: str, size: float, usual: float) -> float:
    """The width that a number needs at least to be printed, in signs of the usual size of type, as columns are told.

    Of a number without a format the decimals are rounded away that find no room, but for two.
    """
    if code == "General":
        whole, _, decimals = text.partition(".")
        text = f"{whole}.{decimals[:2]}" if decimals else whole
    wide = sum(1.0 if char.isdigit() else 2.0 if char >= "\u2e80" else _SLIM for char in text.strip())
    return wide * size / usual


def overflowing(
    cramped: Mapping[Position, float], widths: Mapping[int, float], merges: Sequence[Region]
) -> list[Position]:
    """The cells with numbers that their column has no room for: signs (####) are printed in their place.

    ``cramped`` says how much room those need for which their own column is too narrow.
    """
    last = {(top, left): right for top, left, _, right in merges}
    return [
        spot
        for spot, need in cramped.items()
        if need > sum(widths.get(col, _COLUMN) for col in range(spot[1], last.get(spot, spot[1]) + 1))
    ]


def outside(areas: Sequence[Region], cells: Mapping[Position, Printed]) -> list[Position]:
    """The filled cells that are not printed, where most of a sheet is; an area that misses most is a stale one."""
    filled = [spot for spot, cell in cells.items() if cell.text.strip()]
    left = [
        (row, col)
        for row, col in filled
        if not any(top <= row <= low and first <= col <= last for top, first, low, last in areas)
    ]
    return left if areas and 2 * len(left) < len(filled) else []
