"""Columns beside the points of the indicators: what was lost, what a reviewer gave, what was reached of the target."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import scored, total_of
from formaudit.graph.reading import first_that_holds, read_relation
from formaudit.graph.subtotal_sums import unsettled
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome

__all__ = ["column_relations"]

_SHOWN: Final = 3
"""So many rows that come out show what a column means."""
_FULL: Final = 100
_EXECUTION: Final = 20
"""Points that carrying out the budget weighs at most anywhere."""


def column_relations(form: SelfEvaluation, rows: Sequence[Indicator], precision: Precision) -> Iterator[Relation]:
    """What the further columns of a form say; ``rows`` are the indicators that add up to its total."""
    yield from _said_again(form)
    yield from _lost_points(form, precision)
    yield from _reviewed(form, rows)
    yield from _completed(form, precision)
    yield from _by_coefficient(form, precision)
    yield from _levels_in_total(form, precision)


def _said_again(form: SelfEvaluation) -> Iterator[Relation]:
    """The score in the head against that of the line 总分, which it may print rounded."""
    head, score = form.head_score, form.total_score
    if head is None or score is None or not head.filled or not score.filled:
        return
    if round(score.amount, head.decimals) == head.amount and head.decimals < score.decimals:
        return
    yield Relation(
        check="T15",
        kind=RelationKind.EQUAL,
        subject=f"{head.key}=total",
        result=head,
        parts=(score,),
        why="head-score",
    )


def _lost_points(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """A column 扣分: what is lost and what is reached are the points to be had, row by row and in the line 总分.

    Judged only where most rows with a loss or without one say so; a loss may be printed with a minus.
    """
    rows = [
        (row.weight, row.score, lost)
        for row in scored(form)
        if row.weight is not None and row.score is not None and (lost := _ending(row.beside, ".deduction")) is not None
    ]
    whole = _ending(form.beside, ".grand.deduction")
    losses = [one for _, _, one in rows if one.filled]
    minus = -1 if any(one.amount < 0 for one in losses) else 1
    found = [
        Relation(
            check="T15",
            kind=RelationKind.SUM,
            subject=f"{part.key}=points",
            result=weight,
            parts=(score, part),
            signs=(1, minus),
            why="points-lost",
        )
        for weight, score, part in rows
        if weight.filled and score.filled and part.filled
    ]
    holds = sum(read_relation(one, precision).outcome is Outcome.HOLDS for one in found)
    if holds < _SHOWN or holds * 2 <= len(found):
        return
    yield from found
    if whole is None or len(losses) != len(rows) or any(map(_lost_unsaid, scored(form))):
        return
    usual = Relation(
        check="T15",
        kind=RelationKind.SUM,
        subject=f"{whole.key}=rows",
        result=whole,
        parts=tuple(losses),
        why="sum-of-losses",
    )
    money = total_of(form)
    own = (money.weight, money.score) if money is not None else (None, None)
    if own[0] is None or own[1] is None or not own[0].filled or not own[1].filled:
        yield usual
        return
    # What carrying out the budget lost counts as well, whether its row prints that or not.
    joint = replace(usual, parts=(*losses, own[0], own[1]), signs=(*(1 for _ in losses), minus, -minus))
    yield first_that_holds((joint, usual), precision)


def _lost_unsaid(row: Indicator) -> bool:
    """Whether a row prints no loss and may have lost points: then the printed losses are not all there are."""
    points = [one for one in (row.weight, row.score) if one is not None and one.filled]
    if not points or _ending(row.beside, ".deduction") is not None:
        return False
    return len(points) == 1 or points[0].amount != points[1].amount


def _reviewed(form: SelfEvaluation, rows: Sequence[Indicator]) -> Iterator[Relation]:
    """A column 复核得分 against its own total, where every row that adds up has been reviewed."""
    whole = _ending(form.beside, ".grand.review_score")
    parts = [_ending(row.beside, ".review_score") for row in rows]
    money = total_of(form)
    own = [figure for code, figure in (money.beside if money is not None else ()) if code == "review_score"]
    unweighed = money is None or money.score is None or not money.score.something
    if whole is None or len(parts) < _SHOWN or None in parts or not (own or unweighed):
        return
    yield Relation(
        check="T15",
        kind=RelationKind.SUM,
        subject=f"{whole.key}=rows",
        result=whole,
        parts=(*own, *(part for part in parts if part is not None)),
        why="total-score",
        doubt="row-unknown" if unsettled(form) else "",
    )


def _completed(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """A column 完成率: result ÷ target, row by row, or turned about where less is better; a hundred where it is passed.

    Judged only where most rows come out, two of them to another number than a hundred.
    """
    found: list[Relation] = []
    for row in scored(form):
        rate, target, achieved = _ending(row.beside, ".completion"), row.target, row.achieved
        if rate is None or target is None or achieved is None or not (target.filled and achieved.filled):
            continue
        if target.unit != achieved.unit or target.amount <= 0 or achieved.amount <= 0:
            continue
        usual = Relation(
            check="T10",
            kind=RelationKind.RATIO,
            subject=rate.key,
            result=rate,
            parts=(achieved, target),
            why="completion",
        )
        relation = first_that_holds((usual, replace(usual, parts=(target, achieved))), precision)
        if rate.amount != _FULL or read_relation(relation, precision).outcome is Outcome.HOLDS:
            found.append(relation)
    holding = [one for one in found if read_relation(one, precision).outcome is Outcome.HOLDS]
    telling = sum(one.result.amount != _FULL for one in holding)
    if telling > 1 and len(holding) * 2 > len(found):
        yield from found


def _by_coefficient(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """A column 得分系数: points reached ÷ points to be had, row by row; judged only where most rows come out."""
    found = [
        Relation(
            check="T10",
            kind=RelationKind.RATIO,
            subject=share.key,
            result=share,
            parts=(row.score, row.weight),
            why="score-coefficient",
        )
        for row in scored(form)
        if (share := _ending(row.beside, ".coefficient")) is not None
        and row.score is not None
        and row.weight is not None
        and row.score.filled
        and row.weight.filled
        and row.weight.amount > 0
    ]
    holds = sum(read_relation(one, precision).outcome is Outcome.HOLDS for one in found)
    if holds >= _SHOWN and holds * 2 > len(found):
        yield from found


def _levels_in_total(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """The line 总分 under the points of the first levels: their sum, with the points beside the money or without.

    Where it is more by no more than carrying out the budget weighs, those points may stand elsewhere.
    """
    whole = _ending(form.beside, ".grand.level1_points")
    levels = tuple(one.figure for one in form.points if one.level == 1 and not one.earned and one.figure.filled)
    if whole is None or len(levels) < len(("one", "other")):
        return
    money = total_of(form)
    own = (money.weight,) if money is not None and money.weight is not None and money.weight.filled else ()
    lacking = whole.amount - sum((one.amount for one in levels), ZERO)
    usual = Relation(
        check="T14",
        kind=RelationKind.SUM,
        subject=f"{whole.key}=levels",
        result=whole,
        parts=levels,
        why="total-weight",
        doubt="column-unknown" if not own and ZERO < lacking <= _EXECUTION else "",
    )
    yield first_that_holds((usual, replace(usual, parts=(*own, *levels))), precision)


def _ending(figures: Sequence[Figure], tail: str) -> Figure | None:
    return next((one for one in figures if one.key.endswith(tail) and one.filled), None)
