"""Amounts that nothing but their place names: what something became, what was spent of what it is compared with.

较年初预算5万元下降36%，实际支出3.2万元; 由240起下降至210起; a goal printed as a bound.
"""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.narrative.readings.change_words import BOTH, DOWN, GROUP, TO, UP, is_change
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["SPENT_NOW", "from_to_at", "is_bare_now", "is_newly", "is_threshold", "likelihood"]

_FROM: Final = compiled(r"(?:由|从)[^，。；¤]{0,16}$")
_AIMED: Final = late(r"目标|计划|任务|标准|指标|要求")
_SOME: Final = late(r"[多余来]")
_HARDLY: Final = 0.3
_COMPARED: Final = late(r"[比较与同新]|上年|去年")
_GREW_BY: Final = late(rf"[，,、]?\s*(?:同比)?(?:{UP}|{DOWN})了?\s*")
_THIS: Final = late(r"[，,]?\s*(?:本年|今年|当年|20\d\d年)度?(?:支出|决算数?|收入|完成|实际)?(?:为|是|达)?\s*$")
SPENT_NOW: Final = late(
    r"[，,]?\s*(?:全年|本年|当年|年末)?(?:实际(?:支出|完成|发生|执行|使用)|支出决算|决算数?)数?(?:为|是)?\s*$"
)


def is_threshold(token: Token) -> bool:
    """Whether a figure is a goal that is printed as a bound (不少于60场): what lies beyond it is counted from there."""
    bound = token.mention.quantity.comparison in ("≥", "≤")
    return bound and _AIMED.search(token.lead) is not None and not _SOME.search(token.raw)


def from_to_at(rate: Token, base: Token, current: Token) -> bool:
    """Whether from where and to where it went and its rate follow each other (由3,200亩增加到4,160亩，增长30%)."""
    row = base.at + 1 == current.at == rate.at - 1 and base.part == current.part == rate.part
    words = _FROM.search(base.lead) is not None and TO.search(current.lead) is not None
    about = any(one.about for one in (rate, base, current))
    return row and words and not about and _GREW_BY.fullmatch(rate.lead) is not None


def is_newly(block: Block, token: Token) -> bool:
    """Whether what is new follows from where and to where it grew (由8,000亩扩大到1.2万亩，新增面积4,000亩)."""
    pair = block.tokens[max(0, token.at - BOTH) : token.at]
    if len(pair) < BOTH or any(one.measure != token.measure or one.sentence != token.sentence for one in pair):
        return False
    start, end = pair
    return bool(_FROM.search(start.lead) and TO.search(end.lead)) and end.amount > start.amount


def is_bare_now(token: Token, bases: Sequence[Token]) -> bool:
    """Whether an amount is called by nothing but its time (本年为144万元), or is what its base became (降至210起)."""
    if SPENT_NOW.fullmatch(token.lead) or _THIS.fullmatch(token.lead):
        return True
    before = next((one for one in bases if one.at + 1 == token.at), None)
    return before is not None and _FROM.search(before.lead) is not None and TO.search(token.lead) is not None


def likelihood(block: Block, now: Token, token: Token) -> float:
    """How sure a change may be at most that of a figure before it: hardly where it is one of some of what that counts.

    由86%提高到91.5%，其中城区提高4.2个百分点，乡镇提高6.8个百分点: each of them, and not what both came to.
    """
    moved = GROUP.search(token.lead)
    name = token.lead[: moved.start()].strip("，,、；其中 ") if moved else ""
    if now.at > token.at or now.sentence != token.sentence or len(name) < BOTH or _COMPARED.search(name):
        return 1
    between = [one for one in block.tokens[now.at + 1 : token.at] if one.measure == token.measure and is_change(one)]
    listed = "其中" in block.between(now, between[0] if between else token)
    return _HARDLY if listed and name not in now.lead else 1
