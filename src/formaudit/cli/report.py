"""``formaudit report``: the report of a findings.json again, in any format."""

import argparse
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from formaudit.cli.console import emit
from formaudit.cli.findings import day, decisions_at, is_store, read_findings
from formaudit.cli.wanted import LETTER, NAMES, formats_of
from formaudit.cli.written import Job, write_reports
from formaudit.decisions.apply import decided
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, word
from formaudit.model.report import AuditReport, SubmissionReport

__all__ = ["configure", "run"]

_NAMES: Final = ", ".join(NAMES)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("findings", metavar="FINDINGS", help=word("report.help.findings"))
    parser.add_argument(
        "--format", metavar="LIST", action="append", required=True, help=word("report.help.format", formats=_NAMES)
    )
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path(), help=word("report.help.out"))
    parser.add_argument("--unit", metavar="TEXT", default="", help=word("report.help.unit"))
    parser.add_argument("--font", metavar="NAME|FILE", default="", help=word("report.help.font"))
    parser.add_argument("--lang", choices=LANGUAGES, help=word("report.help.lang"))


def _batch(report: AuditReport, unit: str) -> SubmissionReport | None:
    """What is said in the batch of the units whose names hold a text."""
    batch = report.batch
    if batch is None:
        return None
    return replace(
        batch,
        findings=tuple(each for each in batch.findings if unit in each.unit),
        ticks=tuple(each for each in batch.ticks if unit in each.unit),
        undecided=tuple(each for each in batch.undecided if unit in each.unit),
    )


def run(options: argparse.Namespace) -> int:
    """Write the files and name them.

    Raises:
        UsageError: the findings cannot be read, a file cannot be written, or a part that a format needs is missing.

    """
    formats = tuple(dict.fromkeys(name for each in options.format for name in formats_of(each)))
    if LETTER in formats:
        raise UsageError("report-letter", options.findings)
    if not formats:
        raise UsageError("unknown-report")
    report = read_findings(options.findings, options.unit)
    if options.unit:
        submissions = tuple(each for each in report.submissions if options.unit in each.unit)
        if not submissions:
            raise UsageError("letter-no-unit", "", options.unit)
        report = replace(report, submissions=submissions, batch=_batch(report, options.unit))
    if is_store(options.findings):
        report = decided(report, decisions_at(options.findings), day(None))
    if options.lang is not None:
        report = replace(report, lang=options.lang)
    for path in write_reports(Job(report=report, documents={}, font=options.font), options.out, formats):
        emit(word("report.done", report.lang, file=str(path)))
    return int(ExitCode.OK)
