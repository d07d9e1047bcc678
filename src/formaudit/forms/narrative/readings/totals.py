"""Totals behind their parts: A费3万元、B费4万元，合计7万元; over items, sentences and brackets."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, sum_of
from formaudit.forms.narrative.readings.cues import FULL_MARKS, PER, TOTAL, side, step
from formaudit.forms.narrative.readings.lists import ITEM, announces, is_item, is_mark
from formaudit.forms.narrative.readings.prices import AVERAGE
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import THINGS
from formaudit.patterns import late

__all__ = ["total_candidates"]

_ABOVE: Final = late(r"\s*(?:以上|上述|前述|综上)")
_JOINED: Final = late(r"加上|再加|连同|另加")
_JOINTLY: Final = re.compile(r"(?:共|合计|总计|总共)[^，。；¤]{0,10}$")
_SCORED: Final = late(r"得|自评|评分")
_SUMMED: Final = re.compile(r"(?P<word>合计|共计|总计|累计|共)(?P<noun>[^，。；¤]{0,8})$")
_FINAL: Final = late(r"总|综合|最终|最后|合计|共计")
_PERIOD: Final = re.compile(r"季度|上半年|下半年|(?:[0-9一二三四五六七八九十]|¤)[月年]")
_QUARTER: Final = re.compile(r"(?<!前[二三两])季度")
_SO_LONG: Final = re.compile(
    r"前(?:[二三两]个?季度|[一二三四五六七八九十0-9]+个?月)|[1一]\s*[-—至~]\s*[0-9一二三四五六七八九十]+月"
)
_YEAR: Final = re.compile(r"\s*(?:全年|本年|年度|当年|[两三四五]年|项目总|总)")
_SPAN: Final = re.compile(
    r"(?:[一二三四五六]、)*[一二三四五六][期批](?:工程|项目|资金)?|[一二三四五六七八九十两]+[批期次笔年项类家]|[一二三四五六七八九十两]+个(?:乡镇|街道|村|社区|县|区|部门|单位|科室|项目)|全(?:[省市县区镇乡局校院]|系统)|城乡(?:低保|居民|困难群众)?|[两三四五]级(?:资金)?|全年|本年度?|当年|年度|两年|三年|总|以上|上述"
)
_COUNTED: Final = late(r"[一二三四五六七八九十两各]+(?:[批期次笔年项类家]|个)")
_FIRST_ITEM: Final = late(r"\s*(?:[(（][一1][)）]|一是|一、|1[.、．)）](?![0-9])|①|第一[批期笔次类阶季]|首[批期])")
_SHARED: Final = re.compile(r"占[^，。；]*$")
_ORDINAL: Final = re.compile(r"(?:第[一二三四五六七八九十]+|首)[期批次轮季笔类阶标]|[一二三四五六七八九]是")
_INVESTED: Final = re.compile(r"[，,\s]*(?:项目)?(?:总投资|投资总额|总规模|资金总额|总资金)(?:为|达|约)?\s*")
_SOURCE: Final = re.compile(r"中央|省|市级|县级|区级|地方|配套|自筹|专项债|贷款|社会资本|社会捐|捐赠|帮扶|上级|本级")
_NUMBER_OF: Final = re.compile(r"总数|总量|总任务|共有")
_FINAL_SUM: Final = re.compile(r"合计|总计|共计")
_HEAD: Final = re.compile(r"[\u4e00-\u9fff]{2}$")
_SHORT: Final = 4
_LEAST: Final = 2
_ALL: Final = Decimal(100)
_WHOLE_NAME: Final = re.compile(r"\s*[^，。；、¤]{2,8}(?:合计|总计|共计|总额|总量|总数|总规模)(?:为|达|约)?\s*")
_RAISED: Final = re.compile(
    r"\s*(?:合计|共计|总计|总共)(?:筹集|筹措|投入|争取|落实|募集|使用|需要?)(?:各类|各级|财政|专项|项目)*(?:资金|经费)?(?:为|达|约)?\s*"
)
_GATHERED: Final = late(r"\s*共(?:筹集|筹措|募集|争取)(?:各类|各级|财政|专项|项目)*(?:资金|经费)?(?:为|达|约)?\s*$")
_SUMMED_NAME: Final = re.compile(r"总(?P<noun>[^，。；¤为达约]{1,4})(?:为|达|约)?\s*$")
_SCALE: Final = re.compile(r"^[^，。；¤]{0,8}总规模(?:达到?|为|约)*\s*$")
_OF_ALL: Final = re.compile(
    r"\s*(?:以上|上述|前述)[一二三四五六七八九十两0-9¤]*[项类个批笔]?[^，。；¤]{0,6}总(?:投资|支出|费用|金额|价|投入|造价)(?:为|达|约)?\s*$"
)
_SO_FAR: Final = re.compile(r"\s*(?:至此|目前)[，,]?(?:共|累计|合计)?\s*")
_AVAILABLE: Final = re.compile(
    r"^[\s)）”]*(?:20\d\d年度?)?(?:全年|本年度?|当年|年度|实际|总|累计)*可(?:供)?(?:用|使用|支配|安排)的?(?:资金|财力|经费|指标|金额)"
    r"(?:总额|总量|合计|共计|共|为|达|约)*\s*$"
)
_VERB: Final = late(r"安排|投入|下达|筹集|支付|支出|拨付|使用|结余|到位|发放|完成")


def total_candidates(block: Block) -> Iterator[Candidate]:
    """Every figure that is said to be a total with the figures before it."""
    for token in block.tokens:
        if token.is_rate or token.is_price or _given(block, token) or _SHARED.search(token.clause):
            continue
        if (
            TOTAL.search(token.lead)
            or _AVAILABLE.search(token.lead)
            or _OF_ALL.match(token.clause)
            or (_SO_FAR.fullmatch(token.lead) and "全部" in token.tail)
            or _SCALE.search(token.lead)
            or _counted_total(block, token)
            or _subtotals(block, token)
            or _named_total(block, token)
        ):
            yield from _totalled(block, token)


def _given(block: Block, token: Token) -> bool:
    """Whether a figure is what the rate right before it comes to (占比45%，计203.53万元)."""
    return token.lead.strip("，, ") == "计" and token.at > 0 and block.tokens[token.at - 1].is_rate


def _counted_total(block: Block, token: Token) -> bool:
    """Whether a figure is said to be that of so many things, as many as figures of its measure stand before it."""
    if not _JOINTLY.search(token.lead) or not token.at:
        return False
    number = block.tokens[token.at - 1]
    before = [one for one in block.before(token) if one.at < number.at]
    return number.measure in THINGS and number.sentence == token.sentence and number.amount == len(before) > 1


def _subtotals(block: Block, token: Token) -> list[Token]:
    """The totals that a total of so many things sums up (甲…，合计23.4万元；乙…，合计4.23万元，两项共计27.63万元)."""
    number = block.tokens[token.at - 1] if token.at and _SUMMED.search(token.lead) else None
    if number is None or number.measure not in THINGS or number.sentence != token.sentence:
        return []
    found = [
        one
        for one in block.recent(token)
        if token.sentence - one.sentence <= 1
        and one.at < number.at
        and one.measure == token.measure
        and one.depth == token.depth
        and (TOTAL.search(one.lead) or _SUMMED.search(one.lead))
    ]
    return found if len(found) == number.amount > 1 else []


def _named_total(block: Block, token: Token) -> bool:
    """Whether a figure is the total of figures by whose name it goes (行政编制…、事业编制…，共核定编制…)."""
    match = _SUMMED.search(token.lead)
    if _also(block, token):
        return True
    before = [one for one in block.recent(token) if one.measure == token.measure and token.sentence - one.sentence <= 1]
    if token.measure == "分" and len(before) > 1 and (match or _FINAL.search(token.lead)):
        return (
            sum(_SCORED.search(one.lead) is not None for one in before) > 1
            or match is not None
            or "总" in token.lead
            or _points_in_row(block, token)
        )
    if _YEAR.match(token.lead) and len(before) > 1 and all(_PERIOD.search(one.lead) for one in before):
        return True
    if _summed_up(block, token):
        return True
    if match is not None and len(before) > 1 and all(_in_row(block, one) for one in before):
        return True
    if _by_turns(token, match, block.before(token)):
        return True
    if match is None or (_SPAN.sub("", token.lead[: match.start()]).strip(" )）”") and token.measure != "分"):
        return False
    noun = match["noun"].strip("为达约数")[-2:]
    parts = [one for one in before if not one.is_price] if _together(block, token) else []
    parts = parts or [one for one in block.before(token) if not one.is_price]
    verb = _VERB.search(match["noun"])
    if verb is not None and verb[0] not in block.text[block.sentence_of(token)[0] : token.start - len(token.lead)]:
        return False
    named = sum(noun in one.lead for one in parts)
    return len(parts) > 1 and (named > 1 if match["word"] == "共" else len(noun) < 2 or named > 0 or verb is not None)


def _points_in_row(block: Block, token: Token) -> bool:
    """Whether a final score follows scores in a row (决策20分、过程19.2分、产出28.5分，综合得分…), no full marks."""
    row = [one for one in block.before(token) if not is_mark(block, one)]
    full = sum_of(row) == _ALL or any(FULL_MARKS.search(one.lead) for one in row)
    return len(row) > _LEAST and not full and all(one.rank <= 1 for one in row[1:])


def _by_turns(whole: Token, match: re.Match[str] | None, run: list[Token]) -> list[Token]:
    """Of two kinds told by turns those that a total names (编制36名，实有33人；…，编制合计78名，实有合计73人)."""
    head = _HEAD.search(whole.lead[: match.start()]) if match is not None and whole.rank > 1 else None
    if head is None or whole.measure == "分":
        return []
    run = [one for one in run if not _FINAL_SUM.search(one.lead)]
    named = [one for one in run if head[0] in one.lead]
    turns = {number % 2 for number, one in enumerate(run) if head[0] in one.lead}
    return named if len(named) > 1 and len(named) * 2 == len(run) and len(turns) == 1 else []


def _in_row(block: Block, token: Token) -> bool:
    """Whether a figure stands in one of a row of parts that are numbered (第一期58人，第二期62人)."""
    since = max((one.end for one in block.before(token)[-1:]), default=block.sentence_of(token)[0])
    return _ORDINAL.search(block.text, since, token.start) is not None


def _summed_up(block: Block, token: Token) -> bool:
    """Whether a figure closes its sentence's list as a total by name: 基本支出合计, 三个标段中标总价, 合计筹集资金."""
    parts = [one for one in block.before(token) if not one.is_price]
    if len(parts) < _LEAST or token.depth or any(TOTAL.search(one.lead) for one in parts):
        return False
    if _WHOLE_NAME.fullmatch(token.lead) is not None or _RAISED.fullmatch(token.lead) is not None:
        return not any(announces(block.between(one, other)) for one, other in pairwise((*parts, token)))
    match = _SUMMED_NAME.search(token.lead)
    here = [one for one in parts if one.part == token.part]
    joined = len(here) >= _LEAST and all(one.rank == 1 for one in here[1:])
    if match is not None and joined and here[0].rank != 1 and match["noun"] in here[0].lead:
        return True  # 三年计划投资分别为1500万元、2000万元和1800万元，计划总投资5300万元
    outer = [one for one in parts if not one.depth]
    if (
        (_INVESTED.fullmatch(token.lead) or _GATHERED.match(token.lead))
        and len(outer) > 1
        and all(_SOURCE.search(one.lead) for one in outer)
    ):
        return True
    return match is not None and sum(match["noun"] in one.lead for one in parts) == len(parts)


def _together(block: Block, token: Token) -> bool:
    """Whether a figure is said to be that of all of several things (两批共改造19.8公里)."""
    if _COUNTED.match(token.lead.lstrip()):
        return True
    last = block.tokens[token.at - 1] if token.at else None
    return (
        last is not None
        and last.sentence == token.sentence
        and last.measure in THINGS
        and last.end == token.start - len(token.lead)
    )


def _also(block: Block, token: Token) -> bool:
    """Whether a figure goes on with a total: 第一批改造8.6公里，投资516万元；…。两批共改造19.8公里，投资1,188万元."""
    head = [one for one in block.before(token, same=False) if _SUMMED.search(one.lead) and not block.before(one)]
    return bool(head) and len(_namesakes(block, token)) > 1 and not block.before(token)


def _namesakes(block: Block, token: Token) -> list[Token]:
    """The figures of the sentence before that go by just the same short name."""
    name = token.lead.strip("，,、 ")
    if not 1 < len(name) <= _SHORT:
        return []
    return [
        one
        for one in block.recent(token)
        if token.sentence - one.sentence == 1 and one.measure == token.measure and one.lead.strip("，,、 ") == name
    ]


def _totalled(block: Block, whole: Token) -> Iterator[Candidate]:
    """A total behind its parts."""
    question = ("total", whole.start)
    if same := _namesakes(block, whole):
        if len(same) > 1:
            yield sum_candidate(question, whole, same, 0.85)
        return
    if below := _subtotals(block, whole):
        yield sum_candidate(question, whole, below, 0.85)
        return
    noun = whole.tail[:2]
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
            joined_all = _SUMMED.search(whole.lead) is not None and not block.before(whole) and _together(block, whole)
            priced = any(one.is_price for one in block.before(whole, same=False))
            above = not run and (summed or joined_all) and not block.before(whole) and not priced
            joined = ITEM.search(text) or (run and is_item(block, run[-1])) or above
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
            break
        if TOTAL.search(token.lead) and not (_COUNTED.match(whole.lead.lstrip()) and _in_row(block, token)):
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
        if step(token) in ("change", "earlier", "left") and step(token) != step(whole) and not (carried or to_do):
            left_out += 1
            continue
        run.append(token)
    if not run and len(boxed) > 1 and block.text[boxed[0].end : whole.start].lstrip()[:1] in ")）":
        run = [one for one in boxed if one.sentence == whole.sentence]  # 项目支出（含…、…）共计52万元
    run.reverse()
    run = _one_side(whole, run)
    periods = [one for one in run if _PERIOD.search(one.lead)]
    if _YEAR.match(whole.lead) and 1 < len(periods) < len(run) and periods == run[-len(periods) :]:
        run = periods  # 收到资金156万元，一季度支出32.4万元，…，全年共支出152.5万元
    if _cumulative(run):
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
        yield sum_candidate(question, whole, run, strength)


def _begins(block: Block, token: Token) -> bool:
    """Whether a figure stands in the first of numbered items: what stands before them is none of them."""
    begin = max(block.text.rfind(mark, 0, token.start) for mark in "。；：:\n")
    match = _FIRST_ITEM.match(block.text, max(begin + 1, 0), token.start)
    return match is not None and match.end() <= token.start


def _cumulative(run: list[Token]) -> bool:
    """Whether figures of a year hold one another: 第一季度6.4亿元；上半年14.2亿元；前三季度22.8亿元."""
    quarters = sum(_QUARTER.search(one.lead) is not None for one in run)
    return any(_SO_LONG.search(one.lead) for one in run) or (quarters > 0 and any("半年" in one.lead for one in run))


def _one_side(whole: Token, run: list[Token]) -> list[Token]:
    """Where each item has its budget and its spending (甲预算30万元，支出28万元；…), those that the total speaks of."""
    if named := _by_turns(whole, _SUMMED.search(whole.lead), run):
        return named
    sides = [side(one.lead) for one in run]
    own = side(whole.lead)
    others = [one for one in sides if one and one != own]
    turns = "".join("x" if what == own else "-" for what in sides).strip("-")
    if own and min(sides.count(own), len(others)) > 1 and "-" in turns:
        return [one for one, what in zip(run, sides, strict=True) if what == own]
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
