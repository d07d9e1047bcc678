"""Coloured page pictures to grey ones, without the seals that are stamped over print."""

from typing import Any, Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey, scale

__all__ = ["Colour", "without_seals"]

Colour: TypeAlias = NDArray[np.uint8]
"""A picture with a red, a green and a blue value for each pixel."""

_RED: Final = 45
"""By how much red (or blue) outshines the other two colours in the ink of a seal."""
_LEAST: Final = 0.0003
"""The part of a page that must be red for anybody to look for seals."""
_SEAL: Final = 110
"""Pixels at 200 dpi (14 mm) that a seal measures at least across and down; red print is smaller."""
_LARGEST: Final = 480
"""Pixels at 200 dpi (60 mm) that a seal measures at most."""
_DARK_PAGE: Final = 70
"""The mean brightness of a page of light print on a dark ground, at most."""
_LIGHT: Final = 110
_LIGHT_PART: Final = 0.2
"""The part of such a page that is light, at most; a sheet on a dark desk takes more."""
_SPARSE: Final = 4
_BRIDGE: Final = 13
_AROUND: Final = 5


def without_seals(colour: Colour, dpi: float) -> tuple[Grey, int]:
    """The picture in grey, and how many seals were taken out of it.

    Under a red seal only what is dark in red light stays: black and blue print, pen strokes. Red print elsewhere stays.
    Blue seals are looked at in blue light, but only what is as high as wide and no larger than a seal: blue rules stay.
    """
    grey: Any = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    if _is_negative(grey):
        return 255 - grey, 0
    some = colour[::_SPARSE, ::_SPARSE].astype(np.int16)
    if ((some.max(axis=2) - some.min(axis=2)) > _RED).mean() < _LEAST / 2:
        return grey, 0
    red, green, blue = cv2.split(colour)
    seals = 0
    for light, others, is_red in ((red, cv2.max(green, blue), True), (blue, cv2.max(red, green), False)):
        mask: Any = (cv2.subtract(light, others) > _RED).astype(np.uint8)
        if mask.mean() >= _LEAST:
            seals += _taken_out(grey, light, mask, scale(dpi), is_red=is_red)
    return grey, seals


def _is_negative(grey: Grey) -> bool:
    """Whether a page is light print on a dark ground, as copied from a film: nearly all dark, and no sheet in it."""
    few = grey[::_SPARSE, ::_SPARSE]
    return bool(few.mean() < _DARK_PAGE) and bool((few > _LIGHT).mean() < _LIGHT_PART)


def _taken_out(grey: Grey, light: Grey, mask: Grey, k: float, *, is_red: bool) -> int:
    """Bring the seals of one colour to the brightness of the paper, in place; how many there were."""
    side = max(3, round(_BRIDGE * k))
    bridge: Grey = np.ones((side, side), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, bridge))
    seals = 0
    for x, y, wide, high, _ in stats[1:count].tolist():
        if min(wide, high) < _SEAL * k:
            continue
        if not is_red and (max(wide, high) > _LARGEST * k or max(wide, high) > 1.6 * min(wide, high)):
            continue
        seals += 1
        spare = round(_AROUND * k)
        part = np.s_[max(0, y - spare) : y + high + spare, max(0, x - spare) : x + wide + spare]
        grey[part] = _in_its_light(light[part], grey[part], mask[part])
    return seals


def _in_its_light(light: Grey, grey: Grey, mask: Grey) -> Grey:
    """A part of a page with the ink of a seal brought to the brightness of the paper around it."""
    paper = float(np.percentile(grey, 90))
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0
    darkest = float(np.median(light[mask > 0]))
    # print under the seal is darker in the light of its colour than the seal alone
    stretched = np.clip(light.astype(np.float32) * (paper / max(darkest, 1.0)), 0, paper)
    out: Grey = np.where(near, stretched, grey).astype(np.uint8)
    return out
