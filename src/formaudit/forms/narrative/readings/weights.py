"""How well the words carry the reading that figures are all the parts of a whole."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import significant, sum_of
from formaudit.forms.narrative.readings.change_words import is_change
from formaudit.forms.narrative.readings.cues import CLOSED, OVERLAPPING, ending, overlapping, side
from formaudit.forms.narrative.readings.lists import Listed, words_before
from formaudit.forms.narrative.readings.nearness import Slip
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.patterns import compiled, late

__all__ = ["COMING", "GOING", "THINGS", "alike", "graded", "paired", "strength_of"]

THINGS: Final = frozenset({"个", "项", "类", "批", "期", "部", "家", "种", "笔", "处"})
_PAIRS: Final = (
    ("男", "女"), ("基本支出", "项目支出"), ("在职", "退休"), ("新建", "续建"), ("中央", "地方"), ("上级", "本级"),
    ("人员经费", "公用经费"), ("城镇", "农村"), ("城市", "农村"), ("水田", "旱地"), ("公办", "民办"), ("在编", "编外"),
    ("财政", "自筹"), ("定量", "定性"), ("未完成", "完成"), ("不合格", "合格"), ("新增", "续建"),
    ("行政", "事业"), ("城镇", "乡村"), ("城市", "乡村"),
    ("新建", "改建"), ("完工", "在建"), ("城区", "乡镇"), ("县城", "乡镇"), ("线上", "线下"), ("省内", "省外"),
    ("上半年", "下半年"), ("机关", "二级"), ("机关", "下属"), ("机关", "基层"), ("本级", "下属"), ("本部", "子公司"),
    ("县直", "乡镇"), ("机关", "乡镇"), ("已", "正在"), ("完工", "未完工"), ("县内", "县外"), ("机关", "事业"),
    ("编内", "编外"), ("新建", "在建"), ("在线", "离线"), ("在用", "闲置"),
    ("在编", "临聘"), ("在职", "临聘"), ("在编", "派遣"), ("在编", "编外"), ("在编", "合同"),
    ("总馆", "分馆"), ("总部", "分部"), ("成人", "少儿"),
    ("今年", "以前"), ("本年", "以前"), ("当年", "以前"),
    ("集中", "分散"), ("在编", "聘用"), ("在编", "聘请"), ("正式", "聘用"), ("货物", "服务"),
    ("新建", "改造"), ("房屋", "土地"), ("国内", "国外"), ("室内", "室外"),
    ("左岸", "右岸"), ("煤改电", "煤改气"), ("境内", "境外"), ("市内", "市外"),
)  # fmt: skip
_PARTIAL: Final = compiled(r"重点|部分|优先|主要(?!领导|负责|干部|干道|道路|街道|河[流道]|污染)")
_ALTERED: Final = late(r"(?:调整|变更)(?:后|为)")
_USED: Final = compiled(
    r"^\s*(?:资金|经费|该?项目资金|支出|其)?(?:主要|全部|具体)?(?:用于|用途(?:为|是)?|支出内容为?)[:：]"
)
_AND: Final = late(r"(?:以及|和|及|与)[\u4e00-\u9fff]{2}")
_STOP: Final = compiled(r"[^，。；¤]{0,4}(?:[。；;]|$)")
_HEADS: Final = frozenset({"户", "家"})
_LONG_ENOUGH: Final = 3
_MANY: Final = 4
_COMMA: Final = 2
_SHORT_NAME: Final = 6
_SERIALS: Final = frozenset("ABCDEFabcdef甲乙丙丁一二三四")
_DONE_OF: Final = late(r"完成|预算的|计划的|任务的|目标的|[行付出用位工成收缴]率|进度|同比")
"""Rates of what each part was to be, and no shares of the whole."""
_REST: Final = late(r"[，,、；\s]*(?:及|和|[\u4e00-\u9fff]{2})?其[他它余][^，。；¤]{0,6}$")
"""A last part that takes all the rest: nothing is left out."""
_AT_WORK: Final = late(r"在职|在编|在岗")
_POSTS: Final = ("管理", "专业技术", "工勤")
_RANKS: Final = (late(r"公务员(?!法)|行政"), late(r"参公|参照"), late(r"事业"))
_LOWEST: Final = late(r"(?:初级|助理级|员级|大专|专科|中专|高中)(?:及|或)?以下|无职称|未(?:评|定)(?:级|职称)")
_GRADE: Final = late(
    r"[，,、；\s]*(?:其中|分别为)?[:：“]?(?:优秀?|良好?|中等?|较?差|一般|基本合格|不?合格|[ABCDabcd甲乙丙丁]级|[一二三四]等)[”]?(?:等级|的|为|等次)*\s*"
)
_SPENT: Final = compiled(r"支出|使用|执行|决算|预算|合计|总计|总额|资金(?!结余)|经费|拨款|费用")
_BUDGET: Final = compiled(r"申请|预算|概算|估算|总投资")
_HUNDRED: Final = Decimal(100)
COMING: Final = compiled(
    r"更新(?!改造|维护)|新购|购置|购入|新招|新增|新进|新录|招录|招聘|调入|录用|转入|增加|追加|调增|核增"
)
GOING: Final = compiled(r"报废|处置|拆除|退休|调出|调离|辞职|减少|去世|转出|离职|核减|调减|压减|收回")


def strength_of(block: Block, whole: Token, parts: Sequence[Token], weight: float, run: Listed, position: int) -> float:
    """How well the words carry the reading that these are all the parts."""
    end = parts[-1].end
    behind = block.blotted[end : end + 24].partition("\n")[0]  # what a paragraph begins with closes no list above it
    own = f"{whole.lead}¤" + block.blotted[position : parts[0].start] + behind
    strength = 0.5 + weight
    announced = block.blotted[max(whole.end, position - _COMMA) : parts[0].start]  # 重点用于…
    closed = (
        CLOSED.search(own) is not None
        or _shares_whole(block, parts)
        or paired(parts)
        or _boxed(block, whole, parts)
        or _ended(block, parts, announced)
        or _joined(block, parts)
        or _spelt_out(block, whole, parts)
        or _all_marked(block, whole, parts)
        or _all_posts(parts)
        or _all_grades(parts)
        or (len(parts) > 1 and _REST.match(parts[-1].lead) is not None)
    )
    strength -= 0.3 if _PARTIAL.search(announced) or _ALTERED.search(block.blotted[whole.end : parts[0].start]) else 0
    counted = any(
        one.measure in THINGS and one.amount == len(parts) for one in block.tokens[max(whole.at - 1, 0) : parts[0].at]
    )
    strength += 0.1 if closed else 0
    strength += 0.15 if counted else 0
    strength -= 0.12 * min(run.left_out, 2)
    gap = whole.amount - sum_of(parts)
    if gap > 0 and not closed and not counted and not _LOWEST.search(parts[-1].lead):
        strength -= 0.05 if _mistaken(whole, parts, gap) else 0 if _planned(whole, parts, gap) else 0.3
    # No list left open exceeds its whole, the less so where nothing breaks it.
    strength += 0.1 if gap < 0 and (len(parts) > _LONG_ENOUGH or _unbroken(block, whole, parts)) else 0
    if gap < 0 and whole.measure in _HEADS and not closed and not counted and not _slip(whole, parts):
        strength -= 0.1  # 1,630户，其中水稻种植户1,586户、玉米种植户57户: who grows the one may grow the other
    sides = [side(part.lead) for part in parts]
    if len({*sides} - {""}) > 1 and min(sides.count(one) for one in {*sides} - {""}) > 1:
        strength -= 0.3  # 甲预算30万元，支出28万元；乙预算…，支出…
    wider = max(one.amount for one in parts) > whole.amount * 2 and whole.measure != "分"
    if wider and _slip(whole, parts) is not Slip.SURE:
        strength -= 0.3  # 收支结余12万元；其中财政拨款收入1180万元、…: no part is twice its whole
    strength -= 0.3 if _of_two_kinds(whole, parts) else 0
    strength -= 0.5 if _both_ways(whole, parts) or _of_two_wholes(block, whole, parts) else 0
    # 支出18万元，比上年增加3万元，其中甲增加5万元、乙减少1万元: changes make up no amount that is none
    strength -= 0.5 if all(map(is_change, parts)) and not is_change(whole) else 0
    strength -= 0.4 if _overlap(block, parts) or _told_twice(whole, parts) or _same_again(whole, parts) else 0
    shares = len(_rates_beside(block, parts))
    # 支出48亿元，其中民生支出39亿元，占81%；教育支出11亿元，卫生支出5亿元: what has its own share stands apart.
    apart = parts[-1].part != parts[0].part or (gap < 0 and not _slip(whole, parts))
    strength -= 0.3 if apart and 0 < shares * 2 < len(parts) else 0
    # 比上年减少354万元。其中：基本支出208万元，项目支出254万元: a new sentence lists the amount and not its change.
    if parts[0].sentence > whole.sentence and is_change(whole) and not any(map(is_change, parts)):
        strength -= 0.3
    leads = [part.lead for part in parts]
    named = _SPENT.search(words_before(block, whole)) is not None
    if parts[0].sentence > whole.sentence and all("支出" in lead for lead in leads) and not named:
        strength -= 0.3  # 医疗收入471万元。按支出性质分类，基本支出308万元，项目支出132万元
    aged = any(block.tokens[part.at - 1].measure == "岁" for part in parts)
    strength -= 0.5 if aged and gap > 0 else 0  # 62人，其中35岁以下24人、45岁以上20人
    graded = _LOWEST.search(leads[-1]) is not None and not overlapping(leads)  # the grades of one scale, to its end
    strength += 0.1 if graded and not closed else 0
    if (
        OVERLAPPING.search(" ".join(leads))
        and whole.measure in ("人", "户")
        and (overlapping(leads) or (gap > 0 and not graded and _slip(whole, parts) is not Slip.SURE))
    ):
        strength -= 0.5 if gap > 0 or _slip(whole, parts) is not Slip.SURE else 0.1
    return strength


def _unbroken(block: Block, whole: Token, parts: Sequence[Token]) -> bool:
    """Whether parts that are told by name (其中石梁镇4个、乌桥乡3个) follow their whole and one another at once."""
    tight = all(block.rank_between(one, other) <= 1 for one, other in pairwise(parts))
    return tight and parts[0].at == whole.at + 1 and parts[0].rank <= _COMMA


def _ended(block: Block, parts: Sequence[Token], announced: str) -> bool:
    """Whether uses are listed without a break and the clause ends with the last (用于甲3万元、乙4万元；)."""
    tight = all(block.rank_between(one, other) <= 1 for one, other in pairwise(parts))
    return tight and "用于" in announced and _STOP.match(block.blotted, parts[-1].end) is not None


def _joined(block: Block, parts: Sequence[Token]) -> bool:
    """Whether the last of parts in a row is joined by a word and ends the clause: 包括甲7.1万户和乙4.2万户."""
    tight = all(one.rank == 1 for one in parts[1:]) and _AND.match(parts[-1].lead.lstrip()) is not None
    return tight and _STOP.match(block.blotted, parts[-1].end) is not None


def _spelt_out(block: Block, whole: Token, parts: Sequence[Token]) -> bool:
    """Whether a colon right behind a whole of three parts and more is followed by nothing else in the sentence."""
    begins = block.blotted[whole.end : parts[0].start].lstrip()[:1] in (":", "：") and parts[0].at == whole.at + 1
    # 支出44.37万元，执行率98.6%。资金主要用于：甲…，乙…，丙….
    begins = begins or (
        parts[0].sentence == whole.sentence + 1
        and _USED.match(block.text[block.sentence_of(parts[0])[0] :]) is not None
    )
    return begins and len(parts) >= _LONG_ENOUGH and _STOP.match(block.blotted, parts[-1].end) is not None


def _all_marked(block: Block, whole: Token, parts: Sequence[Token]) -> bool:
    """Whether the full marks beside scores come to a hundred: 决策20分，得19分；过程20分，得18.6分；…."""
    own = {part.at for part in parts}
    full = [one for one in block.tokens[whole.at + 1 : parts[-1].at] if one.measure == "分" and one.at not in own]
    return whole.measure == "分" and len(full) == len(parts) and sum_of(full) == _HUNDRED


def _boxed(block: Block, whole: Token, parts: Sequence[Token]) -> bool:
    """Whether the brackets behind a whole hold its parts and nothing else: 57.5万元（中央38万元，省级19.5万元）."""
    loose = whole.measure != "money" and _slip(whole, parts) is not Slip.SURE and sum_of(parts) < whole.amount
    if loose and not all(part.mention.own[-2:] in whole.mention.own for part in parts):
        return False  # 卫生技术人员268人（执业医师96人、护士132人）: some of them
    opened = block.blotted[whole.end : parts[0].start].lstrip()[:1]
    return opened in ("(", "（") and block.blotted[parts[-1].end :].lstrip()[:1] in (")", "）")


def _slip(whole: Token, parts: Sequence[Token]) -> Slip:
    """The slip of the whole or of a part that explains a gap."""
    return sum_candidate(("", 0), whole, parts, 0).slip


def _planned(whole: Token, parts: Sequence[Token], gap: Decimal) -> bool:
    """Whether a budget is broken down into many parts that nearly reach it: all of it is asked for something."""
    return len(parts) > _MANY and gap * 7 <= whole.amount and _BUDGET.search(whole.lead) is not None


def _mistaken(whole: Token, parts: Sequence[Token], gap: Decimal) -> bool:
    """Whether parts that fall short look like all the parts with one mistake, rather than like a list left open.

    A slip of long figures does, a figure that is printed for two of them, or hardly a gap under three parts and more.
    """
    slip = _slip(whole, parts)
    long = _LONG_ENOUGH if len(parts) >= _LONG_ENOUGH or whole.measure == "money" else _MANY
    if slip is Slip.SURE or (slip and significant(whole.amount) >= long):
        return True
    figures = [one.amount for one in parts if significant(one.amount) >= _LONG_ENOUGH]
    if len(set(figures)) < len(figures):
        return True
    # Of few things that are counted one digit hardly tells: 42个村，其中脱贫村18个、民族村12个、边境村9个.
    exact = whole.measure in ("money", "分", "%") or significant(whole.amount) >= _LONG_ENOUGH
    return bool(slip) and exact and len(parts) >= _LONG_ENOUGH and gap <= whole.amount / 10


def _both_ways(whole: Token, parts: Sequence[Token]) -> bool:
    """Whether some parts of a change go the other way: 减少12人，其中退休8人、调出5人、新招录1人."""
    if whole.role is not Wording.DIFFERENCE:
        return False
    words = " ".join(part.lead for part in parts)
    return COMING.search(words) is not None and (whole.mention.sign < 0 or GOING.search(words) is not None)


def _of_two_kinds(whole: Token, parts: Sequence[Token]) -> bool:
    """Whether things of several kinds are counted (39个乡镇50个村), none of which the whole is said to be of."""
    nouns = {one.tail.strip()[:2] for one in parts}
    kinds = whole.measure == "个" and "" not in nouns and len(nouns) == len(parts)
    return kinds and (whole.tail.strip()[:2] in nouns or parts[0].sentence > whole.sentence)


def _of_two_wholes(block: Block, whole: Token, parts: Sequence[Token]) -> bool:
    """Whether parts go by the names of several figures before them.

    抽检1500批次，合格1486批次；其中蔬菜抽检820批次，合格810批次: each is some of the one that it is called after,
    the whole among them, and none is a part beside the other.
    """
    ahead = [one for one in block.recent(parts[0]) if one.measure == whole.measure and one.at not in map(_at, parts)]
    named = [
        {one.at for one in ahead if (end := ending(part)) and ending(one) == end and not part.is_rate} for part in parts
    ]
    apart = len({frozenset(one) for one in named}) == len(parts) > 1
    return all(named) and apart and any(whole.at in one for one in named)


def _at(token: Token) -> int:
    return token.at


def graded(parts: Sequence[Token]) -> bool:
    """Whether parts are the grades of one scale down to its end (正高6人、副高54人、中级71人、初级及以下37人)."""
    leads = [part.lead for part in parts]
    return _LOWEST.search(leads[-1]) is not None and not overlapping(leads)


def _same_again(whole: Token, parts: Sequence[Token]) -> bool:
    """Whether the second of two parts is the first once more (有效投诉1,142件，办结1,142件)."""
    far = sum_of(parts) - whole.amount > parts[0].amount / 2
    return len(parts) == _COMMA and parts[0].amount == parts[1].amount and far


def _told_twice(whole: Token, parts: Sequence[Token]) -> bool:
    """Whether one of the staff listed is the staff itself: 在职66人，其中特岗教师2人，退休29人，在编在岗66人."""
    if whole.measure != "人" or not _AT_WORK.search(whole.lead):
        return False
    return any(part.amount == whole.amount and _AT_WORK.search(part.lead) for part in parts)


def _all_posts(parts: Sequence[Token]) -> bool:
    """Whether staff is told by the three kinds of posts that an institution, or an office with institutions, has."""
    if len(parts) != len(_POSTS):
        return False
    return all(any(kind in one.lead for one in parts) for kind in _POSTS) or all(
        any(words.search(one.lead) for one in parts) for words in _RANKS
    )


def _all_grades(parts: Sequence[Token]) -> bool:
    """Whether parts are the grades that something was given: 优8个、良14个、中2个."""
    return len(parts) > 1 and all(_GRADE.fullmatch(one.lead) for one in parts)


def _overlap(block: Block, parts: Sequence[Token]) -> bool:
    """Whether the percentages beside all parts come to far more than a hundred: then the parts overlap."""
    rates = _rates_beside(block, parts)
    return len(rates) == len(parts) and sum(rates, Decimal(0)) > _HUNDRED + 18


def _shares_whole(block: Block, parts: Sequence[Token]) -> bool:
    """Whether the percentages beside the parts come to about a hundred."""
    rates = _rates_beside(block, parts)
    return len(rates) == len(parts) and abs(sum(rates, Decimal(0)) - _HUNDRED) <= 12


def _rates_beside(block: Block, parts: Sequence[Token]) -> list[Decimal]:
    """The percentages right behind the parts that are no rates of growth."""
    return [
        block.tokens[part.at + 1].amount
        for part in parts
        if part.at + 1 < len(block.tokens)
        and block.tokens[part.at + 1].measure == "%"
        and block.tokens[part.at + 1].role is not Wording.GROWTH
        and not _DONE_OF.search(block.tokens[part.at + 1].lead)
    ]


def alike(parts: Sequence[Token]) -> bool:
    """Whether the names of two parts differ only in the serial that they begin with (C级 and D级)."""
    one, other = (part.mention.own for part in parts)
    serials = one[:1] in _SERIALS and other[:1] in _SERIALS and one[:1] != other[:1]
    return serials and 1 < len(one) <= _SHORT_NAME and one[1:] == other[1:]


def paired(parts: Sequence[Token]) -> bool:
    """Whether two parts are known to be all there is (男 and 女, 政府债券 and 非政府债券)."""
    first = parts[0].lead.lstrip("，,、；; 其中")
    if len(parts) == 2 and len(first) > 1 and (f"非{first[0]}" in parts[1].lead or f"非{first[:2]}" in parts[1].lead):
        return True
    return len(parts) == 2 and any(
        (one in parts[0].lead and other in parts[1].lead) or (other in parts[0].lead and one in parts[1].lead)
        for one, other in _PAIRS
    )
