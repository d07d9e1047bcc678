"""S02–S04, S06, S07, S12: do the scores follow from the figures that the rows print."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.directions import Direction, direction
from formaudit.checks.scores.measures import by_rate, in_one_measure
from formaudit.checks.scores.printed_rules import full_below_target, own_rule
from formaudit.checks.scores.score_rules import (
    expected_score,
    gives_reason,
    measures_differ,
    numeric_pair,
    reverse_score,
    row_figures,
    score_tolerance,
    scored_rows,
    undecided_score,
    weight_impossible,
)
from formaudit.checks.scores.scored_words import MEASURED
from formaudit.forms.lookups import total_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import Indicator
from formaudit.model.verdict import Effect, Nature, Outcome, Severity, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = [
    "achieved_without_full_score",
    "cost_met_though_overspent",
    "positive_score_contradicts_ratio",
    "reverse_score_contradicts_ratio",
    "unmet_with_full_score",
    "zero_target_score",
]

_CENT: Final = Decimal("0.01")
_HARDLY: Final = Decimal("0.1")
"""Points that rounding to whole ones may give away without a word."""


def _judged(
    check: str,
    row: Indicator,
    score: Figure,
    result: tuple[Decimal, str],
    broken: str,
    *,
    lost: Decimal | None,
    holds: str = "score.holds",
) -> Verdict:
    """The verdict on a score beside what it should be and how that is reckoned; ``lost``: by how much it is off."""
    expected, calculation = result
    return Verdict(
        check=check,
        outcome=Outcome.HOLDS if lost is None else Outcome.BROKEN,
        key=score.key,
        figures=row_figures(row, score),
        calculation=calculation if lost is None else f"{calculation} ≠ {score.raw}",
        message=phrase(
            holds if lost is None else broken,
            label=score.label,
            printed=score.raw,
            expected=plain(expected),
            target=row.target_text.text,
            achieved=row.achieved_text.text,
        ),
        effect=None if lost is None else Effect(score=lost),
    )


def _scored_by_rule(evidence: Evidence, check: str, ways: tuple[Direction, ...]) -> Iterator[Verdict]:
    profile = evidence.profile
    for form, row, weight, score in scored_rows(evidence):
        pair = numeric_pair(row)
        if pair is None or direction(row) not in ways:
            continue
        zero_target = pair[0].amount == 0
        if zero_target != (check == "S04") and not (check == "S04" and direction(row) is Direction.EQUAL):
            continue
        if weight_impossible(form, row, weight, evidence.profile):
            yield undecided_score(check, row, "weight-impossible", score)
            continue
        result = expected_score(row, weight.amount, evidence.profile)
        if result is None:
            continue
        expected, calculation = result
        tolerance = score_tolerance(form, profile)
        met = expected == weight.amount
        holds = abs(score.amount - expected) <= tolerance
        if not holds and not met and direction(row) is Direction.REVERSE:
            others = (reverse_score(way, wan(pair[0]), wan(pair[1]), weight.amount) for way in profile.reverse[1:])
            other = next((one for one in others if abs(score.amount - one[0]) <= tolerance), None)
            holds = other is not None
            expected, calculation = other or result
        if not holds and (met or score.amount == weight.amount):
            # Achieved with points taken is S06, not achieved with full marks S07.
            continue
        if not holds and own_rule(form, row):
            yield undecided_score(check, row, "own-rule", score)
            continue
        lost = abs(score.amount - expected)
        verdict = _judged(check, row, score, (expected, calculation), "score.broken", lost=None if holds else lost)
        # Who takes more points than the rule does, and says why, has perhaps a stricter rule: a question, no more.
        stricter = check == "S03" and not holds and score.amount < expected and gives_reason(row)
        yield replace(verdict, severity=Severity.MINOR) if stricter else verdict


def positive_score_contradicts_ratio(evidence: Evidence) -> Iterator[Verdict]:
    """S02: achieved ≥ target gives the weight, else weight × achieved ÷ target."""
    yield from _scored_by_rule(evidence, "S02", (Direction.POSITIVE,))


def reverse_score_contradicts_ratio(evidence: Evidence) -> Iterator[Verdict]:
    """S03: up to the target the weight, falling to 0 at twice the target."""
    yield from _scored_by_rule(evidence, "S03", (Direction.REVERSE,))


def zero_target_score(evidence: Evidence) -> Iterator[Verdict]:
    """S04: a target of 0, or one to be met exactly."""
    yield from _scored_by_rule(evidence, "S04", (Direction.POSITIVE, Direction.REVERSE, Direction.EQUAL))


def achieved_without_full_score(evidence: Evidence) -> Iterator[Verdict]:
    """S06: the target is met and points are missing."""
    for form, row, weight, score in scored_rows(evidence):
        pair = numeric_pair(row)
        if pair is None or weight_impossible(form, row, weight, evidence.profile):
            if pair is not None:
                yield undecided_score("S06", row, "weight-impossible", score)
            continue
        result = expected_score(row, weight.amount, evidence.profile)
        if result is None or result[0] != weight.amount:
            continue
        holds = weight.amount - score.amount < _CENT
        if not holds and MEASURED.search(compact(row.achieved_text.text)):
            # ≥95% is no measured value (S11 says so); whether points were rightly taken cannot be told.
            yield undecided_score("S06", row, "not-measured", score)
            continue
        lost = weight.amount - score.amount
        yield _judged("S06", row, score, result, "S06.broken", lost=None if holds else lost)


def unmet_with_full_score(evidence: Evidence) -> Iterator[Verdict]:
    """S07: the target is missed and the marks are full."""
    for form, row, weight, score in scored_rows(evidence):
        if measures_differ(row):
            yield undecided_score("S07", row, "measures-differ", score)
            continue
        result = expected_score(row, weight.amount, evidence.profile)
        if result is None and direction(row) is Direction.UNKNOWN and numeric_pair(row) is not None:
            yield undecided_score("S07", row, "direction-unknown", score)
        if result is None or result[0] >= weight.amount or weight_impossible(form, row, weight, evidence.profile):
            continue
        tolerance = score_tolerance(form, evidence.profile)
        rounding = tolerance == evidence.profile.whole_tolerance and weight.amount - result[0] < tolerance
        holds = score.amount < weight.amount or (rounding and weight.amount - result[0] <= _HARDLY)
        if not holds and full_below_target(form, row):
            yield undecided_score("S07", row, "own-rule", score)
            continue
        lost = None if holds else weight.amount - result[0]
        verdict = _judged(
            "S07",
            row,
            score,
            result,
            "S07.broken",
            lost=lost,
            holds="S07.holds" if score.amount < weight.amount else "score.holds",
        )
        # In a form of whole points the full marks may be the rounded ones: worth a note, no more.
        noted = rounding and not holds
        yield replace(verdict, severity=Severity.NOTE, nature=Nature.ROUNDING) if noted else verdict


_BUDGET_WORDS: Final = compiled(r"预算|投入|资金|专项|拨款|转移支付|总额")


def cost_met_though_overspent(evidence: Evidence) -> Iterator[Verdict]:
    """S12: the cost indicator has full marks although more was spent than its reference."""
    for form, row, weight, score in scored_rows(evidence):
        if not (row.level1 == "COST" or row.level2.startswith("COST")):
            continue
        if direction(row) in (Direction.POSITIVE, Direction.UNKNOWN):
            continue  # money that was saved, or that a sign says was to be reached
        achieved, total = row.achieved, total_of(form)
        if achieved is None or achieved.unit not in MONEY_UNITS:
            continue
        reference = row.target if row.target is not None and row.target.unit in MONEY_UNITS else None
        if reference is None and _BUDGET_WORDS.search(compact(row.target_text.text)) and total is not None:
            reference = total.original_budget if "年初" in row.target_text.text else total.final_budget
        if reference is None or not reference.filled:
            continue
        if not achieved.filled:
            yield undecided_score("S12", row, "damaged-part", score)
            continue
        if not in_one_measure(row) or (reference is not row.target and by_rate(row.achieved_text, achieved)):
            yield undecided_score("S12", row, "measures-differ", score)
            continue
        gap = wan(achieved) - wan(reference)
        if ZERO < gap <= _CENT and achieved.unit == reference.unit == "元":
            continue  # a price that a cent of 万元 says nothing of: S07 tells of its points
        over = gap > _CENT
        broken = over and score.amount >= weight.amount
        yield Verdict(
            check="S12",
            outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
            key=score.key,
            figures=(achieved, reference, score, weight),
            calculation=f"{plain(wan(achieved))} {'>' if over else '≈' if gap > 0 else '≤'} {plain(wan(reference))}",
            message=phrase(
                "S12.broken" if broken else "S12.less" if over else "S12.holds",
                label=achieved.label,
                printed=achieved.raw,
                reference=reference.raw,
                reference_label=reference.label,
                score=score.raw,
            ),
            effect=Effect(money=wan(achieved) - wan(reference)) if broken else None,
        )
