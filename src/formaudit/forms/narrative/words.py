"""The words by which a report says what its figures are: verbs, openers of a breakdown, comparisons, stages."""

from enum import StrEnum
from functools import lru_cache
from typing import Final

from formaudit.patterns import compiled

__all__ = [
    "COMPARED",
    "COMPLETED",
    "FIGURE_NAMES",
    "FRAGMENT",
    "FUNDS",
    "GENERIC",
    "GRADE",
    "GROWN",
    "LAST_YEAR",
    "LEVEL",
    "NONE_OF",
    "OPENED",
    "OPENER",
    "SHARE",
    "STAGES",
    "STEP_TAIL",
    "TEMPLATE",
    "WEAK",
    "Stage",
    "Wording",
    "clean",
]


class Wording(StrEnum):
    """How the words right before a figure introduce it: as an amount, a change, a rate of something, points."""

    VALUE = "value"
    DIFFERENCE = "difference"
    SHARE = "share"
    GROWTH = "growth"
    COMPLETION = "completion"
    RATE = "rate"
    SCORE = "score"


class Stage(StrEnum):
    """The step of the year that an amount belongs to; ``BUDGET`` leaves open which one, ``NONE`` names no step."""

    NONE = ""
    ORIGINAL_BUDGET = "original_budget"
    FINAL_BUDGET = "final_budget"
    BUDGET = "budget"
    ACTUAL = "actual"


OPENER: Final = compiled(
    r"其中(?!央|心|间|小|学|国)|主要用于以下[^，。；:]{0,6}(?=:)|具体[^，。；:]{0,8}(?:如下|是|为)(?=[:,，])"
    r"|(?:主要)?(?:包括|包含)|(?:主要)?用于|主要是(?=[^，。；]{0,20}¤)|由(?=[^。；]{1,200}(?:组成|构成))"
)
"""A word after which the parts of the amount before it are named."""

WEAK: Final = frozenset({"包括", "包含", "主要包括", "主要包含", "用于", "主要用于", "主要是"})
"""Openers that as often begin a list of names without amounts: a comma ends what they opened."""

OPENED: Final = compiled(
    r"(?P<which>其中|(?:主要)?用于(?:以下[^，。；:]{0,6})?|(?:主要)?包括|以下方面)[:：，,]?\s*$"
    r"|(?:情况|说明|安排|内容|构成|具体|分项|明细)(?:如下|为)[:：。]?\s*$"
)
"""The end of a paragraph whose last amount is broken down in the paragraphs behind."""

_UP: Final = "增加|增长|上升|提高|上涨|增幅|增收|增支|调增|追加"
_DOWN: Final = "减少|下降|降低|减支|减收|压减|压缩|降幅|调减|核减|缩减"
_SOMEWHAT: Final = "(?:有所|略有?|共|各|分别|大幅|总体|均)?"
GROWN: Final = compiled(
    rf"(?<![稳促保])(?:(?P<both>(?:{_UP}) ?[(/] ?(?:{_DOWN})\)?)|(?P<up>{_UP})|(?P<down>{_DOWN}))"
    r"(?:额|率|幅度|金额)?(?:了|为|约|达|达到|到)? ?:? ?$"
)
"""The end of what stands before a difference or a rate of growth."""

COMPARED: Final = compiled(
    r"(?:与|同|较|比|对比)(?P<base>[^，。；,;比较与]{1,24}?)(?:相比|比较|对比)"
    rf"|(?:比|较)(?P<than>[^，。；,;]{{1,24}}?)(?={_SOMEWHAT}(?:{_UP}|{_DOWN}))|同比|环比"
)
"""What an amount is compared with."""

LAST_YEAR: Final = compiled(r"上年|去年|上一年")
"""Words for the year before."""

LEVEL: Final = compiled(
    r"(?:比|较|与|同|和)(?P<base>[^，。；,;比较]{1,24}?)(?:相比)?[，,]?(?:基本)?(?:保持)?"
    r"(?:持平|一致|相同|无变化|没有变化|无增减)|同比持平"
)
"""A statement that nothing changed."""

SHARE: Final = compiled(
    r"(?:占(?P<whole>[^，。；,;占]{0,30}?)的?(?:比重|比例|比)?|比重|比例)(?:分别)?(?:约?为|是|约|达到?|:)? ?$"
)
"""The end of what stands before a share, and the whole where it is named."""

_GOAL: Final = (
    r"(?:本年|当年|全年|年初|年度|调整后?|批复|部门)?[^，。；,;占的]{0,6}(?:预算|任务|目标|计划)(?:数|额|指标|总额|值)?"
)
COMPLETED: Final = compiled(rf"(?:完成|占|达到?|执行|为|是)(?:了|到)?(?P<base>(?:{_GOAL})?)的 ?$")
"""The end of what stands before a rate of completion, and what was to be completed."""

TEMPLATE: Final = compiled(
    rf"(?:{_UP})(?:额|率)? ?[(/] ?(?:{_DOWN})\)?|(?:{_DOWN})(?:额|率)? ?[(/] ?(?:{_UP})\)?|增 ?\( ?减 ?\)|增/减"
    r"|[×xX]{2,}(?=[万年月亿元个人%])"
)
"""A choice of the form left standing."""

_FUND: Final = r"政府性基金|国有资本经营|社会保险基金|财政专户|纳入专户"
FUNDS: Final = compiled(rf"(?P<fund>{_FUND})")
_ITEMS: Final = r"“?三公”?经费|因公出国(?:\(境\))?|公务接待|公务用车购置|公务用车|政府采购|上年结转"
NONE_OF: Final = compiled(
    rf"(?:没有|无|不涉及|不存在|未使用|未安排|未发生)(?:使用|安排|发生|涉及|有)?[^，。；,;\n]{{0,12}}?(?P<fund>{_FUND}|{_ITEMS})"
    r"(?:[^，。；,;\n]{0,16}(?:支出|收入|预算|拨款|资金|经费|费用|事项|情况|安排)|(?=[，。；,;\n]|$))(?![^，。；,;\\n]{0,8}的[，,])"
)
"""A sentence that says that there is none of something; 无…的，仍保留该表 is an instruction of the form."""

_GRADES: Final = "优秀|优良|优|良好|良|中等|中|合格|不合格|较差|差"
_GRADE_END: Final = r"(?=[”\"'’」]?(?:[，。；,;)\s]|等[级次]|$))"
GRADE: Final = compiled(
    r"(?:等级|级别|结果|评级|结论|等次|档次|评定|评价|自评|考核|评估)(?:结果|等级)?(?:评定|确定|综合)?(?:为|是|:|评为|定为)"
    rf" ?[“\"'‘「]?(?P<grade>{_GRADES}){_GRADE_END}"
)
"""A grade quoted in the text."""

STAGES: Final = (
    (compiled(r"年初(?:部门)?预算|初始预算|年初(?:批复|安排)"), Stage.ORIGINAL_BUDGET),
    (compiled(r"(?:全年|调整后?|调整)的?(?:部门)?预算(?!执行)|预算调整数|追加后预算"), Stage.FINAL_BUDGET),
    (
        compiled(r"决算|执行数|实际(?:支出|执行|支付|使用|完成)|已(?:支出|使用|支付|拨付)|全年(?:支出|执行)|执行$"),
        Stage.ACTUAL,
    ),
    (compiled(r"预算|安排$"), Stage.BUDGET),
)
"""What step of the year an amount belongs to, by the words before it; the first that matches counts."""

STEP_TAIL: Final = compiled(r"(?:年初|全年|当年|本年|调整后?|支出|收入)?(?:预算|决算|执行)+(?:数|安排|支出|执行)?数?$")
"""The step of the year at the end of a name, which the subject of the next clause must not inherit."""

FIGURE_NAMES: Final = {
    Wording.DIFFERENCE: "增减额",
    Wording.GROWTH: "增减率",
    Wording.SHARE: "占比",
    Wording.COMPLETION: "完成率",
}
"""What is put behind the name of an amount to name a figure about it."""

_WHOSE: Final = "本年度?|当年|全年|年初|年末|年底|实际|全部|总|本部门|本单位|单位|部门|其|涉及|此项|该项"
_WHAT: Final = "支出|收入|预算|决算|金额|资金|经费|费用|执行|安排|总额|合计|总计|共计|数额|采购|到位|完成|使用|支付"
GENERIC: Final = compiled(rf"(?:{_WHOSE})*(?:{_WHAT}){{0,3}}数?")
"""Labels that say nothing by themselves and need the subject of the sentence or the section."""

FRAGMENT: Final = compiled(r"[^，。；,;:为是共比较年占]{2,24}")
"""The beginning of a sentence that is nothing but a name: a part that a full stop cut off."""

_DATES: Final = compiled(
    r"(?:截[至止]|至|自|从)?(?:19|20)[0-9]{2} ?[-~至] ?(?:19|20)[0-9]{2} ?年度?"
    r"|(?:截[至止]|自|从|在)?(?:到)?(?:19|20)[0-9]{2} ?年度?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:末|底|初)?"
)
_HEAD: Final = compiled(
    r"^(?:其中(?!央|心|间|小|学|国)|主要(?=用于|包括|包含|是|为)|分别|用于|用作|包括|包含|具体(?:为|是)?|另外|另有|另|以及|共有|现有(?!人数)|有(?![关机线效偿序])|共计|合计为"
    r"|并(?!轨|网)|及(?!时|格)|和(?!谐|平|睦)|与(?!会)|共(?!青团|同|产|享|建|和|性)|即(?!时)|含(?!量)|是(?!否)|由(?!于)"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）、.]|[0-9]{1,2}[、.)]|[①-⑳]|[一二三四五六七八九]是"
    r"|我(?:单位|局|中心|部门|委|办|院|校|站|所|队)|本(?:单位|部门|局|中心|委)(?=.)|全年(?=共|累计)|累计|已(?=支出|使用|支付|拨付|到位)"
    r"|(?:开展|安排|拨付|下达|投入|核定|发放|追加)(?!率|进度)(?=.)|[)）\]：:，,、;；。.\-—~”’]|截[至止]|[年月](?=末|底)|末|底)"
)
_TAIL: Final = compiled(
    r"(?:(?<=支出|收入|预算|决算|执行|安排|完成)数|共计为?|合计为|总计为|分别|大约|(?<![节合公制])约|(?<!公)共|(?<![行作])为|是"
    r"|(?<![国所私])有|达到?|(?<![统审设会估预合总小共])计|(?<!未)安排|(?<![人平户])均|[:：，,、;“\"'(（\-—~]|的|了|到|于|由|已|其中"
    r"|[仅近]|金额为|[以按各])$"
)
_OWNER: Final = compiled(
    r"^[^，。；]{2,30}?(?:局|委员会|中心|办事处|单位|部门|办公室|工作部|宣传部|大队|本级|机关|\(部门\))(?:的|在)?"
    r"(?=(?:本年|全年|年初)?(?:收入|支出|预算|决算|一般公共|政府性基金|国有资本|财政拨款|基本支出|项目支出|三公|机关运行|政府采购|共有|整体支出|部门预算))"
)
_POSSESSION: Final = compiled(r"^.*?(?:共有|拥有|保有)(?=.{2,})")
_LIST_LIMIT: Final = 40
_SPACE: Final = compiled(r"\s")
_QUOTES: Final = str.maketrans("", "", "“”\"'‘’¤")


@lru_cache(maxsize=2048)  # the words before an amount are asked for their name by every reading of it
def clean(lead: str) -> str:
    """The name an amount is bound to: what stands before it without years, serials, openers and verbs."""
    text = _SPACE.sub("", _DATES.sub("", lead)).translate(_QUOTES)
    for pattern in (_HEAD, _TAIL):
        before = None
        while before != text:
            before = text
            text = pattern.sub("", text)
    text = _POSSESSION.sub("", _OWNER.sub("", text))
    if len(text) > _LIST_LIMIT and "、" in text:
        text = text.rpartition("、")[2]
    return text[-60:]
