"""Chinese characters that a font's table calls Latin letters: such a table cannot be believed in the rest either."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.ink import Glyph

__all__ = ["misnamed"]

_FIRST: Final = "\xc0"
_LAST: Final = "\u024f"
_WIDE_TOO: Final = frozenset("×÷ÆŒæœāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ")
"""Those that Chinese fonts have as wide as a Chinese character: signs, ligatures, the letters of Pinyin."""
_EM: Final = 0.95
"""The part of an em from which a glyph is as wide as a Chinese character."""
_CHINESE: Final = "\u2e80"
_STRAY: Final = 2
_UNKNOWN: Final = "\ufffd"


def misnamed(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], int]:
    """The glyphs with U+FFFD for those that cannot be what they are called, and how many are not to be believed.

    A Latin letter with a mark, as wide as the Chinese character beside it, is a Chinese one whose code was cut. Where
    a page has several of them the table of its fonts lies, and none of its glyphs is believed.
    """
    if not any(_FIRST <= glyph[0] <= _LAST for glyph in glyphs):
        return list(glyphs), 0
    pairs = [at for at, (one, two) in enumerate(pairwise(glyphs)) if max(one.char, two.char) >= _CHINESE]
    false = {at for first in pairs for at in (first, first + 1) if _is_false(glyphs[at])}
    told = [glyph._replace(char=_UNKNOWN) if at in false else glyph for at, glyph in enumerate(glyphs)]
    return told, len(told) if len(false) > _STRAY else len(false)


def _is_false(glyph: Glyph) -> bool:
    sides = glyph.x1 - glyph.x0, glyph.bottom - glyph.top
    return min(sides) >= _EM * max(sides) and _FIRST <= glyph.char <= _LAST and glyph.char not in _WIDE_TOO
