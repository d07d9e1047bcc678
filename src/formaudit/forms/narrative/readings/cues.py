"""What the words around a figure may mean. A cue never decides alone: it makes a reading more or less likely."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from formaudit.forms.narrative.readings.tokens import Token
from formaudit.forms.narrative.words import Wording
from formaudit.patterns import compiled, late

__all__ = [
    "ACHIEVED",
    "CLOSED",
    "DEDUCTED",
    "EACH",
    "FULL_MARKS",
    "LAST_YEAR",
    "OPEN_END",
    "OVERLAPPING",
    "PER",
    "PLAN_WORDS",
    "SPENT_WORDS",
    "TARGETED",
    "TOTAL",
    "ending",
    "measured",
    "openings",
    "overlapping",
    "quiet",
    "selects",
    "side",
    "step",
    "step_in",
]

_ENDING: Final = 2

LAST_YEAR: Final = compiled(
    r"(?<!加)上年|去年|上一年|前年|往年|上期|同期|年初(?!预算|部门预算|安排|批复|下达|结)|改造前|实施前|项目前"
)
"""Words for an earlier time."""

TOTAL: Final = compiled(
    r"^[\s)）”]*(?:20\d\d年度?(?=[^共]{0,8}(?:合计|总计|总额)))?(?:以上|上述|上半年|下半年|两项|三项|四项|五项|各项|几项|全部|全年|本年|年度|总|可用|可使用|可供使用|项目|资金|经费|支出|收入|投入|人员|得分|金额|指标|扣分|面积|数量|人数|补助|补贴)*"
    r"(?:合计|共计|总计|累计|小计|总额|总数|总量|总分|总得分|总成绩|总评分|总共|一共|共|计|加总|汇总|相加|加起来)(?:为|达|达到|约|数|金额|资金|经费|支出|收入|投入|人数|得分|扣分|扣|得|有|可用|可使用|可支配|可供使用)*[:：]?\s*$"
)
"""A lead that says nothing but that the figure is the total of what stands before it."""

_OPENERS: Final = (
    (
        0.3,
        compiled(
            r"其中(?!央|心|间|期|旬|小企|小微|国(?![家库有债内资道省控企税土防际]))|分别(?:[为是]|来自|用于|安排|下达|由|承担|负担|投入|出资|筹集|补助|配套|拨付|支付|支出|到位)|包括以下|具体(?:为|是|包括|如下|构成|安排|用途|支出)|(?:构成|组成|明细|分布|情况)(?:为|如下|是)|由(?=[^。；]*(?:组成|构成))|全部用于|分(?:为|成|别用于)|按[^，。；]{2,10}(?:分|划分)|(?:结果|等级|档次|评级)(?:分别)?为(?=[优良中差ABC甲乙一二][^，。；¤]{0,3}¤)|(?:一是|第一[批期笔次类阶季]|首[批期笔次])|(?:(?<=[，。；：:])|(?<=资金)|(?<=经费))分(?=¤)"
        ),
    ),
    (0.25, compiled(r"[:：]\s*(?=(?:\(?[一1①]|[^，。；]{1,24}¤))|[(（]\s*(?=[^()（）]{0,24}¤)")),
    (
        0.2,
        compiled(
            r"(?<=[元¤])中[，,]|(?<=[¤个])(?:标段|项目|村|行政村|乡镇|问题|案件|任务|单位|企业|小区|点位|工程|事项|指标)中[，,]?(?=(?:已|有|现|均)[^，。；¤]{0,8}¤|[^，。；¤、]{2,8}¤+、)|(?<=，)(?:主要)?系|(?<!主要)(?:包括|包含|含(?!量|税)|用于|涵盖|涉及|来源[为于]|来自|来源包括)"
        ),
    ),
    (0.1, compiled(r"主要(?:包括|包含|用于|是|有|为)")),
)
"""Words that announce parts, with what they add to the strength of a sum; see ``openings``."""

CLOSED: Final = compiled(
    r"全部|均为|无其他|没有其他|没有发生|未发生|无(?=[^，。；]{2,16}(?:支出|编制|收入|项目|人员|经费|资金))|未安排|合计|共计|总计|总额|总数|总投资|总面积|总分|总人数|共有|共(?=¤)"
)
"""Words that say that a list is complete or the whole a total."""

OPEN_END: Final = compiled(
    r"^\s*(?:以及|及|和|与)其他[^，。；：¤]{1,12}(?=[，。；])|^[^，。；]{0,10}?(?:等(?!级|次|于|额|值)|……|…|\.\.\.|若干)|^[^。]{0,30}(?:其余|其他[^，。；¤]{0,12}(?:若干|不等|未列|另行)|若干|余下|剩下|剩余(?:部分|(?:资金|款项|经费)[^，。；¤]{0,6}(?:用于|按|统筹)))"
)
"""What follows the last part of a list that is left open."""

OVERLAPPING: Final = compiled(
    r"党员|学历|学位|本科|硕士|博士|研究生|大专|职称|高级|中级|初级|岁|少数民族|困难|残疾|低保|脱贫|监测户"
)
"""Classes that overlap: people of one kind may be of another as well."""

_SCALES: Final = (
    late(r"职称|高级|副高|正高|中级|初级|助理|员级|技师|高工"),
    late(r"学历|学位|博士|硕士|研究生|本科|大专|专科|中专|高中"),
    late(r"(?:肢体|视力|听力|言语|智力|精神|多重)残疾"),
)


def overlapping(leads: Sequence[str]) -> bool:
    """Whether classes may overlap; the grades of one scale do not (副高级4人、中级25人、初级23人)."""
    told = [lead for lead in leads if OVERLAPPING.search(lead)]
    return bool(told) and not any(all(scale.search(lead) for lead in told) for scale in _SCALES)


PER: Final = compiled(
    r"每[^，。；、¤]{0,8}$|每(?P<of>人次|车次|人|名|位|户|亩|个|台|套|盏|处|座|次|场|期|吨|公里|米|平方米|间|件|批|村|所|家|头|只|羽|株|棵|份|床|生|师|学员|学生|职工|员|组|项|点|辆|张|册|月|年|天|日|学时|课时|小时|学期|季度)[^，。；¤]{0,14}$"
    r"|单价[^，。；¤]{0,6}$|单[只个台套件盏座栋亩米株棵](?:造价|价格|成本)[^，。；¤]{0,4}$|(?<!高)标准(?:为|是|:|：|每[^，。；¤]{0,6})?[^，。；¤]{0,4}$|定额[^，。；¤]{0,4}$"
)
"""The end of what stands before an amount for one of something."""

EACH: Final = compiled(
    r"(?:单价|[人户亩次村场生]均|每(?:人次|个|人|名|位|户|亩|台|套|处|座|次|场|期|吨|公里|间|件|批|村|所|家|头|份|生|组|项|辆|张|册|月|年|天|日))[^，。；、¤]{0,8}$"
)
"""The end of what stands before an amount for each of some things (每个示范村50万元)."""

TARGETED: Final = compiled(
    r"预算(?<!公共预算)(?<!公共财政预算)(?<!基金预算)(?<!资本经营预算)|(?:公共|公共财政|基金|资本经营)预算(?!财政|收入|支出|安排的)|控制数|控制额|限额|下达|安排|计划|任务|目标|应(?!急|对|用|届)|批复|核定|总投资|指标(?:值|数)?|合同|到位|总额|总量|需(?!求)|申报|概算|编制|定额|拟|年度|共有|辖区|全(?:镇|县|市|区|乡|校|院)|登记|受理|抽查|抽检|检测|发放问卷|总数|参加|报名|设置"
)
ACHIEVED: Final = compiled(
    r"执行|决算|支出|支付|拨付|使用|完成|实际|已|兑付|发放|到位|达到|达标|合格|实有|在职|在岗|实施|建成|通过|验收|完工|取得|办结|化解|结案|入库|开工|竣工|有效|满意|回收|覆盖|惠及|签约|缴纳|报账|整改|就业|入住|脱贫|清运|接种"
)
FULL_MARKS: Final = compiled(r"满分|分值|权重|总分值|标准分|配分")
DEDUCTED: Final = compiled(r"扣(?:减|除|掉|去|了)?[^，。；¤]{0,4}$|失分|减分")

_MEASURED: Final = compiled(r"比|较|同|相比|增长|下降|有所|略")
_STEPS: Final = (
    (
        "apart",
        compiled(
            r"另[有外行聘拨支安付发]|(?:拆分|分解|打包)后?[^，。；¤]{0,3}$|此外|同时|除此|不含|不包括|除外|以外|未计入|预计|下[一]?年"
        ),
    ),
    (
        "change",
        compiled(
            r"增加|减少|调减|调增|节约|超出|增长|下降|核减|压减|(?:较(?!满意|好|差)|比|同(?!制))[^，。；¤]{0,12}$|占[^，。；¤]{0,12}$|为年初|完成(?:年初|全年)?预算"
        ),
    ),
    (
        "left",
        compiled(r"结余|余款|剩余|余额|尚(?:未|需|欠|有)|还需|未(?:支付|拨付|使用|完成)|缺口|收回|空编|缺编|空缺|余编"),
    ),
    ("carried", compiled(r"结转")),
    ("earlier", LAST_YEAR),
    (
        "paid",
        compiled(
            r"目前|截[至止]|已(?:经)?(?:支付|拨付|使用|支出|执行|完成|到位|发放|兑付|报账)|(?:实际|当年|本年|全年|累计|年底前?|共)?(?<!转移)(?:支付|拨付|支出|执行|使用)(?:了|资金|数|金额)?(?:为|达|约)?\s*$"
        ),
    ),
    ("arrived", compiled(r"到位")),
    ("present", compiled(r"实有|在职|在岗|现有|在编")),
    ("quota", compiled(r"编制|核定")),
    (
        "planned",
        compiled(r"年初预算|全年预算|(?:^|[，、]|年度?|全年|原|总)计划|计划(?=投资|安排|下达|总|完成)|拟安排"),
    ),
)


SPENT_WORDS: Final = "支出|支付|拨付|使用|执行|决算|发放|兑付|花费"
PLAN_WORDS: Final = "预算|安排|下达|批复|计划|任务|目标"
"""What is said of money that was spent, and of what was wanted: the one place of these words."""
_SIDES: Final = (
    ("done", compiled(SPENT_WORDS)),
    ("came", compiled(r"到位|收到|到账|收入")),
    ("planned", compiled(rf"{PLAN_WORDS}|申请|申报")),
)


@lru_cache(maxsize=512)  # as of steps
def side(lead: str) -> str:
    """Whether words speak of what was planned, of what came or of what was done with it."""
    return next((name for name, words in _SIDES if words.search(lead)), "")


def measured(token: Token) -> bool:
    """Whether a figure is a change against something that is named (比上年增加…), and no amount of its own."""
    return token.role is Wording.GROWTH or (_MEASURED.search(token.lead) is not None and step(token) == "change")


_BOUND: Final = late(r"以[上下内]$|[0-9]\s*[-—–~～至]+\s*[0-9]")
_FROM: Final = late(r"[0-9]\s*[-—–~～]+\s*$")


def selects(token: Token) -> bool:
    """Whether a figure only says which things are told of (单价50万元以上设备) and is no amount itself."""
    bound = _BOUND.search(token.raw) is not None or _FROM.search(token.lead) is not None
    return bound and not token.is_rate and token.tail.strip() != ""


_ASIDE: Final = compiled(r"[(（][^()（）]*[)）]")
"""What brackets say behind a name is not what it is: 其他资金（含上年结转）12万元 is no amount carried over."""


@lru_cache(maxsize=4)  # asked for each figure of the text in hand
def quiet(blotted: str) -> str:
    """A blotted text with brackets that hold no figure blanked: what they say opens no list."""
    return _ASIDE.sub(lambda match: match[0] if "¤" in match[0] else "\u3000" * len(match[0]), blotted)


def openings(words: str, begin: int, end: int) -> Iterator[tuple[float, re.Match[str]]]:
    """The words that announce parts and begin between two places of a text, with what they add to a sum's strength."""
    for (weight, pattern), spans in zip(_OPENERS, _opening_spans(words), strict=True):
        # What begins there is one of the spans of the whole text or is overlapped by one of them.
        if any(start < end and stop > begin for start, stop in spans):
            for match in pattern.finditer(words, begin):
                if match.start() >= end:
                    break
                yield weight, match


@lru_cache(maxsize=4)  # as above; most figures have none before them, and none would be sought up to the text's end
def _opening_spans(words: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple(match.span() for match in pattern.finditer(words)) for _, pattern in _OPENERS)


def ending(token: Token) -> str:
    """The last two characters of what leads to a figure, as far as they name anything."""
    return _ending(token.lead)


@lru_cache(maxsize=512)  # as of steps
def _ending(lead: str) -> str:
    return "".join(char for char in lead if "\u4e00" <= char <= "\u9fff")[-_ENDING:]


def step(token: Token) -> str:
    """The step of the year or of a sum that the words before a figure speak of, where that is none of a part."""
    if token.role is Wording.GROWTH or (token.role is Wording.DIFFERENCE and _MEASURED.search(token.lead)):
        return "change"
    return step_in(token.lead)


@lru_cache(maxsize=512)  # of each figure it is asked by every reading that it may take part in
def step_in(lead: str) -> str:
    """The step that some words speak of, empty where none."""
    bare = _ASIDE.sub("", lead) or lead
    return next((name for name, words in _STEPS if words.search(bare)), "")
