"""Figures in whose middle something stands that nobody sees: the gap that it leaves is none of the figure's own."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.ink import Box, Glyph

__all__ = ["parted_by_unseen"]

_WIDE: Final = 3.0
"""Ems that what nobody sees takes at most within a figure."""


def parted_by_unseen(glyphs: Sequence[Glyph], unseen: Sequence[Box]) -> tuple[Box, ...]:
    """The gaps between two digits that follow each other on a line, in which print that nobody sees has its middle."""
    if not unseen:
        return ()
    middles = [((x0 + x1) / 2, (top + bottom) / 2) for x0, top, x1, bottom in unseen]
    gaps = [
        (one.x1, one.top, two.x0, one.bottom)
        for one, two in pairwise(glyphs)
        if one.char.isdigit()
        and two.char.isdigit()
        and abs(one.bottom - two.bottom) < 0.5
        and 0 < two.x0 - one.x1 < _WIDE * (one.bottom - one.top)
    ]
    return tuple(box for box in gaps if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in middles))
