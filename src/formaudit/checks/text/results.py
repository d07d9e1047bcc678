"""N06: a section on performance without results."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.quoting import cell_figure, chapter, word_figure
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.messages import phrase
from formaudit.model.report_text import ClaimKind
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["report_without_results"]

_RESULTS: Final = compiled(r"绩效|完成情况|实现情况|自评情况|评价结论|成效|履职|产出|效益")
_NO_RESULTS: Final = compiled(r"问题|措施|建议|应用|公开|其他|管理|附件")


_NUMBER: Final = compiled(r"(?<!\d)(?!20\d{2}年)\d+(?:\.\d+)?")
_SAID: Final = frozenset({ClaimKind.SCORE, ClaimKind.GRADE, ClaimKind.COMPLETION})


def report_without_results(evidence: Evidence) -> Iterator[Verdict]:
    """N06: the section on performance says nothing about results: no score, no rate, no value of an indicator.

    Results in another section count: a score, grade or rate of completion anywhere, or an achieved count of the forms.
    Breaks: 严格落实有关规定，提高资金使用效益。 Holds: 自评得分95分; 全年培训9次.
    """
    achieved = {
        (row.achieved.unit, row.achieved.amount)
        for form in evidence.submission.self_evaluations
        for row in form.indicators
        if row.achieved is not None and row.achieved.filled and row.achieved.unit not in ("", "%", *MONEY_UNITS)
    }
    for report in evidence.submission.reports:
        body = list(chapter(report, _RESULTS, _NO_RESULTS))
        if not body or not any(compact(cell.text) for cell in body):
            continue
        elsewhere = any(
            claim.kind in _SAID
            or any(figure.filled and (figure.unit, figure.amount) in achieved for figure in claim.figures)
            for claim in report.claims
        )
        told = elsewhere or any(_NUMBER.search(compact(cell.text)) for cell in body)
        first = next(cell for cell in body if compact(cell.text))
        yield Verdict(
            check="N06",
            outcome=Outcome.HOLDS if told else Outcome.BROKEN,
            key="report.results",
            figures=(
                cell_figure("report.results", "绩效情况", first),
                word_figure("report.results.title", "报告", report.title, report.place),
            ),
            calculation="",
            message=phrase("N06.holds" if told else "N06.broken"),
            severity=None if told else Severity.MINOR,
        )
