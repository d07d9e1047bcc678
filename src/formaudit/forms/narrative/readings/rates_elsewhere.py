"""Rates whose amounts do not stand right before them: they stand behind, once in the sentences before, or far away."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.cues import ACHIEVED, TARGETED
from formaudit.forms.narrative.readings.namesakes import namesake
from formaudit.forms.narrative.readings.rate_pairs import PLANNED, fits
from formaudit.forms.narrative.readings.ratios import FAR, SENTENCES, found, ratio
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = [
    "MONEY_RATE",
    "NAMED_RATE",
    "boxed_behind",
    "done_behind",
    "entirely",
    "far",
    "firm",
    "goal_behind",
    "namely",
    "rated_alike",
    "stands_behind",
    "told_once",
]

NAMED_RATE: Final = compiled(
    r"(?P<stem>[\u4e00-\u9fff]{1,8}?|(?=进度))(?:比?率|进度|占比|密度|程度|(?<=满意)度|(?<=知晓)度|(?<=完好)度|(?<=集中)度|(?<=受益)面|(?<=覆盖)面|(?<=资助)面|(?<=参保)面|(?<=受训)面|(?<=受助)面)(?:约?为|是|约|达到?了?|[:：]|仅|已达)*\s*$"
)
"""A rate by its name, before the figure."""
MONEY_RATE: Final = late(r"执行|支付|支出|使用|拨付")
"""What a rate of spending is called."""
_ENTIRELY: Final = late(r"全部(?P<what>[^，。；¤]{2,10})")
_ENTIRE_VERBS: Final = late(r"到位|支付|使用|拨付|执行|发放|兑付")
_EXPLAINED: Final = late(r"[，,]?\s*(?:即|其中|[(（:：]|系|按|计算|也就是|为)|[，,](?!同比|比|较)")
_DONE_NEXT: Final = late(r"[，,]?\s*(?:累计|已|实际|共)*完成")
_OF_ALL: Final = late(r"应|计划|任务|目标|共|总|参|受|报名|基数|发放|抽|登记|招|在册")
_CLAUSE: Final = 2
_HUNDRED: Final = Decimal(100)


def rated_alike(block: Block, bottom: Token, rate: Token) -> bool:
    """Whether an amount has a rate of the same name itself, so that it was no plan.

    全县支出21621万元，支出进度87.34%，其中部门支出10282万元，支出进度89.45%: each is of what was to be spent there.
    """
    following = block.tokens[bottom.at + 1 : bottom.at + 2]
    if not following or following[0].at >= rate.at or following[0].measure != "%" or following[0].rank > _CLAUSE:
        return False
    own, other = NAMED_RATE.search(following[0].lead), NAMED_RATE.search(rate.lead)
    return own is not None and other is not None and own[0].strip() == other[0].strip()


def goal_behind(block: Block, rate: Token, here: list[Token], over: int) -> Iterator[Candidate]:
    """完成改造129户，完工率243%，年度计划任务53户: what was to be done stands right behind the rate."""
    following = block.tokens[rate.at + 1 : rate.at + 3]
    if not here or not following or here[-1].at != rate.at - 1 or following[0].sentence != rate.sentence:
        return
    top, bottom = here[-1], following[0]
    planned = PLANNED.search(bottom.lead) is not None and not ACHIEVED.search(bottom.lead)
    own = len(following) > 1 and following[1].is_rate and following[1].sentence == rate.sentence
    if planned and not own and bottom.rank <= _CLAUSE and bottom.measure == top.measure and not over:
        yield from found(ratio(rate, top, bottom, 0.75 if len(here) == 1 else 0.5))


def boxed_behind(block: Block, rate: Token, here: list[Token]) -> Iterator[Candidate]:
    """结业28人，结业率96.55%（参训29人）: what a rate is of stands in brackets right behind it."""
    following = block.tokens[rate.at + 1 : rate.at + 2]
    if not here or not following or here[-1].at != rate.at - 1 or rate.rank > _CLAUSE:
        return
    top, bottom = here[-1], following[0]
    boxed = bottom.depth > rate.depth and block.between(rate, bottom).lstrip()[:1] in ("(", "（")
    if boxed and bottom.measure == top.measure and bottom.amount >= top.amount:
        yield from found(ratio(rate, top, bottom, 0.85 if _OF_ALL.search(bottom.lead) else 0.5))


def done_behind(block: Block, rate: Token, goal: str, here: list[Token]) -> Iterator[Candidate]:
    """年度计划投资410.1亿元，已完成计划的50.4%，完成投资206.7亿元: what was done stands right behind the rate."""
    done = stands_behind(block, rate, here)
    if done is not None:
        bottom = here[-1]
        yield from found(ratio(rate, done, bottom, 0.85 if fits(goal, bottom) else 0.5))


def stands_behind(block: Block, rate: Token, here: list[Token]) -> Token | None:
    """The amount done right behind a rate of the plan that stands right before it, in one sentence."""
    following = block.tokens[rate.at + 1 : rate.at + 2]
    if not following or not here or here[-1].at != rate.at - 1 or following[0].sentence != rate.sentence:
        return None
    planned = PLANNED.search(here[-1].lead) is not None and here[-1].measure == following[0].measure
    done = _DONE_NEXT.match(following[0].lead) is not None and following[0].rank <= _CLAUSE
    own = block.tokens[rate.at + 2 : rate.at + 3]
    shared_itself = bool(own) and own[0].is_rate and own[0].sentence == rate.sentence
    return following[0] if planned and done and not shared_itself and "完成" in rate.lead else None


def namely(block: Block, rate: Token, stem: str, bottom: Token, top: Token) -> bool:
    """Whether a rate is explained by the two amounts right behind it (执行率87%，即预算数120万元，支出104.4万元)."""
    planned = TARGETED.search(bottom.lead) is not None and not ACHIEVED.search(bottom.lead)
    nearest = min(bottom, top, key=lambda one: one.at)
    ends = block.after(rate, same=False)
    return (
        planned
        and (ACHIEVED.search(top.lead) is not None or (len(stem) > 1 and stem[-2:] in top.lead))
        and _EXPLAINED.match(block.between(rate, nearest)) is not None
        and not [one for one in ends if one.measure == top.measure and one not in (bottom, top)]
    )


def told_once(block: Block, rate: Token, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """A rate in a sentence without amounts: what was done and what was to be done stand before, each named once."""
    near = [
        one
        for one in block.recent(rate)
        if rate.sentence - one.sentence <= SENTENCES
        and one.measure == "money"
        and one.at not in wholes
        and not one.is_price
    ]
    done = [one for one in near if ACHIEVED.search(one.lead) and not TARGETED.search(one.lead)]
    wanted = [one for one in near if TARGETED.search(one.lead) and not ACHIEVED.search(one.lead)]
    if len(near) == len(done) + len(wanted) and len(done) == len(wanted) == 1 and MONEY_RATE.search(rate.lead):
        yield from found(ratio(rate, done[0], wanted[0], 0.85))


def far(block: Block, rate: Token, values: list[Token], here: list[Token]) -> Iterator[Candidate]:
    """The amount reached stands beside the rate, what was to be reached sentences before: it may confirm, no more."""
    top = here[-1] if here else None
    if top is None or rate.at - top.at > 1:
        return
    near = {one.at for one in values}
    before = [one for one in block.tokens[max(0, top.at - FAR) : top.at] if one.measure == top.measure]
    same = namesake(top, [one for one in before if TARGETED.search(one.lead) or not ACHIEVED.search(one.lead)])
    for bottom in reversed(before):
        if rated_alike(block, bottom, rate):
            continue
        if bottom is same and rate.rank <= _CLAUSE and MONEY_RATE.search(rate.lead):
            yield from found(ratio(rate, top, bottom, 0.8))
        elif bottom.at not in near and (rate.amount != _HUNDRED or bottom.amount == top.amount):
            yield from found(ratio(rate, top, bottom, 0.36, alone=False))


def entirely(block: Block, rate: Token, here: list[Token]) -> Iterator[Candidate]:
    """10441万元资金全部拨付到位，资金到位率100%: all of an amount, and a rate of just that."""
    if len(here) != 1 or here[0].at != rate.at - 1:
        return
    match = _ENTIRELY.search(block.between(here[0], rate))
    if match is not None and any(verb in rate.lead for verb in _ENTIRE_VERBS.findall(match["what"])):
        yield Candidate(
            question=("rate", rate.start),
            kind=StatementKind.SHARE,
            target=rate,
            terms=(here[0], here[0]),
            roles=(Role.RATE, Role.PART, Role.WHOLE),
            expected=_HUNDRED,
            slack=Decimal(0),
            line=f"{plain(here[0].amount)} ÷ {plain(here[0].amount)} = 100%",
            strength=0.85,
        )


def firm(block: Block, rate: Token, top: Token, bottom: Token) -> bool:
    """Whether a clause holds nothing but what was to be done, what was done and the rate (预算…，支出…，执行率…)."""
    return (
        rate.part == top.part == bottom.part
        and max(top.rank, rate.rank) <= _CLAUSE
        and MONEY_RATE.search(rate.lead) is not None
        and MONEY_RATE.search(top.lead) is not None
        and not MONEY_RATE.search(bottom.lead)
        and not any(one.measure == top.measure and one.part == rate.part for one in block.after(rate, same=False))
        and not any(one.about for one in (rate, top, bottom))
    )
