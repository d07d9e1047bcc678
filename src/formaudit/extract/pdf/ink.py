"""What stands on a page before anybody calls it a table: glyphs, ruling lines, shaded boxes.

Every coordinate is in points from the upper left corner of the page, turned so that most of the text stands upright.
The records are named tuples: a page holds thousands of them and they are made in the innermost loop.
"""

from typing import NamedTuple

from msgspec import Struct

__all__ = ["Box", "Glyph", "Ink", "Rule", "Shade", "Tilt"]

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

Tilt = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: from a point of a page laid level to x' = ax + by + c, y' = dx + ey + f on the page as it lies."""


class Glyph(NamedTuple):
    """One printed character. ``spaced`` says that a blank was printed before it.

    ``turn`` counts how many quarter turns counter-clockwise the glyph lies from upright: 0 for nearly all.
    """

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool
    turn: int


class Rule(NamedTuple):
    """A straight line along one axis: ``at`` across it, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


class Shade(NamedTuple):
    """A filled box and whether its colour is white or nearly so."""

    x0: float
    top: float
    x1: float
    bottom: float
    white: bool


class Ink(Struct, frozen=True, kw_only=True):
    """Everything read from one page.

    ``page`` counts from 1. ``width`` and ``height`` belong to the upright view; ``turn`` is the number of quarter
    turns clockwise from the page as a viewer shows it to that view. ``across`` are horizontal lines, ``down`` vertical
    ones. ``picture`` is the part of the page (0 to 1) that its largest picture covers; ``unmapped`` counts glyphs
    whose character is unknown; ``objects`` counts everything drawn.
    ``veiled``: the text is not what is seen, as with a recognised layer under a page's picture; ``garbled`` counts
    glyphs of which the file does not say what they are, all of them where its tables of characters lie; ``typed_in``:
    some are values of fields without an appearance.
    ``marks`` are drawn shapes as small as characters, ``pictures`` the
    boxes of pictures, ``doubts`` boxes in which something hides what stands below, ``reds`` those of red print.
    ``aside`` are words that are no text of the page, each behind the code of the warning that tells of it.
    ``tilt`` is there where a scanned page lay askew: every coordinate then belongs to the page laid level.
    """

    page: int
    width: float
    height: float
    turn: int
    glyphs: tuple[Glyph, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    shades: tuple[Shade, ...]
    picture: float = 0.0
    unmapped: int = 0
    objects: int = 0
    tilt: Tilt | None = None
    veiled: bool = False
    garbled: int = 0
    typed_in: bool = False
    marks: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    doubts: tuple[Box, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()
    reds: tuple[Box, ...] = ()

    def shown(self, box: Box) -> Box:
        """A box of the upright view, in the page as a viewer shows it."""
        x0, top, x1, bottom = box if self.tilt is None else _tilted(box, self.tilt)
        if self.turn == 0:
            box = (x0, top, x1, bottom)
        elif self.turn == 1:
            box = (top, self.width - x1, bottom, self.width - x0)
        elif self.turn == 2:
            box = (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        elif self.turn == 3:
            box = (self.height - bottom, x0, self.height - top, x1)
        return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def _tilted(box: Box, tilt: Tilt) -> Box:
    """The box around a tilted box."""
    a, b, c, d, e, f = tilt
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [a * x + b * y + c for x, y in corners], [d * x + e * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
