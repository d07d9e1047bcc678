"""The pages of the units of a batch: what they are called, what stands on them, and which are of an earlier run."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from formaudit.cli.output import file_name
from formaudit.extract.own_output import is_own_output
from formaudit.model.report import AuditReport, FileOwner, ReportVerdict, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.ranking import Ranking

__all__ = ["FOLDER", "sweep", "unit_pages", "unit_report"]

FOLDER: Final = "units"
_LONGEST: Final = 60


def unit_pages(ranking: Ranking) -> dict[int, str]:
    """The address of each submission's page from the index, by its place in the report; no two are the same."""
    named: dict[int, str] = {}
    taken: set[str] = set()
    for row in sorted(ranking.rows, key=lambda row: row.position):
        stem = file_name(row.unit, row.year)[:_LONGEST].strip(". ") or str(row.position + 1)
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        named[row.position] = f"{FOLDER}/{name}.html"
    return named


def unit_report(report: AuditReport, submission: SubmissionReport) -> AuditReport:
    """The report on one unit of a batch, without what concerns the batch."""
    own = {entry.source.path for entry in submission.files if entry.owner is FileOwner.OWN}
    errors = tuple(error for error in report.errors if error.file in own)
    verdict = ReportVerdict.CLEAN
    if any(finding.severity is not Severity.NOTE for finding in submission.findings):
        verdict = ReportVerdict.FINDINGS
    if errors or submission.coverage.unread:
        verdict = ReportVerdict.INCOMPLETE
    return replace(report, submissions=(submission,), batch=None, errors=errors, remarks=(), verdict=verdict)


def sweep(folder: Path, written: Sequence[Path]) -> None:
    """Take away the pages of units that an earlier run wrote and this one did not; nothing else is touched."""
    current = set(written)
    for page in sorted((folder / FOLDER).glob("*.html")):
        if page not in current:
            with suppress(OSError):
                if is_own_output(page.read_bytes()):
                    page.unlink()
    with suppress(OSError):
        (folder / FOLDER).rmdir()  # only where nothing is left in it
