"""Headings of a table without a grid that stand behind the figures of their columns: those of the columns before.

A sheet sets words to the left of their cells and figures to the right. Where its cells are merged a figure stands
close before the next heading, and the heading is the one of the column that begins there.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.pieces import Part

__all__ = ["are_two_tables", "is_shifted"]

_FEWEST: Final = 2
"""So many headings behind the figures below them are no chance."""
_FIGURES: Final = 2
_RUN: Final = 4
"""Figures below each other beside the heading of another column."""
_SLACK: Final = 1.0


def is_shifted(parts: Sequence[Part], levels: int) -> bool:
    """Whether headings stand in other columns than their figures, as far as the page tells.

    So it is where two headings or more of a row begin behind the ends of all figures of their column, and where a
    column has headings alone and the next one their figures. ``levels`` is the number of rows that head the table.
    """
    if any(_heads_the_next(parts, col) for col in {part.col for part in parts if part.col}):
        return True
    ends: dict[int, list[float]] = {}
    for part in parts:
        if part.row >= levels and part.col and part.colspan == 1 and _is_figure(part):
            ends.setdefault(part.col, []).append(part.lines[0].x1)
    beyond = [
        part
        for part in parts
        if part.col
        and part.lines
        and part.colspan == 1
        and not _is_figure(part)
        and len(found := ends.get(part.col, [])) >= _FIGURES
        and min(line.x0 for line in part.lines) > max(found) - _SLACK
    ]
    return any(count >= _FEWEST for count in Counter(part.row for part in beyond).values())


def _heads_the_next(parts: Sequence[Part], col: int) -> bool:
    """Whether words of a column stand above blank cells beside which the next column has figures without a heading."""
    left = {part.row: part for part in parts if part.col == col and part.colspan == 1}
    right = {part.row: part for part in parts if part.col == col + 1 and part.colspan == 1}
    found = most = 0
    headed = False
    for row in sorted(left.keys() & right.keys()):
        one, two = left[row], right[row]
        if one.lines:
            headed, found = not two.lines and not _is_figure(one), 0
        elif headed and two.lines and _is_figure(two):
            found += 1
            most = max(most, found)
    return most >= _RUN


def _is_figure(part: Part) -> bool:
    return len(part.lines) == 1 and is_figure("".join(part.text.split()))


def are_two_tables(parts: Sequence[Part]) -> bool:
    """Whether two tables beside each other were read as one: some rows stand on the left alone, others on the right.

    Rows of two tables with other heights lie between each other; such a row holds two cells at least.
    """
    rows: dict[int, set[int]] = {}
    for part in parts:
        if part.lines:
            rows.setdefault(part.row, set()).update(range(part.col, part.col + part.colspan))
    held = [cols for cols in rows.values() if len(cols) >= _FEWEST]
    edges = {max(cols) + 1 for cols in held}
    return any(
        len(left) >= 1 and len(right) >= 1 and len(left) + len(right) > _FEWEST
        for edge in edges
        for left, right in [([c for c in held if max(c) < edge], [c for c in held if min(c) >= edge])]
    )
