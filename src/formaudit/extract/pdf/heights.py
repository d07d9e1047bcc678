"""What the heights of rows at a page's edge tell: a row that had to do with less, and the rest of a row's height."""

from collections.abc import Sequence
from typing import Final

from formaudit.extract.pdf.pieces import Piece

__all__ = ["is_beginning", "is_remainder", "is_squeezed"]

_LOW: Final = 0.8
_LINE: Final = 1.2
"""Height of a line of type, in sizes: a row so high holds one."""
_SAME: Final = 0.8
"""Points by which equal gaps may differ."""
_SEVERAL: Final = 4
"""So many cells of the least height are rows that hold one line."""


def is_squeezed(piece: Piece) -> bool:
    """Whether the last row leaves less room under its text than any other row: the page's edge cut off the rest.

    The same is told by its height, where that is less than the least one that several whole rows have.
    """
    gaps = _gaps(piece)
    last = gaps.pop(len(piece.ys) - 2, None)
    if last is None:
        return False
    if len(gaps) >= 3 and last < min(gaps.values()) - _SAME:
        return True
    heights = _whole_heights(piece, len(piece.ys) - 2)
    return _is_usual(heights) and piece.ys[-1] - piece.ys[-2] < min(heights) - 0.5


def is_remainder(upper: Piece, lower: Piece, row: int, *, squeezed: bool) -> bool:
    """Whether a blank row at a page's head is lower than every whole row: the rest of a height, and no row of its own.

    The least height of a whole row tells where several rows have it, or where the text above had to be ``squeezed``.
    Below a row that leaves the usual room under its text, as whole rows do, one as high as a line of type is a row.
    """
    whole = [*_whole_heights(upper, len(upper.ys) - 2), *_whole_heights(lower, row)]
    high = lower.ys[row + 1] - lower.ys[row]
    blank = [*_blank_heights(upper, len(upper.ys) - 2), *_blank_heights(lower, row)]
    if any(abs(height - high) < 0.6 for height in blank):
        return False
    if not squeezed and _is_complete(upper) and high >= _LINE * _type(upper):
        return False
    filled = any(part.lines and part.row + part.rowspan == len(upper.ys) - 1 for part in upper.parts)
    if filled and _is_usual(whole) and upper.ys[-1] - upper.ys[-2] < min(whole) - 0.5:
        return True
    return squeezed if not whole else (squeezed or _is_usual(whole)) and high < min(whole) - 0.5


def is_beginning(upper: Piece) -> bool:
    """Whether the last row is too low for a line of type: the beginning of a row that the next page holds."""
    return upper.ys[-1] - upper.ys[-2] < _LOW * _type(upper)


def _type(piece: Piece) -> float:
    """The least size of type on a piece; 0 where it holds no text."""
    return min((line.size for part in piece.parts for line in part.lines), default=0.0)


def _gaps(piece: Piece) -> dict[int, float]:
    """By the row in which cells end, the least room under their texts."""
    gaps: dict[int, float] = {}
    for part in piece.parts:
        if part.lines:
            end = part.row + part.rowspan - 1
            gaps[end] = min(gaps.get(end, 1e9), part.box[3] - part.lines[-1].bottom)
    return gaps


def _is_complete(piece: Piece) -> bool:
    """Whether the last row leaves just the room under its text that the tightest of several whole rows leave."""
    gaps = _gaps(piece)
    last = gaps.pop(len(piece.ys) - 2, None)
    return last is not None and len(gaps) >= _SEVERAL and abs(last - min(gaps.values())) < _SAME


def _whole_heights(piece: Piece, cut: int) -> list[float]:
    """The heights of the cells with text that span one row, but for the row that the page's edge may cut."""
    return [part.box[3] - part.box[1] for part in piece.parts if part.lines and part.rowspan == 1 and part.row != cut]


def _blank_heights(piece: Piece, cut: int) -> list[float]:
    """The heights of whole rows without text, which people leave for further entries."""
    wide = [0] * (len(piece.ys) - 1)
    for part in piece.parts:
        if part.rowspan == 1:
            wide[part.row] += len(piece.xs) if part.lines else part.colspan
    # cells over several rows, of labels as a rule, take the rest of such a row
    blank = [row for row, taken in enumerate(wide) if len(piece.xs) - 1 <= 2 * taken < 2 * len(piece.xs)]
    return [piece.ys[row + 1] - piece.ys[row] for row in blank if row != cut]


def _is_usual(heights: Sequence[float]) -> bool:
    """Whether several rows have the least of some heights, as rows that hold one line do."""
    if not heights:
        return False
    most = min(heights) + 0.6
    return sum(height < most for height in heights) >= _SEVERAL
