"""Lines that run over a whole page and belong to no table: folds of the paper, streaks of a dirty scanner.

They cross tables and their figures. A ruling line ends where the table does, or runs out of it together with others.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part
from formaudit.extract.scan.shades import Grey, scale
from formaudit.extract.scan.strokes import Stroke

__all__ = ["parted", "smoothed", "under_streak", "under_streak_line"]

_BEYOND: Final = 70
"""Pixels at 200 dpi by which a streak runs out of a table at both ends, at least."""
_FEW: Final = 3
"""One in so many lines of a table at most may be a streak: otherwise the table is open at its sides."""
_NEAR: Final = 4
"""Pixels at 200 dpi beside a streak that may be its own."""
_TOUCHES: Final = 0.2
"""Heights of type by which a streak passes by print without touching it, on any side."""


def parted(lines: Sequence[Stroke], stops: Sequence[Stroke], dpi: float) -> tuple[list[Stroke], list[Stroke]]:
    """The ruling lines along one axis, and the streaks among them. ``stops`` are the lines across."""
    k = scale(dpi)
    whole = {line: _whole(line, lines, k) for line in lines}
    kept, streaks = [], []
    for line in lines:
        full = whole[line]
        met = [stop.at for stop in stops if full.start <= stop.at <= full.end and stop.start <= line.at <= stop.end]
        if not met or not _runs_out(full, min(met), max(met), k):
            kept.append(line)
            continue
        others = {whole[other] for other in lines if other.start <= max(met) and min(met) <= other.end}
        out = [other for other in others if _runs_out(other, min(met), max(met), k)]
        if _FEW * len(out) <= len(others):
            streaks.append(full)
        else:
            kept.append(line)
    return kept, sorted(set(streaks))


def _whole(line: Stroke, lines: Sequence[Stroke], k: float) -> Stroke:
    """A line with the other pieces of it that lie along it: print may part them."""
    pieces = [other for other in lines if abs(other.at - line.at) <= _NEAR * k]
    first = min(pieces)
    return first._replace(start=min(piece.start for piece in pieces), end=max(piece.end for piece in pieces))


def _runs_out(line: Stroke, first: float, last: float, k: float) -> bool:
    return line.start < first - _BEYOND * k and last + _BEYOND * k < line.end


def smoothed(grey: Grey, across: Sequence[Stroke], down: Sequence[Stroke], dpi: float) -> Grey:
    """The picture with the paper beside each streak drawn over it."""
    if not across and not down:
        return grey
    out = grey.copy()
    _fill(out, down, dpi)
    _fill(out.T, across, dpi)
    return out


def _fill(grey: Grey, down: Sequence[Stroke], dpi: float) -> None:
    """Draw over upright streaks, in place: each row from what is left of the streak to what is right of it."""
    for at, start, end, thick in down:
        half = thick / 2 + _NEAR * scale(dpi) / 2
        left, right = max(0, round(at - half)), min(grey.shape[1] - 1, round(at + half) + 1)
        rows = slice(max(0, round(start)), round(end) + 1)
        share = np.linspace(0.0, 1.0, right - left + 1)[None, :]
        one, two = grey[rows, left].astype(np.float64)[:, None], grey[rows, right].astype(np.float64)[:, None]
        grey[rows, left : right + 1] = (one * (1 - share) + two * share).round().astype(np.uint8)


def under_streak(part: Part, streaks: Sequence[Box]) -> bool:
    """Whether a streak runs through some line of a cell."""
    return any(under_streak_line(line, streaks) for line in part.lines)


def under_streak_line(line: Line, streaks: Sequence[Box]) -> bool:
    """Whether a streak runs through a line of print, or so close that it may hide its first or last character."""
    near = _TOUCHES * line.size
    return any(
        line.x0 - near < box[2] and box[0] < line.x1 + near and line.top - near < box[3] and box[1] < line.bottom + near
        for box in streaks
    )
