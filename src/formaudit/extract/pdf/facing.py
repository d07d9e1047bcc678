"""Cells at the head of a page that belong to cells above the page's edge, as what stands beside them tells."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.pairs import Pair, compact_text
from formaudit.extract.pdf.pieces import Part
from formaudit.extract.pdf.words import is_figure

__all__ = ["belongs_to_serial", "has_other_serial", "parted", "rest_of_heading"]

_SERIAL: Final = 3
"""Digits of a serial number."""
_REST: Final = 6
"""Characters of what may be the rest of a name beside its serial number."""


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


def belongs_to_serial(serial: Pair, pair: Pair) -> bool:
    """Whether a short text beside a serial number that goes on over the page is the rest of what bears the number.

    Each record has its number, so a tall cell beside it that held text already begins no other one.
    """
    short = bool(pair.upper.lines) and len(compact_text(pair.lower)) <= _REST
    return _is_serial(serial, pair) and serial.tall and not serial.lower.lines and pair.tall and short


def has_other_serial(serial: Pair, pair: Pair) -> bool:
    """Whether the cells beside two serial numbers, one on either page, are two records."""
    below = compact_text(serial.lower)
    return _is_serial(serial, pair) and below.isdecimal() and below != compact_text(serial.upper)


def _is_serial(serial: Pair, pair: Pair) -> bool:
    """Whether a cell that ended with a serial number stands just beside another."""
    number = compact_text(serial.upper)
    beside = serial.lower.col + serial.lower.colspan == pair.lower.col
    return beside and number.isdecimal() and len(number) <= _SERIAL


def parted(part: Part, feet: Sequence[tuple[int, int]]) -> list[Part]:
    """A blank cell at the head as several, where several cells above span just its columns.

    The rest of a height is often drawn without the rules between its cells.
    """
    end = part.col + part.colspan
    inside = [(col, wide) for col, wide in feet if part.col <= col and col + wide <= end]
    if part.lines or len(inside) < 2 or sum(wide for _, wide in inside) != part.colspan:
        return [part]
    return [replace(part, col=col, colspan=wide) for col, wide in inside]
