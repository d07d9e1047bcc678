"""What holds, check by check: what must hold in the words of the catalogue, and the results that show it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.messages import has, word
from formaudit.model.figure import Figure
from formaudit.model.report import SubmissionReport, Tick, Undecided
from formaudit.reports.arrange import tick_order
from formaudit.reports.clean import one_line

__all__ = ["TickGroup", "group_line", "left_out", "tick_groups", "tick_words", "undecided_words"]

_RELATIONS: Final = "=≤≥<>→≈"
_ORDER: Final = "TXSNYIFCUR"
"""Families as they are read: sums in tables, what joins them, scores, texts, years, indicators and the rest."""
_BESIDE: Final = " / "
"""Stands between two counts or two prints laid beside each other: that says nothing without the check's words."""


class TickGroup(Struct, frozen=True):
    """The ticks of one check; ``holds`` says what must hold, empty for a relation of the user's own."""

    check: str
    holds: str
    ticks: tuple[Tick, ...]

    @property
    def telling(self) -> tuple[Tick, ...]:
        """Those whose calculation shows by itself what was found to hold."""
        return tuple(tick for tick in self.ticks if _tells(tick.calculation))


def tick_groups(submission: SubmissionReport, lang: str) -> tuple[TickGroup, ...]:
    """The groups, those with arithmetic to show first, otherwise in the order of their codes."""
    found: dict[str, list[Tick]] = {}
    for tick in sorted(submission.ticks, key=tick_order):
        found.setdefault(tick.check, []).append(tick)
    groups = (TickGroup(check, _holds(check, lang), tuple(ticks)) for check, ticks in found.items())
    return tuple(sorted(groups, key=lambda group: (not group.telling, _ORDER.find(group.check[:1]), group.check)))


def group_line(group: TickGroup, lang: str) -> str:
    """``T01 三公 = 公务用车 + …：6 项，如 三公经费 2022年决算数：2.6 + 0 + 0.7 = 3.3``."""
    telling = group.telling
    said = word("ticks.count", lang, check=one_line(group.check), count=str(len(group.ticks)), holds=group.holds)
    return said + word("ticks.such-as", lang, example=tick_words(telling[0], lang)) if telling else said


def tick_words(tick: Tick, lang: str) -> str:
    """The label of what was tested, with the calculation where that says something by itself, and the note."""
    about = _about(tick.figures) or one_line(tick.check)
    note = f" {one_line(tick.note)}" if tick.note else ""
    if not _tells(tick.calculation):
        return about + note
    return word("report.label", lang, name=about) + one_line(tick.calculation) + note


def undecided_words(item: Undecided) -> str:
    """Check, label and reason; the label once where the reason begins with it."""
    about = _about(item.figures)
    reason = one_line(item.reason)
    return " ".join(part for part in (one_line(item.check), "" if about in reason else about, reason) if part)


def _about(figures: Sequence[Figure]) -> str:
    """What the first figure is called; the title of a form has no label of its own and is called what it prints."""
    return one_line(figures[0].label or figures[0].raw) if figures else ""


def _tells(calculation: str) -> bool:
    return _BESIDE not in calculation and any(sign in calculation for sign in _RELATIONS)


def _holds(check: str, lang: str) -> str:
    key = f"explain.{check}.formula"
    return one_line(word(key, lang)) if has(key) else ""


def left_out(submission: SubmissionReport) -> bool:
    """Whether relations held of which the report does not keep the ticks: that of a store counts them only."""
    return not submission.ticks and any(row.holds for row in submission.ledger)
