"""Pictures over the cells of XLS sheets, from the drawing records of BIFF 8, which xlrd passes over.

All pictures of a workbook lie in its drawing group, one behind the other; the drawing of a sheet names them by number.
"""

import struct
from collections.abc import Iterator
from typing import Final

from formaudit.extract.pictured import Pictured

__all__ = ["pictures_named", "pictures_of_book"]

_GROUP, _DRAWING, _CONTINUE = 0xEB, 0xEC, 0x3C
_EOF: Final = 0x0A
_CONTAINER: Final = 0xF
"""The version that says of a record of a drawing that others stand in it."""
_STORED, _OPTIONS = 0xF007, 0xF00B
_PICTURE: Final = 0x0104
"""The property of a shape that is the number of its picture, from 1."""
_NUMBER: Final = 0x3FFF
_STORED_HEAD: Final = 36
_NAME_AT: Final = 33
_KINDS: Final = {0xF01D: "jpg", 0xF02A: "jpg", 0xF01E: "png", 0xF029: "tif"}
"""Kinds of pictures that are files as they lie; drawings of Windows are none."""
_MOST: Final = 200_000
_DEEPEST: Final = 8


def pictures_of_book(stream: bytes, start: int) -> tuple[Pictured | None, ...]:
    """The pictures of a workbook whose records begin at ``start``; ``None`` for what is a drawing of Windows."""
    parts: list[bytes] = []
    last = 0
    at = start
    for _ in range(_MOST):
        if at + 4 > len(stream):
            break
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _EOF:
            break
        if kind == _GROUP or (kind == _CONTINUE and last == _GROUP):
            parts.append(data)
            last = _GROUP
        else:
            last = kind
    return tuple(
        _picture(body, number) for number, (kind, _, body) in enumerate(
            (each for each in _inside(b"".join(parts)) if each[0] == _STORED), 1
        )
    )  # fmt: skip


def pictures_named(drawing: bytes, book: tuple[Pictured | None, ...]) -> tuple[Pictured, ...]:
    """The pictures that the drawing of a sheet shows."""
    found: list[Pictured] = []
    for kind, count, body in _inside(drawing):
        if kind != _OPTIONS:
            continue
        for place in range(min(count, len(body) // 6)):
            name, value = struct.unpack_from("<HI", body, place * 6)
            shown = book[value - 1] if name & _NUMBER == _PICTURE and 0 < value <= len(book) else None
            if shown is not None:
                found.append(shown)
    return tuple(found)


def _picture(stored: bytes, number: int) -> Pictured | None:
    """The picture in an entry of the group: what it is called, then a record of its kind."""
    if len(stored) < _STORED_HEAD:
        return None
    inner = stored[_STORED_HEAD + stored[_NAME_AT] :]
    if len(inner) < 8:
        return None
    head, kind, size = struct.unpack_from("<HHI", inner)
    if kind not in _KINDS:
        return None
    # One digest, or two, and a mark stand before the file.
    marks = 33 if (head >> 4) & 1 else 17
    data = inner[8 + marks : 8 + size]
    return Pictured(data=data, name=f"{number}.{_KINDS[kind]}", wide=0.0, large=True) if data else None


def _inside(data: bytes, depth: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Kind, instance and bytes of the records of a drawing, those inside containers too."""
    at = 0
    while at + 8 <= len(data) and depth < _DEEPEST:
        head, kind, size = struct.unpack_from("<HHI", data, at)
        body = data[at + 8 : at + 8 + size]
        at += 8 + size
        if head & 0xF == _CONTAINER:
            yield from _inside(body, depth + 1)
        else:
            yield kind, head >> 4, body
