"""Stages that a header repeats for each year: the columns of one year go together."""

import pytest

from formaudit.forms.read import read_region
from formaudit.forms.regions import find_regions
from formaudit.model.forms import SelfEvaluation
from tests.drawn import drawn

_FORM = """2023年度部门整体支出绩效自评表
单位名称 | 青禾县水务局 |  |  |  |  |
项目 | {first} |  |  | {second} |  |
 | 预算数 | 执行数 | 执行率（%） | 预算数 | 执行数 | 执行率（%）
年度资金总额 | {one} | {other}
其中：基本支出 | 1200 | 1200 | 100% | 1300 | 1280 | 98.46%
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 维修渠道长度 | ≥30公里 | 32公里 | 60 | 60
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 93% | 40 | 40"""
_THEN, _NOW = "1800 | 1710 | 95%", "2000 | 1940 | 97%"


@pytest.mark.parametrize(
    ("first", "second", "one", "other"),
    [
        ("2022年", "2023年", _THEN, _NOW),
        ("2023年度", "2022年度", _NOW, _THEN),
        ("上年", "本年", _THEN, _NOW),
        ("本年度（万元）", "上年度（万元）", _NOW, _THEN),
        ("甲", "乙", _THEN, _NOW),
    ],
)
def test_budget_spending_and_rate_are_those_of_the_latest_year(first: str, second: str, one: str, other: str) -> None:
    (region,) = find_regions(drawn(_FORM.format(first=first, second=second, one=one, other=other)))
    form = read_region(region, file=0, form_index=0)
    assert isinstance(form, SelfEvaluation)
    row = next(row for row in form.funds if row.source == "total")
    figures = (row.final_budget, row.actual_amount, row.rate)
    assert [figure and figure.raw for figure in figures] == ["2000", "1940", "97%"]
