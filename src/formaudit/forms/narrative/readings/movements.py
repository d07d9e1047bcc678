"""What came, what went and what is vacant: what the figures of a balance are to each other beyond their words."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.narrative.readings.ledger_words import Ledger
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import late

__all__ = ["is_account", "moved_beside", "vacant"]

_CLAUSE: Final = 2
_INTEREST: Final = late(r"利息")
_POSTS: Final = late(r"编制|核定|定员")
_VACANT: Final = late(r"空编|缺编|余编|空缺|缺员|缺岗")


def moved_beside(block: Block, ledger: Ledger, run: Sequence[Token], parts: frozenset[int]) -> frozenset[int]:
    """Figures that a list holds only because it does not end before what came and went.

    年初库存1.86万吨，其中县级储备1.2万吨；当年轮入0.92万吨，轮出0.88万吨: the last two are no part of what there was.
    """
    if ledger.plus is None or ledger.minus is None:
        return frozenset()
    plus, minus = ledger.plus, ledger.minus
    listed = [one for one in run if one.at in parts and one.rank >= _CLAUSE and "其中" not in one.lead]
    return frozenset(one.at for one in listed if plus.search(block.words(one)) or minus.search(block.words(one)))


def is_account(plus: Sequence[Token]) -> bool:
    """Whether what came is told to the interest on it (收到拨款560万元，利息0.86万元): an account is told wholly."""
    return len(plus) > 1 and any(_INTEREST.search(one.lead) for one in plus[1:])


def vacant(start: Token, result: Token) -> bool:
    """Whether posts stand right before how many of them are vacant (实有教师412人，核定编制450人，空编38人)."""
    return (
        start.at == result.at - 1 and _POSTS.search(start.lead) is not None and _VACANT.search(result.lead) is not None
    )
