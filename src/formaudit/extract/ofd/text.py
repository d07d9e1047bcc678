"""Text objects of OFD as glyphs: where each character stands, how wide it may be, which way it is turned."""

import math
import statistics
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from formaudit.extract.ofd.geometry import Matrix, at, hull, numbers, scale_of
from formaudit.extract.ofd.parts import children
from formaudit.extract.pdf.ink import Box, Glyph
from formaudit.extract.pdf.signs import BLANKS, DROPPED, printed
from formaudit.extract.pdf.slanted import Leaning
from formaudit.patterns import compiled

__all__ = ["glyphs_of", "leaning_of", "spread"]

_SKEW: Final = 10
"""Degrees that a line of text may lean from a quarter turn; a watermark leans more."""
_ABOVE: Final = 0.88
_BELOW: Final = 0.12
"""Parts of an em above and below the baseline, as Chinese type has them."""
_ESCAPE: Final = compiled(r"\\([0-9A-Fa-f]{4})(?![0-9A-Fa-f])")
_WIDE: Final = frozenset("WFA")
_SOFT_HYPHEN: Final = "\xad"
"""A place where a word may break; OFD files hold it where nothing is printed."""
_BROAD: Final = frozenset("mMwW@‰")
_CAPITAL: Final = 0.8
"""Of an em: so wide Latin letters may be, which the next one cuts; taken for half an em they would leave blanks."""
_LEAST: Final = 0.05
"""Of an em: a glyph that would be narrower has been pressed against the edge of its object and keeps this much."""
_OF_NUMBERS: Final = frozenset("0123456789.,-%")
_RUN: Final = 1.3
_UNEVEN: Final = 1.2
_FULL_TURN: Final = 360
_UNKNOWN: Final = frozenset("\ufffd\ufffe\uffff\0")


def spread(text: str | None, count: int) -> list[float]:
    """A list of deltas for ``count`` characters: ``g 3 5.2`` stands for three times 5.2.

    Programs write too many or too few. What is too much is left out; where some are missing the list ends, and the
    characters behind take their own width.
    """
    out: list[float] = []
    words = (text or "").replace(",", " ").split()
    index = 0
    while index < len(words) and len(out) < count:
        if words[index].lower() == "g" and index + 2 < len(words):
            times, value = numbers(words[index + 1]), numbers(words[index + 2])
            if times and value:
                out.extend(value[:1] * max(min(int(times[0]), count - len(out)), 0))
            index += 3
            continue
        out.extend(numbers(words[index])[:1])
        index += 1
    return out[:count]


def glyphs_of(item: Any, placed: Matrix, boundary: Box) -> Iterator[tuple[Glyph, bool]]:
    """The glyphs of a text object with whether their character is unknown; text that leans like a watermark has none.

    ``placed`` maps the object's space to the page in points, ``boundary`` is the object's box there. Blanks only mark
    the glyph behind them as spaced.
    """
    size = (numbers(item.get("Size")) or [0.0])[0]
    if size <= 0:
        return
    stretch = (numbers(item.get("HScale")) or [1.0])[0] or 1.0
    reading = int((numbers(item.get("ReadDirection")) or [0.0])[0]) % _FULL_TURN
    turned = int((numbers(item.get("CharDirection")) or [0.0])[0]) % _FULL_TURN
    degrees = math.degrees(math.atan2(-placed[1], placed[0])) - turned
    quarters = round(degrees / 90)
    if abs(degrees - 90 * quarters) > _SKEW:
        return
    x = y = 0.0
    spaced = False
    turn = quarters % 4
    for code in children(item, "TextCode"):
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), code.text or "")
        x = (numbers(code.get("X")) or [x])[0]
        y = (numbers(code.get("Y")) or [y])[0]
        across, down = spread(code.get("DeltaX"), len(text) - 1), spread(code.get("DeltaY"), len(text) - 1)
        usual = statistics.median(across) if across else 0.0
        for index, char in enumerate(text):
            face = _face(char)
            natural = size * face.em * stretch
            step = across[index] if index < len(across) else None
            fall = down[index] if index < len(down) else None
            if face.blank:
                spaced = True
            elif face.shown:
                box = _box(x, y, _width(char, natural, step, size, usual), size, placed, turned)
                if index == len(text) - 1 and (box[2] > boundary[2] or box[3] > boundary[3]):
                    box = _within(box, boundary, size, quarters)
                yield Glyph(face.shown, *box, spaced, turn), face.unknown
                spaced = False
            if step is None and fall is None and index < len(text) - 1:
                # The list of deltas has ended, or there was none: one direction of reading, the character's own width.
                x, y = (x, y + size) if reading in (90, 270) else (x + natural, y)
            else:
                x, y = x + (step or 0.0), y + (fall or 0.0)


def leaning_of(item: Any, placed: Matrix) -> Leaning | None:
    """A text object that leans, as one line: its words, and where its first and last character stand on the page."""
    size = (numbers(item.get("Size")) or [0.0])[0]
    stretch = (numbers(item.get("HScale")) or [1.0])[0] or 1.0
    words: list[str] = []
    places: list[tuple[float, float]] = []
    x = y = 0.0
    for code in children(item, "TextCode"):
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), code.text or "")
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        across, down = spread(code.get("DeltaX"), len(text) - 1), spread(code.get("DeltaY"), len(text) - 1)
        for index, char in enumerate(text):
            face = _face(char)
            if face.shown and not face.unknown:
                words.append(face.shown)
                places.append(at(placed, x, y))
            told = index < len(across) or index < len(down)
            x += across[index] if index < len(across) else 0.0 if told else size * face.em * stretch
            y += down[index] if index < len(down) else 0.0
    return Leaning("".join(words), places[0], places[-1], size * scale_of(placed)) if words and size > 0 else None


class _Face(NamedTuple):
    """A character as it is printed: empty for what leaves no ink, its width in ems, whether its meaning is unknown."""

    shown: str
    em: float
    blank: bool
    unknown: bool


@lru_cache(maxsize=16_384)
def _face(char: str) -> _Face:
    blank = char in BLANKS or char.isspace()
    shown = "" if blank or char in DROPPED or char == _SOFT_HYPHEN else printed(ord(char))
    wide = unicodedata.east_asian_width(char) in _WIDE or char in _BROAD
    em = 1.0 if wide else _CAPITAL if "A" <= char <= "Z" else 0.5
    return _Face(shown, em, blank, char in _UNKNOWN or unicodedata.category(char) == "Co")


def _width(char: str, natural: float, step: float | None, size: float, usual: float) -> float:
    """How wide a glyph is: its own width, cut at the next one; figures of one run reach to the next.

    A number that is spread over its cell is one number. A step that is far wider than the others of its run parts two.
    """
    if step is None or step <= 0:
        return natural
    run = char in _OF_NUMBERS and step <= max(_RUN * size, _UNEVEN * usual)
    return step if run else min(natural, step)


def _box(x: float, y: float, wide: float, size: float, placed: Matrix, turned: int) -> Box:
    """The box of a glyph on the page: from its origin on the baseline, one em high."""
    if turned:
        angle = math.radians(turned)
        cos, sin = math.cos(angle), math.sin(angle)
        corners = [(0.0, -_ABOVE * size), (wide, -_ABOVE * size), (0.0, _BELOW * size), (wide, _BELOW * size)]
        return hull([at(placed, x + cos * u - sin * v, y + sin * u + cos * v) for u, v in corners])
    a, b, c, d, e, f = placed
    if b == c == 0 and a > 0 and d > 0:
        return a * x + e, d * (y - _ABOVE * size) + f, a * (x + wide) + e, d * (y + _BELOW * size) + f
    return hull([at(placed, u, v) for u in (x, x + wide) for v in (y - _ABOVE * size, y + _BELOW * size)])


def _within(box: Box, boundary: Box, size: float, quarters: int) -> Box:
    """A last glyph that reaches out of its object's box ends at its edge: its width was only guessed."""
    x0, top, x1, bottom = box
    least = _LEAST * size
    if quarters % 2 == 0 and boundary[2] - boundary[0] > least and x0 + least < boundary[2] < x1:
        x1 = boundary[2]
    elif quarters % 2 == 1 and boundary[3] - boundary[1] > least and top + least < boundary[3] < bottom:
        bottom = boundary[3]
    return x0, top, x1, bottom
