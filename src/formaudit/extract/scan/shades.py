"""Grey pictures and what is dark in them."""

from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["Grey", "dark", "scale"]

Grey: TypeAlias = NDArray[np.uint8]
"""A picture: rows of pixels, 0 black, 255 white. Masks are pictures of 0 and 255."""

_NOMINAL: Final = 200.0
_AROUND: Final = 31
"""Pixels at 200 dpi around a pixel whose mean it is compared with."""
_DARKER: Final = 14
"""Grey levels by which ink is darker than what is around it."""


def scale(dpi: float) -> float:
    """The resolution as a multiple of 200 dpi, at which the distances in this package are given."""
    return dpi / _NOMINAL


def dark(grey: Grey, dpi: float = _NOMINAL) -> Grey:
    """A mask of what is darker than its surroundings: ink, on paper and on shading alike."""
    around = max(11, round(_AROUND * scale(dpi)) | 1)
    smooth = cv2.GaussianBlur(grey, (0, 0), 0.7)
    out: Grey = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, _DARKER)
    return out
