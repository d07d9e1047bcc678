"""Whether a relation of a disclosure holds: blanks of these tables are zero, and each addend may be rounded by itself.

A printed figure stands for half a unit of its last place to each side; n addends and their sum may be (n + 1) / 2 units
apart. Tables in 元 print whole amounts beside such with two decimals: each figure counts with its own last place. In
tables in 万元 trailing zeros are dropped, so the last place is the table's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome
from formaudit.numbers import in_wan

__all__ = ["Places", "Tested", "allowance", "half_place", "places_of", "shown_value", "tested"]

_USUAL: Final = 2
_UNREAD: Final = frozenset({State.DAMAGED, State.UNREADABLE})

Places = Mapping[tuple[int, int | None], int]
"""File and table to the decimals in which the table prints money in 万元."""


class Tested(Struct, frozen=True, kw_only=True):
    """``difference`` is the result minus what the parts make, ``expected`` what they make, both in 万元."""

    outcome: Outcome
    calculation: str = ""
    expected: Decimal = ZERO
    difference: Decimal = ZERO
    exact: bool = True


def places_of(figures: Iterable[Figure]) -> Places:
    """The decimals of each table in 万元: the most that several of its figures have."""
    seen: dict[tuple[int, int | None], Counter[int]] = {}
    for figure in figures:
        if figure.filled and figure.unit == "万元":
            seen.setdefault((figure.place.file, figure.place.table), Counter())[figure.decimals] += 1
    return {
        key: max((decimals for decimals, count in own.items() if count > 1), default=max(own))
        for key, own in seen.items()
    }


def half_place(figure: Figure, places: Places) -> Decimal:
    """Half a unit of a figure's last place, in 万元 for money."""
    if figure.unit not in MONEY_UNITS:
        return ZERO
    decimals = figure.decimals
    if figure.unit == "万元" and figure.place.table is not None:
        decimals = max(decimals, places.get((figure.place.file, figure.place.table), _USUAL))
    return in_wan(Decimal(1).scaleb(-decimals) / 2, figure.unit)


def allowance(figures: Iterable[Figure], places: Places) -> Decimal:
    """How far both sides of a relation may be apart: half a place for each figure that is not zero."""
    return sum((half_place(figure, places) for figure in figures if figure.filled and figure.amount != 0), ZERO)


def _value(figure: Figure) -> Decimal:
    return wan(figure) if figure.filled else ZERO


def shown_value(figure: Figure, unit: str) -> str:
    """A figure in a calculation, in ``unit``."""
    value = _value(figure)
    return plain(value / in_wan(Decimal(1), unit)) if unit in MONEY_UNITS else plain(value)


def tested(relation: Relation, places: Places) -> Tested:
    """Test a SUM, EQUAL or AT_MOST over figures of which a blank one is zero.

    A blank total beside filled parts breaks it: nobody can say whether it was printed so or lost in reading.
    """
    figures = (relation.result, *relation.parts)
    if any(figure.state in _UNREAD for figure in figures):
        return Tested(outcome=Outcome.UNDECIDED)
    if not any(figure.filled for figure in figures):
        return Tested(outcome=Outcome.NOT_APPLICABLE)
    computed = sum((sign * _value(part) for part, sign in relation.terms), relation.added)
    difference = _value(relation.result) - computed
    bound = allowance(figures, places)
    units = {figure.unit for figure in figures if figure.filled and figure.unit in MONEY_UNITS}
    unit = next(iter(units)) if len(units) == 1 else "万元"
    shown = _shown(relation)
    line = _line(shown, unit)
    result = shown_value(relation.result, unit)
    total = f"{line} = {plain(computed / in_wan(Decimal(1), unit))}" if len(shown) > 1 else line
    if relation.kind is RelationKind.AT_MOST:
        bad = difference > bound
        calculation = f"{result} {'>' if bad else '≤'} {line}"
    else:
        bad = abs(difference) > bound
        sign = "≠" if bad else "=" if difference == 0 else "≈"
        calculation = f"{line if difference == 0 else total} {sign} {result}"
    if bad and relation.doubt:
        return Tested(outcome=Outcome.UNDECIDED, calculation=calculation, expected=computed, difference=difference)
    return Tested(
        outcome=Outcome.BROKEN if bad else Outcome.HOLDS,
        calculation=calculation,
        expected=computed,
        difference=difference,
        exact=difference == 0,
    )


def _shown(relation: Relation) -> list[tuple[Figure, int]]:
    """The parts with their signs; zeros are left out where others stand beside them."""
    filled = [(part, sign) for part, sign in relation.terms if part.filled]
    return [(part, sign) for part, sign in filled if part.amount != 0] or filled[:1]


def _line(terms: Sequence[tuple[Figure, int]], unit: str) -> str:
    if not terms:
        return "0"
    return "".join(f" {'+' if sign > 0 else '−'} {shown_value(part, unit)}" for part, sign in terms).removeprefix(" + ")
