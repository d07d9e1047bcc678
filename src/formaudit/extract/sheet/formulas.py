"""Formulas whose result is not in the file: written by a program that leaves the computing to whoever opens it."""

import struct
from collections.abc import Sequence
from typing import Final

from formaudit.extract.sheet.raw import Position, address
from formaudit.model.document import Warn

__all__ = ["FORMULAS", "UNCALCULATED", "is_nought", "is_unanswered", "place_of", "unanswered"]

FORMULAS: Final = frozenset((0x0006, 0x0206, 0x0406))
"""The records of XLS that hold a formula."""
UNCALCULATED: Final = 0x5E
"""The record with which a sheet asks to be computed when it is opened."""
_NAMED: Final = 10  # so many cells are named in a warning, the rest counted
_WORDS: Final = b"\xff\xff"
_BLANK: Final = 3
_NO_WORDS: Final = b"\x17\x00"
"""The blank text as part of a formula: =IF(A1=0,"",A1) may rightly print nothing."""


def unanswered(name: str, without: Sequence[Position], stale: Sequence[Position]) -> list[Warn]:
    """The warnings of a sheet: cells whose formula has no result, cells that hold 0 until they are computed."""
    warnings: list[Warn] = []
    for code, spots in (("formula-without-value", without), ("formula-not-calculated", stale)):
        if spots:
            named = ", ".join(address(spot) for spot in spots[:_NAMED])
            more = f" … ({len(spots)})" if len(spots) > _NAMED else ""
            warnings.append(Warn(code=code, detail=f"{name}: {named}{more}"))
    return warnings


def place_of(record: bytes) -> Position | None:
    """The cell of a record with a formula; ``None`` where the record is cut short."""
    return struct.unpack_from("<HH", record) if len(record) >= 16 else None


def is_unanswered(record: bytes) -> bool:
    """Whether the result of a record's formula is a blank text that the formula itself cannot give."""
    result = record[6:14]
    return result[6:8] == _WORDS and result[0] == _BLANK and _NO_WORDS not in record[14:]


def is_nought(record: bytes) -> bool:
    """Whether the result of a record's formula is 0, as who leaves the computing to others writes it."""
    return not any(record[6:14])
