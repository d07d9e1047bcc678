"""Ruling lines as drawn, piece by piece, joined to whole lines and gathered to the frames of tables."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.extract.pdf.ink import Rule

__all__ = ["REACH", "Frame", "cluster", "frames", "joined"]

REACH: Final = 3.0
"""Points by which two lines may miss each other and still meet; also the gap of a dashed or a double line."""
_SAME: Final = 0.8
"""Points between the pieces of one and the same line."""
_DASH: Final = 3.6
"""Points between two dashes of one line."""
_SHORTEST: Final = 5.0
_WIDEST: Final = 150.0
"""Points of the widest column of labels beside a frame; what is further away is no part of it."""
_MOST: Final = 6_000
"""A page with more lines than this is a drawing, not a form."""


class Frame(Struct, frozen=True):
    """Lines that hang together: at least one across and one down, from top to bottom and from left to right."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Collinear pieces made whole: dashes, dots, the borders of single cells. Sorted by position, then start."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules):
        if rows and rule.at - rows[-1][0].at <= _SAME:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    out = []
    for row in rows:
        row.sort(key=_start)
        at, start, end = row[0]
        for rule in row[1:]:
            if rule.start <= end + _DASH:
                end = max(end, rule.end)
            else:
                out.append(Rule(at, start, end))
                at, start, end = rule
        out.append(Rule(at, start, end))
    return [rule for rule in out if rule.end - rule.start > _SHORTEST]


def _start(rule: Rule) -> float:
    return rule.start


def frames(across: Sequence[Rule], down: Sequence[Rule]) -> list[Frame]:
    """Joined lines gathered to frames: two lines belong together where they meet or cross.

    A line that meets no other belongs to no frame, unless it is the outer side of a column that goes on over the whole
    page. Pages with absurdly many lines have none.
    """
    if len(across) + len(down) > _MOST:
        return []
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    places = [rule.at for rule in down]  # joined lines come sorted by position
    for index, line in enumerate(across):
        first = bisect_left(places, line.start - REACH)
        last = bisect_right(places, line.end + REACH)
        for other in range(first, last):
            upright = down[other]
            if upright.start - REACH <= line.at <= upright.end + REACH:
                parent[root(len(across) + other)] = root(index)
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for node in range(len(parent)):
        flat, tall = members.setdefault(root(node), ([], []))
        if node < len(across):
            flat.append(across[node])
        else:
            tall.append(down[node - len(across)])
    alone = [rule for flat, tall in members.values() if not flat for rule in tall]
    return [
        Frame(tuple(flat), tuple(sorted([*tall, *_outer_sides(flat, tall, alone)])))
        for flat, tall in members.values()
        if flat and tall
    ]


def _outer_sides(flat: Sequence[Rule], tall: Sequence[Rule], alone: Sequence[Rule]) -> list[Rule]:
    """Lines beside a frame that close a column of one cell which goes on over the page: no line crosses it.

    They are as long as the side of the frame that they face, and the page cuts the frame too: what stands beside a
    table that is closed above and below (a mark of a revision, the edge of a letterhead) is none of its columns.
    """
    found = []
    for side in (min(tall), max(tall)):
        cut = side.start < flat[0].at - 2 * REACH or flat[-1].at + 2 * REACH < side.end
        outwards = 1 if side == max(tall) else -1
        found += [
            rule
            for rule in alone
            if cut
            and _SHORTEST < (rule.at - side.at) * outwards < _WIDEST
            and abs(rule.start - side.start) <= REACH
            and abs(rule.end - side.end) <= REACH
        ]
    return found


def cluster(values: Iterable[float], reach: float = REACH) -> list[float]:
    """Positions that lie within ``reach`` of each other become one, in their middle. The result is sorted.

    >>> cluster([10, 11, 50, 12])
    [11.0, 50.0]
    """
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][0] <= reach:
            out[-1].append(value)
        else:
            out.append([value])
    middles = [(group[0] + group[-1]) / 2 for group in out]
    return middles if all(two > one for one, two in pairwise(middles)) else sorted(set(middles))
