"""What a worker does with some files of an archive: read, group, audit, and give back rows for the store.

The same code runs for each file whatever engine starts it. Nothing here knows the store.
"""

import hashlib
import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from formaudit.archive.walk import fetched, is_slow
from formaudit.audit import audit_submission, year_before
from formaudit.checks.batch import make_batch, metrics_of, runs_of
from formaudit.errors import FormauditError, InputError
from formaudit.extract.ahead import converted_ahead
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.door import convert_together
from formaudit.extract.sniff import sniff
from formaudit.graph.collect import figures_of
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.gather import Gathered, gather, located
from formaudit.messages.failure import fact
from formaudit.model.document import Document
from formaudit.model.forms import BaseDataForm, Form, FundList, Report, SelfEvaluation, UnknownForm
from formaudit.model.report import AuditReport, Finding, ReportVerdict, SubmissionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.reports.findings_json import dumps
from formaudit.reports.places import places_of, say_place
from formaudit.settings import Profile
from formaudit.version import __version__

__all__ = ["Audited", "Done", "FileRow", "Job", "bunches", "key_of", "work", "work_together"]

_KEPT_FIGURES: Final = ("annex2", "annex3", "annex4")
_KEPT_UNITS: Final = frozenset({"万元", "元", "%", "人", "分"})
_KINDS: Final[dict[type, str]] = {
    FundList: "annex1", BaseDataForm: "annex2", Report: "report", UnknownForm: "unknown",
}  # fmt: skip
_SKETCH: Final = 2
"""How many of a passage's hashed runs are kept to find passages that other units share."""
_SIGNED: Final = 2**31
_BUNCH: Final = 12
"""So many old Word files at least go through one call of the converter, if there are as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Files that are read together. ``item`` names where they lie: a folder, or a file that is read alone.

    ``key`` asks for one submission; empty: whatever the files hold. ``prior`` are the files of the same unit's
    submission a year before, ``peers`` those of units that share passages.
    """

    archive: str
    item: str
    paths: tuple[str, ...]
    profile: Profile
    lang: str = "zh"
    key: str = ""
    prior: tuple[str, ...] = ()
    peers: tuple[tuple[str, ...], ...] = ()

    @property
    def opened(self) -> tuple[str, ...]:
        """All files that are read for it."""
        return (*self.paths, *self.prior, *(path for peer in self.peers for path in peer))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """What became of a file, or of a member of a packed one (``container`` names the packed file).

    ``state`` is read, error, other (nothing of a submission in it), own (this program wrote it), version (a version
    that is not adopted: it is not audited) or package.
    """

    path: str
    container: str
    sha256: str
    format: str
    state: str
    code: str = ""
    detail: str = ""
    forms: str = ""
    submission: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The outcome of a job."""

    files: tuple[FileRow, ...]
    audited: tuple[Audited, ...]
    seconds: float


def key_of(unit: str, year: int | None, item: str) -> str:
    """The key of a submission: its unit, its year, and where its files lie; each may be empty."""
    return f"{normalise_name(unit).replace('|', '／')}|{year or ''}|{item}"


def work(job: Job) -> Done:
    """Do a job. A file that cannot be read is a row with its error; nothing of that kind is raised."""
    return work_together((job,))[0]


def work_together(jobs: tuple[Job, ...]) -> tuple[Done, ...]:
    """Do some jobs of one archive; their old Word files go through a converter by one call."""
    wanted = {path: None for job in jobs for path in job.opened}
    with fetched(jobs[0].archive, tuple(wanted)) as (here, refused):
        slow = [path for path in here.values() if is_slow(path.name)]
        with converted_ahead(convert_together(_bytes(slow))):
            return tuple(_work(job, here, refused) for job in jobs)


def bunches(jobs: Iterable[Job]) -> Iterator[tuple[Job, ...]]:
    """The jobs as a worker does them: those with old Word files by the dozen, all others one by one."""
    waiting: list[Job] = []
    held = 0
    for job in jobs:
        slow = sum(map(is_slow, job.opened))
        if not slow:
            yield (job,)
            continue
        waiting.append(job)
        held += slow
        if held >= _BUNCH:
            yield tuple(waiting)
            waiting, held = [], 0
    if waiting:
        yield tuple(waiting)


def _bytes(paths: Iterable[Path]) -> Iterator[bytes]:
    """What is in some files; one that cannot be read is told when its turn comes."""
    for path in paths:
        with suppress(OSError):
            yield path.read_bytes()


def _work(job: Job, here: dict[str, Path], refused: dict[str, str]) -> Done:
    start = time.perf_counter()
    gathered, names = _gather([here[path] for path in job.paths if path in here], here, job.profile)
    prior = _gather([here[path] for path in job.prior if path in here], here, job.profile)[0]
    peers = [_gather([here[path] for path in peer if path in here], here, job.profile)[0] for peer in job.peers]
    files = (*_files(job, here, gathered, names, refused), *_refused(job, refused))
    audited = tuple(
        _audited(job, submission, names, prior, [each for peer in peers for each in peer.submissions[:1]])
        for submission in gathered.submissions
        if submission.adopted
        if not job.key or key_of(submission.unit, submission.year, job.item) == job.key
    )
    return Done(files=files, audited=audited, seconds=time.perf_counter() - start)


def _gather(paths: Sequence[Path], here: dict[str, Path], profile: Profile) -> tuple[Gathered, dict[str, str]]:
    """What is in some files, and the archive's path for each name under which it is shown."""
    if not paths:
        return Gathered(submissions=(), errors=()), {}
    back = {path.resolve(): name for name, path in here.items()}
    names = {shown: back.get(path.resolve(), shown) for shown, path in located(paths).items()}
    return gather(paths, profile.names, isolated=False), names


def _whole(shown: str, names: dict[str, str]) -> str:
    """The archive's path of a document, its place in a packed file included."""
    base, mark, member = shown.partition("!/")
    return names.get(base, base) + mark + member


def _refused(job: Job, refused: dict[str, str]) -> Iterable[FileRow]:
    """The rows of files that are there and that the archive does not hand out."""
    for path in job.paths:
        if path in refused:
            told = fact(InputError("unreadable", path, refused[path]), job.lang)
            yield failed(path, "unreadable", told, "")


def _files(
    job: Job, here: dict[str, Path], gathered: Gathered, names: dict[str, str], refused: Collection[str]
) -> tuple[FileRow, ...]:
    rows: dict[str, FileRow] = {}
    hashes = {path: _hash(here[path]) for path in job.paths if path in here}
    for submission in gathered.submissions:
        key = key_of(submission.unit, submission.year, job.item)
        for number, document in enumerate(submission.documents):
            forms = sorted({_kind(form) for form in submission.forms if form.file == number})
            row = _read(document, names, key, forms)
            if submission.adopted:
                rows[row.path] = row
            else:
                rows.setdefault(row.path, replace(row, state="version", submission=""))
    for error in gathered.errors:
        path = _whole(error.file, names)
        base, mark, _ = path.partition("!/")
        rows.setdefault(
            path,
            FileRow(
                path=path,
                container=base if mark else "",
                sha256=hashes.get(base, ("", ""))[0],
                format=hashes.get(base, ("", ""))[1],
                state="other" if error.code == "no-form" else "error",
                code=error.code,
                detail=fact(error, job.lang)[:300],
            ),
        )
    for shown in gathered.own:
        path = _whole(shown, names)
        base, mark, _ = path.partition("!/")
        digest, form = hashes.get(base, ("", ""))
        rows.setdefault(
            path, FileRow(path=path, container=base if mark else "", sha256=digest, format=form, state="own")
        )
    for path in job.paths:
        if path in refused:
            continue
        told = hashes.get(path)
        if told is None:
            rows.setdefault(path, FileRow(path=path, container="", sha256="", format="", state="gone"))
        elif path not in rows:
            # A packed file stands for itself beside its members.
            rows[path] = FileRow(path=path, container="", sha256=told[0], format=told[1], state="package")
    return tuple(rows[path] for path in sorted(rows))


def _kind(form: Form) -> str:
    """What a form is called: annex1 … annex4, report, unknown."""
    if isinstance(form, SelfEvaluation):
        return form.form
    return _KINDS[type(form)]


def _read(document: Document, names: dict[str, str], key: str, forms: Sequence[str]) -> FileRow:
    source = document.source
    path = _whole(source.path, names)
    base, mark, _ = path.partition("!/")
    return FileRow(
        path=path,
        container=base if mark else "",
        sha256=source.sha256,
        format=source.format,
        state="read",
        forms=",".join(forms),
        submission=key,
    )


def _hash(path: Path) -> tuple[str, str]:
    """The hash of a file and its format told by its first bytes; empty where it is gone."""
    try:
        with path.open("rb") as file:
            head = file.read(65536)
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest(), archive_kind(head) or sniff(head)
    except OSError:
        return "", ""


def _audited(
    job: Job, submission: Submission, names: dict[str, str], prior: Gathered, peers: Sequence[Submission]
) -> Audited:
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


def audited_from(report: AuditReport, submission: SubmissionReport, item: str) -> Audited:
    """A submission of a report as it goes into a store; ``item`` tells it from others of the same unit and year."""
    counts = [sum(finding.severity is severity for finding in submission.findings) for severity in Severity]
    total = next((row.score for row in submission.scores if row.nature == "total" and row.score is not None), None)
    figures = {
        figure.key: (figure.key, figure.label, figure.raw, str(figure.value), figure.unit, figure.place.form or "")
        for figure in (
            *(figure for tick in submission.ticks for figure in tick.figures),
            *(figure for finding in submission.findings for figure in finding.figures),
        )
        if figure.key and figure.value is not None and figure.unit in _KEPT_UNITS and figure.place.form in _KEPT_FIGURES
    }
    coverage = submission.coverage
    alone = replace(report, submissions=(submission,), errors=())
    return Audited(
        key=key_of(submission.unit, submission.year, item),
        unit=normalise_name(submission.unit),
        name=submission.unit,
        year=submission.year,
        verdict="findings" if any(counts[:3]) else "clean",
        profile=submission.profile or report.profile,
        counts=(counts[0], counts[1], counts[2], counts[3]),
        coverage=(coverage.figures, coverage.tied, coverage.contradicted, coverage.untested),
        score=str(total.value) if total is not None and total.value is not None else None,
        report=zlib.compress(dumps(alone).encode("utf-8", "replace"), 1),
        figures=tuple(figures.values()),
        findings=tuple(_finding(finding, submission, report.lang) for finding in submission.findings),
        causes=tuple((c.id, c.kind, c.message, len(c.findings), c.confidence) for c in submission.causes),
        passages=(),
        metrics=(),
    )  # fmt: skip


def _packed(report: SubmissionReport, names: dict[str, str], profile: Profile, lang: str) -> bytes:
    """The findings.json of a submission without its ticks, with the archive's paths, compressed."""
    files = tuple(
        replace(entry, source=replace(entry.source, path=_whole(entry.source.path, names))) for entry in report.files
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


def failed(path: str, code: str, detail: str, digest: str) -> FileRow:
    """The row of a file on which workers died: named, and not read again until it changes."""
    return FileRow(path=path, container="", sha256=digest, format="", state="error", code=code, detail=detail)


def error_row(path: str, error: FormauditError, lang: str, digest: str = "") -> FileRow:
    """The row of a file with its error."""
    return failed(path, error.code, fact(error, lang)[:300], digest)


__all__ += ["audited_from", "error_row", "failed"]
