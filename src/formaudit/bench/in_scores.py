"""Faults in weights, scores and results."""

from collections.abc import Iterable
from decimal import Decimal
from random import Random
from typing import Final

from formaudit.bench.base import Base
from formaudit.bench.edits import Edit, spot_of, text_at
from formaudit.bench.in_figures import off_by, pick
from formaudit.bench.slips import like
from formaudit.checks.scores.directions import Direction, direction
from formaudit.checks.scores.score_rules import numeric_pair, scored_rows
from formaudit.forms.lookups import total_of
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.patterns import compiled

__all__ = [
    "execution_score_wrong",
    "level_weight_wrong",
    "reason_removed",
    "result_overstated",
    "score_above_weight",
    "score_wrong",
    "target_as_result",
    "total_score_wrong",
    "unmet_with_full_marks",
    "weight_wrong",
]

_STEPS: Final = tuple(Decimal(step) for step in ("1", "2", "3", "5"))
_SIGN: Final = compiled(r"[≥≧⩾]|不低于|不少于|以上")
Edits = tuple[Edit, ...] | None


def _rows(base: Base) -> Iterable[tuple[SelfEvaluation, Indicator, Figure, Figure]]:
    return scored_rows(base.evidence)


def _summed(base: Base, figure: Figure | None) -> bool:
    return figure is not None and bool(base.relations.get(figure.key))


def weight_wrong(base: Base, rng: Random) -> Edits:
    """The weight of an indicator is wrong."""
    weights = [weight for _, _, weight, _ in _rows(base) if _summed(base, weight)]
    return pick(base, rng, weights, lambda number: off_by(number, rng, _STEPS))


def level_weight_wrong(base: Base, rng: Random) -> Edits:
    """The weight printed in a first-level label is wrong."""
    weights = [
        weight
        for form in (*base.submission.departments, *base.submission.projects)
        for _, weight in form.level_weights
        if _summed(base, weight)
    ]
    return pick(base, rng, weights, lambda number: off_by(number, rng, _STEPS)) if weights else None


def score_wrong(base: Base, rng: Random) -> Edits:
    """The score of an indicator is too low."""
    choice = [(weight, score) for _, _, weight, score in _rows(base) if _summed(base, score) and score.amount >= 2]
    if not choice:
        return None
    _, score = rng.choice(choice)
    lost = rng.choice([step for step in _STEPS if step < score.amount])
    return pick(base, rng, (score,), lambda number: like(score.amount - lost, number))


def score_above_weight(base: Base, rng: Random) -> Edits:
    """More points are given than there are."""
    choice = [(weight, score) for _, _, weight, score in _rows(base) if _summed(base, score)]
    if not choice:
        return None
    weight, score = rng.choice(choice)
    more = weight.amount + rng.choice(_STEPS)
    return pick(base, rng, (score,), lambda number: like(more, number.partition(".")[0]))


def total_score_wrong(base: Base, rng: Random) -> Edits:
    """总分 is not the sum of the scores."""
    totals = [
        form.total_score
        for form in (*base.submission.departments, *base.submission.projects)
        if _summed(base, form.total_score)
    ]
    return pick(base, rng, totals, lambda number: off_by(number, rng, _STEPS))


def execution_score_wrong(base: Base, rng: Random) -> Edits:
    """The score of the execution rate is too low."""
    scores = [
        row.score
        for form in (*base.submission.departments, *base.submission.projects)
        if (row := total_of(form)) is not None and row.score is not None and row.score.filled
    ]
    return pick(base, rng, scores, lambda number: like(max(Decimal(number) - rng.choice(_STEPS), Decimal(0)), number))


def unmet_with_full_marks(base: Base, rng: Random) -> Edits:
    """The result lies well below the target and the marks stay full."""
    choice = [
        pair
        for _, row, weight, score in _rows(base)
        if (pair := numeric_pair(row)) is not None
        and score.amount == weight.amount
        and direction(row) is Direction.POSITIVE
        and pair[0].amount >= 4
    ]
    if not choice:
        return None
    target, achieved = rng.choice(choice)
    low = (target.amount * rng.choice((Decimal("0.5"), Decimal("0.6"), Decimal("0.7")))).to_integral_value()
    if target.unit != achieved.unit or low >= target.amount:
        return None
    return pick(base, rng, (achieved,), lambda number: format(low, "f") if low < Decimal(number) else None)


def result_overstated(base: Base, rng: Random) -> Edits:
    """A result above its target is a little higher still: no other place repeats it."""
    choice = [
        achieved
        for _, row, _, _ in _rows(base)
        if (pair := numeric_pair(row)) is not None
        and direction(row) is Direction.POSITIVE
        and (achieved := pair[1]).amount >= pair[0].amount
        and achieved.unit != "%"
    ]
    return pick(base, rng, choice, lambda number: like(Decimal(number) + 1, number)) if choice else None


def target_as_result(base: Base, rng: Random) -> Edits:
    """The result repeats the target with its sign."""
    choice = [
        row
        for _, row, _, _ in _rows(base)
        if row.target is not None
        and row.achieved is not None
        and row.achieved.filled
        and row.target.comparison == "≥"
        and _SIGN.search(row.target_text.text)
        and row.target.unit not in ("工作日", "个工作日", "天", "日")
    ]
    if not choice:
        return None
    row = rng.choice(choice)
    assert row.achieved is not None
    spot = spot_of(row.achieved.place)
    before = text_at(base.documents, spot)
    if before is None:
        return None
    return (Edit(spot=spot, before=before, after=row.target_text.text, key=row.achieved.key),)


def reason_removed(base: Base, rng: Random) -> Edits:
    """Points were taken and the reason is gone."""
    choice = [
        row
        for _, row, weight, score in _rows(base)
        if score.amount < weight.amount and row.reason.text.strip() and row.reason.place.row is not None
    ]
    if not choice:
        return None
    row = rng.choice(choice)
    spot = spot_of(row.reason.place)
    return (Edit(spot=spot, before=row.reason.text, after=""),)
