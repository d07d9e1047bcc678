"""The sheet of paper in a picture: told from the desk around it, and lit as evenly as a scanner lights it."""

from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey

__all__ = ["Paper", "found_paper"]

_COARSE: Final = 25.0
"""Dots per inch at which light is measured."""
_REACH: Final = 0.5
"""Inches around a place within which there is blank paper."""
_UNEVEN: Final = 0.92
"""Paper that is darker somewhere than this part of what it is elsewhere is lit anew."""
_GLOOM: Final = 0.35
_WHITE: Final = 250.0
_DARKEST: Final = 24.0
_WIDTH: Final = 240
"""Pixels on the shorter side to which a picture is shrunk to find the sheet."""
_EDGE: Final = 14.0
"""Grey levels from one pixel to the next at the edge of a sheet."""
_DARKER: Final = 0.93
_LEAST: Final = 0.004
"""The part of a picture that a desk fills at least."""
_SHEET: Final = 0.2
"""The part that the sheet itself fills at least; a smaller one is no page."""


class Paper(Struct, frozen=True):
    """The sheet: its picture with the surroundings white, and how many pixels were cut off to its left and above."""

    grey: Grey
    left: int = 0
    top: int = 0

    @property
    def is_cut(self) -> bool:
        """Whether something beside the sheet was cut off."""
        return bool(self.left or self.top)


def found_paper(grey: Grey, dpi: float) -> Paper:
    """The sheet in a picture, evenly lit; a scan without surroundings is left as it is."""
    around = _surroundings(grey)
    lit = _evenly_lit(grey, dpi, around)
    if around is None:
        return Paper(lit)
    high, wide = grey.shape
    outside = cv2.resize(around, (wide, high), interpolation=cv2.INTER_LINEAR) > 127
    lit = np.where(outside, np.uint8(255), lit)
    rows, columns = np.flatnonzero(~outside.all(axis=1)), np.flatnonzero(~outside.all(axis=0))
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    return Paper(np.ascontiguousarray(lit[top:bottom, left:right]), left, top)


def _surroundings(grey: Grey) -> Grey | None:
    """A small mask of what lies beside the sheet, or nothing where the sheet fills the picture.

    The sheet's edge is sharp where shadows are soft. What edges part from the sheet, reaches the rim of the picture and
    is darker than the paper beside it is no paper.
    """
    shrink = _WIDTH / min(grey.shape)
    if shrink >= 1:
        return None
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 1.0).astype(np.float32)
    steep = np.hypot(cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=0.25), cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=0.25))
    calm = (steep < _EDGE / 2).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(calm, connectivity=4)
    if count < 3:
        return None
    rim = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    outside = np.zeros(small.shape, np.uint8)
    for number in rim.tolist():
        if number == 0 or stats[number, cv2.CC_STAT_AREA] < _LEAST * small.size:
            continue
        part = (labels == number).astype(np.uint8)
        near = cv2.dilate(part, np.ones((15, 15), np.uint8)) > 0
        beside = soft[near & (labels != number) & (labels > 0) & (outside == 0)]
        if beside.size and float(np.median(soft[near & (part > 0)])) < _DARKER * float(np.median(beside)):
            outside |= part
    if not outside.any() or 1 - outside.mean() < _SHEET:
        return None
    # The steep pixels of the edge itself belong to neither.
    edge = (calm == 0).astype(np.uint8)
    grown = cv2.dilate(outside, np.ones((7, 7), np.uint8)) & (edge | outside)
    out: Grey = cv2.dilate(grown, np.ones((3, 3), np.uint8)) * np.uint8(255)
    return out


def _evenly_lit(grey: Grey, dpi: float, around: Grey | None) -> Grey:
    """The picture with its paper equally bright everywhere, where it is not."""
    light = _light(grey, dpi)
    inside = light
    if around is not None:
        outside = cv2.resize(around, light.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
        inside = light[~outside] if not outside.all() else light
    low, high = np.percentile(inside, (3, 97))
    if low > _UNEVEN * high:
        return grey
    # where nothing is lit there is no paper, and making it bright would make its grain into print
    light = np.maximum(light, np.float32(_GLOOM * high))
    full = cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    out: Grey = cv2.divide(grey.astype(np.float32), full, scale=_WHITE)
    return np.clip(out, 0, 255).astype(np.uint8)


def _light(grey: Grey, dpi: float) -> NDArray[np.float32]:
    """How bright the paper is at each place of a coarse picture: that of the brightest spot nearby, smoothed."""
    shrink = min(1.0, _COARSE / dpi)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    side = max(3, round(_REACH * dpi * shrink) | 1)
    bright = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    smooth = cv2.GaussianBlur(bright.astype(np.float32), (0, 0), side / 4)
    out: NDArray[np.float32] = np.maximum(smooth, _DARKEST)
    return out
