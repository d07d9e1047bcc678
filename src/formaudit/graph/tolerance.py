"""How far printed figures may be apart and still agree.

After XBRL Calculations 1.1: a printed figure stands for an interval of half a unit in its last place to each side, and
a total agrees with its parts when the intervals meet. Trailing zeros are dropped in these forms, so the last place is
that of the column, and ``4`` among figures with two decimals is 4.00.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from formaudit.model.figure import Figure
from formaudit.numbers import in_wan

__all__ = ["MONEY_UNITS", "Fit", "Precision", "fit", "half_unit", "precision_of", "wan"]

MONEY_UNITS: Final = frozenset({"元", "千元", "万元", "百万元", "亿元"})
_FEWEST: Final = 2
_MOST_TAILS: Final = 5
_HALF_CENT: Final = Decimal("0.005")

Precision = Mapping[str, int]
"""Unit of money to the number of decimals in which a submission prints it, at least for figures with a point."""


class Fit(StrEnum):
    """How well two sides agree."""

    EXACT = "exact"
    ROUNDING = "rounding"
    TAIL = "tail"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class _Side:
    value: Decimal
    half: Decimal


def precision_of(figures: Iterable[Figure]) -> Precision:
    """The decimals in which a submission prints each unit of money.

    The most digits that any table prints count, because trailing zeros are dropped; where nothing but whole numbers
    is printed, two decimals are assumed, the rule of these forms.
    """
    found: dict[str, int] = {}
    for figure in figures:
        if figure.unit in MONEY_UNITS and figure.filled:
            found[figure.unit] = max(found.get(figure.unit, 0), figure.decimals)
    return {unit: decimals or _FEWEST for unit, decimals in found.items()}


def half_unit(figure: Figure, precision: Precision) -> Decimal:
    """Half a unit of a figure's last place, in 万元 for money and in the figure's own unit otherwise."""
    if figure.unit in MONEY_UNITS:
        decimals = max(precision.get(figure.unit, _FEWEST), figure.decimals)
        return in_wan(Decimal(1).scaleb(-decimals) / 2, figure.unit)
    if figure.unit == "%":
        return Decimal(1).scaleb(-figure.decimals) / 2
    if figure.unit == "分":
        return _HALF_CENT
    # Persons, serials and cases are counted, not rounded.
    return Decimal(0)


def wan(figure: Figure) -> Decimal:
    """A filled figure's value, money in 万元."""
    return in_wan(figure.amount, figure.unit) if figure.unit in MONEY_UNITS else figure.amount


def fit(difference: Decimal, halves: Sequence[Decimal]) -> Fit:
    """Judge a difference between a total and its parts; ``halves`` are the half units of the total and of each part."""
    gap = abs(difference)
    if gap == 0:
        return Fit.EXACT
    if gap < sum(halves, Decimal(0)):
        return Fit.ROUNDING
    if gap <= 2 * max(halves) * min(max(len(halves) - 1, 1), _MOST_TAILS):
        return Fit.TAIL
    return Fit.OFF
