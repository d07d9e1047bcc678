"""Text that leans, told apart: headings of columns, which are laid level over their column, and watermarks.

Part of the door to pypdfium2. Spreadsheets print narrow heads at 45°, each beginning right above its column or in its
cell. What stands on paper of its own, in type of the size of headings and each with other words, is such a heading;
what lies over other print, is large or is printed again and again is a watermark and no text of the page.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2.raw as c
from msgspec import Struct

from formaudit.extract.pdf.ink import Box, Glyph, Rule
from formaudit.extract.pdf.paths import Matrix
from formaudit.extract.pdf.quick import codes_of, origins
from formaudit.extract.pdf.signs import BLANKS, DROPPED, printed

__all__ = ["Heads", "Leaning", "laid_level", "level_heads"]

_SKEW: Final = 10.0
"""Degrees that text may lean from a quarter turn without leaning."""
_LARGEST: Final = 16.0
"""Points of type of a heading of a column at most."""
_LONGEST: Final = 20
"""Characters of such a heading at most."""
_APART: Final = 2.0
"""Ems from one character of a line to the next at most."""
_NOTHING: Final = frozenset(map(ord, BLANKS | DROPPED)) | frozenset(range(0x20))
_FEWEST: Final = 2
_LEVEL: Final = 1.5
"""Ems by which the lower ends of headings beside each other differ at most."""
_CLOSE: Final = 2.0
"""Ems that a heading takes when it is laid level."""
_FREE: Final = 2.0
"""Points by which print may reach into the box around a leaning line."""


class Leaning(Struct, frozen=True):
    """A leaning line: its words, where its first and its last character stand on the page as shown, its size."""

    words: str
    first: tuple[float, float]
    last: tuple[float, float]
    em: float

    @property
    def low(self) -> tuple[float, float]:
        """Its lower end."""
        return self.first if self.first[1] > self.last[1] else self.last

    @property
    def box(self) -> Box:
        """The box around it."""
        (x0, y0), (x1, y1), half = self.first, self.last, self.em / 2
        return min(x0, x1) - half, min(y0, y1) - half, max(x0, x1) + half, max(y0, y1) + half


class Heads(Struct, frozen=True):
    """The leaning headings of a page laid level, the words of all else that leans, and the rules between headings.

    Programs let the rules between such headings lean too; they are put upright over those of the columns.
    """

    glyphs: tuple[Glyph, ...] = ()
    others: tuple[str, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()


def level_heads(
    page: Any, view: Matrix, glyphs: Sequence[Glyph], across: Sequence[Rule], down: Sequence[Rule]
) -> Heads:
    """The leaning headings of a page that is not turned."""
    textpage = page.get_textpage()
    try:
        lines = list(_lines(textpage.raw, textpage.count_chars(), view))
    finally:
        textpage.close()
    return laid_level(lines, glyphs, across, down)


def laid_level(
    lines: Sequence[Leaning], glyphs: Sequence[Glyph], across: Sequence[Rule], down: Sequence[Rule]
) -> Heads:
    """Of the leaning lines of a page its headings, each laid at its lower end, where it meets its column."""
    often = Counter(line.words for line in lines)
    alone = [line for line in lines if _is_head(line, often, glyphs)]
    heads = [line for line in alone if any(other is not line and _beside(line, other) for other in alone)]
    laid = {line: _laid(line) for line in heads}
    kept = [
        line
        for line in heads
        if not any(other is not line and _meet(_around(laid[line]), _around(laid[other])) for other in heads)
    ]
    above, between = _upright(kept, across, down)
    return Heads(
        tuple(glyph for line in kept for glyph in laid[line]),
        tuple(line.words for line in lines if line not in kept),
        above,
        between,
    )


def _upright(
    heads: Sequence[Leaning], across: Sequence[Rule], down: Sequence[Rule]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules between headings that stand in a row, over the columns whose rules end at their feet."""
    if len(heads) < _FEWEST:
        return (), ()
    foot, top = max(line.box[3] for line in heads), min(line.box[1] for line in heads)
    em = heads[0].em
    ends = [rule for rule in down if foot - em < rule.start < foot + 1.5 * em]
    lids = [rule.at for rule in across if top - 2 * (foot - top) < rule.at < top + em]
    if len(ends) < _FEWEST or not lids:
        return (), ()
    lid = max(lids)
    return (
        (Rule(lid, min(rule.at for rule in ends), max(rule.at for rule in ends)),),
        tuple(Rule(rule.at, lid, rule.start) for rule in ends),
    )


def _lines(text: Any, count: int, view: Matrix) -> Iterator[Leaning]:
    """The leaning lines in the order of the page's content."""
    matrix = c.FS_MATRIX()
    words: list[str] = []
    places: list[tuple[float, float]] = []
    degrees = em = math.nan
    for index, (code, (x, y)) in enumerate(zip(codes_of(text, count), origins(text, count), strict=True)):
        if code in _NOTHING or not c.FPDFText_GetMatrix(text, index, matrix):
            continue
        lean = math.degrees(math.atan2(matrix.b, matrix.a))
        size = abs(c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d))
        place = (view[0] * x + view[2] * y + view[4], view[1] * x + view[3] * y + view[5])
        goes_on = words and abs(lean - degrees) < 1 and math.dist(place, places[-1]) < _APART * em
        if not goes_on and words:
            yield Leaning("".join(words), places[0], places[-1], em)
            words, places = [], []
        if abs(lean - 90 * round(lean / 90)) > _SKEW:
            words.append(printed(code))
            places.append(place)
            degrees, em = lean, size
    if words:
        yield Leaning("".join(words), places[0], places[-1], em)


def _is_head(line: Leaning, often: Counter[str], glyphs: Sequence[Glyph]) -> bool:
    if line.em > _LARGEST or not 1 < len(line.words) <= _LONGEST or often[line.words] > 1:
        return False
    return not any(_meet(line.box, (glyph.x0, glyph.top, glyph.x1, glyph.bottom)) for glyph in glyphs)


def _beside(one: Leaning, two: Leaning) -> bool:
    """Whether two headings begin on one level: one alone may be the mark of a person or an office."""
    return abs(one.low[1] - two.low[1]) < _LEVEL * one.em


def _laid(line: Leaning) -> list[Glyph]:
    """The characters of a line, level over its lower end and close together, so that they stay over its column."""
    low = line.low
    wide = min(_CLOSE * line.em, abs(line.last[0] - line.first[0])) / len(line.words)
    left = low[0] - wide * len(line.words) / 2
    top, bottom = low[1] - 0.88 * line.em, low[1] + 0.12 * line.em
    places = ((left + at * wide, top, left + (at + 1) * wide, bottom) for at in range(len(line.words)))
    return [Glyph(char, *place, spaced=False, turn=0) for char, place in zip(line.words, places, strict=True)]


def _around(run: Sequence[Glyph]) -> Box:
    return run[0].x0, run[0].top, run[-1].x1, run[0].bottom


def _meet(one: Box, two: Box) -> bool:
    across = min(one[2], two[2]) - max(one[0], two[0])
    down = min(one[3], two[3]) - max(one[1], two[1])
    return across > _FREE and down > _FREE
