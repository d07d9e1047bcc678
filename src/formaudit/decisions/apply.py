"""Decisions laid over a report: what each finding's standing is, and what is wrong with the decisions."""

import datetime as dt
from collections.abc import Mapping

from msgspec.structs import replace

from formaudit.model.decision import COUNTED, Book, Decision, Remark, Standing
from formaudit.model.report import AuditReport, Finding, ReportVerdict, SubmissionReport
from formaudit.model.verdict import Severity

__all__ = ["decided", "standing_of"]


def decided(report: AuditReport, book: Book, today: dt.date) -> AuditReport:
    """The report with the standing of each finding and remarks on the decisions.

    A waiver whose last day has passed, and a finding called rectified that is still found, are told and count again as
    open. A decision that fits no finding is told as unused where the report has the submission it was made for, or
    where it does not say for which.
    """
    by_finding = {decision.finding: decision for decision in book.decisions}
    found = {finding.id for submission in report.parts for finding in submission.findings}
    remarks = [*report.remarks, *book.remarks]
    for decision in book.decisions:
        if decision.finding in found:
            remarks += _about(decision, today)
        elif _concerns(decision, report) and decision.standing is not Standing.RECTIFIED:
            remarks.append(Remark(code="unused", finding=decision.finding, detail=_named(decision)))

    def laid(submission: SubmissionReport) -> SubmissionReport:
        findings = (
            replace(finding, decision=by_finding[finding.id]) if finding.id in by_finding else finding
            for finding in submission.findings
        )
        return replace(submission, findings=tuple(findings))

    batch = None if report.batch is None else laid(report.batch)
    report = replace(report, submissions=tuple(map(laid, report.submissions)), batch=batch)
    aside = sum(
        standing_of(finding, today) not in COUNTED for submission in report.parts for finding in submission.findings
    )
    if aside:
        remarks.append(Remark(code="set-aside", detail=str(aside)))
    serious = any(
        finding.severity is not Severity.NOTE and standing_of(finding, today) in COUNTED
        for submission in report.parts
        for finding in submission.findings
    )
    verdict = ReportVerdict.FINDINGS if serious else ReportVerdict.CLEAN
    if report.verdict is ReportVerdict.INCOMPLETE:
        verdict = report.verdict
    return replace(report, verdict=verdict, remarks=tuple(dict.fromkeys(remarks)), decided_on=today)


def standing_of(finding: Finding, today: dt.date | None) -> Standing:
    """Where a finding stands on a day; an expired waiver and a rectified finding that is still there are open."""
    decision = finding.decision
    if decision is None or decision.standing is Standing.RECTIFIED:
        return Standing.OPEN
    if today is not None and decision.expired(today):
        return Standing.OPEN
    return decision.standing


def _about(decision: Decision, today: dt.date) -> list[Remark]:
    if decision.expired(today):
        return [Remark(code="expired", finding=decision.finding, detail=f"{decision.expires} {_named(decision)}")]
    if decision.standing is Standing.RECTIFIED:
        return [Remark(code="not-rectified", finding=decision.finding, detail=_named(decision))]
    return []


def _concerns(decision: Decision, report: AuditReport) -> bool:
    units: Mapping[tuple[str, int | None], str] = {
        (submission.unit, submission.year): submission.id for submission in report.parts
    }
    return not decision.unit or (decision.unit, decision.year) in units


def _named(decision: Decision) -> str:
    return " ".join(part for part in (decision.check, decision.title) if part)
