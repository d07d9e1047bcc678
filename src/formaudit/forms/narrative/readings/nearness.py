"""How a gap between two values speaks: one slip of the hand, a neighbour's figure, or a wrong reading."""

from decimal import Decimal

from formaudit.forms.narrative.readings.tokens import Token
from formaudit.numbers.slips import digits_slip

__all__ = ["gap_share", "one_slip"]


def one_slip(token: Token, wanted: Decimal) -> bool:
    """Whether one slip makes of ``wanted`` what is printed: a digit, two swapped, one too many or few, the point.

    ``wanted`` is in the measure of the figure's amount (万元 for money).
    """
    printed = token.mention.quantity.value
    if printed is None or token.amount == 0 or wanted <= 0:
        return False
    scale = printed / token.amount
    decimals = token.mention.quantity.decimals
    right = wanted * scale
    exponent = right.as_tuple().exponent
    most = max(decimals, min(-exponent if isinstance(exponent, int) else 0, 4), 0)
    # A rate is printed rounded; an amount that needs more decimals than are printed is no slip of these digits.
    rounded = token.is_rate or token.measure == "倍"
    return any(
        digits_slip(_digits(printed, places), _digits(right, places))
        for places in {most, decimals if rounded else most}
    )


def _digits(value: Decimal, places: int) -> str:
    return format(value.quantize(Decimal(1).scaleb(-places)), "f").replace(".", "")


def gap_share(printed: Decimal, expected: Decimal) -> Decimal:
    """The gap as a share of the larger value, from 0 to 1 (above for values of two signs)."""
    most = max(abs(printed), abs(expected))
    return abs(printed - expected) / most if most else Decimal(0)
