"""Tables whose columns are parted by upright rules and whose rows nothing parts but the text."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.built import built
from formaudit.extract.pdf.columns import Columns
from formaudit.extract.pdf.heads import head_rows
from formaudit.extract.pdf.ink import Box, Glyph, Rule
from formaudit.extract.pdf.pieces import Piece
from formaudit.extract.pdf.rows import Row, row_of, text_rows

__all__ = ["between_uprights", "upright_boxes"]

_REACH: Final = 3.0
"""Points by which the ends of rules of one table may differ."""
_FEWEST: Final = 3
"""Rules of a table: with fewer of them there is no column between two columns."""
_TALL: Final = 30.0
_NARROW: Final = 4.0
"""Points of a column at least."""
_CROSSING: Final = 1.0
"""Points by which a text reaches over a rule that no column parts there."""


def upright_boxes(down: Sequence[Rule]) -> list[tuple[Box, tuple[float, ...]]]:
    """The places where several upright rules of one length stand beside each other, and where these stand.

    ``down`` are joined rules; those of no grid are asked for. Where others of another length stand beside them some
    cells are merged, and nobody can tell which.
    """
    groups: list[list[Rule]] = []
    for rule in sorted(down):
        if rule.end - rule.start < _TALL:
            continue
        for group in groups:
            if abs(group[0].start - rule.start) <= _REACH and abs(group[0].end - rule.end) <= _REACH:
                if rule.at - group[-1].at > _NARROW:
                    group.append(rule)
                break
        else:
            groups.append([rule])
    return [
        ((group[0].at, group[0].start, group[-1].at, group[0].end), tuple(rule.at for rule in group))
        for group in groups
        if len(group) >= _FEWEST and not any(_beside(group[0], other[0]) for other in groups if other is not group)
    ]


def _beside(one: Rule, other: Rule) -> bool:
    """Whether two rules share more than a little of their heights."""
    return min(one.end, other.end) - max(one.start, other.start) > _REACH


def between_uprights(glyphs: Sequence[Glyph], xs: Sequence[float], across: Sequence[Rule], page: int) -> Piece | None:
    """The table of some glyphs with column edges at ``xs``, or ``None`` where a text reaches over one of them.

    ``across`` are the level lines in it.
    """
    printed = text_rows(glyphs)
    rows = [row for line in printed if (row := _cut(line, xs)) is not None]
    if len(rows) < len(printed) or len(rows) < _FEWEST:
        return None
    strips = tuple((x - 0.25, x + 0.25) for x in xs[1:-1])
    columns = Columns(strips, tuple(pairwise(xs)))
    count = head_rows(rows, columns, across)
    marks = sorted(rule.at for rule in across)
    inner = [at for at in marks if rows[0].bottom < at < rows[-1].top]
    return built(rows, columns, count, across, inner, tuple(xs), page, parted=True)


def _cut(row: Row, xs: Sequence[float]) -> Row | None:
    """The row with one piece for each column, or ``None`` where a text reaches over an edge."""
    pieces: dict[int, list[Glyph]] = {}
    for piece in row.pieces:
        for glyph in piece:
            at = bisect_right(xs, (glyph.x0 + glyph.x1) / 2) - 1
            if not 0 <= at < len(xs) - 1 or glyph.x0 < xs[at] - _CROSSING or glyph.x1 > xs[at + 1] + _CROSSING:
                return None
            pieces.setdefault(at, []).append(glyph)
    ordered = [pieces[at] for at in sorted(pieces)]
    for left, right in pairwise(ordered):
        if right[0].x0 - left[-1].x1 < 0.05 * row.size:
            return None
    return row_of(ordered)
