"""Formats of an XLS sheet that hold under a condition, from its records: the colour that they give to print."""

import struct
from typing import Final

from formaudit.extract.sheet.raw import Region

__all__ = ["CONDITION", "FORMAT", "colour_in", "regions_in"]

CONDITION: Final = 0x1B0
"""The record that says for which cells conditions hold."""
FORMAT: Final = 0x1B1
"""The record of one condition behind it, with its format."""
_REGIONS: Final = 12
_FLAGS: Final = 6
_LOOK: Final = _FLAGS + 6
_NUMBER, _FONT, _PATTERN = 1 << 25, 1 << 26, 1 << 29
_OWN_NUMBER: Final = 1
_COLOUR: Final = 80
_MOST_COLOURS: Final = 64


def regions_in(data: bytes) -> list[Region]:
    """The cells of a record ``CONDITION``; none where it is cut short."""
    if len(data) < _REGIONS + 2:
        return []
    (count,) = struct.unpack_from("<H", data, _REGIONS)
    if len(data) < _REGIONS + 2 + 8 * count:
        return []
    parts = [struct.unpack_from("<4H", data, _REGIONS + 2 + 8 * at) for at in range(count)]
    return [(top, left, bottom, right) for top, bottom, left, right in parts]


def colour_in(data: bytes) -> int | None:
    """The number of the colour that a record ``FORMAT`` gives to print, ``None`` where it says none or has a ground."""
    if len(data) < _LOOK:
        return None
    flags, more = struct.unpack_from("<IH", data, _FLAGS)
    if not flags & _FONT or flags & _PATTERN or (flags & _NUMBER and more & _OWN_NUMBER):
        return None
    at = _LOOK + (2 if flags & _NUMBER else 0) + _COLOUR
    if len(data) < at + 4:
        return None
    (colour,) = struct.unpack_from("<i", data, at)
    return int(colour) if 0 <= colour < _MOST_COLOURS else None
