"""Faults in rates and in the counts of staff."""

from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from formaudit.bench.base import Base
from formaudit.bench.edits import Edit
from formaudit.bench.in_figures import forms_of_base, held, off_by, pick
from formaudit.bench.slips import like
from formaudit.model.figure import Figure

__all__ = ["rate_of_other_row", "rate_wrong", "staff_count_wrong", "staffing_rate_wrong"]

_STEPS: Final = tuple(Decimal(step) for step in ("1", "2", "3", "5"))
_SEEN: Final = Decimal("0.02")

Edits = tuple[Edit, ...] | None


def _rates(base: Base) -> list[Figure]:
    return held(base, (row.rate for form in forms_of_base(base) for row in form.funds if row.rate is not None))


def rate_wrong(base: Base, rng: Random) -> Edits:
    """The printed execution rate is not execution ÷ budget."""
    return pick(base, rng, _rates(base), lambda number: off_by(number, rng, _STEPS[1:]))


def rate_of_other_row(base: Base, rng: Random) -> Edits:
    """The printed execution rate is that of another row of the same block."""
    choice: list[tuple[Figure, Decimal]] = []
    for form in forms_of_base(base):
        ratios = {
            (row.actual_amount.amount / row.final_budget.amount * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
            for row in form.funds
            if row.actual_amount is not None
            and row.final_budget is not None
            and row.actual_amount.filled
            and row.final_budget.filled
            and row.final_budget.amount > 0
        }
        choice += [
            (row.rate, ratio)
            for row in form.funds
            if row.rate is not None and row.rate.filled and base.relations.get(row.rate.key)
            for ratio in sorted(ratios)
            if abs(ratio - row.rate.amount) > _SEEN
        ]
    if not choice:
        return None
    rate, ratio = rng.choice(choice)
    return pick(base, rng, (rate,), lambda _: like(ratio, "0.00"))


def _staff(base: Base) -> list[Figure]:
    return [
        figure
        for form in base.submission.base_data
        for figure in (form.staff_in_post, form.authorised_posts)
        if figure is not None
    ]


def staff_count_wrong(base: Base, rng: Random) -> Edits:
    """编制数 or 实有人数 is wrong."""
    return pick(base, rng, held(base, _staff(base)), lambda number: off_by(number, rng, _STEPS))


def staffing_rate_wrong(base: Base, rng: Random) -> Edits:
    """控制率 does not follow from the two counts."""
    rates = [form.staffing_rate for form in base.submission.base_data if form.staffing_rate is not None]
    return pick(base, rng, held(base, rates), lambda number: off_by(number, rng, _STEPS))
