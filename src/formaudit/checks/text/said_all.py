"""N02 in words: all of the money is said to be paid, and the report's own rate, or the only form's, says a part of it.

项目资金已全部拨付 behind 已拨付680万元，执行率80%. Only where the words are about the money as a whole, say the same
as the rate does (paid out is not the same as spent, and neither is handed on), and name no other day: what was left at
the end of the year may be paid by the day of writing. Words beside a figure are never more than a minor finding.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from msgspec import Struct

from formaudit.forms.lookups import base_of_rate, total_of
from formaudit.forms.quoting import part_of, word_figure
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.report_text import Report
from formaudit.model.statement import Role, StatementKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity, Verdict, VerdictKind
from formaudit.patterns import compiled

__all__ = ["all_said_paid"]

_ALL: Final = compiled(
    r"(?:^|[，,；;：:。、\s])(?:[（(]?[一二三四五六七八九十\d]+[)）、.．])?"
    r"(?:[本该此]|全年|年度|20\d\d年度?|项目|专项)*(?:资金|经费|款项)"
    r"[均都也现]?已?经?(?:全部|全额|悉数|100%|百分之百)(?P<verb>拨付|支付|支出|使用|执行|用)(?:完毕|完成|完|出去|出)?(?=[，,。；;]|$)"
)
_HANDED_ON: Final = "拨付"
_SPENT: Final = frozenset({"支付", "支出", "使用", "执行", "用"})
_OTHER_DAY: Final = compiled(
    r"截至|截止|目前|现已|至今|次年|今年|随后|之后|后续|[1-9]\d?月|将|拟|应|须|需|力争|确保|保证|计划|预计|争取|如|若|待|未"
)
_GONE: Final = compiled(r"执行|支[付出]|拨付|使用")
_SENTENCES: Final = compiled(r"[^。\n]+。?")
_NEARLY: Final = 99
"""From here on people say that all is paid and mean it."""
_RATED: Final = (Role.RATE, Role.PART, Role.WHOLE)


class _Part(Struct, frozen=True, kw_only=True):
    """A rate below a hundred: the figure, the two amounts it is made of, and the words that say what was done."""

    figures: tuple[Figure, Figure, Figure]
    words: str


def all_said_paid(submission: Submission) -> Iterator[Verdict]:
    """N02: the words say that all is paid, the only rate of it says that a part is.

    Breaks: 已支付80万元，执行率80% and, further on, 项目资金已全部支付. Holds: two rates, either of which may be meant;
    截至目前资金已全部支付; 已全部拨付 beside a rate of what was spent.
    """
    for report in submission.reports:
        told = [*_of_text(report)] or [*_of_form(submission)]
        if len({one.figures[0].value for one in told}) != 1:
            continue
        part = told[0]
        rate = part.figures[0]
        if rate.value is None or not 0 < rate.value < _NEARLY:
            continue
        for cell in chain.from_iterable(section.body for section in report.sections):
            for said in _said(cell, part.words):
                yield Verdict(
                    check="N02",
                    outcome=Outcome.BROKEN,
                    key=f"{rate.key}=all",
                    figures=(rate, *part.figures[1:], said),
                    calculation=f"{rate.raw} ≠ 100%",
                    message=phrase("N02.said-all", label=rate.label, printed=rate.raw, text=said.raw),
                    severity=Severity.MINOR,
                    kind=VerdictKind.REMARK,
                )


def _said(cell: TextCell, words: str) -> Iterator[Figure]:
    """The clauses of a paragraph that say that all the money has gone the way that the rate is of."""
    for sentence in _SENTENCES.finditer(cell.text):
        if _OTHER_DAY.search(sentence[0]):
            continue
        for found in _ALL.finditer(sentence[0]):
            verb = found["verb"]
            same = verb in words if verb == _HANDED_ON else any(spent in words for spent in _SPENT)
            if same:
                start, text = sentence.start() + found.start(), found[0].lstrip("，,；;：:。、 ")
                place = part_of(cell.place, start + len(found[0]) - len(text), start + len(found[0]))
                yield word_figure("report.all", "", text, place, cell.confidence)


def _of_text(report: Report) -> Iterator[_Part]:
    """The rates of money that the report prints with their two amounts, as far as they agree."""
    for statement in report.statements:
        if (
            statement.kind is StatementKind.SHARE
            and statement.standing.agreed
            and statement.roles == _RATED
            and any(_GONE.search(figure.label) for figure in statement.figures[:2])
        ):
            rate, part, whole = statement.figures
            yield _Part(figures=(rate, part, whole), words=statement.text)


def _of_form(submission: Submission) -> Iterator[_Part]:
    """The rate in the row of totals, where there is only one form."""
    if len(submission.self_evaluations) != 1:
        return
    form = submission.self_evaluations[0]
    row = total_of(form)
    whole = None if row is None else base_of_rate(form, row)
    if row is None or row.rate is None or row.actual_amount is None or whole is None:
        return
    if row.rate.filled and row.actual_amount.filled and whole.filled and whole.amount > row.actual_amount.amount:
        yield _Part(figures=(row.rate, row.actual_amount, whole), words="执行")
