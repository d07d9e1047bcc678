"""What a person has said of a finding, and what a report says about that."""

import datetime as dt
from enum import StrEnum
from typing import Any

from msgspec import Struct

__all__ = ["COUNTED", "Book", "Decision", "Remark", "Standing"]


class Standing(StrEnum):
    """Where a finding stands in its life (问题状态)."""

    OPEN = "open"
    """未处理：nobody has judged it."""
    CONFIRMED = "confirmed"
    """已确认：a person found it right; only such findings may go into letters that demand something."""
    DISMISSED = "dismissed"
    """已排除：a person found it wrong."""
    RECTIFIED = "rectified"
    """已整改：the unit has put it right; if it is still found, it is open again."""
    WAIVED = "waived"
    """已豁免：right, but accepted for a reason and until a day."""


COUNTED = frozenset({Standing.OPEN, Standing.CONFIRMED, Standing.RECTIFIED})
"""The standings of findings that decide about the exit code."""


class Decision(Struct, frozen=True, kw_only=True):
    """One person's decision (处理意见) on one finding, named by its fingerprint.

    ``owner`` is who answers for it, ``date`` the day it was made, ``expires`` the last day a waiver is good for.
    ``check``, ``title``, ``unit`` and ``year`` repeat what the finding said, so that a person can read the file.
    ``reply`` is what the unit answered (单位反馈) and ``corrected`` the value it names as right (更正后数值).
    """

    finding: str
    standing: Standing
    reason: str = ""
    category: str = ""
    owner: str = ""
    date: dt.date | None = None
    expires: dt.date | None = None
    check: str = ""
    title: str = ""
    unit: str = ""
    year: int | None = None
    reply: str = ""
    corrected: str = ""

    def expired(self, today: dt.date) -> bool:
        """Whether a waiver's last day has passed."""
        return self.standing is Standing.WAIVED and self.expires is not None and self.expires < today


class Remark(Struct, frozen=True, kw_only=True):
    """What is to be told about decisions themselves: ``code`` is a catalogue key ``remark.<code>``.

    ``finding`` is the fingerprint concerned, or empty; ``detail`` a short fact.
    """

    code: str
    finding: str = ""
    detail: str = ""


class Book(Struct, frozen=True, kw_only=True):
    """The decisions of a file. A finding has one decision; of several entries for it the last one is meant.

    ``broken`` are the entries that cannot be read, as they stand: they are told, never applied, and kept when the file
    is written again.
    """

    decisions: tuple[Decision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    broken: tuple[Any, ...] = ()
