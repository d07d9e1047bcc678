"""Processor time of the letters: ``python -m benchmarks.letters [SUBMISSION] [--findings N]``.

Each kind is built, written and read back for the submission's findings, all confirmed, and then for N findings made by
repeating them. The first letter pays for loading the writer. Bars: report and letters within 1 s for one submission,
5 s for 1,000 findings.
"""

import argparse
import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from formaudit.audit import audit_submissions
from formaudit.decisions.apply import decided
from formaudit.decisions.book import Book
from formaudit.intake.gather import gather
from formaudit.letters.build import build_letter
from formaudit.letters.letter import Kind, Party
from formaudit.letters.write import letter_bytes
from formaudit.model.decision import Decision, Standing
from formaudit.model.document import Document
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.profiles.read import read_profile

ROOT = Path(__file__).resolve().parents[1]


def repeated(submission: SubmissionReport, count: int) -> SubmissionReport:
    """The submission with ``count`` findings: its own again and again under other fingerprints and causes."""
    own, causes = submission.findings, submission.causes
    rounds = -(-count // len(own))
    findings = [
        replace(finding, id=f"{finding.id}-{turn}", cause=finding.cause and f"{finding.cause}-{turn}")
        for turn in range(rounds)
        for finding in own
    ]
    more = [
        replace(cause, id=f"{cause.id}-{turn}", findings=tuple(f"{id_}-{turn}" for id_ in cause.findings))
        for turn in range(rounds)
        for cause in causes
    ]
    return replace(submission, findings=tuple(findings[:count]), causes=tuple(more))


def confirmed(report: AuditReport) -> AuditReport:
    """The report after a person has confirmed everything."""
    ids = [finding.id for submission in report.submissions for finding in submission.findings]
    book = Book(decisions=tuple(Decision(finding=id_, standing=Standing.CONFIRMED) for id_ in ids))
    return decided(report, book, dt.date(2026, 1, 1))


def spent(job: Callable[[], object]) -> float:
    """Processor seconds of a job."""
    start = time.process_time()
    job()
    return time.process_time() - start


def measure(report: AuditReport, documents: tuple[Document, ...]) -> None:
    """Print a row for each kind."""
    submission = report.submissions[0]
    print(f"{len(submission.findings)} findings")
    for kind in Kind:
        letter = build_letter(report, submission, kind, Party())
        built = spent(lambda kind=kind: build_letter(report, submission, kind, Party()))  # type: ignore[misc]
        written = spent(lambda letter=letter: letter_bytes(letter, documents))  # type: ignore[misc]
        size = len(letter_bytes(letter, documents))
        print(
            f"  {kind:<16} items {len(letter.items):>4}  remarks {len(letter.remarks):>4}"
            f"  figures {len(letter.figures):>5}"
            f"  built {built:6.3f} s  written and checked {written:6.3f} s  {size / 1024:6.0f} KiB"
        )


def main() -> None:
    """Measure the submission as it is, and grown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("submission", nargs="?", type=Path, default=ROOT / "corpora" / "culture-other-funds")
    parser.add_argument("--findings", type=int, default=1000)
    options = parser.parse_args()
    rules = read_profile("default")
    gathered = gather([options.submission], rules.names)
    report = audit_submissions(gathered.submissions, (), rules, "zh")
    documents = gathered.submissions[0].documents
    measure(confirmed(report), documents)
    grown = replace(report, submissions=(repeated(report.submissions[0], options.findings),))
    measure(confirmed(grown), documents)


if __name__ == "__main__":
    main()
