"""What an audit makes of files: what it read and warned of, what it accuses, whether it claims to be complete."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hidden.content import MARK
from formaudit.audit import audit_submissions
from formaudit.audit.entries import told_error
from formaudit.intake.gather import gather
from formaudit.model.report import ReportVerdict
from formaudit.model.verdict import Severity
from formaudit.settings import Profile

__all__ = ["Seen", "faults", "seen"]

_SERIOUS = (Severity.CRITICAL, Severity.MAJOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The outcome of an audit. ``read``: the hidden figure was read; ``form``: the hidden form was."""

    read: bool
    form: bool
    complete: bool
    told: frozenset[str]
    errors: tuple[str, ...]
    serious: frozenset[str]


def seen(files: Mapping[str, bytes]) -> Seen:
    """Audit files that were handed in together."""
    with tempfile.TemporaryDirectory() as name:
        for file, data in files.items():
            (Path(name) / file).write_bytes(data)
        gathered = gather([Path(name)], isolated=False)
        report = audit_submissions(
            gathered.submissions, [told_error(error, "zh") for error in gathered.errors], Profile(), "zh"
        )
    documents = [document for submission in gathered.submissions for document in submission.documents]
    texts = [paragraph.text for document in documents for paragraph in document.paragraphs]
    texts += [cell.text for document in documents for table in document.tables for cell in table]
    findings = [finding for each in report.submissions for finding in each.findings]
    return Seen(
        read=any(MARK in text.replace(",", "") for text in texts),
        form=any(submission.base_data for submission in gathered.submissions),
        complete=report.verdict is not ReportVerdict.INCOMPLETE,
        told=frozenset(warning.code for document in documents for warning in document.warnings),
        errors=tuple(f"{error.code} {error.file}" for error in gathered.errors),
        serious=frozenset(finding.check for finding in findings if finding.severity in _SERIOUS),
    )


def faults(what: str, found: Seen, twin: Seen) -> list[str]:
    """What is wrong with the outcome for a hidden ``figure`` or ``form``, beside that of the open submission."""
    wrong: list[str] = []
    more = found.serious - twin.serious
    if more:
        wrong.append(f"accused by {', '.join(sorted(more))}")
    if any(error.startswith(("damaged", "defect")) for error in found.errors):
        wrong.append(f"called damaged: {', '.join(found.errors)}")
    told = bool(found.told - twin.told or set(found.errors) - set(twin.errors))
    if what == "figure" and not (found.read or told):
        wrong.append("neither read nor told")
    if what == "form" and not found.form and found.complete:
        wrong.append("a form is missing and the run calls itself complete")
    return wrong
