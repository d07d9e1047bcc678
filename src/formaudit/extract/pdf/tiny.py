"""Print too small for anybody to see, and the digit beside it that the library takes for a second copy of its last."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.ink import Box, Glyph

__all__ = ["without_tiny"]

_TINY: Final = 2.6
"""Points of type that nobody can see."""
_GAP: Final = (0.3, 1.0)
"""Ems between a tiny digit and the next one that are those of a digit between them."""


def without_tiny(glyphs: list[Glyph]) -> tuple[list[Glyph], tuple[Box, ...]]:
    """The glyphs large enough to be seen, and the places where one of these was lost beside a tiny one.

    The library leaves out a character that is printed twice at nearly one place. After a tiny digit it does so with the
    same digit in the size that is seen, of which only the room is left. Where most are tiny, as on a sheet made small,
    all of them are kept.
    """
    if not any(glyph[4] - glyph[2] < _TINY for glyph in glyphs):
        return glyphs, ()
    seen = [glyph for glyph in glyphs if not _is_tiny(glyph)]
    if len(seen) * 2 <= len(glyphs):
        return glyphs, ()
    return seen, tuple(_swallowing(glyphs))


def _is_tiny(glyph: Glyph) -> bool:
    return max(glyph.bottom - glyph.top, glyph.x1 - glyph.x0) < _TINY


def _swallowing(glyphs: Sequence[Glyph]) -> list[Box]:
    """The boxes of tiny digits behind which there is room for a digit before the next one that can be seen."""
    return [
        (tiny.x0, tiny.top, tiny.x1, tiny.bottom)
        for tiny, after in pairwise(glyphs)
        if _is_tiny(tiny)
        and not _is_tiny(after)
        and tiny.char.isdigit()
        and (after.char.isdigit() or after.char in ".,%％")
        and after.top < (tiny.top + tiny.bottom) / 2 < after.bottom
        and _GAP[0] < (after.x0 - tiny.x1) / (after.bottom - after.top) < _GAP[1]
    ]
