"""Rates of a whole that is printed elsewhere: two amounts with rates of their own that imply one and the same.

建档36.19万份，建档率94%；电子档案34.65万份，电子建档率90%: both are of 38.5 万, the people of the place, and the second
is no rate of the first.
"""

from collections.abc import Collection
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.nearness import slip_within
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role

__all__ = ["of_unnamed_whole"]

_RATED: Final = (Role.RATE, Role.PART, Role.WHOLE)
_AROUND: Final = 2
"""Sentences around a rate in which another one of the same whole may stand."""
_HUNDRED: Final = Decimal(100)
_MIDDLE: Final = Decimal(50)
"""Half of the two bounds of one percent, as a whole."""


def of_unnamed_whole(block: Block, one: Candidate, explained: Collection[int]) -> bool:
    """Whether a rate and another one beside it, which nothing explains, imply one whole that neither names.

    ``explained`` are the places of the rates that amounts make.
    """
    if one.roles != _RATED or one.terms[0].at != one.target.at - 1:
        return False
    own = _implied(one.terms[0], one.target)
    if own is None or slip_within(one.terms[1], (own[0] + own[1]) * _MIDDLE, (own[1] - own[0]) * _MIDDLE):
        return False  # 接通826人，知晓742人，知晓率86.08%，满意820人，满意度95.13%: what they imply is 862
    return any(
        _meet(own, _implied(amount, rate))
        for amount, rate in pairwise(block.tokens)
        if rate is not one.target
        and rate.at not in explained
        and abs(rate.sentence - one.target.sentence) <= _AROUND
        and amount.measure == one.terms[0].measure
        and amount.sentence == rate.sentence
    )


def _implied(amount: Token, rate: Token) -> tuple[Decimal, Decimal] | None:
    """Between what bounds the whole lies of which an amount is so many percent; a hundred says nothing of it."""
    if rate.measure != "%" or amount.is_price or not rate.half < rate.amount < _HUNDRED:
        return None
    return amount.amount / (rate.amount + rate.half), amount.amount / (rate.amount - rate.half)


def _meet(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal] | None) -> bool:
    return other is not None and one[0] <= other[1] and other[0] <= one[1]
