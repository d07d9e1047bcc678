"""A frame of ruling lines read as a grid of cells, merged cells and open sides included."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.extract.pdf.ink import Box, Rule
from formaudit.extract.pdf.rules import REACH, Frame, cluster

__all__ = ["Grid", "Slot", "grid_of", "stacked"]

_NEAR: Final = 8.0
"""Points between the boxes of two rows at most; no line of text finds room there."""
Slot = tuple[int, int, int, int]
"""Row, column, number of rows, number of columns."""


class Grid(Struct, frozen=True, kw_only=True):
    """Cells between ruling lines.

    ``xs`` and ``ys`` are the positions of the column and row edges, ascending; at each of them some cell begins or
    ends. ``slots`` cover every position exactly once, in reading order. ``open_top`` and ``open_bottom`` say that no
    line closes the grid there, as where a page cuts a row. ``unsure``: some border was guessed. ``shut`` are the
    stretches of the lowest edge along which a line runs, where it does not run along all of it.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    open_top: bool = False
    open_bottom: bool = False
    unsure: bool = False
    shut: tuple[tuple[float, float], ...] = ()

    @property
    def box(self) -> Box:
        """The outer box."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def slot_box(self, slot: Slot) -> Box:
        """The box of one cell."""
        row, col, rows, cols = slot
        return self.xs[col], self.ys[row], self.xs[col + cols], self.ys[row + rows]


def grid_of(frame: Frame, holds_text: Callable[[Box], bool], em: float = 6.0) -> Grid | None:
    """The grid that a frame draws, or ``None`` where it encloses nothing.

    ``em`` is the height of the type: edges too close for a line of text between them are one edge.

    A side that no line closes is closed where at least two lines run out to it and text stands there: tables are often
    printed without their outer rules, and a page may cut a row.
    """
    across, down = list(frame.across), list(frame.down)
    left, right = _loose_ends(across, down)
    top, bottom = _loose_ends(down, across)
    box = min(r.start for r in across), min(r.start for r in down), max(r.end for r in across), max(r.end for r in down)
    closed = (
        left is not None and holds_text((box[0], box[1], left, box[3])),
        top is not None and holds_text((box[0], box[1], box[2], top)),
        right is not None and holds_text((right, box[1], box[2], box[3])),
        bottom is not None and holds_text((box[0], bottom, box[2], box[3])),
    )
    down += [Rule(box[side], box[1], box[3]) for side in (0, 2) if closed[side]]
    across += [Rule(box[side], box[0], box[2]) for side in (1, 3) if closed[side]]
    reach = max(REACH, 0.45 * em)
    xs, ys = cluster((rule.at for rule in down), reach), cluster((rule.at for rule in across), reach)
    if len(xs) < 2 or len(ys) < 2:
        return None
    over = _borders(across, ys, xs, reach)
    beside = _borders(down, xs, ys, reach)
    slots = _slots(over, beside)
    grid = _compressed(xs, ys, slots)
    unsure = any(closed) or not _all_drawn(slots, over, beside)
    # where no line closes the grid, the one that was put there closes no cell
    shut = (
        ()
        if closed[3] or all(over[-1])
        else tuple(side for side, drawn in zip(pairwise(xs), over[-1], strict=True) if drawn)
    )
    return replace(grid, open_top=closed[1], open_bottom=closed[3], unsure=unsure, shut=shut)


def stacked(grids: Sequence[Grid]) -> list[Grid]:
    """The grids from top to bottom with those of the same columns right below each other made one.

    Pages space the cells of a table out, each in a box of its own, so that every row hangs together by itself.
    """
    out: list[Grid] = []
    for grid in grids:
        above = out[-1] if out else None
        near = above is not None and 0 < grid.ys[0] - above.ys[-1] <= _NEAR and len(grid.xs) == len(above.xs) > 2
        if above is None or not near or any(abs(x - y) > 1 for x, y in zip(above.xs, grid.xs, strict=True)):
            out.append(grid)
            continue
        rows = len(above.ys) - 1
        out[-1] = replace(
            grid,
            ys=(*above.ys[:-1], (above.ys[-1] + grid.ys[0]) / 2, *grid.ys[1:]),
            slots=(*above.slots, *((row + rows, col, high, wide) for row, col, high, wide in grid.slots)),
            open_top=above.open_top,
            unsure=above.unsure or grid.unsure,
        )
    return out


def _loose_ends(lines: Sequence[Rule], stops: Sequence[Rule]) -> tuple[float | None, float | None]:
    """Where lines run out beyond the first and the last of the lines across them: the positions of those two."""
    first, last = min(stop.at for stop in stops), max(stop.at for stop in stops)
    before = sum(line.start < first - 2 * REACH for line in lines)
    after = sum(line.end > last + 2 * REACH for line in lines)
    return first if before >= 2 else None, last if after >= 2 else None


def _borders(lines: Sequence[Rule], edges: list[float], marks: list[float], reach: float) -> list[list[bool]]:
    """For each edge and each interval between marks: whether a line runs along the edge through the interval."""
    out = [[False] * (len(marks) - 1) for _ in edges]
    for at, start, end in lines:
        row = out[_nearest(edges, at)]
        for index in range(max(0, bisect_left(marks, start - reach)), len(marks) - 1):
            low, high = marks[index], marks[index + 1]
            if low >= end:
                break
            slack = min(reach, (high - low) / 3)
            if start <= low + slack and high - slack <= end:
                row[index] = True
    return out


def _nearest(edges: list[float], at: float) -> int:
    index = bisect_left(edges, at)
    if index and (index == len(edges) or at - edges[index - 1] <= edges[index] - at):
        return index - 1
    return index


def _slots(over: list[list[bool]], beside: list[list[bool]]) -> list[Slot]:
    """Boxes of grid positions with no line inside them, from the upper left; they cover every position once."""
    rows, cols = len(over) - 1, len(beside) - 1
    free = [[True] * cols for _ in range(rows)]

    def goes_on(row: int, col: int, right: int) -> bool:
        """Whether a cell goes on in a row: no line above, none inside, closed at its sides."""
        return (
            not any(over[row][col:right])
            and all(free[row][col:right])
            and not any(beside[edge][row] for edge in range(col + 1, right))
            and (col == 0 or beside[col][row])
            and (right == cols or beside[right][row])
        )

    out = []
    for row in range(rows):
        for col in range(cols):
            if not free[row][col]:
                continue
            right = col + 1
            while right < cols and free[row][right] and not beside[right][row]:
                right += 1
            below = row + 1
            while below < rows and goes_on(below, col, right):
                below += 1
            for taken in range(row, below):
                free[taken][col:right] = [False] * (right - col)
            out.append((row, col, below - row, right - col))
    return out


def _all_drawn(slots: Sequence[Slot], over: list[list[bool]], beside: list[list[bool]]) -> bool:
    """Whether a line runs along every side that parts two cells."""
    rows, cols = len(over) - 1, len(beside) - 1
    return all(
        (row + high == rows or all(over[row + high][col : col + wide]))
        and (col + wide == cols or all(beside[col + wide][row : row + high]))
        for row, col, high, wide in slots
    )


def _compressed(xs: list[float], ys: list[float], slots: list[Slot]) -> Grid:
    """The grid without edges at which no cell begins or ends, such as an underline's."""
    cols = sorted({edge for _, col, _, wide in slots for edge in (col, col + wide)})
    rows = sorted({edge for row, _, high, _ in slots for edge in (row, row + high)})
    col_of, row_of = {col: new for new, col in enumerate(cols)}, {row: new for new, row in enumerate(rows)}
    return Grid(
        xs=tuple(xs[col] for col in cols),
        ys=tuple(ys[row] for row in rows),
        slots=tuple(
            (row_of[row], col_of[col], row_of[row + high] - row_of[row], col_of[col + wide] - col_of[col])
            for row, col, high, wide in slots
        ),
    )
