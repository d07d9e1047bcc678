"""S05, S10, S11: what a row says in words about its points: a worded result, a reason, a target repeated as result."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.score_rules import (
    gives_reason,
    row_figures,
    scored_rows,
    undecided_score,
    weight_impossible,
)
from formaudit.graph.points_beyond import beyond_hundred
from formaudit.graph.reading import plain
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.forms import Indicator
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["MEASURED", "qualitative_score_outside_bands", "reason_missing", "target_repeated_as_result"]

_CENT: Final = Decimal("0.01")
_ALL: Final = Decimal(100)
MEASURED: Final = compiled(r"[≥≤<>≧≦⩾⩽]|(?:以上|左右|不低于|不少于|不超过|以内|以下)")
"""Signs of a bound: a result that bears one was not measured."""

_PARTLY: Final = compiled(r"部分(?:完成|达成|实现)|基本(?:完成|达成)|未全部|未完全")
_NEARLY: Final = compiled(r"^基本(?:完成|达成)")
"""Words that the rules of some funds count among those of the first band and others among those of the second."""
_UNMET: Final = compiled(r"^未(?:完成|达成|达标|实现|开展)|没有(?:完成|达成)|^不达标")


def qualitative_score_outside_bands(evidence: Evidence) -> Iterator[Verdict]:
    """S05: a worded result has a band of points; points beyond the hundred go by rules of their own."""
    high, middle = evidence.profile.qualitative_bands
    for form, row, weight, score in scored_rows(evidence):
        if beyond_hundred(row):
            continue
        if row.achieved is not None or not compact(row.achieved_text.text) or row.achieved_text.text.strip() == "":
            continue
        text = compact(row.achieved_text.text)
        if weight_impossible(form, row, weight, evidence.profile):
            yield undecided_score("S05", row, "weight-impossible", score)
            continue
        share = score.amount / weight.amount * 100
        low, top = (ZERO, middle) if _UNMET.search(text) else (middle, high) if _PARTLY.search(text) else (high, _ALL)
        certain = _UNMET.search(text) or _PARTLY.search(text) or text == compact(row.target_text.text)
        holds = low <= share <= top or (bool(_NEARLY.search(text)) and high <= share < _ALL)
        outcome = Outcome.HOLDS if holds else Outcome.BROKEN if certain else Outcome.UNDECIDED
        message = (
            phrase(
                "S05.holds" if holds else "S05.broken",
                label=score.label,
                printed=score.raw,
                text=text,
                low=plain(low),
                top=plain(top),
            )
            if outcome is not Outcome.UNDECIDED
            else phrase("undecided.words-unclear", label=score.label)
        )
        yield Verdict(
            check="S05",
            outcome=outcome,
            key=score.key,
            figures=row_figures(row, score),
            calculation=f"{score.raw} ÷ {weight.raw} = {plain(share.quantize(_CENT))}%",
            message=message,
        )


def _reason(row: Indicator) -> Figure:
    """The cell of the reason as evidence."""
    return Figure(
        key=f"{row.score.key if row.score is not None else row.name.text}.reason",
        label="偏差原因",
        raw=row.reason.text[:60],
        value=None,
        unit="",
        decimals=0,
        state=State.NOT_APPLICABLE,
        place=row.reason.place,
        confidence=row.reason.confidence,
    )


def reason_missing(evidence: Evidence) -> Iterator[Verdict]:
    """S10: points were taken and no reason is given; a bonus that is not the highest has lost none."""
    for form, row, weight, score in scored_rows(evidence):
        if beyond_hundred(row):
            continue
        if weight_impossible(form, row, weight, evidence.profile) or score.amount >= weight.amount:
            continue
        has_column = row.reason.place.row is not None
        if not has_column:
            continue
        given = gives_reason(row)
        yield Verdict(
            check="S10",
            outcome=Outcome.HOLDS if given else Outcome.BROKEN,
            key=score.key,
            figures=(_reason(row), score, weight),
            calculation=f"{score.raw} < {weight.raw}",
            message=phrase(
                "S10.holds" if given else "S10.broken", label=score.label, printed=score.raw, weight=weight.raw
            ),
        )


def target_repeated_as_result(evidence: Evidence) -> Iterator[Verdict]:
    """S11: the result repeats the sign of the target (≥95%) instead of a measured value."""
    for _, row, _, score in scored_rows(evidence):
        achieved = row.achieved
        if achieved is None or achieved.state is State.DAMAGED:
            continue
        repeated = bool(MEASURED.search(compact(row.achieved_text.text))) and achieved.unit not in (
            "工作日",
            "个工作日",
            "天",
            "日",
        )
        yield Verdict(
            check="S11",
            outcome=Outcome.BROKEN if repeated else Outcome.HOLDS,
            key=achieved.key,
            figures=(achieved, *((row.target,) if row.target is not None else ()), score),
            calculation=f"{row.target_text.text} / {row.achieved_text.text}",
            message=phrase(
                "S11.broken" if repeated else "S11.holds", label=achieved.label, printed=row.achieved_text.text
            ),
        )
