"""Changes: an amount against an earlier one or a budget, by how much it differs and at what rate."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.bases import bases_of
from formaudit.forms.narrative.readings.becoming import (
    from_to_at,
    is_newly,
    is_threshold,
)
from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, tails
from formaudit.forms.narrative.readings.change_words import BOTH, DOWN, GROUP, OVER, TO, UP, is_change
from formaudit.forms.narrative.readings.currents import currents, likely_bases
from formaudit.forms.narrative.readings.growth import growth_candidate, moved_line, yearly_candidates
from formaudit.forms.narrative.readings.prices import is_price
from formaudit.forms.narrative.readings.sides import between_both, named_sides, points_between
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["change_candidates"]

_POINTS: Final = late(rf"(?P<word>超过?|{UP}|{DOWN})[^，。；¤]*¤+[)）]?(?:达到?|为|约|了)?\s*$")
_BEYOND_WORD: Final = late(r"\s*(?P<word>超过|高于|低于|超出|高出|大于|小于|少于|多于)")
_SIDES: Final = compiled(
    r"(?P<word>大于|高于|多于|超过?出?|小于|低于|少于)(?:年初|全年|本年|上年|当年|年度|控制|既定|设定|预期|绩效)?(?:预算|决算|计划|任务|编制|目标|合同|概算|执行)[^，。；¤]{0,5}$"
)
_DOWNWARD: Final = compiled(DOWN)
_EITHER: Final = compiled(r"(?:变动|变化|增减)[^，。；¤]{0,6}$")
_BY: Final = late(r"(?:幅度?|率|额|比例|差[值异距])(?:为|达到?|到|至)?\s*$")
_NEW: Final = compiled(r"(?:新增|增加|减少|净增)[^，。；¤]{0,6}$")
_NEWLY: Final = late(r"(?P<word>新增)[^，。；¤]{0,6}$")
_BY_SO_MUCH: Final = compiled(
    r"[，,]?\s*(?:即)?(?:增加|减少|净增|净减|增收|减收|增支|减支|降低|下降|提高|上升|上涨|增长|压减|节约)了?\s*"
)
_PLAIN: Final = 0.8
_EACH_YEAR: Final = late(r"年(?:平)?均|每年|复合|逐年")
_ADDED: Final = compiled(r"追加|调增|调减|新增|核减")
_TOLD: Final = 0.8
_GREW: Final = late(r"[，,]?\s*(?:同比|净)?(?:增加|减少|增长|下降|增收|减收|增支|减支|上升)了?\s*")

_OPEN: Final = 0.5
_MONEY_MOVED: Final = late(
    r"节约|节省|节支|[增减]支|(?:增加|减少)[^，。；¤]{0,4}(?:支出|投入|资金|费|成本|收入)|[多少](?:付|用|花|支)|压减|压缩|共"
)
"""What is told of money that was kept or spent: of all, unless it is said to be for each."""
_VERSUS: Final = compiled(r"(?:比|较|同比|环比|上年|去年|上一年)")
_YEARLY: Final = late(r"同比|上年|去年|上一年")
_THAN_THEN: Final = late(r"[，,]?\s*(?:同比|[比较](?:上年|去年|上一年)(?:同期|度)?)(?:增加|减少|增长|下降|多|少)了?\s*")
_RATE_WORDS: Final = compiled(
    rf"[^\u4e00-\u9fff]|{UP}|{DOWN}|相差|差额|差值|差异|增减|变动|变化|同比|环比|相比|可比|[比较与同](?:上年|去年|上一年|20\d\d年)?"
    r"|上年|去年|上一年|同期|年度?|幅度?|比例|比率|百分比|速度|率|资金|金额|总额|总量|数量|规模|达到?|分别|约|近|为|是|了|即|也|则|均|净|共|总体|整体|平均|实际|相应|同口径"
)
_BASED: Final = compiled(r"\s*(?:比|较|与|同)(?!时|期|步)")


def change_candidates(block: Block) -> Iterator[Candidate]:
    """For each difference and each rate of growth, every pair of figures of which its words may speak."""
    for token in block.tokens:
        group = GROUP.search(token.lead) or (
            None if token.is_rate else _SIDES.search(token.lead) or OVER.search(token.lead)
        )
        if group is None and token.measure == "百分点":
            group = OVER.search(token.lead) or _SIDES.search(token.lead) or _POINTS.search(token.clause)
        if group is None and not token.lead.strip() and token.rank == 0 and token.at:
            previous = block.tokens[token.at - 1]  # 低于年初预算数520万元53.2万元
            group = _BEYOND_WORD.match(previous.lead) if previous.measure == token.measure else None
        if group is None and is_newly(block, token):
            group = _NEWLY.search(token.lead)
        beyond = group is not None and token.measure == "百分点"
        if group is None or (TO.search(token.lead) and not beyond and not _BY.search(token.lead)) or token.is_price:
            continue
        down = _DOWNWARD.fullmatch(group["word"]) is not None
        if token.is_rate and group["word"] in ("差异", "差值"):
            continue  # 差异率5%: how far the result is off the budget, and no growth
        if token.measure == "%":
            yield from _rate(block, token, down=down)
        else:
            yield from _difference(block, token, down=down)


def _partner(block: Block, token: Token) -> Token | None:
    """The difference that stands right before a rate of growth."""
    if token.at == 0:
        return None
    previous = block.tokens[token.at - 1]
    near = token.sentence == previous.sentence and token.start - previous.end <= 20 and token.rank <= 2
    if near and _of_another(block, previous, token):
        return None
    if near and not previous.is_rate and _NEW.search(previous.lead) and not TO.search(previous.lead):
        return previous
    return (
        previous
        if near and not previous.is_rate and GROUP.search(previous.lead) and not TO.search(previous.lead)
        else None
    )


def _of_another(block: Block, change: Token, rate: Token) -> bool:
    """Whether a rate names something that the words before the change do not (减少3.7万元，接待费下降30%)."""
    own = _RATE_WORDS.sub("", rate.lead)
    before = block.text[block.sentence_of(change)[0] : change.start]
    return len(own) >= BOTH and own[-BOTH:] not in before


def _partner_behind(block: Block, token: Token) -> Token | None:
    """The difference right behind a rate that names nothing itself (增长40%，比上年增加1.2万元)."""
    following = block.tokens[token.at + 1] if token.at + 1 < len(block.tokens) else None
    if following is None or following.sentence != token.sentence or following.is_rate or following.rank > BOTH:
        return None
    if _VERSUS.search(token.lead):  # 同比下降12.27%，减少4万元
        later = block.tokens[token.at + BOTH : token.at + BOTH + 1]
        own = bool(later) and later[0].is_rate and is_change(later[0]) and later[0].sentence == token.sentence
        plainly = _BY_SO_MUCH.fullmatch(following.lead) is not None
        yearly = _YEARLY.search(token.lead) is not None and _THAN_THEN.fullmatch(following.lead) is not None
        return following if (plainly or yearly) and not own else None  # 同比增长12%，比上年多6.6万人次
    plainly = _BASED.match(following.lead) is not None or _BY_SO_MUCH.fullmatch(following.lead) is not None
    return following if is_change(following) and plainly else None


def _difference(block: Block, token: Token, *, down: bool) -> Iterator[Candidate]:
    question = ("difference", token.start)
    measure = token.measure
    bases = bases_of(block, token, measure)
    if _ADDED.search(token.lead) and not bases:
        return
    for base, sure in bases:
        for current, likely in currents(block, token, measure, likely_bases(token, bases)):
            if base.at == current.at:
                continue
            over, under = (base, current) if down else (current, base)
            expected = over.amount - under.amount
            everything = (token, over, under)
            counted = measure not in ("money", "分", "%", "百分点")
            gap = token.amount - expected
            about = sum((one.half * 2 for one in everything if one.about and not is_threshold(one)), Decimal(0))
            sign = abs(expected) == token.amount and expected < 0
            told = not _of_all_of_them(token, over, under)
            yield Candidate(
                question=question,
                kind=StatementKind.DIFFERENCE,
                target=token,
                terms=(over, under),
                roles=(Role.DIFFERENCE, Role.BASE if down else Role.CURRENT, Role.CURRENT if down else Role.BASE),
                expected=expected,
                slack=about
                + (finest(everything) if counted else max(finest(everything), coarse(token, (over, under)))),
                tail=tails(everything),
                line=f"{plain(over.amount)} − {plain(under.amount)} = {plain(expected)}",
                strength=min(sure, likely, 1 if told else _OPEN) - (0.3 if sign else 0),
                alone=told and not about,
                slipping=((over, over.amount + gap), (under, under.amount - gap)),
            )
    if not bases:
        yield from named_sides(block, token, down=down)
        yield from between_both(block, token)
        yield from points_between(block, token, down=down)


def _of_all_of_them(token: Token, *sides: Token) -> bool:
    """Whether a change of prices may be what all that was bought comes to, and not what each does.

    每株2.5元，比市场价2.8元低10.71%，节约33.6万元: only how far one is above or below the other is told of the two.
    """
    if token.measure != "money" or is_price(token) or not any(is_price(one) for one in sides):
        return False
    return _MONEY_MOVED.search(token.lead) is not None


def _in_a_row(current: Token, change: Token, rate: Token) -> bool:
    """Whether an amount, its change and the rate of that follow each other (完成12,133万元，减少282万元，下降2.27%)."""
    plain_change = _GREW.fullmatch(change.lead) is not None  # and no 审减, 节约: those are told of what was planned
    row = (
        plain_change
        and current.at + 1 == change.at == rate.at - 1
        and current.sentence == change.sentence == rate.sentence
    )
    return row and max(change.rank, rate.rank) <= BOTH


def _changed_before(block: Block, token: Token) -> tuple[Token, Token] | None:
    """收入增加189万元，比上年的602万元增长31.4%: the change, and the base between it and its rate."""
    if token.at < BOTH:
        return None
    moved, base = block.tokens[token.at - BOTH : token.at]
    near = moved.sentence == token.sentence and base.rank <= BOTH and token.rank == 0
    if near and moved.measure == base.measure and base.amount and is_change(moved) and not moved.is_rate:
        return (moved, base) if _BASED.match(base.lead.lstrip("，, ")) else None
    return None


def _rate(block: Block, token: Token, *, down: bool) -> Iterator[Candidate]:
    question = ("growth", token.start)
    behind = _partner_behind(block, token)
    if _VERSUS.search(token.lead) and any(sure >= _TOLD for _, sure in bases_of(block, token, None)):
        behind = None  # what it is measured from is printed: the rate needs no difference
    partner = _partner(block, token) or behind
    measure = partner.measure if partner is not None else None
    anchor = partner or token
    bases = bases_of(block, anchor, measure)
    if measure is None and not bases:
        return
    if _EACH_YEAR.search(token.lead):
        for base, sure in bases:
            for current, likely in currents(block, anchor, base.measure, likely_bases(anchor, bases)):
                if current.at != base.at:
                    yield from yearly_candidates(question, token, current, base, min(sure, likely))
        return
    either_way = _EITHER.search(token.lead) is not None
    if either_way and partner is not None and (way := GROUP.search(partner.lead)):
        down = _DOWNWARD.fullmatch(way["word"]) is not None  # 同比减少4.66万元，变动幅度1.30%
    sign = Decimal(-1) if down else Decimal(1)
    for base, sure in [pair for pair in bases if pair[0].amount]:
        if partner is not None and partner.measure == base.measure:
            line = f"{plain(partner.amount)} ÷ {plain(base.amount)}"
            sides = (Role.DIFFERENCE, Role.BASE)
            yield growth_candidate(question, token, (partner, base), partner.amount, base.amount, line, sure, sides)
        for current, likely in currents(block, anchor, base.measure, likely_bases(anchor, bases)):
            if current.at != base.at:
                moved = (current.amount - base.amount) * sign
                sunk = down
                if either_way and token.amount * moved < 0 < token.amount:
                    moved, sunk = -moved, not down  # 变动率4.76%: which way is not said
                line = moved_line(current, base, down=sunk)
                sides = (Role.CURRENT, Role.BASE)
                grown = growth_candidate(
                    question, token, (current, base), moved, base.amount, line, min(sure, likely), sides
                )
                yield replace(grown, floor=_PLAIN) if from_to_at(token, base, current) else grown
    if partner is None and (changed := _changed_before(block, token)) is not None:
        change, start_of = changed
        line = f"{plain(change.amount)} ÷ {plain(start_of.amount)}"
        sides = (Role.DIFFERENCE, Role.BASE)
        yield growth_candidate(question, token, changed, change.amount, start_of.amount, line, 0.85, sides)
    if partner is not None and not any(sure >= 0.8 for _, sure in bases):
        # Without a word of comparison the base may be an amount that is printed.
        compared = _VERSUS.search(block.blotted[block.sentence_of(partner)[0] : partner.start]) is not None
        for current, likely in currents(block, anchor, measure, likely_bases(anchor, bases)):
            start = current.amount - sign * partner.amount
            if start > 0:
                line = f"{plain(partner.amount)} ÷ {plain(start)}"
                sides = (Role.DIFFERENCE, Role.FALLEN if down else Role.RISEN)
                growth = growth_candidate(
                    question, token, (partner, current), partner.amount, start, line, likely, sides
                )
                told = compared or (growth.slip and _in_a_row(current, partner, token))
                yield growth if told else replace(growth, alone=False)
