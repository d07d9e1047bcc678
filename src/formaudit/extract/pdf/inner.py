"""Rows inside one cell's height: a grid whose lines part its columns, and whose rows only the text tells apart."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.patterns import compiled

__all__ = ["rows_within", "split_body"]

_DIGIT: Final = 0.6
"""Ems that a digit is wide at most."""
_PADDING: Final = 6.0
"""Points between a cell's border and its text at most."""
_ONE_FIGURE: Final = compiled(r"[-+−(（]?\d[\d,]*(?:\.\d+)?[%％)）]?")
_LINES: Final = 3
"""So many lines of figures below each other are as many rows."""

_SAME: Final = 0.45
"""Heights of type by which what stands on one line may differ."""
_CLOSE: Final = 0.85
"""The part of the least step between two rows from which a line is a row of its own."""
_POINTS: Final = ".,，"


def rows_within(piece: Piece, row: int) -> list[float]:
    """The feet of the rows that one row of a grid holds, or nothing where it is one row.

    Columns of figures tell them: no cell of one row holds three figures below each other in two columns, or in one
    column beside as many lines in another, in a table that has next to no rows else.
    """
    parts = [part for part in piece.parts if part.row == row and part.rowspan == 1]
    figures = [
        part
        for part in parts
        if len(part.lines) >= _LINES
        and sum(_figures(line.text) for line in part.lines) >= 0.9 * len(part.lines)
        and not _wrapped(part)
    ]
    if not figures:
        return []
    longest = max(figures, key=lambda part: len(part.lines))
    beside = [part for part in parts if part is not longest and len(part.lines) >= _LINES and _level(longest, part)]
    alike = [part for part in beside if part in figures]
    if not alike and not (beside and len(piece.ys) <= 5):
        return []
    feet = sorted({round(line.bottom, 1) for part in parts for line in part.lines})
    out: list[float] = []
    size = longest.lines[0].size
    for foot in feet:
        if not out or foot - out[-1] > _SAME * size:
            out.append(foot)
    return _without_wraps(out, [line.bottom for line in longest.lines], size)


def _without_wraps(feet: Sequence[float], figures: Sequence[float], size: float) -> list[float]:
    """The feet of rows without those of lines that go on with the row above: no figure, and closer than rows are."""
    held = [any(abs(foot - other) < _SAME * size for other in figures) for foot in feet]
    steps = [two - one for (one, two), both in zip(pairwise(feet), pairwise(held), strict=True) if all(both)]
    if not steps:
        return list(feet)
    out: list[float] = [feet[0]]
    for (above, foot), own in zip(pairwise(feet), held[1:], strict=True):
        if own or foot - above > _CLOSE * min(steps):
            out.append(foot)
        else:
            out[-1] = foot
    return out


def _wrapped(part: Part) -> bool:
    """Whether the lines are one figure that its narrow cell broke: each but the last fills the cell's width."""
    text = "".join("".join(line.text.split()) for line in part.lines)
    if not _ONE_FIGURE.fullmatch(text.rstrip(_POINTS)):  # the page may cut it at its point
        return False
    digit = _DIGIT * part.lines[0].size
    widest = max(line.x1 - line.x0 for line in part.lines)
    full = all(line.x1 - line.x0 > widest - digit for line in part.lines[:-1])
    return full and widest + digit + 2 * _PADDING > part.box[2] - part.box[0]


def _figures(text: str) -> bool:
    return all(is_figure(part) for part in text.split()) or is_figure("".join(text.split()))


def _level(one: Part, two: Part) -> bool:
    """Whether the lines of two cells stand on the same levels."""
    short, long = sorted((one, two), key=lambda part: len(part.lines))
    levels = {round(line.bottom) for line in long.lines}
    hits = sum(bool({round(line.bottom) + step for step in (-1, 0, 1)} & levels) for line in short.lines)
    return hits >= 0.8 * len(short.lines) and len(short.lines) >= 0.5 * len(long.lines)


def split_body(piece: Piece) -> Piece | None:
    """The grid with such rows taken apart, or ``None`` where none of them is in it."""
    ys: list[float] = [piece.ys[0]]
    start: list[int] = []
    cuts: list[list[float]] = []
    for row in range(len(piece.ys) - 1):
        start.append(len(ys) - 1)
        feet = rows_within(piece, row)
        cuts.append(feet)
        tops = _tops(piece, row)
        ys += [_between(foot, tops) for foot in feet[:-1]]
        ys.append(piece.ys[row + 1])
    start.append(len(ys) - 1)
    if len(ys) == len(piece.ys):
        return None
    parts: list[Part] = []
    for part in piece.parts:
        first, last = start[part.row], start[part.row + part.rowspan]
        if part.rowspan > 1 or len(cuts[part.row]) < 2:
            parts.append(replace(part, row=first, rowspan=last - first))
            continue
        for at in range(first, last):
            lines = tuple(line for line in part.lines if ys[at] < (line.top + line.bottom) / 2 <= ys[at + 1])
            box = (part.box[0], ys[at], part.box[2], ys[at + 1])
            parts.append(replace(part, row=at, rowspan=1, lines=lines, box=box, confidence=min(part.confidence, 0.9)))
    return replace(piece, ys=tuple(ys), parts=tuple(sorted(parts, key=lambda one: (one.row, one.col))), unsure=True)


def _tops(piece: Piece, row: int) -> list[tuple[float, float]]:
    return sorted((line.top, line.bottom) for part in piece.parts if part.row == row for line in part.lines)


def _between(foot: float, lines: Sequence[tuple[float, float]]) -> float:
    """The middle between a foot and the lines below it."""
    below = [top for top, bottom in lines if bottom > foot + 0.5 and (top + bottom) / 2 > foot]
    return (foot + min(below)) / 2 if below else foot
