"""S08, S09, S13: over-fulfilment without a word, points that go against fulfilment, and scores that are all alike."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.directions import Direction, direction
from formaudit.checks.scores.printed_rules import own_rule
from formaudit.checks.scores.score_rules import (
    gives_reason,
    numeric_pair,
    score_tolerance,
    scored_rows,
    weight_impossible,
)
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import called
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import wan
from formaudit.indicators.normalise import normalise_name
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.settings import Profile
from formaudit.text import compact

__all__ = ["RANDOM_EVENTS", "order_of_scores_reversed", "over_fulfilled_without_reason", "scores_all_alike"]

RANDOM_EVENTS: Final = compiled(
    r"事故|案件|投诉|信访|来访|灾害|灾情|火灾|警情|报案|举报|纠纷|求助|抢险|突发|疫情|险情|受理|接警|出警|救助|救援|申请"
)
"""Things that nobody can plan: their number is what it happens to be."""

_SIGN: Final = compiled(r"[≥≤<>≧≦]")
_CENT: Final = Decimal("0.01")
_FEWEST_ROWS: Final = 8


def over_fulfilled_without_reason(evidence: Evidence) -> Iterator[Verdict]:
    """S08: the result is 130% of the target or more (the profile's line) and nobody says why.

    For positive targets above 0 with a measured result. Random events and demand are exempt; a reason in the row or a
    sentence of the report with the number and a word such as 超 is enough. Breaks: target 9次, result 18次, no
    reason. Holds: the row says why; result 10次.
    """
    line = evidence.profile.over_fulfilment
    told = [
        compact(body.text)
        for report in evidence.submission.reports
        for section in report.sections
        for body in section.body
        if compiled(r"超|高于|多于|增加|扩大|翻").search(body.text)
    ]
    for _, row, _, score in scored_rows(evidence):
        pair = numeric_pair(row)
        if (
            pair is None
            or direction(row) is not Direction.POSITIVE
            or wan(pair[0]) <= 0
            or RANDOM_EVENTS.search(row.name.text)
        ):
            continue
        target, achieved = pair
        share = wan(achieved) / wan(target) * 100
        if share <= 100:
            continue
        reason = gives_reason(row)
        raw = compiled(r"[^\d.]").sub("", achieved.raw)
        holds = share < line or reason or any(raw and raw in text for text in told)
        yield Verdict(
            check="S08",
            outcome=Outcome.HOLDS if holds else Outcome.BROKEN,
            key=achieved.key,
            figures=(achieved, target, score),
            calculation=f"{plain(wan(achieved))} ÷ {plain(wan(target))} = {plain(share.quantize(_CENT))}%",
            message=phrase(
                "S08.holds" if holds else "S08.broken",
                label=achieved.label,
                achieved=row.achieved_text.text,
                target=row.target_text.text,
                line=plain(line),
            ),
        )


def _percent_rows(form: SelfEvaluation, profile: Profile) -> Iterator[tuple[Indicator, Figure, Figure, Decimal]]:
    """Rows with a measured percentage against a positive target: weight, score and fulfilment up to 1."""
    for row in scored(form):
        pair, weight, score = numeric_pair(row), row.weight, row.score
        if row.level1 == "BUD" or pair is None or weight is None or score is None:
            continue
        if not weight.filled or not score.filled or weight_impossible(form, row, weight, profile):
            continue
        if own_rule(form, row):
            continue  # its points fall by a step of their own
        target, achieved = pair
        if target.unit != "%" or achieved.unit != "%" or target.amount <= 0 or direction(row) is not Direction.POSITIVE:
            continue
        if not _SIGN.search(row.achieved_text.text):
            yield row, weight, score, min(achieved.amount / target.amount, Decimal(1))


def _reversed(weight: Decimal, high: Figure, low: Figure, shares: tuple[Decimal, Decimal], tolerance: Decimal) -> bool:
    """Whether the row with the larger share of its target got fewer points, or as few although it was met in full."""
    gap = low.amount - high.amount
    if gap > _CENT:
        return True
    if abs(gap) > _CENT or high.amount >= weight:
        return False
    return shares[0] == 1 or weight * (shares[0] - shares[1]) > 2 * tolerance


def order_of_scores_reversed(evidence: Evidence) -> Iterator[Verdict]:
    """S09: of two indicators of equal weight, the one with the better result has no more points.

    Compares measured percentages of one form with the same weight; equal points are right only where both are full
    or where whole points round them together. Breaks: 100% and 98% of the target, both 13 of 15. Holds: 15 and 14.7.
    """
    for form in evidence.submission.self_evaluations:
        rows = list(_percent_rows(form, evidence.profile))
        tolerance = score_tolerance(form, evidence.profile)
        compared = False
        for row, weight, score, share in rows:
            lower = [one for one in rows if one[1].amount == weight.amount and one[3] < share]
            compared = compared or bool(lower)
            wrong = [one for one in lower if _reversed(weight.amount, score, one[2], (share, one[3]), tolerance)]
            if not wrong:
                continue
            other, _, other_score, other_share = min(wrong, key=lambda one: one[3])
            yield Verdict(
                check="S09",
                outcome=Outcome.BROKEN,
                key=f"{score.key}>{other_score.key}",
                figures=tuple(
                    figure for figure in (score, other_score, row.achieved, other.achieved) if figure is not None
                ),
                calculation=f"{plain((share * 100).quantize(_CENT))}% → {score.raw}，"
                f"{plain((other_share * 100).quantize(_CENT))}% → {other_score.raw}",
                message=phrase(
                    "S09.broken",
                    name=compact(row.name.text)[:24],
                    achieved=row.achieved_text.text,
                    score=score.raw,
                    other=compact(other.name.text)[:24],
                    other_achieved=other.achieved_text.text,
                    other_score=other_score.raw,
                    weight=weight.raw,
                ),
            )
            break
        else:
            if compared:
                yield Verdict(
                    check="S09",
                    outcome=Outcome.HOLDS,
                    key=f"{rows[0][2].key}.order",
                    figures=tuple(one[2] for one in rows),
                    calculation="，".join(f"{plain((one[3] * 100).quantize(_CENT))}% → {one[2].raw}" for one in rows),
                    message=phrase("S09.holds", form=called(form)),
                )


def _deductions(form: SelfEvaluation) -> frozenset[tuple[str, Decimal]]:
    """The indicators that lost points, with the points they kept; a weight may itself be damaged."""
    return frozenset(
        (normalise_name(row.name.text), row.score.amount)
        for row in scored(form)
        if row.weight is not None
        and row.score is not None
        and row.weight.filled
        and row.score.filled
        and row.score.amount < row.weight.amount
    )


def scores_all_alike(evidence: Evidence) -> Iterator[Verdict]:
    """S13: every form has full marks, or all forms lose the same points on the same indicators.

    Needs two forms and eight rows; all at full marks needs three forms, because two of one family may well match.
    Breaks: 95, 95 and 95 with the same three deductions; 100, 100 and 100. Holds: 99.2, 98.5, 100.
    """
    forms = [
        form
        for form in evidence.submission.self_evaluations
        if form.total_score is not None and form.total_score.filled
    ]
    rows = sum(len(scored(form)) for form in forms)
    totals = [form.total_score for form in forms if form.total_score is not None]
    if len(forms) < 2 or rows < _FEWEST_ROWS:
        return
    full = all(total.amount >= evidence.profile.full_score for total in totals)
    same = len({total.amount for total in totals}) == 1 and len({_deductions(form) for form in forms}) == 1
    broken = (full and len(forms) >= 3) or (same and not full and bool(_deductions(forms[0])))
    yield Verdict(
        check="S13",
        outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
        key="scores.pattern",
        figures=tuple(totals),
        calculation="，".join(total.raw for total in totals),
        message=phrase(
            "S13.holds" if not broken else "S13.full" if full else "S13.same",
            count=str(len(forms)),
            score=totals[0].raw,
            names="、".join(sorted(name for name, _ in _deductions(forms[0]))[:4]) or "—",
        ),
        suspects=len(totals) if broken else 1,
    )
