"""Rates that other amounts explain: some near them, or all of a row."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Final

from formaudit.forms.narrative.readings.choose import Choice
from formaudit.forms.narrative.readings.tokens import Block, Token

__all__ = ["explained", "of_row"]

_FINE: Final = Decimal("0.005")
"""Half a unit of the last place of a rate that is printed with two."""
_ALL: Final = Decimal(100)
_TOGETHER: Final = 4
"""So many amounts in a row may be taken together."""
_NEAR: Final = 1
"""Sentences between a rate and the amounts that may explain it."""
_MOST: Final = 24


def explained(block: Block, choice: Choice, own: Mapping[tuple[int, int], int]) -> bool:
    """Whether other amounts near a rate make just that rate; ``own`` are rates by their known amounts."""
    rate = choice.candidate.target
    whole = rate.amount == _ALL
    if not rate.is_rate or rate.measure != "%" or not (rate.half <= _FINE or whole):
        return False
    near = [
        one
        for one in block.tokens
        if not one.is_rate and one.amount > 0 and abs(one.sentence - rate.sentence) <= _NEAR and not one.is_price
    ]
    taken = {one.at for one in choice.candidate.terms}
    for upper, low, lower in _quotients(near[:_MOST]):
        if {one.at for one in upper} | {lower.at} == taken or (whole and len(upper) == 1):
            continue
        if own.get((upper[0].at, lower.at), rate.at) != rate.at:
            continue
        if abs(low - rate.amount) <= rate.half:
            return True
    return False


def of_row(block: Block, choice: Choice) -> bool:
    """Whether a share is one of all amounts of its sentence that have a share (甲204万元，占45%；乙249万元，占55%)."""
    rate, part = choice.candidate.target, choice.candidate.terms[0]
    row = [
        token
        for token, following in pairwise(block.tokens)
        if token.sentence == rate.sentence == following.sentence
        and token.measure == part.measure
        and following.measure == "%"
    ]
    total = sum((token.amount for token in row), Decimal(0))
    fits = part in row and len(row) > 1 and total > 0 and rate.half <= _FINE
    return fits and abs(part.amount / total * _ALL - rate.amount) <= rate.half


def _quotients(amounts: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Decimal, Token]]:
    """One amount, or a few of one measure in a row, as a rate of another of that measure."""
    for start in range(len(amounts)):
        run = amounts[start : start + _TOGETHER]
        for count, total in enumerate(accumulate(one.amount for one in run), start=1):
            upper = run[:count]
            if upper[-1].measure != upper[0].measure:
                break
            for lower in amounts:
                if lower.measure == upper[0].measure and lower not in upper:
                    yield upper, total / lower.amount * _ALL, lower
