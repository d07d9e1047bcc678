"""What stands on a page before anybody calls it a table: glyphs, ruling lines, shaded boxes.

Every coordinate is in points from the upper left corner of the page, turned so that most of the text stands upright.
The records are named tuples: a page holds thousands of them and they are made in the innermost loop.
"""

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Box", "Glyph", "Ink", "Rule", "Shade"]

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Everything read from one page.

    ``page`` counts from 1. ``width`` and ``height`` belong to the upright view; ``turn`` is the number of quarter
    turns clockwise from the page as a viewer shows it to that view. ``across`` are horizontal lines, ``down`` vertical
    ones. ``picture`` is the part of the page (0 to 1) that its largest picture covers; ``unmapped`` counts glyphs
    whose character is unknown; ``objects`` counts everything drawn.
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

    def shown(self, box: Box) -> Box:
        """A box of the upright view, in the page as a viewer shows it."""
        x0, top, x1, bottom = box
        if self.turn == 1:
            box = (top, self.width - x1, bottom, self.width - x0)
        elif self.turn == 2:
            box = (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        elif self.turn == 3:
            box = (self.height - bottom, x0, self.height - top, x1)
        return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
