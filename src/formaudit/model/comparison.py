"""Two runs side by side: what became of each finding."""

from enum import StrEnum

from msgspec import Struct

from formaudit.model.figure import Figure
from formaudit.model.report import Finding

__all__ = ["Change", "Compared", "Comparison"]


class Change(StrEnum):
    """What became of a finding between an older and a newer run."""

    NEW = "new"
    """新增：not there before."""
    CHANGED = "changed"
    """变化：still there with other figures or another severity."""
    UNCHANGED = "unchanged"
    """未变：still there as it was."""
    FIXED = "fixed"
    """消除：the figures are there and no longer contradict each other."""
    UNJUDGED = "unjudged"
    """无法判断：the form or the figures are gone, so nothing proves that it was put right."""


class Compared(Struct, frozen=True, kw_only=True):
    """A finding of either run; ``before`` is missing for a new one, ``after`` for one that is not found any more.

    ``proof`` is the calculation that now holds (for what is fixed), or why nothing can be said; ``reason`` is the key
    ``compare.reason.<reason>`` of the words for it. ``unit`` and ``year`` are those of the submission. ``now`` is what
    the newer run shows for the figure in doubt, ``None`` where it does not show it.
    """

    change: Change
    unit: str
    year: int | None
    before: Finding | None
    after: Finding | None
    reason: str = ""
    proof: str = ""
    now: Figure | None = None

    @property
    def finding(self) -> Finding:
        """The newer of the two.

        Raises:
            ValueError: there is neither: a defect of ours.

        """
        found = self.after or self.before
        if found is None:
            raise ValueError(self.change)
        return found


class Comparison(Struct, frozen=True, kw_only=True):
    """All findings of two runs, new ones first.

    ``strangers`` are submissions that only one of the runs has, those of the older run (``not_again``: nothing was
    handed in again) among them.
    """

    rows: tuple[Compared, ...]
    strangers: tuple[str, ...] = ()
    not_again: tuple[str, ...] = ()

    def count(self, change: Change) -> int:
        """How many findings went this way."""
        return sum(row.change is change for row in self.rows)
