"""All tables of one page: ruled ones, those told by gaps, and ruled ones that only gaps tell apart inside."""

import re
from collections.abc import Sequence
from typing import Final

from formaudit.extract.pdf.ink import Box, Glyph, Ink, Rule
from formaudit.extract.pdf.pieces import Part, Piece, ruled_pieces, touches
from formaudit.extract.pdf.rules import REACH, joined
from formaudit.extract.pdf.unruled import unruled_pieces

__all__ = ["page_tables"]

_FIGURES: Final = re.compile(r"^(?:[-−–+(]?[\d.,]+[%％)]*(?:\s+|$))+$")
_DIGITS: Final = frozenset("0123456789.,%")


def page_tables(ink: Ink) -> tuple[list[Piece], list[Glyph]]:
    """The tables of a page from top to bottom, and the glyphs outside them in the order of printing."""
    ruled, rest = ruled_pieces(ink)
    drawn = [piece for piece in ruled if _is_drawing(piece)]
    coarse = [piece for piece in ruled if piece not in drawn and _is_coarse(piece)]
    for piece in coarse:
        others, _ = _parted([p for p in ruled if p is not piece], ink.glyphs)
        found, _ = unruled_pieces(others, _loose_rules(ink, [p for p in ruled if p is not piece]), ink.shades, ink.page)
        better = next((one for one in found if _covers(one.box, piece.box)), None)
        if better is not None:
            ruled[ruled.index(piece)] = better
    kept = [piece for piece in ruled if piece not in drawn]
    labels: list[Glyph] = []
    if drawn or coarse:
        rest, _ = _parted(kept, ink.glyphs)
        rest, labels = _parted(drawn, rest)
    found, rest = unruled_pieces(rest, _loose_rules(ink, kept), ink.shades, ink.page)
    return sorted([*kept, *found], key=lambda piece: piece.box[1]), rest + labels


def _loose_rules(ink: Ink, pieces: Sequence[Piece]) -> list[Rule]:
    """The horizontal lines that belong to no table."""

    def on_one(rule: Rule) -> bool:
        middle = (rule.start + rule.end) / 2
        boxes = [piece.box for piece in pieces if piece.ruled]
        return any(x0 - REACH < middle < x1 + REACH and y0 - REACH < rule.at < y1 + REACH for x0, y0, x1, y1 in boxes)

    return [rule for rule in joined(ink.across) if not on_one(rule)]


def _parted(pieces: Sequence[Piece], glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs outside the pieces, and those inside."""
    out: list[Glyph] = []
    inside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        held = any(b[0] < x < b[2] and b[1] < y < b[3] for b in (piece.box for piece in pieces))
        (inside if held else out).append(glyph)
    return out, inside


def _covers(box: Box, other: Box) -> bool:
    """Whether a box reaches over nearly all the height of another and most of its breadth."""
    high = min(box[3], other[3]) - max(box[1], other[1])
    wide = min(box[2], other[2]) - max(box[0], other[0])
    return high > 0.7 * (other[3] - other[1]) and wide > 0.6 * (other[2] - other[0])


def _is_coarse(piece: Piece) -> bool:
    """Whether rules frame a table but do not part its rows: a cell of figures, line by line, beside as many lines."""
    if len(piece.ys) > 5:
        return False
    for part in piece.parts:
        if len(part.lines) > 2 and all(_FIGURES.match(line.text) for line in part.lines):
            beside = [other for other in piece.parts if other.row == part.row and other is not part]
            if any(_level(part, other) for other in beside):
                return True
    return False


def _level(one: Part, two: Part) -> bool:
    """Whether the lines of two cells stand on the same levels."""
    levels = {round(line.bottom) for line in two.lines}
    hits = sum(bool({round(line.bottom) + step for step in (-1, 0, 1)} & levels) for line in one.lines)
    return hits >= 0.8 * len(one.lines) and len(two.lines) <= len(one.lines) + 2


def _is_drawing(piece: Piece) -> bool:
    """Whether the lines cut through figures, as those of a chart do and those of a table never."""
    filled = [part for part in piece.parts if part.lines]
    cut = sum(
        one.text[-1] in _DIGITS and two.text[0] in _DIGITS
        for part in filled
        for other in filled
        if other.col == part.col + part.colspan and other.row <= part.row < other.row + other.rowspan
        if touches(one := part.lines[-1], two := other.lines[-1])
    )
    return cut > 0 and cut >= 0.15 * len(filled)
