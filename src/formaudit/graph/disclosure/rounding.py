"""Whether a printed rate is one that rounded amounts can give."""

from decimal import Decimal
from typing import Final

from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.figure import ZERO, Figure
from formaudit.numbers import in_wan

__all__ = ["reaches", "reaches_moved", "rounded_up", "rounding_of", "unit_place"]

_USUAL: Final = 2
_CELL: Final = Decimal("0.005")
_HUNDRED: Final = Decimal(100)


def unit_place(figure: Figure) -> Decimal:
    """A unit of the last place that a figure of the text prints, in 万元 for money."""
    place = Decimal(1).scaleb(-figure.decimals)
    return in_wan(place, figure.unit) if figure.unit in MONEY_UNITS else place


def rounding_of(*figures: Figure) -> Decimal:
    """How far a sum and its addends may be apart where each was rounded by itself to the last place that any prints.

    Whole amounts are taken to be exact.
    """
    places = [unit_place(figure) for figure in figures if figure.filled and figure.decimals]
    return min(places) * (len(figures) + 1) / 2 if places else ZERO


def reaches(rate: Figure, part: Figure, whole: Figure, *, change: bool = False) -> bool:
    """Whether a rate, half up or cut, follows from two amounts, each anywhere within its last place.

    With ``change`` it is the change from ``whole`` to ``part``, without its sign.
    """
    low, high = _bounds(part), _bounds(whole)
    if high[0] <= 0 or not rate.filled:
        return False
    base = _HUNDRED if change else ZERO
    ratios = [a / b * _HUNDRED - base for a in low for b in high]
    values = [abs(ratio) for ratio in ratios] if change else ratios
    least = ZERO if change and min(ratios) < 0 < max(ratios) else min(values)
    return _printable(rate, least, max(values))


def reaches_moved(rate: Figure, now: Figure, moved: Figure, *, rise: bool) -> bool:
    """Whether a rate follows from an amount and how far it moved: both are rounded, and so is the base they leave."""
    low, high = _bounds(moved), _bounds(now)
    sign = -1 if rise else 1
    bases = [end + sign * change for end in high for change in low]
    if min(bases) <= 0 or not rate.filled:
        return False
    ratios = [change / (end + sign * change) * _HUNDRED for end in high for change in low]
    return _printable(rate, min(ratios), max(ratios))


def rounded_up(rate: Figure) -> Decimal:
    """How far a printed rate may lie above its value, in percentage points.

    Half of its last place; the whole of it where that is a decimal one, in which some papers round everything up. A
    whole percent more is another rate.
    """
    step = Decimal(1).scaleb(-rate.decimals)
    return step if rate.decimals else step / 2


def _printable(rate: Figure, least: Decimal, most: Decimal) -> bool:
    """Whether a rate may be printed for a value within bounds: rounded, or with its further places cut off."""
    return least - Decimal(1).scaleb(-rate.decimals) < abs(rate.amount) < most + rounded_up(rate)


def _bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most that an amount may stand for."""
    value = ZERO if not figure.filled else wan(figure) if figure.unit in MONEY_UNITS else figure.amount
    half = unit_place(figure) / 2
    if figure.place.table is not None:
        # A cell in 元 is exact for what the text makes of it; one in 万元 prints two decimals, zeros dropped or not.
        half = _CELL if figure.unit == "万元" and figure.decimals <= _USUAL else ZERO
    return max(value - half, ZERO), value + half
