"""Level bars and small marks that a recognition model takes for something else: dashes, signs, notes' numbers.

The model has learned lines of print. It takes a dash that stands alone for the numeral 一, leaves out a long minus, and
takes the raised number of a note for one more digit of the figure before it.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from formaudit.extract.pdf.pieces import Part
from formaudit.extract.scan.shades import Grey
from formaudit.patterns import compiled

__all__ = ["has_raised_end", "has_sign", "with_dashes"]

_DOUBT: Final = 0.85
_DASH: Final = "—"
_ONE: Final = "一"
_NUMERALS: Final = frozenset("二三四五六七八九十")
_FIGURE: Final = compiled(r"[-+−－]?[0-9０-９][0-9０-９.,，．]*[%％]?")
_LONG: Final = 0.18
_HIGH: Final = 0.25
"""Heights of type: how long a sign before a figure is at least, and how high at most."""
_MIDDLE: Final = (0.25, 0.75)
_SMALL: Final = 0.75
_RAISED: Final = 0.2
"""Heights of digits: how high a raised mark is at most, and how far above their foot it ends at least."""
_LEAST: Final = 0.25
_DIGITS: Final = 3
"""So many marks as high as digits tell how high those are."""


def with_dashes(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The cells of a table, a lone 一 being a dash where its column holds figures or another one, doubted elsewhere.

    It is the numeral where 二 or another one stands in its column.
    """
    alone = [part for part in parts if part.text.strip() == _ONE]
    if not alone:
        return tuple(parts)
    dashes: dict[int, Part] = {}
    for part in alone:
        texts = [
            other.text.strip()
            for other in parts
            if other.col < part.col + part.colspan and part.col < other.col + other.colspan and other is not part
        ]
        if any(text[:1] in _NUMERALS for text in texts if text):
            continue
        figures = any(text == _ONE or _FIGURE.fullmatch(text) for text in texts)
        (line,) = part.lines
        sure = part.confidence if figures else min(part.confidence, _DOUBT)
        said = _DASH if figures else _ONE
        dashes[id(part)] = replace(part, lines=(line._replace(text=said),), confidence=sure)
    return tuple(dashes.get(id(part), part) for part in parts)


def has_sign(ink: Grey, em: float) -> bool:
    """Whether a level bar stands before the other marks of a line of print, at half their height."""
    marks = _marks(ink)
    if len(marks) < 2:
        return False
    x, y, wide, high = marks[0]
    top, bottom = min(mark[1] for mark in marks[1:]), max(mark[1] + mark[3] for mark in marks[1:])
    middle = (y + high / 2 - top) / max(bottom - top, 1)
    flat = wide >= _LONG * em and high <= min(_HIGH * em, 0.6 * wide)
    return flat and _MIDDLE[0] < middle < _MIDDLE[1] and x + wide <= marks[1][0] + 1


def has_raised_end(ink: Grey, em: float) -> bool:
    """Whether the last mark of a line of figures is smaller than the digits before it and ends above their foot."""
    marks = [mark for mark in _marks(ink) if mark[3] > _LEAST * em]
    if len(marks) <= _DIGITS:
        return False
    high = float(np.median([mark[3] for mark in marks[:-1]]))
    foot = float(np.median([mark[1] + mark[3] for mark in marks[:-1]]))
    _, y, wide, tall = marks[-1]
    return tall < _SMALL * high and wide < high and y + tall < foot - _RAISED * high


def _marks(ink: Grey) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of the marks of a mask, from left to right; dust is left out."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes: NDArray[np.int32] = stats[1:]
    kept = [tuple(int(value) for value in box[:4]) for box in boxes if box[4] > 3]
    return sorted((x, y, wide, high) for x, y, wide, high in kept)
