"""Figures that are crossed out or written over, told by the shape of their ink.

A recognition model reads through a stroke as if it were not there. No digit has a straight stroke as long as two of
them are wide, nor one across its middle as wide as itself.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey
from formaudit.patterns import compiled

__all__ = ["is_struck"]

# Lengths in heights of digits.
_DIGIT: Final = 0.73
"""No digit has a straight stroke across its middle as long as this; a stroke through one is at least as long."""
_LONG: Final = 0.95
"""A straight stroke through more than one digit."""
_LONG_IN_WORDS: Final = 2.2
"""The same among words; the strokes of a Chinese character are shorter than that."""
_THIN: Final = 0.3
_WAVERS: Final = 0.07
_FLAT: Final = 0.26
_STEEPEST: Final = 0.45
_STEP: Final = 0.075
_MIDDLE: Final = (0.3, 0.6)
"""The part of the height of a digit in which a stroke through it lies; the bar of a 4 lies lower."""
_PIERCED: Final = 0.45
_PIERCED_AMIDST: Final = 0.12
"""The part of a stroke above and below which there is ink, at least: a minus has none, and a 1 little."""
_SMALL: Final = 40
"""Pixels; lower print is enlarged first, so that the strokes of its digits stand apart."""
_SLANTED: Final = compiled(r"[≥≤≧≦<>/+＋]")
"""Signs that have long strokes of their own."""
_FIGURE: Final = compiled(r"[0-9０-９.,:;，．：；%％+\-－—–≥≤<>＝=/()（） ]+")


def is_struck(grey: Grey, text: str, em: float) -> bool:
    """Whether a stroke runs through a line of print with figures in it.

    Args:
        grey: the line, cut to its ink.
        text: what it was read as.
        em: the height of its type in pixels.

    """
    if min(grey.shape) < 4:
        return False
    figures_only = bool(_FIGURE.fullmatch(text.strip()))
    grow = max(1.0, _SMALL / grey.shape[0])
    ink = _ink(cv2.resize(grey, None, fx=grow, fy=grow, interpolation=cv2.INTER_CUBIC) if grow > 1 else grey)
    stats = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:]
    if not len(stats):
        return False
    top, bottom = _reach(stats) if figures_only else (0.0, float(ink.shape[0]))
    high = bottom - top if figures_only and bottom - top < em * grow else 0.75 * max(em, grey.shape[0]) * grow
    long = (_LONG if figures_only else _LONG_IN_WORDS) * high
    widest = int(stats[:, cv2.CC_STAT_WIDTH].max())
    if widest < (_DIGIT * high if figures_only else long):
        return False
    pad = round(high)
    centre = pad + (top + bottom) / 2
    ink = cv2.copyMakeBorder(ink, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)  # beyond an edge OpenCV sees ink
    if not figures_only:
        return _pierced(ink, centre, long=long, high=high, least=_PIERCED)
    if _SLANTED.search(text):
        return _pierced(ink, centre, long=_DIGIT * high, high=high, least=_PIERCED)
    if _pierced(ink, centre, long=_DIGIT * high, high=high, least=_PIERCED_AMIDST):
        return True
    if widest < long:
        return False
    thick = cv2.dilate(ink, np.ones((max(1, round(_WAVERS * high)), 1), np.uint8))  # a hand's stroke is not straight
    slopes = np.arange(-_STEEPEST, _STEEPEST + _STEP / 2, _STEP).tolist()
    return any(
        # the bars of 44 lie nearly level, and low
        _pierced(*_sheared(thick, slope, centre), long=long, high=high, least=_PIERCED, anywhere=abs(slope) > _FLAT)
        for slope in slopes
    )


def _reach(stats: NDArray[np.int32]) -> tuple[float, float]:
    """Where digits begin and end from above; commas and brackets reach lower than they do."""
    tall = stats[stats[:, cv2.CC_STAT_HEIGHT] > 0.6 * stats[:, cv2.CC_STAT_HEIGHT].max()]
    upper = tall[:, cv2.CC_STAT_TOP]
    return float(np.median(upper)), float(np.median(upper + tall[:, cv2.CC_STAT_HEIGHT]))


def _ink(grey: Grey) -> Grey:
    """What is darker than halfway between the paper and the print of a line."""
    paper, print_ = np.percentile(grey, (90, 4))
    return (grey < (paper + print_) / 2).astype(np.uint8)


def _sheared(ink: Grey, slope: float, centre: float) -> tuple[Grey, float]:
    """The mask with strokes of a slope laid level, and the row where the middle of its digits is then."""
    high, wide = ink.shape
    room = round(abs(slope) * wide)
    matrix = np.array([[1.0, 0.0, 0.0], [-slope, 1.0, room if slope > 0 else 0.0]])
    out: Grey = cv2.warpAffine(ink, matrix, (wide, high + room), flags=cv2.INTER_NEAREST)
    return out, centre + room / 2


def _pierced(ink: Grey, centre: float, *, long: float, high: float, least: float, anywhere: bool = False) -> bool:
    """Whether a thin level stroke of some length has ink above and below it along a part of it.

    It counts across the middle of digits, whose own middle is row ``centre``, or ``anywhere``.
    """
    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(3, round(long))), np.uint8))
    if not strokes.any():
        return False
    count, _, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    for number in range(1, count):
        x, y, wide, tall, _ = (int(value) for value in stats[number])
        middle = (y + tall / 2 - centre) / high + 0.5
        if tall > _THIN * high or not (anywhere or _MIDDLE[0] < middle < _MIDDLE[1]):
            continue
        around = ink[:, x : x + wide]
        if float((around[: max(0, y)].any(axis=0) & around[y + tall :].any(axis=0)).mean()) >= least:
            return True
    return False
