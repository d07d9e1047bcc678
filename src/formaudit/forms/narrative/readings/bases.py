"""What a change may start from: the figures that words of comparison name, before it and behind it."""

import re
from typing import Final

from formaudit.forms.narrative.readings.change_words import BOTH, DOWN, OVER, PLANNED, TO, UP, is_change
from formaudit.forms.narrative.readings.cues import LAST_YEAR
from formaudit.forms.narrative.readings.namesakes import strange
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["bases_of", "compared_with", "like"]

_BEYOND: Final = compiled(r"\s*(?:超过?|高于|低于|超出|高出)[^，。；¤]{0,14}$")
_COMPARED: Final = compiled(
    r"比(?!例|重|率|赛)|较|相对于|对照|(?:与|同|和)(?=[^，。；¤]{0,3}(?:年|期|上|去|前|原|预算|决算|计划|概算|目标|任务|标准|批复|合同))"
)
"""A word of comparison; 与 and 和 also stand within names (商品和服务支出, 文化体育与传媒支出)."""
_COMPARED_BEHIND: Final = late(r"[^，。；¤]{0,8}(?:相比|比较|对比)")
_WITH: Final = late(r"与|同|和")
_COMPARED_AT: Final = late(
    r"\s*(?:比|较)(?:[^，。；¤]{2,16}的|(?![^，。；¤]*(?:增|减|多|少|升|降|提高|节约|超|扩|缩))[^，。；¤]{2,16}$)"
)
_THAN: Final = compiled(
    r"(?:比|较|与|同)(?P<base>[^，。；¤]{2,16}?)(?=相比|增|减|下降|上升|提高|提升|降低|上涨|回落|扩大|缩短|压减|净增|超|高|低|多|少|有所)[^，。；]*$"
)
_LAST: Final = compiled(r"上年|去年|上一年|同期")
_DATED: Final = compiled(r"\s*(?:其中|而)?20[0-9]{2}年(?!.*(?:达|增|减|升|降))")
_KIND_OF_MONEY: Final = late(r"(?:公共|公共财政|基金|资本经营)预算(?=财政|收入|支出|安排的)")
"""一般公共预算财政拨款 is what money is called, and no budget."""
_FROM: Final = compiled(r"(?:由|从)[^，。；¤]{0,16}$")
_AT_ONCE: Final = late(r"[，,、\s]*(?:即)?(?:由|从)")
_UPON: Final = compiled(r"^[^，。；¤]{0,12}(?:基础上|相比|比较)")
_CARRIED: Final = late(r"结[转余]")
_BROUGHT_TO: Final = late(
    r"(?:压缩|压减|缩短|减少|降低|下降|精简|[降减]|(?P<up>提高|增加|提升|扩大|[增升]))(?:到|至|为)[^，。；¤]{0,2}$"
)
_ON_YEAR: Final = late(r"同比|比上年|较上年|与上年")
_A_YEAR: Final = compiled(r"20[0-9]{2}(?=年)")
_BECAUSE: Final = late(r"主要|原因|因[为]?|由于|系(?!统|列)|剔除")
"""减收0.8亿元，主要是上年一次性收入0.9亿元抬高基数: a reason is no base."""
_LISTED: Final = 1
_STRANGE: Final = 0.5
"""How likely a figure is the base that goes by the name of what something else is measured from."""


def bases_of(block: Block, token: Token, measure: str | None) -> list[tuple[Token, float]]:
    """Figures that a change may start from, with how well their words say so."""
    found: list[tuple[Token, float]] = []
    nearest = True
    taken = False
    years = [one.mention.year for one in block.before(token, same=False) if one.mention.year is not None]
    named = _THAN.search(token.clause)
    for other in reversed(block.recent(token)):
        if token.sentence - other.sentence > 1 or (other.rank == 5 != token.rank and other.sentence != token.sentence):
            break
        taken = taken or (is_change(other) and not other.is_rate and other.at != token.at - 1)
        taken = taken or (is_change(other) and not other.is_rate and not token.is_rate)
        compared = compared_with(block, other)
        strange = other.is_rate != (measure in ("%", "百分点")) or (measure and not like(other, measure))
        if strange or (is_change(other) and not compared):
            continue
        if compared:  # 较上年的611万元减少116万元: the base of that change, and of its rate
            near = token.at - other.at <= BOTH and token.sentence == other.sentence
            found.append((other, 0.9 if near and not _begins_late(block, other, token) else 0.3))
            continue
        if taken:  # another change stands between, and the base is that one's
            found.append((other, 0.3))
            continue
        explicit = nearest and other.sentence == token.sentence and block.rank_between(other, token) <= 2
        if (explicit and _is_compared(other) and not _begins_late(block, other, token)) or (
            explicit
            and (
                (_BEYOND.match(other.lead) and not _exceeds(block, other, token))
                or _FROM.search(other.lead)
                or _UPON.search(other.tail)
            )
        ):
            found.append((other, 0.95))
        elif (_FROM.search(other.lead) or _UPON.search(other.tail)) and other.sentence == token.sentence:
            found.append((other, 0.9 if not any(_FROM.search(one.lead) for one, _ in found) else 0.3))
        elif (
            years
            and other.mention.year == max(years) - 1
            and other.sentence == token.sentence
            and other.depth <= token.depth
        ):
            found.append((other, 0.3 if named and _of_another_year(named["base"], other) else 0.8))
        elif nearest and _DATED.match(other.lead) and _ON_YEAR.search(token.lead) and _undated(block, other):
            found.append((other, 0.85))  # 支出26.5万元，2023年为25万元，同比上升6%
        elif named and _named(named["base"], other):
            found.append((other, _STRANGE if _of_something_else(block, token, other) else 0.85))
        elif other.sentence == token.sentence and _became(block, other):
            found.append((other, 0.85))
        elif (LAST_YEAR.search(other.lead) and not _brought(block, other)) or _UPON.search(other.tail):
            likely = 0.8 if other.sentence == token.sentence else 0.6
            found.append((other, 0.3 if _of_the_one_before(block, other, token) else likely))
        nearest = False
    found += _from_to(block, token, measure)
    name = named["base"] if named else ""
    behind = [one for one in block.after(token, same=False)[:2] if measure is None or like(one, measure)]
    behind = [one for one in behind if one.part == token.part or one.at == token.at + 1]
    goal = OVER.search(token.lead) is not None and PLANNED.search(token.lead) is not None
    behind = [one for one in behind if not goal or PLANNED.search(one.lead)]  # 超目标15人，比上年780人多35人
    found += [(one, 0.85) for one in behind if _base_behind(one, name, dated=bool(years) or measure is None)]
    return found


def _of_the_one_before(block: Block, base: Token, token: Token) -> bool:
    """Whether last year's figure is that of an amount before it, and another part of the sentence has begun since.

    收入2.48亿元，上年2.32亿元；利润1,488万元，增加186万元: the profit did not start from last year's income.
    """
    beside = [one for one in block.before(base) if one.part == base.part and not is_change(one)]
    since = [one for one in block.tokens[base.at + 1 : token.at] if one.measure == base.measure and not is_change(one)]
    return base.part < token.part and bool(beside) and any(one.part == token.part for one in since)


def _brought(block: Block, other: Token) -> bool:
    """Whether a figure was carried over from last year (上年结转收入127.5万元): it is no figure of last year.

    Unless what was carried over is what changed (上年结转36万元，本年结转40万元，增加4万元).
    """
    following = block.tokens[other.at + 1 : other.at + 2]
    return _CARRIED.search(other.lead) is not None and not (following and _CARRIED.search(following[0].lead))


def _became(block: Block, other: Token) -> bool:
    """Whether the figure right behind is what one was brought to (法定时限50个工作日，承诺时限压缩至4个工作日)."""
    following = block.tokens[other.at + 1 : other.at + 2]
    same = bool(following) and following[0].measure == other.measure and following[0].part == other.part
    if not same or following[0].rank > BOTH or "其中" in following[0].lead:
        return False
    match = _BROUGHT_TO.search(following[0].lead)
    return match is not None and (match["up"] is not None) == (following[0].amount > other.amount)


def _exceeds(block: Block, other: Token, token: Token) -> bool:
    """Whether a figure is itself how much was spent beyond a plan (超出计划43.2万元，超支9%), and no bound."""
    return OVER.search(other.lead) is not None and block.rank_between(other, token) > 0


def _undated(block: Block, base: Token) -> bool:
    """Whether the figure right before one of another year goes without a year: it is of this one."""
    before = [one for one in block.before(base) if not is_change(one)]
    return len(before) == 1 and before[0].at + 1 == base.at and not _A_YEAR.search(before[0].lead)


def _from_to(block: Block, token: Token, measure: str | None) -> list[tuple[Token, float]]:
    """Where a change started that is told before it (减少215.6万元，下降7.42%，由2021年的2905.7万元降至2690.1万元)."""
    following = [
        one for one in block.after(token, same=False) if not one.is_rate and (measure is None or like(one, measure))
    ]
    if len(following) < BOTH or following[0].at + 1 != following[1].at:
        return []
    start, end = following[:BOTH]
    if not _AT_ONCE.match(start.lead):
        return []  # 下降18.05%，接待批次由62批减少到51批: something else went down as well
    return [(start, 0.9)] if _FROM.search(start.lead) and TO.search(end.lead) and end.rank <= _LISTED else []


def _is_compared(token: Token) -> bool:
    """Whether words of comparison stand before a figure, or around it (与县级预算200万元相比)."""
    if _COMPARED.search(token.lead):
        return True
    return _WITH.search(token.lead) is not None and _COMPARED_BEHIND.match(token.tail) is not None


def compared_with(block: Block, token: Token) -> bool:
    """Whether a figure is what the next one is measured from, without a mark (比上年的新增2,650人多530人)."""
    following = block.tokens[token.at + 1 : token.at + 2]
    return (
        bool(following)
        and following[0].rank == 0
        and _COMPARED_AT.match(token.lead) is not None
        and re.fullmatch(rf"\s*(?:{UP}|{DOWN})了?", following[0].lead) is not None
    )


def _base_behind(token: Token, name: str, *, dated: bool) -> bool:
    """Whether a figure behind a change is what it started from: by its year, as last year's, or by name.

    What is itself a change (较上年支出数减少0.71万元) names what that one is measured from.
    """
    if is_change(token) or _BECAUSE.search(token.lead):
        return False
    if not dated and _DATED.match(token.lead):
        return True
    return LAST_YEAR.search(token.lead) is not None or (bool(name) and _named(name, token))


def _of_another_year(name: str, token: Token) -> bool:
    """Whether a comparison names a year (较2022年提高), and it is not that of the figure."""
    year = _A_YEAR.search(name)
    return year is not None and int(year[0]) != token.mention.year


def _named(name: str, token: Token) -> bool:
    """Whether a figure goes by the name that a comparison gives its base, or by its year."""
    if name.strip() in ("", "上年", "去年", "年"):
        return False
    if _LAST.search(name) and not LAST_YEAR.search(token.lead):
        # 比上年预算增加: a figure that is called 预算 and nothing of last year is what was compared, not the base.
        return False
    core = compiled(r"数$|的|上年|去年|年度?").sub("", name)
    return len(core) > 1 and core in _KIND_OF_MONEY.sub("", token.lead)


def _of_something_else(block: Block, token: Token, base: Token) -> bool:
    """Whether what changed has a name that the sentence of a figure does not speak of.

    年初预算374万元。机关运行经费支出297万元，比年初预算减少33万元: its budget is told elsewhere.
    """
    before = block.before(token)
    return bool(before) and strange(block, before[0], base)


def _begins_late(block: Block, base: Token, token: Token) -> bool:
    """Whether another clause has begun since a base was named, so that the change is measured from something else."""
    between = block.blotted[base.end : token.start]
    return compiled(r"[，；][^，；]{0,12}(?:比|较|同比)").search(between) is not None


def like(token: Token, measure: str) -> bool:
    """Whether a figure is of a measure; percentages are what percentage points are counted of."""
    return token.measure == measure or (measure == "百分点" and token.measure == "%")
