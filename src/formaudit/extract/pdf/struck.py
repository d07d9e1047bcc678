"""Print with a line through its middle, struck out, and lines under print."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.ink import Box, Glyph, Rule

__all__ = ["runs_of", "struck", "without_underlines"]

_SLACK: Final = 1.0
_NEARLY: Final = 0.7
"""The part of a piece of print from which on a line through it strikes all of it."""
_MIDDLE: Final = (0.25, 0.2)
"""Parts of the height of print above and below its middle, where a line that strikes it out runs."""
_LOW: Final = 2.0
"""Points; a dash is lower, and a line through it is another dash. Figures of a wide sheet are hardly higher."""
_UNDER: Final = 0.25
"""Heights of print from its lower edge within which a line stands right under it."""
_NEAR: Final = 9.0
"""That in points, for the largest type."""
_GAP: Final = 0.5
"""Ems of white between two pieces of print on one line."""


def struck(boxes: Sequence[Box], across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[int, Box, Rule]]:
    """The pieces of print, by their places, with a line through their middle, the boxes of what it strikes, the line.

    Such a line is no longer than the text. The border of a cell, which text that overflows its row may run over, is.
    """
    rules = sorted(across)
    places = [rule.at for rule in rules]
    out: list[tuple[int, Box, Rule]] = []
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        high = bottom - top
        if high < _LOW:
            continue
        for index in range(
            bisect_left(places, top + _MIDDLE[0] * high), bisect_left(places, bottom - _MIDDLE[1] * high)
        ):
            at, start, end = rules[index]
            if (
                min(end, x1) - max(start, x0) < 0.3 * high
                or end - start > 1.15 * _reach(boxes, at, start, end) + 2 * _SLACK
            ):
                continue
            if not (_meets(down, at, start) and _meets(down, at, end)):
                if min(end, x1) - max(start, x0) > _NEARLY * (x1 - x0):
                    start, end = min(start, x0), max(end, x1)
                out.append((number, (start - _SLACK, top - high, end + _SLACK, bottom + high), rules[index]))
    return out


def runs_of(glyphs: Sequence[Glyph]) -> list[Box]:
    """The boxes of print that stands together on a line, in the order of the page's content."""
    out: list[Box] = []
    for _, x0, top, x1, bottom, _, turn in glyphs:
        if turn:
            continue
        if out and abs(out[-1][3] - bottom) < 0.1 and -_SLACK < x0 - out[-1][2] < _GAP * (bottom - top):
            out[-1] = (out[-1][0], min(out[-1][1], top), max(out[-1][2], x1), bottom)
        else:
            out.append((x0, top, x1, bottom))
    return out


def without_underlines(across: Sequence[Rule], down: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Rule]:
    """The level lines without those that begin and end with print right above them, an end of them in no upright rule.

    What is inserted while changes are tracked is printed so, often beside what it replaces, and fills its cell.
    """
    loose = [rule for rule in across if not (_meets(down, rule.at, rule.start) and _meets(down, rule.at, rule.end))]
    if not loose:
        return list(across)
    upright = sorted((glyph for glyph in glyphs if glyph.turn == 0), key=_bottom)
    places = [glyph.bottom for glyph in upright]
    under = set()
    for rule in loose:
        near = upright[bisect_left(places, rule.at - _NEAR) : bisect_left(places, rule.at + _NEAR)]
        if _is_under_print(rule, near):
            under.add(rule)
    return [rule for rule in across if rule not in under]


def _bottom(glyph: Glyph) -> float:
    return glyph.bottom


def _is_under_print(rule: Rule, glyphs: Sequence[Glyph]) -> bool:
    at, start, end = rule
    above = [g for g in glyphs if abs(at - g.bottom) < _UNDER * (g.bottom - g.top)]
    held = sorted((g.x0, g.x1) for g in above if g.x0 > start - _SLACK and g.x1 < end + _SLACK)
    if not held or held[0][0] - start > _SLACK or end - max(x1 for _, x1 in held) > _SLACK:
        return False
    return all(two[0] - one[1] < _SLACK for one, two in pairwise(held))


def _reach(boxes: Sequence[Box], at: float, start: float, end: float) -> float:
    """How much of a level line runs through print."""
    spans = [
        min(end, box[2]) - max(start, box[0])
        for box in boxes
        if box[1] < at < box[3] and box[0] < end and start < box[2]
    ]
    return sum(spans)


def _meets(down: Sequence[Rule], at: float, x: float) -> bool:
    return any(abs(rule.at - x) < 2 * _SLACK and rule.start - 1 <= at <= rule.end + 1 for rule in down)
