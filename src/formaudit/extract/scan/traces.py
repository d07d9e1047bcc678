"""Lines on a page that were straight when they were printed: rules and lines of print, traced however they bend."""

from typing import Final

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey

__all__ = ["Traces", "traced"]

# Distances in inches.
_STROKE: Final = 0.2
"""The shortest stroke that is taken for a part of a rule; no stroke of a character is as long."""
_RULE: Final = 0.5
"""The shortest rule that is traced."""
_PRINT: Final = 1.0
"""The shortest line of print that is traced."""
_JOINED: Final = 0.12
"""The gap between two characters of a line of print, at most."""
_TALLEST: Final = 0.28
"""The height of a line of print, at most."""
_GAP: Final = 0.07
"""The gap between two dashes, at most."""
_AROUND: Final = (0.3, 0.14)
_CROWDED: Final = 0.22
"""The part of the surroundings of a place, so wide and high, that is dark in a line of print but not along a rule."""
_EVERY: Final = 0.08
_MANY: Final = 8
_PRINT_WEIGHT: Final = 0.25
_MOST: Final = 600
"""Traces on a page; a picture with more is no page."""


class Traces(Struct, frozen=True):
    """Points along lines: ``x`` and ``y`` in pixels, the number of the ``line`` of each, and its ``weight``."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    line: NDArray[np.int64]
    weight: NDArray[np.float64]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return int(self.line.max()) + 1 if self.line.size else 0

    @property
    def rules(self) -> int:
        """How many of them are rules."""
        return int(np.unique(self.line[self.weight == 1]).size)


def traced(ink: Grey, dpi: float) -> Traces:
    """The lines of a mask that run more or less along its rows: rules, and lines of print where there are few of them.

    The middles of a line of print wander with the shapes of its characters, so that they weigh less.
    """
    runs = [(points, 1.0) for points in _rules(ink, dpi)]
    if len(runs) < _MANY:
        runs += [(points, 1.0) for points in _dashed(ink, dpi)]
    if len(runs) < _MANY:
        runs += [(points, _PRINT_WEIGHT) for points in _lines_of_print(ink, dpi)]
    runs = runs[:_MOST]
    if not runs:
        none = np.zeros(0)
        return Traces(none, none, np.zeros(0, np.int64), none)
    return Traces(
        np.concatenate([points[:, 0] for points, _ in runs]),
        np.concatenate([points[:, 1] for points, _ in runs]),
        np.concatenate([np.full(len(points), number) for number, (points, _) in enumerate(runs)]),
        np.concatenate([np.full(len(points), weight) for points, weight in runs]),
    )


def _rules(ink: Grey, dpi: float) -> list[NDArray[np.float64]]:
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(_STROKE * dpi)), np.uint8))
    joined = cv2.dilate(strokes, np.ones((1, max(3, round(0.06 * dpi))), np.uint8))
    return _followed(joined, strokes, _RULE * dpi, 0.05 * dpi + 3, _EVERY * dpi)


def _dashed(ink: Grey, dpi: float) -> list[NDArray[np.float64]]:
    """Rules of dashes or dots: long once their gaps are closed, with little ink around, unlike lines of print."""
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_GAP * dpi))), np.uint8))
    strokes = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(_RULE * dpi)), np.uint8))
    crowded = cv2.blur(ink, (round(_AROUND[0] * dpi), round(_AROUND[1] * dpi))) > _CROWDED * 255
    strokes[crowded] = 0
    joined = cv2.dilate(strokes, np.ones((1, round(3 * _GAP * dpi)), np.uint8))
    return _followed(joined, strokes, _RULE * dpi, 0.05 * dpi + 3, _EVERY * dpi)


def _lines_of_print(ink: Grey, dpi: float) -> list[NDArray[np.float64]]:
    tall = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((round(0.3 * dpi), 1), np.uint8))
    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, round(_STROKE * dpi)), np.uint8))
    rest = cv2.subtract(ink, cv2.dilate(cv2.max(tall, strokes), np.ones((3, 3), np.uint8)))
    joined = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((1, round(_JOINED * dpi)), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((max(2, round(0.03 * dpi)), 1), np.uint8))
    return _followed(joined, joined, _PRINT * dpi, _TALLEST * dpi, 3 * _EVERY * dpi)


def _followed(joined: Grey, strokes: Grey, shortest: float, thickest: float, every: float) -> list[NDArray[np.float64]]:
    """The middles of the long spots of a mask, as points from left to right."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    out = []
    for number in range(1, count):
        x, y, wide, high, area = (int(value) for value in stats[number])
        # A line that bends is higher than it is thick.
        if wide < shortest or high > thickest + 0.12 * wide or area > thickest * wide:
            continue
        part = (labels[y : y + high, x : x + wide] == number) & (strokes[y : y + high, x : x + wide] > 0)
        points = _middles(part, every)
        if len(points) > 3:
            out.append(points + np.array([x, y]))
    return out


def _middles(part: NDArray[np.bool_], every: float) -> NDArray[np.float64]:
    """The middle of the ink in each stretch of columns."""
    rows, columns = np.nonzero(part)
    step = max(2.0, every)
    place = (columns / step).astype(np.int64)
    held = np.bincount(place)
    found = held > 0
    middle = np.bincount(place, rows)[found] / held[found]
    across = np.bincount(place, columns)[found] / held[found]
    return np.stack([across, middle], axis=1)
