"""The findings as SARIF 2.1.0, for programs that collect results of checks."""

import json
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from formaudit.decisions.apply import standing_of
from formaudit.messages import word
from formaudit.model.decision import Standing
from formaudit.model.figure import Figure
from formaudit.model.report import AuditReport, Finding, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import arrange
from formaudit.reports.clean import one_line
from formaudit.reports.places import Places, places_of, say_place
from formaudit.reports.words import printed

__all__ = ["report_sarif"]

_LEVELS: Final = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NOTE: "note",
}
_SET_ASIDE: Final = {Standing.WAIVED: "accepted", Standing.DISMISSED: "accepted"}


def report_sarif(report: AuditReport) -> str:
    """The file's text. A run has one result for each finding; dismissed and waived ones carry a suppression."""
    findings = [(submission, item.finding) for submission in report.parts for item in arrange(submission).all]
    checks = dict(sorted({finding.check: finding for _, finding in findings}.items()))
    rules = list(checks)
    spoken = {submission.id: places_of(submission, report.lang) for submission in report.parts}
    run = {
        "tool": {
            "driver": {
                "name": "formaudit",
                "version": report.version,
                "rules": [_rule(checks[code]) for code in rules],
            }
        },
        "language": {"zh": "zh-CN", "en": "en-US"}[report.lang],
        "artifacts": [
            {
                "location": {"uri": _uri(entry.source.path)},
                "hashes": {"sha-256": entry.source.sha256},
            }
            for submission in report.submissions
            for entry in submission.files
        ],
        "results": [
            _result(report, submission, finding, spoken[submission.id], rules) for submission, finding in findings
        ],
        "invocations": [
            {
                "executionSuccessful": report.verdict != "incomplete",
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "descriptor": {"id": error.code},
                        "message": {"text": one_line(f"{error.file}: {error.message}")},
                    }
                    for error in report.errors
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.check,
        "name": finding.name,
        "shortDescription": {"text": one_line(finding.title)},
        "help": {"text": one_line(finding.question) or one_line(finding.title)},
    }


def _result(
    report: AuditReport, submission: SubmissionReport, finding: Finding, places: Places, rules: list[str]
) -> dict[str, Any]:
    suspects = finding.figures[: max(finding.suspects, 1)]
    text = " ".join(part for part in (one_line(finding.message), one_line(finding.calculation)) if part)
    state = standing_of(finding, report.decided_on)
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": rules.index(finding.check),
        "level": _LEVELS[finding.severity],
        "kind": "fail",
        "message": {"text": text or one_line(finding.title)},
        "locations": [_location(figure, submission, places) for figure in suspects],
        "relatedLocations": [
            {"id": number, **_location(figure, submission, places)}
            for number, figure in enumerate(finding.figures[len(suspects) :], 1)
        ],
        "partialFingerprints": {"formaudit/v1": finding.id},
        "properties": {
            "severity": finding.severity.value,
            "nature": finding.nature.value,
            "confidence": finding.confidence,
            "unit": finding.unit or submission.unit,
            "year": finding.year if finding.unit else submission.year,
            "state": state.value,
        },
    }
    if finding.change:
        result["baselineState"] = {"new": "new", "changed": "updated"}.get(finding.change, "unchanged")
    if state in _SET_ASIDE and finding.decision is not None:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": _SET_ASIDE[state],
                "justification": one_line(finding.decision.reason) or word(f"standing.{state}", report.lang),
            }
        ]
    return result


def _location(figure: Figure, submission: SubmissionReport, places: Places) -> dict[str, Any]:
    place = figure.place
    path = submission.files[place.file].source.path if 0 <= place.file < len(submission.files) else ""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line, "snippet": {"text": one_line(figure.raw)}}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": figure.key, "kind": "member"}],
        "message": {"text": f"{one_line(figure.label)} {printed(figure, places.lang)} {say_place(places, place)}"},
    }


def _uri(path: str) -> str:
    """A relative URI reference; a path outside is named by its last part, so that no machine's folders leak."""
    pure = PurePosixPath(path.replace("\\", "/"))
    return quote(pure.name if pure.is_absolute() or ".." in pure.parts else str(pure))
