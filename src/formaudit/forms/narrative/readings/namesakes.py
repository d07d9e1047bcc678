"""Amounts that go by each other's names: what was done of what, and what is spoken of elsewhere."""

from collections.abc import Mapping
from typing import Final

from formaudit.forms.narrative.readings.cues import ACHIEVED
from formaudit.forms.narrative.readings.ratios import COMMON, CONFIRMING, FILLER
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["base_named", "done_of", "most_elsewhere", "namesake", "of_another", "of_everything", "strange"]

_LONG_NAME: Final = 5
_SHORT: Final = 3
_KIND_OF_RATE: Final = compiled(r"调整|变更|变动|追加|结转|结余|节约|节支|采购|控制|招标|决算|偏[离差]|[审核]减")
"""What makes a rate what it is, and names nothing that it is of."""
_OVERALL: Final = late(r"总体|整体|综合|总(?:的)?(?:执行|支出|支付|完成|使用)")


def done_of(top: Token, bottom: Token, wholes: Mapping[int, Token]) -> bool:
    """Whether an amount is what was done of another one, both of them parts: 中央资金86万元, 中央资金支出73万元."""
    name = bottom.mention.own
    both = bottom.at in wholes and top.at in wholes and wholes[top.at] is not wholes[bottom.at]
    return (
        both and bottom.at < top.at and len(name) > 1 and top.mention.own not in ("", name) and name in top.mention.own
    )


def of_everything(rate: Token, top: Token, bottom: Token, wholes: Mapping[int, Token]) -> bool:
    """Whether a rate of everything (总体执行率) is that of two figures of which the parts are told."""
    made = {one.at for one in wholes.values()} - wholes.keys()
    both = top.at in made and bottom.at in made and ACHIEVED.search(top.lead) is not None
    return both and bottom.at < top.at and _OVERALL.search(rate.lead) is not None


def of_another(stem: str, top: Token, bottom: Token) -> bool:
    """Whether a rate bears a name (配套到位率) that its amount goes by, and what it is reckoned of does not."""
    name = _pairs_of(_KIND_OF_RATE.sub("", stem))
    money = top.measure == bottom.measure == "money"
    if abs(top.at - bottom.at) == 1 and not _pairs_of(bottom.mention.own):
        return False  # 公用经费支出48.6万元，控制数52万元，公用经费控制率93.46%
    return money and any(pair in top.lead for pair in name) and not any(pair in bottom.lead for pair in name)


def strange(block: Block, top: Token, bottom: Token) -> bool:
    """Whether an amount has a name of its own that the sentence of another one does not speak of.

    项目预算772万元。三公经费支出554万元，完成预算的71%: the budget of 三公经费 is told elsewhere.
    """
    name = _pairs_of(top.mention.own)
    words = block.text[slice(*block.sentence_of(bottom))]
    return top.sentence != bottom.sentence and bool(name) and not any(pair in words for pair in name)


def namesake(top: Token, before: list[Token]) -> Token | None:
    """The amount that goes by the long name of what was paid of it (已拨付某某专项资金680万元), if there is one."""
    own = _pairs_of(top.mention.own)
    shared = {one.at: (len(own & theirs), len(theirs)) for one in before for theirs in (_pairs_of(one.mention.own),)}
    same = [
        one for one in before if (both := shared[one.at])[0] >= _LONG_NAME and both[0] * 3 >= min(len(own), both[1]) * 2
    ]
    return same[-1] if len({one.amount for one in same}) == 1 else None


def base_named(top: Token, before: list[Token]) -> list[Token]:
    """The amounts of which the name of what was done begins with theirs: 企业自筹8,742万元, 企业自筹到位8,130万元."""
    name = top.mention.own
    return [
        one
        for one in before
        if one.measure == top.measure and len(own := one.mention.own) >= _SHORT and own != name and name.startswith(own)
    ]


def _pairs_of(name: str) -> set[str]:
    core = COMMON.sub("", ACHIEVED.sub("", FILLER.sub("", name)))
    return {core[at : at + 2] for at in range(len(core) - 1)}


def most_elsewhere(block: Block, rate: Token, top: Token, bottom: Token) -> float:
    """How sure a rate may be at most whose whole stands in another sentence: points have theirs beside them."""
    if bottom.sentence == rate.sentence or top.sentence != rate.sentence:
        return 1
    return CONFIRMING if top.measure == "分" or strange(block, top, bottom) else 1
