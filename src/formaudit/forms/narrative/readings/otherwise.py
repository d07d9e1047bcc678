"""Figures that others beside them explain to the last digit: nobody is contradicted by what they are not of.

A rate with two places after the point is hardly hit by chance. Where two amounts near it, or a few in a row and one,
make just that rate, a reading of other amounts that does not come out is doubted: 总体执行率62.00% is of the totals at
the head of its passage, however near the parts stand. Amounts that explain a rate of their own are left out, as a rate
may have been copied from there. The same goes for what a sentence makes up: where that stands nearby as a figure of its
own, it is no contradiction of another figure in another sentence.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Final

from formaudit.forms.narrative.readings.choose import Choice
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Standing, StatementKind

__all__ = ["doubted"]

_KINDS: Final = frozenset({StatementKind.SHARE, StatementKind.GROWTH})
_FINE: Final = Decimal("0.005")
"""Half a unit of the last place of a rate that is printed with two."""
_ALL: Final = Decimal(100)
_TOGETHER: Final = 4
"""So many amounts in a row may be taken together."""
_NEAR: Final = 1
"""Sentences between a rate and the amounts that may explain it."""
_AROUND: Final = 3
"""Sentences around figures in which their sum may be printed."""
_MOST: Final = 24


def doubted(block: Block, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The same choices, those contradicted rates left open that other amounts explain."""
    own = {
        (one.candidate.terms[0].at, one.candidate.terms[-1].at): one.candidate.target.at
        for one in choices
        if one.standing.agreed and one.candidate.kind in _KINDS and one.candidate.terms
    }
    return tuple(
        Choice(one.candidate, Standing.OPEN)
        if one.standing is Standing.BROKEN
        and (
            (one.candidate.kind is StatementKind.SUM and _printed(block, one))
            or (one.candidate.kind in _KINDS and _explained(block, one, own))
        )
        else one
        for one in choices
    )


def _printed(block: Block, choice: Choice) -> bool:
    """Whether what figures of one sentence make up is printed nearby, though not where they are said to miss it."""
    one = choice.candidate
    apart = all(term.sentence != one.target.sentence for term in one.terms)
    return apart and any(
        other.amount == one.expected and other.measure == one.target.measure
        for other in block.tokens
        if abs(other.sentence - one.terms[0].sentence) <= _AROUND and not other.is_price
    )


def _explained(block: Block, choice: Choice, own: dict[tuple[int, int], int]) -> bool:
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
