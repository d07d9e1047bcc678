"""Shares: 占本年支出合计1,041.33万元的95%, A占x%; the whole beside it, behind it, or sentences before."""

from collections.abc import Iterator, Mapping
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.cues import ACHIEVED, TARGETED, TOTAL
from formaudit.forms.narrative.readings.ratios import (
    COMMON,
    FILLER,
    SENTENCES,
    TOTAL_WORD,
    abbreviates,
    found,
    of_one_part,
    other_kind,
    other_named,
    ratio,
    same_name,
    shared,
    values_before,
)
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.patterns import compiled, late

__all__ = ["SHARE", "bare_share", "explicit_candidates", "share_candidates_of", "share_given", "whole_named"]

_OF: Final = compiled(r"^\s*(?:的(?:比例|比重)?|[)）]的?)?(?:约?为|是|约|高?达到?)?\s*$")
_CLAIMS: Final = late(r"占|完成|为|是|达到?|相当于|仅|按照?|以|给予|补助|补贴")
_MARK: Final = late(r"[，。；：:,\n]")
_CLAUSE: Final = 30
_SPENDING: Final = late(r"基本支出|项目支出")
_BY: Final = late(r"按照?|以|给予")
SHARE: Final = compiled(
    r"占(?P<whole>[^，。；¤占]{0,24}?)(?:的)?(?:比重|比例|比)?(?:分别)?(?:约?为|是|约|达到?|[:：])?\s*$|(?:占比|比重|比例)(?:约?为|是|约|达到?|[:：])?\s*$"
)
_AMONG: Final = compiled(r"^\s*(?P<name>[^，。；¤]{2,20}?)(?:之?中|当中)(?![的等级度小学])[^，。；¤]*$")
_SUBJECT: Final = compiled(r"[，,、\s]*(?:其中)?(?P<subject>[^，。；、¤占]{2,12})占")
_PLAN: Final = late(r"(?:年度|全年|年初|调整后?的?|本年|总|投资)*(?:计划|预算|任务|目标)数?的?")
_WHEN: Final = late(r"月|季|半年|全年|年底")
_DOUBTED: Final = 0.5
_COMPARED: Final = late(r"比|较|同|相比")
_ELSEWHERE: Final = late(r"同类|同行业|同级|同档")
"""A whole of the same sort as its part is another one for each (占同类产品采购规模的90%), and printed nowhere."""
_MEASURES: Final = 2
_AHEAD: Final = 8
_GIVEN: Final = late(r"[，,]?\s*(?:计|即|为|合|金额为?|资金为?)\s*")


def explicit_candidates(block: Block, rate: Token, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """占本年支出合计1,041.33万元的95%: the amount right before the rate is the whole."""
    values = values_before(block, rate)
    if not values or values[-1].at != rate.at - 1 or not _OF.match(block.between(values[-1], rate)):
        return
    whole = values[-1]
    if "的" not in block.between(whole, rate) or not _CLAIMS.search(_claim(block, whole)):
        return
    following = block.after(rate, same=False)[:1]
    if _BY.search(whole.lead) and following and following[0].measure == whole.measure and following[0].rank <= 2:
        yield from found(ratio(rate, following[0], whole, 0.9))
    tops = [one for one in values[:-1] if one.measure == whole.measure]
    outer = [one for one in tops if one.at not in wholes]
    if outer and len(outer) < len(tops) and wholes[next(one.at for one in reversed(tops) if one.at in wholes)] in outer:
        tops = [*(one for one in tops if one not in outer), *outer]  # 支出1068万元，其中甲962万元、乙106万元，占…的89%
    for order, top in enumerate(reversed(tops)):
        strength = 0.95 if order == 0 else 0.5
        own = block.tokens[top.at + 1]
        if own.at < rate.at and own.measure == "%" and _OF.match(block.between(top, own)) and own.amount:
            # 占项目支出624万元的80%，占总支出1248万元的40%: what both are shares of is printed nowhere.
            yield from (of_one_part(one, top, own) for one in found(ratio(rate, top, whole, strength)))
            continue
        yield from found(ratio(rate, top, whole, strength))


def _claim(block: Block, whole: Token) -> str:
    """The words of the clause before a whole; before its bracket if it has one (占年度目标（606.5亿元）的137.9%)."""
    opened = whole.start - len(whole.lead)
    boxed = whole.depth and block.text[opened - 1 : opened] in ("(", "（")
    return _MARK.split(block.blotted[: opened - 1][-_CLAUSE:])[-1] if boxed else whole.clause


def share_candidates_of(block: Block, rate: Token, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """A占全部的x%: the part is the amount right before the rate, the whole is named or known by its parts."""
    match = SHARE.search(rate.lead)
    if match is None:
        return
    # What an amount grew by is no part of anything: 采购3,500亿元，比上年增加380亿元；占支出的12%.
    values = [one for one in values_before(block, rate) if not _grew(one)]
    if not values:
        return
    if row := _row(block, rate, values):
        name = (match["whole"] or "") if "whole" in match.re.groupindex else ""
        yield from _of_row(block, name, row, wholes)
        return
    part = _named_part(rate, values)
    if _led(block, rate):
        return
    name = (match["whole"] or "") if "whole" in match.re.groupindex else ""
    earlier = [
        one
        for one in block.recent(part)
        if not one.is_rate and one.measure == part.measure and part.sentence - one.sentence <= 1 and not _grew(one)
    ]
    apart = _PLAN.fullmatch(name) is not None and _of_some(block, rate, part)
    away = rate.at - part.at > _MEASURES and part.lead.strip("，,、") not in rate.lead
    for whole, strength in _wholes(block, name, part, earlier, wholes):
        yield from found(ratio(rate, part, whole, min(strength - (0.25 if away else 0), _DOUBTED if apart else 1)))
    following = [one for one in block.tokens[rate.at + 1 :][:_AHEAD] if one.sentence - rate.sentence <= 1]
    if not name and part.at not in wholes:  # 占8.42%；占7.17%；本年支出合计2,569.48万元
        totals = [
            one
            for one in following
            if one.measure == part.measure
            and TOTAL.search(one.lead)
            and not one.is_rate
            and not _shared_itself(block, one)
        ]
        # What a later sentence adds up may be anything.
        yield from (
            one
            for later in totals[:1]
            for one in found(ratio(rate, part, later, 0.75, alone=later.sentence == rate.sentence))
        )
    told = name or _named_before(block, rate)
    for later in following:
        if told and not name and later.measure == part.measure and same_name(told, later):
            yield from found(ratio(rate, part, later, 0.75))  # 占年度计划的21.3%；…，占47.3%；…，年度计划为30亿元
        if name and later.measure == part.measure and same_name(name, later):
            yield from found(ratio(rate, part, later, 0.85))
    if part.at in wholes:  # the rate may speak of the whole list, or of a figure before the nearest
        for other in reversed(values[:-1]):
            if other.at in wholes and other.measure == part.measure:
                yield from found(ratio(rate, other, wholes[other.at], 0.45))
    elif len(values) > 1:
        for top in reversed(values[:-1]):
            for bottom in values[: top.at]:
                if bottom.at < top.at:
                    yield from found(ratio(rate, top, bottom, 0.45, alone=False))
    for other in earlier:
        likely = 0.2 if other_named(name, other, earlier) else 0.4
        yield from found(ratio(rate, part, other, likely, alone=False))


def _row(block: Block, rate: Token, values: list[Token]) -> list[tuple[Token, Token]]:
    """As many shares in a row as amounts in a row before them, each with its own.

    货物、工程、服务分别为65.7亿元、111.5亿元和33.4亿元，占31.2%、52.9%和15.9%.
    """
    rates = [rate]
    for one in block.tokens[rate.at + 1 :]:
        if one.measure != "%" or one.sentence != rate.sentence or one.rank > 1 or one.lead.strip("、和及与 "):
            break
        rates.append(one)
    row: list[Token] = []
    for one in reversed(values):
        if row and (one.measure != row[-1].measure or row[-1].rank > 1 or one.at != row[-1].at - 1):
            break
        row.append(one)
    row.reverse()
    heads = len(row) - 1 == len(rates) and row[0].rank != row[1].rank
    row = row[1:] if heads and TOTAL_WORD.search(row[0].lead) else row
    return list(zip(rates, row, strict=True)) if len(rates) == len(row) > 1 and row[-1].at == rate.at - 1 else []


def _of_row(
    block: Block, name: str, row: list[tuple[Token, Token]], wholes: Mapping[int, Token]
) -> Iterator[Candidate]:
    first = row[0][1]
    parts = {part.at for _, part in row}
    earlier = [
        one
        for one in block.recent(first)
        if not one.is_rate and one.measure == first.measure and first.sentence - one.sentence <= 1 and not _grew(one)
    ]
    for rate, part in row:
        for whole, strength in _wholes(block, name, part, [one for one in earlier if one.at not in parts], wholes):
            yield from found(ratio(rate, part, whole, strength))


def _of_some(block: Block, rate: Token, part: Token) -> bool:
    """Whether an amount is that of some of what another one with the same share stands for (列入省重点的13个项目…).

    Each has a plan of its own, and that of some is printed nowhere; a part of the year (上半年) is held to the whole's.
    """
    before = [one for one in block.recent(part) if one.measure == "%" and rate.sentence - one.sentence <= SENTENCES]
    same = [one for one in before if (match := SHARE.search(one.lead)) and (match["whole"] or "") in rate.lead]
    return bool(same) and part.at > same[-1].at and _WHEN.search(part.clause) is None


def _named_before(block: Block, rate: Token) -> str:
    """What the first share of a sentence is said to be of."""
    for one in block.before(rate):
        match = SHARE.search(one.lead)
        if match is not None and "whole" in match.re.groupindex and match["whole"]:
            return match["whole"]
    return ""


def _named_part(rate: Token, values: list[Token]) -> Token:
    """The part of a share: the amount right before it, or the one that its own words name (一类公厕占比22.58%)."""
    match = _SUBJECT.match(rate.lead)
    subject = match["subject"] if match else ""
    exact = [one for one in values if subject and subject in one.lead]
    if exact or not subject or shared(subject, values[-1].lead):
        return exact[-1] if exact else values[-1]
    return next((one for one in reversed(values) if shared(subject, one.lead)), values[-1])


def _led(block: Block, rate: Token) -> bool:
    """Whether the part of a share is named before it and told behind it (省级配套占25%，计1000万元)."""
    following = block.after(rate, same=False)[:1]
    if not following or following[0].at != rate.at + 1 or rate.rank < _MEASURES:
        return False
    told = (
        compiled(
            r"[，,]\s*(?:计|即|合|共计|折合|(?:分配|分得|安排|拨付|下达|补助|投入|支出)(?:资金|金额)?为?)\s*"
        ).fullmatch(block.between(rate, following[0]))
        is not None
    )
    return told and compiled(r"\s*[^，。；占]{2,}占").match(rate.lead) is not None


def share_given(block: Block, token: Token) -> Token | None:
    """The share right before an amount that is told to be just that (占总投资的60%，为1,080万元)."""
    rate = block.tokens[token.at - 1] if token.at else None
    if rate is None or rate.measure != "%" or rate.sentence != token.sentence or not SHARE.search(rate.lead):
        return None
    return rate if _GIVEN.fullmatch(block.between(rate, token)) is not None else None


def _shared_itself(block: Block, token: Token) -> bool:
    """Whether a share without a named whole stands right behind an amount, or one whose amount it is before it."""
    if share_given(block, token) is not None:
        return True
    if token.at + 1 >= len(block.tokens):
        return False
    return bare_share(block.tokens[token.at + 1])


def _shared_beside(block: Block, one: Token, part: Token) -> bool:
    """Whether an amount beside a part has a share of a named whole (甲10.4万元，占支出的0.98%；乙2万元，占0.19%)."""
    own = block.tokens[one.at + 1] if one.at + 1 < len(block.tokens) else None
    return own is not None and own.at < part.at and bool(whole_named(own))


def bare_share(rate: Token) -> bool:
    """Whether a figure is a share right behind its amount, of a whole that is not named (占60%)."""
    match = SHARE.search(rate.lead) if rate.measure == "%" and rate.rank <= _MEASURES else None
    return match is not None and not ("whole" in match.re.groupindex and match["whole"])


def whole_named(rate: Token) -> str:
    """What a share right behind its amount is said to be of (占本年支出总额的60%), empty where nothing is named."""
    match = SHARE.search(rate.lead) if rate.measure == "%" and rate.rank <= _MEASURES else None
    return match["whole"] or "" if match is not None else ""


def _grew(token: Token) -> bool:
    return token.role is Wording.DIFFERENCE and _COMPARED.search(token.lead) is not None


def _of_spending(block: Block, name: str, part: Token) -> Token | None:
    """The one amount near that goes by the kind of spending that a share is of (占项目支出预算2.56%)."""
    kind = _SPENDING.search(name)
    if kind is None:
        return None
    near = [
        one
        for one in block.recent(part)
        if one.measure == part.measure and part.sentence - one.sentence <= SENTENCES and not one.is_price
    ]
    named = [one for one in near if kind[0] in one.lead and not _grew(one) and not _COMPARED.search(one.lead)]
    return named[-1] if len({one.amount for one in named}) == 1 and named[-1].at != part.at else None


def _wholes(
    block: Block, name: str, part: Token, earlier: list[Token], wholes: Mapping[int, Token]
) -> Iterator[tuple[Token, float]]:
    """The wholes that a share may be of, with how well the words say so."""
    among = _AMONG.match(part.lead)
    if among:
        named = [one for one in earlier if same_name(among["name"], one)]
        if named:
            yield named[-1], 0.95
            return
    if _ELSEWHERE.search(name):
        return
    if (told := _of_spending(block, name, part)) is not None:
        yield told, 0.85
        return
    core = FILLER.sub("", name)
    opened = [one for one in earlier if one.sentence == part.sentence and one.tail.strip() == "中"]
    if opened and not core:  # 支出1149.2万元中，中央补助…占31.98%；省级资金…占18.06%
        yield opened[-1], 0.9
        return
    if core:
        named = [one for one in earlier if same_name(name, one)]
        if TOTAL_WORD.search(name) and any(one.at not in wholes for one in named):
            named = [
                one for one in named if one.at not in wholes
            ]  # 占总到位资金的17.51%: the total and none of its parts
        if not COMMON.sub("", core):  # 占总支出: what all amounts are called names none, but for the total itself
            named = [one for one in named if FILLER.sub("", one.mention.own) == core or TOTAL_WORD.search(one.lead)]
            if not named and name != core:
                return
        if not named and COMMON.sub("", core):  # the whole stands some sentences before, once
            far = [
                one
                for one in block.recent(part)
                if one.measure == part.measure and part.sentence - one.sentence <= SENTENCES
            ]
            far = [one for one in far if same_name(name, one) and one.at not in wholes]
            if len({one.amount for one in far}) == 1:
                yield far[-1], 0.8
                return
        if named:
            yield named[-1], 0.9 if len({one.amount for one in named}) == 1 else 0.75
        elif part.at in wholes and shared(core, wholes[part.at].lead + wholes[part.at].tail):
            yield wholes[part.at], 0.85
        elif part.at in wholes:
            short = abbreviates(COMMON.sub("", core), wholes[part.at].lead + wholes[part.at].tail)
            yield wholes[part.at], 0.8 if short and TOTAL_WORD.search(name) else 0.5
        elif len(earlier) == 1 and shared(core, earlier[0].lead + earlier[0].tail):
            yield earlier[0], _DOUBTED if other_kind(core, earlier[0].mention.own) else 0.85
        return
    if part.at in wholes:
        yield wholes[part.at], 0.9
        return
    # 教育210万元，占60%；卫生140万元，占40%: an amount with a share of its own is no whole of the next one.
    here = [one for one in earlier if one.sentence == part.sentence and not _shared_itself(block, one)]
    here = [one for one in here if not _shared_beside(block, one, part)]
    if len(here) == 1:
        yield here[0], 0.85 if not name or TARGETED.search(here[0].lead) or TOTAL.search(here[0].lead) else 0.75
        return
    planned = TARGETED.search(here[0].lead) is not None and not ACHIEVED.search(here[0].lead) if here else False
    if planned and all(ACHIEVED.search(one.lead) and not TARGETED.search(one.lead) for one in here[1:]):
        # 任务253户，已开工253户，…；已竣工245户，…；竣工验收164户，占比64.8%: of what was to be done
        yield here[0], 0.85 if len(here) > _MEASURES else 0.75
        yield from ((one, _DOUBTED) for one in here[1:])
        return
    total = here[0] if here and TOTAL_WORD.search(here[0].lead) and here[0].amount >= part.amount else None
    for one in here:
        yield one, (0.85 if one is total else 0.5 if total is not None else 0.55)
