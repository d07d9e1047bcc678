"""S01: do the points for carrying out the budget follow from its rate, by the usual rule or by one that is printed."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.execution_rules import points_by_rule, rules_of_execution
from formaudit.checks.scores.score_rules import score_tolerance
from formaudit.forms.lookups import base_of_rate, total_of
from formaudit.graph.reading import plain
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import FundRow, SelfEvaluation
from formaudit.model.verdict import Effect, Nature, Outcome, Severity, Verdict
from formaudit.settings import Profile

__all__ = ["PrintedPoints", "execution_score_contradicts_rate", "printed_points"]

_CENT: Final = Decimal("0.01")
_HARDLY: Final = Decimal("0.1")
"""Points that rounding to whole ones may give away without a word."""
_SHOWN: Final = 60
"""Characters of a printed rule that a calculation quotes."""


class PrintedPoints(Struct, frozen=True, kw_only=True):
    """What printed rules give for a score: ``points`` and the rule where one of them gives the score, else nothing.

    ``usual``: they say no more than the usual rule.
    """

    points: Decimal | None = None
    rule: str = ""
    usual: bool = False


class _Points(Struct, frozen=True, kw_only=True):
    """What S01 compares: the total row's score, weight and rate with the two amounts, and the points to be expected."""

    row: FundRow
    score: Figure
    weight: Figure
    actual: Figure
    budget: Figure
    expected: Decimal

    @property
    def rate(self) -> Figure | None:
        """The printed rate, where it is filled."""
        return self.row.rate if self.row.rate is not None and self.row.rate.filled else None


def execution_score_contradicts_rate(evidence: Evidence) -> Iterator[Verdict]:
    """S01: weight × execution rate, capped at the weight, or what a rule on the form or in the report gives."""
    profile = evidence.profile
    for form in evidence.submission.self_evaluations:
        points = _points_of(form, profile)
        if points is not None:
            yield _verdict(evidence, form, points)


def _points_of(form: SelfEvaluation, profile: Profile) -> _Points | None:
    total = total_of(form)
    if total is None or total.weight is None or total.score is None:
        return None
    actual, budget = total.actual_amount, base_of_rate(form, total)
    if actual is None or budget is None:
        return None
    if not all(one.filled for one in (total.weight, total.score, actual, budget)) or budget.amount <= 0:
        return None
    share = max(actual.amount / budget.amount, ZERO)
    share = Decimal(1) if share >= profile.execution_full / 100 else share
    expected = (total.weight.amount * share).quantize(_CENT, rounding=ROUND_HALF_UP)
    return _Points(row=total, score=total.score, weight=total.weight, actual=actual, budget=budget, expected=expected)


def printed_points(evidence: Evidence, form: SelfEvaluation, row: FundRow, *, usual: Decimal) -> PrintedPoints | None:
    """What the rules on a form, and in the reports beside it, give for its score; ``None`` where none is printed."""
    score, weight, actual, budget = row.score, row.weight, row.actual_amount, base_of_rate(form, row)
    rules = rules_of_execution(_texts(evidence, form))
    if not rules or score is None or weight is None or actual is None or budget is None:
        return None
    rates = [actual.amount / budget.amount * 100]
    rates += [row.rate.amount] if row.rate is not None and row.rate.filled else []
    tolerance = evidence.profile.score_tolerance
    found = [(points, rule) for rule in rules for rate in rates for points in points_by_rule(rule, rate, weight.amount)]
    best = min(found, key=lambda one: abs(one[0] - score.amount), default=None)
    if best is not None and abs(best[0] - score.amount) <= tolerance:
        return PrintedPoints(points=best[0].quantize(_CENT, rounding=ROUND_HALF_UP), rule=best[1])
    return PrintedPoints(usual=bool(found) and all(abs(points - usual) <= tolerance for points, _ in found))


def _texts(evidence: Evidence, form: SelfEvaluation) -> Iterator[str]:
    yield from (rule.text for rule in form.rules)
    for report in evidence.submission.reports:
        yield from (text.text for section in report.sections for text in section.body)


def _verdict(evidence: Evidence, form: SelfEvaluation, points: _Points) -> Verdict:
    profile, score, weight, expected = evidence.profile, points.score, points.weight.amount, points.expected
    whole = score.amount == score.amount.to_integral_value()
    tolerance = score_tolerance(form, profile) if whole else profile.score_tolerance
    holds = abs(score.amount - expected) <= tolerance
    # Whole points where the form's rule gives others may be rounded ones: worth a note, no more.
    rounded = holds and score.amount != weight and abs(score.amount - expected) > max(profile.score_tolerance, _HARDLY)
    if not holds or rounded:
        printed = printed_points(evidence, form, points.row, usual=expected)
        if printed is not None and printed.points is not None:
            told = f"{_rate_of(points)} → {plain(printed.points)} “{printed.rule[:_SHOWN]}”"
            return _judged(points, Outcome.HOLDS, told, printed.points)
        open_for = _left_open(points, printed, tolerance) if not holds else None
        if open_for is not None:
            return open_for
    broken = not holds or rounded
    told = (
        f"{plain(weight)} × min({plain(points.actual.amount)} ÷ {plain(points.budget.amount)}, 1) = {plain(expected)}"
    )
    verdict = _judged(
        points, Outcome.BROKEN if broken else Outcome.HOLDS, told + (f" ≠ {score.raw}" if broken else ""), expected
    )
    return replace(verdict, severity=Severity.NOTE, nature=Nature.ROUNDING) if rounded else verdict


def _rate_of(points: _Points) -> str:
    return (
        points.rate.raw if points.rate is not None else f"{plain(points.actual.amount)} ÷ {plain(points.budget.amount)}"
    )


def _left_open(points: _Points, printed: PrintedPoints | None, tolerance: Decimal) -> Verdict | None:
    """The verdict on a score that follows the printed rate, which is judged by itself, or has a rule of its own."""
    score, weight = points.score, points.weight.amount
    if points.rate is not None:
        by_rate = weight * min(points.rate.amount / 100, Decimal(1))
        if abs(score.amount - by_rate) <= tolerance:
            return Verdict(
                check="S01",
                outcome=Outcome.UNDECIDED,
                key=score.key,
                figures=(score, points.rate, points.actual, points.budget),
                calculation=f"{plain(weight)} × {points.rate.raw} = {plain(by_rate.quantize(_CENT))}",
                message=phrase("undecided.rate-doubtful", label=score.label),
            )
    if printed is not None and not printed.usual:
        return Verdict(
            check="S01",
            outcome=Outcome.UNDECIDED,
            key=score.key,
            figures=(score, points.weight, points.actual, points.budget),
            calculation="",
            message=phrase("undecided.own-rule", label=score.label),
        )
    return None


def _judged(points: _Points, outcome: Outcome, calculation: str, expected: Decimal) -> Verdict:
    holds = outcome is Outcome.HOLDS
    score = points.score
    return Verdict(
        check="S01",
        outcome=outcome,
        key=score.key,
        figures=(score, points.weight, points.actual, points.budget, *((points.rate,) if points.rate else ())),
        calculation=calculation,
        message=phrase(
            "score.holds" if holds else "score.broken",
            label=score.label,
            printed=score.raw,
            expected=plain(expected),
        ),
        effect=None if holds else Effect(score=abs(score.amount - expected)),
    )
