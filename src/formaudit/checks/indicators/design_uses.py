"""I10, I11: whether the indicators are about what the money was for, and the goals about the year."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.across.repeats import goal_items
from formaudit.checks.indicators.design import form_verdict
from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import form_for_row, scored
from formaudit.forms.quoting import (
    called,
    cell_figure,
    chapter,
    content_pairs,
    covered,
    form_address,
    row_figure,
    word_figure,
)
from formaudit.graph.expenses import children_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import wan
from formaudit.indicators.match import stem
from formaudit.messages import phrase
from formaudit.model.forms import BaseDataForm, CostRow, SelfEvaluation
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["goals_are_duties", "uses_without_indicator"]

_OTHER: Final = compiled(r"^其[他它]|^(?:预备|机动|不可预见)")


def uses_without_indicator(evidence: Evidence) -> Iterator[Verdict]:
    """I10: a use of the fund on which much was spent is met by no indicator and no goal.

    Uses are the 其中 rows of annex 2 below a project that has a form; a use counts with a fifth of the money, if not
    one word of its name stands in the form. Other items (其他) are left to F05. It needs reading, so it is a question.
    Breaks: 事故勘察费 20万元, no indicator on 勘察. Holds: an indicator 勘察件数.
    """
    for base in evidence.submission.base_data:
        if "final_account" not in base.columns:
            continue
        for at, row in enumerate(base.rows):
            children = children_of(base, at)
            form = form_for_row(row, evidence.submission.projects) if children else None
            if form is not None and row.item not in ("项目支出", "公用经费"):
                yield from _uses(base, row, children, form)


def _uses(base: BaseDataForm, row: CostRow, children: tuple[CostRow, ...], form: SelfEvaluation) -> Iterator[Verdict]:
    column = base.columns.index("final_account")
    whole = row.figures[column]
    texts = [text.text for one in scored(form) for text in (one.name, one.target_text, one.achieved_text)]
    texts += [goal.expected.text + "，" + goal.actual.text for goal in form.goals]
    words = content_pairs("，".join(texts))
    for child in children:
        spent = child.figures[column]
        if (
            not spent.filled
            or not whole.filled
            or wan(spent) * 5 < wan(whole)
            or wan(spent) <= 1
            or _OTHER.match(child.name)
        ):
            continue
        if not content_pairs(stem(child.name)) or not words:
            continue
        share = covered(stem(child.name), words)
        figures = (
            word_figure(f"{spent.key}.use", child.name, spent.raw, spent.place, spent.confidence),
            row_figure(form, scored(form)[0], scored(form)[0].name, form.name),
        )
        yield Verdict(
            check="I10",
            outcome=Outcome.BROKEN if share == 0 else Outcome.HOLDS,
            key=f"{form_address(form)}.use[{child.item or child.name}]",
            figures=figures,
            calculation=f"{plain(wan(spent))} ÷ {plain(wan(whole))}",
            message=phrase(
                "I10.broken" if share == 0 else "I10.holds", use=child.name, printed=spent.raw, form=called(form)
            ),
        )


_DUTIES: Final = compiled(r"职能|职责|主要任务")
_ALIKE: Final = 0.8
_SHORTEST: Final = 10


def goals_are_duties(evidence: Evidence) -> Iterator[Verdict]:
    """I11: a yearly goal repeats a duty of the unit, without a number and without a year.

    Four fifths of the goal's pairs of characters must stand in one paragraph of the duties. One note for each form.
    Breaks: goal 负责宣传推广农机购置补贴政策, the same among the duties. Holds: 全年宣传9次.
    """
    duties = [content_pairs(cell.text) for report in evidence.submission.reports for cell in chapter(report, _DUTIES)]
    if not duties:
        return
    for form in evidence.submission.self_evaluations:
        items = [
            (goal.expected, start, text)
            for goal in form.goals
            for start, text in goal_items(goal.expected.text) or ((0, goal.expected.text),)
            if len(compact(text)) >= _SHORTEST
        ]
        odd = [
            cell_figure(
                f"{form_address(form)}.goal[{compact(text)[:16]}].duty", "预期目标", cell, start, start + len(text)
            )
            for cell, start, text in items
            if not compiled(r"\d").search(text) and max(covered(text, duty) for duty in duties) >= _ALIKE
        ]
        if items:
            cell, start, text = items[0]
            tested = cell_figure(
                f"{form_address(form)}.goal[{compact(text)[:16]}].duty", "预期目标", cell, start, start + len(text)
            )
            yield form_verdict("I11", form, odd, tested)
