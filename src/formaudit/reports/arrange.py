"""The order in which a report speaks: causes with their symptoms first, then the findings that stand alone.

Every finding appears once and has a number from 1 in its submission, the same in the terminal, the page and the
workbook.
"""

from msgspec import Struct

from formaudit.model.figure import Figure
from formaudit.model.report import Cause, Finding, SubmissionReport, Tick, Undecided
from formaudit.model.verdict import Nature
from formaudit.patterns import compiled

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

FORM_NATURES = frozenset({Nature.FORM, Nature.WORDING})
_PARTS = compiled(r"\d+|\D+")


class Numbered(Struct, frozen=True):
    """A finding with its number in the submission; ``cause`` is the id of the cause that explains it, or empty."""

    number: int
    finding: Finding
    cause: str = ""


class CauseBlock(Struct, frozen=True):
    """A cause with the findings that follow from it: the one it is named after first, then by severity.

    ``others`` are the numbers of findings that it explains too but which stand under an earlier cause.
    """

    cause: Cause
    findings: tuple[Numbered, ...]
    others: tuple[int, ...] = ()


class Arrangement(Struct, frozen=True):
    """All findings of a submission in the order of the report."""

    causes: tuple[CauseBlock, ...]
    alone: tuple[Numbered, ...]

    @property
    def all(self) -> tuple[Numbered, ...]:
        """Every finding once, by number."""
        return (*(item for block in self.causes for item in block.findings), *self.alone)

    @property
    def substance(self) -> tuple[Numbered, ...]:
        """Those that stand alone and are about more than form."""
        return tuple(item for item in self.alone if item.finding.nature not in FORM_NATURES)

    @property
    def form_remarks(self) -> tuple[Numbered, ...]:
        """Those that stand alone and are about the form or the wording of what was handed in."""
        return tuple(item for item in self.alone if item.finding.nature in FORM_NATURES)


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
    """Put every finding in its place: under the first cause that names it, or alone.

    Ids are unique; should two findings share one all the same, both are shown.
    """
    findings = sorted(submission.findings, key=finding_order)
    placed: dict[str, list[int]] = {}
    blocks: list[CauseBlock] = []
    count = 0
    for cause in sorted(submission.causes, key=cause_order):
        named = dict.fromkeys(cause.findings)
        others = sorted(number for id_ in named for number in placed.get(id_, ()))
        fresh = [finding for finding in findings if finding.id in named and finding.id not in placed]
        # The finding that the cause is named after stays first; the sort keeps the order of the others.
        fresh.sort(key=lambda finding: finding.id != cause.findings[0])
        items = tuple(Numbered(number, finding, cause.id) for number, finding in enumerate(fresh, start=count + 1))
        for item in items:
            placed.setdefault(item.finding.id, []).append(item.number)
        count += len(items)
        blocks.append(CauseBlock(cause, items, tuple(others)))
    alone = [finding for finding in findings if finding.id not in placed]
    return Arrangement(tuple(blocks), tuple(Numbered(number, item) for number, item in enumerate(alone, count + 1)))
