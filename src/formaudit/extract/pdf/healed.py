"""Merged cells that a sheet too wide for its page was cut through: the heading on one page, its figures on the next."""

from collections.abc import Sequence

from msgspec.structs import replace

from formaudit.extract.pdf.pieces import Part
from formaudit.extract.pdf.words import is_figure
from formaudit.text import compact

__all__ = ["healed"]


def healed(parts: Sequence[Part], offset: int) -> list[Part]:
    """The cells with those made whole that end and begin at column ``offset``, where two pages meet.

    Words beside a blank cell head both columns where only the right one has figures below, up to a row that fills
    both: a sheet sets words to the left of a merged cell and figures to the right.
    """
    left = {part.row: part for part in parts if part.col + part.colspan == offset and part.rowspan == 1}
    right = {part.row: part for part in parts if part.col == offset and part.rowspan == 1}
    joined: set[int] = set()
    pending: list[int] = []
    headed = False
    for row in sorted(left.keys() & right.keys()):
        one, two = compact(left[row].text), compact(right[row].text)
        if one and two:
            headed, pending = False, []
        elif one:
            headed = not is_figure(one)
            pending = [row] if headed else []
        elif headed and is_figure(two):
            joined.update((*pending, row))
            pending = []
    return [whole for part in parts if (whole := _whole(part, offset, joined, left, right)) is not None]


def _whole(part: Part, offset: int, joined: set[int], left: dict[int, Part], right: dict[int, Part]) -> Part | None:
    """A cell, or both that it is a half of; ``None`` for the second half."""
    if part.row not in joined or part not in (left.get(part.row), right.get(part.row)):
        return part
    if part.col == offset:
        return None
    other = right[part.row]
    filled = part if part.lines else other
    return replace(
        filled,
        col=part.col,
        colspan=part.colspan + other.colspan,
        confidence=min(part.confidence, other.confidence),
    )
