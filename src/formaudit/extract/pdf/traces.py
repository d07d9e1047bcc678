"""Print that its colour says is lost on its ground: painted with and without it. Part of the door to pypdfium2.

The library gives white for every gradient, of print and of ground, and says nothing of grounds that no path paints. So
what seems lost is held against the page as it is painted; that is dear, and asked for what seems lost alone.
"""

from collections.abc import Sequence
from typing import Any, Final

import pypdfium2.raw as c

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.prints import Print, overlap

__all__ = ["leaving_traces"]

_SCALE: Final = 2.0
_STEPS: Final = 24
"""Steps of 255 between print and ground that the eye needs."""
_MOST: Final = 4e6
"""Square points of a page that is painted for this at most."""
_MANY: Final = 500
"""More lost pieces than these are those of a page whose text nobody sees."""
_CHANNELS: Final = 3


def leaving_traces(page: Any, lost: Sequence[Print], pieces: Sequence[Print], size: tuple[float, float]) -> list[Print]:
    """Those of some lost pieces without which the page looks otherwise.

    Print that is clipped to is no paint by itself: it is seen where the page is not plain in its place. What lies over
    other print is left lost, since white over black looks otherwise too and says nothing.
    """
    if len(lost) > _MANY:
        return []
    known = {id(piece) for piece in lost}
    alone = [
        piece
        for piece in lost
        if piece.mode != c.FPDF_TEXTRENDERMODE_INVISIBLE
        and not any(id(other) not in known and overlap(piece.box, other.box) for other in pieces)
    ]
    if not alone or size[0] * size[1] > _MOST:
        return []
    whole = _painted(page)
    for piece in alone:
        c.FPDFPageObj_SetIsActive(piece.item, False)
    try:
        bare = _painted(page)
    finally:
        for piece in alone:
            c.FPDFPageObj_SetIsActive(piece.item, True)
    return [
        piece
        for piece in alone
        if (
            _is_uneven(whole, piece.box)
            if piece.mode == c.FPDF_TEXTRENDERMODE_CLIP
            else _differ(whole, bare, piece.box)
        )
    ]


Painted = tuple[bytes, int, int, int]
"""Bytes of a picture, the length of its rows in bytes, its width and height."""


def _painted(page: Any) -> Painted:
    bitmap = page.render(scale=_SCALE, may_draw_forms=False, force_bitmap_format=c.FPDFBitmap_BGR)
    try:
        return bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height
    finally:
        bitmap.close()


def _rows(picture: Painted, box: Box) -> list[bytes]:
    pixels, stride, wide, high = picture
    x0, x1 = (min(max(round(x * _SCALE), 0), wide) for x in (box[0], box[2]))
    top, bottom = (min(max(round(y * _SCALE), 0), high) for y in (box[1], box[3]))
    return [pixels[row * stride + _CHANNELS * x0 : row * stride + _CHANNELS * x1] for row in range(top, bottom)]


def _differ(one: Painted, two: Painted, box: Box) -> bool:
    return any(
        abs(a - b) >= _STEPS
        for row, other in zip(_rows(one, box), _rows(two, box), strict=True)
        if row != other
        for a, b in zip(row, other, strict=True)
    )


def _is_uneven(picture: Painted, box: Box) -> bool:
    rows = [row for row in _rows(picture, box) if row]
    return any(
        max(map(max, channel)) - min(map(min, channel)) >= _STEPS
        for at in range(_CHANNELS)
        if (channel := [row[at::_CHANNELS] for row in rows])
    )
