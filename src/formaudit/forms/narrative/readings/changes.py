"""Changes: an amount against an earlier one or a budget, by how much it differs and at what rate."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.bases import bases_of, compared_with, like
from formaudit.forms.narrative.readings.becoming import (
    SPENT_NOW,
    from_to_at,
    is_bare_now,
    is_newly,
    is_threshold,
    likelihood,
)
from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, tails
from formaudit.forms.narrative.readings.change_words import BOTH, DOWN, GROUP, OVER, PLANNED, TO, UP, is_change
from formaudit.forms.narrative.readings.growth import growth_candidate, moved_line
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
_VERSUS: Final = compiled(r"(?:比|较|同比|环比|上年|去年|上一年)")
_BASED: Final = compiled(r"\s*(?:比|较|与|同)(?!时|期|步)")
_FROM: Final = compiled(r"(?:由|从)[^，。；¤]{0,16}$")
_EITHER: Final = compiled(r"(?:变动|变化|增减)[^，。；¤]{0,6}$")
_BY: Final = late(r"(?:幅度?|率|额|比例|差[值异距])(?:为|达到?|到|至)?\s*$")
_NEW: Final = compiled(r"(?:新增|增加|减少|净增)[^，。；¤]{0,6}$")
_NEWLY: Final = late(r"(?P<word>新增)[^，。；¤]{0,6}$")
_BY_SO_MUCH: Final = compiled(
    r"[，,]?\s*(?:即)?(?:增加|减少|净增|净减|增收|减收|增支|减支|降低|下降|提高|上升|上涨|增长|压减|节约)了?\s*"
)
_AGAINST_LAST: Final = late(
    rf"\s*(?:与|同|比|较)[^，。；¤]{{0,6}}(?:年|期|度)[^，。；¤]{{0,6}}[，,]\s*(?:{UP}|{DOWN})了?\s*"
)
_PLAIN: Final = 0.8
_FOLLOWS: Final = late(
    r"(?:达到?|增至|减至|(?:增加|减少|下降|降低|上升|提高|增长|[降升])到|升至|降至|为|合计|总计|共计?)[^，。；¤]{0,8}$"
)
_ADDED: Final = compiled(r"追加|调增|调减|新增|核减")
_CHANGED: Final = compiled(r"\s*(?P<subject>[^，。；¤]*?)(?:比|较|同比|与)")
_EVERY: Final = compiled(
    r"[^\u4e00-\u9fff]|其中|主要是|由于|因|支出|收入|资金|经费|预算|决算|金额|费用|总额|合计|总计|共计|全年|本年|年度|当年|数|总|实际|完成|我[省市县区局]|本单位|全[省市县区]|执行|同期|同比|的"
)
_TOPIC: Final = compiled(
    r"(?:^|(?<=[，。；：,:\n]))(?P<subject>[^，。；：,:¤\n]{2,24}?(?:支出|收入|费用?|资金|补助|投入)(?:预算|决算)?数?)(?=[比较与同无未持有增减])"
)
_BOTH_SIDES: Final = late(r"^收[、和]?支")
_NAME: Final = 2
_STRANGE: Final = 0.5
"""How likely the change is one of an amount that goes by another name."""
_TOLD: Final = 0.8
_LISTED: Final = 1
_GREW: Final = late(r"[，,]?\s*(?:同比|净)?(?:增加|减少|增长|下降|增收|减收|增支|减支|上升)了?\s*")
_MOVED: Final = late(rf"\s*(?P<subject>[^，。；¤]{{2,16}}?)(?:净|共|也|均|略|各|分别)?(?:{UP}|{DOWN})")


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
    if near and not previous.is_rate and _NEW.search(previous.lead) and not TO.search(previous.lead):
        return previous
    return (
        previous
        if near and not previous.is_rate and GROUP.search(previous.lead) and not TO.search(previous.lead)
        else None
    )


def _partner_behind(block: Block, token: Token) -> Token | None:
    """The difference right behind a rate that names nothing itself (增长40%，比上年增加1.2万元)."""
    following = block.tokens[token.at + 1] if token.at + 1 < len(block.tokens) else None
    if following is None or following.sentence != token.sentence or following.is_rate or following.rank > BOTH:
        return None
    if _VERSUS.search(token.lead):  # 同比下降12.27%，减少4万元
        later = block.tokens[token.at + BOTH : token.at + BOTH + 1]
        own = bool(later) and later[0].is_rate and is_change(later[0]) and later[0].sentence == token.sentence
        return following if _BY_SO_MUCH.fullmatch(following.lead) and not own else None
    return following if is_change(following) and _BASED.match(following.lead) else None


def _currents(block: Block, token: Token, measure: str | None, bases: Sequence[Token]) -> list[tuple[Token, float]]:
    """Figures that the change may have led to."""
    found: list[tuple[Token, float]] = []
    taken = {base.at for base in bases}
    later = [one for one in block.after(token, same=False) if measure is None or like(one, measure)]
    later = [one for one in later if one.at not in taken]
    if (
        later
        and later[0].part == token.part
        and _FOLLOWS.search(later[0].lead)
        and not later[0].is_rate | (measure == "百分点")
    ):
        found.append((later[0], 0.85))
    elif (
        later
        and later[0].part == token.part
        and bases
        and SPENT_NOW.fullmatch(later[0].lead)
        and _first(block, bases, later[0])
    ):
        found.append((later[0], 0.85))  # 较年初预算5万元下降36%，实际支出3.2万元
    values = [
        other
        for other in block.recent(token)
        if other.at not in taken
        and token.sentence - other.sentence <= 1
        and (measure is None or like(other, measure))
        and other.is_rate == (measure in ("%", "百分点"))
        and not is_change(other)
        and not (OVER.search(other.lead) and PLANNED.search(other.lead))
        and not compared_with(block, other)
        and not other.is_price
        and not _BASED.match(other.lead)
        and not _rated(block, other)
    ]
    here = [one for one in values if one.sentence == token.sentence]
    listed_of = _whole_of_list(block, here, token)
    if listed_of is not None:
        found.append((listed_of, 0.85))
        here = [one for one in here if one.at < listed_of.at]
    for order, other in enumerate(reversed(here)):
        if TO.search(other.lead) and _FROM.search("".join(base.lead for base in bases)):
            found.append((other, 0.95))
        elif order == 0:
            listed = len(here) > 1 and block.rank_between(here[-2], other) <= _LISTED
            found.append((other, 0.55 if listed else 0.85 if len(here) == 1 else 0.8))
        else:
            found.append((other, 0.5))
    if not here and listed_of is None:
        begins = not token.clause or _VERSUS.match(token.clause.lstrip()) is not None
        begins = begins or _AGAINST_LAST.fullmatch(block.blotted, block.sentence_of(token)[0], token.start) is not None
        moved = _MOVED.match(token.clause)
        named = moved is not None and _VERSUS.search(block.blotted[block.sentence_of(token)[0] : token.start])
        if moved and named and values and moved["subject"].strip() in values[-1].lead:
            begins = True  # 收入总计792万元。与上年相比，收入总计增加189万元
        if values and _of_others(block, token, values[-1]):
            begins = False
        near = (
            0.8 if begins and len({one.amount for one in values}) == 1 and not block.before(token, same=False) else 0.6
        )
        found += [(other, near if order == 0 else 0.5) for order, other in enumerate(reversed(values))]
    if here and here[-1].depth == 0:
        found += [(other, 0.45) for other in values if other.sentence != token.sentence]
    subject = _subject(token)
    return [
        (one, min(likely, likelihood(block, one, token)))
        if _of_subject(subject, one) or is_bare_now(one, bases)
        else (one, min(likely, _STRANGE))
        for one, likely in found
    ]


def _likely(token: Token, bases: Sequence[tuple[Token, float]]) -> list[Token]:
    """The bases that words name; where one stands right before a change, without those that may hardly be one."""
    direct = [sure for one, sure in bases if one.at + 1 == token.at and token.rank == 0]
    least = max(direct, default=0.0) / BOTH
    return [one for one, sure in bases if sure >= least]


def _first(block: Block, bases: Sequence[Token], now: Token) -> bool:
    """Whether nothing of the measure of an amount stands before it in its sentence but what it is compared with."""
    return {one.at for one in block.before(now)} == {one.at for one in bases} and len(bases) == 1


def _whole_of_list(block: Block, here: Sequence[Token], token: Token) -> Token | None:
    """What a list is of that stands before a change (教师65名，其中小学25名、初中14名，较上年的50名增长30%)."""
    run = 1
    while run < len(here) and here[-run].rank <= _LISTED and here[-run].at == here[-run - 1].at + 1:
        run += 1
    if run < BOTH or run == len(here) or block.rank_between(here[-1], token) < BOTH:
        return None
    whole, parts = here[-run - 1], here[-run:]
    opened = "其中" in parts[0].lead or block.blotted[whole.end : parts[0].start].lstrip()[:1] in ("(", "（")
    return whole if opened and all(part.amount < whole.amount for part in parts) else None


def _rated(block: Block, token: Token) -> bool:
    """Whether an amount is only what a rate right behind it is of (完成预算60,999万元的40.4%)."""
    following = block.tokens[token.at + 1 : token.at + 2]
    return bool(following) and following[0].measure == "%" and block.between(token, following[0]).strip() == "的"


def _of_others(block: Block, token: Token, value: Token) -> bool:
    """Whether a clause before a change speaks of something else than an amount of the sentence before.

    三公经费支出5.48万元，…。其中，公务用车运行费与预算持平，比上年增加1.05万元: what that came to is told elsewhere.
    """
    begin = block.sentence_of(token)[0]
    named = [match["subject"] for match in _TOPIC.finditer(block.blotted, begin, token.start - len(token.clause))]
    subject = _EVERY.sub("", named[-1]) if named else ""
    return len(subject) >= _NAME and not _of_subject(subject, value)


def _subject(token: Token) -> str:
    """What a clause says to have changed (专项支出比上年增加…), without the words that all amounts share."""
    match = _CHANGED.match(token.clause)
    if match and _BOTH_SIDES.search(match["subject"]):
        return "总计"  # 收入总计1302万元，收支较上年减少12万元: both came to that, and 本年支出合计 is another amount
    return _EVERY.sub("", match["subject"]) if match else ""


def _of_subject(subject: str, token: Token) -> bool:
    """Whether an amount goes by the name of what changed, where that is named."""
    if len(subject) < _NAME:
        return True
    words = token.mention.name + token.lead + token.tail
    return any(subject[at : at + _NAME] in words for at in range(len(subject) - 1))


def _difference(block: Block, token: Token, *, down: bool) -> Iterator[Candidate]:
    question = ("difference", token.start)
    measure = token.measure
    bases = bases_of(block, token, measure)
    if _ADDED.search(token.lead) and not bases:
        return
    for base, sure in bases:
        for current, likely in _currents(block, token, measure, _likely(token, bases)):
            if base.at == current.at:
                continue
            over, under = (base, current) if down else (current, base)
            expected = over.amount - under.amount
            everything = (token, over, under)
            counted = measure not in ("money", "分", "%", "百分点")
            gap = token.amount - expected
            about = sum((one.half * 2 for one in everything if one.about and not is_threshold(one)), Decimal(0))
            sign = abs(expected) == token.amount and expected < 0
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
                strength=min(sure, likely) - (0.3 if sign else 0),
                alone=not about,
                slipping=((over, over.amount + gap), (under, under.amount - gap)),
            )
    if not bases:
        yield from named_sides(block, token, down=down)
        yield from between_both(block, token)
        yield from points_between(block, token, down=down)


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
    either_way = _EITHER.search(token.lead) is not None
    if either_way and partner is not None and (way := GROUP.search(partner.lead)):
        down = _DOWNWARD.fullmatch(way["word"]) is not None  # 同比减少4.66万元，变动幅度1.30%
    sign = Decimal(-1) if down else Decimal(1)
    for base, sure in [pair for pair in bases if pair[0].amount]:
        if partner is not None and partner.measure == base.measure:
            line = f"{plain(partner.amount)} ÷ {plain(base.amount)}"
            sides = (Role.DIFFERENCE, Role.BASE)
            yield growth_candidate(question, token, (partner, base), partner.amount, base.amount, line, sure, sides)
        for current, likely in _currents(block, anchor, base.measure, _likely(anchor, bases)):
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
        for current, likely in _currents(block, anchor, measure, _likely(anchor, bases)):
            start = current.amount - sign * partner.amount
            if start > 0:
                line = f"{plain(partner.amount)} ÷ {plain(start)}"
                sides = (Role.DIFFERENCE, Role.FALLEN if down else Role.RISEN)
                growth = growth_candidate(
                    question, token, (partner, current), partner.amount, start, line, likely, sides
                )
                told = compared or (growth.slip and _in_a_row(current, partner, token))
                yield growth if told else replace(growth, alone=False)
