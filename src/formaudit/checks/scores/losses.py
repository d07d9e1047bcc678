"""T15 where the scores cannot simply be added: what the rows have lost must be lost in the total too."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.kernel.relations import related
from formaudit.forms.lookups import scored, total_of
from formaudit.graph.reading import plain
from formaudit.graph.score_sums import scores_complete
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.verdict import Effect, Outcome, Verdict

__all__ = ["scores_do_not_sum"]

_FEW: Final = 3
_CENT: Final = Decimal("0.01")


def scores_do_not_sum(evidence: Evidence) -> Iterator[Verdict]:
    """T15: scores add up to the total, none is above its weight, and the total has lost what the rows have lost.

    The last holds whatever rows are missing or left without a score: of 100 points of which rows have lost 5 no more
    than 95 can be left. Breaks: 自评得分 97 over rows that lost 3 and 2. Holds: 96 over a row that lost 4.
    """
    yield from related("T15")(evidence)
    for form in evidence.submission.self_evaluations:
        yield from _lost(evidence, form)
        yield from _less(evidence, form)


def _lost(evidence: Evidence, form: SelfEvaluation) -> Iterator[Verdict]:
    score, whole = form.total_score, _whole(evidence, form)
    if score is None or not score.filled or scores_complete(form) or score.amount > whole:
        return
    if sum((weight.amount for _, weight in _pairs(form)), ZERO) > whole:
        return  # weights that come to more than the whole are wrong themselves
    lost = [(row_score, weight) for row_score, weight in _pairs(form) if weight.amount - row_score.amount >= _CENT]
    losses = sum((weight.amount - row_score.amount for row_score, weight in lost), ZERO)
    if not lost:
        return
    most = whole - losses
    broken = score.amount - most >= _CENT
    line = " + ".join(f"({weight.raw} − {row_score.raw})" for row_score, weight in lost)
    yield Verdict(
        check="T15",
        outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
        key=f"{score.key}<=losses",
        figures=(score, *(figure for pair in lost for figure in pair)),
        calculation=f"{plain(whole)} − [{line}] = {plain(most)} {'<' if broken else '≥'} {score.raw}",
        message=phrase(
            "T15.lost" if broken else "T15.kept",
            label=score.label,
            printed=score.raw,
            lost=plain(losses),
            most=plain(most),
        ),
        effect=Effect(score=score.amount - most) if broken else None,
    )


def _less(evidence: Evidence, form: SelfEvaluation) -> Iterator[Verdict]:
    """No total is less than the rows it is made of, whatever further rows there are; their points fit in the whole."""
    score, pairs = form.total_score, _pairs(form)
    if score is None or not score.filled or scores_complete(form) or len(pairs) < _FEW:
        return
    if sum((weight.amount for _, weight in pairs), ZERO) > _whole(evidence, form):
        return  # rows counted beside the sum of them
    least = sum((row_score.amount for row_score, _ in pairs), ZERO)
    if least - score.amount < _CENT:
        return
    yield Verdict(
        check="T15",
        outcome=Outcome.BROKEN,
        key=f"{score.key}>=rows",
        figures=(score, *(row_score for row_score, _ in pairs)),
        calculation=f"{' + '.join(row_score.raw for row_score, _ in pairs)} = {plain(least)} > {score.raw}",
        message=phrase("T15.less", label=score.label, printed=score.raw, least=plain(least)),
        effect=Effect(score=least - score.amount),
    )


def _whole(evidence: Evidence, form: SelfEvaluation) -> Decimal:
    """All points of the form: those printed, else the profile's, or those of its rows where they are more."""
    printed = form.total_weight
    if printed is not None and printed.filled:
        return printed.amount
    weights = sum((weight.amount for _, weight in _pairs(form)), ZERO)
    return max(weights, evidence.profile.full_score)


def _pairs(form: SelfEvaluation) -> list[tuple[Figure, Figure]]:
    total = total_of(form)
    rows = [(row.score, row.weight) for row in scored(form)]
    rows += [(total.score, total.weight)] if total is not None else []
    return [
        (score, weight)
        for score, weight in rows
        if score is not None and weight is not None and score.filled and weight.filled
    ]
