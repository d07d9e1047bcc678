"""A page picture turned so that its lines of text run level: the small angle that a scanner leaves."""

from typing import Final

import cv2
import numpy as np

from formaudit.extract.scan.shades import Grey, dark

__all__ = ["rotated", "skew", "turned"]

_WIDTH: Final = 800
"""Pixels across to which a page is shrunk to be measured."""
_FARTHEST: Final = 8.0
_SHARPER: Final = 1.02
"""By how much a profile must be sharper than the page's as it lies, for the page to be turned at all."""


def turned(grey: Grey, quarters: int) -> Grey:
    """The picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(grey, -quarters))


def skew(grey: Grey) -> float:
    """By how many degrees the page must be turned counter-clockwise so that its lines lie level; at most 8.

    Lines of text and ruling lines make a profile of the rows sharpest where they lie level. A page that has neither,
    or that lies level already, gives 0.
    """
    shrink = _WIDTH / max(grey.shape)
    small = dark(grey) if shrink >= 1 else cv2.resize(dark(grey), None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    level = _sharpness(small, 0.0)
    if level == 0:
        return 0.0
    best, step = 0.0, 0.5
    reach = _FARTHEST
    while step >= 0.02:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(small, float(angle))))
        reach, step = step, step / 5
    if abs(best) > _FARTHEST or _sharpness(small, best) < _SHARPER * level:
        return 0.0
    return best


def rotated(grey: Grey, degrees: float) -> Grey:
    """The picture turned counter-clockwise about its middle, its size kept, corners filled with white."""
    high, wide = grey.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    out: Grey = cv2.warpAffine(grey, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255.0,))
    return out


def _sharpness(small: Grey, degrees: float) -> float:
    """How much neighbouring rows differ when the picture is sheared by an angle."""
    high, wide = small.shape
    slope = np.tan(np.radians(degrees))
    matrix = np.array([[1.0, 0.0, 0.0], [-slope, 1.0, slope * wide / 2]])
    laid = cv2.warpAffine(small, matrix, (wide, high), flags=cv2.INTER_LINEAR)
    profile = laid.sum(axis=1, dtype=np.float64)
    return float((np.diff(profile) ** 2).sum())
