"""Amounts printed in 亿元 or 万人 with few digits, and what they leave open of a figure that is made of them."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.model.statement import StatementKind
from formaudit.patterns import late

__all__ = ["within_rounding"]

_COARSE: Final = Decimal(1)
"""Half a unit, in 万元 or as counted, from which on an amount says little of what is made of it."""
_ALL: Final = Decimal(100)
_PAIR: Final = 2
_TENTH: Final = Decimal("0.1")
_SET: Final = late(r"计划|任务|目标")
_EXACTLY: Final = Decimal("1e-12")
_RATES: Final[tuple[Callable[[Decimal, Decimal], Decimal], ...]] = (
    lambda one, other: one / other,
    lambda one, other: (one - other) / other,
    lambda one, other: (other - one) / other,
    lambda one, other: one / (other - one),
    lambda one, other: one / (other + one),
    lambda one, other: other / (other - one),
    lambda one, other: other / (other + one),
)
"""The ways in which a rate is made of two amounts; each of them moves one way with each amount."""
_MADE: Final = frozenset({StatementKind.PRODUCT, StatementKind.AVERAGE})


def within_rounding(one: Candidate) -> bool:
    """Whether a figure is one that the amounts may have made before they were rounded to what is printed of them.

    Amounts may be off by half a unit of their last printed place; 1.20亿元 is given to the hundredth, 1.2亿元 is not:
    of 1.2亿元 and 1.1亿元 the rate of execution may be 96%. What was set as a goal is no rounded number, and a whole
    number beside one with decimals (7亿元 beside 5.7亿元) is given to the tenth.
    """
    off = [_open(term, one) for term in one.terms]
    if not any(each >= _COARSE for each in off):
        return False
    if any(term.amount <= each for term, each in zip(one.terms, off, strict=True)):
        return False
    bounds = _bounds(one, off)
    own = one.target.half if one.target.is_rate else one.target.fine
    return bounds is not None and bounds[0] - own <= abs(one.target.amount) <= bounds[1] + own


def _open(term: Token, one: Candidate) -> Decimal:
    """How far an amount may be off by its rounding."""
    if term.is_rate:
        return term.half
    beside = [other for other in (one.target, *one.terms) if other.at != term.at and other.measure == term.measure]
    if term.measure != "money" and _SET.search(term.lead):
        return Decimal(0)
    if _SET.search(term.lead):
        return min((term.fine, *(other.fine for other in beside)))
    tenths = not term.mention.quantity.decimals and any(other.mention.quantity.decimals for other in beside)
    return term.fine * _TENTH if tenths and term.fine >= _COARSE else term.fine


def _bounds(one: Candidate, off: Sequence[Decimal]) -> tuple[Decimal, Decimal] | None:
    """The least and the most that the amounts may come to; none where nobody knows how the figure is made of them."""
    if one.kind in _MADE or (not one.target.is_rate and any(term.is_rate for term in one.terms)):
        least = most = abs(one.expected)
        for term, each in zip(one.terms, off, strict=True):
            moved = each / term.amount
            least, most = least * (1 - moved), most / (1 - moved)
        return least, most
    if not one.target.is_rate or len(one.terms) != _PAIR:
        return None
    first, second = (term.amount for term in one.terms)
    ends = [(term.amount - each, term.amount + each) for term, each in zip(one.terms, off, strict=True)]
    for made in _RATES:
        middle = _worth(made, first, second)
        if middle is not None and abs(abs(middle) - abs(one.expected)) <= _EXACTLY:
            values = [_worth(made, *pair) for pair in product(*ends)]
            known = [value for value in values if value is not None]
            return _between(known) if len(known) == len(values) else None
    return None


def _between(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The least and the most of some values without their signs; what may be above or below may be nothing."""
    sizes = [abs(value) for value in values]
    return Decimal(0) if min(values) < 0 < max(values) else min(sizes), max(sizes)


def _worth(made: Callable[[Decimal, Decimal], Decimal], one: Decimal, other: Decimal) -> Decimal | None:
    try:
        return made(one, other) * _ALL
    except ArithmeticError:
        return None
