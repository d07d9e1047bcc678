"""A rate that the text prints of a row of a table that has one: told only of just that row, that year and that rate."""

from typing import Final

import pytest

from formaudit.audit import audit_submission
from formaudit.settings import Profile
from tests.graph.test_told_tables import submission

_ROWS = """
| 项目名称 | 预算数 | 支出数 | 执行率 | 资金支付率 |
| 渠道整治 | 240.00 | 229.92 | 95.80% | 91.20% |
| 泵站更新 | 120.00 | 108.00 | 90.00% | 88.00% |
| 合计 | 360.00 | 337.92 | 93.87% | 90.13% |
"""
_TWO_TOTALS = (
    _ROWS
    + """
单位：万元

| 类别 | 预算数 | 支出数 | 执行率 |
| 基本支出 | 500.00 | 480.00 | 96.00% |
| 公用支出 | 100.00 | 99.00 | 99.00% |
| 合计 | 600.00 | 579.00 | 96.50% |
"""
)


def said(sentence: str, rows: str) -> tuple[list[str], list[str]]:
    report = audit_submission(submission(sentence, rows), Profile(), "zh")
    told = [one.calculation for one in report.findings if one.check == "X06"]
    return told, [tick.calculation for tick in report.ticks if tick.check == "X06"]


@pytest.mark.parametrize(
    ("sentence", "calculation"),
    [
        ("渠道整治预算执行率98.50%，资金使用规范。", "95.8 ≠ 98.5"),
        ("渠道整治工程执行率98.5%。", "95.8 ≠ 98.5"),
        ("渠道整治资金支付率92.10%。", "91.2 ≠ 92.1"),
        ("项目总体预算执行率98.37%。", "93.87 ≠ 98.37"),
        ("2024年项目预算360万元，支出337.92万元，预算执行率97.2%。", "93.87 ≠ 97.2"),
    ],
)
def test_another_rate_than_that_of_the_row_is_told(sentence: str, calculation: str) -> None:
    assert calculation in said(sentence, _ROWS)[0]


@pytest.mark.parametrize(
    ("sentence", "calculation"),
    [
        ("渠道整治预算执行率95.8%，资金使用规范。", "95.8 = 95.8"),
        ("泵站更新项目支付率88%。", "88 = 88"),
        ("项目总体预算执行率93.9%。", "93.87 ≈ 93.9"),
        ("项目总体预算执行率94%。", "93.87 ≈ 94"),
    ],
)
def test_the_same_rate_is_ticked(sentence: str, calculation: str) -> None:
    told, ticked = said(sentence, _ROWS)
    assert told == []
    assert calculation in ticked


@pytest.mark.parametrize(
    "sentence",
    [
        "截至9月底，渠道整治预算执行率98.50%。",  # of another day
        "上年渠道整治预算执行率98.50%。",
        "2023年渠道整治预算执行率98.50%。",
        "项目总体预算执行率（目标值98.37%）为93.87%。",
        "渠道整治资金支付率95.08%。",  # another rate of the row
        "渠道整治形象进度98.50%。",
        "渠道整治附属设施执行率98.50%。",  # another project
        "渠道整治支出229.92万元，预算执行率95.80%。",  # the row's, though it goes by no name
        "泵站更新任务重，预算执行率98.37%。",  # whose rate it is stands before
        "渠道整治预算执行率72.40%。",  # far away, and nothing ties it to the row's amounts
        "渠道整治预算执行率不低于98.50%。",
    ],
)
def test_a_rate_of_something_else_accuses_nobody(sentence: str) -> None:
    assert said(sentence, _ROWS)[0] == []


def test_a_rate_without_a_name_is_that_of_the_only_total() -> None:
    assert said("项目总体预算执行率98.37%。", _TWO_TOTALS)[0] == []


_OF_THE_WHOLE: Final = """
| 项目名称 | 年初预算 | 全年预算 | 支出数 | 执行率 |
| 渠道整治 | 230.00 | 240.00 | 229.92 | 95.80% |
| 泵站更新 | 120.00 | 120.00 | 108.00 | 90.00% |
| 合计 | 350.00 | 360.00 | 337.92 | 93.87% |
"""


@pytest.mark.parametrize(
    ("sentence", "calculations"),
    [
        ("年初预算350万元，全年支出337.92万元，预算执行率96.55%。", []),
        ("年初预算350万元，全年预算360万元，全年支出337.92万元，预算执行率96.55%。", []),
        ("渠道整治年初预算230万元，支出229.92万元，预算执行率99.97%。", []),
        ("年初预算350万元，全年支出337.92万元，预算执行率98.55%。", ["93.87 ≠ 98.55"]),
        ("全年预算360万元，支出337.92万元，其中设备购置支出58万元，执行率96.67%。", []),
    ],
)
def test_a_rate_that_amounts_of_the_text_make_may_have_another_base(sentence: str, calculations: list[str]) -> None:
    assert said(sentence, _OF_THE_WHOLE)[0] == calculations


_FORM: Final = """
附件4
2024年度项目支出绩效自评表
| 项目名称 | {name} | < | < | < | < | < |
| 主管部门 | 栗溪镇人民政府 | < | < | 实施单位 | 栗溪镇人民政府 | < |
| 项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 |
| ^ | 年度资金总额 | {first} | 240 | 229.92 | 10 | 95.80% |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | {name}长度 | ≥30公里 | 32公里 | 90 | 90 |
"""
_DITCH: Final = _FORM.format(name="渠道整治", first=240)


def test_a_rate_without_a_name_is_that_of_the_only_form() -> None:
    assert said("项目预算执行率98.50%。", _DITCH)[0] == ["95.8 ≠ 98.5"]
    assert said("项目预算执行率95.8%。", _DITCH)[1] == ["95.8 = 95.8"]
    pumps = _FORM.format(name="泵站更新", first=240)
    assert said("项目预算执行率98.50%。", _DITCH + pumps) == ([], [])


def test_nothing_is_a_rate_of_a_budget_of_zero() -> None:
    without = _FORM.format(name="渠道整治", first=0)
    assert said("项目年初预算0万元，预算执行率95.8%。", without) == ([], ["95.8 = 95.8"])
    assert said("项目年初预算0万元，预算执行率98.50%。", without) == (["95.8 ≠ 98.5"], [])
