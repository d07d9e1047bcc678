"""The files that ``audit --out`` and ``report`` write: one writer for each format, loaded only where it is wanted."""

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.cli.console import complain
from formaudit.cli.letter_files import ALONE, Draft, deliver
from formaudit.cli.output import file_name, write_kept, write_pieces
from formaudit.cli.unit_pages import sweep, unit_pages, unit_report
from formaudit.cli.wanted import DEFAULT, LETTER
from formaudit.errors import FormauditError
from formaudit.intake.gather import Watch
from formaudit.letters.desk import concerned
from formaudit.messages.failure import line
from formaudit.model.document import Document
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.ranking import Ranking, is_batch, ranked

__all__ = ["FORMATS", "Job", "write_reports"]

_DPI: Final = 110.0
_MOST_PAGES: Final = 200


Product = tuple[str, Iterable[bytes]]
"""A file below the folder of results, and its content piece by piece."""


class Job(Struct, frozen=True, kw_only=True):
    """What is to be written: the report, the files' content by submission, and the face of a PDF.

    ``ranking`` is there where the report is about a batch. ``least`` is how grave a matter must be for a unit to be
    written to, ``folder`` where it all goes. ``sources`` says where the submissions' files lie, by the path that the
    report names. ``watch`` is told how many pages of units are written.
    """

    report: AuditReport
    documents: Mapping[str, Sequence[Document]]
    ranking: Ranking | None = None
    font: str = ""
    sources: Mapping[str, Path] = field(default_factory=dict)
    least: Severity = Severity.MAJOR
    folder: Path | None = None
    watch: Watch | None = None


def _load(module: str, name: str) -> Any:
    return getattr(importlib.import_module(f"formaudit.{module}"), name)


def _html(job: Job) -> Iterator[Product]:
    """One page; of a batch a page for each unit and then the index that leads to them."""
    to_html = _load("reports.html.page", "to_html")
    if job.ranking is None:
        views = _views(job, job.report.submissions)
        yield "report.html", (to_html(job.report, job.documents, views).encode(),)
        return
    names = unit_pages(job.ranking)
    for position, submission in enumerate(job.report.submissions):
        own = unit_report(job.report, submission)
        papers = {submission.id: job.documents.get(submission.id, ())}
        page = to_html(own, papers, _views(job, own.submissions), back=f"../report.html#u{position}")
        yield names[position], (page.encode(),)
        if job.watch is not None:
            job.watch(position + 1, len(names))
    yield "report.html", (_load("reports.html.index", "index_html")(job.report, job.ranking, names).encode(),)


def _views(job: Job, submissions: Sequence[SubmissionReport]) -> dict[str, Any]:
    """Pictures of the pages on which suspect figures stand, the first of them where there are very many."""
    wanted: dict[str, set[int]] = {}
    hashes: dict[str, str] = {}
    for submission in submissions:
        for finding in submission.findings:
            for figure in finding.figures[: finding.suspects]:
                if figure.place.page is not None and figure.place.bbox is not None:
                    source = submission.files[figure.place.file].source
                    if source.path in job.sources and not source.member:
                        wanted.setdefault(source.path, set()).add(figure.place.page)
                        hashes[source.path] = source.sha256
    shown: dict[str, Any] = {}
    left = _MOST_PAGES
    for path, pages in wanted.items():
        try:
            data = job.sources[path].read_bytes()
        except OSError:
            continue  # the file was there when it was audited; the report stands without its picture
        shown[hashes[path]] = _load("extract.pictures", "views")(data, sorted(pages)[:left], _DPI)
        left -= len(shown[hashes[path]])
    return shown


def _json(job: Job) -> Iterator[Product]:
    yield "findings.json", (piece.encode() for piece in _load("reports.findings_json", "chunks")(job.report))


def _xlsx(job: Job) -> Iterator[Product]:
    if job.ranking is None:
        yield "findings.xlsx", (_load("reports.workbook", "xlsx_bytes")(job.report, _ways(job)),)
    else:
        yield "findings.xlsx", _load("reports.batch_workbook", "xlsx_pieces")(job.report, job.ranking, _ways(job))


def _ways(job: Job) -> dict[str, str]:
    """The way to each file from the folder that the results go to, where there is one (not to another drive)."""
    ways: dict[str, str] = {}
    for shown, path in job.sources.items():
        if job.folder is not None:
            with suppress(ValueError):
                ways[shown] = os.path.relpath(path, job.folder).replace(os.sep, "/")
    return ways


def _docx(job: Job) -> Iterator[Product]:
    yield "report.docx", (_load("reports.docx_report", "report_docx")(job.report),)


def _pdf(job: Job) -> Iterator[Product]:
    yield "report.pdf", (_load("reports.pdf_report", "report_pdf")(job.report, job.font),)


def _csv(job: Job) -> Iterator[Product]:
    yield "findings.csv", (_load("reports.csv_report", "report_csv")(job.report).encode(),)


def _sarif(job: Job) -> Iterator[Product]:
    yield "findings.sarif", (_load("reports.sarif", "report_sarif")(job.report).encode("utf-8", "replace"),)


def _svg(job: Job) -> Iterator[Product]:
    for submission, tail in _named(job.report.submissions):
        for name in ("chain", "graph", "score"):
            picture = _load("reports.svg", f"{name}_svg")(submission, job.report.lang)
            yield f"{name}{tail}.svg", (picture.encode("utf-8", "replace"),)


def _graphml(job: Job) -> Iterator[Product]:
    network, text = _load("graph.network", "report_network"), _load("graph.network", "graphml")
    for submission, tail in _named(job.report.submissions):
        yield f"graph{tail}.graphml", (text(network(submission)).encode(),)


def _letters(job: Job, folder: Path) -> tuple[Path, ...]:
    """An inquiry to each unit that is to be asked, about all that nobody has judged otherwise: it does not judge."""
    kind = _load("letters.letter", "Kind").INQUIRY
    today = job.report.decided_on
    name = ALONE if len(job.report.submissions) == 1 else ""
    drafts = [
        Draft(
            # What the desk needs; the letter itself is made of the whole when its turn comes.
            submission=replace(each, ticks=(), undecided=(), ledger=(), chain=(), scores=()),
            kind=kind.value,
            make=partial(_letter, job, position, kind),
            name=name,
        )
        for position, each in enumerate(job.report.submissions)
        if concerned(each, job.least, today)
    ]
    return deliver(folder, drafts, today, job.report.lang, present=job.report.submissions)


def _letter(job: Job, position: int, kind: Any) -> bytes:
    submission = job.report.submissions[position]
    party = _load("letters.letter", "Party")()
    letter = _load("letters.build", "build_letter")(job.report, submission, kind, party, all_open=True)
    made: bytes = _load("letters.write", "letter_bytes")(letter, job.documents.get(submission.id, ()))
    return made


def _named(submissions: Sequence[SubmissionReport]) -> Iterator[tuple[SubmissionReport, str]]:
    """Each submission with what is added to its files' names: nothing where it is the only one."""
    if len(submissions) == 1:
        yield submissions[0], ""
        return
    for number, submission in enumerate(submissions, 1):
        yield submission, f"-{number}-{file_name(submission.unit, submission.year)[:60]}"


FORMATS: Final[Mapping[str, Callable[[Job], Iterator[Product]]]] = {
    "json": _json,
    "html": _html,
    "xlsx": _xlsx,
    "docx": _docx,
    "pdf": _pdf,
    "csv": _csv,
    "sarif": _sarif,
    "svg": _svg,
    "graphml": _graphml,
}


_OFFICE: Final = frozenset({".xlsx", ".docx"})
"""Files in which people write."""


def write_reports(job: Job, folder: Path, formats: Sequence[str] = DEFAULT) -> tuple[Path, ...]:
    """Write the report in each format into a folder, which is made where it is missing.

    Each file is complete or not there at all: it gets its name when it has been written. A letter of an earlier run
    that nobody asks for any more is taken away, unless a person has worked on it. A workbook or text that somebody has
    saved since stays as it is, and the new one is laid beside it.

    Raises:
        UsageError: code ``cannot-write``, or that of a format that cannot be made: all others have been written then.

    """
    if job.ranking is None and is_batch(job.report):
        job = replace(job, ranking=ranked(job.report))
    job = replace(job, folder=folder)
    paths: list[Path] = []
    failed: list[FormauditError] = []
    for name in formats:
        try:
            paths.extend(_letters(job, folder) if name == LETTER else _files(job, folder, name))
        except FormauditError as error:
            if error.code == "cannot-write":
                raise  # nor can the next one be written there
            failed.append(error)
        if name == "html":
            sweep(folder, paths)
    for one in failed[:-1]:
        complain(line(one))
    if failed:
        raise failed[-1]
    return tuple(paths)


def _files(job: Job, folder: Path, name: str) -> Iterator[Path]:
    """Write one format; the files that are done."""
    for file, content in FORMATS[name](job):
        path = folder / file
        if path.suffix in _OFFICE:
            yield write_kept(path, content, job.report.lang)
        else:
            write_pieces(path, content)
            yield path
