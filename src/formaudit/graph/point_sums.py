"""The points of a heading or group against the points and scores of its rows and of the levels below it."""

from collections.abc import Iterator

from msgspec.structs import replace

from formaudit.forms.lookups import in_the_middle
from formaudit.graph.score_sums import counted_once, points_of_groups
from formaudit.graph.subtotal_sums import adding_rows, unsettled
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import Indicator, Points, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission

__all__ = ["point_relations"]


def point_relations(submission: Submission) -> Iterator[Relation]:
    """The points of a group against the points of its rows, or, where rows print none, against their scores."""
    for form in submission.self_evaluations:
        for group in form.points:
            yield from _group(form, group)


def _group(form: SelfEvaluation, group: Points) -> Iterator[Relation]:
    rows = [form.indicators[at] for at in group.rows]
    adding = {id(row) for row in adding_rows(form)}
    own = [row for row in rows if id(row) in adding]
    weights = _printed(own, "weight")
    if group.earned or not weights:
        yield from _scores(group, own)
        yield from _of_levels(form, group)
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
        doubt=_loose(form) if group.level else "column-unknown",
    )
    yield _if_whole(form, group, usual)


def _of_levels(form: SelfEvaluation, group: Points) -> Iterator[Relation]:
    """The points of a first level whose rows print none against those of its second levels, where each has some."""
    parts = points_of_groups(form, group.rows)
    if group.level != 1 or group.earned or not parts:
        return
    yield Relation(
        check="T14",
        kind=RelationKind.SUM,
        subject=f"{group.figure.key}=levels",
        result=group.figure,
        parts=parts,
        why="level-weight",
        doubt=_loose(form),
    )


def _loose(form: SelfEvaluation) -> str:
    """Why the points of a group prove nothing: a row may be a part of another, or of another group."""
    if in_the_middle(form):
        return "row-unknown"
    return "row-unknown" if unsettled(form) or len(adding_rows(form, alike=True)) < len(adding_rows(form)) else ""


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
            # One score over several rows stands in each of them where merged cells were taken apart.
            doubt="row-unknown" if len(counted_once(tuple(rows))) < len(rows) else "",
            exhaustive=False,
        )


def _printed(rows: list[Indicator], code: str) -> tuple[Figure, ...]:
    figures = (row.weight if code == "weight" else row.score for row in rows)
    return tuple(figure for figure in figures if figure is not None and figure.filled)
