"""Stamps across a form, told by ink that is no print: rings, frames and strokes much larger than its characters.

Coloured stamps are taken out before a page is read; a black or grey one cannot be told from print by its colour, and a
recognition model reads what it crosses as other characters. Where one lies, nothing is certain.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part
from formaudit.extract.scan.marks import Area
from formaudit.extract.scan.shades import Grey
from formaudit.extract.scan.strokes import Stroke

__all__ = ["bridged", "of_tables", "stamp_areas", "under_stamp", "under_stamp_line"]

# Sizes in heights of the page's type.
_LONG: Final = 2.6
"""No character of the text is as large; those of a title hardly are."""
_BROAD: Final = 1.4
"""A run of characters that touch each other is lower than this, and so is a stroke under a line."""
_STAMP: Final = 2.8
"""A stamp is as wide and as high as this at least."""
_NEAR: Final = 6.0
_THIN: Final = 0.45
"""The part of its box that the ink of a ring or a frame fills at most."""
_APART: Final = 0.7
"""The gap between two arcs of a ring, in lengths of the longer."""
_EDGE: Final = 0.08
_DRAWN: Final = 0.8
"""The part of each side of a framed stamp along which there is ink."""
_TANGENT: Final = 0.5
"""The part of its width over which a ring may look straight, at most."""
_PAGE: Final = 0.5
"""A frame around so much of the page is no stamp."""
_MOST: Final = 200
_SPARE: Final = 5
"""Pixels by which more is taken out than a rule is thick, on both sides together."""


def bridged(bare: Grey, ink: Grey, thick: float) -> Grey:
    """Ink without its ruling lines, but for where one runs between ink on both sides: it crosses a stroke there.

    Else the rules of a form cut a ring into arcs that are as small as characters. ``thick`` is that of the rules.
    """
    if not thick:
        return bare
    reach: Grey = np.ones((round(thick) + _SPARE, round(thick) + _SPARE), np.uint8)
    closed = cv2.morphologyEx(bare, cv2.MORPH_CLOSE, reach)
    out: Grey = np.where(ink > 0, closed, bare)
    return out


def stamp_areas(ink: Grey, em: float) -> tuple[Area, ...]:
    """The boxes of stamps on a page, in pixels.

    Args:
        ink: the page's ink without its ruling lines, nonzero where it is dark.
        em: the height of its type in pixels.

    """
    stats = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8), connectivity=8)[2][1:]
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    large = (np.maximum(wide, high) > _LONG * em) & (np.minimum(wide, high) > _BROAD * em)
    large &= stats[:, cv2.CC_STAT_AREA] < _THIN * wide * high
    boxes = [
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h in stats[large][:_MOST, : cv2.CC_STAT_HEIGHT + 1].tolist()
    ]
    least, page = _STAMP * em, ink.shape[0] * ink.shape[1]
    return tuple(
        box
        for box in _joined(boxes, _NEAR * em)
        if min(box[2] - box[0], box[3] - box[1]) > least and (box[2] - box[0]) * (box[3] - box[1]) < _PAGE * page
    )


def of_tables(strokes: Sequence[Stroke], stamps: Sequence[Area], axis: int, ink: Grey) -> list[Stroke]:
    """The ruling lines without those that are the edge of a stamp; ``axis`` is 0 for level ones, 1 for upright ones.

    A ring runs level or upright for a short while only: a long line beside one is the table's. ``ink`` holds all print.
    """
    framed = [(stamp, _is_framed(ink, stamp)) for stamp in stamps]
    return [stroke for stroke in strokes if not any(_is_edge(stroke, stamp, axis, whole) for stamp, whole in framed)]


def _is_framed(ink: Grey, stamp: Area) -> bool:
    """Whether ink runs along all four sides of a stamp."""
    x0, top, x1, bottom = stamp
    aside, along = (max(1, round(_EDGE * side)) for side in (x1 - x0, bottom - top))
    box = ink[top:bottom, x0:x1] > 0
    sides = box[:along].any(axis=0), box[-along:].any(axis=0), box[:, :aside].any(axis=1), box[:, -aside:].any(axis=1)
    return all(side.mean() > _DRAWN for side in sides)


def _is_edge(stroke: Stroke, stamp: Area, axis: int, framed: bool) -> bool:
    low, high = stamp[1 - axis], stamp[3 - axis]
    start, end = stamp[axis], stamp[2 + axis]
    reach = _EDGE * (high - low)
    inside = start - reach <= stroke.start and stroke.end <= end + reach
    short = framed or stroke.end - stroke.start < _TANGENT * (end - start)
    return inside and short and (abs(stroke.at - low) < reach or abs(stroke.at - high) < reach)


def _joined(boxes: Sequence[Area], near: float) -> list[Area]:
    """The boxes, those that lie side by side made one: a ring that rules were taken out of falls into arcs."""
    found = list(boxes)
    changed = True
    while changed:
        changed = False
        for at, one in enumerate(found):
            for other in range(at + 1, len(found)):
                two = found[other]
                reach = max(near, _APART * max(one[2] - one[0], one[3] - one[1], two[2] - two[0], two[3] - two[1]))
                gap = max(max(one[0], two[0]) - min(one[2], two[2]), max(one[1], two[1]) - min(one[3], two[3]))
                if gap < reach:
                    found[at] = (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))
                    del found[other]
                    changed = True
                    break
            if changed:
                break
    return found


def under_stamp(part: Part, stamps: Sequence[Box]) -> bool:
    """Whether some line of a cell lies where a stamp does, or a stamp where the cell has no line."""
    if not part.lines:
        return any(_meet(part.box, stamp) for stamp in stamps)
    return any(under_stamp_line(line, stamps) for line in part.lines)


def under_stamp_line(line: Line, stamps: Sequence[Box]) -> bool:
    """Whether a line of print lies where a stamp does."""
    return any(_meet((line.x0, line.top, line.x1, line.bottom), stamp) for stamp in stamps)


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
