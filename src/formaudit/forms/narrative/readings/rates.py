"""Rates of what was done of what was to be done: 执行率, 完成率, 到位率, 超任务, 节约."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, sum_of
from formaudit.forms.narrative.readings.cues import ACHIEVED, EACH, TARGETED, side
from formaudit.forms.narrative.readings.given import given_candidates
from formaudit.forms.narrative.readings.joint import (
    OF_AVAILABLE,
    brought,
    brought_beside,
    complement_candidates,
    joint_candidates,
    named_together,
    sources_of,
)
from formaudit.forms.narrative.readings.namesakes import (
    base_named,
    done_of,
    most_elsewhere,
    of_another,
    of_everything,
    strange,
)
from formaudit.forms.narrative.readings.rate_pairs import COMPLETED, pairs_of
from formaudit.forms.narrative.readings.rates_by_name import adjusted_candidates, deviates, named_candidates
from formaudit.forms.narrative.readings.rates_elsewhere import (
    MONEY_RATE,
    NAMED_RATE,
    boxed_behind,
    done_behind,
    entirely,
    far,
    firm,
    goal_behind,
    namely,
    rated_alike,
    stands_behind,
    told_once,
)
from formaudit.forms.narrative.readings.ratios import CONFIRMING, alike, found, ratio
from formaudit.forms.narrative.readings.shares import explicit_candidates, share_candidates_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.patterns import compiled, late

__all__ = ["rate_candidates"]

_MEASURES: Final = 2
_OVER: Final = compiled(
    r"(?:超(?:额|过|出)?(?:完成)?[^，。；¤]{0,8}(?:任务|计划|目标|预算|指标)?|超[^，。；¤]{0,6})\s*$"
)
_APART: Final = compiled(r"(?:^[，,\s]*|(?:较|比|与)[^，。；¤]{2,14})(?:[多少低高]|减少|增加)了?\s*$")
_SAVED: Final = compiled(
    r"(?:节约|节省|节支|节资|下浮|审减|核减|优惠|折减|资金节约率|节约率|结余率|结转率|压减|压缩|提速|缩短|未完成|剩余)[^，。；¤]{0,4}\s*$"
)
_AMONG: Final = late(r"[^，。；¤]{0,10}中[，,]?(?:已|有|共|现|经|累计)*[^，。；¤]{0,6}")
_BARELY: Final = late(r"\s*(?:年度|全年)?(?:任务|计划|目标)?(?:完成|执行)(?:了|到)?\s*")
"""年初预算14万元，决算12.6万元，完成90%: of which amount is not said."""
_CLAUSE: Final = 2
_PRICED: Final = late(r"法定|原(?!因)|控制价|限价|送审|报审|概算|合同|预算价|原价|市场价")
_BY_DAYS: Final = late(r"(?:床位|病床)(?:使用|周转|占用)率[^，。；¤]{0,4}$")
"""Of days on which beds were taken, which are not printed."""
_OF_SPENDING: Final = late(
    r"执行|支付|支出|使用|拨付|到位|完成|进度|资金|预算|投资|投入|结余|结转|兑付|发放|报账|下达|配套|节约|收回|回收|偿还|征收|收缴"
)
"""What a rate of amounts of the sentence before is called: 污水处理率91% behind 投资27万元 is none."""
_PERIOD: Final = late(r"[一二三四]季度|[上下]半年|[0-9一二三四五六七八九十]月份?[^底末]")
_HEADING: Final = compiled(r"[^，；¤。\n]{0,10}。?\n\s*[^，。；¤\n]{2,18}[。:：]?\n\s*")
_OTHERS: Final = 0.35
"""How much less sure a base is where another amount is named in what was done of it (企业自筹, 企业自筹到位)."""
_AWAY: Final = 0.6
"""How sure a rate beside an amount is one of an amount of the sentence before: not sure enough to accuse."""
_FIRM: Final = 0.95
_TOLD: Final = 0.85
"""How sure a rate of such a clause is, whatever the gap: nothing else of it may be meant, and no slip is seen."""
_HUNDRED: Final = Decimal(100)


def rate_candidates(block: Block, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """For each percentage that is no growth, every pair of amounts it may be the rate of; ``wholes`` by their parts."""
    for token in block.tokens:
        if token.measure != "%" or token.role in (Wording.GROWTH, Wording.DIFFERENCE):
            continue
        yield from explicit_candidates(block, token, wholes)
        yield from share_candidates_of(block, token, wholes)
        yield from _done(block, token, wholes)
        yield from given_candidates(block, token)


class _Asked(Struct, frozen=True):
    """A rate of what was done, its words, and the amounts near it.

    ``over`` is 1 for what was done beyond the goal and -1 for what was saved of it; ``stem`` is what a rate by name is
    called, ``goal`` the goal that was reached (None where none is spoken of). ``values`` are the amounts before it,
    ``here`` those of its own sentence, ``wholes`` the wholes of parts.
    """

    rate: Token
    over: int
    stem: str
    goal: str | None
    values: list[Token]
    here: list[Token]
    wholes: Mapping[int, Token]


_Pair = tuple[Token, Token, float]


def _done(block: Block, rate: Token, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """预算100万元，执行98万元，执行率98%, 完成预算的75%, 超任务43.4%, 节约25%."""
    lead = rate.lead
    over = 1 if _OVER.search(lead) else -1 if _SAVED.search(lead) else 0
    named = NAMED_RATE.search(lead)
    goal = COMPLETED.search(lead)
    told = over or named or goal or _BARELY.fullmatch(lead) or OF_AVAILABLE.search(lead)
    if not told or _BY_DAYS.search(lead):
        return
    values = [
        one
        for one in block.recent(rate)
        if not one.is_rate
        and not one.is_price
        and not EACH.search(one.lead)
        and rate.sentence - one.sentence <= (2 if _under_heading(block, rate) else 1)
    ]
    here = [one for one in values if one.sentence == rate.sentence]
    if not here and _PERIOD.search(rate.clause):
        return  # 抽检2921批次，…。其中，第二季度不合格率为2.49%: of what is told of that quarter elsewhere
    asked = _Asked(rate, over, named["stem"] if named else "", goal["goal"] if goal else None, values, here, wholes)
    yield from _plainly(block, asked)
    if not here and named:
        yield from told_once(block, rate, wholes)
    for pair in _pairs(block, asked):
        yield from _weighed(block, asked, pair)
    yield from goal_behind(block, rate, here, over)
    yield from boxed_behind(block, rate, here)
    if goal and not over:
        yield from done_behind(block, rate, goal["goal"], here)
    if len(here) > 1 and not alike(here[-1], here[-2]) and here[-1].part == rate.part:
        yield from found(ratio(rate, here[-1], here[-2], 0.85))  # beds, and those who lie in them
    yield from _behind(block, asked)


def _plainly(block: Block, asked: _Asked) -> Iterator[Candidate]:
    """What is saved, added or done of the amounts of the rate's own sentence, where their words say which is which."""
    rate, over, here = asked.rate, asked.over, asked.here
    if over < 0 and here and _SAVED.search(here[-1].lead):  # 节约1.70万元，节约25%
        for bottom in here[:-1]:
            left = any(bottom.amount - one.amount == here[-1].amount for one in here[:-1])
            sure = 0.85 if TARGETED.search(bottom.lead) or (left and _PRICED.search(bottom.lead)) else 0.5
            yield from found(ratio(rate, here[-1], bottom, sure))
    money = [one for one in here if one.measure == here[-1].measure]
    if over < 0 and len(money) == _MEASURES and _SAVED.search(money[0].lead) and TARGETED.search(money[1].lead):
        yield from found(ratio(rate, money[0], money[1], 0.85))  # 节约资金1,086万元，预算金额1.81亿元，节约率6%
    if over and len(here) == _MEASURES and alike(*here) and here[0].amount != here[1].amount:
        bottom, top = here if (here[0].amount > here[1].amount) == (over < 0) else here[::-1]
        if TARGETED.search(bottom.lead) or _PRICED.search(bottom.lead):  # 控制价680万元，中标价612万元，下浮率10%
            yield from found(ratio(rate, top, bottom, 0.75, over=over))
    clause = [one for one in here if one.part == rate.part]
    if _BARELY.fullmatch(rate.lead) and len(clause) == _MEASURES and alike(*clause):
        plan, result = clause
        told = TARGETED.search(plan.lead) and ACHIEVED.search(result.lead) and not ACHIEVED.search(plan.lead)
        yield from found(ratio(rate, result, plan, 0.85)) if told and result.at == rate.at - 1 else ()
    yield from adjusted_candidates(rate, here)
    yield from named_candidates(rate, asked.stem, here)
    yield from complement_candidates(rate, asked.stem, here)
    yield from joint_candidates(block, rate, here)
    yield from named_together(rate, asked.stem, here)
    yield from far(block, rate, asked.values, here)
    yield from entirely(block, rate, here)


def _pairs(block: Block, asked: _Asked) -> list[_Pair]:
    """What was done and what was to be done, every two amounts that the words offer, with how sure they are."""
    rate, here, wholes = asked.rate, asked.here, asked.wholes
    goal = asked.goal or ""
    pool = here if len(here) > 1 else asked.values
    done = [one for one in pool if one.role != "difference" and not (_OVER.search(one.lead) or _APART.search(one.lead))]
    pairs = [
        (top, bottom, min(strength, most_elsewhere(block, rate, top, bottom)))
        for top, bottom, strength in pairs_of(block, done, rate, asked.stem, goal, wholes)
    ]
    if not asked.over and MONEY_RATE.search(rate.lead):
        pairs += _of_lists(block, rate, here, wholes)
    if pool is here:  # what was to be done may stand in the sentence before
        wider = [one for one in asked.values if one.sentence != rate.sentence] + done
        pairs += [
            (
                top,
                bottom,
                min(strength - 0.05, most_elsewhere(block, rate, top, bottom)),
            )
            for top, bottom, strength in pairs_of(block, wider, rate, asked.stem, goal, wholes)
            if bottom.sentence != rate.sentence and top.sentence == rate.sentence
        ]
    return [
        (top, bottom, strength - (_OTHERS if bottom not in (base_named(top, asked.values) or [bottom]) else 0))
        for top, bottom, strength in pairs
    ]


def _weighed(block: Block, asked: _Asked, pair: _Pair) -> Iterator[Candidate]:
    """The reading that a rate is of two amounts, as far as nothing speaks against it."""
    top, bottom, likely = pair
    rate, over, values, wholes = asked.rate, asked.over, asked.values, asked.wholes
    money = MONEY_RATE.search(rate.lead) is not None
    if top.amount == bottom.amount and _told_of(block, bottom, rate):
        return
    if brought(bottom) and money and not any("结转" in words for words in (rate.lead, top.lead)):
        # 上年结转20万元，支出190万元，执行率95%: what was carried over is never all that there was to spend.
        yield from found(ratio(rate, top, bottom, CONFIRMING, over=over, alone=False))
        return
    if money and brought_beside(bottom, values, wholes):
        yield from found(ratio(rate, top, bottom, min(likely, _AWAY), over=over))
        return
    if rated_alike(block, bottom, rate):
        yield from found(ratio(rate, top, bottom, CONFIRMING, over=over, alone=False))
        return
    part, kin = _some_part(asked, top, bottom)
    named_so = (
        _within(block, top, bottom, rate)
        or (kin and rate.at == top.at + 1 and likely > CONFIRMING)
        or of_everything(rate, top, bottom, wholes)
    )
    strength = max(likely, _TOLD) if named_so else likely
    off_by = deviates(rate, top)
    if not part and strength >= _FIRM and not off_by and firm(block, rate, top, bottom):
        yield from (replace(one, floor=_TOLD) for one in found(ratio(rate, top, bottom, strength, over=over)))
        return
    if off_by:
        # 目标值120人次，实际值138人次，偏差率15%: how far off, whichever way
        off = ratio(rate, top, bottom, strength, over=1 if top.amount >= bottom.amount else -1)
        yield from found(off) if rate.amount > 0 else ()
        return
    yield from found(ratio(rate, top, bottom, min(strength, _most(block, asked, pair, part=part)), over=over))


def _some_part(asked: _Asked, top: Token, bottom: Token) -> tuple[bool, bool]:
    """Whether an amount is a part of another one near it, and whether what was done is told as done of just that.

    What was to be done is a whole and seldom one of its parts.
    """
    values, wholes = asked.values, asked.wholes
    part = bottom.at in wholes and wholes[bottom.at] in values and wholes[bottom.at] is not top
    kin = part and done_of(top, bottom, wholes)
    part = not kin and (part or any(done_of(top, one, wholes) for one in values))
    return part or _one_of_several(asked.rate, top, bottom, asked.here, wholes), kin


def _most(block: Block, asked: _Asked, pair: _Pair, *, part: bool) -> float:
    """How sure a rate of two amounts may be at most: they may be parts, of other things, or away from it."""
    top, bottom, _ = pair
    rate, here, stem = asked.rate, asked.here, asked.stem
    sources = {one.at for one in sources_of(block, here[-1])} if here else set()
    part = part or bottom.at in sources
    part = part or (asked.goal is not None and stands_behind(block, rate, here) is not None)
    if part or (asked.goal is not None and strange(block, top, bottom)):
        return CONFIRMING
    away = bool(here) and top.sentence != rate.sentence and not alike(here[-1], top)
    away = away or (asked.over == 0 and of_another(stem, top, bottom))
    away = away or (not here and asked.over == 0 and not _speaks_of(rate, stem, top, bottom))
    return _AWAY if away else 1


def _behind(block: Block, asked: _Asked) -> Iterator[Candidate]:
    """The rate of the two amounts right behind it (节支率5.2%，节约资金15.6万元，预算资金300万元)."""
    rate, over = asked.rate, asked.over
    after = [one for one in block.after(rate, same=False) if not one.is_rate][:2]
    if len(after) != _MEASURES:
        return
    if over < 0 and _SAVED.search(after[0].lead) and TARGETED.search(after[1].lead):
        yield from found(ratio(rate, after[0], after[1], 0.8))
    if rate.at + 1 == after[0].at:
        for top, bottom in (after, after[::-1]):
            told = not asked.values and not over and namely(block, rate, asked.stem, bottom, top)
            yield from found(ratio(rate, top, bottom, 0.85 if told else 0.5, over=over, alone=told))


def _of_lists(
    block: Block, rate: Token, here: list[Token], wholes: Mapping[int, Token]
) -> list[tuple[Token, Token, float]]:
    """收到486万元，其中…；支出451万元，其中…，资金使用率92.8%: of the two amounts that the two lists are of."""
    roots = [one for one in here if one.at not in wholes]
    if len(roots) != _MEASURES:
        return []
    bottom, top = roots
    behind = block.tokens[top.at + 1 : rate.at]
    listed = [one for one in behind if wholes.get(one.at) is top]
    sides = ACHIEVED.search(top.lead) is not None and not _same_side(top, bottom)
    return [(top, bottom, 0.85)] if len(listed) == len(behind) > 1 and sides and bottom.measure == top.measure else []


def _same_side(one: Token, other: Token) -> bool:
    """Whether two amounts are told as the same step (支出 both)."""
    return side(one.lead) == side(other.lead) != ""


def _under_heading(block: Block, rate: Token) -> bool:
    """Whether nothing but the heading of a section stands between the sentence of a rate and the figure before."""
    begin = block.sentence_of(rate)[0]
    before = [one for one in block.recent(rate) if one.sentence < rate.sentence]
    return bool(before) and _HEADING.fullmatch(block.blotted[before[-1].end : begin]) is not None


def _within(block: Block, top: Token, bottom: Token, rate: Token) -> bool:
    """Whether an amount is told as some of the one before, and its rate next (84个行政村中已有63个改造，覆盖率75%)."""
    near = bottom.at + 1 == top.at == rate.at - 1 and top.rank <= 1 and rate.rank <= _CLAUSE
    return near and _AMONG.fullmatch(block.between(bottom, top)) is not None and top.amount <= bottom.amount


def _told_of(block: Block, token: Token, rate: Token) -> bool:
    """Whether the same rate stands right behind an amount already (102万元，占96.23%。支出102万元，执行率96.23%)."""
    following = block.tokens[token.at + 1 : token.at + 2]
    return (
        bool(following) and following[0].at != rate.at and following[0].is_rate and following[0].amount == rate.amount
    )


def _one_of_several(rate: Token, top: Token, bottom: Token, here: Sequence[Token], wholes: Mapping[int, Token]) -> bool:
    """Whether an amount is one of several that what was done is of.

    省级下达260万元，县级配套40万元，到位资金290万元，到位率96.67%: of neither alone, each is less than what came.
    """
    beside = [
        one
        for one in here
        if one.at < top.at and one is not bottom and one.measure == top.measure and wholes.get(one.at) is not bottom
        if side(one.lead) != "done"
    ]
    fits = rate.amount <= _HUNDRED and bottom.amount < top.amount
    return fits and bool(beside) and bottom.amount + sum_of(beside) >= top.amount


def _speaks_of(rate: Token, stem: str, top: Token, bottom: Token) -> bool:
    """Whether a rate is called after amounts of the sentence before, or after what is done with money."""
    if top.measure == "money":
        return _OF_SPENDING.search(rate.lead) is not None
    words = top.lead + top.tail + bottom.lead + bottom.tail
    return not stem or any(stem[at : at + 2] in words for at in range(max(len(stem) - 1, 1)))
