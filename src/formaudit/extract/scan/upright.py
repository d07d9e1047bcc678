"""A page picture laid level: the small angles that a scanner leaves, and the way back to the page as it lies."""

from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey, dark

__all__ = ["Laid", "laid", "lean", "skew", "turned"]

_WIDTH: Final = 800
"""Pixels on the longer side to which a page is shrunk to be measured."""
_COLUMN: Final = 8
_FARTHEST: Final = 8.0
_LEAN: Final = 1.5
_SHARPER: Final = 1.02
"""By how much a profile must be sharper than the page's as it lies, for the page to be moved at all."""

Box = tuple[float, float, float, float]


class Laid(Struct, frozen=True):
    """A level picture. ``back`` is the matrix from its pixels to those of the picture that it was made of."""

    grey: Grey
    back: NDArray[np.float64]

    def before(self, box: Box) -> Box:
        """The box around a box of this picture, in the picture that it was made of."""
        x0, top, x1, bottom = box
        corners = np.array([[x0, top, 1], [x1, top, 1], [x0, bottom, 1], [x1, bottom, 1]]) @ self.back.T
        (left, upper), (right, lower) = corners.min(axis=0), corners.max(axis=0)
        return float(left), float(upper), float(right), float(lower)


def turned(grey: Grey, quarters: int) -> Grey:
    """The picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(grey, -quarters))


def laid(grey: Grey, dpi: float) -> Laid:
    """The picture with its lines of print level and its vertical lines upright, its size kept, corners white."""
    small = _small(grey, dpi)
    angle = skew(small)
    high, wide = grey.shape
    matrix = np.vstack([cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1), [0.0, 0.0, 1.0]])
    if angle:
        middle = (small.shape[1] / 2, small.shape[0] / 2)
        size = (small.shape[1], small.shape[0])
        small = cv2.warpAffine(small, cv2.getRotationMatrix2D(middle, angle, 1), size)
    slant = np.tan(np.radians(lean(small)))
    matrix = np.array([[1.0, -slant, slant * high / 2], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]) @ matrix
    if not angle and not slant:
        return Laid(grey, np.eye(3)[:2])
    out = cv2.warpAffine(grey, matrix[:2], (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255.0,))
    return Laid(out, np.linalg.inv(matrix)[:2])


def skew(small: Grey) -> float:
    """By how many degrees a mask must be turned counter-clockwise so that its lines lie level; at most 8.

    Lines of print and ruling lines make the profile of the rows sharpest where they lie level. A page that has neither,
    or that lies level already, gives 0.
    """
    return _sharpest(small, _FARTHEST)


def lean(small: Grey) -> float:
    """By how many degrees the vertical lines of a level mask lean to the left of upright going down; at most 1.5.

    A scanner that pulls the sheet in askew leaves the lines of a form at an angle that is not quite right.
    """
    return _sharpest(np.ascontiguousarray(small.T), _LEAN)


def _small(grey: Grey, dpi: float) -> Grey:
    shrink = _WIDTH / max(grey.shape)
    if shrink >= 1:
        return dark(grey, dpi)
    return dark(cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), dpi * shrink)


def _sharpest(small: Grey, reach: float) -> float:
    # Only sums along the rows count, so that the mask may be made narrow first: a shear keeps its columns whole.
    narrow = cv2.resize(small, (max(1, small.shape[1] // _COLUMN), small.shape[0]), interpolation=cv2.INTER_AREA)
    level = _sharpness(narrow, 0.0)
    if level == 0:
        return 0.0
    farthest = reach
    best, step = 0.0, 0.5
    while step >= 0.02:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(narrow, float(angle))))
        reach, step = step, step / 5
    if abs(best) > farthest or _sharpness(narrow, best) < _SHARPER * level:
        return 0.0
    return best


def _sharpness(narrow: Grey, degrees: float) -> float:
    """How much neighbouring rows differ when a mask, made narrow, is sheared by an angle."""
    high, wide = narrow.shape
    slope = np.tan(np.radians(degrees)) * _COLUMN
    matrix = np.array([[1.0, 0.0, 0.0], [-slope, 1.0, slope * wide / 2]])
    sheared = cv2.warpAffine(narrow, matrix, (wide, high), flags=cv2.INTER_LINEAR)
    profile = sheared.sum(axis=1, dtype=np.int64)
    return float((np.diff(profile.astype(np.float64)) ** 2).sum())
