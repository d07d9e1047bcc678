"""Rows among the indicators that add up others: which ones, and whether they do.

A row 小计 does not say which rows it means: those before it, those behind it, those of one heading. The direction is
that in which more such rows of the form come out; a row is judged only where its own points, or those of the other rows
of its kind, show which rows it adds up. Else it is undecided.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.points import without_points
from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import Indicator, RowState, SelfEvaluation, Subtotal
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome
from formaudit.patterns import compiled

__all__ = ["adding_rows", "subtotal_relations", "unsettled"]

_WORD: Final = compiled(r"小计|合计|总计|得分|分数")
_PROVEN: Final = 2
"""Both the points and the scores of a row come out."""
_ATTRIBUTES: Final = ("weight", "score")
_CHECKS: Final = {"weight": ("T14", "group-weight"), "score": ("T15", "group-score")}


class _Way(Struct, frozen=True, kw_only=True):
    """A subtotal with the rows that it may add up, and how many of its two figures say so."""

    subtotal: Subtotal
    rows: tuple[Indicator, ...]
    holding: int


def _children(form: SelfEvaluation) -> dict[int, list[Indicator]]:
    found: dict[int, list[Indicator]] = {}
    for row in form.indicators:
        if row.part_of is not None and row.state is RowState.FILLED:
            found.setdefault(row.part_of, []).append(row)
    return found


def _alike(form: SelfEvaluation) -> dict[int, list[Indicator]]:
    """The rows with a single numbered part of the same points and scores: it may be a part, or the next row."""
    return {
        at: parts
        for at, parts in _children(form).items()
        if len(parts) == 1 and all(_agrees(getattr(form.indicators[at], name), parts, name) for name in _ATTRIBUTES)
    }


def _divided(form: SelfEvaluation) -> dict[int, list[Indicator]]:
    """The rows whose numbered parts add up to them, in points or in scores."""
    return {
        at: parts
        for at, parts in _children(form).items()
        if len(parts) > 1 and any(_agrees(getattr(form.indicators[at], name), parts, name) for name in _ATTRIBUTES)
    }


def adding_rows(form: SelfEvaluation, *, alike: bool = False) -> tuple[Indicator, ...]:
    """The indicators that add up to the form's total: filled ones, and no parts beside the row that they make up.

    ``alike`` leaves out the only part of a row as well, where it has the row's own figures.
    """
    divided = _divided(form) | (_alike(form) if alike else {})
    dropped = {id(row) for parts in divided.values() for row in parts}
    for row in form.indicators:
        if row.part_of is not None and id(form.indicators[row.part_of]) in dropped:
            dropped.add(id(row))
    return tuple(row for row in form.indicators if row.state is RowState.FILLED and id(row) not in dropped)


def _figures(rows: Sequence[Indicator], name: str) -> tuple[Figure, ...]:
    return tuple(figure for row in rows if (figure := getattr(row, name)) is not None and figure.filled)


def _agrees(printed: Figure | None, rows: Sequence[Indicator], name: str) -> bool:
    """Whether some rows come to a printed figure, cell for cell and not by being nothing."""
    parts = _figures(rows, name)
    if printed is None or not printed.filled or not parts or printed.amount == 0:
        return False
    return sum((part.amount for part in parts), ZERO) == printed.amount


def unsettled(form: SelfEvaluation) -> bool:
    """Whether a row of the form has points of which nobody can say whether they add up others or stand for themselves.

    So it is with a heading or a nameless row that comes to no rows, and with a row whose numbered parts do not come to
    it. Beside such a row a total that does not come out proves nothing.
    """
    divided = _divided(form) | _alike(form)
    loose = any(
        at not in divided and _figures((form.indicators[at],), name) and _figures(parts, name)
        for at, parts in _children(form).items()
        for name in _ATTRIBUTES
    )
    return loose or any(not way.holding and not _WORD.search(way.subtotal.name) for way in _ways(form))


def subtotal_relations(submission: Submission, precision: Precision) -> Iterator[Relation]:
    """Every subtotal against its rows, and every row against its numbered parts."""
    for form in submission.self_evaluations:
        for at, parts in _divided(form).items():
            for name in _ATTRIBUTES:
                result = getattr(form.indicators[at], name)
                if result is not None and result.filled and _figures(parts, name):
                    yield _relation(result, parts, name, "")
        ways = _ways(form)
        others = sum(way.holding == _PROVEN for way in ways)
        for way in ways:
            yield from _judged(way, others, precision)


def _judged(way: _Way, proven: int, precision: Precision) -> Iterator[Relation]:
    """The relations of one subtotal; in doubt where nothing shows that these are its rows."""
    doubt = "" if way.holding or proven >= _PROVEN else "row-unknown"
    for name in _ATTRIBUTES:
        result = getattr(way.subtotal, name)
        if result is None or not result.filled or not _figures(way.rows, name):
            continue
        lacking = len(_figures(way.rows, name)) < len(way.rows)
        relation = _relation(result, way.rows, name, doubt or ("scores-missing" if lacking else ""))
        # A row that comes out by one figure of two may still be another's: the other figure must be near as well.
        if (
            way.holding < _PROVEN
            and read_relation(relation, precision).outcome is Outcome.BROKEN
            and not _near(relation)
        ):
            relation = replace(relation, doubt="row-unknown")
        yield relation


def _near(relation: Relation) -> bool:
    """Whether a sum misses by less than half: by more it is a sum of other rows."""
    total = sum((part.amount for part in relation.parts), ZERO)
    return abs(relation.result.amount - total) * 2 <= max(relation.result.amount, total)


def _relation(result: Figure, rows: Sequence[Indicator], name: str, doubt: str) -> Relation:
    check, why = _CHECKS[name]
    return Relation(
        check=check,
        kind=RelationKind.SUM,
        subject=f"{result.key}=rows",
        result=result,
        parts=_figures(rows, name),
        why=why,
        doubt=doubt,
    )


def _ways(form: SelfEvaluation) -> list[_Way]:
    """Each subtotal with its rows, all of them read in the direction in which more come out."""
    adding = adding_rows(form)
    kept = {id(row) for row in adding}
    before = [_best(form, number, kept, back=True) for number in range(len(form.subtotals))]
    behind = [_best(form, number, kept, back=False) for number in range(len(form.subtotals))]
    back, forth = (sum(way.holding for way in ways) for ways in (before, behind))
    usual = sum(_back_by_name(one) for one in form.subtotals) * 2 >= len(form.subtotals)
    return before if back > forth or (back == forth and usual) else behind


def _back_by_name(subtotal: Subtotal) -> bool:
    """Whether a row is of the kind that stands under what it adds up; a heading stands over it."""
    return not subtotal.name or bool(_WORD.search(subtotal.name))


def _best(form: SelfEvaluation, number: int, kept: set[int], *, back: bool) -> _Way:
    subtotal = form.subtotals[number]
    ways = [
        _Way(subtotal=subtotal, rows=rows, holding=sum(_agrees(getattr(subtotal, n), rows, n) for n in _ATTRIBUTES))
        for first, last in _ranges(form, number, back=back)
        if (rows := tuple(row for row in form.indicators[first:last] if id(row) in kept))
    ]
    nothing = _Way(subtotal=subtotal, rows=(), holding=0)
    return max(ways, key=lambda way: way.holding, default=nothing)


def _ranges(form: SelfEvaluation, number: int, *, back: bool) -> Iterator[tuple[int, int]]:
    """The rows that a subtotal may mean, the nearest first: up to a heading's beginning or to another subtotal."""
    at = form.subtotals[number].at
    edges = {0, len(form.indicators), *(one.at for one in form.subtotals)}
    edges |= {
        row
        for row in range(1, len(form.indicators))
        if _levels(form.indicators[row]) != _levels(form.indicators[row - 1])
    }
    near = sorted((edge for edge in edges if (edge < at if back else edge > at)), reverse=back)
    for edge in near:
        yield (edge, at) if back else (at, edge)


def _levels(row: Indicator) -> tuple[str, str]:
    return without_points(row.level1_text.text), without_points(row.level2_text.text)
