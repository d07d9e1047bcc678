"""Characters that PDF fonts store in place of the ones people typed."""

import unicodedata
from typing import Final

from formaudit.characters import RADICALS

__all__ = ["BLANKS", "DROPPED", "printed"]

BLANKS: Final = frozenset(
    "\t\n\r\x0b\x0c \x85\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""Characters that leave no ink."""

DROPPED: Final = frozenset("\x00\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff")
"""Characters that stand for nothing at all: joiners, marks of direction, a missing code."""

# Vertical writing uses presentation forms of the same marks.
_UPRIGHT: Final = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︴︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…：—–＿＿（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
_SINGLE: Final = {**RADICALS, **_UPRIGHT, "\x02": "-", "\xad": "-", "\u2011": "-"}


def printed(code: int) -> str:
    """The character that a reader sees for a code point: radicals and vertical forms become ordinary characters.

    Full-width digits and letters stay as they are printed; a Latin ligature becomes its letters. A soft hyphen becomes
    a hyphen: printed at a line's end (which the reader reports as code 2), or standing for a minus, as in fonts that
    have one glyph for both.
    """
    char = chr(code)
    if char in _SINGLE:
        return _SINGLE[char]
    if 0x2F00 <= code <= 0x2FDF or 0xFB00 <= code <= 0xFB06 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", char)
    return char
