"""Testing one relation: does it hold, with which arithmetic, and what would make it hold.

Pure: the same relation can be tested with other values in the place of printed ones, which is how causes try repairs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from formaudit.graph.tolerance import MONEY_UNITS, Fit, Precision, fit, half_unit, wan
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome

__all__ = ["Reading", "Values", "first_that_holds", "plain", "read_relation", "show"]

Values = Mapping[str, Decimal]
"""Address of a figure to the value to be tried in its place, in 万元 for money."""

_HUNDRED = Decimal(100)
_SIXTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
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


def plain(value: Decimal) -> str:
    """A number without exponent and without needless zeros, six decimals at the most."""
    text = format(value, "f") if value else "0"
    if "." in text and len(text) - text.index(".") > 7:
        text = format(value.quantize(_SIXTH, rounding=ROUND_HALF_UP), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def show(figure: Figure, values: Values) -> str:
    """A figure in a calculation: the value tried, or what is printed, money in 万元."""
    if figure.key in values:
        return plain(values[figure.key])
    if not figure.filled:
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
    if figure.key in values:
        return values[figure.key]
    return wan(figure) if figure.filled else None


def read_relation(relation: Relation, precision: Precision, values: Values | None = None) -> Reading:
    """Test a relation with the printed values, or with ``values`` in the place of some."""
    test = {RelationKind.RATIO: _ratio, RelationKind.AT_MOST: _at_most}.get(relation.kind, _sum)
    reading = test(relation, precision, values or {})
    if relation.doubt and reading.outcome is Outcome.BROKEN:
        return replace(reading, outcome=Outcome.UNDECIDED, reason=relation.doubt)
    return reading


def _damaged(relation: Relation, tried: Values) -> bool:
    return any(
        figure.state is State.DAMAGED and figure.key not in tried for figure in (relation.result, *relation.parts)
    )


def _sum(relation: Relation, precision: Precision, tried: Values) -> Reading:
    result = _value(relation.result, tried)
    if result is None and relation.blank_is_zero and relation.result.state is State.BLANK:
        result = ZERO
    parts = [_value(part, tried) for part in relation.parts]
    if _damaged(relation, tried):
        return Reading(outcome=Outcome.UNDECIDED, reason="damaged-part")
    filled = [part for part in parts if part is not None]
    if not filled:
        reason = "not-itemised" if result else "all-blank"
        return Reading(outcome=Outcome.UNDECIDED if result else Outcome.NOT_APPLICABLE, reason=reason)
    computed = sum(filled, ZERO)
    line = " + ".join(show(part, tried) for part in relation.parts if part.filled or part.key in tried)
    if result is None:
        if computed == 0:
            return Reading(outcome=Outcome.NOT_APPLICABLE, reason="all-blank")
        return Reading(
            outcome=Outcome.UNDECIDED,
            calculation=f"{line} = {plain(computed)}",
            expected=computed,
            reason="total-blank",
        )
    halves = [
        half_unit(figure, precision)
        for figure in (relation.result, *relation.parts)
        if figure.filled or figure.key in tried
    ]
    if len(halves) < 2:
        halves.append(halves[0] if halves else ZERO)
    difference = result - computed
    close = fit(difference, halves)
    shown = show(relation.result, tried)
    agreed = close is Fit.EXACT and relation.exhaustive and relation.kind is not RelationKind.COVERS
    total = f"{line} = {plain(computed)}" if len(filled) > 1 and not agreed else line
    if relation.kind is RelationKind.COVERS or not relation.exhaustive:
        bad = difference < 0 and close in (Fit.OFF, Fit.TAIL)
        sign = "≤" if not bad else ">"
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
    if _damaged(relation, tried):
        return Reading(outcome=Outcome.UNDECIDED, reason="damaged-part")
    value, bound = _value(relation.result, tried), _value(relation.parts[0], tried)
    if value is None or bound is None:
        return Reading(outcome=Outcome.NOT_APPLICABLE, reason="all-blank")
    close = fit(value - bound, [half_unit(relation.result, precision), half_unit(relation.parts[0], precision)])
    bad = value > bound and close in (Fit.OFF, Fit.TAIL)
    sign = ">" if value > bound else "≤"
    return Reading(
        outcome=Outcome.BROKEN if bad else Outcome.HOLDS,
        fit=close if bad else Fit.EXACT,
        calculation=f"{show(relation.result, tried)} {sign} {show(relation.parts[0], tried)}",
        expected=bound,
        difference=value - bound,
    )


def _ratio(relation: Relation, precision: Precision, tried: Values) -> Reading:
    if _damaged(relation, tried):
        return Reading(outcome=Outcome.UNDECIDED, reason="damaged-part")
    rate, top, bottom = (_value(figure, tried) for figure in (relation.result, *relation.parts))
    if rate is None or top is None or bottom is None:
        return Reading(outcome=Outcome.NOT_APPLICABLE, reason="all-blank")
    if bottom == 0:
        return Reading(outcome=Outcome.NOT_APPLICABLE, reason="zero-base")
    exact = top / bottom * _HUNDRED
    half = Decimal(1).scaleb(-relation.result.decimals) / 2
    difference = rate - exact
    terms = f"{show(relation.parts[0], tried)} ÷ {show(relation.parts[1], tried)}"
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


def _ratio_slack(relation: Relation, precision: Precision, top: Decimal, bottom: Decimal) -> Decimal:
    """How far the ratio may move when both amounts are rounded ones, in percentage points."""
    if relation.parts[0].unit not in MONEY_UNITS:
        return ZERO
    low, high = (half_unit(part, precision) for part in relation.parts)
    return (low / abs(bottom) + abs(top) * high / (bottom * bottom)) * _HUNDRED


def _percent(value: Decimal, decimals: int) -> str:
    digits = max(decimals, 2)
    return f"{plain(value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))}%"
