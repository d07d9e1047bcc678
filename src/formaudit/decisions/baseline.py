"""A report laid beside an earlier one: each finding is marked as new, changed or unchanged."""

from msgspec.structs import replace

from formaudit.decisions.compare import compare
from formaudit.model.comparison import Change
from formaudit.model.decision import Remark
from formaudit.model.report import AuditReport, SubmissionReport

__all__ = ["since"]


def since(report: AuditReport, baseline: AuditReport) -> AuditReport:
    """The report with each finding marked, and remarks on how many changed and on submissions that differ."""
    comparison = compare(baseline, report)
    changes = {row.after.id: row.change.value for row in comparison.rows if row.after is not None}
    counts = [Remark(code=f"since.{change}", detail=str(comparison.count(change))) for change in Change]

    def marked(submission: SubmissionReport) -> SubmissionReport:
        findings = (replace(finding, change=changes.get(finding.id, "")) for finding in submission.findings)
        return replace(submission, findings=tuple(findings))

    return replace(
        report,
        submissions=tuple(map(marked, report.submissions)),
        batch=None if report.batch is None else marked(report.batch),
        remarks=(
            *report.remarks,
            *(Remark(code="stranger", detail=name) for name in comparison.strangers),
            *(remark for remark in counts if remark.detail != "0"),
        ),
    )
