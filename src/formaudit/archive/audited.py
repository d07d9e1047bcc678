"""A submission of an archive as it goes into the store: its packed report, its figures and findings as rows."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.file_rows import whole_path
from formaudit.archive.job import Job, key_of
from formaudit.archive.packed import pack, squeezed
from formaudit.archive.searched import SearchedForm, searched_records
from formaudit.audit import examine, left_unread, year_before
from formaudit.checks.kernel.batch import make_batch, metrics_of, runs_of
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.gather import Gathered
from formaudit.model.report import AuditReport, FileOwner, Finding, ReportVerdict, SubmissionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.reports.findings_json import dense
from formaudit.reports.places import places_of, say_place
from formaudit.reports.records import Record, figure_records, relation_records
from formaudit.reports.text_records import text_records
from formaudit.settings import Profile
from formaudit.version import __version__

__all__ = ["Audited", "audited", "audited_from"]

_SKETCH: Final = 2
"""How many of a passage's hashed runs are kept to find passages that other units share."""
_SIGNED: Final = 2**31


class Audited(Struct, frozen=True, kw_only=True):
    """A submission as it goes into the store; ``report`` is a compressed findings.json without what holds.

    ``records`` are its figures, its relations and its texts, each kind packed into one value; ``searched`` is what
    finds them.
    """

    key: str
    unit: str
    name: str
    year: int | None
    verdict: str
    profile: str
    counts: tuple[int, int, int, int]
    coverage: tuple[int, int, int, int]
    score: str | None
    report: bytes
    records: tuple[tuple[str, bytes], ...]
    searched: tuple[SearchedForm, ...]
    findings: tuple[tuple[object, ...], ...]
    causes: tuple[tuple[object, ...], ...]
    passages: tuple[tuple[int, int], ...]
    metrics: tuple[tuple[str, int, str], ...]


def audited(
    job: Job, submission: Submission, names: dict[str, str], prior: Gathered, peers: Sequence[Submission]
) -> Audited:
    """Audit one submission of a job; ``names`` has the archive's path for each name under which a file is shown."""
    profile = job.profile.choose(submission.year, submission.unit)
    batch = make_batch((submission, *peers)) if peers else None
    examined = examine(
        submission, profile, job.lang, prior=year_before(submission, prior.submissions), batch=batch, position=0
    )
    files = tuple(
        replace(entry, source=replace(entry.source, path=whole_path(entry.source.path, names)))
        for entry in examined.report.files
    )
    examined = replace(examined, report=replace(examined.report, files=files))
    report = examined.report
    counts = [sum(finding.severity is severity for finding in report.findings) for severity in Severity]
    verdict = (
        ReportVerdict.INCOMPLETE
        if report.coverage.unread or left_unread(submission, report, job.lang)
        else ReportVerdict.FINDINGS
        if any(finding.severity is not Severity.NOTE for finding in report.findings)
        else ReportVerdict.CLEAN
    )
    alone = make_batch((submission,))
    total = next((row.score for row in report.scores if row.nature == "total" and row.score is not None), None)
    figures, texts = tuple(figure_records(examined)), tuple(text_records(examined))
    return Audited(
        key=key_of(submission.unit, submission.year, job.item, submission.part),
        unit=normalise_name(submission.unit),
        name=submission.unit,
        year=submission.year,
        verdict=verdict,
        profile=profile.name,
        counts=(counts[0], counts[1], counts[2], counts[3]),
        coverage=(
            report.coverage.figures, report.coverage.tied, report.coverage.contradicted, report.coverage.untested,
        ),
        score=str(total.value) if total is not None and total.value is not None else None,
        report=_packed(report, verdict, profile, job.lang),
        records=(
            ("figures", pack(figures)),
            ("relations", pack(relation_records(examined))),
            ("texts", pack(texts)),
        ),
        searched=searched_records(figures, texts),
        findings=tuple(_finding(finding, report, job.lang) for finding in report.findings),
        causes=tuple((c.id, c.kind, c.message, len(c.findings), c.confidence) for c in report.causes),
        passages=tuple(
            (number, hashed - _SIGNED)
            for number, passage in enumerate(alone.passages[0])
            for hashed in sorted(runs_of(passage.masked))[:_SKETCH]
        ),
        metrics=tuple((metric.name, metric.size, str(metric.value)) for metric in metrics_of(submission)),
    )  # fmt: skip


def audited_from(report: AuditReport, submission: SubmissionReport, item: str) -> Audited:
    """A submission of a report as it goes into a store; ``item`` tells it from others of the same unit and year."""
    counts = [sum(finding.severity is severity for finding in submission.findings) for severity in Severity]
    total = next((row.score for row in submission.scores if row.nature == "total" and row.score is not None), None)
    coverage = submission.coverage
    part = next((form.form for form in submission.forms if form.form.published), "")
    return Audited(
        key=key_of(submission.unit, submission.year, item, part),
        unit=normalise_name(submission.unit),
        name=submission.unit,
        year=submission.year,
        verdict=_verdict_from(report, submission),
        profile=submission.profile or report.profile,
        counts=(counts[0], counts[1], counts[2], counts[3]),
        coverage=(coverage.figures, coverage.tied, coverage.contradicted, coverage.untested),
        score=str(total.value) if total is not None and total.value is not None else None,
        report=squeezed(dense(replace(report, submissions=(submission,), errors=())).encode("utf-8", "replace")),
        records=(("figures", pack(_told(submission))),),
        searched=(),
        findings=tuple(_finding(finding, submission, report.lang) for finding in submission.findings),
        causes=tuple((c.id, c.kind, c.message, len(c.findings), c.confidence) for c in submission.causes),
        passages=(),
        metrics=(),
    )


def _verdict_from(report: AuditReport, submission: SubmissionReport) -> ReportVerdict:
    """What a submission of a report comes to: incomplete where a file of it is among the errors, or the only one is.

    A file that was not read at all belongs to no submission; where the report is about one only, it is that one's.
    """
    named = {error.file for error in report.errors}
    own = [entry.source for entry in submission.files if entry.owner is FileOwner.OWN]
    mine = {shown for source in own for shown in (source.path, f"{source.path}!/{source.member}")}
    alone = len(report.submissions) == 1 and report.verdict is ReportVerdict.INCOMPLETE
    if alone or submission.coverage.unread or named & mine:
        return ReportVerdict.INCOMPLETE
    grave = any(finding.severity is not Severity.NOTE for finding in submission.findings)
    return ReportVerdict.FINDINGS if grave else ReportVerdict.CLEAN


def _told(submission: SubmissionReport) -> Iterator[Record]:
    """The figures that a report names: those that agree, then those that a finding is about."""
    paths = [entry.source.path for entry in submission.files]
    tied = {figure.key: (figure, "tied") for tick in submission.ticks for figure in tick.figures}
    broken = {figure.key: (figure, "contradicted") for finding in submission.findings for figure in finding.figures}
    for key, (figure, standing) in {**tied, **broken}.items():
        place = figure.place
        if key and figure.something:
            yield (
                key, figure.label, figure.raw, None if figure.value is None else format(figure.value, "f"), figure.unit,
                figure.state.value, standing, place.form, place.form_index,
                paths[place.file] if place.file < len(paths) else None, place.table, place.row, place.col, place.page,
                place.paragraph, figure.confidence,
            )  # fmt: skip


def _packed(report: SubmissionReport, verdict: ReportVerdict, profile: Profile, lang: str) -> bytes:
    """The findings.json of a submission without its ticks, compressed."""
    whole = AuditReport(
        version=__version__,
        profile=profile.name,
        checks=len(report.ledger),
        lang=lang,
        verdict=verdict,
        submissions=(replace(report, ticks=()),),
        errors=(),
    )
    return squeezed(dense(whole).encode("utf-8", "replace"))


def _finding(finding: Finding, report: SubmissionReport, lang: str) -> tuple[object, ...]:
    suspect = finding.figures[0]
    effect = finding.effect
    place = say_place(places_of(report, lang), suspect.place)
    return (
        finding.id,
        finding.check,
        finding.name,
        finding.severity.value,
        finding.nature.value,
        finding.cause or "",
        finding.title,
        finding.message,
        finding.calculation,
        str(effect.money) if effect is not None and effect.money is not None else None,
        str(effect.score) if effect is not None and effect.score is not None else None,
        suspect.label,
        suspect.raw,
        place,
        finding.question,
        finding.confidence,
    )
