"""The order in which a report speaks: causes with their symptoms first, then the findings that stand alone.

Every finding appears once and has a number from 1 in its submission, the same in the terminal, the page and the
workbook.
"""

import re
from dataclasses import dataclass

from formaudit.model.figure import Figure
from formaudit.model.report import Cause, Finding, SubmissionReport, Tick, Undecided

__all__ = [
    "Arrangement",
    "CauseBlock",
    "Numbered",
    "arrange",
    "cause_order",
    "finding_order",
    "tick_order",
    "undecided_order",
]

_PARTS = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the submission; ``cause`` is the id of the cause that explains it, or empty."""

    number: int
    finding: Finding
    cause: str = ""


@dataclass(frozen=True, slots=True)
class CauseBlock:
    """A cause with the findings that follow from it: the one it is named after first, then by severity.

    ``others`` are the numbers of findings that it explains too but which stand under an earlier cause.
    """

    cause: Cause
    findings: tuple[Numbered, ...]
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All findings of a submission in the order of the report."""

    causes: tuple[CauseBlock, ...]
    alone: tuple[Numbered, ...]

    @property
    def all(self) -> tuple[Numbered, ...]:
        """Every finding once, by number."""
        return (*(item for block in self.causes for item in block.findings), *self.alone)


def _where(figures: tuple[Figure, ...]) -> tuple[tuple[int, ...], ...]:
    return tuple(figure.place.order for figure in figures)


def finding_order(finding: Finding) -> tuple[object, ...]:
    """By severity, then check, then place; the id makes the order complete."""
    return (finding.severity.rank, finding.check, _where(finding.figures), finding.id)


def tick_order(tick: Tick) -> tuple[object, ...]:
    """By check, then place."""
    return (tick.check, _where(tick.figures), tick.calculation, tick.note)


def undecided_order(item: Undecided) -> tuple[object, ...]:
    """By check, then place."""
    return (item.check, _where(item.figures), item.reason)


def cause_order(cause: Cause) -> tuple[object, ...]:
    """By id, its digits read as a number: C2 before C10."""
    return (tuple((int(part), "") if part.isdecimal() else (-1, part) for part in _PARTS.findall(cause.id)), cause.kind)


def arrange(submission: SubmissionReport) -> Arrangement:
    """Put every finding in its place: under the first cause that names it, or alone."""
    by_id = {finding.id: finding for finding in submission.findings}
    numbers: dict[str, int] = {}
    blocks: list[CauseBlock] = []
    for cause in sorted(submission.causes, key=cause_order):
        known = tuple(dict.fromkeys(id_ for id_ in cause.findings if id_ in by_id))
        ids = [id_ for id_ in known if id_ not in numbers]
        rest = sorted(ids[1:], key=lambda id_: finding_order(by_id[id_]))
        items = []
        for id_ in ids[:1] + rest:
            numbers[id_] = len(numbers) + 1
            items.append(Numbered(numbers[id_], by_id[id_], cause.id))
        others = tuple(sorted(numbers[id_] for id_ in known if id_ not in ids))
        blocks.append(CauseBlock(cause, tuple(items), others))
    alone = sorted((finding for finding in by_id.values() if finding.id not in numbers), key=finding_order)
    first = len(numbers) + 1
    return Arrangement(tuple(blocks), tuple(Numbered(first + i, finding) for i, finding in enumerate(alone)))
