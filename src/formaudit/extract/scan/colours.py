"""Coloured page pictures to grey ones, without the red seals that are stamped over print."""

from typing import Any, Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey, scale

__all__ = ["Colour", "without_seals"]

Colour: TypeAlias = NDArray[np.uint8]
"""A picture with a red, a green and a blue value for each pixel."""

_RED: Final = 45
"""By how much red outshines the other two colours in the ink of a seal."""
_LEAST: Final = 0.0003
"""The part of a page that must be red for anybody to look for seals."""
_SEAL: Final = 110
"""Pixels at 200 dpi (14 mm) that a seal measures at least across and down; red print is smaller."""
_BRIDGE: Final = 13
_AROUND: Final = 5


def without_seals(colour: Colour, dpi: float) -> tuple[Grey, int]:
    """The picture in grey, and how many red seals were taken out of it.

    Under a seal only what is dark in red light stays: black and blue print, pen strokes. Red print elsewhere stays.
    """
    grey: Any = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    red, green, blue = cv2.split(colour)
    excess = cv2.subtract(red, cv2.max(green, blue))
    mask: Any = (excess > _RED).astype(np.uint8)
    if mask.mean() < _LEAST:
        return grey, 0
    k = scale(dpi)
    side = max(3, round(_BRIDGE * k))
    bridge: Grey = np.ones((side, side), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, bridge))
    seals = 0
    for x, y, wide, high, _ in stats[1:count].tolist():
        if min(wide, high) < _SEAL * k:
            continue
        seals += 1
        spare = round(_AROUND * k)
        part = np.s_[max(0, y - spare) : y + high + spare, max(0, x - spare) : x + wide + spare]
        grey[part] = _in_red_light(red[part], grey[part], mask[part])
    return grey, seals


def _in_red_light(red: Grey, grey: Grey, mask: Grey) -> Grey:
    """A part of a page with the ink of a seal brought to the brightness of the paper around it."""
    paper = float(np.percentile(grey, 90))
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0
    darkest = float(np.median(red[mask > 0]))
    # print under the seal is darker in red light than the seal alone
    stretched = np.clip(red.astype(np.float32) * (paper / max(darkest, 1.0)), 0, paper)
    out: Grey = np.where(near, stretched, grey).astype(np.uint8)
    return out
