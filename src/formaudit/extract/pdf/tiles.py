"""Cells painted as coloured tiles with a little white between them: the lines that nobody drew but everybody sees."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.ink import Box, Glyph, Rule, Shade
from formaudit.extract.pdf.rules import cluster

__all__ = ["met", "tiled"]

_APART: Final = 4.5
"""Points of white between two tiles."""
_ALIKE: Final = 1.5
"""Points by which the sides of two tiles of one row or column may miss each other."""
_NEXT: Final = 1.8
"""Heights of tiles from one row with a ground to the next at most, where every other row has one."""
_LEAST: Final = 4
_MOST: Final = 600
_LOW: Final = 6.0
"""Points: lower than this no cell holds a line."""


def tiled(shades: Sequence[Shade], glyphs: Sequence[Glyph], down: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The sides of the tiles as lines across and down, where tiles make a table of several rows and columns.

    Tiles between which lines are drawn need no others. Most of the tiles hold words, as the bars of a chart do not.
    """
    tiles = _tiles(shades)
    if not _LEAST <= len(tiles) <= _MOST:
        return [], []
    across: list[Rule] = []
    upright: list[Rule] = []
    for group in _groups(tiles):
        box = min(t[0] for t in group), min(t[1] for t in group), max(t[2] for t in group), max(t[3] for t in group)
        drawn = any(box[0] + 1 < r.at < box[2] - 1 and r.start < box[3] - 1 and r.end > box[1] + 1 for r in down)
        if _is_banded(group, tiles):
            continue
        columns, rows = {round(t[0]) for t in group}, {round(t[1]) for t in group}
        if drawn or min(len(columns), len(rows)) < 2 or 2 * _worded(group, glyphs) < len(group):
            continue
        for x0, top, x1, bottom in met(group):
            across += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
            upright += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
    return across, upright


def met(group: Sequence[Box], apart: float = _APART) -> list[Box]:
    """The tiles without the white between them: each reaches to its middle."""
    xs = cluster((x for tile in group for x in (tile[0], tile[2])), apart)
    ys = cluster((y for tile in group for y in (tile[1], tile[3])), apart)

    def near(edges: Sequence[float], at: float) -> float:
        return min(edges, key=lambda edge: abs(edge - at))

    return [(near(xs, x0), near(ys, top), near(xs, x1), near(ys, bottom)) for x0, top, x1, bottom in group]


def _tiles(shades: Sequence[Shade]) -> list[Box]:
    """The coloured boxes that are high enough for a line, each once.

    Neither the ground of a whole table is one nor that of a line in a cell.
    """
    boxes = {
        (s.x0, s.top, s.x1, s.bottom): None
        for s in shades
        if not s.white and s.bottom - s.top > _LOW and s.x1 - s.x0 > _LOW
    }
    if len(boxes) > _MOST:
        return []
    out: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1])):
        inside = [one for one in out if box[0] - 1 < one[0] and one[2] < box[2] + 1]
        inside = [one for one in inside if box[1] - 1 < one[1] and one[3] < box[3] + 1]
        if any(_same(one, box) for one in inside):
            continue
        lined = all(abs(one[0] - two[0]) <= _ALIKE and abs(one[2] - two[2]) <= _ALIKE for one, two in pairwise(inside))
        if lined:  # the grounds of the lines of the cell's words
            out = [one for one in out if one not in inside]
            out.append(box)
    return out


def _same(one: Box, two: Box) -> bool:
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, two, strict=True))


def _groups(tiles: Sequence[Box]) -> list[list[Box]]:
    """Tiles that stand beside or below each other with only a little white between them."""
    left = list(tiles)
    out: list[list[Box]] = []
    while left:
        group = [left.pop()]
        for one in group:
            near = [two for two in left if _joins(one, two) or _joins(two, one)]
            group += near
            left = [two for two in left if two not in near]
        if len(group) >= _LEAST:
            out.append(group)
    return out


def _joins(one: Box, two: Box) -> bool:
    """Whether one tile stands right beside the other, or right above it, and either lies along all of the other."""
    beside = abs(two[0] - one[2]) <= _APART and _along(one[1], one[3], two[1], two[3])
    below = abs(two[1] - one[3]) <= _APART and _along(one[0], one[2], two[0], two[2])
    return beside or below


def _along(start: float, end: float, other_start: float, other_end: float) -> bool:
    """Whether one of two stretches lies in the other, or both begin or end at one place."""
    return (start - other_start) * (end - other_end) <= 0 or (
        min(abs(start - other_start), abs(end - other_end)) <= _ALIKE
    )


def _is_banded(group: Sequence[Box], tiles: Sequence[Box]) -> bool:
    """Whether the table goes on below, with the same columns, past a row without ground: every other row has one."""
    foot = max(tile[3] for tile in group)
    high = max(tile[3] - tile[1] for tile in group)
    below = [tile for tile in tiles if foot + _APART < tile[1] < foot + _NEXT * high]
    edges = {(round(tile[0]), round(tile[2])) for tile in group}
    alike = sum((round(tile[0]), round(tile[2])) in edges for tile in below)
    return alike > 1 and alike == len(below)


def _worded(group: Sequence[Box], glyphs: Sequence[Glyph]) -> int:
    """How many tiles hold a character."""
    held: Counter[Box] = Counter()
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        box = next((t for t in group if t[0] < x < t[2] and t[1] < y < t[3]), None)
        if box is not None:
            held[box] += 1
    return len(held)
