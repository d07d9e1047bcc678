"""A batch at a glance: a row for each unit, the gravest and dearest first, and what concerns the batch as a whole.

Everything is taken in one walk over the submissions, whose reports may be held packed.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.decisions.apply import standing_of
from formaudit.messages import word
from formaudit.model.decision import COUNTED
from formaudit.model.report import AuditReport, FileOwner, Finding, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import Arrangement, arrange
from formaudit.reports.clean import shorten
from formaudit.reports.money import in_dispute, moved_by
from formaudit.reports.tally import Counted, add_up
from formaudit.reports.words import kind_words

__all__ = ["BatchFinding", "Ranking", "UnitRow", "is_batch", "ranked"]

_MATTER: Final = 60
_LEAST: Final = len(Severity)


class UnitRow(Struct, frozen=True, kw_only=True):
    """A submission on the front page.

    ``position`` is its place in the report. ``counts`` are its findings by severity, without those that a person set
    aside. ``money`` is what the findings move, in 万元: of those of one cause the
    dearest. ``matter`` is what weighs most, in words. ``open_questions`` counts what was left undecided, ``unread``
    numbers in tables that nobody has taken over. ``version`` names one that was not adopted.
    """

    position: int
    unit: str
    year: int | None
    counts: dict[Severity, int]
    money: Decimal
    matter: str
    files: int
    open_questions: int
    unread: int
    version: str = ""

    @property
    def worst(self) -> Severity | None:
        """The gravest severity that occurs."""
        return next((severity for severity in Severity if self.counts[severity]), None)

    @property
    def order(self) -> tuple[object, ...]:
        """The gravest first; among them the dearest; then the most."""
        rank = _LEAST if self.worst is None else self.worst.rank
        return (bool(self.version), rank, -self.money, [-count for count in self.counts.values()], self.position)


class BatchFinding(Struct, frozen=True, kw_only=True):
    """A finding about units beside each other; ``number`` is its own in the batch.

    ``position`` is the place in the report of the submission whose unit and year it names, ``None`` where it is about
    all units.
    """

    position: int | None
    number: int
    finding: Finding

    @property
    def about_all(self) -> bool:
        """Whether it is about all units."""
        return not self.finding.unit


class Ranking(Struct, frozen=True, kw_only=True):
    """The rows in their order, versions that were not adopted behind, and what was counted over all submissions."""

    rows: tuple[UnitRow, ...]
    batch: tuple[BatchFinding, ...]
    counted: Counted

    def worst(self, severity: Severity | None) -> int:
        """How many units have this as their gravest."""
        return sum(row.worst is severity for row in self.rows if not row.version)


def is_batch(report: AuditReport) -> bool:
    """Whether the report is about several submissions and not about one and its earlier versions."""
    return len(report.submissions) > 1 and sum(submission.counts for submission in report.submissions) > 1


def ranked(report: AuditReport) -> Ranking:
    """Walk over the submissions once."""
    counted = Counted()
    rows: list[UnitRow] = []
    places: dict[tuple[str, int | None], int] = {}
    for position, submission in enumerate(report.submissions):
        arrangement = arrange(submission)
        add_up(counted, submission, arrangement, report.decided_on, several=len(report.submissions) > 1)
        rows.append(_row(position, submission, arrangement, report))
        if submission.counts:
            places.setdefault((submission.unit, submission.year), position)
    batch: list[BatchFinding] = []
    if report.batch is not None:
        arrangement = arrange(report.batch)
        add_up(counted, report.batch, arrangement, report.decided_on, several=True)
        batch = [
            BatchFinding(
                position=places.get((item.finding.unit, item.finding.year)), number=item.number, finding=item.finding
            )
            for item in arrangement.all
            if standing_of(item.finding, report.decided_on) in COUNTED
        ]
    return Ranking(rows=tuple(sorted(rows, key=lambda row: row.order)), batch=tuple(batch), counted=counted)


def _row(position: int, submission: SubmissionReport, arrangement: Arrangement, report: AuditReport) -> UnitRow:
    mine = [item for item in arrangement.all if standing_of(item.finding, report.decided_on) in COUNTED]
    version = submission.version.version.label if submission.version is not None and not submission.counts else ""
    return UnitRow(
        position=position,
        unit=submission.unit,
        year=submission.year,
        counts={severity: sum(item.finding.severity is severity for item in mine) for severity in Severity},
        money=in_dispute(arrangement, {item.finding.id for item in mine}),
        matter=_matter(arrangement, [item.finding for item in mine], report.lang),
        files=sum(entry.owner is FileOwner.OWN for entry in submission.files),
        open_questions=len(submission.undecided),
        unread=submission.coverage.unread,
        version=version,
    )


def _matter(arrangement: Arrangement, mine: Sequence[Finding], lang: str) -> str:
    """The gravest finding in a few words; with it the kind of cause where one explains it."""
    worst = min(mine, key=lambda finding: (finding.severity.rank, -moved_by(finding)), default=None)
    if worst is None:
        return ""
    for block in arrangement.causes:
        if any(item.finding.id == worst.id for item in block.findings):
            return shorten(
                word("report.label", lang, name=kind_words(block.cause.kind, lang)) + block.cause.message, _MATTER
            )
    return shorten(worst.title, _MATTER)
