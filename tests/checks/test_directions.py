"""Which results are good where a form prints no sign: what is wanted, what is feared, and what nobody can tell."""

import pytest

from formaudit.checks.scores.directions import Direction, direction
from formaudit.model.forms import Indicator
from formaudit.model.verdict import Severity
from tests.checks.test_published_layouts import read

HEAD = """2023年度项目支出绩效自评表
项目名称 | 平安建设 | < | < | < | < | <
主管部门 | 青溪县民政局 | < | < | 实施单位 | 青溪县民政局 | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
"""
QUANTITY, QUALITY, TIME, BENEFIT, COST = (
    "产出指标 | 数量指标",
    "产出指标 | 质量指标",
    "产出指标 | 时效指标",
    "效益指标 | 社会效益指标",
    "成本指标 | 经济成本指标",
)


def form(levels: str, name: str, target: str, achieved: str) -> str:
    return f"{HEAD}{levels} | {name} | {target} | {achieved} | 10 | 10\n"


def row(levels: str, name: str, target: str, achieved: str) -> Indicator:
    submission, _ = read(form(levels, name, target, achieved))
    [one] = submission.projects[0].indicators
    return one


@pytest.mark.parametrize(
    ("levels", "name", "target", "achieved"),
    [
        (BENEFIT, "城镇登记失业率", "4.5%", "3.8%"),
        (QUALITY, "供水管网漏损率", "10%", "8.6%"),
        (BENEFIT, "义务教育辍学率", "1%", "0.3%"),
        (QUALITY, "药品不良反应率", "3%", "1%"),
        (QUANTITY, "农药使用量", "320吨", "296吨"),
        (BENEFIT, "火灾起数", "20起", "12起"),
        (BENEFIT, "矛盾纠纷数量", "50起", "31起"),
        (BENEFIT, "细颗粒物平均浓度", "35", "31"),
        (QUALITY, "平均候诊时间", "30分钟", "18分钟"),
        (QUANTITY, "公务用车数量", "12辆", "10辆"),
        (BENEFIT, "村级债务", "200万元", "150万元"),
        (BENEFIT, "学生近视率", "50%", "47%"),
        (COST, "工程审减率", "8%", "9.1%"),
        (COST, "资金节约额", "20万元", "26万元"),
    ],
)
def test_what_is_feared_or_used_up_leaves_it_open_and_accuses_nobody(
    levels: str, name: str, target: str, achieved: str
) -> None:
    assert direction(row(levels, name, target, achieved)) is Direction.UNKNOWN
    _, findings = read(form(levels, name, target, achieved))
    assert [one.message for one in findings if one.severity in (Severity.CRITICAL, Severity.MAJOR)] == []


@pytest.mark.parametrize(
    ("levels", "name", "target", "achieved"),
    [
        (QUANTITY, "办理法律援助案件", "320件", "300件"),
        (QUANTITY, "培训护理员", "60人", "52人"),
        (QUANTITY, "巡查单元网格", "86个", "80个"),
        (QUALITY, "规范管理率", "62%", "55%"),
        (QUALITY, "投诉办结率", "100%", "92%"),
        (TIME, "矛盾纠纷化解率", "95%", "88%"),
        (BENEFIT, "健身人口比例", "40%", "36%"),
        (BENEFIT, "年门诊量", "85万人次", "80万人次"),
        (BENEFIT, "接待观众", "5万人次", "4.2万人次"),
        (BENEFIT, "能耗", "提升10%", "提升7%"),
        (BENEFIT, "新增税收", "1.5亿元", "1.2亿元"),
        ("满意度指标 | 满意度", "农户", "90%", "80%"),
    ],
)
def test_what_is_wanted_is_told_where_it_was_not_reached(levels: str, name: str, target: str, achieved: str) -> None:
    found = direction(row(levels, name, target, achieved))
    assert found is (Direction.UNKNOWN if name == "能耗" else Direction.POSITIVE)
    _, findings = read(form(levels, name, target, achieved))
    told = {one.check for one in findings if one.severity in (Severity.CRITICAL, Severity.MAJOR)}
    assert ("S07" in told) is (name != "能耗")


def test_none_at_all_is_the_best_of_what_is_feared() -> None:
    assert direction(row(BENEFIT, "安全事故", "0起", "0起")) is Direction.REVERSE
    _, findings = read(form(BENEFIT, "安全事故", "0起", "2起"))
    assert any(one.figures[0].label.endswith("得分") for one in findings if one.severity is not Severity.NOTE)
