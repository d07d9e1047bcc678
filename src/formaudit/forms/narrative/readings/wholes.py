"""Sums of a text that prints all its money in whole 万元: each is rounded, and a sum may miss by what that leaves."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.tokens import Block
from formaudit.model.statement import Standing, StatementKind

__all__ = ["in_wholes"]

_MANY: Final = 6
"""So many amounts without a decimal say that a text rounds them."""
_UNEVEN: Final = 5
"""So many of them end with another digit than 0: they were rounded, and not granted as round sums."""
_MOST: Final = Decimal(2)
_HALF: Final = Decimal("0.5")
_TEN: Final = 10


def in_wholes(block: Block, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The readings; a sum of a text that rounds to whole 万元 and misses by rounding alone is a tail (尾差)."""
    money = [one for one in block.tokens if one.measure == "money" and not one.is_price]
    rounded = len(money) >= _MANY and all(
        not one.mention.quantity.decimals and one.mention.quantity.unit.startswith("万") for one in money
    )
    uneven = {one.amount for one in money if one.amount % _TEN}
    if not rounded or len(uneven) < _UNEVEN:
        yield from candidates
        return
    for one in candidates:
        loose = min(_HALF * (len(one.terms) + 1), _MOST)
        near = one.kind is StatementKind.SUM and abs(one.target.amount - one.expected) <= loose
        yield replace(one, tail=loose) if near and one.standing is Standing.BROKEN else one
