"""Rates: one amount as a share of another, what was done of what was to be done, and amounts that a rate gives."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, percent, plain, quotient
from formaudit.forms.narrative.readings.cues import ACHIEVED, PER, TARGETED, TOTAL
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind

__all__ = ["rate_candidates"]

_OF: Final = re.compile(r"^\s*(?:的(?:比例|比重)?|[)）]的?)?(?:为|约|达)?\s*$")
_CLAIMS: Final = re.compile(r"占|完成|为|是|达到?|相当于|仅|按照?|以|给予|补助|补贴")
_BY: Final = re.compile(r"按照?|以|给予")
_SHARE: Final = re.compile(
    r"占(?P<whole>[^，。；¤占]{0,24}?)(?:的)?(?:比重|比例|比)?(?:分别)?(?:约?为|是|约|达到?|[:：])?\s*$|(?:占比|比重|比例)(?:约?为|是|约|达到?|[:：])?\s*$"
)
_RATE: Final = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{1,8}?)(?:比?率|进度|占比|密度|程度)(?:约?为|是|约|达到?了?|[:：]|仅|已达)*\s*$"
)
_COMPLETED: Final = re.compile(
    r"(?:完成|占|达到?|执行|为|是|仅为)(?P<goal>[^，。；¤]{0,16}(?:预算|任务|目标|计划|指标|应付|合同)[^，。；¤]{0,6})的\s*$"
)
_OVER: Final = re.compile(
    r"(?:超(?:额|过|出)?(?:完成)?[^，。；¤]{0,8}(?:任务|计划|目标|预算|指标)?|超[^，。；¤]{0,6})\s*$"
)
_SAVED: Final = re.compile(r"(?:节约|节省|节支|资金节约率|节约率|结余率|结转率|压减|未完成|剩余)[^，。；¤]{0,4}\s*$")
_GIVES: Final = re.compile(
    r"^[^，。；¤]{0,6}[，,]?\s*(?:计|即|合|共|为|计为|共计|合计|折合|约|应|金额为?|[(（])[^，。；¤]{0,8}$"
)
_BEARS: Final = re.compile(
    r"承担|负担|补助|补贴|配套|分担|提取|计提|按|支付|预留|奖励|拨付|自筹|匹配|给予|预付|扣留|扣除"
)
_AMONG: Final = re.compile(r"^\s*(?P<name>[^，。；¤]{2,20}?)(?:之?中|当中)[^，。；¤]*$")
_FILLER: Final = re.compile(r"本年度?|当年|全年|合计|总计|总额|总|的|财政拨款|数$|本|该|项目|全部")
_TOTAL_WORD: Final = re.compile(r"总|合计|共")
_COMMON: Final = re.compile(r"支出|收入|资金|经费|项目|预算|金额|费用")
_COLON: Final = re.compile(r"[:：]")
_ASKED: Final = re.compile(r"应|计划|任务|目标|共|参|发放|抽|检|登记|受理|收回|收到|调查")
_PLANNED: Final = re.compile(r"应(?!急|对)|计划|任务|目标|核定")
_GENERIC: Final = re.compile(r"(?:总额|总量|总数|总投资|总支出|总收入|总|全部|整体|合计|全年|当年|本年)+(?:的)?|")
_QUALITY: Final = re.compile(r"满意|合格|优良|达标|知晓|及时|准确|覆盖|有效")
_MEASURES: Final = 2
_SHORT_NAME: Final = 2
_UNDONE: Final = re.compile(r"在建|剩余|结余|结转|余款|节约|节省|节余|未|尚|还有|待|不合格|不满意|不达标|部分")
_FAR: Final = 40
_CONFIRMING: Final = 0.36
_HUNDRED: Final = Decimal(100)
_NAMELY: Final = re.compile(r"^[，,]?\s*(?:即|计|折合|合)(?!格|同)")
_ENTIRELY: Final = re.compile(r"全部(?P<what>[^，。；¤]{2,10})")
_ENTIRE_VERBS: Final = re.compile(r"到位|支付|使用|拨付|执行|发放|兑付")
_CLAUSE: Final = 2
_LONG_NAME: Final = 5
_ADJUSTED: Final = re.compile(r"调减|调增|追加|核减|压减")
_SENTENCES: Final = 3
_MONEY_RATE: Final = re.compile(r"执行|支付|支出|使用|拨付")
_AHEAD: Final = 8
_PEOPLE: Final = {"人", "人次"}


def rate_candidates(block: Block, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """For each percentage that is no growth, every pair of amounts it may be the rate of; ``wholes`` by their parts."""
    for token in block.tokens:
        if token.measure != "%" or token.role in (Wording.GROWTH, Wording.DIFFERENCE):
            continue
        yield from _explicit(block, token)
        yield from _shares(block, token, wholes)
        yield from _done(block, token, wholes)
        yield from _given(block, token)


def _ratio(
    rate: Token, top: Token, bottom: Token, strength: float, *, over: int = 0, alone: bool = True
) -> Candidate | None:
    """The reading that a rate is one amount of another; ``over`` 1: how far above it, −1: how far below it."""
    if bottom.amount == 0 or top.at == bottom.at or not _alike(top, bottom):
        return None
    moved = {0: top.amount, 1: top.amount - bottom.amount, -1: bottom.amount - top.amount}[over]
    exact, slack = quotient(rate, moved, bottom.amount, (top.fine, bottom.fine))
    shown = (
        plain(top.amount)
        if not over
        else f"({plain(top.amount)} − {plain(bottom.amount)})"
        if over > 0
        else f"({plain(bottom.amount)} − {plain(top.amount)})"
    )
    about = any(one.about for one in (rate, top, bottom))
    return Candidate(
        question=("rate", rate.start),
        kind=StatementKind.SHARE,
        target=rate,
        terms=(top, bottom),
        roles=(Role.RATE, Role.PART, Role.WHOLE),
        expected=exact,
        slack=slack + (rate.half * 4 if about else 0),
        line=f"{shown} ÷ {plain(bottom.amount)} = {percent(exact)}",
        strength=strength,
        alone=alone and not about,
        rounded=_rounded(rate, top, bottom) if not over else (),
    )


def _alike(one: Token, other: Token) -> bool:
    """Whether two amounts may be a rate of each other: people may be counted as 人 here and 人次 there."""
    return one.measure == other.measure or {one.measure, other.measure} == _PEOPLE


def _rounded(rate: Token, top: Token, bottom: Token) -> tuple[tuple[Token, Decimal, Decimal], ...]:
    """What each amount would have to be for the printed rate, and within what."""
    if rate.amount == 0 or top.amount == 0:
        return ()
    loose = rate.half / rate.amount
    wanted = ((top, bottom.amount * rate.amount / _HUNDRED), (bottom, top.amount * _HUNDRED / rate.amount))
    return tuple((one, value, value * loose) for one, value in wanted)


def _found(*candidates: Candidate | None) -> Iterator[Candidate]:
    yield from (one for one in candidates if one is not None)


def _values(block: Block, token: Token) -> list[Token]:
    """The amounts before a rate in its sentence, nearest last."""
    return [one for one in block.before(token, same=False) if not one.is_rate and not one.is_price]


def _explicit(block: Block, rate: Token) -> Iterator[Candidate]:
    """占本年支出合计1,041.33万元的95%: the amount right before the rate is the whole."""
    values = _values(block, rate)
    if not values or values[-1].at != rate.at - 1 or not _OF.match(block.between(values[-1], rate)):
        return
    whole = values[-1]
    if "的" not in block.between(whole, rate) or not _CLAIMS.search(whole.lead):
        return
    following = block.after(rate, same=False)[:1]
    if _BY.search(whole.lead) and following and following[0].measure == whole.measure and following[0].rank <= 2:
        yield from _found(_ratio(rate, following[0], whole, 0.9))
    tops = [one for one in values[:-1] if one.measure == whole.measure]
    for order, top in enumerate(reversed(tops)):
        yield from _found(_ratio(rate, top, whole, 0.95 if order == 0 else 0.5))


def _shares(block: Block, rate: Token, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    match = _SHARE.search(rate.lead)
    if match is None:
        return
    values = _values(block, rate)
    if not values:
        return
    part = values[-1]
    name = (match["whole"] or "") if "whole" in match.re.groupindex else ""
    earlier = [
        one
        for one in block.recent(part)
        if not one.is_rate and one.measure == part.measure and part.sentence - one.sentence <= 1
    ]
    for whole, strength in _wholes(block, name, part, earlier, wholes):
        yield from _found(_ratio(rate, part, whole, strength - (0.25 if rate.at - part.at > _MEASURES else 0)))
    following = [one for one in block.tokens[rate.at + 1 :][:_AHEAD] if one.sentence - rate.sentence <= 1]
    if not name and part.at not in wholes:  # 占8.42%；占7.17%；本年支出合计2,569.48万元
        totals = [
            one for one in following if one.measure == part.measure and TOTAL.search(one.lead) and not one.is_rate
        ]
        yield from (one for later in totals[:1] for one in _found(_ratio(rate, part, later, 0.75)))
    for later in following:
        if name and later.measure == part.measure and _same_name(name, later):
            yield from _found(_ratio(rate, part, later, 0.85))
    if part.at in wholes:  # the rate may speak of the whole list, or of a figure before the nearest
        for other in reversed(values[:-1]):
            if other.at in wholes and other.measure == part.measure:
                yield from _found(_ratio(rate, other, wholes[other.at], 0.45))
    elif len(values) > 1:
        for top in reversed(values[:-1]):
            for bottom in values[: top.at]:
                if bottom.at < top.at:
                    yield from _found(_ratio(rate, top, bottom, 0.45, alone=False))
    for other in earlier:
        yield from _found(_ratio(rate, part, other, 0.4, alone=False))


def _wholes(
    block: Block, name: str, part: Token, earlier: list[Token], wholes: Mapping[int, Token]
) -> Iterator[tuple[Token, float]]:
    """The wholes that a share may be of, with how well the words say so."""
    among = _AMONG.match(part.lead)
    if among:
        named = [one for one in earlier if _same_name(among["name"], one)]
        if named:
            yield named[-1], 0.95
            return
    core = _FILLER.sub("", name)
    opened = [one for one in earlier if one.sentence == part.sentence and one.tail.strip() == "中"]
    if opened and not core:  # 支出1149.2万元中，中央补助…占31.98%；省级资金…占18.06%
        yield opened[-1], 0.9
        return
    if core:
        named = [one for one in earlier if _same_name(name, one)]
        if not _COMMON.sub("", core):  # 占总支出: what all amounts are called names none, but for the total itself
            named = [one for one in named if _FILLER.sub("", one.mention.own) == core or _TOTAL_WORD.search(one.lead)]
            if not named and name != core:
                return
        if not named and _COMMON.sub("", core):  # the whole stands some sentences before, once
            far = [
                one
                for one in block.recent(part)
                if one.measure == part.measure and part.sentence - one.sentence <= _SENTENCES
            ]
            far = [one for one in far if _same_name(name, one) and one.at not in wholes]
            if len({one.amount for one in far}) == 1:
                yield far[-1], 0.8
                return
        if named:
            yield named[-1], 0.9 if len({one.amount for one in named}) == 1 else 0.75
        elif part.at in wholes and _shared(core, wholes[part.at].lead + wholes[part.at].tail):
            yield wholes[part.at], 0.85
        elif part.at in wholes:
            yield wholes[part.at], 0.5
        elif len(earlier) == 1 and _shared(core, earlier[0].lead + earlier[0].tail):
            yield earlier[0], 0.85
        return
    if part.at in wholes:
        yield wholes[part.at], 0.9
        return
    here = [one for one in earlier if one.sentence == part.sentence]
    if len(here) == 1:
        yield here[0], 0.85 if not name or TARGETED.search(here[0].lead) or TOTAL.search(here[0].lead) else 0.75
        return
    total = here[0] if here and _TOTAL_WORD.search(here[0].lead) and here[0].amount >= part.amount else None
    for one in here:
        yield one, (0.85 if one is total else 0.5 if total is not None else 0.55)


def _same_name(name: str, token: Token) -> bool:
    core, own = _FILLER.sub("", name), _FILLER.sub("", token.mention.own)
    return len(core) > 1 and len(own) > 1 and (core in own or own in core)


def _shared(core: str, words: str) -> bool:
    """Whether two characters in a row of a name stand in other words; what all amounts are called says nothing."""
    core = _COMMON.sub("", core)
    return any(core[at : at + 2] in words for at in range(max(len(core) - 1, 1)))


def _abbreviates(stem: str, words: str) -> bool:
    """Whether a name is short for other words (取证 for 取得证书): its two characters stand there in their order."""
    return len(stem) == _SHORT_NAME and 0 <= words.find(stem[0]) < words.rfind(stem[1])


def _done(block: Block, rate: Token, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """预算100万元，执行98万元，执行率98%, 完成预算的75%, 超任务43.4%, 节约25%."""
    lead = rate.lead
    over = 1 if _OVER.search(lead) else -1 if _SAVED.search(lead) else 0
    named = _RATE.search(lead)
    goal = _COMPLETED.search(lead)
    if not (over or named or goal):
        return
    values = [
        one for one in block.recent(rate) if not one.is_rate and not one.is_price and rate.sentence - one.sentence <= 1
    ]
    here = [one for one in values if one.sentence == rate.sentence]
    pool = here if len(here) > 1 else values
    stem = named["stem"] if named else ""
    if over < 0 and here and _SAVED.search(here[-1].lead):  # 节约1.70万元，节约25%
        for bottom in here[:-1]:
            sure = 0.85 if TARGETED.search(bottom.lead) else 0.5
            yield from _found(_ratio(rate, here[-1], bottom, sure))
    yield from _far(block, rate, values, here)
    yield from _entirely(block, rate, here)
    parts = {one.at for one in values if one.at in wholes and wholes[one.at] in values}
    done = [one for one in pool if one.role != "difference" and not _OVER.search(one.lead)]
    if not here and named:
        yield from _alone(block, rate, wholes)
    pairs = list(_pairs(block, done, rate, stem, goal["goal"] if goal else ""))
    if pool is here:  # what was to be done may stand in the sentence before
        wider = [one for one in values if one.sentence != rate.sentence] + done
        pairs += [
            (top, bottom, strength - 0.05)
            for top, bottom, strength in _pairs(block, wider, rate, stem, goal["goal"] if goal else "")
            if bottom.sentence != rate.sentence and top.sentence == rate.sentence
        ]
    for top, bottom, strength in pairs:
        if bottom.at in parts and strength > _CONFIRMING and wholes[bottom.at] is not top:
            strength = _CONFIRMING  # what was to be done is a whole and seldom one of its parts
        yield from _found(_ratio(rate, top, bottom, strength, over=over))
    after = [one for one in block.after(rate, same=False) if not one.is_rate][:2]
    if len(after) == 2 and rate.at + 1 == after[0].at:
        for top, bottom in (after, after[::-1]):
            yield from _found(_ratio(rate, top, bottom, 0.5, over=over, alone=False))


def _alone(block: Block, rate: Token, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """A rate in a sentence without amounts: what was done and what was to be done stand before, each named once."""
    near = [
        one
        for one in block.recent(rate)
        if rate.sentence - one.sentence <= _SENTENCES
        and one.measure == "money"
        and one.at not in wholes
        and not one.is_price
    ]
    done = [one for one in near if ACHIEVED.search(one.lead) and not TARGETED.search(one.lead)]
    wanted = [one for one in near if TARGETED.search(one.lead) and not ACHIEVED.search(one.lead)]
    if len(near) == len(done) + len(wanted) and len(done) == len(wanted) == 1 and _MONEY_RATE.search(rate.lead):
        yield from _found(_ratio(rate, done[0], wanted[0], 0.85))


def _pairs(block: Block, pool: list[Token], rate: Token, stem: str, goal: str) -> Iterator[tuple[Token, Token, float]]:
    """What was done and what was to be done, among the amounts before a rate."""
    for at, second in enumerate(pool):
        for first in pool[:at]:
            if not _alike(first, second):
                continue
            later = [one for one in pool[at + 1 :] if one.measure == second.measure and not _UNDONE.search(one.lead)]
            named = bool(stem) and (_shared(stem, second.lead) or _abbreviates(stem, second.lead))
            strength = 0.5 + (0.15 if not later else -0.1)
            strength -= 0.0 if goal or ACHIEVED.search(second.lead) or named else 0.15
            strength -= 0.2 if rate.part - second.part else 0
            strength -= 0.2 if _COLON.search(block.between(second, rate)) else 0
            distance = sum(1 for one in pool if second.at >= one.at > first.at and _alike(one, first))
            distance += len(later)
            strength += 0.1 if distance <= 1 else -0.1
            strength += 0.1 if ACHIEVED.search(second.lead) else 0
            strength += 0.1 if TARGETED.search(first.lead) else -0.1 if ACHIEVED.search(first.lead) else 0
            strength += 0.1 if named else 0
            strength -= 0.3 if _UNDONE.search(second.lead) and not _UNDONE.search(rate.lead) else 0
            strength -= 0.3 if any(_ADJUSTED.search(one.lead) for one in block.tokens[first.at + 1 : second.at]) else 0
            strength -= 0.5 if "得分" in stem and second.measure != "分" else 0
            if goal:
                strength += 0.1 if _fits(goal, first) else -0.25
            if _QUALITY.search(stem) and not _ASKED.search(first.lead):
                strength -= 0.2
            if _QUALITY.search(stem) and not _shared(stem, second.lead):
                strength -= 0.3
            if rate.at - second.at > _MEASURES:
                strength -= 0.2
            yield second, first, min(strength, 0.95)
            swapped = 0.3
            if (
                ACHIEVED.search(first.lead)
                and not TARGETED.search(first.lead)
                and TARGETED.search(second.lead)
                and not later
            ):
                swapped = 0.8
            if (
                _PLANNED.search(second.lead)
                and not _PLANNED.search(first.lead)
                and _shared(stem, first.lead)
                and not later
            ):
                swapped = 0.85
            yield first, second, swapped


def _far(block: Block, rate: Token, values: list[Token], here: list[Token]) -> Iterator[Candidate]:
    """The amount reached stands beside the rate, what was to be reached sentences before: it may confirm, no more."""
    top = here[-1] if here else None
    if top is None or rate.at - top.at > 1:
        return
    near = {one.at for one in values}
    before = [one for one in block.tokens[max(0, top.at - _FAR) : top.at] if one.measure == top.measure]
    namesake = _namesake(top, [one for one in before if TARGETED.search(one.lead) or not ACHIEVED.search(one.lead)])
    for bottom in reversed(before):
        if bottom is namesake and rate.rank <= _CLAUSE and _MONEY_RATE.search(rate.lead):
            yield from _found(_ratio(rate, top, bottom, 0.8))
        elif bottom.at not in near and (rate.amount != _HUNDRED or bottom.amount == top.amount):
            yield from _found(_ratio(rate, top, bottom, 0.36, alone=False))


def _namesake(top: Token, before: list[Token]) -> Token | None:
    """The amount that goes by the long name of what was paid of it (已拨付某某专项资金680万元), if there is one such."""
    own = _pairs_of(top.mention.own)
    shared = {one.at: (len(own & theirs), len(theirs)) for one in before for theirs in (_pairs_of(one.mention.own),)}
    same = [
        one for one in before if (both := shared[one.at])[0] >= _LONG_NAME and both[0] * 3 >= min(len(own), both[1]) * 2
    ]
    return same[-1] if len({one.amount for one in same}) == 1 else None


def _pairs_of(name: str) -> set[str]:
    core = _COMMON.sub("", ACHIEVED.sub("", _FILLER.sub("", name)))
    return {core[at : at + 2] for at in range(len(core) - 1)}


def _entirely(block: Block, rate: Token, here: list[Token]) -> Iterator[Candidate]:
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


def _fits(goal: str, token: Token) -> bool:
    if "年初" in goal:
        return "年初" in token.lead
    if "全年" in goal or "调整" in goal:
        return re.search(r"全年|调整", token.lead) is not None
    return TARGETED.search(token.lead) is not None


def _named_behind(block: Block, rate: Token) -> Iterator[Candidate]:
    """按合同约定预付30%，合同总价150万元，预付款为45万元: whole and amount both stand behind the rate."""
    following = block.after(rate, same=False)[:2]
    if len(following) < 2 or following[0].measure != following[1].measure:
        return
    share = _SHARE.search(rate.lead)
    if share is not None and share["whole"] and following[0].rank <= 2 and _same_name(share["whole"], following[0]):
        yield _amount_of(rate, following[0], following[1], 0.75)
    if not _BEARS.search(rate.lead):
        return
    whole, amount = following
    if not whole.is_rate and not _values(block, rate) and re.search(r"总|合同|价|额|投资", whole.lead):
        yield _amount_of(rate, whole, amount, 0.8)


def _amount_of(rate: Token, base: Token, amount: Token, strength: float) -> Candidate:
    """The reading that a rate of one amount is another."""
    value = base.amount * rate.amount / _HUNDRED
    return Candidate(
        question=("given", amount.start),
        kind=StatementKind.SHARE,
        target=amount,
        terms=(base, rate),
        roles=(Role.AMOUNT, Role.WHOLE, Role.RATE),
        expected=value,
        slack=amount.half + base.amount * rate.half / _HUNDRED if rate.mention.quantity.decimals else amount.fine,
        line=f"{plain(base.amount)} × {plain(rate.amount)}% = {plain(value)}",
        strength=strength,
        alone=not any(one.about for one in (amount, base, rate)),
        slipping=((base, amount.amount * _HUNDRED / rate.amount),) if rate.amount else (),
    )


def _was_given(block: Block, token: Token) -> bool:
    """Whether an amount is itself what a rate before it gives."""
    if token.at == 0 or not block.tokens[token.at - 1].is_rate:
        return False
    return _GIVES.match(block.between(block.tokens[token.at - 1], token)) is not None


def _given(block: Block, rate: Token) -> Iterator[Candidate]:
    """由市级承担80%，计260万元: the rate gives the amount behind it."""
    if rate.at + 1 >= len(block.tokens):
        return
    amount = block.tokens[rate.at + 1]
    yield from _named_behind(block, rate)
    if amount.is_rate or amount.sentence != rate.sentence or not _GIVES.match(block.between(rate, amount)):
        return
    namely = _NAMELY.match(block.between(rate, amount)) is not None
    if not namely and not _BEARS.search(rate.lead) and not _SHARE.search(rate.lead):
        return
    if _SHARE.search(rate.lead) and TOTAL.search(amount.lead):
        return  # 占71.43%；…占4.76%，合计21个: the total of what the shares are of
    bases = [one for one in _values(block, rate) if one.measure == amount.measure and not PER.search(one.lead)]
    bases = [one for one in bases if not _was_given(block, one)] or bases
    if not bases:  # the whole stands sentences before: it may confirm, no more
        yield from (
            replace(_amount_of(rate, one, amount, _CONFIRMING), alone=False)
            for one in reversed(block.recent(rate)[-_FAR // 2 :])
            if one.measure == amount.measure and not one.is_price
        )
    for order, base in enumerate(reversed(bases)):
        first = order == len(bases) - 1
        strength = 0.9 if len(bases) == 1 else 0.7 if first else 0.5
        if _TOTAL_WORD.search(base.lead) and not any(_TOTAL_WORD.search(one.lead) for one in bases if one is not base):
            strength = 0.9  # 总保费100.21万元，中央财政补贴50%为50.1万元
        if namely and base.at == rate.at - 1 and "的" in block.between(base, rate):
            strength = 0.9  # 占计划投资（3,600万元）的85%，即3,060万元
        yield _amount_of(rate, base, amount, strength)
