"""Print under a highlighter: a field of bright colour on a page picture is paper, and its edges rule nothing."""

from typing import Any, Final

import cv2
import numpy as np

from formaudit.extract.scan.colours import Colour
from formaudit.extract.scan.shades import Grey, scale

__all__ = ["without_markers"]

_COLOURED: Final = 60
"""Steps of 255 between the strongest and the weakest of the three colours of a marker."""
_BRIGHT: Final = 185
"""How bright the strongest colour of a marker is, at least; no ink of a pen is that bright in a field."""
_DARK: Final = 215
"""A field brighter than this in grey hides nothing and has no edge."""
_FIELD: Final = 15
"""Pixels at 200 dpi that a field measures at least; strokes of coloured print are thinner."""
_HIGHEST: Final = 250
"""Pixels at 200 dpi (32 mm) that a field is high at most; it also ends before the picture does, as a desk does not."""
_LEAST: Final = 0.0002
_SPARSE: Final = 4


def without_markers(grey: Grey, colour: Colour, dpi: float) -> Grey:
    """The picture in grey with fields of bright colour as white as paper; what is printed on them stays dark.

    A field is looked at in those of the three colours in which it is bright itself.
    """
    some = colour[::_SPARSE, ::_SPARSE]
    if _mask(some, grey[::_SPARSE, ::_SPARSE]).mean() < _LEAST:
        return grey
    side = max(3, round(_FIELD * scale(dpi)))
    bar: Grey = np.ones((side, side), np.uint8)
    # print on a field leaves holes in it
    mask = cv2.morphologyEx(_mask(colour, grey), cv2.MORPH_CLOSE, bar)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, bar)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    out = grey.copy()
    paper = float(np.percentile(grey[::_SPARSE, ::_SPARSE], 75))
    for number in range(1, count):
        x, y, wide, high, _ = (int(value) for value in stats[number])
        at_edge = min(x, y) == 0 or x + wide == grey.shape[1] or y + high == grey.shape[0]
        if at_edge or high > _HIGHEST * scale(dpi):
            continue
        spare = 2
        box = np.s_[max(0, y - spare) : y + high + spare, max(0, x - spare) : x + wide + spare]
        inside: Any = cv2.dilate((labels[box] == number).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        field = np.median(colour[box][labels[box] == number], axis=0)
        light = field >= _BRIGHT
        if not light.any() or float(field.max() - field.min()) < _COLOURED:
            continue
        shown = colour[box][:, :, light].mean(axis=2) * (paper / float(field[light].mean()))
        out[box] = np.where(inside, np.clip(shown, 0, paper), out[box]).astype(np.uint8)
    return out


def _mask(colour: Colour, grey: Grey) -> Grey:
    """Where a picture has a bright colour that is not as bright in grey."""
    most, least = colour.max(axis=2), colour.min(axis=2)
    return ((most >= _BRIGHT) & (most - least >= _COLOURED) & (grey < _DARK)).astype(np.uint8)
