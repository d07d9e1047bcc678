"""A submission of an archive as it goes into the store: its packed report, its figures and findings as rows."""

import zlib
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.file_rows import whole_path
from formaudit.archive.job import Job, key_of
from formaudit.audit import audit_submission, year_before
from formaudit.checks.batch import make_batch, metrics_of, runs_of
from formaudit.graph.collect import figures_of
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.gather import Gathered
from formaudit.model.report import AuditReport, Finding, ReportVerdict, SubmissionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.reports.findings_json import dumps
from formaudit.reports.places import places_of, say_place
from formaudit.settings import Profile
from formaudit.version import __version__

__all__ = ["Audited", "audited"]

_KEPT_FIGURES: Final = ("annex2", "annex3", "annex4")
_KEPT_UNITS: Final = frozenset({"万元", "元", "%", "人", "分"})
_SKETCH: Final = 2
"""How many of a passage's hashed runs are kept to find passages that other units share."""
_SIGNED: Final = 2**31


class Audited(Struct, frozen=True, kw_only=True):
    """A submission as it goes into the store; ``report`` is a compressed findings.json without what holds."""

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
    figures: tuple[tuple[str, ...], ...]
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
    report = audit_submission(
        submission, profile, job.lang, prior=year_before(submission, prior.submissions), batch=batch, position=0
    )
    counts = [sum(finding.severity is severity for finding in report.findings) for severity in Severity]
    serious = any(finding.severity is not Severity.NOTE for finding in report.findings)
    alone = make_batch((submission,))
    total = next((row.score for row in report.scores if row.nature == "total" and row.score is not None), None)
    return Audited(
        key=key_of(submission.unit, submission.year, job.item),
        unit=normalise_name(submission.unit),
        name=submission.unit,
        year=submission.year,
        verdict="findings" if serious else "clean",
        profile=profile.name,
        counts=(counts[0], counts[1], counts[2], counts[3]),
        coverage=(
            report.coverage.figures, report.coverage.tied, report.coverage.contradicted, report.coverage.untested,
        ),
        score=str(total.value) if total is not None and total.value is not None else None,
        report=_packed(report, names, profile, job.lang),
        figures=tuple(_figures(submission)),
        findings=tuple(_finding(finding, report, job.lang) for finding in report.findings),
        causes=tuple((c.id, c.kind, c.message, len(c.findings), c.confidence) for c in report.causes),
        passages=tuple(
            (number, hashed - _SIGNED)
            for number, passage in enumerate(alone.passages[0])
            for hashed in sorted(runs_of(passage.masked))[:_SKETCH]
        ),
        metrics=tuple((metric.name, metric.size, str(metric.value)) for metric in metrics_of(submission)),
    )  # fmt: skip


def _packed(report: SubmissionReport, names: dict[str, str], profile: Profile, lang: str) -> bytes:
    """The findings.json of a submission without its ticks, with the archive's paths, compressed."""
    files = tuple(
        replace(entry, source=replace(entry.source, path=whole_path(entry.source.path, names)))
        for entry in report.files
    )
    whole = AuditReport(
        version=__version__,
        profile=profile.name,
        checks=len(report.ledger),
        lang=lang,
        verdict=ReportVerdict.FINDINGS if report.findings else ReportVerdict.CLEAN,
        submissions=(replace(report, ticks=(), files=files),),
        errors=(),
    )
    return zlib.compress(dumps(whole).encode("utf-8", "replace"), 1)


def _figures(submission: Submission) -> Iterable[tuple[str, ...]]:
    seen: set[str] = set()
    for figure in figures_of(submission):
        if figure.key in seen or figure.value is None or figure.unit not in _KEPT_UNITS:
            continue
        if figure.place.form in _KEPT_FIGURES:
            seen.add(figure.key)
            yield figure.key, figure.label, figure.raw, str(figure.value), figure.unit, figure.place.form or ""


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
