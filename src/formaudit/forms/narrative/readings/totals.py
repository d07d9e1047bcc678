"""Totals behind their parts: A费3万元、B费4万元，合计7万元; over items, sentences and brackets."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.accounts import ADDED
from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, sum_of
from formaudit.forms.narrative.readings.cues import FULL_MARKS, TOTAL, side, step
from formaudit.forms.narrative.readings.gathered import AVAILABLE, OF_ALL, SCALE, SUMMED, gathered
from formaudit.forms.narrative.readings.lists import announces, is_item
from formaudit.forms.narrative.readings.stages import brought_over, of_one_stage, used_up
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.total_words import (
    as_many,
    by_turns,
    counted_total,
    named_total,
    namesakes,
    of_some_years,
    periods_of,
    subtotals,
    without_first,
)
from formaudit.forms.narrative.readings.weights import THINGS
from formaudit.model.statement import Standing
from formaudit.patterns import compiled, late

__all__ = ["total_candidates"]

_JOINED: Final = late(r"加上|再加|连同|另加")
_SCORED: Final = late(r"得|自评|评分")
_THIS_YEAR: Final = late(r"当年|今年|本年")
_EARLIER: Final = late(r"以前|此前|往年|历年|上一?年|20\d\d年")
_QUARTER: Final = compiled(r"(?<!前[二三两])季度")
_SO_LONG: Final = compiled(
    r"前(?:[二三两]个?季度|[一二三四五六七八九十0-9]+个?月)|[1一]\s*[-—至~]\s*[0-9一二三四五六七八九十]+月"
)
_YEAR: Final = compiled(r"\s*(?:全年|本年|年度|当年|[两三四五]年|项目总|总)")
_SHARED: Final = compiled(r"占[^，。；]*$")
_LEAST: Final = 2
_ALL: Final = Decimal(100)
_JOINTLY: Final = compiled(r"(?:共|累计|合计|总计|总共)(?!同|享|有|产|性)[^，。；¤]{0,10}$")
_ANY: Final = late(r"[共总合累计全年本当各项个资金经费县市区镇乡局]")
_MONEY_OF: Final = late(r"(?:年度|项目|共|总)[^，。；¤]{0,16}(?:资金|经费|款项|补助|补贴)(?:共|共计|合计)?$")
_ALL_OF_IT: Final = late(r"\s*(?:资金)?(?:已|均已?)?(?:全部|全额|如数)")
_BY_USE: Final = 0.68
"""How sure a figure is the total of those before it where only its use says so: sure enough for a plain slip."""
_CLOSED: Final = compiled(r"[(（][^()（）]*[)）]")
"""What brackets hold behind a figure makes up that one and is no part beside the next."""
_TWICE: Final = 4
_FULL_ROW: Final = late(r"(?:满分|分值|权重)[^，。；¤]{0,4}分别")
_SO_FAR: Final = compiled(r"\s*(?:至此|目前)[，,]?(?:共|累计|合计)?\s*")


def total_candidates(block: Block) -> Iterator[Candidate]:
    """Every figure that is said to be a total with the figures before it."""
    for token in block.tokens:
        yield from _hundred(block, token)
        if token.is_rate or token.is_price or _given(block, token) or _SHARED.search(token.clause):
            continue
        if (
            TOTAL.search(token.lead)
            or AVAILABLE.search(token.lead)
            or OF_ALL.match(token.clause)
            or (_SO_FAR.fullmatch(token.lead) and "全部" in token.tail)
            or SCALE.search(token.lead)
            or counted_total(block, token)
            or subtotals(block, token)
            or named_total(block, token)
            or as_many(block, token)
            or _all_of_it(token)
        ):
            yield from _totalled(block, token)
        elif _JOINTLY.search(token.lead):
            yield from _loosely(block, token)


def _loosely(block: Block, whole: Token) -> Iterator[Candidate]:
    """A figure of all, of which the words do not say of what: where each figure before it is of the same doing.

    已支付60.2万元，又支付16.4万元，全年共支付76.6万元; else it may only be confirmed.
    """
    question = ("total", whole.start)
    run = of_one_stage(whole, gathered(block, whole).run)
    if (brought := brought_over(block, whole)) is not None and run:
        yield from _with_brought(block, whole, brought, run)
    if len(run) < _LEAST or _cumulative(run) or _over_years(whole, run):
        return
    doing = [whole.lead[at : at + 2] for at in range(len(whole.lead) - 1)]
    doing = [words for words in doing if words.isalpha() and not _ANY.search(words)]
    kin = "累计" not in whole.lead and all(any(words in one.lead for words in doing) for one in run)
    candidate = sum_candidate(question, whole, run, 0.7 if kin else 0.5, alone=kin)
    if candidate.standing.agreed or (kin and candidate.slip):
        yield candidate


def _hundred(block: Block, token: Token) -> Iterator[Candidate]:
    """Percentages that are said to make a hundred: 一季度22.5%，二季度25.3%，三季度24.7%，四季度27.5%，合计100%."""
    if token.measure != "%" or token.amount != _ALL or not TOTAL.search(token.lead):
        return
    run = [one for one in block.before(token, same=False) if one.measure not in THINGS]
    if len(run) >= _LEAST and all(one.measure == "%" and one.mention.role != "growth" for one in run):
        yield sum_candidate(("total", token.start), token, run, 0.85)


def _all_of_it(token: Token) -> bool:
    """Whether a figure is all the money of something, and all of it used (…，2024年度补助资金3060万元全部执行到位)."""
    return (
        token.measure == "money"
        and _MONEY_OF.search(token.lead) is not None
        and _ALL_OF_IT.match(token.tail) is not None
    )


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
    if told := as_many(block, whole):
        yield sum_candidate(question, whole, told, 0.85)
        return
    found = gathered(block, whole)
    run = of_one_stage(whole, _one_side(whole, found.run))
    if run and ADDED.search(run[0].clause):
        return  # …收入1286万元。…加上上级补助4862万元，收入总计6148万元: what it is added to stands before
    apart = len(run) < len(found.run)
    if run and whole.measure == "分" and _FULL_ROW.search(run[0].lead) and all(one.rank == 1 for one in run[1:]):
        return  # 满分分别为20分、25分、30分、25分，总得分94分
    periods = periods_of(whole, run)
    if _YEAR.match(whole.lead) and 1 < len(periods) < len(run) and periods == run[-len(periods) :]:
        run = periods  # 收到资金156万元，一季度支出32.4万元，…，全年共支出152.5万元
    if _cumulative(run) or _over_years(whole, run):
        return
    outer = _outer(block, run)
    if 1 < len(outer) < len(run):
        yield sum_candidate(question, whole, outer, 0.85 - 0.15 * found.left_out)
    for size in range(2, len(run) + 1):
        held = sum_candidate(question, whole, run[-size:], 0.85, alone=False)
        if held.standing.agreed:
            yield held
    brought = brought_over(block, whole)
    if brought is not None and run:
        yield from _with_brought(block, whole, brought, run)
    if len(run) > 1 and not (apart and brought in run):
        yield from _as_told(block, whole, run, found.left_out)


def _with_brought(block: Block, whole: Token, brought: Token, run: list[Token]) -> Iterator[Candidate]:
    """What an earlier year has left with what was done this year: only some of it, unless all is said to be spent."""
    parts = [brought, *(one for one in run if one.at != brought.at)]
    told = used_up(block, whole, brought)
    candidate = sum_candidate(("total", whole.start), whole, parts, 0.85 if told else 0.5)
    if len(parts) > 1 and (told or candidate.standing is Standing.HOLDS):
        yield candidate


def _as_told(block: Block, whole: Token, run: list[Token], left_out: int) -> Iterator[Candidate]:
    """The reading that a total sums up all figures of its run, or of points those that were given."""
    question = ("total", whole.start)
    nested = not is_item(block, run[-1]) and any(
        announces(_CLOSED.sub("", block.between(one, other))) for one, other in pairwise(run)
    )
    sides = [side(one.lead) for one in run]
    mixed = min((sides.count(one) for one in {*sides} - {""}), default=0) > 1 and len({*sides} - {""}) > 1
    strength = (
        (_BY_USE if _all_of_it(whole) else 0.85) - 0.15 * left_out - (0.2 if nested else 0) - (0.2 if mixed else 0)
    )
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
    if named := by_turns(whole, SUMMED.search(whole.lead), run):
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
