"""Paths of OFD taken apart into ruling lines and shaded boxes."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field

from formaudit.extract.ofd.geometry import Matrix, at, hull
from formaudit.extract.pdf.ink import Box, Rule, Shade
from formaudit.patterns import compiled

__all__ = ["Drawn", "Outline", "Pen", "add_filled", "add_stroked", "clipped", "outlines"]

_TOKEN: Final = compiled(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_NEEDS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0, "Z": 0}
_THIN: Final = 3.0
"""Points: a filled box thinner than this, and longer than thick, is a ruling line."""
_BROAD: Final = 7.0
"""Points: a stroke wider than this paints a band and rules nothing."""
_HAIR: Final = 0.06
"""Points: outlines of letters are drawn with strokes under this; no printer shows them as lines of a table."""
_STRAIGHT: Final = 0.6
_MOST_SEGMENTS: Final = 200_000

Outline = tuple[list[tuple[float, float]], list[bool]]
"""Points on the page, and for each whether a straight line leads to it."""


class Drawn(Struct):
    """What the paths of a page have given so far, in points."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    curves: int = 0


class Pen(Struct, frozen=True):
    """How a path is painted: the width of its stroke in points (0: none), whether it is filled, with white or not."""

    broad: float
    fill: bool
    white_stroke: bool
    white_fill: bool


def outlines(data: str, placed: Matrix) -> Iterator[Outline]:
    """The outlines of an ``AbbreviatedData`` on the page; it ends quietly where the data break off."""
    points: list[tuple[float, float]] = []
    straight: list[bool] = []
    tokens = _TOKEN.findall(data)
    index = count = 0
    while index < len(tokens) and count < _MOST_SEGMENTS:
        operator = tokens[index].upper()
        needs = _NEEDS.get(operator)
        if needs is None:
            index += 1
            continue
        values = tokens[index + 1 : index + 1 + needs]
        if len(values) < needs or any(value.isalpha() for value in values):
            index += 1
            continue
        index += 1 + needs
        count += 1
        if operator in "CZ":
            if points:
                points.append(points[0])
                straight.append(True)
            continue
        point = at(placed, float(values[-2]), float(values[-1]))
        if operator in "SM" and points:
            yield points, straight
            points, straight = [], []
        points.append(point)
        straight.append(operator == "L")
    if points:
        yield points, straight


def add_stroked(drawn: Drawn, outline: Outline, pen: Pen, clip: Box | None) -> None:
    """The straight parts of a stroke along an axis, as rules."""
    if not _HAIR <= pen.broad <= _BROAD or pen.white_stroke:
        return
    points, straight = outline
    for (x0, y0), (x1, y1), line in zip(points, points[1:], straight[1:], strict=False):
        if not line:
            drawn.curves += 1
        elif abs(y0 - y1) <= _STRAIGHT < abs(x0 - x1):
            _add(drawn.across, (y0 + y1) / 2, x0, x1, clip, axis=0)
        elif abs(x0 - x1) <= _STRAIGHT < abs(y0 - y1):
            _add(drawn.down, (x0 + x1) / 2, y0, y1, clip, axis=1)


def add_filled(drawn: Drawn, outline: Outline, pen: Pen, clip: Box | None) -> None:
    """A filled outline: a thin box is a rule, a box is a shade, a shape with curves is neither."""
    points, straight = outline
    if not all(straight[1:]):
        drawn.curves += 1
        return
    box = clipped(hull(points), clip)
    if box is None:
        return
    x0, top, x1, bottom = box
    wide, high = x1 - x0, bottom - top
    if wide > _THIN and high > _THIN:
        drawn.shades.append(Shade(x0, top, x1, bottom, pen.white_fill))
    elif pen.white_fill:
        return
    elif high <= _THIN and wide > high:
        drawn.across.append(Rule((top + bottom) / 2, x0, x1))
    elif wide <= _THIN and high > wide:
        drawn.down.append(Rule((x0 + x1) / 2, top, bottom))
    elif wide or high:  # a dot of a dotted line
        drawn.across.append(Rule((top + bottom) / 2, x0, x1))
        drawn.down.append(Rule((x0 + x1) / 2, top, bottom))


def clipped(box: Box, clip: Box | None) -> Box | None:
    """The part of a box inside another, ``None`` where they do not meet."""
    if clip is None:
        return box
    x0, top, x1, bottom = max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    return None if x0 > x1 or top > bottom else (x0, top, x1, bottom)


def _add(rules: list[Rule], place: float, start: float, end: float, clip: Box | None, *, axis: int) -> None:
    start, end = (start, end) if start <= end else (end, start)
    if clip is not None:
        if not clip[1 - axis] - 1 <= place <= clip[3 - axis] + 1:
            return
        start, end = max(start, clip[axis]), min(end, clip[2 + axis])
        if start > end:
            return
    rules.append(Rule(place, start, end))
