"""N05, N07: problems without a measure, reasons that give none."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import (
    cell_figure,
    chapter,
    content_pairs,
    covered,
    row_figure,
    sentences,
)
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["problem_without_measure", "reason_is_no_reason"]


_PROBLEMS: Final = compiled(r"问题|不足")
_MEASURES: Final = compiled(r"措施|建议|改进|整改|打算|下一步")
_OTHER: Final = compiled(r"其他|其它")
_FEWEST_PAIRS: Final = 3


def problem_without_measure(evidence: Evidence) -> Iterator[Verdict]:
    """N05: the report names a problem to which no measure answers.

    A problem counts when not one word of it stands among the measures or in its own sentence as a remedy (将, 拟);
    several problems may share a measure. Breaks: 问题：档案管理不规范 with measures on publicity only.
    Holds: 完善档案管理制度.
    """
    for report in evidence.submission.reports:
        measures = [cell for cell in chapter(report, _MEASURES, _OTHER) if compact(cell.text)]
        problems = [cell for cell in chapter(report, _PROBLEMS, _OTHER) if cell not in measures]
        words = content_pairs("，".join(cell.text for cell in measures))
        if not measures or not problems or not words:
            continue
        items = [
            (cell, at, sentence)
            for cell in problems
            for at, sentence in sentences(cell)
            if len(content_pairs(sentence)) >= _FEWEST_PAIRS
        ]
        # The measures may go problem by problem without repeating their words: then their number answers.
        told = {id(cell) for cell, _, sentence in items if covered(sentence, words) > 0}
        open_items = [
            (cell, at, sentence)
            for cell, at, sentence in items
            if id(cell) not in told and not compiled(r"将|拟|下一步|今后").search(sentence)
        ]
        numbered = len(measures) >= len(problems) > 1
        bare = (
            []
            if numbered
            else list(
                {
                    id(cell): cell_figure(
                        f"report.problem[{compact(sentence)[:16]}]", "存在的问题", cell, at, at + len(sentence)
                    )
                    for cell, at, sentence in open_items
                }.values()
            )
        )
        if items:
            cell, at, sentence = items[0]
            tested = cell_figure(
                f"report.problem[{compact(sentence)[:16]}]", "存在的问题", cell, at, at + len(sentence)
            )
            yield Verdict(
                check="N05",
                outcome=Outcome.BROKEN if bare else Outcome.HOLDS,
                key="report.problems",
                figures=(*(bare or (tested,)), cell_figure("report.measures", "改进措施", measures[0])),
                calculation="；".join(one.raw[:24] for one in bare),
                message=phrase("N05.broken", count=str(len(bare)), text=bare[0].raw) if bare else phrase("N05.holds"),
                suspects=max(len(bare), 1),
            )


_PLAN: Final = compiled(r"将|拟|下一步|今后|进一步|继续|计划")
_CAUSE: Final = compiled(
    r"因|由于|导致|造成|受|影响|未能|不足|不够|不到位|滞后|偏|存在|差距|较低|有限|缺|少|延|停|故|取消|提升空间|难|高于|低于|超"
)
_STOCK: Final = 12


def reason_is_no_reason(evidence: Evidence) -> Iterator[Verdict]:
    """N07: the reason for lost points is a plan without a cause, or was copied from another form or the measures.

    One note for the submission; reasons of fewer than twelve characters are stock phrases and not compared. The same
    reason for the same indicator in the unit's and a project's form counts as copied only if it is a plan as well.
    Breaks: 将更多的新兴行业纳入保护. Holds: 因场地检修取消一期培训.
    """
    rows = [
        (form, row)
        for form in evidence.submission.self_evaluations
        for row in scored(form)
        if len(compact(row.reason.text)) >= _STOCK
    ]
    if not rows:
        return
    measures = [
        compact(cell.text) for report in evidence.submission.reports for cell in chapter(report, _MEASURES, _OTHER)
    ]
    odd: dict[str, Figure] = {}
    for form, row in rows:
        text = compact(row.reason.text)
        plan = bool(_PLAN.search(text)) and not _CAUSE.search(text)
        copied = any(text.rstrip("。；") in measure for measure in measures) or _elsewhere(form, row, rows)
        if plan or copied:
            figure = row_figure(form, row, row.reason, compact(row.name.text)[:24])
            odd.setdefault(figure.key, figure)
    cells = tuple(odd.values())
    yield Verdict(
        check="N07",
        outcome=Outcome.BROKEN if cells else Outcome.HOLDS,
        key="reasons",
        figures=cells or (row_figure(rows[0][0], rows[0][1], rows[0][1].reason),),
        calculation="；".join(cell.raw[:24] for cell in cells[:4]),
        message=phrase("N07.broken", count=str(len(cells)), text=cells[0].raw[:40])
        if cells
        else phrase("N07.holds", count=str(len(rows))),
        suspects=max(len(cells), 1),
    )


def _elsewhere(form: SelfEvaluation, row: Indicator, rows: list[tuple[SelfEvaluation, Indicator]]) -> bool:
    """Whether the same reason is given for another indicator."""
    text, name = compact(row.reason.text), compact(row.name.text)
    return any(
        compact(other.reason.text) == text and compact(other.name.text) != name
        for own, other in rows
        if other is not row and (own is form or own.form == form.form)
    )
