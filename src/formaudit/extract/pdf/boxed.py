"""Cells in boxes of their own with more white between them than lines miss each other by: the grid that they make.

Browsers print a table whose borders are parted so (``border-spacing``). A box over several rows or columns ends where
the last box beside it does, so that the white around them is no row or column of its own.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.ink import Box, Glyph, Rule
from formaudit.extract.pdf.rules import REACH
from formaudit.extract.pdf.tiles import met

__all__ = ["boxed"]

_APART: Final = 9.0
"""Points of white between two boxes at most; no line of text finds room there."""
_MISS: Final = 1.0
"""Points by which the sides of a box may miss its corners."""
_LEAST: Final = 6
_MOST: Final = 4_000
_FULL: Final = 0.9
"""The part of the ground that boxes cover when each of them reaches to the middle of the white around it."""
_Boxes = dict[Box, tuple[Rule, Rule, Rule, Rule]]


def boxed(across: Sequence[Rule], down: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[list[Rule], list[Rule]]:
    """The lines of a page with those of such boxes moved to the middle of the white between them."""
    if not (_LEAST <= len(across) <= _MOST and len(down) <= _MOST and (_is_spaced(across) or _is_spaced(down))):
        return list(across), list(down)
    flat, tall = list(across), list(down)
    boxes = _boxes(across, down)
    for group in _groups(list(boxes)):
        if not _is_table(group, glyphs):
            continue
        hull = tuple(side(box[at] for box in group) for at, side in enumerate((min, min, max, max)))
        around = [box for box in boxes if all(abs(a - b) <= _APART for a, b in zip(box, hull, strict=True))]
        gone = {id(rule) for box in (*group, *around) for rule in boxes[box]}
        flat = [rule for rule in flat if id(rule) not in gone]
        tall = [rule for rule in tall if id(rule) not in gone]
        for x0, top, x1, bottom in met(group, _APART):
            flat += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
            tall += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
    return flat, tall


def _is_spaced(rules: Iterable[Rule]) -> bool:
    """Whether some lines stand as far apart as two boxes with white between them."""
    places = sorted({rule.at for rule in rules})
    return any(REACH < high - low <= _APART for low, high in pairwise(places))


def _boxes(across: Sequence[Rule], down: Sequence[Rule]) -> _Boxes:
    """The boxes of four lines that meet in their corners, with their lines, each box once."""
    sides: dict[tuple[int, int], list[Rule]] = {}
    for rule in sorted(down):
        sides.setdefault((round(rule.start), round(rule.end)), []).append(rule)
    lids: dict[tuple[int, int], list[Rule]] = {}
    for rule in across:
        lids.setdefault((round(rule.start), round(rule.end)), []).append(rule)
    found: _Boxes = {}
    for pillars in sides.values():
        for left, right in pairwise(pillars):
            near = [
                lid
                for a in (-1, 0, 1)
                for b in (-1, 0, 1)
                for lid in lids.get((round(left.at) + a, round(right.at) + b), ())
            ]
            top = next((lid for lid in near if abs(lid.at - left.start) <= _MISS), None)
            foot = next((lid for lid in near if abs(lid.at - left.end) <= _MISS), None)
            if top is not None and foot is not None and top is not foot:
                found[left.at, top.at, right.at, foot.at] = (left, right, top, foot)
    return found


def _groups(boxes: list[Box]) -> list[list[Box]]:
    """Boxes with little white between them; those that hold others frame a table and are none of its cells."""
    left = [box for box in boxes if not any(other is not box and _holds(box, other) for other in boxes)]
    out: list[list[Box]] = []
    while left:
        group = [left.pop()]
        for one in group:
            near = [two for two in left if _is_near(one, two)]
            group += near
            left = [two for two in left if two not in near]
        out.append(group)
    return out


def _holds(box: Box, other: Box) -> bool:
    return box[0] <= other[0] and box[1] <= other[1] and other[2] <= box[2] and other[3] <= box[3]


def _is_near(one: Box, two: Box) -> bool:
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    return (wide > 0 and -_APART <= high <= 0) or (high > 0 and -_APART <= wide <= 0)


def _is_table(group: Sequence[Box], glyphs: Sequence[Glyph]) -> bool:
    """Whether boxes cover their ground in rows and columns, with white between some that is wider than lines miss."""
    if len(group) < _LEAST:
        return False
    grown = met(group, _APART)
    x0, top, x1, bottom = (side(box[at] for box in grown) for at, side in enumerate((min, min, max, max)))
    covered = sum((box[2] - box[0]) * (box[3] - box[1]) for box in grown)
    lefts, tops = {round(box[0]) for box in grown}, {round(box[1]) for box in grown}
    if min(len(lefts), len(tops)) < 2 or not _FULL <= covered / ((x1 - x0) * (bottom - top)) <= 1.01:
        return False
    spaced = any(
        REACH < max(two[0] - one[2], two[1] - one[3]) <= _APART for one in group for two in group if _is_near(one, two)
    )
    words = [((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2) for glyph in glyphs]
    filled = sum(any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in words) for box in group)
    return spaced and 2 * filled >= len(group)
