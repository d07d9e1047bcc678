"""Print too faint for the mask of a page: a minus that blur has thinned out stands before a number all the same."""

from typing import Final

import cv2
import numpy as np

from formaudit.extract.scan.marks import Area
from formaudit.extract.scan.shades import Grey

__all__ = ["with_faint_start"]

_REACH: Final = 1.1
_APART: Final = 0.06
"""Heights of type to the left of a line of print within which a sign of it stands, and that it keeps off."""
_SEEN: Final = 0.3
"""The part of the print's contrast that a mark must have at least."""
_LONG: Final = 0.18
_HIGH: Final = 0.3
"""Heights of type: how long a sign is at least, and how high at most."""


def with_faint_start(grey: Grey, area: Area, room: Area, em: float) -> Area:
    """The box of a line of print, with the flat mark before it that its mask does not show; unchanged without one."""
    x0, top, x1, bottom = area
    left, right = max(room[0], round(x0 - _REACH * em)), round(x0 - _APART * em)
    if right - left < _LONG * em or bottom - top < 3:
        return area
    paper = float(np.percentile(grey[room[1] : room[3], room[0] : room[2]], 75))
    contrast = paper - float(np.percentile(grey[top:bottom, x0:x1], 5))
    if contrast < 12:
        return area
    zone = cv2.blur(grey[top:bottom, left:right], (3, 3))
    dark = (paper - zone.astype(np.float32) > _SEEN * contrast).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    for x, y, wide, high, _ in stats[1:].tolist():
        middle = y + high / 2
        if wide >= _LONG * em and high <= _HIGH * em and 0.25 * (bottom - top) < middle < 0.75 * (bottom - top):
            return (max(left, left + x - 1), top, x1, bottom)
    return area
