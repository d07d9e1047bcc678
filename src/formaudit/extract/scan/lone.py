"""Signs of comparison that stand alone in a cell, told by the shape of their ink.

A recognition model that has learned lines of print takes ≤ for a letter and ＝ for the numeral 二 where nothing stands
beside them. Their shapes are plain: bars that lie level, and a wedge that points to one side.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey

__all__ = ["sign_of"]

_LEAST: Final = 0.35
_MOST: Final = 1.3
"""Heights of type: how wide a sign is."""
_FLAT: Final = 0.3
"""A bar is lower than this part of its width."""
_ALIKE: Final = 0.88
"""The bars of ＝ are as long as each other; those of 二 are not."""
_FULL: Final = 0.7
"""A row of a mark that holds so much ink belongs to a bar."""
_DUST: Final = 0.01
"""Square heights of type; a smaller mark says nothing."""


def sign_of(ink: Grey, em: float) -> str:
    """``=``, ``≤``, ``≥``, ``<`` or ``>`` where the marks on a piece of a mask have just this shape, else nothing."""
    marks = _marks(ink, em)
    if not marks or len(marks) > 3:
        return ""
    wide = max(mark.shape[1] for _, mark in marks)
    if not _LEAST * em <= wide <= _MOST * em:
        return ""
    flat = [mark.shape[0] <= _FLAT * mark.shape[1] for _, mark in marks]
    widths = [mark.shape[1] for _, mark in marks]
    if all(flat):
        return "=" if len(marks) == 2 and min(widths) >= _ALIKE * max(widths) else ""
    if flat[0] or sum(flat) != len(marks) - 1 or min(widths) < 0.7 * max(widths):
        return ""
    wedge, touching = _parted(marks[0][1])
    return _wedge(wedge, barred=touching or len(marks) > 1)


def _marks(ink: Grey, em: float) -> list[tuple[int, NDArray[np.bool_]]]:
    """The marks of a mask from top to bottom, each with its upper edge and cut to its box."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found = []
    for number in range(1, count):
        x, y, wide, high, area = (int(value) for value in stats[number])
        if area >= _DUST * em**2:
            found.append((y, labels[y : y + high, x : x + wide] == number))
    return sorted(found, key=lambda pair: pair[0])


def _parted(mark: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], bool]:
    """A mark without a bar that has grown together with its foot, and whether there is one."""
    full = np.count_nonzero(mark, axis=1) >= _FULL * mark.shape[1]
    bar = 0
    while bar < len(full) and full[-1 - bar]:
        bar += 1
    if not 0 < bar <= _FLAT * mark.shape[0] + 1:
        return mark, False
    return mark[:-bar], True


def _wedge(mark: NDArray[np.bool_], *, barred: bool) -> str:
    """Which way a wedge points: its arms meet at one side and stand far apart at the other."""
    high, wide = mark.shape
    if high < 4 or wide < 4 or not 0.4 <= high / wide <= 1.8:
        return ""
    side = max(1, wide // 6)
    left, right = (_spread(mark[:, columns]) / high for columns in (slice(0, side), slice(wide - side, wide)))
    middle = mark[:, wide // 2 - side // 2 : wide // 2 + side // 2 + 1]
    # Between the arms there is white, and each arm is a thin stroke.
    if np.count_nonzero(middle) > 0.6 * middle.size or np.count_nonzero(np.diff(middle[:, 0].astype(np.int8)) == 1) > 2:
        return ""
    if min(left, right) > 0.55 or max(left, right) < 0.7:
        return ""
    less = left < right
    return ("≤" if less else "≥") if barred else ("<" if less else ">")


def _spread(part: NDArray[np.bool_]) -> int:
    """From the first to the last row that holds ink."""
    rows = np.flatnonzero(part.any(axis=1))
    return int(rows[-1] - rows[0] + 1) if rows.size else 0
