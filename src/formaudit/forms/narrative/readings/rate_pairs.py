"""Which amounts a rate may be of: what was done and what was to be done, with how sure the words are of each pair."""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from formaudit.forms.narrative.readings.cues import ACHIEVED, TARGETED
from formaudit.forms.narrative.readings.ratios import abbreviates, alike, other_named, shared
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["COMPLETED", "PLANNED", "fits", "pairs_of"]

COMPLETED: Final = compiled(
    r"(?:完成|占|达到?|执行|为|是|仅为)(?P<goal>[^，。；¤]{0,16}(?:预算|任务|目标|计划|指标|应付|合同)[^，。；¤]{0,6})的\s*$"
)
"""The goal that a rate names as its whole (完成年初预算的75%)."""
PLANNED: Final = compiled(r"应(?!急|对)|计划|任务|目标|核定")
"""Words for what was to be done."""
_NEAR: Final = 2
_ANOTHER: Final = 0.8
_OF_MORE: Final = 0.3
_COLON: Final = compiled(r"[:：]")
_ASKED: Final = late(
    r"应|计划|任务|目标|共|参|培训|受训|受检|送检|体检|报考|申报|发放|抽|检|监测|抽样|登记|受理|收回|收到|调查"
)
_QUALITY: Final = compiled(r"满意|合格|优良|达标|知晓|及时|准确|覆盖|有效")
_JUDGED: Final = compiled(r"满意|知晓|合格|达标|优良")
_HANDED_IN: Final = compiled(r"回收|收回|收到|发放|调查|抽[查检样]|接通|回访|有效(?:问卷|样本)?\s*$")
_UNDONE: Final = compiled(
    r"逾期|超期|超时|在办|在建|基本(?=完成)|正在|剩余|结余|结转|余款|节约|节省|节余|未|尚|还有|待|不合格|不满意|不达标|部分"
)
_PROGRESS: Final = late(
    r"完成|执行|支[付出]|使用|拨付|到位|兑付|发放|实施|达成|实现|进度|任务|计划|预算|目标|[开完竣]工|建成|覆盖|参|达标|控制|落实|指标|偏|差|超|节|变动|调整|增|减"
)
"""What is told of a plan: other rates are of those that were done."""
_ADJUSTED: Final = compiled(r"调减|调增|追加|核减|压减")
_BATCH: Final = compiled(r"第[一二三四五六七八九十\d]批|首批|其中")
_GOAL: Final = compiled(r"目标|任务|计划(?!内)|控制[数额]")
_GOALS: Final = late(r"任务|目标|计划|指标")
_ARRIVED: Final = late(r"到位")
_OF_MONEY: Final = compiled(r"资金|支出|支付|预算|拨付|经费|投资")
_SPENT: Final = late(r"完成|支出|支付|使用|拨付")
"""What was done with money is not what should have come: 完成投资154亿元，资本金到位86亿元，到位率75%."""
_REALLY: Final = compiled(r"实(?P<did>[\u4e00-\u9fff])\s*$")
"""应到120人，实到113人，到岗率: the verb of a rate."""
_APPLIED: Final = late(r"申请|申报|受理|报名|送检|送审")
_PHYSICAL: Final = compiled(r"(?:总体|整体|项目)进度|形象进度|工程进度|施工进度|建设进度")


class _Asked(Struct, frozen=True, kw_only=True):
    """A rate whose two amounts are sought among a ``pool`` of amounts, and what its words say of them."""

    block: Block
    pool: list[Token]
    rate: Token
    stem: str
    goal: str
    wholes: Mapping[int, Token]


def pairs_of(
    block: Block, pool: list[Token], rate: Token, stem: str, goal: str, wholes: Mapping[int, Token]
) -> Iterator[tuple[Token, Token, float]]:
    """What was done and what was to be done, among the amounts before a rate, and how likely either way round is."""
    asked = _Asked(block=block, pool=pool, rate=rate, stem=stem, goal=goal, wholes=wholes)
    for at, second in enumerate(pool):
        for first in pool[:at]:
            if not alike(first, second):
                continue
            later = [one for one in pool[at + 1 :] if one.measure == second.measure and not _UNDONE.search(one.lead)]
            yield second, first, _in_order(asked, first, second, later)
            yield first, second, _turned(asked, first, second, later)


def _in_order(asked: _Asked, first: Token, second: Token, later: list[Token]) -> float:
    """How likely a rate is the second of two amounts by the first: what was done stands behind what was to be done."""
    stem = asked.stem
    strength = 0.5 + (0.15 if not later else -0.1)
    strength += (
        _by_place(asked, first, second, later) + _by_words(asked, first, second) + _by_quality(asked, first, second)
    )
    if stem and not asked.goal and _of_what_passed(stem, first, second):
        strength -= 0.5
    if _some_of(first, second, asked.rate, stem):
        strength = max(strength, 0.7)  # 保洁面积386万平方米，其中机械化作业298万平方米，机扫率77.2%
    if stem and "其中" in second.lead and stem in first.lead and not TARGETED.search(first.lead):
        strength = min(strength, _OF_MORE)  # 绿地面积860公顷，其中公园绿地312公顷，绿地率38.6%: of the whole town
    batch = _BATCH.search(second.lead)
    if batch is not None and first.sentence != second.sentence and batch[0] not in first.lead:
        strength -= 0.3  # 累计到位66185万元。…第一批资金已支出21185.83万元
    return min(strength, 0.95)


def _by_place(asked: _Asked, first: Token, second: Token, later: list[Token]) -> float:
    """What the order of the two amounts, and what stands between them and the rate, says for them."""
    block, rate = asked.block, asked.rate
    strength = -0.2 if rate.part - second.part else 0.0
    strength -= 0.2 if _COLON.search(block.between(second, rate)) else 0
    between = [one for one in asked.pool if second.at >= one.at > first.at and alike(one, first)]
    # Kinds of people stand between all and those who passed: 40名，其中…；合格38名，合格率95%.
    counted = second.measure != "money"
    parts = {one.at for one in between if counted and one is not second and asked.wholes.get(one.at) is first}
    distance = sum(one.at not in parts for one in between) + len(later)
    strength += 0.1 if distance <= 1 else -0.1
    strength -= 0.3 if any(_ADJUSTED.search(one.lead) for one in block.tokens[first.at + 1 : second.at]) else 0
    return strength - (0.2 if rate.at - second.at > _NEAR else 0)


def _by_words(asked: _Asked, first: Token, second: Token) -> float:
    """What the words before the two amounts and before the rate say for them."""
    stem, goal, rate = asked.stem, asked.goal, asked.rate
    named = bool(stem) and (shared(stem, second.lead) or abbreviates(stem, second.lead))
    named = named or ((real := _REALLY.search(second.lead)) is not None and real["did"] in stem)
    achieved = ACHIEVED.search(second.lead) is not None
    strength = 0.0 if goal or achieved or named else -0.15
    strength += 0.1 if achieved else 0
    strength += 0.1 if TARGETED.search(first.lead) else -0.1 if ACHIEVED.search(first.lead) else 0
    strength += 0.1 if named else 0
    strength += 0.15 if "调整" in stem and "调整" in second.lead and "年初" in first.lead else 0
    strength -= 0.3 if _UNDONE.search(second.lead) and not _UNDONE.search(rate.lead) else 0
    strength -= 0.4 if first.amount < second.amount and "其中" in second.lead else 0
    strength -= 0.5 if "得分" in stem and second.measure != "分" else 0
    goal_last = _GOAL.search(second.lead) is not None and not TARGETED.search(first.lead)
    strength -= 0.3 if goal_last and not achieved else 0
    strength -= 0.4 if _unlike(asked, second) else 0
    strength -= 0.3 if _PHYSICAL.search(rate.lead) else 0
    strength -= 0.4 if "到位" in stem and _SPENT.search(first.lead) and not PLANNED.search(first.lead) else 0
    if goal:
        strength += 0.1 if fits(goal, first) else -0.25
        strength -= _ANOTHER if other_named(asked.goal, first, asked.pool) else 0
        strength -= 0.4 if _reached_itself(asked.block, first) else 0
    return strength


def _by_quality(asked: _Asked, first: Token, second: Token) -> float:
    """What a rate of those that are good, or content, asks of its amounts."""
    stem, strength = asked.stem, 0.0
    quality = _QUALITY.search(stem)
    if quality is not None and not _ASKED.search(first.lead):
        strength -= 0.2
    if quality is not None and not (shared(stem, second.lead) and _judged_so(quality[0], stem, second)):
        strength -= 0.3
    if not _JUDGED.search(stem):
        return strength
    if _HANDED_IN.search(second.lead) and not shared(stem, second.lead):
        strength -= 0.4  # 回收148份，综合满意率97.3%: how many are content is not told
    if shared(stem, second.lead) and second.at - first.at > 1:
        before = asked.block.tokens[second.at - 1]  # 问卷320份，有效310份，满意304份: of those that count
        strength -= 0.3 if alike(before, second) and _HANDED_IN.search(before.lead) else 0
    return strength


def _turned(asked: _Asked, first: Token, second: Token, later: list[Token]) -> float:
    """How likely a rate is the first of two amounts by the second: 献血1,050人，目标任务1,000人，任务完成率105%."""
    swapped = 0.3
    to_do = TARGETED.search(first.lead) is not None
    if not later and ACHIEVED.search(first.lead) and not to_do and TARGETED.search(second.lead):
        swapped = 0.8
    planned_last = PLANNED.search(second.lead) or _APPLIED.search(second.lead)
    if not later and planned_last and not PLANNED.search(first.lead) and shared(asked.stem, first.lead):
        swapped = 0.85
    if not later and _GOAL.search(second.lead) and not to_do:
        swapped = max(swapped, 0.75)
    # What is the whole of another sentence's amount stands beside that, and not beside a rate of its own.
    apart = first.sentence != second.sentence == asked.rate.sentence
    return swapped - (0.4 if _unlike(asked, second) else 0) - (0.4 if apart else 0)


def _unlike(asked: _Asked, second: Token) -> bool:
    """Whether a rate of money would be one of things."""
    money = _OF_MONEY.search(asked.stem + asked.rate.lead) is not None
    return money and second.measure != "money" and not asked.goal


def _judged_so(quality: str, stem: str, second: Token) -> bool:
    """Whether an amount is told to be of a quality, and not only of what the rate is of (培训580人，培训合格率98%)."""
    other = stem.replace(quality, "")
    return quality in second.lead + second.tail or not (len(other) >= _NEAR and shared(other, second.lead))


def _some_of(whole: Token, part: Token, rate: Token, stem: str) -> bool:
    """Whether a rate stands right behind some of what stands right before, and shares a character with its name."""
    row = whole.at + 1 == part.at == rate.at - 1 and whole.sentence == rate.sentence and part.amount <= whole.amount
    return row and "其中" in part.lead and max(part.rank, rate.rank) <= _NEAR and bool(set(stem) & set(part.lead))


def _of_what_passed(stem: str, first: Token, second: Token) -> bool:
    """Whether a rate says how many of those done came to something that is not printed.

    计划培训1200人次，实际培训1276人次，合格率98.6%: who passed is not told.
    """
    planned = _GOAL.search(first.lead) is not None and not ACHIEVED.search(first.lead)
    named = stem[-_NEAR:] in second.lead + second.tail
    return planned and not named and _PROGRESS.search(stem) is None


def _reached_itself(block: Block, token: Token) -> bool:
    """Whether an amount has such a rate of its own right behind it (完成20,348万元，为预算的55.3%): it was no plan."""
    following = block.tokens[token.at + 1 : token.at + 2]
    own = bool(following) and following[0].measure == "%" and following[0].sentence == token.sentence
    return own and (match := COMPLETED.search(following[0].lead)) is not None and match.start() <= 1


def fits(goal: str, token: Token) -> bool:
    """Whether an amount is the one that a rate names as its goal (完成年初预算的…)."""
    if "年初" in goal:
        return "年初" in token.lead
    if "全年" in goal or "调整" in goal:
        return compiled(r"全年|调整").search(token.lead) is not None
    kind = _GOALS.search(goal)
    if kind is not None and _ARRIVED.search(token.lead) and not _GOALS.search(token.lead):
        return False  # 到位资金41.3亿元，完成目标任务的165%: what came is what was done
    return TARGETED.search(token.lead) is not None
