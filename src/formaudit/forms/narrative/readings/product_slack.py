"""How far a product may be off its amount by rounding, and what each factor would have to be for it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.tokens import Token

__all__ = ["paid_apart", "rounding", "slips", "slips_within"]

_CLOSE: Final = Decimal("0.0005")
_HAIR: Final = Decimal("0.0001")
_CENT: Final = Decimal("0.00005")
"""Prices are exact: one in 万元 is rounded to 元 at most."""


def rounding(amount: Token, value: Decimal, factors: Sequence[Token]) -> Decimal:
    """How far an amount may be off: cut off or rounded itself, and by factors printed with decimals."""
    decimals = amount.mention.quantity.decimals
    slack = 2 * amount.half if decimals else amount.half if amount.mention.quantity.unit != "元" else Decimal(0)
    for one in factors:
        if one.mention.quantity.decimals and one.amount:
            # A price drops its trailing zeros (1.8万元 is 1.80), a quantity is rounded.
            wan = one.mention.quantity.unit.startswith("万元")
            half = min(one.half, _CENT) if wan else one.fine if one.measure == "money" else one.half
            slack += abs(value) * half / abs(one.amount)
    return slack


def paid_apart(value: Decimal, factors: Sequence[Token]) -> Decimal:
    """How far an amount may be off that was paid to each apart (160,118.88亩 of some thousand households)."""
    return abs(value) * _HAIR if all(one.mention.quantity.decimals for one in factors) else Decimal(0)


def slips(value: Decimal, amount: Token, factors: Sequence[Token]) -> tuple[tuple[Token, Decimal], ...]:
    """What each factor would have to be."""
    if value == 0:
        return ()
    return tuple((one, one.amount * amount.amount / value) for one in factors)


def slips_within(value: Decimal, amount: Token, factors: Sequence[Token]) -> tuple[tuple[Token, Decimal, Decimal], ...]:
    """The same within what the rounding of the amount leaves open."""
    if value == 0 or amount.amount == 0:
        return ()
    loose = max(amount.half / amount.amount, _CLOSE)
    return tuple((one, wanted, wanted * loose) for one, wanted in slips(value, amount, factors))
