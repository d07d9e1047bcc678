"""The scores of each form beside what the rules give: one row for each score that can be counted with.

A row can be read in several ways (a result above a target that it should not exceed loses points linearly or by
ratio); every reading of the profile is given, the first one counts for the recomputed total. A score that follows none
of them stands as it is where the form prints a rule of its own.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.directions import direction
from formaudit.checks.scores.execution_score import printed_points
from formaudit.checks.scores.printed_rules import full_below_target, own_rule
from formaudit.checks.scores.score_rules import (
    numeric_pair,
    readings_of,
    score_tolerance,
    scored_rows,
    weight_impossible,
)
from formaudit.forms.lookups import base_of_rate, total_of
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.report import ScoreReading, ScoreRow

__all__ = ["score_rows"]

_CENT: Final = Decimal("0.01")


def score_rows(evidence: Evidence) -> tuple[ScoreRow, ...]:
    """The scores of annex 3 and each annex 4 in printed order, each form closed by its total."""
    rows: list[ScoreRow] = []
    for form in evidence.submission.self_evaluations:
        mine = [*_execution(evidence, form), *_indicators(evidence, form)]
        rows += mine
        rows += _total(form, mine)
    return tuple(rows)


def _execution(evidence: Evidence, form: SelfEvaluation) -> Iterator[ScoreRow]:
    total = total_of(form)
    if total is None or total.weight is None or total.score is None or not (total.weight.filled and total.score.filled):
        return
    actual, budget = total.actual_amount, base_of_rate(form, total)
    readings: tuple[ScoreReading, ...] = ()
    own = False
    if actual is not None and budget is not None and actual.filled and budget.filled and budget.amount > 0:
        weight = total.weight.amount
        score = (weight * min(max(actual.amount / budget.amount, ZERO), Decimal(1))).quantize(_CENT, ROUND_HALF_UP)
        told = f"{total.weight.raw} × min({actual.raw} ÷ {budget.raw}, 1)"
        readings = (ScoreReading(rule="execution", score=score, calculation=told),)
        printed = printed_points(evidence, form, total, usual=score)
        if printed is not None and printed.points is not None and not printed.usual:
            readings = (ScoreReading(rule="printed", score=printed.points, calculation=printed.rule), *readings)
        own = printed is not None and printed.points is None and not printed.usual
    yield _row(evidence, form, total.score.label, "execution", (total.weight, total.score), readings, own=own)


def _indicators(evidence: Evidence, form: SelfEvaluation) -> Iterator[ScoreRow]:
    for owner, row, weight, score in scored_rows(evidence):
        if owner is not form:
            continue
        readings: tuple[ScoreReading, ...] = ()
        own = False
        if numeric_pair(row) is None:
            nature = "worded"
        elif weight_impossible(form, row, weight, evidence.profile):
            nature = "doubtful"
        else:
            nature = direction(row)
            readings = tuple(
                ScoreReading(rule=rule, score=points, calculation=told)
                for rule, points, told in readings_of(row, weight.amount, evidence.profile)
            )
            own = own_rule(form, row) or full_below_target(form, row)
        yield _row(evidence, form, score.label, nature, (weight, score), readings, own=own)


def _row(
    evidence: Evidence,
    form: SelfEvaluation,
    label: str,
    nature: str,
    printed: tuple[Figure, Figure],
    readings: tuple[ScoreReading, ...],
    *,
    own: bool,
) -> ScoreRow:
    weight, score = printed
    tolerance = score_tolerance(form, evidence.profile)
    agrees = any(abs(reading.score - score.amount) <= tolerance for reading in readings) if readings else None
    if own and not agrees:
        readings, agrees = (), None
    return ScoreRow(
        form=form.form,
        form_index=form.index,
        label=label,
        nature=nature,
        weight=weight,
        score=score,
        readings=readings,
        agrees=agrees,
    )


def _total(form: SelfEvaluation, rows: list[ScoreRow]) -> Iterator[ScoreRow]:
    """The form's total: what is printed, and the sum with each score as the rules give it."""
    if not rows or form.total_score is None or not form.total_score.filled:
        return
    counted = [row.readings[0].score if row.readings else row.score.amount for row in rows if row.score is not None]
    points = sum(counted, ZERO)
    told = " + ".join(format(value.normalize(), "f") for value in counted)
    yield ScoreRow(
        form=form.form,
        form_index=form.index,
        label=form.total_score.label,
        nature="total",
        weight=form.total_weight,
        score=form.total_score,
        readings=(ScoreReading(rule="sum", score=points, calculation=told),),
        agrees=points == form.total_score.amount,
    )
