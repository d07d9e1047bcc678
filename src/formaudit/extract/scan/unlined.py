"""Tables without ruling lines in a scan: told by the gaps in the print, and never quite trusted."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.ink import Glyph, Rule
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.unruled import unruled_pieces
from formaudit.extract.scan.cells import Spoken
from formaudit.extract.scan.opinions import confidence

__all__ = ["gap_pieces"]

_DOUBT: Final = 0.85
_FIRST_WIDE: Final = "\u2000"
_SQUARE: Final = 1.12
"""How much higher the square of a character is than its ink."""


def gap_pieces(
    found: Sequence[Spoken], across: Sequence[Rule], page: int, dpi: float
) -> tuple[list[Piece], list[Spoken]]:
    """The tables among pieces of print that no lines enclose, and the print that is left.

    ``across`` are the horizontal lines of the page that belong to no grid, in points.
    """
    f = 72 / dpi
    glyphs: list[Glyph] = []
    owner: dict[int, int] = {}
    for index, spoken in enumerate(found):
        for glyph in _glyphs(spoken, f):
            owner[id(glyph)] = index
            glyphs.append(glyph)
    pieces, rest = unruled_pieces(glyphs, across, (), page)
    left = {owner[id(glyph)] for glyph in rest}
    used = [spoken for index, spoken in enumerate(found) if index not in left]
    out = [replace(piece, parts=tuple(_judged(part, used, f) for part in piece.parts)) for piece in pieces]
    return out, [spoken for index, spoken in enumerate(found) if index in left]


def _glyphs(spoken: Spoken, f: float) -> list[Glyph]:
    """The characters of a piece of print, spread over its length; wide ones take twice the room of narrow ones."""
    strip, said = spoken
    x0, top, x1, bottom = strip.area
    # digits are lower than the type they belong to; a heading is higher
    high = _SQUARE * (bottom - top if bottom - top > 1.15 * strip.em else strip.em)
    upper, lower = (top + bottom - high) / 2 * f, (top + bottom + high) / 2 * f
    chars = [char for char in said.text if not char.isspace()]
    widths = [1.0 if char < _FIRST_WIDE else 2.0 for char in chars]
    step = (x1 - x0) / sum(widths)
    out = []
    at: float = x0
    for char, width in zip(chars, widths, strict=True):
        out.append(Glyph(char, at * f, upper, (at + width * step) * f, lower, False, 0))
        at += width * step
    return out


def _judged(part: Part, found: Sequence[Spoken], f: float) -> Part:
    """A cell with the confidence of the print in it, below the line on which findings rest."""
    x0, top, x1, bottom = part.box
    sure = [
        min(confidence(said.figures), said.words)
        for strip, said in found
        if x0 < (strip.area[0] + strip.area[2]) / 2 * f < x1 and top < (strip.area[1] + strip.area[3]) / 2 * f < bottom
    ]
    return replace(part, confidence=round(min([_DOUBT, *sure]), 4))
