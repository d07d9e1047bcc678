"""Grids whose lines lean, so that cells beside each other begin and end at other rows than their own row has."""

from collections.abc import Sequence
from typing import Final

from formaudit.extract.pdf.pieces import Part

__all__ = ["is_staggered"]

_FEWEST: Final = 4
"""So many cells that share some rows with the one beside them, while each has others of its own."""


def is_staggered(parts: Sequence[Part]) -> bool:
    """Whether several cells with text stand beside such as begin lower and end lower, or higher, than they do."""
    ends: dict[int, list[Part]] = {}
    for part in parts:
        ends.setdefault(part.col + part.colspan, []).append(part)
    found = sum(
        any(_is_beside(left, part) for left in ends.get(part.col, ()) if left.lines) for part in parts if part.lines
    )
    return found >= _FEWEST


def _is_beside(left: Part, right: Part) -> bool:
    """Whether two cells share rows, and each has rows that the other one lacks."""
    upper, lower = sorted((left, right), key=lambda part: part.row)
    return upper.row < lower.row < upper.row + upper.rowspan < lower.row + lower.rowspan
