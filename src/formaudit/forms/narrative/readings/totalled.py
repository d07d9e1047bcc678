"""Balances whose both sides have a total that is told: what was there before and is not named makes up the gap."""

from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.tokens import Block
from formaudit.model.statement import Role
from formaudit.patterns import late

__all__ = ["totalled"]

_NEAR: Final = 1
_TOTAL: Final = late(r"总计|合计|总额|总数")


def totalled(block: Block, one: Candidate) -> bool:
    """Whether what went and what is left make up a total printed beside.

    收、支总计均为1354.5万元。本年收入1329万元，本年支出1296.5万元，年末结转58万元: some came from earlier years.
    """
    went = [term for role, term in zip(one.roles[1:], one.terms, strict=True) if role is Role.MINUS]
    both = sum((term.amount for term in went), one.target.amount)
    own = {one.target.at, *(term.at for term in one.terms)}
    return bool(went) and any(
        token.amount == both and token.measure == one.target.measure and _TOTAL.search(token.lead) is not None
        for token in block.tokens
        if token.at not in own and abs(token.sentence - one.target.sentence) <= _NEAR
    )
