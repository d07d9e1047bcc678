"""The figures before a total that it may sum up, over sentences and items, and how many were left out of them."""

from typing import Final

from msgspec import Struct

from formaudit.forms.narrative.readings.cues import PER, TOTAL, selects, side, step
from formaudit.forms.narrative.readings.lists import ITEM, is_item
from formaudit.forms.narrative.readings.prices import AVERAGE
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.total_words import goes_on, in_row, together
from formaudit.patterns import compiled, late

__all__ = ["AVAILABLE", "OF_ALL", "SCALE", "SUMMED", "Gathered", "gathered"]

_ABOVE: Final = late(r"\s*(?:以上|上述|前述|综上)")
SUMMED: Final = compiled(r"(?P<word>合计|共计|总计|累计|共)(?P<noun>[^，。；¤]{0,8})$")
_NOUNS: Final = 10
_FINAL: Final = late(r"总|综合|最终|最后|合计|共计")
_COUNTED: Final = late(r"[一二三四五六七八九十两各]+(?:[批期次笔年项类家]|个)")
_FIRST_ITEM: Final = late(r"\s*(?:[(（][一1][)）]|一是|一、|1[.、．)）](?![0-9])|①|第一[批期笔次类阶季]|首[批期])")
_NUMBER_OF: Final = compiled(r"总数|总量|总任务|共有")
SCALE: Final = compiled(r"^[^，。；¤]{0,8}总规模(?:达到?|为|约)*\s*$")
OF_ALL: Final = compiled(
    r"\s*(?:以上|上述|前述)[一二三四五六七八九十两0-9¤]*[项类个批笔]?[^，。；¤]{0,6}总(?:投资|支出|费用|金额|价|投入|造价)(?:为|达|约)?\s*$"
)
_CARRIED: Final = late(r"(?:年初|期初|上年)(?!末)[^，。；¤]{0,6}结[转余][^，。；¤]{0,4}$")
AVAILABLE: Final = compiled(
    r"^[\s)）”]*(?:20\d\d年度?)?(?:全年|本年度?|当年|年度|实际|总|累计)*可(?:供)?(?:用|使用|支配|安排)的?(?:资金|财力|经费|指标|金额)"
    r"(?:总额|总量|合计|共计|共|为|达|约)*\s*$"
)


class Gathered(Struct, frozen=True):
    """The figures before a total in their order, and how many between them speak of another step."""

    run: list[Token]
    left_out: int


def gathered(block: Block, whole: Token) -> Gathered:
    """The figures before a total, as far back as its list goes."""
    alike = len({step(one) for one in block.before(whole)}) == 1  # 甲结余3万元；乙结余4万元，共计7万元
    run: list[Token] = []
    boxed: list[Token] = []
    left_out = 0
    sentence = whole.sentence
    for token in reversed(block.recent(whole)):
        if token.sentence < sentence:
            if run and _begins(block, run[-1]):
                break
            if not _joined(block, token, whole, run) or token.sentence < sentence - 1:
                break
            sentence = token.sentence
        if (
            selects(token)
            or token.measure != whole.measure
            or token.is_price
            or PER.search(token.lead)
            or AVERAGE.search(token.lead)
        ):
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
        if _beside(block, token, whole, run):
            continue
        if _of_other_step(token, whole) and not alike:
            left_out += 1
            continue
        run.append(token)
    if not run and len(boxed) > 1 and block.text[boxed[0].end : whole.start].lstrip()[:1] in ")）":
        run = [one for one in boxed if one.sentence == whole.sentence]  # 项目支出（含…、…）共计52万元
    return Gathered(run[::-1], left_out)


def _joined(block: Block, token: Token, whole: Token, run: list[Token]) -> bool:
    """Whether a total reaches back over the end of a sentence to a figure: by items, by its words, or part by part."""
    text = block.blotted[token.end : (run[-1].start if run else whole.start)]
    named = (
        OF_ALL.match(whole.clause),
        SCALE.search(whole.lead),
        _ABOVE.match(whole.clause),
        TOTAL.search(whole.lead),
    )
    summed = any(named) or (whole.measure == "分" and _FINAL.search(whole.lead) is not None)
    joined_all = SUMMED.search(whole.lead) is not None and not block.before(whole) and together(block, whole)
    priced = any(one.is_price for one in block.before(whole, same=False))
    above = not run and (summed or joined_all) and not block.before(whole) and not priced
    listed = ITEM.search(text) is not None or (bool(run) and is_item(block, run[-1]))
    return listed or above or goes_on(whole, token, run)


def _beside(block: Block, token: Token, whole: Token, run: list[Token]) -> bool:
    """Whether a figure is another total, or counts other things than its total does."""
    if not run and SUMMED.search(token.lead) and {side(token.lead), side(whole.lead)} == {"came", "done"}:
        return True  # 两级资金合计到位1300万元，合计支出1199.7万元: another total, and no part of this one
    noun = whole.tail[:2] if whole.tail[:2] != "单位" else ""  # 4个部门和3个乡镇，共7个单位
    other = bool(noun and token.tail[:2]) and token.tail[:2] != noun and token.measure == "个"
    return other and token.tail[:2] not in block.text[whole.end :][:_NOUNS]  # 4个社区和3个村，合计7个村（社区）


def _of_other_step(token: Token, whole: Token) -> bool:
    """Whether a figure speaks of a step that its total does not speak of: a change, last year, what is left."""
    available = AVAILABLE.search(whole.lead) is not None
    carried = (available or "总计" in whole.lead) and step(token) in (
        "left",
        "carried",
        *(("earlier",) if available else ()),
    )
    to_do = step(token) == "left" and whole.measure != "money" and _NUMBER_OF.search(whole.lead) is not None
    other = step(token) in ("change", "earlier", "left") and step(token) != step(whole)
    return other and not (carried or to_do)


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
