"""Whether a printed rate is one that rounded amounts can give."""

from decimal import Decimal
from typing import Final

from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.figure import ZERO, Figure
from formaudit.numbers import in_wan

__all__ = ["reaches", "unit_place"]

_HUNDRED: Final = Decimal(100)


def unit_place(figure: Figure) -> Decimal:
    """A unit of the last place that a figure of the text prints, in 万元 for money."""
    place = Decimal(1).scaleb(-figure.decimals)
    return in_wan(place, figure.unit) if figure.unit in MONEY_UNITS else place


def reaches(rate: Figure, part: Figure, whole: Figure, *, change: bool = False) -> bool:
    """Whether a rate, half up or cut, follows from two amounts, each anywhere within its last place.

    With ``change`` it is the change from ``whole`` to ``part``, without its sign.
    """
    low, high = _bounds(part), _bounds(whole)
    if high[0] <= 0 or not rate.filled:
        return False
    base = _HUNDRED if change else ZERO
    ratios = [a / b * _HUNDRED - base for a in low for b in high]
    step = Decimal(1).scaleb(-rate.decimals)
    values = [abs(ratio) for ratio in ratios] if change else ratios
    least = ZERO if change and min(ratios) < 0 < max(ratios) else min(values)
    return least - step < abs(rate.amount) < max(values) + step


def _bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most that an amount may stand for; a cell stands for itself."""
    value = ZERO if not figure.filled else wan(figure) if figure.unit in MONEY_UNITS else figure.amount
    half = unit_place(figure) / 2 if figure.place.table is None else ZERO
    return max(value - half, ZERO), value + half
