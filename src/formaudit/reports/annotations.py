"""The findings as annotations of a code platform: GitHub's workflow commands, GitLab's code quality report."""

import json
from collections.abc import Iterator
from typing import Final

from formaudit.decisions.apply import standing_of
from formaudit.model.decision import COUNTED
from formaudit.model.figure import Figure
from formaudit.model.report import AuditReport, Finding, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import arrange
from formaudit.reports.clean import one_line
from formaudit.reports.places import places_of, say_place
from formaudit.reports.tally import verdict_line

__all__ = ["FORMATS", "annotations"]

FORMATS: Final = ("github", "gitlab")
_GITHUB: Final = {
    Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NOTE: "notice",
}  # fmt: skip
_GITLAB: Final = {
    Severity.CRITICAL: "critical", Severity.MAJOR: "major", Severity.MINOR: "minor", Severity.NOTE: "info",
}  # fmt: skip


def annotations(report: AuditReport, form: str) -> str:
    """The text of one of ``FORMATS``; findings that were waived or dismissed are left out.

    GitHub shows each command at its file; its first line is the verdict, which it prints as it is. GitLab takes a list.
    """
    return _github(report) if form == "github" else _gitlab(report)


def _told(report: AuditReport) -> Iterator[tuple[Finding, Figure, str, str]]:
    """Each finding with its suspect, the path of that one's file and where it stands in words."""
    for submission in report.parts:
        places = places_of(submission, report.lang)
        for item in arrange(submission).all:
            finding = item.finding
            if standing_of(finding, report.decided_on) in COUNTED:
                suspect = finding.figures[0]
                yield finding, suspect, _path(submission, suspect), say_place(places, suspect.place)


def _path(submission: SubmissionReport, figure: Figure) -> str:
    files = submission.files
    path = files[figure.place.file].source.path if figure.place.file < len(files) else ""
    return path.partition("!/")[0]


def _github(report: AuditReport) -> str:
    lines = [one_line(verdict_line(report))]
    lines += [
        _command("error", {"file": error.file, "title": error.code}, f"{error.message} {error.remedy}")
        for error in report.errors
    ]
    for finding, suspect, path, place in _told(report):
        where = {"file": path, "title": f"{finding.check} {finding.title}"}
        if suspect.place.line is not None:
            where["line"] = str(suspect.place.line)
        said = f"{place}: {finding.message}" + (f" {finding.calculation}" if finding.calculation else "")
        lines.append(_command(_GITHUB[finding.severity], where, said))
    return "\n".join(lines) + "\n"


def _command(name: str, where: dict[str, str], said: str) -> str:
    """``::error file=…,title=…::…`` with what would end a part escaped."""
    parts = ",".join(
        f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in where.items() if value
    )
    return f"::{name} {parts}::{_escaped(said)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _gitlab(report: AuditReport) -> str:
    found: list[dict[str, object]] = [
        {
            "description": one_line(f"{error.message} {error.remedy}"),
            "check_name": error.code,
            "fingerprint": f"{error.code}:{error.file}",
            "severity": "blocker",
            "location": {"path": error.file, "lines": {"begin": 1}},
        }
        for error in report.errors
    ]
    found += [
        {
            "description": one_line(f"{finding.check} {finding.title}（{place}）{finding.message}"),
            "check_name": finding.name,
            "fingerprint": finding.id,
            "severity": _GITLAB[finding.severity],
            "location": {"path": path, "lines": {"begin": suspect.place.line or 1}},
        }
        for finding, suspect, path, place in _told(report)
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
