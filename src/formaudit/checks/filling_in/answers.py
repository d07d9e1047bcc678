"""F06, F07: signatures not seen, and answers that say nothing."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import called, cell_figure, chapter, form_address, form_figure, row_figure, word_figure
from formaudit.indicators.lexicon import lexicon
from formaudit.messages import Phrase, phrase
from formaudit.model.cells import Footer, TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, SelfEvaluation
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["perfunctory_answer", "signature_not_seen"]

_FIELDS: Final = (("filler", "填表人"), ("phone", "联系电话"), ("date", "填报日期"))


def signature_not_seen(evidence: Evidence) -> Iterator[Verdict]:
    """F06: who filled in a form, the telephone or the date is not to be seen in its text.

    Judged only where at least one form of the submission has such a line. Signatures and seals are written by hand or
    pictures, so only typed parts count and the words are 'not seen'; a form without
    the line is a note. Breaks: 填报日期 blank. Holds: all filled; a
    submission whose forms have no such line at all.
    """
    forms: list[BaseDataForm | SelfEvaluation] = [*evidence.submission.base_data, *evidence.submission.self_evaluations]
    if not any(form.footer.place is not None for form in forms):
        return
    for form in forms:
        missing = _missing(form.footer)
        place = form.footer.place
        figure = (
            form_figure(form)
            if place is None
            else word_figure(f"{form_address(form)}.footer", "签章", _line(form.footer), place)
        )
        yield Verdict(
            check="F06",
            outcome=Outcome.BROKEN if missing else Outcome.HOLDS,
            key=f"{form_address(form)}.footer",
            figures=(figure,),
            calculation="、".join(missing),
            message=_said(form, missing),
            severity=Severity.NOTE if missing and place is None else None,
        )


def _line(footer: Footer) -> str:
    return " ".join(part for part in (footer.head, footer.filler, footer.date) if part) or "—"


def _missing(footer: Footer) -> list[str]:
    if footer.place is None:
        return ["填表人", "填报日期"]
    return [name for code, name in _FIELDS if not getattr(footer, code)]


def _said(form: BaseDataForm | SelfEvaluation, missing: list[str]) -> Phrase:
    if not missing:
        return phrase("F06.holds", form=called(form))
    if form.footer.place is None:
        return phrase("F06.line", form=called(form))
    return phrase("F06.broken", form=called(form), missing="、".join(missing))


_MATTERS: Final = compiled(r"其他|其它")


def perfunctory_answer(evidence: Evidence) -> Iterator[Verdict]:
    """F07: an answer of six characters or fewer where a description is asked for.

    Measures of thrift, what became of the goals, why points were lost, problems and measures of the report. 无 is
    right for other matters, and a blank is another check's. Breaks: 厉行节约保障措施 按规定执行. Holds: a sentence.
    """
    cells: list[Figure] = []
    tested: list[Figure] = []
    for key, label, cell in _answers(evidence):
        figure = cell_figure(key, label, cell)
        tested.append(figure)
        text = compact(cell.text)
        if text and (len(text) <= 6 or text.rstrip("。.") in lexicon().phrases["perfunctory"]):
            cells.append(figure)
    if tested:
        yield Verdict(
            check="F07",
            outcome=Outcome.BROKEN if cells else Outcome.HOLDS,
            key="answers",
            figures=tuple(cells) or (tested[0],),
            calculation="；".join(cell.raw for cell in cells),
            message=phrase(
                "F07.broken", count=str(len(cells)), texts="、".join(dict.fromkeys(cell.raw for cell in cells))
            )
            if cells
            else phrase("F07.holds", count=str(len(tested))),
            suspects=max(len(cells), 1),
        )


def _answers(evidence: Evidence) -> Iterator[tuple[str, str, TextCell]]:
    for base in evidence.submission.base_data:
        if base.savings is not None and compact(base.savings.text) not in ("", "/", "—", "-"):
            yield "annex2.savings", "厉行节约保障措施", base.savings
    for form in evidence.submission.self_evaluations:
        for goal in form.goals:
            yield f"{form_address(form)}.goals.actual", "实际完成情况", goal.actual
        for row in scored(form):
            lost = row.weight is not None and row.score is not None and row.weight.filled and row.score.filled
            if lost and row.score is not None and row.weight is not None and row.score.amount < row.weight.amount:
                figure = row_figure(form, row, row.reason)
                if compact(row.reason.text) not in ("", "无", "不适用"):
                    yield figure.key, "偏差原因", row.reason
    for report in evidence.submission.reports:
        for title in ("问题", "措施|建议"):
            body = list(chapter(report, compiled(title), _MATTERS))
            if len(body) == 1:
                yield f"report.section[{title[:2]}]", "存在的问题" if title == "问题" else "改进措施", body[0]
