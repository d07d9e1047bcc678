"""Blank cells at the head of a page that belong to cells above the page's edge."""

from collections.abc import Sequence

from msgspec.structs import replace

from formaudit.extract.pdf.cut import Pair, compact_text
from formaudit.extract.pdf.pieces import Part
from formaudit.extract.pdf.words import is_figure

__all__ = ["parted", "rest_of_heading"]


def rest_of_heading(pair: Pair, facing: Sequence[Pair], head: Sequence[Part], *, first: bool) -> bool:
    """Whether a blank cell is the rest of a heading over two rows, cut between them.

    Beside it stand the finer headings under those of the table's ``first`` row, or the figures under their headings.
    """
    if pair.lower.lines or not pair.upper.lines:
        return False
    told = [part for part in head if part.lines]
    matched = {id(other.lower) for other in facing}
    if first and any(id(part) not in matched for part in told):
        return not any(is_figure(compact_text(part)) for part in told)
    under = [other for other in facing if other.lower.lines and other.upper.lines]
    return (
        pair.lower.col == 0
        and len(under) == len(told) > 1
        and all(is_figure(compact_text(other.lower)) and not is_figure(compact_text(other.upper)) for other in under)
    )


def parted(part: Part, feet: Sequence[tuple[int, int]]) -> list[Part]:
    """A blank cell at the head as several, where several cells above span just its columns.

    The rest of a height is often drawn without the rules between its cells.
    """
    end = part.col + part.colspan
    inside = [(col, wide) for col, wide in feet if part.col <= col and col + wide <= end]
    if part.lines or len(inside) < 2 or sum(wide for _, wide in inside) != part.colspan:
        return [part]
    return [replace(part, col=col, colspan=wide) for col, wide in inside]
