"""Which figures words make a total of those before them, and which of those they speak of."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.candidate import sum_of
from formaudit.forms.narrative.readings.change_words import is_change
from formaudit.forms.narrative.readings.cues import FULL_MARKS, TOTAL, selects, side
from formaudit.forms.narrative.readings.lists import announces, is_mark
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import THINGS
from formaudit.patterns import compiled, late

__all__ = [
    "as_many",
    "by_turns",
    "counted_total",
    "goes_on",
    "in_row",
    "named_total",
    "namesakes",
    "of_plan",
    "of_some_years",
    "periods_of",
    "subtotals",
    "together",
    "without_first",
]

_JOINTLY: Final = compiled(r"(?:共|累计|合计|总计|总共)[^，。；¤]{0,10}$")
_SCORED: Final = late(r"得|自评|评分")
_SUMMED: Final = compiled(r"(?P<word>合计|共计|总计|累计|小计|共)(?P<noun>[^，。；¤]{0,8})$")
_FINAL: Final = late(r"总|综合|最终|最后|合计|共计")
_PERIOD: Final = compiled(r"季度|上半年|下半年|(?:[0-9一二三四五六七八九十]|¤)[月年]")
_DATED: Final = compiled(r"20\d\d年")
_ALL_YEARS: Final = late(r"累计|合计|总计|共|[两二三四五六七八九十]年")
_FIRST_PERIOD: Final = compiled(r"一季度|1季度|上半年|前[二两三]个?季度|首季")
_QUARTERLY: Final = compiled(r"季度|[上下]半年")
_LATER_PERIOD: Final = compiled(r"[二三四2-4]季度|下半年")
_YEAR: Final = compiled(r"\s*(?:全年|本年|年度|当年|[两三四五]年|项目总|总)")
_OF_WHICH: Final = late(r"其中|包括|用于|含")
_SPAN: Final = compiled(
    r"(?:[一二三四五六]、)*[一二三四五六][期批](?:工程|项目|资金)?|[一二三四五六七八九十两]+[批期次笔年项类家]|[一二三四五六七八九十两]+个(?:乡镇|街道|村|社区|县|区|部门|单位|科室|项目)|全(?:[省市县区镇乡局校院]|系统)|城乡(?:低保|居民|困难群众)?|[两三四五]级(?:资金)?|[上下]?半年|全年|本年度?|当年|年度|两年|三年|总|以上|上述"
)
_COUNTED: Final = late(r"[一二三四五六七八九十两各]+(?:[批期次笔年项类家]|个)")
_ORDINAL: Final = compiled(r"(?:第[一二三四五六七八九十]+|首)[期批次轮季笔类阶标]|[一二三四五六七八九]是")
_INVESTED: Final = compiled(
    r"[，,\s]*(?:项目)?(?:总投资|投资总额|总规模|资金总额|总资金|总投入|投入总额)(?:为|达|约)?\s*"
)
_SOURCE: Final = compiled(
    r"中央|财政|自有|自筹|银行|企业|群众|省|市级|县级|区级|地方|配套|自筹|专项债|贷款|社会资本|社会捐|捐赠|帮扶|上级|本级"
)
_FINAL_SUM: Final = compiled(r"合计|总计|共计")
_HEAD: Final = compiled(r"[\u4e00-\u9fff]{2}$")
_SHORT: Final = 4
_LEAST: Final = 2
_ALL: Final = Decimal(100)
_WHOLE_NAME: Final = compiled(r"\s*[^，。；、¤]{2,8}(?:合计|总计|共计|总额|总量|总数|总规模)(?:为|达|约)?\s*")
_RAISED: Final = compiled(
    r"\s*(?:合计|共计|总计|总共)(?:筹集|筹措|投入|争取|落实|募集|使用|需要?)(?:各类|各级|财政|专项|项目)*(?:资金|经费)?(?:为|达|约)?\s*"
)
_GATHERED: Final = late(r"\s*共(?:筹集|筹措|募集|争取)(?:各类|各级|财政|专项|项目)*(?:资金|经费)?(?:为|达|约)?\s*$")
_SUMMED_NAME: Final = compiled(r"总(?P<noun>[^，。；¤为达约]{1,4})(?:为|达|约)?\s*$")
_MEASURED_WHOLE: Final = compiled(
    r"[，,\s]*(?:建设|改造|种植|补助|覆盖|修建)?"
    r"总(?:里程|长度?|面积|产量|人数|户数|人次|场次|库容|装机|金额|投资|费用|造价|支出|收入)(?:为|达|约)?\s*"
)
_SO_MANY: Final = compiled(r"[^，。；¤]{0,8}(?:合计|共计|总计|累计|共)[^，。；¤]{0,6}")
_VERB: Final = late(r"安排|投入|下达|筹集|支付|支出|拨付|使用|结余|到位|发放|完成")


def counted_total(block: Block, token: Token) -> bool:
    """Whether a figure is said to be that of so many things, as many as figures of its measure stand before it."""
    if not token.at:
        return False
    number = block.tokens[token.at - 1]
    before = [one for one in block.before(token) if one.at < number.at]
    as_many = number.measure in THINGS and number.sentence == token.sentence and number.amount == len(before) > 1
    return as_many and (_JOINTLY.search(token.lead) is not None or _of_each(block, number, token, before))


def _of_each(block: Block, number: Token, token: Token, before: Sequence[Token]) -> bool:
    """Whether three figures and more of one list are taken up by their number (养老…、医疗…、失业…，三项基金收入…)."""
    row = len(before) > _LEAST and all(one.rank == 1 and one.at == other.at + 1 for other, one in pairwise(before))
    joined = number.end == token.start - len(token.lead) and number.at == before[-1].at + 1 and number.rank == _LEAST
    steps = {side(one.lead) for one in before}
    same = side(token.lead) in ("", *steps) or (steps == {""} and side(token.lead) != "planned")
    return row and joined and same and not is_change(token) and not block.after(token)


def as_many(block: Block, token: Token) -> list[Token]:
    """The figures of which a total says how many they are: 其中甲486人、乙129人、丙564人。三类群体合计就业1179人."""
    said = block.tokens[token.at - 1] if token.at and _SO_MANY.fullmatch(token.lead) else None
    if said is None or said.measure not in THINGS or said.end != token.start - len(token.lead):
        return []
    number = int(said.amount)
    before = [one for one in block.recent(token) if one.measure == token.measure and one.depth == token.depth]
    row = [one for one in before if token.sentence - one.sentence <= 1 and not one.is_price and not selects(one)]
    if not 1 < number < len(row):
        return []
    ahead, first = row[-number - 1], row[-number]
    opened = first.sentence > ahead.sentence or announces(block.between(ahead, first))
    tight = all(other.rank <= _LEAST or other.part > one.part for one, other in pairwise(row[-number:]))
    return row[-number:] if opened and tight and not any(map(is_change, row[-number:])) else []


def subtotals(block: Block, token: Token) -> list[Token]:
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


def named_total(block: Block, token: Token) -> bool:
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
    periods = periods_of(token, before)
    if (
        _YEAR.match(token.lead)
        and len(periods) > 1
        and all(one in periods or side(one.lead) == "planned" or _came_in_period(one, periods) for one in before)
    ):
        return True
    if _summed_up(block, token):
        return True
    if match is not None and len(before) > 1 and all(in_row(block, one) for one in before):
        return True
    if by_turns(token, match, block.before(token)):
        return True
    if match is not None and _of_their_name(token.lead[: match.start()], block.before(token)):
        return True
    if match is None or (_SPAN.sub("", token.lead[: match.start()]).strip(" )）”") and token.measure != "分"):
        return False
    noun = match["noun"].strip("为达约数")[-2:]
    parts = [one for one in before if not one.is_price] if together(block, token) else []
    parts = parts or [one for one in block.before(token) if not one.is_price]
    verb = _VERB.search(match["noun"])
    if verb is not None and verb[0] not in block.text[block.sentence_of(token)[0] : token.start - len(token.lead)]:
        return False
    named = sum(noun in one.lead for one in parts)
    return len(parts) > 1 and (named > 1 if match["word"] == "共" else len(noun) < 2 or named > 0 or verb is not None)


def _of_their_name(name: str, parts: Sequence[Token]) -> bool:
    """Whether a total goes by the name that all figures before it end with (参公编制18人、工勤编制3人，编制共21人)."""
    noun = name.strip("，,、 ")
    return len(noun) == _LEAST and len(parts) >= _LEAST and all(one.mention.own.endswith(noun) for one in parts)


def _points_in_row(block: Block, token: Token) -> bool:
    """Whether a final score follows scores in a row (决策20分、过程19.2分、产出28.5分，综合得分…), no full marks."""
    row = [one for one in block.before(token) if not is_mark(block, one)]
    full = sum_of(row) == _ALL or any(FULL_MARKS.search(one.lead) for one in row)
    return len(row) > _LEAST and not full and all(one.rank <= 1 for one in row[1:])


def by_turns(whole: Token, match: re.Match[str] | None, run: list[Token]) -> list[Token]:
    """Of two kinds told by turns those that a total names (编制36名，实有33人；…，编制合计78名，实有合计73人)."""
    if match is None or whole.rank <= 1 or whole.measure == "分":
        return []
    # 全系统共有编制174名, 合计编制118名
    having = match["noun"].startswith("有") or not whole.lead[: match.start()].strip("，,； ")
    head = _HEAD.search(match["noun"].strip("为达约数") if having else whole.lead[: match.start()])
    if head is None:
        return []
    run = [one for one in run if not _FINAL_SUM.search(one.lead)]
    named = [one for one in run if head[0] in one.lead]
    turns = {number % 2 for number, one in enumerate(run) if head[0] in one.lead}
    return named if len(named) > 1 and len(named) * 2 == len(run) and len(turns) == 1 else []


def in_row(block: Block, token: Token) -> bool:
    """Whether a figure stands in one of a row of parts that are numbered (第一期58人，第二期62人)."""
    since = max((one.end for one in block.before(token)[-1:]), default=block.sentence_of(token)[0])
    return _ORDINAL.search(block.text, since, token.start) is not None


def periods_of(whole: Token, run: Sequence[Token]) -> list[Token]:
    """The figures of parts of a year; what was planned for it is none of those of what was done."""
    done = side(whole.lead) == "done"
    if done and (behind := [other for one, other in pairwise(run) if _spent_in_period(one, other)]):
        heads = {other.at - 1 for other in behind}
        return [one for one in run if one in behind or (_PERIOD.search(one.lead) and one.at not in heads)]
    return [one for one in run if _PERIOD.search(one.lead) and not (done and side(one.lead) == "planned")]


def _came_in_period(token: Token, periods: Sequence[Token]) -> bool:
    """Whether a figure is what came in a period of which what was spent stands right behind it."""
    return _PERIOD.search(token.lead) is not None and any(one.at == token.at + 1 for one in periods)


def _spent_in_period(come: Token, spent: Token) -> bool:
    """Whether a figure is what was spent of what came in the period before it (下半年追加40万元，支出173万元)."""
    near = come.at + 1 == spent.at and come.part == spent.part and come.sentence == spent.sentence
    named = _PERIOD.search(come.lead) is not None and side(come.lead) != "done"
    return near and named and side(spent.lead) == "done" and _OF_WHICH.search(spent.lead) is None


def goes_on(whole: Token, token: Token, run: Sequence[Token]) -> bool:
    """Whether the parts of a year go on from the sentence before (一季度…20万元。二季度…，全年支出114万元)."""
    if not run or not _YEAR.match(whole.lead):
        return False
    return _PERIOD.search(token.lead) is not None and _LATER_PERIOD.search(run[-1].lead) is not None


def without_first(run: Sequence[Token]) -> bool:
    """Whether quarters or halves are told from a later one on, so that they are not the whole year."""
    leads = [one.lead for one in run]
    return any(map(_LATER_PERIOD.search, leads)) and not any(map(_FIRST_PERIOD.search, leads))


def of_plan(whole: Token, parts: Sequence[Token]) -> bool:
    """Whether a whole was planned and the parts are what was done quarter by quarter: they are none of its parts."""
    return side(whole.lead) == "planned" and all(
        side(one.lead) == "done" and _QUARTERLY.search(one.lead) is not None for one in parts
    )


def of_some_years(whole: Token, parts: Sequence[Token]) -> bool:
    """Whether a whole is that of a project and the parts those of years that are named: others may not be told."""
    return (
        len(parts) > 1
        and all(_DATED.search(one.lead) is not None for one in parts)
        and "总" in whole.lead
        and _ALL_YEARS.search(whole.lead) is None
    )


def _summed_up(block: Block, token: Token) -> bool:
    """Whether a figure closes its sentence's list as a total by name: 基本支出合计, 三个标段中标总价, 合计筹集资金."""
    parts = [one for one in block.before(token) if not one.is_price]
    if len(parts) < _LEAST or token.depth or any(TOTAL.search(one.lead) for one in parts):
        return False
    if _WHOLE_NAME.fullmatch(token.lead) is not None or _RAISED.fullmatch(token.lead) is not None:
        return not any(announces(block.between(one, other)) for one, other in pairwise((*parts, token)))
    if _MEASURED_WHOLE.fullmatch(token.lead) is not None and _in_stretch(block, token, parts):
        return True  # 一期36.5公里，二期28.4公里，三期15.6公里，总里程80.5公里
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
    noun = match["noun"].rstrip("数额") if match is not None else ""
    return bool(noun) and all(noun in one.lead for one in parts)


def _in_stretch(block: Block, token: Token, parts: Sequence[Token]) -> bool:
    """Whether three figures and more stand before a total, parted by nothing but lists' marks and no other figure."""
    run = [*parts, token]
    return len(parts) > _LEAST and all(
        other.at - one.at <= _LEAST and other.rank <= _LEAST and not announces(block.between(one, other))
        for one, other in pairwise(run)
    )


def together(block: Block, token: Token) -> bool:
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
    if in_columns(block, token) or (goes_by_row(block, token) and len(namesakes(block, token)) > 1):
        return True
    return bool(head) and len(namesakes(block, token)) > 1 and not block.before(token)


def namesakes(block: Block, token: Token) -> list[Token]:
    """The figures of the sentence before that go by just the same short name, or those of the same column."""
    name = token.lead.strip("，,、 ")
    if beside := in_columns(block, token):
        return beside
    if not 1 < len(name) <= _SHORT:
        return []
    same = [
        one for one in block.recent(token) if one.measure == token.measure and one.lead.strip("，,、 ") == name != ""
    ]
    if goes_by_row(block, token):
        return [one for one in same if one.sentence == token.sentence and one.part < token.part]
    return [one for one in same if token.sentence - one.sentence == 1]


def in_columns(block: Block, token: Token) -> list[Token]:
    """The second figures of rows, for one right behind the total of the first ones (…，共计33个、2000万元)."""
    total = block.tokens[token.at - 1] if token.at else None
    if total is None or total.measure == token.measure or token.rank > 1 or total.sentence != token.sentence:
        return []
    if not (TOTAL.search(total.lead) or _SUMMED.search(total.lead)):
        return []
    firsts = [one for one in block.before(total, same=False) if one.measure == total.measure]
    seconds = [one for one in block.before(total, same=False) if one.measure == token.measure]
    rows = all(one.at + 1 == other.at for one, other in zip(firsts, seconds, strict=False))
    summed = sum_of(firsts) == total.amount  # 420户1386人，当年脱贫38户126人，累计脱贫418户1381人: no total of those
    return seconds if rows and summed and len(firsts) == len(seconds) > 1 else []


def goes_by_row(block: Block, token: Token) -> bool:
    """Whether a figure goes on with the total of rows (甲编制48名，实有45人；乙…；共有编制174名，实有163人)."""
    here = [one for one in block.before(token, same=False) if one.part == token.part]
    return bool(here) and not here[0].is_rate and _SUMMED.search(here[0].lead) is not None and token.rank == _LEAST
