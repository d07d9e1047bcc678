"""Which printed cells, were they another value, would make the broken relations of one story true.

One misprint breaks many relations: a row's sum, the sums of the codes above it, the same row of the next table. The
cells are looked for one by one: the one that explains most comes first, then the best for what is left.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.graph.disclosure.reading import Places, Tested, allowance
from formaudit.graph.tolerance import wan
from formaudit.model.figure import ZERO, Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome

__all__ = ["Mended", "find_mended", "find_moved"]

_MOST_CELLS: Final = 4

Test = tuple[Relation, Tested]


class Mended(Struct, frozen=True, kw_only=True):
    """A cell, the value in 万元 that would make ``count`` broken relations true and break none that holds."""

    figure: Figure
    value: Decimal
    count: int


def find_mended(broken: Sequence[Test], held: Sequence[Test], places: Places) -> tuple[Mended, ...]:
    """The cells that explain every broken relation of a story, or nothing."""
    left = [test for test in broken if test[0].kind is not RelationKind.AT_MOST]
    if len(left) < 2:
        return ()
    found: list[Mended] = []
    while left and len(found) < _MOST_CELLS:
        best = max(
            (made for figure in _cells(left) for made in _values(figure, left, held, places)),
            key=lambda made: made.count,
            default=None,
        )
        if best is None or best.count < 2:
            return ()
        found.append(best)
        left = [test for test in left if not _mends(best.figure, best.value, test, places)]
    return tuple(found) if not left else ()


def find_moved(broken: Sequence[Test]) -> tuple[Mended, ...]:
    """Two amounts of one column that stand on each other's rows, in every table of the story."""
    rows = [test for test in broken if test[0].check == "D01"]
    if len(rows) != len(broken) or len(rows) < 2:
        return ()
    found: list[Mended] = []
    left = list(rows)
    while left:
        first = left.pop(0)
        moved = next(((test, cells) for test in left if (cells := _swapped(first, test))), None)
        if moved is None:
            return ()
        left.remove(moved[0])
        found.extend(moved[1])
    return tuple(found)


def _swapped(first: Test, second: Test) -> tuple[Mended, ...]:
    """The cells of two rows, in one column, that make both rows true when they change places."""
    if first[1].difference != -second[1].difference or first[0].result.place.table != second[0].result.place.table:
        return ()
    for one in first[0].parts:
        for other in second[0].parts:
            if one.place.col != other.place.col:
                continue
            now, then = (wan(figure) if figure.filled else ZERO for figure in (one, other))
            if now + first[1].difference == then and now != then:
                return (
                    Mended(figure=one, value=then, count=1),
                    Mended(figure=other, value=now, count=1),
                )
    return ()


def _cells(broken: Sequence[Test]) -> list[Figure]:
    return list(
        {figure.key: figure for relation, _ in broken for figure in (relation.result, *relation.parts)}.values()
    )


def _needed(figure: Figure, test: Test) -> Decimal | None:
    """The value in 万元 with which a broken relation would hold; ``None`` where the figure is no part of it."""
    relation, told = test
    now = wan(figure) if figure.filled else ZERO
    if relation.result.key == figure.key:
        return now - told.difference
    sign = next((sign for part, sign in relation.terms if part.key == figure.key), None)
    return None if sign is None else now + sign * told.difference


def _values(figure: Figure, broken: Sequence[Test], held: Sequence[Test], places: Places) -> list[Mended]:
    wanted = [value for test in broken if (value := _needed(figure, test)) is not None]
    made: list[Mended] = []
    for value in dict.fromkeys(wanted):
        if value < 0 or (not figure.filled and value == 0):
            continue
        count = sum(_mends(figure, value, test, places) for test in broken)
        breaks = sum(not _mends(figure, value, test, places) for test in held if _needed(figure, test) is not None)
        made.append(Mended(figure=figure, value=value, count=count - breaks))
    return made


def _mends(figure: Figure, value: Decimal, test: Test, places: Places) -> bool:
    """Whether a relation holds with another value in the figure's place."""
    needed = _needed(figure, test)
    if needed is None:
        return False
    relation, told = test
    if told.outcome is Outcome.NOT_APPLICABLE:
        return value == 0
    bound = allowance((relation.result, *relation.parts, figure), places)
    return abs(needed - value) <= bound
