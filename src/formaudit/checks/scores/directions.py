"""Which results of an indicator are good: told by signs, else by the words of a form; else nobody knows.

A form that prints no sign means 培训人数 | 100 to be reached and 失业率 | 4.5% not to be. Words for what is done or
wanted and the level say the one; words for what is feared or used up leave it open, as some forms count what was done
about it.
"""

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from formaudit.model.forms import Indicator
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["Direction", "direction"]

_REVERSE: Final = compiled(
    r"不超过|不高于|控制在|以内|降低到|不大于|低于|小于|≤|<|投诉|差错|事故率|事故数|空置率|上升率|超支|违规|失误|延误"
)
_UNTOLD: Final = compiled(r"控制率|变动率|调整率|故障率|信访|结转|结余率|行政成本|负债率|能耗|逾期率|增减率")
"""What is meant to stay low in one form and to be reached in another: the name alone does not tell."""
_HANDLED: Final = compiled(
    r"(?:办结|处理|处置|解决|回复|答复|整改|化解|纠正|受理|查处|响应|回访|下降|降低|减少)(?:及时|完成)?(?:率|数|数量)?$"
)
"""What is done about complaints and slips, or how far they went down: more of it is better."""
_DUE: Final = compiled(r"^(?:个)?(?:工作日|天|日|小时|分钟|月|个月)$")
_SPENT: Final = compiled(
    r"时间|时长|时限|期限|工期|用时|耗时|等候|平均.{0,6}天数|响应速度|费用|成本|造价|单价|经费|三公|债务|用量|施用|使用量|消耗|损耗|漏损|浓度"
    r"|排放|超标|缺口|欠|拥堵"
)
"""What is used up or waited for."""
_FEARED: Final = compiled(
    r"事故|事件|案件|案发|发案|起数|火灾|灾害|受灾|成灾|受害|致害|疫情|死亡|伤亡|受伤|发病|患病|病例|感染|近视|肥胖|吸烟|反应率|失业|失学|辍学"
    r"|逃课|流失|返贫|贫困发生|再犯|犯罪|脱管|漏管|漏报|误[差诊报]|差错|纠错|缺陷|故障|停[水电]|污染|超载|闲置|空置|荒漠|沙化|水土流失|违[法规约纪]|失信"
    r"|纠纷|矛盾|舆情|投诉|上访|积案|不良|不合格|变质|退[货订]|返工|赔付|逾期|滞|农药|化肥|公务用?车|办公用房"
)
"""What nobody wants more of, unless the form counts what was done about it."""
_DONE: Final = compiled(
    r"维修|维护|修缮|养护|建设|新建|改建|扩建|改造|购置|更[新换]|安装|配[备置]|办理|办结|审结|审理|结案|查办|查处|受理|调解|处置|处理|整改|治理|整治|检查|排查|监测|检测|抽检|巡查|采集|宣传|培训|演练|防治|防控|预防|救助|治疗|治愈"
    r"|筛查|修复|清理|清运|化解|评估|保障|补[助贴偿]|资助|慰问|扶持|帮扶|支持|储备|核查|起诉|执行|监督|管理"
)
_WANTED: Final = compiled(
    r"增|提[高升]|改善|带动|拉动|扩大|收入|产值|产量|效益|税收|利润|销售|出口|引资|投资|就业|创业|受益|惠及|受惠|覆盖|普及|知晓|参与|参保|参合|入学|巩固|升学|毕业"
    r"|合格|达标|优良|优秀|满意|好评|认可|完成|完工|开工|竣工|验收|交付|投产|及时|按期|按时|准时|到位|拨付|支付|发放|兑付|使用率|利用|有效|规范|准确|正确|真实"
    r"|完好|正常|安全率|达产|成活|保存率|绿化|森林|植被|健身|接待|服务|游客|读者|观众|培训|学生|教师|群众|人口|农户|企业数|行政村|社区|公开|落实|采纳|采用|转化|通过"
    r"|建档|接种|签约|管理率|治愈|救治|好转|康复|人次|门诊|供[水电热气]|自来水|入住|安置|回收|节[约省水能电]|压减|缩短|降低|下降|减少|核减|审减"
    rf"|{_DONE.pattern}"
)
_LESS: Final = compiled(r"节[约省]|压减|核减|审减|减少|降低|下降|缩短|结余|回收")
"""What was saved: more of it is better, though it stands among costs."""
_PEOPLE: Final = compiled(r"^[万千百]?(?:人次?|名|户次?|家次?|场次?)$")
_POOR: Final = compiled(r"贫困")
_RATE: Final = compiled(r"[率比](?:例|重)?(?:\(.{1,6}\))?$")
_HIGH: Final = Decimal(60)
"""A share that is to be as great as this is one of something wanted."""
_REMEMBERED: Final = 4096


class Direction(StrEnum):
    """Which results of an indicator are good: high ones, low ones, exactly the target; or nobody can tell."""

    POSITIVE = "positive"
    REVERSE = "reverse"
    EQUAL = "equal"
    UNKNOWN = "unknown"


def direction(row: Indicator) -> Direction:
    """Told by the printed sign, the nature column, the words of target and name, the level."""
    nature = next((text.text for code, text in row.extra if code == "nature"), "")
    sign = row.target.comparison if row.target is not None else ""
    if "反向" in nature or sign in ("≤", "<"):
        return Direction.REVERSE
    if "正向" in nature or sign in ("≥", ">"):
        return Direction.POSITIVE
    if sign == "=" or "等于" in nature:
        return Direction.EQUAL
    name, target = compact(row.name.text), compact(row.target_text.text)
    bounded = _REVERSE.search(target) is not None
    if _UNTOLD.search(name) and not bounded:
        return Direction.UNKNOWN
    cost = row.level1 == "COST" or row.level2.startswith("COST")
    unit = row.target.unit if row.target is not None else ""
    if cost and not bounded and (unit == "%" or _LESS.search(name)):
        return Direction.UNKNOWN
    if cost or bounded or (_REVERSE.search(name) and not _HANDLED.search(name)):
        return Direction.REVERSE
    if row.target is not None and _DUE.match(row.target.unit) and row.level2 == "OUT.TIME":
        return Direction.REVERSE
    value = row.target.value if row.target is not None else None
    if value == 0 and _FEARED.search(name):
        return Direction.REVERSE  # none at all is the best there is
    share = unit in ("%", "‰") or _RATE.search(name) is not None
    high = share and unit != "‰" and value is not None and value >= _HIGH
    level2 = "OUT.QTY" if _PEOPLE.match(unit) and not _POOR.search(name) else row.level2  # whom it reached
    wanted = high or _WANTED.search(target) is not None or _wanted(name, row.level1, level2, share=share)
    return Direction.POSITIVE if wanted else Direction.UNKNOWN


@lru_cache(maxsize=_REMEMBERED)
def _wanted(name: str, level1: str, level2: str, *, share: bool) -> bool:
    """Whether a name is of something to be reached: by its words, or as a count of what was put out."""
    if _HANDLED.search(name):
        return True
    if _SPENT.search(name) and not _LESS.search(name):
        return False
    if _FEARED.search(name) and not _DONE.search(name):
        return False
    counted = not share and (level2 == "OUT.QTY" or (not level2 and level1 != "BEN"))
    return counted or level1 == "SAT" or level2.startswith("SAT") or _WANTED.search(name) is not None
