"""What a row should score: its two numbers, and the points that the profile's rules give for them."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.directions import Direction, direction
from formaudit.checks.scores.measures import in_one_measure
from formaudit.forms.lookups import scored
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.settings import Profile
from formaudit.text import compact

__all__ = [
    "expected_score",
    "gives_reason",
    "measures_differ",
    "numeric_pair",
    "readings_of",
    "reverse_score",
    "row_figures",
    "score_tolerance",
    "scored_rows",
    "undecided_score",
    "weight_impossible",
]

_APART: Final = 2
"""So many powers of ten two amounts in one unit are apart at most."""
_CENT: Final = Decimal("0.01")
_DEADLINE: Final = compiled(r"\d+\s*[日号月年]?\s*(?:底|末|初)?(?:之|以)?前|\d+月\d+[日号]|次月|月底|年底|季末")

_REMEMBERED: Final = 4096
"""Texts of targets and results that are remembered: several checks ask what a row should score."""


def scored_rows(evidence: Evidence) -> tuple[tuple[SelfEvaluation, Indicator, Figure, Figure], ...]:
    """The indicator rows whose weight and score can be counted with."""
    known = evidence.submission.found_out
    if scored_rows not in known:  # each check of scores walks over them
        known[scored_rows] = tuple(_scored_rows(evidence))
    found: tuple[tuple[SelfEvaluation, Indicator, Figure, Figure], ...] = known[scored_rows]
    return found


def _scored_rows(evidence: Evidence) -> Iterator[tuple[SelfEvaluation, Indicator, Figure, Figure]]:
    for form in evidence.submission.self_evaluations:
        for row in scored(form):
            if row.level1 == "BUD":
                continue
            if row.weight is not None and row.score is not None and row.weight.filled and row.score.filled:
                yield form, row, row.weight, row.score


def weight_impossible(form: SelfEvaluation, row: Indicator, weight: Figure, profile: Profile) -> bool:
    """A weight above that of its level (or the form's total) is itself wrong; scores under it cannot be judged."""
    level = dict(form.level_weights).get(row.level1)
    bound = level if level is not None and level.filled else form.total_weight
    limit = bound.amount if bound is not None and bound.filled else profile.full_score
    return weight.amount > limit or weight.amount <= 0


def score_tolerance(form: SelfEvaluation, profile: Profile) -> Decimal:
    """How far a score may be from the computed one: by default 0.05, or half a point in a form of whole points."""
    return profile.whole_tolerance if form.whole_points else profile.score_tolerance


def numeric_pair(row: Indicator) -> tuple[Figure, Figure] | None:
    """Target and achievement where both are numbers in one measure; a date to be met (次月10日前) is none."""
    return _numbers(row) if in_one_measure(row) else None


def measures_differ(row: Indicator) -> bool:
    """Whether a row has two numbers that its units alone keep from being compared."""
    return _numbers(row) is not None and not in_one_measure(row)


def _numbers(row: Indicator) -> tuple[Figure, Figure] | None:
    target, achieved = row.target, row.achieved
    if target is None or achieved is None or target.value is None or achieved.value is None:
        return None
    if _is_deadline(row.target_text.text) or _is_deadline(row.achieved_text.text):
        return None
    if (
        target.unit != achieved.unit
        and target.unit
        and achieved.unit
        and not (target.unit in MONEY_UNITS and achieved.unit in MONEY_UNITS)
    ):
        return None
    # ≥5万 beside 52000: taken for 万元 the one would be a ten-thousandth of the other.
    if "" in (target.unit, achieved.unit) and (_in_ten_thousands(target) or _in_ten_thousands(achieved)):
        return None
    if "" in (target.unit, achieved.unit):
        return _in_one_unit(target, achieved)
    if "%" in (target.unit, achieved.unit):
        return _as_percent(target, achieved), _as_percent(achieved, target)
    return target, achieved


def _in_one_unit(target: Figure, achieved: Figure) -> tuple[Figure, Figure] | None:
    """Two numbers of which one prints no unit: it has the other's, unless 元 beside 万元 would explain them better."""
    unit = target.unit or achieved.unit
    pair = replace(target, unit=unit), replace(achieved, unit=unit)
    if unit == "%":
        return _as_percent(target, achieved), _as_percent(achieved, target)
    if unit in MONEY_UNITS and 0 not in (target.amount, achieved.amount):
        apart = abs((target.amount / achieved.amount).log10())
        return pair if apart < _APART else None
    return pair


def _as_percent(figure: Figure, other: Figure) -> Figure:
    """A share printed as a part of one (0.98, 1) beside a percentage above one, as per cent."""
    if figure.unit or not 0 < figure.amount <= 1 or other.amount <= 1:
        return figure
    return replace(figure, value=figure.amount * 100, unit="%", decimals=max(0, figure.decimals - 2))


def _in_ten_thousands(figure: Figure) -> bool:
    """Whether 万 or 亿 stands behind a number by itself: it is read as money and may as well be a count."""
    return figure.unit in MONEY_UNITS and "元" not in figure.raw and figure.raw.rstrip()[-1:] in ("万", "亿")


@lru_cache(maxsize=_REMEMBERED)
def _is_deadline(text: str) -> bool:
    return _DEADLINE.search(compact(text)) is not None


def expected_score(row: Indicator, weight: Decimal, profile: Profile) -> tuple[Decimal, str] | None:
    """The score that the profile's rule gives, with the calculation; ``None`` where the row has no two numbers."""
    pair = numeric_pair(row)
    if pair is None:
        return None
    target, achieved = wan(pair[0]), wan(pair[1])
    way = direction(row)
    if way is Direction.UNKNOWN:
        # Only what both directions agree on is told.
        return (weight, f"{plain(achieved)} = {plain(target)} → {plain(weight)}") if achieved == target else None
    if way is Direction.REVERSE:
        if achieved <= target:
            return weight, f"{plain(achieved)} ≤ {plain(target)} → {plain(weight)}"
        return reverse_score(profile.reverse[0], target, achieved, weight)
    if target == 0:
        good = achieved <= 0 if way is Direction.EQUAL else achieved >= 0
        return (weight if good else ZERO), f"{plain(achieved)} / 0 → {plain(weight if good else ZERO)}"
    if achieved >= target:
        return weight, f"{plain(achieved)} ≥ {plain(target)} → {plain(weight)}"
    score = (weight * max(achieved, ZERO) / target).quantize(_CENT, rounding=ROUND_HALF_UP)
    return score, f"{plain(weight)} × {plain(achieved)} ÷ {plain(target)} = {plain(score)}"


def readings_of(row: Indicator, weight: Decimal, profile: Profile) -> tuple[tuple[str, Decimal, str], ...]:
    """Every way in which the profile may score a row: rule, points, calculation; the rule that counts comes first."""
    first = expected_score(row, weight, profile)
    pair = numeric_pair(row)
    if first is None or pair is None:
        return ()
    way = direction(row)
    target, achieved = wan(pair[0]), wan(pair[1])
    if way is not Direction.REVERSE or achieved <= target:
        return ((way, *first),)
    return tuple(
        (f"reverse-{formula}", *reverse_score(formula, target, achieved, weight)) for formula in profile.reverse
    )


def reverse_score(formula: str, target: Decimal, achieved: Decimal, weight: Decimal) -> tuple[Decimal, str]:
    """The score of a result above a target that it should not exceed: falling to 0 at twice the target, or by ratio."""
    if formula == "ratio" and achieved > 0:
        score = (weight * max(target, ZERO) / achieved).quantize(_CENT, rounding=ROUND_HALF_UP)
        return score, f"{plain(weight)} × {plain(target)} ÷ {plain(achieved)} = {plain(score)}"
    if target <= 0 or achieved >= 2 * target:
        return ZERO, f"{plain(achieved)} ≥ 2 × {plain(target)} → 0"
    score = (weight * (1 - (achieved - target) / target)).quantize(_CENT, rounding=ROUND_HALF_UP)
    return score, f"{plain(weight)} × (1 − ({plain(achieved)} − {plain(target)}) ÷ {plain(target)}) = {plain(score)}"


def gives_reason(row: Indicator) -> bool:
    """Whether a row says why its result is off its target; 无 and 不适用 say nothing."""
    return len(compact(row.reason.text)) > 1 and compact(row.reason.text) not in ("无", "不适用")


def row_figures(row: Indicator, *first: Figure) -> tuple[Figure, ...]:
    """The figures of a row as evidence, those in question first."""
    rest = [
        figure
        for figure in (row.target, row.achieved, row.weight, row.score)
        if figure is not None and figure not in first
    ]
    return (*first, *rest)


def undecided_score(check: str, row: Indicator, reason: str, score: Figure) -> Verdict:
    """A score that cannot be judged, with the reason."""
    return Verdict(
        check=check,
        outcome=Outcome.UNDECIDED,
        key=score.key,
        figures=row_figures(row, score),
        calculation="",
        message=phrase(f"undecided.{reason}", label=score.label),
    )
