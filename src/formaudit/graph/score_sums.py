"""Points and scores of a form: what its totals and its groups of indicators must come to, and whether they can."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import scored, total_of
from formaudit.forms.points import without_points
from formaudit.graph.reading import first_that_holds, read_relation
from formaudit.graph.subtotal_sums import adding_rows, unsettled
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import FundRow, Indicator, Points, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome

__all__ = ["point_relations", "scores_complete", "total_relations"]

_FULL: Final = Decimal(100)
_CENT: Final = Decimal("0.01")
_SECOND: Final = 2
_SHOWN: Final = 3
"""So many rows that come out show what a column means."""
_EXECUTION: Final = Decimal(20)
"""Points that carrying out the budget weighs at most anywhere."""


def scores_complete(form: SelfEvaluation) -> bool:
    """Whether every row with points has a score, and the points come to the whole: else a sum of scores says nothing.

    Without a printed total of points a hundred are the whole.
    """
    rows = adding_rows(form, alike=True)
    weighed = (row for row in (*form.funds, *form.spending) if row.weight is not None and row.weight.filled)
    money = total_of(form) or next(weighed, None)
    pairs = [(row.weight, row.score) for row in rows] + ([(money.weight, money.score)] if money is not None else [])
    weights = [weight.amount for weight, _ in pairs if weight is not None and weight.filled]
    if not weights:
        return True
    if any(weight is not None and weight.filled and (score is None or not score.filled) for weight, score in pairs):
        return False
    if all(row.weight is None for row in rows):
        # A form that prints points for no row shows by a score in each that none is missing.
        return all(row.score is not None and row.score.filled for row in rows)
    printed = form.total_weight
    unweighed = money is not None and money.score is not None and money.score.filled and money.weight is None
    lacking = _EXECUTION if unweighed else ZERO
    if printed is None or not printed.filled:
        # Fewer points than a hundred leave room for rows that are not there, and so do more with a wrong one.
        return -_CENT < _FULL - sum(weights, ZERO) < lacking + _CENT
    return sum(weights, ZERO) > printed.amount - _CENT - lacking


def total_relations(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """The weights of first-level headings, the line 总分, and no score above its weight."""
    rows, fewer = adding_rows(form), adding_rows(form, alike=True)
    unclear = "row-unknown" if unsettled(form) else ""
    yield from _levels(form, rows, unclear or ("row-unknown" if len(fewer) < len(rows) else ""))
    total = total_of(form)
    execution = any(row.level1 == "BUD" for row in rows)
    for attribute, check in (("weight", "T14"), ("score", "T15")):
        result = form.total_weight if attribute == "weight" else form.total_score
        own = () if execution else _of_execution(form, total, attribute)
        parts = tuple(figure for row in rows if (figure := getattr(row, attribute)) is not None)
        if attribute == "weight" and not any(part.filled for part in parts):
            # A column that was left blank says nothing; the points behind the headings may.
            parts = _of_groups(form, tuple(range(len(form.indicators))))
        if result is None or len(own) + len(parts) < 2:
            continue
        # The points for carrying out the budget may stand in a column that nobody can name.
        lacking = not own and not execution and _lacks_execution(result, parts) and not _whole(form, rows)
        doubt = "column-unknown" if lacking else _unscored(form, attribute)
        usual = Relation(
            check=check,
            kind=RelationKind.SUM,
            subject=f"{_name(form)}.grand.{attribute}",
            result=result,
            parts=(*own, *parts),
            why=f"total-{attribute}",
            doubt=doubt or unclear,
        )
        repeated = _once(rows)
        once = tuple(figure for row in repeated if (figure := getattr(row, attribute)) is not None)
        others = [replace(usual, parts=(*own, *once))] if len(repeated) < len(rows) else []
        least = tuple(figure for row in fewer if (figure := getattr(row, attribute)) is not None)
        others += [replace(usual, parts=(*own, *least))] if len(fewer) < len(rows) else []
        # Shares of the indicators (20%) come to the whole by themselves, beside the points for carrying out the budget.
        shares = bool(own) and any(part.unit == "%" for part in parts) and own[0].unit != "%"
        # Points of tasks listed with their money may be those of the form or of the list alone.
        others += [replace(usual, parts=parts)] if shares or len(own) > 1 else []
        yield first_that_holds((usual, *others), precision)
    yield from _within_weights(form, total)
    yield from _said_again(form)
    yield from _lost_points(form, precision)


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
    if whole is not None and len(losses) == len(rows):
        yield Relation(
            check="T15",
            kind=RelationKind.SUM,
            subject=f"{whole.key}=rows",
            result=whole,
            parts=tuple(losses),
            why="sum-of-losses",
        )


def _ending(figures: Sequence[Figure], tail: str) -> Figure | None:
    return next((one for one in figures if one.key.endswith(tail) and one.filled), None)


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


def _once(rows: tuple[Indicator, ...]) -> list[Indicator]:
    """The rows with points that one merged cell has left in each of several of them counted once."""
    found: list[Indicator] = []
    for row in rows:
        last = found[-1] if found else None
        if last is None or not _same_points(last, row):
            found.append(row)
    return found


def _same_points(one: Indicator, other: Indicator) -> bool:
    if without_points(one.level1_text.text) != without_points(other.level1_text.text):
        return False
    pairs = ((one.weight, other.weight), (one.score, other.score))
    return all(left is not None and right is not None and left.raw == right.raw for left, right in pairs)


def _levels(form: SelfEvaluation, rows: tuple[Indicator, ...], doubt: str) -> Iterator[Relation]:
    for code, header in form.level_weights:
        parts = tuple(row.weight for row in rows if row.level1 == code and row.weight is not None)
        own = tuple(at for at, row in enumerate(form.indicators) if row.level1 == code)
        parts = parts if any(part.filled for part in parts) else _of_groups(form, own) or parts
        if parts:
            yield Relation(
                check="T14",
                kind=RelationKind.SUM,
                subject=f"{_name(form)}.level[{code}].weight",
                result=header,
                parts=parts,
                why="level-weight",
                doubt=doubt,
            )


def _name(form: SelfEvaluation) -> str:
    prefix = form.total_weight or form.total_score or next((weight for _, weight in form.level_weights), None)
    return str(prefix.address.form) if prefix is not None else form.form


def _of_execution(form: SelfEvaluation, total: FundRow | None, attribute: str) -> tuple[Figure, ...]:
    """The points for carrying out the budget: those of the total money, else of all rows of funds that have some."""
    figure = getattr(total, attribute) if total is not None else None
    if figure is not None and figure.something:
        return (figure,)
    rows = (*form.funds, *form.spending)
    return tuple(one for row in rows if (one := getattr(row, attribute)) is not None and one.something)


def _within_weights(form: SelfEvaluation, total: FundRow | None) -> Iterator[Relation]:
    pairs = [(row.score, row.weight) for row in scored(form)]
    pairs += [(total.score, total.weight)] if total is not None else []
    pairs.append((form.total_score, form.total_weight))
    for score, weight in pairs:
        if score is not None and weight is not None and score.filled and weight.filled:
            yield Relation(
                check="T15",
                kind=RelationKind.AT_MOST,
                subject=f"{score.key}<=weight",
                result=score,
                parts=(weight,),
                why="score-within-weight",
            )


def _unscored(form: SelfEvaluation, attribute: str) -> str:
    """Why a sum of scores proves nothing: rows or scores are missing."""
    return "scores-missing" if attribute == "score" and not scores_complete(form) else ""


def _lacks_execution(result: Figure, parts: tuple[Figure, ...]) -> bool:
    """Whether a total is greater than its parts by no more than execution may weigh."""
    if not result.filled:
        return False
    return ZERO < result.amount - sum((part.amount for part in parts if part.filled), ZERO) <= _EXECUTION


def _whole(form: SelfEvaluation, rows: tuple[Indicator, ...]) -> bool:
    """Whether the indicators' own points, or those of their groups, come to a hundred: then nothing else has any."""
    weights = [row.weight.amount for row in rows if row.weight is not None and row.weight.filled]
    if not weights:
        weights = [one.amount for one in _of_groups(form, tuple(range(len(form.indicators)))) if one.filled]
    return abs(sum(weights, ZERO) - _FULL) < _CENT


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
    parts = _of_groups(form, group.rows)
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


def _of_groups(form: SelfEvaluation, rows: tuple[int, ...]) -> tuple[Figure, ...]:
    """The points of the second levels that together hold some rows, which print none themselves; else nothing."""
    inner = [one for one in form.points if one.level == _SECOND and not one.earned and set(one.rows) <= set(rows)]
    covered = sorted(row for one in inner for row in one.rows)
    return tuple(one.figure for one in inner) if len(inner) > 1 and covered == sorted(rows) else ()


def _loose(form: SelfEvaluation) -> str:
    """Why the points of a group prove nothing: a row in the form may be a part of another."""
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
            exhaustive=False,
        )


def _printed(rows: list[Indicator], code: str) -> tuple[Figure, ...]:
    figures = (row.weight if code == "weight" else row.score for row in rows)
    return tuple(figure for figure in figures if figure is not None and figure.filled)
