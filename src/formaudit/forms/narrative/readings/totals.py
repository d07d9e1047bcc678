"""Totals behind their parts: A费3万元、B费4万元，合计7万元; over items, sentences and brackets."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, sum_of
from formaudit.forms.narrative.readings.cues import FULL_MARKS, PER, TOTAL, side, step
from formaudit.forms.narrative.readings.lists import ITEM, announces, is_item
from formaudit.forms.narrative.readings.prices import AVERAGE
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.total_words import (
    by_turns,
    counted_total,
    goes_on,
    in_row,
    named_total,
    namesakes,
    of_some_years,
    periods_of,
    subtotals,
    together,
    without_first,
)
from formaudit.forms.narrative.readings.weights import THINGS
from formaudit.patterns import compiled, late

__all__ = ["total_candidates"]

_ABOVE: Final = late(r"\s*(?:以上|上述|前述|综上)")
_JOINED: Final = late(r"加上|再加|连同|另加")
_SCORED: Final = late(r"得|自评|评分")
_SUMMED: Final = compiled(r"(?P<word>合计|共计|总计|累计|共)(?P<noun>[^，。；¤]{0,8})$")
_THIS_YEAR: Final = late(r"当年|今年|本年")
_EARLIER: Final = late(r"以前|此前|往年|历年|上一?年|20\d\d年")
_FINAL: Final = late(r"总|综合|最终|最后|合计|共计")
_QUARTER: Final = compiled(r"(?<!前[二三两])季度")
_SO_LONG: Final = compiled(
    r"前(?:[二三两]个?季度|[一二三四五六七八九十0-9]+个?月)|[1一]\s*[-—至~]\s*[0-9一二三四五六七八九十]+月"
)
_YEAR: Final = compiled(r"\s*(?:全年|本年|年度|当年|[两三四五]年|项目总|总)")
_COUNTED: Final = late(r"[一二三四五六七八九十两各]+(?:[批期次笔年项类家]|个)")
_FIRST_ITEM: Final = late(r"\s*(?:[(（][一1][)）]|一是|一、|1[.、．)）](?![0-9])|①|第一[批期笔次类阶季]|首[批期])")
_SHARED: Final = compiled(r"占[^，。；]*$")
_NUMBER_OF: Final = compiled(r"总数|总量|总任务|共有")
_LEAST: Final = 2
_ALL: Final = Decimal(100)
_SCALE: Final = compiled(r"^[^，。；¤]{0,8}总规模(?:达到?|为|约)*\s*$")
_OF_ALL: Final = compiled(
    r"\s*(?:以上|上述|前述)[一二三四五六七八九十两0-9¤]*[项类个批笔]?[^，。；¤]{0,6}总(?:投资|支出|费用|金额|价|投入|造价)(?:为|达|约)?\s*$"
)
_TWICE: Final = 4
_FULL_ROW: Final = late(r"(?:满分|分值|权重)[^，。；¤]{0,4}分别")
_CARRIED: Final = late(r"(?:年初|期初|上年)(?!末)[^，。；¤]{0,6}结[转余][^，。；¤]{0,4}$")
_SO_FAR: Final = compiled(r"\s*(?:至此|目前)[，,]?(?:共|累计|合计)?\s*")
_AVAILABLE: Final = compiled(
    r"^[\s)）”]*(?:20\d\d年度?)?(?:全年|本年度?|当年|年度|实际|总|累计)*可(?:供)?(?:用|使用|支配|安排)的?(?:资金|财力|经费|指标|金额)"
    r"(?:总额|总量|合计|共计|共|为|达|约)*\s*$"
)


def total_candidates(block: Block) -> Iterator[Candidate]:
    """Every figure that is said to be a total with the figures before it."""
    for token in block.tokens:
        yield from _hundred(block, token)
        if token.is_rate or token.is_price or _given(block, token) or _SHARED.search(token.clause):
            continue
        if (
            TOTAL.search(token.lead)
            or _AVAILABLE.search(token.lead)
            or _OF_ALL.match(token.clause)
            or (_SO_FAR.fullmatch(token.lead) and "全部" in token.tail)
            or _SCALE.search(token.lead)
            or counted_total(block, token)
            or subtotals(block, token)
            or named_total(block, token)
        ):
            yield from _totalled(block, token)


def _hundred(block: Block, token: Token) -> Iterator[Candidate]:
    """Percentages that are said to make a hundred: 一季度22.5%，二季度25.3%，三季度24.7%，四季度27.5%，合计100%."""
    if token.measure != "%" or token.amount != _ALL or not TOTAL.search(token.lead):
        return
    run = [one for one in block.before(token, same=False) if one.measure not in THINGS]
    if len(run) >= _LEAST and all(one.measure == "%" and one.mention.role != "growth" for one in run):
        yield sum_candidate(("total", token.start), token, run, 0.85)


def _given(block: Block, token: Token) -> bool:
    """Whether a figure is what the rate right before it comes to (占比45%，计203.53万元)."""
    return token.lead.strip("，, ") == "计" and token.at > 0 and block.tokens[token.at - 1].is_rate


def _totalled(block: Block, whole: Token) -> Iterator[Candidate]:
    """A total behind its parts."""
    question = ("total", whole.start)
    if same := namesakes(block, whole):
        if len(same) > 1:
            yield sum_candidate(question, whole, same, 0.85)
        return
    if below := subtotals(block, whole):
        yield sum_candidate(question, whole, below, 0.85)
        return
    noun = whole.tail[:2]
    alike = len({step(one) for one in block.before(whole)}) == 1  # 甲结余3万元；乙结余4万元，共计7万元
    run: list[Token] = []
    boxed: list[Token] = []
    left_out = 0
    available = _AVAILABLE.search(whole.lead) is not None
    sentence = whole.sentence
    for token in reversed(block.recent(whole)):
        if token.sentence < sentence:
            text = block.blotted[token.end : (run[-1].start if run else whole.start)]
            named = (
                _OF_ALL.match(whole.clause),
                _SCALE.search(whole.lead),
                _ABOVE.match(whole.clause),
                TOTAL.search(whole.lead),
            )
            summed = any(named) or (whole.measure == "分" and _FINAL.search(whole.lead) is not None)
            joined_all = _SUMMED.search(whole.lead) is not None and not block.before(whole) and together(block, whole)
            priced = any(one.is_price for one in block.before(whole, same=False))
            above = not run and (summed or joined_all) and not block.before(whole) and not priced
            joined = ITEM.search(text) or (run and is_item(block, run[-1])) or above or goes_on(whole, token, run)
            if run and _begins(block, run[-1]):
                break
            if not joined or token.sentence < sentence - 1:
                break
            sentence = token.sentence
        if token.measure != whole.measure or token.is_price or PER.search(token.lead) or AVERAGE.search(token.lead):
            continue
        if token.depth > whole.depth:
            boxed.append(token)
            continue
        if "总计" in whole.lead and "合计" in token.lead and sentence == token.sentence == whole.sentence:
            run.append(token)  # 本年支出合计511万元，年末结转13万元，支出总计524万元
            run += _brought(block, whole, token)
            break
        if TOTAL.search(token.lead) and not (_COUNTED.match(whole.lead.lstrip()) and in_row(block, token)):
            break
        if not run and _SUMMED.search(token.lead) and {side(token.lead), side(whole.lead)} == {"came", "done"}:
            continue  # 两级资金合计到位1300万元，合计支出1199.7万元: another total, and no part of this one
        if noun and token.tail[:2] and token.tail[:2] != noun and token.measure == "个":
            continue
        carried = (available or "总计" in whole.lead) and step(token) in (
            "left",
            "carried",
            *(("earlier",) if available else ()),
        )
        to_do = step(token) == "left" and whole.measure != "money" and _NUMBER_OF.search(whole.lead) is not None
        if (
            step(token) in ("change", "earlier", "left")
            and step(token) != step(whole)
            and not (carried or to_do or alike)
        ):
            left_out += 1
            continue
        run.append(token)
    if not run and len(boxed) > 1 and block.text[boxed[0].end : whole.start].lstrip()[:1] in ")）":
        run = [one for one in boxed if one.sentence == whole.sentence]  # 项目支出（含…、…）共计52万元
    run.reverse()
    run = _one_side(whole, run)
    if run and whole.measure == "分" and _FULL_ROW.search(run[0].lead) and all(one.rank == 1 for one in run[1:]):
        return  # 满分分别为20分、25分、30分、25分，总得分94分
    periods = periods_of(whole, run)
    if _YEAR.match(whole.lead) and 1 < len(periods) < len(run) and periods == run[-len(periods) :]:
        run = periods  # 收到资金156万元，一季度支出32.4万元，…，全年共支出152.5万元
    if _cumulative(run) or _over_years(whole, run):
        return
    outer = _outer(block, run)
    if 1 < len(outer) < len(run):
        yield sum_candidate(question, whole, outer, 0.85 - 0.15 * left_out)
    for size in range(2, len(run) + 1):
        held = sum_candidate(question, whole, run[-size:], 0.85, alone=False)
        if held.standing.agreed:
            yield held
    if len(run) > 1:
        nested = not (run and is_item(block, run[-1])) and any(
            announces(block.between(one, other)) for one, other in pairwise(run)
        )
        sides = [side(one.lead) for one in run]
        mixed = min((sides.count(one) for one in {*sides} - {""}), default=0) > 1 and len({*sides} - {""}) > 1
        strength = 0.85 - 0.15 * left_out - (0.2 if nested else 0) - (0.2 if mixed else 0)
        scored = [one for one in run if _SCORED.search(one.lead)] if whole.measure == "分" else []
        if 1 < len(scored) < len(run) and not _JOINED.search(run[-1].lead):
            strength -= 0.3
            marks = [one for one in run if one not in scored]
            yield sum_candidate(
                question, whole, scored, 0.85 if all(FULL_MARKS.search(one.lead) for one in marks) else 0.75
            )
        other_unit = all(part.mention.quantity.unit != whole.mention.quantity.unit for part in run)
        if other_unit and whole.sentence != run[-1].sentence:
            strength -= 0.2  # 教育支出100万元…。面积5600平方米，合计1680000元: the total of something else
        # Of a project's years not all may be told; yet those told are never more than the whole.
        closed = not of_some_years(whole, run) or sum_of(run) > whole.amount
        yield sum_candidate(question, whole, run, strength, alone=not without_first(run), closed=closed)


def _brought(block: Block, whole: Token, year: Token) -> list[Token]:
    """What was carried over, before the income of the year (年初结转和结余3.2万元，本年收入合计…，收入总计…)."""
    if "收入" not in whole.lead or "收入" not in year.lead:
        return []
    return [one for one in reversed(block.before(year)) if _CARRIED.search(one.lead) and one.depth == year.depth]


def _begins(block: Block, token: Token) -> bool:
    """Whether a figure stands in the first of numbered items: what stands before them is none of them."""
    begin = max(block.text.rfind(mark, 0, token.start) for mark in "。；：:\n")
    match = _FIRST_ITEM.match(block.text, max(begin + 1, 0), token.start)
    return match is not None and match.end() <= token.start


def _cumulative(run: list[Token]) -> bool:
    """Whether figures of a year hold one another: 第一季度6.4亿元；上半年14.2亿元；前三季度22.8亿元."""
    quarters = sum(_QUARTER.search(one.lead) is not None for one in run)
    return any(_SO_LONG.search(one.lead) for one in run) or (quarters > 0 and any("半年" in one.lead for one in run))


def _over_years(whole: Token, run: list[Token]) -> bool:
    """Whether a total holds years that are not told: 建档立卡420户，当年脱贫38户，累计脱贫418户."""
    now = any(_THIS_YEAR.search(one.lead) for one in run)
    told = any(step(one) == "earlier" or _EARLIER.search(one.lead) for one in run)
    return "累计" in whole.lead and now and not told and not _THIS_YEAR.search(whole.lead)


def _one_side(whole: Token, run: list[Token]) -> list[Token]:
    """Where each item has its budget and its spending (甲预算30万元，支出28万元；…), those that the total speaks of."""
    if named := by_turns(whole, _SUMMED.search(whole.lead), run):
        return named
    sides = [side(one.lead) for one in run]
    own = side(whole.lead)
    others = [one for one in sides if one and one != own]
    turns = "".join("x" if what == own else "-" for what in sides).strip("-")
    marks = [what == own for what in sides]
    by_two = len(run) >= _TWICE and all(one is not other for one, other in pairwise(marks))
    if own and ((min(sides.count(own), len(others)) > 1 and "-" in turns) or by_two):
        named = [one for one, what in zip(run, sides, strict=True) if what == own]
        loose = [one for one, what in zip(run, sides, strict=True) if what in (own, "")]
        # 甲预算30万元，支出28万元；乙预算20万元，支出19万元；机关12万元；支出合计59万元
        return min((named, loose), key=lambda each: abs(sum_of(each) - whole.amount))
    return run


def _outer(block: Block, run: list[Token]) -> list[Token]:
    """The figures of a run without those that make up the one before them."""
    found: list[Token] = []
    at = 0
    while at < len(run):
        found.append(run[at])
        opened = at + 1 < len(run) and announces(block.between(run[at], run[at + 1]))
        sizes = range(2, len(run) - at) if opened else ()
        inner = next((size for size in sizes if sum_of(run[at + 1 : at + 1 + size]) == run[at].amount), 0)
        at += 1 + inner
    return found
