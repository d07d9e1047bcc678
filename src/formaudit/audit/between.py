"""What only laying units beside each other shows, taken out of the single reports: it belongs to the batch.

No unit's report then names another unit's papers or counts them among its own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.audit.findings import digest_of
from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Family, Trait
from formaudit.held import held
from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.model.report import (
    AuditReport,
    Cause,
    Coverage,
    FileEntry,
    FileOwner,
    Finding,
    LedgerRow,
    Passage,
    SubmissionReport,
    Tick,
    Undecided,
)

__all__ = ["Between", "apart", "is_of_batch", "together"]

_ID: Final = "batch"
_ABOUT_ALL: Final = frozenset(check.code for check in CHECKS if Trait.BATCH in check.traits)
_Said = TypeVar("_Said", Finding, Tick, Undecided)


def is_of_batch(what: Finding | Tick | Undecided | LedgerRow) -> bool:
    """Whether a finding, or what else a check said, is about units beside each other and not about one's papers."""
    return what.check.startswith(Family.UNITS)


class Between(Struct):
    """What was taken out of the reports so far."""

    findings: list[Finding] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    ledger: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    files: dict[tuple[str, str], int] = field(default_factory=dict)
    entries: list[FileEntry] = field(default_factory=list)
    passages: dict[tuple[int, int], Passage] = field(default_factory=dict)
    years: set[int | None] = field(default_factory=set)

    def taken(self, report: SubmissionReport) -> SubmissionReport:
        """The report of a submission without what concerns the batch, which is kept here."""
        if report.counts:
            self.years.add(report.year)
        moved = _Moved(self, report)
        mine = [each for each in report.findings if not is_of_batch(each)]
        self.findings += [replace(moved.said(each), cause=None) for each in report.findings if is_of_batch(each)]
        self.ticks += [moved.said(each) for each in report.ticks if is_of_batch(each)]
        self.undecided += [moved.said(each) for each in report.undecided if is_of_batch(each)]
        for row in report.ledger:
            if is_of_batch(row):
                self.ledger.setdefault((row.check, row.name), Counter()).update(
                    {name: getattr(row, name) for name in _OUTCOMES}
                )
        return replace(
            report,
            findings=tuple(mine),
            causes=tuple(_explaining(report.causes, {each.id for each in mine})),
            ticks=tuple(each for each in report.ticks if not is_of_batch(each)),
            undecided=tuple(each for each in report.undecided if not is_of_batch(each)),
            ledger=tuple(row for row in report.ledger if not is_of_batch(row)),
            # Papers of other units stand behind all others: no place of what is left leads to one.
            files=tuple(entry for entry in report.files if entry.owner is not FileOwner.PEER),
        )

    def report(self, lang: str) -> SubmissionReport:
        """What concerns the batch, in the shape of a submission's report."""
        years = ",".join(sorted(map(str, self.years)))
        findings = (
            replace(each, id=digest_of(_ID, years, each.check)) if each.check in _ABOUT_ALL else each
            for each in self.findings
        )
        return SubmissionReport(
            id=_ID,
            unit=word("report.batch", lang),
            year=None,
            files=tuple(self.entries),
            forms=(),
            findings=tuple(findings),
            causes=(),
            ticks=tuple(self.ticks),
            undecided=tuple(self.undecided),
            coverage=Coverage(figures=0, tied=0, contradicted=0, untested=0),
            ledger=tuple(
                LedgerRow(check=check, name=name, **counts) for (check, name), counts in sorted(self.ledger.items())
            ),
            chain=(),
            passages=tuple(self.passages.values()),
        )


def _explaining(causes: Sequence[Cause], kept: set[str]) -> Iterator[Cause]:
    """The causes with those findings that are kept; one that explains none of them is left out."""
    for cause in causes:
        findings = tuple(id_ for id_ in cause.findings if id_ in kept)
        if findings:
            yield cause if findings == cause.findings else replace(cause, findings=findings)


_OUTCOMES: Final = ("holds", "broken", "undecided", "not_applicable")


class _Moved:
    """Figures of one report with their files as the batch counts them."""

    def __init__(self, between: Between, report: SubmissionReport) -> None:
        self._between, self._report = between, report
        self._passages = {(each.file, each.paragraph): each for each in report.passages}

    def said(self, what: _Said) -> _Said:
        """What a check said, with the unit that it is about unless it is about all."""
        about = ("", None) if what.check in _ABOUT_ALL else (self._report.unit, self._report.year)
        return replace(what, figures=tuple(map(self._figure, what.figures)), unit=about[0], year=about[1])

    def _figure(self, figure: Figure) -> Figure:
        place = figure.place
        if not 0 <= place.file < len(self._report.files):
            return figure
        entry = self._report.files[place.file]
        key = (entry.source.path, entry.source.sha256)
        if key not in self._between.files:
            self._between.files[key] = len(self._between.entries)
            self._between.entries.append(replace(entry, owner=FileOwner.OWN))
        file = self._between.files[key]
        passage = self._passages.get((place.file, place.paragraph)) if place.paragraph is not None else None
        if passage is not None:
            self._between.passages[file, passage.paragraph] = replace(passage, file=file)
        return replace(figure, place=replace(place, file=file))


def apart(report: AuditReport) -> AuditReport:
    """A report of several submissions with what concerns the batch told apart; one where that is done stays."""
    if report.batch is not None or len(report.submissions) < 2:
        return report
    between = Between()
    submissions = held(between.taken(each) for each in report.submissions)
    return replace(report, submissions=submissions, batch=between.report(report.lang))


def together(report: AuditReport) -> AuditReport:
    """The same turned back, for who keeps each submission by itself: what concerns the batch stands with its unit."""
    batch = report.batch
    if batch is None:
        return report
    homes = {(each.unit, each.year): each.id for each in reversed(report.submissions) if each.counts}
    first = next((each.id for each in report.submissions if each.counts), "")

    def of(said: Sequence[_Said], id_: str) -> list[_Said]:
        return [each for each in said if homes.get((each.unit, each.year), first) == id_]

    def back(submission: SubmissionReport) -> SubmissionReport:
        found = of(batch.findings, submission.id), of(batch.ticks, submission.id), of(batch.undecided, submission.id)
        if not any(found):
            return submission
        files = [*submission.files]
        places = {(entry.source.path, entry.source.sha256): at for at, entry in enumerate(files)}

        def home(figure: Figure) -> Figure:
            entry = batch.files[figure.place.file]
            key = (entry.source.path, entry.source.sha256)
            if key not in places:
                places[key] = len(files)
                files.append(replace(entry, owner=FileOwner.PEER))
            return replace(figure, place=replace(figure.place, file=places[key]))

        def turned(said: Sequence[_Said]) -> tuple[_Said, ...]:
            return tuple(replace(each, figures=tuple(map(home, each.figures)), unit="", year=None) for each in said)

        return replace(
            submission,
            findings=(*submission.findings, *turned(found[0])),
            ticks=(*submission.ticks, *turned(found[1])),
            undecided=(*submission.undecided, *turned(found[2])),
            files=tuple(files),
        )

    return replace(report, submissions=tuple(map(back, report.submissions)), batch=None)
