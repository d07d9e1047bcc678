"""What a change may have led to: the figures beside it that its words may speak of."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.narrative.readings.bases import compared_with, like
from formaudit.forms.narrative.readings.becoming import SPENT_NOW, is_bare_now, likelihood
from formaudit.forms.narrative.readings.change_words import BOTH, DOWN, OVER, PLANNED, TO, UP, is_change
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["currents", "likely_bases"]

_VERSUS: Final = compiled(r"(?:比|较|同比|环比|上年|去年|上一年)")
_BASED: Final = compiled(r"\s*(?:比|较|与|同)(?!时|期|步)")
_FROM: Final = compiled(r"(?:由|从)[^，。；¤]{0,16}$")
_AGAINST_LAST: Final = late(
    rf"\s*(?:与|同|比|较)[^，。；¤]{{0,6}}(?:年|期|度)[^，。；¤]{{0,6}}[，,]\s*(?:{UP}|{DOWN})了?\s*"
)
_FOLLOWS: Final = late(
    r"(?:达到?|增至|减至|(?:增加|减少|下降|降低|上升|提高|增长|[降升])到|升至|降至|为|合计|总计|共计?)[^，。；¤]{0,8}$"
)
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
_HARDLY: Final = 0.3
"""The same where the rate of that amount is told already."""
_LISTED: Final = 1
_MOVED: Final = late(rf"\s*(?P<subject>[^，。；¤]{{2,16}}?)(?:净|共|也|均|略|各|分别)?(?:{UP}|{DOWN})")


def currents(block: Block, token: Token, measure: str | None, bases: Sequence[Token]) -> list[tuple[Token, float]]:
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
        (one, min(likely, likelihood(block, one, token), _HARDLY if _goes_on(block, token, one) else 1))
        if _of_subject(subject, one) or is_bare_now(one, bases)
        else (one, min(likely, _STRANGE))
        for one, likely in found
    ]


def _goes_on(block: Block, rate: Token, now: Token) -> bool:
    """Whether a rate names what has changed, and the one of an amount is told before (增长12.5%，次均费用下降3%)."""
    told = [one for one in block.tokens[now.at + 1 : rate.at] if one.measure == "%" and is_change(one)]
    if rate.measure != "%" or not told or told[-1].sentence != rate.sentence:
        return False
    moved = _MOVED.match(rate.lead.lstrip("，,；、 "))
    return moved is not None and not _VERSUS.search(moved["subject"]) and moved["subject"] not in now.lead


def likely_bases(token: Token, bases: Sequence[tuple[Token, float]]) -> list[Token]:
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
