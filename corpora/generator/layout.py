"""How a form looks in a place and year: words, columns, units, merges. The facts are the same under each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from corpora.generator.scoring import plain
from corpora.generator.sheet import Printed

__all__ = ["Layout"]

_WAN: Final = Decimal(10000)
_MONEY: Final = {"fixed": ".2f", "three": ".3f", "grouped": ",.2f", "yuan": ",.2f", "bare-yuan": ".2f"}

ROWS: Final = {
    "total": "年度资金总额",
    "fiscal": "其中：当年财政拨款",
    "carried": "上年结转资金",
    "other": "其他资金",
    "central": "其中：中央补助",
    "provincial": "省级资金",
    "city": "市级资金",
    "county": "县级资金",
}
LEVEL2: Final = {
    "OUT.QTY": "数量指标",
    "OUT.QUAL": "质量指标",
    "OUT.TIME": "时效指标",
    "OUT.COST": "成本指标",
    "COST.ECON": "经济成本指标",
    "COST.SOC": "社会成本指标",
    "COST.ENV": "生态环境成本指标",
    "BEN.ECON": "经济效益指标",
    "BEN.SOC": "社会效益指标",
    "BEN.ECO": "生态效益指标",
    "BEN.SUST": "可持续影响指标",
    "SAT.SERV": "服务对象满意度指标",
}
LEVEL1: Final = {"COST": "成本指标", "OUT": "产出指标", "BEN": "效益指标", "SAT": "满意度指标"}
ANNEX2: Final = {
    "unit": "预算单位名称",
    "staff": "财政供养人员情况(人)",
    "posts": "编制数",
    "in_post": "{year}年实际在职人数",
    "rate": "控制率",
    "costs": "经费控制情况({unit})",
    "prior_actual": "{prior}年决算数",
    "budget": "{year}年预算数",
    "actual": "{year}年决算数",
    "three_public": "三公经费",
    "car": "1、公务用车购置和维护经费",
    "car_purchase": "其中：公车购置",
    "car_upkeep": "公车运行维护",
    "abroad": "2、出国经费",
    "reception": "3、公务接待",
    "project": "项目支出：",
    "business": "1、业务工作经费",
    "operation": "2、运行维护经费",
    "local": "3、{level}级专项资金(一个专项一行)",
    "transfer": "4、上级转移支付(一个专项一行）",
    "development": "5、其他事业发展类资金",
    "operating": "公用经费",
    "procurement": "政府采购金额",
    "adjustment": "部门基本支出预算调整",
    "building": "楼堂馆所控制情况\n({year}年完工项目)",
    "savings": "厉行节约保障措施",
}
BUILDING: Final = (
    ("approved_size", "批复规模\n(m²)"),
    ("actual_size", "实际规\n模(m²)"),
    ("size_rate", "规模控制率"),
    ("budget", "预算投资\n({unit})"),
    ("actual", "实际\n投资\n({unit})"),
    ("cost_rate", "投资概\n算控制\n率"),
)
INCOME: Final = {
    "income": "按收入性质分：",
    "general": "其中：一般公共预算：",
    "government_fund": "政府性基金拨款：",
    "special_account": "纳入专户管理的非税收入拨款：",
    "other": "其他资金：",
    "spending": "按支出性质分：",
    "basic": "其中：基本支出：",
    "project": "项目支出：",
}
TITLES: Final = {
    "annex1": "{year}年度{district}专项资金绩效自评清单",
    "annex2": "{year}年度预算单位整体支出绩效评价基础数据表",
    "annex3": "{year}年度预算单位整体支出绩效自评表",
    "annex4": "{year}年度项目支出绩效自评表",
    "report": "{year}年度{unit}整体支出绩效自评报告",
}
HEADINGS: Final = {"annex1": "附件1：", "annex2": "附件2", "annex3": "附件3", "annex4": "附件4", "report": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A variant of the forms.

    ``fund_columns`` and ``indicator_columns`` pair a column's meaning with its printed heading, in printed order.
    ``spread`` and ``indicator_spread`` group neighbouring columns under a common heading (a header of two rows).
    ``money`` is plain, fixed (two decimals), three (three), grouped (thousands apart), yuan (元, thousands apart) or
    bare-yuan. ``foot_inside`` puts the signatures into the last row of the table. ``rows`` are the labels
    of the fund rows. ``execution`` says where the points for execution stand: ``block`` (in the fund block) or ``row``
    (an indicator row). ``goals`` is ``pair`` (one cell each) or ``list`` (a row for each goal behind a leading column).
    ``box`` is the shape of annex 3's box: ``inside`` (values in the label cells), ``pairs`` (beside them), ``rows``
    (three columns). ``moved`` says under which group of the second level a layout prints what it has no group for.
    ``blank_rows`` is how many empty template rows follow each second-level group. ``source_rates``
    prints a rate on every source row. ``prior`` is whether annex 2 has a column for the year before.
    """

    name: str
    fund_columns: tuple[tuple[str, str], ...]
    indicator_columns: tuple[tuple[str, str], ...]
    level2: tuple[str, ...]
    moved: Mapping[str, str] = field(default_factory=dict)
    outline: str = "ten"
    unit: str = "万元"
    money: str = "plain"
    side: bool = True
    fund_side: tuple[str, str] = ("年度预算申请（万元）", "项目资金（万元）")
    fund_corner: str = ""
    spread: tuple[tuple[str, tuple[str, ...]], ...] = ()
    indicator_spread: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rows: Mapping[str, str] = field(default_factory=lambda: ROWS)
    level1_names: Mapping[str, str] = field(default_factory=lambda: LEVEL1)
    level2_names: Mapping[str, str] = field(default_factory=lambda: LEVEL2)
    annex2: Mapping[str, str] = field(default_factory=lambda: ANNEX2)
    income: Mapping[str, str] = field(default_factory=lambda: INCOME)
    titles: Mapping[str, str] = field(default_factory=lambda: TITLES)
    headings: Mapping[str, str] = field(default_factory=lambda: HEADINGS)
    captions: tuple[str, ...] = ()
    level1_weight: str = "\n（{weight}分）"
    goals: str = "pair"
    goal_side: str = "年度总体目标"
    goal_heads: tuple[str, str] = ("预期目标", "实际完成情况")
    indicator_side: str = "绩效指标"
    execution: str = "block"
    execution_names: tuple[str, str] = ("预算执行率\n（10分）", "预算执行率")
    total: str = "总分"
    box: str = "inside"
    blank_rows: int = 0
    source_rates: bool = False
    source_blank: str = ""
    positive: str = "≥"
    reverse: str = "≤"
    not_applicable: str = "不适用"
    prior: bool = True
    project_label: str = "项目支出名称"
    unit_label: str = "预算单位名称"
    department_label: str = "主管部门"
    implementing_label: str = "实施单位"
    note: str = ""
    foot_inside: bool = False
    foot: str = "单位负责人签字：{head}  填表人：{filler}  联系电话：{phone}    填报日期：{date}"

    def amount(self, value: Decimal) -> str:
        """A sum of money, given in 万元, as these forms print it."""
        shown = value * _WAN if self.unit == "元" else value
        form = _MONEY.get(self.money)
        return format(shown, form) if form else plain(shown)

    def money_at(self, address: str, value: Decimal) -> Printed:
        """A sum of money as a printed figure in the unit of the forms."""
        shown = value * _WAN if self.unit == "元" else value
        return Printed(address, shown, self.unit, self.amount(value))

    def percent_at(self, address: str, value: Decimal) -> Printed:
        """A percentage as a printed figure."""
        raw = f"{value:.2f}%" if self.money in ("fixed", "three") else f"{plain(value)}%"
        return Printed(address, value, "%", raw)

    def number_at(self, address: str, value: Decimal, unit: str = "") -> Printed:
        """A count, weight or score as a printed figure."""
        return Printed(address, value, unit, plain(value))
