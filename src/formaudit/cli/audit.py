"""``formaudit audit``: the main job."""

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

from formaudit.audit import audit_submissions
from formaudit.audit.entries import told_error
from formaudit.cli.arguments import either
from formaudit.cli.console import ReaderLeftError, emit, receives, remark, typed
from formaudit.cli.meter import Meter
from formaudit.cli.outlook import outlook_of
from formaudit.cli.output import exit_code, make_folder, show, show_front
from formaudit.cli.papers import Papers
from formaudit.cli.wanted import BOOK, DEFAULT, formats_of
from formaudit.errors import UsageError
from formaudit.intake.gather import Gathered, gather, located
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.report import AuditReport
from formaudit.model.verdict import Severity
from formaudit.profiles.names import with_names
from formaudit.profiles.read import AUTO, read_profile
from formaudit.reports.ranking import is_batch, ranked

__all__ = ["configure", "run"]

_LEVELS: Final = (*(severity.value for severity in Severity), "none")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=word("audit.help.path"))
    parser.add_argument("--out", metavar="DIR", type=Path, help=word("audit.help.out"))
    parser.add_argument("--reports", metavar="LIST", default="", help=word("audit.help.reports"))
    parser.add_argument("--font", metavar="NAME|FILE", default="", help=word("audit.help.font"))
    parser.add_argument(
        "--format", choices=("text", "json", "github", "gitlab"), default="text", help=word("audit.help.format")
    )
    parser.add_argument("--full", action="store_true", help=word("audit.help.full"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))
    parser.add_argument("--profile", metavar="NAME|FILE", default=AUTO, help=word("audit.help.profile"))
    parser.add_argument("--aliases", metavar="FILE", action="append", default=[], help=word("audit.help.aliases"))
    parser.add_argument("--prior", metavar="PATH", type=Path, help=word("audit.help.prior"))
    parser.add_argument("--baseline", metavar="FILE", type=Path, help=word("audit.help.baseline"))
    parser.add_argument("--decisions", metavar="FILE", help=word("audit.help.decisions"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=word("audit.help.date"))
    parser.add_argument("--watch", action="store_true", help=word("audit.help.watch"))
    parser.add_argument(
        "--fail-on", metavar="LEVEL", choices=_LEVELS, type=either(_LEVELS, "severity"), default="major",
        help=word("audit.help.fail-on"),
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Audit the paths, print the result, write the files, and say by the exit code how it went."""
    if options.watch:
        return int(_load("cli.watch").again(_run, options))
    try:
        return _run(options)
    except KeyboardInterrupt:
        remark(word("audit.interrupted", options.lang, paths=_words(options.paths)))
        raise


def _run(options: argparse.Namespace) -> int:
    formats = tuple(dict.fromkeys((*DEFAULT, *formats_of(options.reports))))
    baseline = _load("cli.findings").read_findings(options.baseline) if options.baseline is not None else None
    book = _load("cli.findings").decisions_at(options.decisions) if options.decisions is not None else None
    profile = with_names(read_profile(options.profile), options.aliases)
    missing = [path for path in options.paths if not path.exists()]
    if len(missing) == len(options.paths):
        raise UsageError("not-found", str(missing[0]))
    if options.prior is not None and not options.prior.exists():
        raise UsageError("not-found", str(options.prior))
    asked_on = _load("cli.findings").day(options.date) if options.date is not None or book is not None else None
    if options.out is not None:
        make_folder(options.out)
    for option, needs in _idle(options, formats):
        remark(word("audit.idle", options.lang, option=option, needs=needs))
    meter = Meter(options.lang)
    gathered = gather(options.paths, profile.names, aside=receives, watch=meter.watch("read"))
    prior = Gathered(submissions=(), errors=())
    if options.prior is not None:
        prior = gather([options.prior], profile.names, watch=meter.watch("prior"))
    errors = [told_error(error, options.lang) for error in (*gathered.errors, *prior.errors)]
    report = audit_submissions(
        gathered.submissions, errors, profile, options.lang, prior.submissions, meter.watch("audit")
    )
    meter.end()
    if gathered.own:
        remark(word("audit.own-output", options.lang, count=str(len(gathered.own)), file=gathered.own[0]))
    if baseline is not None:
        report = _load("decisions.baseline").since(report, baseline)
    if book is not None:
        report = _load("decisions.apply").decided(report, book, asked_on)
    papers = Papers(report, gathered.submissions, prior.submissions)
    _hand_over(options, report, papers, formats)
    return int(exit_code(report, None if options.fail_on == "none" else Severity(options.fail_on)))


def _hand_over(options: argparse.Namespace, report: AuditReport, papers: Papers, formats: Sequence[str]) -> None:
    """Print the result and write the files: of a batch the files first, which its front page names."""
    ranking = ranked(report) if is_batch(report) else None
    front = ranking is not None and options.format == "text" and not options.full
    unsaid: Exception | None = None
    try:
        if not front:
            _print(options, report, formats)
    except (ReaderLeftError, UsageError) as error:
        unsaid = error  # the files are written even so
    written: tuple[Path, ...] = ()
    meter = Meter(options.lang)
    try:
        if options.out is not None:
            writing = _load("cli.written")
            job = writing.Job(
                report=report, documents=papers, ranking=ranking, font=options.font, sources=located(options.paths),
                watch=meter.watch("write"),
            )  # fmt: skip
            written = writing.write_reports(job, options.out, formats)
    finally:
        meter.end()
        # Hours of work are shown even where the disk is full.
        outlook = outlook_of(report, written, options.out, f"formaudit audit {_words(options.paths)}")
        if front and ranking is not None:
            show_front(report, ranking, outlook, sys.stdout)
    for said in _told(options, report, written) if ranking is None else () if front else outlook.written:
        remark(said)
    if unsaid is not None:
        raise unsaid


def _told(options: argparse.Namespace, report: AuditReport, written: Sequence[Path]) -> Iterator[str]:
    """What was written about a submission, and what comes next."""
    for path in written:
        yield word("report.done", options.lang, file=str(path))
    told = next((path for path in written if path.name == "findings.json"), None)
    if told is not None and any(entry.findings for entry in report.parts):
        yield word("audit.next", options.lang, file=typed([told]), book=BOOK)


def _print(options: argparse.Namespace, report: AuditReport, formats: Sequence[str]) -> None:
    if options.format in ("github", "gitlab"):
        emit(_load("reports.annotations").annotations(report, options.format).rstrip("\n"))
        return
    page = str(options.out / "report.html") if options.out is not None and "html" in formats else ""
    show(report, sys.stdout, as_json=options.format == "json", out=page)


def _idle(options: argparse.Namespace, formats: Sequence[str]) -> list[tuple[str, str]]:
    """The options that do nothing in this call, each with what it needs."""
    found = []
    if options.date is not None and options.decisions is None:
        found.append(("--date", "--decisions"))
    if options.out is None and options.reports:
        found.append(("--reports", "--out"))
    if options.font and (options.out is None or "pdf" not in formats):
        found.append(("--font", "--out --reports pdf"))
    if options.full and options.format == "json":
        found.append(("--full", "--format text"))
    return found


def _words(paths: Sequence[Path]) -> str:
    """The paths as they are typed."""
    return typed(paths)


def _load(module: str) -> ModuleType:
    """What only an option needs is loaded with it."""
    return importlib.import_module(f"formaudit.{module}")
