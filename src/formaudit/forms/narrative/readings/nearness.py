"""How a gap between two values speaks: one slip of the hand, a neighbour's figure, or a wrong reading."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import IntEnum
from typing import Final

from formaudit.forms.narrative.readings.tokens import Token
from formaudit.numbers.slips import changed_within, digits_slip, sure_slip, swapped_within

__all__ = ["Slip", "gap_share", "one_slip", "slip_within"]

_LONG: Final = 3
_CLOSE: Final = Decimal("0.002")


class Slip(IntEnum):
    """What a gap looks like: nothing known, another digit, or a slip that chance hardly brings."""

    NONE = 0
    DIGIT = 1
    SURE = 2


def one_slip(token: Token, wanted: Decimal) -> Slip:
    """Which slip makes of ``wanted`` what is printed: a digit, two swapped, one too many or few, the point.

    ``wanted`` is in the measure of the figure's amount (万元 for money).
    """
    printed = token.mention.quantity.value
    if printed is None or token.amount * wanted <= 0:
        return Slip.NONE
    scale = printed / token.amount
    decimals = token.mention.quantity.decimals
    printed, right = abs(printed), abs(wanted * scale)
    exponent = right.as_tuple().exponent
    most = max(decimals, min(-exponent if isinstance(exponent, int) else 0, 4), 0)
    # A rate is printed rounded; an amount that needs more decimals than are printed is no slip of these digits.
    rounded = token.is_rate or token.measure == "倍"
    pairs = [(_digits(printed, places), _digits(right, places)) for places in {most, decimals if rounded else most}]
    if any(sure_slip(*pair) for pair in pairs) or (rounded and _point_moved(printed, right, decimals)):
        return Slip.SURE
    return Slip.DIGIT if any(digits_slip(*pair) for pair in pairs) else Slip.NONE


def _point_moved(printed: Decimal, right: Decimal, decimals: int) -> bool:
    """Whether a rounded rate is the right one but for its point (69.1% for 6.911%)."""
    last = Decimal(1).scaleb(-decimals) / 2
    long = len(_digits(printed, decimals).strip("0")) >= _LONG - 1
    return long and any(abs(printed.scaleb(power) - right) <= last.scaleb(power) for power in (-2, -1, 1, 2))


def slip_within(token: Token, wanted: Decimal, tolerance: Decimal) -> Slip:
    """The same where what is wanted follows from a rounded rate and is known within a tolerance only."""
    printed = token.mention.quantity.value
    if printed is None or token.amount <= 0 or wanted <= 0:
        return Slip.NONE
    scale = printed / token.amount
    low, high = (wanted - tolerance) * scale, (wanted + tolerance) * scale
    decimals = max(token.mention.quantity.decimals, 0)
    digits = _digits(printed, decimals)
    last = Decimal(1).scaleb(-decimals) / 2
    units = (-4, 4) if token.measure == "money" else ()  # 元 for 万元, and the other way round
    # What is printed, and the bounds of what is wanted, counted in units of its last place.
    least = int(low.scaleb(decimals).to_integral_value(ROUND_CEILING))
    most = int(high.scaleb(decimals).to_integral_value(ROUND_FLOOR))
    if len(digits.strip("0")) > 1 and (
        any(
            low - last.scaleb(power) <= printed.scaleb(power) <= high + last.scaleb(power)
            for power in (-2, -1, 1, 2, *units)
        )
        or swapped_within(digits, least, most)
    ):
        return Slip.SURE
    if len(digits.strip("0")) < _LONG or tolerance > wanted * _CLOSE:
        return Slip.NONE  # some digit of a short figure nearly always makes a rounded rate come out
    return Slip.DIGIT if changed_within(digits, least, most) else Slip.NONE


def _digits(value: Decimal, places: int) -> str:
    return format(value.quantize(Decimal(1).scaleb(-places)), "f").replace(".", "")


def gap_share(printed: Decimal, expected: Decimal) -> Decimal:
    """The gap as a share of the larger value, from 0 to 1 (above for values of two signs)."""
    most = max(abs(printed), abs(expected))
    return abs(printed - expected) / most if most else Decimal(0)
