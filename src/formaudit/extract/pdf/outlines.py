"""Outlines of drawn paths: the box around one, and two that are a frame."""

from collections.abc import Sequence
from itertools import pairwise

from formaudit.extract.pdf.ink import Box

__all__ = ["Outline", "hull", "sides_of_frame"]

Outline = tuple[list[tuple[float, float]], list[bool]]
"""Points, and for each whether a straight line leads to it."""


def hull(points: Sequence[tuple[float, float]]) -> Box:
    """The box around some points."""
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def sides_of_frame(outlines: Sequence[Outline], *, alternate: bool) -> tuple[Box, ...]:
    """The four sides of a box with a hole in it, as some programs paint the border of a cell; none of other shapes.

    What stands in the hole is not painted over. ``alternate`` says that every second outline is a hole; else one is
    where it runs the other way round.
    """
    if len(outlines) != 2 or not all(_is_box(*outline) for outline in outlines):
        return ()
    one, two = (hull(points) for points, _ in outlines)
    inner, outer = (one, two) if one[0] >= two[0] else (two, one)
    if not (outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]):
        return ()
    if not alternate and _turns(outlines[0][0]) * _turns(outlines[1][0]) > 0:
        return ()
    x0, top, x1, bottom = outer
    return (
        (x0, top, x1, inner[1]),
        (x0, inner[3], x1, bottom),
        (x0, top, inner[0], bottom),
        (inner[2], top, x1, bottom),
    )


def _is_box(points: list[tuple[float, float]], straight: list[bool]) -> bool:
    """Whether an outline has four corners and level and upright sides only."""
    if len(set(points)) != 4 or not all(straight[1:]):
        return False
    return all(abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5 for a, b in pairwise(points))


def _turns(points: list[tuple[float, float]]) -> float:
    """Twice the area within an outline, below 0 where it runs the other way round."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]]))
