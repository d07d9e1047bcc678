"""Glyphs to printed lines: grouping, order, blanks, double printing, upright and vertical writing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from formaudit.extract.pdf.ink import Box, Glyph
from formaudit.patterns import compiled

__all__ = ["Line", "bit_width", "group", "join_glyphs", "printed_lines"]

_OPENING: Final = re.escape("（(《〈“‘「『【[〔")
_CLOSING: Final = re.escape("，。、；：？！）)》〉”’」』】]〕,.;:?!%％℃")
_BIT: Final = compiled(rf"[{_OPENING}]*(?:[0-9A-Za-z.%/-]{{1,24}}|.)[{_CLOSING}]*")
"""What no line's end can part: a word or a character with the marks that cling to it."""
_SAME_ROW: Final = 2 * 0.45
"""Twice the heights that the middles of two glyphs of one line may lie apart."""
_WORD_GAP: Final = 0.2
"""Heights between two Latin glyphs that part two words."""
_FIRST_WIDE: Final = "\u2000"
"""From here on characters need no blanks between them: Chinese, its marks, dashes, quotation marks."""
_FIGURES: Final = frozenset("0123456789.,%％-−+")
_DIGITS: Final = frozenset("0123456789")
_INSIDE: Final = 0.9
"""The part of a digit's width that lies on a Chinese character where it is printed over that, and not set close."""
_WIDE_SET: Final = 3
"""More characters than these at even distances are no words of their own."""
_RAISED: Final = 0.15
_SMALL: Final = 0.8
"""By how many heights of the line a note's number stands above its foot, and how much smaller than the line it is."""
_FAR_RAISED: Final = 0.25
_LEVEL: Final = 0.05
_LOWERED: Final = 0.04
"""By how many heights of the line a mark set below it reaches under the line's foot."""
_NOTE_DIGITS: Final = 2
_JOINED: Final = frozenset("ft")
_LIGATURE: Final = 0.5
"""Ems that a ligature of two such letters is wide at least, and one letter is not."""
_RAISED_SIGNS: Final = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_LOWERED_SIGNS: Final = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_NOTED: Final = frozenset("0123456789%％)）⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
_BETWEEN_NOTES: Final = frozenset(",，、-–")
_POINT_GAP: Final = compiled(r"[-−]?\d+(?:\. \d| \.\d)\d*[%％]?")
"""A figure with a gap at its point, as type of one width for all characters has it."""
_UNEVEN: Final = 0.35
_DOUBT: Final = 0.85
_CELL_GAP: Final = (3.0, 3.0)
_TEXT_GAP: Final = (1.5, 0.45)
"""Ems of room between Chinese glyphs that mean a typed gap, as between two signatures, and not a stretched word: where
the file has no blank there, and where it has. Words in narrow cells are stretched much further than in running text.
"""


_STANDING: Final = itemgetter(2, 4, 6)
"""Top, bottom and turn of a glyph."""


class Line(NamedTuple):
    """One printed line: its text, its box, the height of its tallest glyph, and the confidence of its characters."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    sure: float = 1.0


def bit_width(text: str) -> float:
    """How many ems the first bit of a text takes that no line's end can part: less room ends a line before it.

    >>> bit_width("指标"), bit_width("（㎡）")
    (1.0, 3.0)
    """
    bit = _BIT.match(text)
    return max(1.0, sum(0.62 if char < _FIRST_WIDE else 1.0 for char in (bit[0] if bit else text[:1])))


def printed_lines(glyphs: Sequence[Glyph], *, cell: bool = True) -> tuple[Line, ...]:
    """The lines of a cell or of a piece of running text, in reading order, whichever way they were written."""
    if not glyphs:
        return ()
    if len(glyphs) == 1:
        return (join_glyphs(glyphs, cell=cell),)
    if not glyphs[0][6] and len(set(map(_STANDING, glyphs))) == 1:
        return (join_glyphs(sorted(glyphs, key=itemgetter(1)), cell=cell),)  # as most cells are: one plain line
    turn = _writing(glyphs)
    if turn == 0:
        return tuple(join_glyphs(row, cell=cell) for row in _with_notes(group(glyphs)))
    lines = []
    for row in group([_laid(glyph, turn) for glyph in glyphs]):
        line = join_glyphs(row, cell=cell)
        lines.append(Line(line.text, *_stood((line.x0, line.top, line.x1, line.bottom), turn), line.size))
    return tuple(lines)


def _with_notes(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The rows, with a note's number of full size that is raised over the end of its line put behind that line."""
    at = 0
    while at + 1 < len(rows):
        above, row = rows[at], rows[at + 1]
        foot, high, end = row[-1].bottom, row[-1].bottom - row[-1].top, row[-1].x1
        noted = (
            len(above) <= _NOTE_DIGITS
            and all(glyph.char in _RAISED_SIGNS for glyph in above)
            and row[-1].char in _NOTED
            and abs(above[0].x0 - end) < 0.3 * high
            and _FAR_RAISED * high < foot - above[0].bottom < (1 - _RAISED) * high
        )
        if noted:
            rows[at : at + 2] = [[*row, *above]]
        at += 1
    return rows


def _writing(glyphs: Sequence[Glyph]) -> int:
    """How the text runs: 0 left to right, 1 upwards, 2 upside down, 3 downwards in columns from right to left."""
    if any(glyph[6] for glyph in glyphs):
        sideways = [glyph.turn for glyph in glyphs if glyph.turn]
        if 2 * len(sideways) > len(glyphs):
            return Counter(sideways).most_common(1)[0][0]
    if len(glyphs) < 3:
        return 0
    down = along = 0
    _, x0, top, x1, bottom, _, _ = glyphs[0]
    for _, left, upper, right, lower, _, _ in glyphs[1:]:
        high = bottom - top
        if abs(top + bottom - upper - lower) < 0.8 * high:
            along += 1
        elif 0.6 * high < upper - top < 2.5 * high and abs(x0 + x1 - left - right) < high:
            down += 1
        x0, top, x1, bottom = left, upper, right, lower
    if down < 2 or down < 4 * along:
        return 0
    # one column of single characters reads the same either way; several are columns from right to left
    middles = [(glyph.x0 + glyph.x1) / 2 for glyph in glyphs]
    return 3 if max(middles) - min(middles) > 0.8 * max(g.bottom - g.top for g in glyphs) else 0


def _laid(glyph: Glyph, turn: int) -> Glyph:
    """A glyph of turned writing in a frame where it runs from left to right."""
    x0, top, x1, bottom = glyph[1:5]
    if turn == 1:
        x0, top, x1, bottom = -bottom, x0, -top, x1
    elif turn == 2:
        x0, top, x1, bottom = -x1, -bottom, -x0, -top
    else:
        x0, top, x1, bottom = top, -x1, bottom, -x0
    return Glyph(glyph.char, x0, top, x1, bottom, glyph.spaced, 0)


def _stood(box: Box, turn: int) -> Box:
    """The box of a laid line, back on the page."""
    x0, top, x1, bottom = box
    if turn == 1:
        return top, -x1, bottom, -x0
    if turn == 2:
        return -x1, -bottom, -x0, -top
    return -bottom, x0, -top, x1


def group(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs sorted into rows from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    marks: list[tuple[float, float]] = []  # for each row twice its middle, and its height
    row: list[Glyph] = []
    middle = height = -1e9
    for glyph in glyphs:
        twice, high = glyph[2] + glyph[4], glyph[4] - glyph[2]
        if abs(middle - twice) >= _SAME_ROW * (max(height, high)):
            for at in range(len(rows) - 1, -1, -1):
                middle, height = marks[at]
                if abs(middle - twice) < _SAME_ROW * (max(height, high)):
                    row = rows[at]
                    break
            else:
                row, middle, height = [], twice, high
                rows.append(row)
                marks.append((twice, high))
        row.append(glyph)
    if len(rows) == 1:
        rows[0].sort(key=itemgetter(1))
        return rows
    order = sorted(range(len(rows)), key=lambda index: marks[index][0])
    for row in rows:
        row.sort(key=itemgetter(1))
    return [rows[index] for index in order]


def join_glyphs(row: Sequence[Glyph], *, cell: bool = True) -> Line:
    """One row of glyphs from left to right as a line, of a cell or of running text.

    A glyph printed twice to look bold counts once; of a ligature (ffi) each letter has the whole box. Blanks are put
    between Latin words, and between Chinese words where the line has a typed gap.
    """
    plain, typed = _CELL_GAP if cell else _TEXT_GAP
    first = row[0]
    char, start, top, end, bottom = first[:5]
    high = bottom - top
    if char in _RAISED_SIGNS and (leading := _leading(row)):
        rest = join_glyphs(row[leading:], cell=cell)
        return rest._replace(text="".join(_RAISED_SIGNS[glyph[0]] for glyph in row[:leading]) + rest.text, x0=start)
    out = [char]
    narrow = char < _FIRST_WIDE
    sure = 1.0
    blanks = 0
    noted = False
    foot = bottom
    begun = start
    for glyph in row[1:]:
        now, x0, y0, x1, y1, spaced, _ = glyph
        left, begun = begun, x0
        free = x0 - end
        if free < 0 and -free > 0.5 * (x1 - x0):
            if now == char and not (now in _JOINED and x0 == left and x1 - x0 > _LIGATURE * (y1 - y0)):
                end = max(end, x1)  # a third copy lies as far from the second as that one from the first
                continue
            if (now in _FIGURES and char in _FIGURES) or (now >= _FIRST_WIDE and not narrow):
                sure = _DOUBT  # two figures, or two words, printed over each other
            elif now in _DIGITS and "\u3400" <= char <= "\u9fff" and -free > _INSIDE * (x1 - x0):
                sure = _DOUBT  # a figure printed over a word (部21门)
        was, noted = noted, False
        # small decimals stand high all together, with their point
        level, foot = not was and abs(y1 - foot) < _LEVEL * (y1 - y0), y1
        if level and (y1 < bottom or y1 > bottom):
            pass
        elif y1 < bottom and now in _RAISED_SIGNS and char in _NOTED and _is_raised(y0, y1, bottom, high):
            now = _RAISED_SIGNS[now]  # a note's number is not one more digit of the figure before it
            noted = free < 0.5 * high
        elif was and now in _BETWEEN_NOTES and y1 < bottom and _is_raised(y0, y1, bottom, high):
            out.append(now)
            end, noted = max(end, x1), True
            continue
        elif y1 > bottom and now in _LOWERED_SIGNS and char in _NOTED and _is_lowered(y0, y1, bottom, high):
            now = _LOWERED_SIGNS[now]
            noted = free < 0.5 * high
        elif y0 < top or y1 > bottom:
            high, top, bottom = max(high, y1 - y0), min(top, y0), max(bottom, y1)
        thin = now < _FIRST_WIDE
        if noted:
            pass
        elif narrow and thin:
            if free > _WORD_GAP * high or (spaced and free > 0.05 * high):
                out.append(" ")
                blanks += 1
        elif free > (typed if spaced else plain) * high:
            out.append(" ")
        out.append(now)
        char, narrow = now, thin
        end = max(end, x1)
    if blanks and cell and len(out) == 2 * blanks + 1 and _FIGURES.issuperset(out[::2]) and _is_spread(row, high):
        # two digits may be two figures, and so may three
        return Line("".join(out[::2]), start, top, end, bottom, high, _DOUBT if blanks < 3 and "." not in out else sure)
    whole = "".join(out)
    if blanks and len(row) > _WIDE_SET and row[-1][0] >= _FIRST_WIDE and _is_spread(row, high):
        whole = whole.replace(" ", "")  # words with their digits set wide, one character like the other
    elif blanks == 1 and cell and _POINT_GAP.fullmatch(whole):
        return Line(whole.replace(" ", ""), start, top, end, bottom, high, _DOUBT)
    return Line(whole, start, top, end, bottom, high, sure)


def _is_raised(top: float, bottom: float, foot: float, high: float) -> bool:
    """Whether a glyph stands above its line's foot, and is smaller than the line or far above."""
    return bottom < foot - (_RAISED if bottom - top < _SMALL * high else _FAR_RAISED) * high


def _is_lowered(top: float, bottom: float, foot: float, high: float) -> bool:
    """Whether a glyph is smaller than its line and reaches below its foot."""
    return bottom - top < _SMALL * high and bottom > foot + _LOWERED * high


def _leading(row: Sequence[Glyph]) -> int:
    """How many digits before a figure are a raised mark of its own; 0 for none, and where all of the row is raised."""
    tallest = max(row, key=lambda glyph: glyph[4] - glyph[2])
    foot, high = tallest[4], tallest[4] - tallest[2]
    for at, (char, _, top, _, bottom, _, _) in enumerate(row):
        if not (char in _RAISED_SIGNS and bottom < foot and _is_raised(top, bottom, foot, high)):
            return at if at <= _NOTE_DIGITS else 0
    return 0


def _is_spread(row: Sequence[Glyph], high: float) -> bool:
    """Whether single characters stand at even distances, as where a figure is spread over its cell."""
    gaps = [two.x0 - one.x1 for one, two in pairwise(row)]
    return max(gaps) - min(gaps) < _UNEVEN * high
