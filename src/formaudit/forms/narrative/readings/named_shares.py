"""Shares that stand before both amounts: 人员经费占基本支出的88%，…，基本支出700万元，其中人员经费616万元.

And the changes of a staff by those who came and went before it: 新进7人，退休5人，调出3人，比年初减少1人.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.additions import balance_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.ratios import found, ratio
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import COMING, GOING
from formaudit.forms.narrative.words import Wording
from formaudit.patterns import late

__all__ = ["named_share_candidates"]

_SHARE: Final = late(
    r"^[，,；\s]*(?:其中)?(?P<part>[\u4e00-\u9fff]{2,10})占(?P<whole>(?:[\u4e00-\u9fff]{2,10}?)?)的?(?:比例|比重)?(?:为|达)?\s*$"
)
_ALL: Final = late(r"总|合计|共")
_SURE: Final = 0.85
_PEOPLE: Final = frozenset({"人", "名"})


def named_share_candidates(block: Block) -> Iterator[Candidate]:
    """The shares and the changes of which the words name both sides."""
    for run in block.sentences():
        for token in run:
            if token.measure == "%":
                yield from _share(run, token)
            elif token.measure in _PEOPLE and token.role in (Wording.DIFFERENCE, Wording.GROWTH):
                yield from _net(run, token)


def _share(run: list[Token], rate: Token) -> Iterator[Candidate]:
    match = _SHARE.search(rate.lead)
    if match is None or any(one.at < rate.at and not one.is_rate for one in run):
        return
    behind = [one for one in run if one.at > rate.at and not one.is_rate and not one.is_price]
    parts = [one for one in behind if one.mention.own.endswith(match["part"])]
    name = match["whole"]
    wholes = [
        one
        for one in behind
        if one not in parts and (one.mention.own.endswith(name) if name else _ALL.search(one.lead))
    ]
    if len(parts) == len(wholes) == 1 and parts[0].measure == wholes[0].measure:
        yield from found(ratio(rate, parts[0], wholes[0], _SURE))


def _net(run: list[Token], change: Token) -> Iterator[Candidate]:
    """Those who came less those who went, where all before a change of staff are told as the one or the other."""
    moved = [one for one in run if one.at < change.at and one.measure == change.measure]
    came = [one for one in moved if COMING.search(one.lead) and not GOING.search(one.lead)]
    went = [one for one in moved if GOING.search(one.lead) and not COMING.search(one.lead)]
    if not came or not went or len(came) + len(went) != len(moved) or any(one.at > change.at for one in run):
        return
    first, second = (went, came) if change.mention.sign < 0 else (came, went)
    movements = [*((one, 1) for one in first[1:]), *((one, -1) for one in second)]
    told = balance_candidate(("net", change.start), first[0], movements, change, _SURE, alone=True)
    if told.expected > Decimal(0):
        yield told
