"""Rates of what a budget was adjusted by, of how far a result is off, and of the amount that goes by a rate's name."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.ratios import found, ratio
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.patterns import compiled, late

__all__ = ["adjusted_candidates", "deviates", "named_candidates"]

_MEASURES: Final = 2
_CLAUSE: Final = 2
_DEVIATION: Final = compiled(r"(?:偏[差离]|差异)[^，。；¤]{0,3}$")
_DIFFERENCE: Final = compiled(r"偏[差离]|差[异额距]|相差")
_ADJUSTED: Final = compiled(r"(?:调整|调增|调减|追加)(?:比例|率|幅度?)[^，。；¤]{0,3}$")
_ADDED: Final = compiled(r"追[加减]|调[增减]|增[加减]|核[增减]|调整(?![后为到至])(?!预算)")
_KEPT: Final = late(r"节[约省支余]|下浮|结[余转]|[审核]减|优惠")
_HUNDRED: Final = Decimal(100)
_FIRST: Final = late(r"年初|原|批复|期初")


def adjusted_candidates(rate: Token, here: Sequence[Token]) -> Iterator[Candidate]:
    """由年初的530万元调整为554.5万元，调增24.5万元，预算调整率4.62%: what was added, of the first budget."""
    if len(here) < _MEASURES or not _ADJUSTED.search(rate.lead) or not _ADDED.search(here[-1].lead):
        return
    for bottom in here[:-1]:
        first = _FIRST.search(bottom.lead) is not None
        yield from found(ratio(rate, here[-1], bottom, 0.85 if first and rate.rank <= _CLAUSE else 0.5, alone=first))


def named_candidates(rate: Token, stem: str, here: Sequence[Token]) -> Iterator[Candidate]:
    """结余3134.51万元，结余率12.66%: of the amount right before a rate that goes by the rate's own name.

    The whole is the only other amount, or the one that the other one leaves it of.
    """
    if len(here) < _MEASURES or len(stem) < _MEASURES or here[-1].at != rate.at - 1 or rate.rank > _CLAUSE:
        return
    top, others = here[-1], [one for one in here[:-1] if one.measure == here[-1].measure]
    name = top.lead.strip("，,；、 已实际共累计")
    if not name.startswith((stem[-_MEASURES:], stem)) or not others or deviates(rate, top):
        return
    left = len(others) == _MEASURES and others[0].amount - others[1].amount == top.amount
    if len(others) == 1 and _kept_of_both(rate, stem, top, others[0]):
        return
    if len(others) == 1 or left:
        yield from found(ratio(rate, top, others[0], 0.85 if others[0].amount >= top.amount else 0.5))


def _kept_of_both(rate: Token, stem: str, top: Token, paid: Token) -> bool:
    """Whether a rate is what was kept, of that and what was paid together: 中标价500万元，节约20万元，节约率3.85%."""
    made = top.amount + paid.amount
    kept = _KEPT.search(stem) is not None and made > 0
    return kept and abs(top.amount * _HUNDRED / made - rate.amount) <= rate.half


def deviates(rate: Token, top: Token) -> bool:
    """Whether a rate says how far an amount is off: 差异率, and 预算调整率 of what the budget was adjusted to.

    年初预算100万元，追加10万元，预算调整率10%: what was added is a share of the budget as other amounts are.
    """
    if _DEVIATION.search(rate.lead):
        return _DIFFERENCE.search(top.lead) is None
    return _ADJUSTED.search(rate.lead) is not None and _ADDED.search(top.lead) is None
