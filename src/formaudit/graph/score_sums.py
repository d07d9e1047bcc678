"""Points and scores of a form: what its totals and its groups of indicators must come to, and whether they can."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import in_the_middle, scored, total_of
from formaudit.forms.points import bracketed_points, without_points
from formaudit.graph.points_beyond import beyond_hundred, filled_up, moved_points
from formaudit.graph.reading import first_that_holds
from formaudit.graph.score_columns import column_relations
from formaudit.graph.subtotal_sums import adding_rows, unsettled
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.forms import FundRow, Indicator, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind

__all__ = ["counted_once", "points_of_groups", "scores_complete", "total_relations"]

_FULL: Final = Decimal(100)
_CENT: Final = Decimal("0.01")
_SECOND: Final = 2
_EXECUTION: Final = Decimal(20)
"""Points that carrying out the budget weighs at most anywhere."""


def scores_complete(form: SelfEvaluation) -> bool:
    """Whether every row with points has a score, and the points come to the whole: else a sum of scores says nothing.

    Without a printed total of points a hundred are the whole.
    """
    rows = adding_rows(form, alike=True)
    weighed = [row for row in (*form.funds, *form.spending) if row.weight is not None and row.weight.filled]
    total = total_of(form)
    money = total or next(iter(weighed), None)
    # Without a row of all money each of its rows may have points of its own (基金收入 5, 基金支出 5).
    money_rows = [total] if total is not None else weighed
    pairs = [(row.weight, row.score) for row in rows] + [(row.weight, row.score) for row in money_rows]
    pairs += _of_headings(form, rows)
    weights = [weight.amount for weight, _ in pairs if weight is not None and weight.filled]
    if not weights:
        return True
    if any(weight is not None and weight.filled and (score is None or not score.filled) for weight, score in pairs):
        return False
    if all(row.weight is None for row in rows):
        # A form without points for rows shows by a score in each, or one over several, that none is missing.
        scores = [row.score for row in rows if row.score is not None]
        return bool(scores) and all(score.filled for score in scores)
    printed = form.total_weight
    unweighed = money is not None and money.score is not None and money.score.filled and money.weight is None
    lacking = _EXECUTION if unweighed else ZERO
    if printed is None or not printed.filled:
        # Fewer points than a hundred leave room for rows that are not there, and so do more with a wrong one.
        return -_CENT < _FULL - sum(weights, ZERO) < lacking + _CENT
    over = sum(weights, ZERO) - printed.amount
    # More points than the whole are one wrong: nothing shows that no row is missing but a line 总分 behind them.
    return over > -_CENT - lacking and (over < _CENT or _closed(form))


def _closed(form: SelfEvaluation) -> bool:
    """Whether the line 总分 stands behind the last indicator, and not in the head or beside the money."""
    place = next((one.place for one in (form.total_score, form.total_weight) if one is not None), None)
    last = form.indicators[-1].name.place if form.indicators else None
    if place is None or last is None or None in (place.table, place.row, last.table, last.row):
        return False
    return (place.table, place.row) > (last.table, last.row)


def _of_headings(form: SelfEvaluation, rows: Sequence[Indicator]) -> list[tuple[Figure | None, Figure | None]]:
    """The points that only the heading over rows prints, with a score below it: 预算执行（10分） over 预算执行率."""
    if all(row.weight is None for row in rows):
        return []
    second = _of_second_levels(form, rows)
    found: list[tuple[Figure | None, Figure | None]] = []
    for figure, own in second:
        blank = next((row.score for row in own if row.score is None or not row.score.filled), own[0].score)
        found.append((figure, blank))
    covered = {id(row) for _, own in second for row in own}
    for code, weight in form.level_weights:
        below = [row for row in rows if row.level1 == code]
        if len(below) == 1 and below[0].weight is None and id(below[0]) not in covered:
            found.append((weight, below[0].score))
    return found


def _of_second_levels(form: SelfEvaluation, rows: Sequence[Indicator]) -> list[tuple[Figure, list[Indicator]]]:
    """The points of second levels with the rows below them that print none themselves, where no row there does."""
    counted = {id(row) for row in rows}
    found: list[tuple[Figure, list[Indicator]]] = []
    for group in form.points:
        own = [row for at in group.rows if id(row := form.indicators[at]) in counted]
        if group.level == _SECOND and not group.earned and own and not any(map(_weighed, own)):
            found.append((group.figure, own))
    return found


def _weighed(row: Indicator) -> bool:
    """Whether a row prints points of its own, were they unreadable; a blank is no nothing."""
    return row.weight is not None and row.weight.something


def _weights(form: SelfEvaluation, rows: Sequence[Indicator]) -> tuple[tuple[Figure, ...], bool]:
    """The points of rows, of a second level whose rows print none, and whether a row is left with neither."""
    second = _of_second_levels(form, rows)
    covered = {id(row) for _, own in second for row in own}
    own = tuple(row.weight for row in rows if row.weight is not None and id(row) not in covered)
    lacking = any(row.weight is None and id(row) not in covered for row in rows)
    return (*own, *(figure for figure, _ in second)) if own else (), lacking


def total_relations(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """The weights of first-level headings, the line 总分, and no score above its weight."""
    rows, fewer = adding_rows(form), adding_rows(form, alike=True)
    unclear = "row-unknown" if unsettled(form) else ""
    mixed = len(fewer) < len(rows) or in_the_middle(form)
    yield from _levels(form, rows, precision, unclear or ("row-unknown" if mixed else ""))
    total = total_of(form)
    repeating = [row for row in rows if row.level1 == "BUD"]
    # Points for carrying out the budget that the money has in another size are not those of the indicators.
    execution = bool(repeating) and _repeated(form, repeating, total)
    for attribute, check in (("weight", "T14"), ("score", "T15")):
        result = form.total_weight if attribute == "weight" else form.total_score
        printed = _of_execution(form, total, attribute)
        own = () if execution else printed
        parts, bare = tuple(figure for row in rows if (figure := getattr(row, attribute)) is not None), False
        if attribute == "weight":
            parts, bare = _weights(form, rows)
            if not any(part.filled for part in parts):
                # A column that was left blank says nothing; the points behind the headings may.
                parts, bare = points_of_groups(form, tuple(range(len(form.indicators)))), False
        if result is None or len(own) + len(parts) < 2:
            continue
        # The points for carrying out the budget may stand in a column that nobody can name.
        bare = bare or (attribute == "weight" and _left_blank(result, (*own, *parts)))
        lacking = not own and not execution and _lacks_execution(result, parts) and not _whole(form, rows)
        cut = attribute == "weight" and _cut_off(form, result, (*own, *parts))
        doubt = "column-unknown" if lacking else "scores-missing" if bare or cut else _unscored(form, attribute)
        usual = Relation(
            check=check,
            kind=RelationKind.SUM,
            subject=f"{_name(form)}.grand.{attribute}",
            result=result,
            parts=(*own, *parts),
            why=f"total-{attribute}",
            doubt=doubt or unclear,
        )
        repeated = counted_once(rows)
        once = tuple(figure for row in repeated if (figure := getattr(row, attribute)) is not None)
        others = [replace(usual, parts=(*own, *once))] if len(repeated) < len(rows) else []
        least = tuple(figure for row in fewer if (figure := getattr(row, attribute)) is not None)
        others += [replace(usual, parts=(*own, *least))] if len(fewer) < len(rows) else []
        # Shares of the indicators (20%) come to the whole by themselves, beside the points for carrying out the budget.
        shares = bool(own) and any(part.unit == "%" for part in parts) and own[0].unit != "%"
        # Points of tasks listed with their money may be those of the form or of the list alone.
        apart = shares or len(own) > 1 or bool(own and _apart(form, rows, total))
        others += [replace(usual, parts=parts)] if apart else []
        if attribute == "score" and not usual.doubt and form.total_rounded:
            others = [replace(one, doubt="total-rounded" if _rounded(one) else "") for one in others]
            usual = replace(usual, doubt="total-rounded" if _rounded(usual) else "")
        ways = [
            replace(
                usual, parts=(*own, *(one for one, _ in way)), signs=(*(1 for _ in own), *(sign for _, sign in way))
            )
            for way in moved_points(rows, attribute)
        ]
        relation = first_that_holds((*ways[:1], usual, *others, *ways[1:]), precision)
        capped = attribute == "score" and filled_up(form, rows, (*own, *parts))
        yield replace(relation, doubt=relation.doubt or ("row-unknown" if capped else ""))
    yield from _within_weights(form, total)
    yield from column_relations(form, rows, precision)


def _left_blank(result: Figure, parts: Sequence[Figure]) -> bool:
    """Whether points that a row was left without may be what is missing at their sum."""
    blank = any(part.state is State.BLANK for part in parts)
    return blank and result.filled and sum((part.amount for part in parts if part.filled), ZERO) < result.amount


def _rounded(relation: Relation) -> bool:
    """Whether a total is the sum of its parts rounded to the places that it prints."""
    if not relation.result.filled or not all(part.filled for part in relation.parts):
        return False
    gap = abs(sum((part.amount for part in relation.parts), ZERO) - relation.result.amount)
    return gap <= Decimal(1).scaleb(-relation.result.decimals) / 2


def counted_once(rows: tuple[Indicator, ...]) -> list[Indicator]:
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
    if one.weight is None and other.weight is None and not _under_points(one, other):
        return False
    pairs = [(one.score, other.score)]
    pairs += [(one.weight, other.weight)] if one.weight is not None or other.weight is not None else []
    return all(left is not None and right is not None and left.raw == right.raw for left, right in pairs)


def _under_points(one: Indicator, other: Indicator) -> bool:
    """Whether two rows stand under one second level that prints its points: one score may reach over both."""
    above, beside = one.level2_text.text, other.level2_text.text
    return bracketed_points(above) and without_points(above) == without_points(beside)


def _levels(form: SelfEvaluation, rows: tuple[Indicator, ...], precision: Precision, doubt: str) -> Iterator[Relation]:
    for code, header in form.level_weights:
        parts, lacking = _weights(form, [row for row in rows if row.level1 == code])
        own = tuple(at for at, row in enumerate(form.indicators) if row.level1 == code)
        if not any(part.filled for part in parts):
            groups = points_of_groups(form, own)
            parts, lacking = (groups, False) if groups else (parts, lacking)
        lacking = lacking or _left_blank(header, parts)
        if parts:
            every = Relation(
                check="T14",
                kind=RelationKind.SUM,
                subject=f"{_name(form)}.level[{code}].weight",
                result=header,
                parts=parts,
                why="level-weight",
                doubt=doubt
                or (
                    "scores-missing"
                    if lacking or _left_blank(header, parts) or _goes_on(form, own, header, parts)
                    else ""
                ),
            )
            usual, _ = _weights(form, [row for row in rows if row.level1 == code and not beyond_hundred(row)])
            yield first_that_holds((every, replace(every, parts=usual)) if usual else (every,), precision)


def _goes_on(form: SelfEvaluation, rows: tuple[int, ...], header: Figure, parts: tuple[Figure, ...]) -> bool:
    """Whether the last level of a form without a line 总分 has fewer points than its heading: it was cut off there."""
    last = bool(rows) and rows[-1] == len(form.indicators) - 1
    few = header.filled and sum((part.amount for part in parts if part.filled), ZERO) < header.amount
    return last and few and form.total_weight is None and form.total_score is None


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


def _cut_off(form: SelfEvaluation, result: Figure, parts: tuple[Figure, ...]) -> bool:
    """Whether a form whose line 总分 stands elsewhere may go on: it ends without satisfaction, the last of levels."""
    few = result.filled and sum((part.amount for part in parts if part.filled), ZERO) < result.amount - _CENT
    return few and not _closed(form) and bool(form.indicators) and form.indicators[-1].level1 != "SAT"


def _apart(form: SelfEvaluation, rows: Sequence[Indicator], total: FundRow | None) -> bool:
    """Whether the line 总分 closes the indicators alone: their points come to it without those beside the money.

    Where the scores come out with that beside the money, one weight is wrong by as much and the line closes both.
    """
    result, (parts, bare) = form.total_weight, _weights(form, rows)
    if bare or len(parts) < len(("one", "other")) or not _comes_to(result, parts):
        return False
    scores = tuple(row.score for row in rows if row.score is not None)
    return not _comes_to(form.total_score, (*_of_execution(form, total, "score"), *scores))


def _comes_to(result: Figure | None, parts: Sequence[Figure]) -> bool:
    """Whether points come to a total to the hundredth, all of them printed."""
    if result is None or not result.filled or not all(part.filled for part in parts):
        return False
    return -_CENT < result.amount - sum((part.amount for part in parts), ZERO) < _CENT


def _repeated(form: SelfEvaluation, rows: Sequence[Indicator], total: FundRow | None) -> bool:
    """Whether the indicators have the points for carrying out the budget once more: in as many points as the money.

    Points of another size (5 for 预算执行率 ≥95% under 投入管理, 10 beside the money) are an indicator's own.
    """
    for attribute in ("weight", "score"):
        own = [figure for row in rows if (figure := getattr(row, attribute)) is not None and figure.filled]
        beside = [figure for figure in _of_execution(form, total, attribute) if figure.filled]
        if own and beside:
            gap = sum((one.amount for one in own), ZERO) - sum((one.amount for one in beside), ZERO)
            return -_CENT < gap < _CENT
    return True


def _within_weights(form: SelfEvaluation, total: FundRow | None) -> Iterator[Relation]:
    pairs = [(row.score, row.weight) for row in scored(form)]
    pairs += [(total.score, total.weight)] if total is not None else []
    pairs.append((form.total_score, form.total_weight))
    beyond = any(beyond_hundred(row) > 0 for row in scored(form))
    for score, weight in pairs:
        if beyond and score is form.total_score:
            continue  # points beyond the hundred (加分项) are in the total
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
        weights = [one.amount for one in points_of_groups(form, tuple(range(len(form.indicators)))) if one.filled]
    return abs(sum(weights, ZERO) - _FULL) < _CENT


def points_of_groups(form: SelfEvaluation, rows: tuple[int, ...]) -> tuple[Figure, ...]:
    """The points of the second levels that together hold some rows, which print none themselves; else nothing."""
    inner = [one for one in form.points if one.level == _SECOND and not one.earned and set(one.rows) <= set(rows)]
    covered = sorted(row for one in inner for row in one.rows)
    return tuple(one.figure for one in inner) if len(inner) > 1 and covered == sorted(rows) else ()
