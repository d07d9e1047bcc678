"""Whether the scores of a form can be added up at all, and what its points for groups of indicators must be."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import scored, total_of
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import Indicator, Points, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission

__all__ = ["point_relations", "scores_complete"]

_FULL: Final = Decimal(100)
_CENT: Final = Decimal("0.01")


def scores_complete(form: SelfEvaluation) -> bool:
    """Whether every row with points has a score, and the points come to the whole: else a sum of scores says nothing.

    Without a printed total of points a hundred are the whole.
    """
    rows = scored(form)
    total = total_of(form)
    pairs = [(row.weight, row.score) for row in rows] + ([(total.weight, total.score)] if total is not None else [])
    weights = [weight.amount for weight, _ in pairs if weight is not None and weight.filled]
    if not weights:
        return True
    if any(weight is not None and weight.filled and (score is None or not score.filled) for weight, score in pairs):
        return False
    printed = form.total_weight
    if printed is None or not printed.filled:
        # Fewer points than a hundred leave room for rows that are not there, and so do more with a wrong one.
        return abs(sum(weights, ZERO) - _FULL) < _CENT
    return sum(weights, ZERO) > printed.amount - _CENT


def point_relations(submission: Submission) -> Iterator[Relation]:
    """The points of a group against the points of its rows, or, where rows print none, against their scores."""
    for form in submission.self_evaluations:
        for group in form.points:
            yield from _group(form, group)


def _group(form: SelfEvaluation, group: Points) -> Iterator[Relation]:
    rows = [form.indicators[at] for at in group.rows]
    own = [row for row in rows if row.state == "filled"]
    weights = _printed(own, "weight")
    if group.earned or not weights:
        yield from _scores(group, own)
        return
    inner = [] if group.level else [one for one in form.points if one.level == 1 and set(one.rows) <= set(group.rows)]
    parts = tuple(one.figure for one in inner) if len(inner) > 1 else weights
    if len(inner) <= 1 and len(weights) < len(own):
        return
    usual = Relation(
        check="T14",
        kind=RelationKind.SUM,
        subject=f"{group.figure.key}",
        result=group.figure,
        parts=parts,
        why="group-weight" if group.level != 1 else "level-weight",
        # A block that also covers the points for carrying out the budget is told by the form's total, not here.
        doubt="" if group.level else "column-unknown",
    )
    yield _if_whole(form, group, usual)


def _if_whole(form: SelfEvaluation, group: Points, relation: Relation) -> Relation:
    """The last group of a form without a line 总分 may go on elsewhere: too few points prove nothing."""
    last = bool(group.rows) and group.rows[-1] == len(form.indicators) - 1
    few = (
        sum((part.amount for part in relation.parts), ZERO) < relation.result.amount
        if relation.result.filled
        else False
    )
    return (
        replace(relation, doubt=relation.doubt or "scores-missing")
        if last and few and form.total_weight is None
        else relation
    )


def _scores(group: Points, rows: list[Indicator]) -> Iterator[Relation]:
    scores = _printed(rows, "score")
    if scores:
        yield Relation(
            check="T15",
            kind=RelationKind.COVERS,
            subject=f"{group.figure.key}>=scores",
            result=group.figure,
            parts=scores,
            why="score-within-weight",
            exhaustive=False,
        )


def _printed(rows: list[Indicator], code: str) -> tuple[Figure, ...]:
    figures = (row.weight if code == "weight" else row.score for row in rows)
    return tuple(figure for figure in figures if figure is not None and figure.filled)
