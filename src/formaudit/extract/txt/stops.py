"""Rows typed with as many tabs as it takes to reach the next column: where each tab ends tells the column."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

__all__ = ["at_stops"]

_STOPS: Final = (8, 4)
"""So many places apart an editor sets its tabs."""
_COLUMNS: Final = 3
_ROWS: Final = 3


def at_stops(lines: Sequence[str]) -> list[list[str]] | None:
    """The values of each line by column; ``None`` where a tab each parts the values, or no stops put them in columns.

    The longest rows have a value in every column, and no row has one where no column begins.
    """
    filled = [sum(bool(part.strip()) for part in line.split("\t")) for line in lines]
    most = max(filled, default=0)
    doubled = any("\t\t" in line.strip("\t") for line in lines)
    if most < _COLUMNS or filled.count(most) < _ROWS or not doubled:
        return None
    if any(len(line.rstrip("\t").split("\t")) == most == count for line, count in zip(lines, filled, strict=True)):
        return None
    for measure in (_places, len):
        for stop in _STOPS:
            rows = [_placed(line, stop, measure) for line in lines]
            columns = sorted({place for row in rows for place in row})
            if len(columns) == most:
                return [[row.get(column, "") for column in columns] for row in rows]
    return None


def _placed(line: str, stop: int, measure: Callable[[str], int]) -> dict[int, str]:
    """Each value of a line by the place where it begins."""
    found: dict[int, str] = {}
    place = 0
    for part in line.split("\t"):
        if part.strip():
            found[place] = part.strip()
        place = ((place + measure(part)) // stop + 1) * stop
    return found


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
