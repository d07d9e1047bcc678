"""Testing one relation: does it hold, with which arithmetic, and what would make it hold.

Pure: the same relation can be tested with other values in the place of printed ones, which is how causes try repairs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.graph.tolerance import MONEY_UNITS, Fit, Precision, fit, half_unit, wan
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome

__all__ = ["Choice", "Reading", "Values", "first_that_holds", "interpretations", "plain", "read_relation", "show"]

Values = Mapping[str, Decimal]
"""Address of a figure to the value to be tried in its place, in 万元 for money."""

_HUNDRED = Decimal(100)
_SIXTH = Decimal("0.000001")
_NOTHING: Final = "—"
"""How a calculation shows a total that was left blank: it is not 0, and equals nothing."""
_MOST_READINGS: Final = 64
"""So many combinations of readings are tried; of more only those in which all figures are read alike."""


class Reading(Struct, frozen=True, kw_only=True):
    """The outcome of a test.

    ``expected`` is the value that would make the result right, ``difference`` the printed value minus that (money in
    万元). ``reason`` names why a test could not be decided (a catalogue key ``undecided.<reason>``).
    """

    outcome: Outcome
    fit: Fit = Fit.EXACT
    calculation: str = ""
    expected: Decimal | None = None
    difference: Decimal | None = None
    reason: str = ""


@lru_cache(maxsize=8192)  # a figure stands in a dozen calculations of its submission
def plain(value: Decimal) -> str:
    """A number without exponent and without needless zeros, six decimals at the most."""
    text = str(value) if value else "0"
    if "E" in text:
        text = format(value, "f")  # what is far from 1 prints an exponent; all else is printed alike and sooner
    if "." in text and len(text) - text.index(".") > 7:
        text = format(value.quantize(_SIXTH, rounding=ROUND_HALF_UP), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def show(figure: Figure, values: Values) -> str:
    """A figure in a calculation: the value tried, or what is printed, money in 万元."""
    if values and figure.key in values:
        return plain(values[figure.key])
    if figure.value is None:
        return "0(空)" if not figure.raw else figure.raw
    text = plain(wan(figure))
    return f"({text})" if text.startswith("-") else text


def first_that_holds(candidates: Sequence[Relation], precision: Precision) -> Relation:
    """Of several readings of a form, the first that holds; the first of all where none does."""
    for candidate in candidates:
        if read_relation(candidate, precision).outcome is Outcome.HOLDS:
            return candidate
    return candidates[0]


def _value(figure: Figure, values: Values) -> Decimal | None:
    if values and figure.key in values:
        return values[figure.key]
    return wan(figure) if figure.value is not None else None


def read_relation(relation: Relation, precision: Precision, values: Values | None = None) -> Reading:
    """Test a relation with the printed values, or with ``values`` in the place of some.

    Where a figure can be read in several ways, every combination is tried: the relation is broken only if none holds,
    and with a figure that cannot be read it is never broken.
    """
    if not values:
        if not relation.tested or relation.tested[0] is not precision:
            relation.tested[:] = precision, _read(relation, precision, {})
        known: Reading = relation.tested[1]
        return known
    return _read(relation, precision, values)


def _read(relation: Relation, precision: Precision, tried: Values) -> Reading:
    usual = _tested(relation, precision, tried)
    if usual.outcome in (Outcome.BROKEN, Outcome.UNDECIDED):
        for _, other in interpretations(relation, tried):
            reading = _tested(other, precision, tried)
            if reading.outcome is Outcome.HOLDS:
                return reading
    return usual


def _tested(relation: Relation, precision: Precision, tried: Values) -> Reading:
    unread = _unread(relation, tried)
    if unread:
        return Reading(outcome=Outcome.UNDECIDED, reason=unread)
    reading = _TESTS.get(relation.kind, _sum)(relation, precision, tried)
    if relation.doubt and reading.outcome is Outcome.BROKEN:
        return replace(reading, outcome=Outcome.UNDECIDED, reason=relation.doubt)
    return reading


def _unread(relation: Relation, tried: Values) -> str:
    """Why a relation cannot be tested: one of its figures is damaged, or holds something that is no number."""
    states = {figure.state for figure in (relation.result, *relation.parts) if figure.key not in tried}
    if State.DAMAGED in states:
        return "damaged-part"
    return "unreadable-part" if State.UNREADABLE in states else ""


Choice = Mapping[str, int]
"""A way to read some figures: group (a figure's key, or the group of its reading) to the number of the reading, 0 for
the usual one."""


def interpretations(relation: Relation, tried: Values) -> Iterator[tuple[Choice, Relation]]:
    """The relation with its figures read in other ways; the usual way is left out.

    A table whose unit is unknown and which holds all the money of the relation changes nothing by its unit.
    """
    figures = tuple({figure.key: figure for figure in (relation.result, *relation.parts)}.values())
    open_figures = [figure for figure in figures if figure.readings and figure.key not in tried]
    if not open_figures:
        return
    money = [figure for figure in figures if figure.unit in MONEY_UNITS and figure.something]
    sizes: dict[str, int] = {}
    for figure in open_figures:
        for group, count in Counter(reading.group or figure.key for reading in figure.readings).items():
            if group == figure.key or any(group not in _groups(other) for other in money):
                sizes[group] = max(sizes.get(group, 0), count)
    if not sizes:
        return
    ways = (tuple(range(size + 1)) for size in sizes.values())
    several: Iterable[tuple[int, ...]] = product(*ways)
    if prod(size + 1 for size in sizes.values()) > _MOST_READINGS:
        several = ((number,) * len(sizes) for number in range(max(sizes.values()) + 1))
    for numbers in several:
        if any(numbers):
            choice = dict(zip(sizes, numbers, strict=True))
            yield choice, _as_chosen(relation, choice, tried)


def _groups(figure: Figure) -> AbstractSet[str]:
    return {reading.group for reading in figure.readings}


def _as_chosen(relation: Relation, choice: Choice, tried: Values) -> Relation:
    def put(figure: Figure) -> Figure:
        if figure.key in tried:
            return figure
        for group, number in choice.items():
            mine = [reading for reading in figure.readings if (reading.group or figure.key) == group]
            if number and number <= len(mine):
                return figure.read_as(mine[number - 1])
        return figure

    return replace(relation, result=put(relation.result), parts=tuple(put(part) for part in relation.parts))


def _sum(relation: Relation, precision: Precision, tried: Values) -> Reading:
    result = _value(relation.result, tried)
    if result is None and relation.blank_is_zero and relation.result.state is State.BLANK:
        result = ZERO
    filled = [(sign, value, part) for part, sign in relation.terms if (value := _value(part, tried)) is not None]
    if not filled:
        reason = "not-itemised" if result else "all-blank"
        return Reading(outcome=Outcome.UNDECIDED if result else Outcome.NOT_APPLICABLE, reason=reason)
    computed = sum((sign * value for sign, value, _ in filled), relation.added)
    line = "".join(f" {'+' if sign > 0 else '−'} {show(part, tried)}" for sign, _, part in filled).removeprefix(" + ")
    if relation.added:
        line += f" + {plain(relation.added)}"
    if result is None:
        if computed == 0:
            return Reading(outcome=Outcome.NOT_APPLICABLE, reason="all-blank")
        total = f"{line} = {plain(computed)}" if len(filled) > 1 or relation.added else line
        return Reading(
            outcome=Outcome.UNDECIDED,
            calculation=f"{total} ≠ {relation.result.raw or _NOTHING}",
            expected=computed,
            reason="total-blank",
        )
    halves = [
        half_unit(figure, precision)
        for figure in (relation.result, *relation.parts)
        if figure.value is not None or figure.key in tried
    ]
    if len(halves) < 2:
        halves.append(halves[0] if halves else ZERO)
    difference = result - computed
    close = fit(difference, halves)
    shown = show(relation.result, tried)
    agreed = close is Fit.EXACT and relation.exhaustive and relation.kind is not RelationKind.COVERS
    several = len(filled) > 1 or relation.added != 0
    total = f"{line} = {plain(computed)}" if several and not agreed else line
    if relation.kind is RelationKind.COVERS or not relation.exhaustive:
        bad = difference < 0 and close in (Fit.OFF, Fit.TAIL)
        sign = ">" if bad else "≈" if difference < 0 else "≤"
        return Reading(
            outcome=Outcome.BROKEN if bad else Outcome.HOLDS,
            fit=close if bad else Fit.EXACT,
            calculation=f"{total} {sign} {shown}",
            expected=computed if bad else None,
            difference=difference,
        )
    bad = close in (Fit.OFF, Fit.TAIL)
    sign = "≠" if bad else "=" if close is Fit.EXACT else "≈"
    return Reading(
        outcome=Outcome.BROKEN if bad else Outcome.HOLDS,
        fit=close,
        calculation=f"{total} {sign} {shown}",
        expected=computed,
        difference=difference,
    )


def _at_most(relation: Relation, precision: Precision, tried: Values) -> Reading:
    value, bound = _value(relation.result, tried), _value(relation.parts[0], tried)
    if value is None or bound is None:
        return Reading(outcome=Outcome.NOT_APPLICABLE, reason="all-blank")
    close = fit(value - bound, [half_unit(relation.result, precision), half_unit(relation.parts[0], precision)])
    bad = value > bound and close in (Fit.OFF, Fit.TAIL)
    sign = ">" if bad else "≈" if value > bound else "≤"
    return Reading(
        outcome=Outcome.BROKEN if bad else Outcome.HOLDS,
        fit=close if bad else Fit.EXACT,
        calculation=f"{show(relation.result, tried)} {sign} {show(relation.parts[0], tried)}",
        expected=bound,
        difference=value - bound,
    )


def _ratio(relation: Relation, precision: Precision, tried: Values) -> Reading:
    rate, first, second = (_value(figure, tried) for figure in (relation.result, *relation.parts))
    if rate is None or first is None or second is None:
        return Reading(outcome=Outcome.NOT_APPLICABLE, reason="all-blank")
    top, bottom = _shares(relation, first, second)
    if bottom == 0:
        return Reading(outcome=Outcome.NOT_APPLICABLE, reason="zero-base")
    exact = top / bottom * _HUNDRED
    half = Decimal(1).scaleb(-relation.result.decimals) / 2
    difference = rate - exact
    if relation.kind is RelationKind.RATIO:
        terms = f"{show(relation.parts[0], tried)} ÷ {show(relation.parts[1], tried)}"
    else:
        exact, difference = abs(exact), abs(rate) - abs(exact)
        terms = f"{plain(top)} ÷ {plain(bottom)}"
    line = f"{terms} = {_percent(exact, relation.result.decimals)}"
    if abs(difference) <= half:
        return Reading(outcome=Outcome.HOLDS, calculation=f"{line}", expected=exact, difference=difference)
    slack = _ratio_slack(relation, precision, top, bottom)
    close = Fit.TAIL if abs(difference) <= max(slack + half, 2 * half) and slack < 1 else Fit.OFF
    return Reading(
        outcome=Outcome.BROKEN,
        fit=close,
        calculation=f"{line} ≠ {relation.result.raw or _percent(rate, relation.result.decimals)}",
        expected=exact,
        difference=difference,
    )


def _shares(relation: Relation, first: Decimal, second: Decimal) -> tuple[Decimal, Decimal]:
    """What is divided by what: the parts themselves, or a change and the amount that it started from."""
    if relation.kind is RelationKind.GROWTH:
        return first - second, second
    if relation.kind is RelationKind.INCREASE:
        sign = relation.signs[1] if relation.signs else 1
        return first, second - sign * first
    return first, second


def _ratio_slack(relation: Relation, precision: Precision, top: Decimal, bottom: Decimal) -> Decimal:
    """How far the ratio may move when both amounts are rounded ones, in percentage points."""
    if relation.parts[0].unit not in MONEY_UNITS:
        return ZERO
    low, high = (half_unit(part, precision) for part in relation.parts)
    return (low / abs(bottom) + abs(top) * high / (bottom * bottom)) * _HUNDRED


def _percent(value: Decimal, decimals: int) -> str:
    digits = max(decimals, 2)
    return f"{plain(value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))}%"


_TESTS: Final = {
    RelationKind.RATIO: _ratio,
    RelationKind.GROWTH: _ratio,
    RelationKind.INCREASE: _ratio,
    RelationKind.AT_MOST: _at_most,
}
