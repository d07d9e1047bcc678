"""How a gap between two values speaks: one slip of the hand, a neighbour's figure, or a wrong reading."""

from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.tokens import Token

__all__ = ["gap_share", "one_slip"]

_MONEY: Final = "money"


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
    return any(_slip(_digits(printed, places), _digits(right, places)) for places in {decimals, most})


def _digits(value: Decimal, places: int) -> str:
    return format(value.quantize(Decimal(1).scaleb(-places)), "f").replace(".", "")


def _slip(first: str, second: str) -> bool:
    if first == second or not first.strip("0") or not second.strip("0"):
        return False
    if first.strip("0") == second.strip("0"):
        return True  # the point, or a zero
    if len(first) == len(second):
        apart = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
        if len(apart) == 1:
            return len(first) > 1
        near = len(apart) == 2 and apart[1] == apart[0] + 1
        return near and first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return (
        len(longer) == len(shorter) + 1
        and len(shorter) > 2
        and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    )


def gap_share(printed: Decimal, expected: Decimal) -> Decimal:
    """The gap as a share of the larger value, from 0 to 1 (above for values of two signs)."""
    most = max(abs(printed), abs(expected))
    return abs(printed - expected) / most if most else Decimal(0)
