"""More layouts, with columns in other orders and of other kinds than those of ``variants``; and the list of all."""

from dataclasses import replace
from typing import Final

from corpora.generator.layout import INCOME, ROWS, TITLES, Layout
from corpora.generator.variants import (
    CENTRAL,
    COST,
    GOALS,
    HUNAN,
    HUNAN_PLAIN,
    PLATFORM,
    REVIEW,
    SICHUAN,
    TRANSFER,
    WEIGHTS,
    YUAN,
)

__all__ = ["LAYOUTS", "LEVELS", "RECHECK", "STANDARDS"]

STANDARDS: Final = replace(
    CENTRAL,
    name="standards",
    fund_columns=(
        ("original_budget", "年初预算"),
        ("final_budget", "全年预算"),
        ("actual_amount", "全年执行"),
        ("score", "自评得分"),
        ("weight", "分值"),
        ("rate", "执行率"),
    ),
    indicator_columns=(
        ("level1", "一级指标"),
        ("level2", "二级指标"),
        ("name", "三级指标"),
        ("nature", "指标性质"),
        ("standard", "绩效标准"),
        ("target", "指标值"),
        ("unit", "度量单位"),
        ("achieved", "完成值"),
        ("completion", "完成率"),
        ("weight", "分值"),
        ("score", "自评得分"),
        ("reason", "备注"),
    ),
    source_rates=False,
    source_blank="",
    money="three",
    titles={**TITLES, "annex3": "{year}年度部门整体支出绩效自评表", "annex4": "{year}年度项目绩效目标自评表"},
)
"""Kind, standard and share reached beside each value; the points for execution stand before what they are of."""

RECHECK: Final = replace(
    SICHUAN,
    name="recheck",
    side=True,
    fund_side=("预算执行情况（万元）", "预算执行情况（万元）"),
    fund_corner="",
    money="fixed",
    fund_columns=(
        ("original_budget", "年初预算数"),
        ("final_budget", "调整后预算数"),
        ("actual_amount", "预算执行数"),
        ("rate", "预算执行率"),
        ("score", "自评得分"),
        ("weight", "权重"),
    ),
    indicator_columns=(
        ("level1", "一级指标"),
        ("level2", "二级指标"),
        ("name", "三级指标"),
        ("nature", "指标性质"),
        ("target", "指标值"),
        ("unit", "度量单位"),
        ("achieved", "自评完成值"),
        ("review_value", "复核完成值"),
        ("weight", "权重"),
        ("score", "自评得分"),
        ("review", "复核得分"),
        ("note", "备注"),
        ("reason", "偏差原因"),
    ),
    box="rows",
    titles={**TITLES, "annex3": "{year}年部门整体支出绩效复核自评表", "annex4": "{year}年项目支出绩效复核自评表"},
)
"""Values and points twice, once for who reviews the form."""

LEVELS: Final = replace(
    GOALS,
    name="levels",
    fund_columns=(
        ("actual_amount", "全年执行数"),
        ("final_budget", "全年预算数"),
        ("original_budget", "年初预算数"),
        ("rate", "执行率"),
        ("weight", "分值"),
        ("score", "得分"),
    ),
    spread=(),
    execution="block",
    goals="pair",
    goal_heads=("预期目标", "实际完成情况"),
    side=True,
    fund_side=("资金情况（万元）", "资金情况（万元）"),
    fund_corner="",
    foot_inside=True,
    indicator_columns=(
        ("level1", "一级指标"),
        ("level2", "二级指标"),
        ("name", "三级指标"),
        ("weight", "分值"),
        ("score", "得分"),
        ("target", "年初指标值"),
        ("achieved", "年终完成值"),
        ("completion", "完成率"),
        ("reason", "未完成原因"),
    ),
    rows={
        **ROWS,
        "total": "年度资金总额",
        "fiscal": "其中：财政拨款",
        "central": "其中：中央财政资金",
        "provincial": "省级财政资金",
        "city": "州级财政资金",
        "county": "县级财政资金",
        "carried": "上年结转",
        "other": "其他资金",
    },
    income={**INCOME, "general": "其中：一般公共预算：", "basic": "其中：基本支出：", "project": "项目支出："},
    box="pairs",
    total="总分",
)
"""Execution before budget, points before values, sources by level of government down to the prefecture."""

LAYOUTS: Final[tuple[Layout, ...]] = (
    HUNAN, HUNAN_PLAIN, CENTRAL, SICHUAN, COST, YUAN, GOALS, REVIEW, TRANSFER, WEIGHTS, PLATFORM,
    STANDARDS, RECHECK, LEVELS,
)  # fmt: skip
"""Every layout of the corpus."""
