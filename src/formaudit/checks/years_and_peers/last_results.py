"""Y05, Y06: targets and words against last year's."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence, not_applicable
from formaudit.checks.scores.directions import Direction, direction
from formaudit.checks.scores.patterns import RANDOM_EVENTS
from formaudit.checks.years_and_peers.elsewhere import from_prior
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import cell_figure, chapter, form_address, form_figure
from formaudit.graph.tolerance import wan
from formaudit.indicators.normalise import normalise_name
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import SelfEvaluation
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["targets_below_last_result", "text_reused"]


def targets_below_last_result(evidence: Evidence) -> Iterator[Verdict]:
    """Y05: targets lie below what was reached last year.

    Same form, same name, same unit; positive targets only. Random events and demand may fall, satisfaction and rates
    of 90% or more are left alone, and a gap below a tenth is no setting low. One finding for each form. Breaks: 培训
    18次 last year, target 9次. Holds: target 18次; fewer cases.
    """
    prior = evidence.prior
    if prior is None or not any(forms_of_prior(prior)):
        yield not_applicable("Y05", evidence, "no-prior")
        return
    for form in evidence.submission.self_evaluations:
        last = next(
            (
                one
                for one in forms_of_prior(prior)
                if one.form == form.form
                and (form.form is FormKind.ANNEX3 or normalise_name(one.name) == normalise_name(form.name))
            ),
            None,
        )
        if last is None:
            continue
        reached = {
            normalise_name(row.name.text): row.achieved
            for row in scored(last)
            if row.achieved is not None and row.achieved.filled
        }
        pairs = [
            (row.target, other)
            for row in scored(form)
            if row.target is not None
            and row.target.filled
            and (other := reached.get(normalise_name(row.name.text))) is not None
            and other.unit == row.target.unit
            and row.level1 != "SAT"
            and direction(row) is Direction.POSITIVE
            and not RANDOM_EVENTS.search(row.name.text)
        ]
        low = [(target, other) for target, other in pairs if not _high(target) and wan(target) * 10 < wan(other) * 9]
        if not pairs:
            continue
        shown = low or pairs[:1]
        yield Verdict(
            check="Y05",
            outcome=Outcome.BROKEN if low else Outcome.HOLDS,
            key=f"{form_address(form)}.targets",
            figures=(*(target for target, _ in shown), *(from_prior(evidence, other) for _, other in shown)),
            calculation="；".join(f"{target.raw} {'<' if low else '/'} {other.raw}" for target, other in shown[:4]),
            message=phrase(
                "Y05.broken" if low else "Y05.holds",
                label=shown[0][0].label,
                count=str(len(low)),
                target=shown[0][0].raw,
                other=shown[0][1].raw,
            ),
            suspects=len(shown),
        )


def _high(target: Figure) -> bool:
    return target.unit == "%" and target.amount >= 90


def forms_of_prior(prior: Submission) -> tuple[SelfEvaluation, ...]:
    """Annex 3 and every annex 4 of last year."""
    return (*prior.departments, *prior.projects)


_REUSED: Final = compiled(r"问题|不足|措施|建议|改进|下一步|绩效情况|完成情况")
_OTHER: Final = compiled(r"其他|其它|职能|职责")
_SHORTEST: Final = 40
_ALIKE: Final = 0.85
_NUMBERS: Final = compiled(r"[\d.,，％%]+")
_FORMULA: Final = compiled(r"得分|等级为")


def text_reused(evidence: Evidence) -> Iterator[Verdict]:
    """Y06: problems, measures and results are told in last year's words.

    Paragraphs of forty characters or more, numbers left out, compared by pairs of characters; duties and the sentence
    that states score and grade are the same every year and not looked at. Breaks: the same paragraph on measures.
    Holds: another text.
    """
    prior = evidence.prior
    if prior is None or not prior.reports or not evidence.submission.reports:
        yield not_applicable("Y06", evidence, "no-prior")
        return
    ours, theirs = list(_long(evidence.submission)), list(_long(prior))
    same = [
        (cell, other)
        for cell, pairs in ours
        if (other := next((one for one, own in theirs if _dice(pairs, own) >= _ALIKE), None)) is not None
    ]
    if not ours or not theirs:
        return
    cells = [cell_figure(f"report.text[{compact(cell.text)[:16]}]", "报告", cell) for cell, _ in same] or [
        form_figure(evidence.submission.reports[0])
    ]
    yield Verdict(
        check="Y06",
        outcome=Outcome.BROKEN if same else Outcome.HOLDS,
        key="report.reused",
        figures=(*cells, *(from_prior(evidence, cell_figure("report.text", "报告", other)) for _, other in same)),
        calculation=f"{len(same)} / {len(ours)}",
        message=phrase("Y06.broken" if same else "Y06.holds", count=str(len(same)), total=str(len(ours))),
        suspects=len(cells),
    )


def _long(submission: Submission) -> Iterator[tuple[TextCell, frozenset[str]]]:
    for report in submission.reports:
        for cell in chapter(report, _REUSED, _OTHER):
            text = _NUMBERS.sub("", compact(cell.text))
            if len(text) >= _SHORTEST and not _FORMULA.search(text):
                yield cell, frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0
