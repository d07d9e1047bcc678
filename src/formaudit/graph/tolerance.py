"""How far printed figures may be apart and still agree.

After XBRL Calculations 1.1: a printed figure stands for an interval of half a unit in its last place to each side, and
a total agrees with its parts when the intervals meet. Trailing zeros are dropped in these forms, so the last place is
that of the table, and ``4`` among figures with two decimals is 4.00.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from formaudit.model.figure import Figure
from formaudit.numbers import MONEY_UNITS as _WORTH
from formaudit.numbers import in_wan

__all__ = ["MONEY_UNITS", "ONE_TAIL", "Fit", "Precision", "fit", "half_unit", "precision_of", "wan"]

MONEY_UNITS: Final = frozenset(_WORTH)
_WAN: Final = "万元"
_USUAL: Final = 2
_SEVERAL: Final = 4
_MOST_TAILS: Final = 5
_HALF_CENT: Final = Decimal("0.005")
ONE_TAIL: Final = Decimal("0.015")
"""A tail of one addend beside half a unit of the last place: how far a figure derived from printed ones may be off."""

Precision = Mapping[str, int]
"""Unit and table (``万元@0.3`` for table 3 of file 0) to the decimals in which that table prints money."""


class Fit(StrEnum):
    """How well two sides agree."""

    EXACT = "exact"
    ROUNDING = "rounding"
    TAIL = "tail"
    OFF = "off"


def precision_of(figures: Iterable[Figure]) -> Precision:
    """The decimals in which each table prints money, where that is not the two that these forms ask for.

    More than two count where at least two figures have them: a single long one tightens nothing but itself. One
    decimal counts where several figures have it and none has more, none where a table in 元 prints whole ones only.
    """
    printed: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.unit in MONEY_UNITS and figure.filled and figure.place.table is not None:
            printed.setdefault(_column(figure), []).append(figure)
    return {column: decimals for column, own in printed.items() if (decimals := _decimals(own)) != _USUAL}


def _column(figure: Figure) -> str:
    return f"{figure.unit}@{figure.place.file}.{figure.place.table}"


def _decimals(figures: Sequence[Figure]) -> int:
    amounts = {(figure.amount, figure.decimals) for figure in figures}
    most = max(decimals for _, decimals in amounts)
    if most == 0:
        return 0 if figures[0].unit == "元" else _USUAL
    if most == 1:
        return 1 if sum(decimals == 1 for _, decimals in amounts) >= _SEVERAL else _USUAL
    second = sorted(decimals for _, decimals in amounts)[-2] if len(amounts) > 1 else 0
    return max(second, _USUAL)


def half_unit(figure: Figure, precision: Precision) -> Decimal:
    """Half a unit of a figure's last place, in 万元 for money and in the figure's own unit otherwise."""
    if figure.unit in MONEY_UNITS:
        decimals = max(precision.get(_column(figure), _USUAL) if precision else _USUAL, figure.decimals)
        return _half(decimals, figure.unit)
    if figure.unit == "%":
        return _half(figure.decimals, _WAN)
    if figure.unit == "分":
        return _HALF_CENT
    # Persons, serials and cases are counted, not rounded.
    return Decimal(0)


@lru_cache(maxsize=128)
def _half(decimals: int, unit: str) -> Decimal:
    """Half of one in the last of so many decimals, in 万元. There are a dozen units, and seldom four decimals."""
    return in_wan(Decimal(1).scaleb(-decimals) / 2, unit)


def wan(figure: Figure) -> Decimal:
    """A filled figure's value, money in 万元."""
    unit = figure.unit
    return figure.amount if unit == _WAN or unit not in MONEY_UNITS else in_wan(figure.amount, unit)


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
