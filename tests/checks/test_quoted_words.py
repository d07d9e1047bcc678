"""Rates and points that the text quotes: of the form's whole they are held against it, of anything else never."""

import pytest

from formaudit.audit import audit_submission
from formaudit.settings import Profile
from tests.checks.cases import drawn

_UNIT = "全年执行数为126.5万元，预算执行率为99.92%。"
_TITLE = "2023年度湖滨区档案馆单位整体支出绩效自评报告"
_PROJECT = "2023年度区级专项资金项目支出绩效自评报告"


def accused(sentence: str, title: str = _TITLE) -> list[str]:
    submission = drawn((("report", _UNIT, f"全年执行数为126.5万元。\n{sentence}"), ("report", _TITLE, title)))
    report = audit_submission(submission, Profile(), "zh")
    return [one.figures[0].raw for one in report.findings if one.check == "X22"]


@pytest.mark.parametrize(
    ("sentence", "raw"),
    [
        ("预算执行率为91%。", "91%"),
        ("2023年度本馆预算执行率为91%。", "91%"),
        ("二〇二三年度本馆预算执行率为91%。", "91%"),
        ("我单位整体支出进度达91%。", "91%"),
        ("各项工作按计划完成，资金使用规范，执行率91%。", "91%"),
        ("湖滨区档案馆2023年执行率达到91%。", "91%"),
        ("经综合评价，2023年度部门整体支出绩效自评得分91分。", "91分"),
        ("逐项打分后，自评总分为91分。", "91分"),
        ("满分100分，自评得分91分。", "91分"),
        ("产出49分、满意度10分，自评总分为91分。", "91分"),
        ("我馆组织开展绩效评价，评价得分91分。", "91分"),
        ("产出49分，综合评价得分91分。", "91分"),
        ("经综合评价，部门整体支出绩效自评等级为良。", "良"),
        ("2023年度我单位绩效评价结果为“良”。", "良"),
        ("绩效自评等级：良。", "良"),
        ("读者集中反映的事项均已办结，自评得分99.24分，等级为中。", "中"),
        ("整体支出绩效自评得分99.24分，其中预算执行9.99分，评价等级为“良”。", "良"),
    ],
)
def test_what_the_text_quotes_of_the_whole_is_the_form_s(sentence: str, raw: str) -> None:
    assert accused(sentence) == [raw]


@pytest.mark.parametrize(
    "sentence",
    [
        "去年同期执行率94%。",
        "11月底预算执行率为91%。",
        "8月底执行率仅55%，后经加快进度，年底达到99.92%。",
        "绩效监控时执行率为40%。",
        "三年累计执行率95.03%。",
        "2021年、2022年执行率分别为94%、91%。",
        "近两年执行率分别为94%、91%。",
        "2021年和2023年支出95万元、126.5万元，执行率95%、99.92%。",
        "2022年执行率为94%。",
        "二〇二二年执行率为94%。",
        "2022年到2023年执行率为94%。",
        "全区档案系统执行率93.4%。",
        "剔除质保金因素，执行率为98%。",
        "按合同价计算，执行率为97.88%。",
        "主管部门口径下执行率为97.82%。",
        "合同履约率100%，合同执行率97.88%。",
        "专项资金执行率92%。",
        "项目执行率92%。",
        "所属单位执行率为95%。",
        "馆藏保护全部完成，执行率95%。",
        "3个项目中执行率95%的2个，其余1个。",
        "执行率95%以上的项目2个。",
    ],
)
def test_a_rate_of_another_time_part_or_base_is_none_of_the_form_s(sentence: str) -> None:
    assert accused(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "评价等级划分：90分（含）以上为优，80分（含）—90分为良，60分以下为差。",
        "综合得分90分及以上为优，80—90分为良，低于60分为差。",
        "自评得分95分以上，等级为优。",
        "自评得分超过95分，等级为优。",
        "自评得分低于60分的项目，下年不安排预算。",
        "目标自评得分98分以上。",
        "2个项目自评得分在95分以上。",
        "本指标满分15分，自评得分15分。",
        "质量指标分值20分，自评得分20分；时效指标分值10分，自评得分9分。",
        "决策部分满分20分，自评得分19分。",
        "自评得分为预算执行9分、产出50分、效益30分、满意度10分。",
        "第三方评价得分96.2分。",
        "社会效益指标20分，自评20分，评价得分18分，核减2分。",
        "过程指标15分，单位自评15分，评价得分14分。",
        "财政重点评价项目1个，评价得分88分，等级为“良”。",
        "抽取2个项目开展重点评价，评价得分88分。",
        "评价组选取三个项目进行绩效评价，评价得分88分。",
        "财政局开展重点绩效评价，得分88分，等级为“良”。",
        "经第三方机构复核，最终得分96.2分。",
        "主管部门审核后，评价得分为91分。",
        "读者服务部自评得分98分，修裱中心自评得分97分。",
        "2022年度自评得分97分。",
        "一、预算执行情况（10分）。得9.99分。二、产出指标（50分）。得50分。合计99.24分。",
    ],
)
def test_points_of_a_part_of_somebody_else_or_as_a_bound_are_no_total(sentence: str) -> None:
    assert accused(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "财政部门抽评得分85分，等级为良。",
        "市级评价得分85分，等级为良。",
        "第三方机构认为本馆绩效自评等级应为良。",
        "预算绩效管理考核等级为良好。",
        "年度考核等次为良好。",
        "修裱中心自评等级为良。",
        "修裱中心绩效自评等级:良。",
        "经专家打分，绩效自评等级为良。",
        "自评得分99.24分，空气质量等级为良。",
        "读者评价等级为良。",
        "馆藏环境等级为优，空气质量等级为良。",
        "巡察评价结果为中等，已整改。",
        "2022年度我单位绩效自评等级为良。",
        "等级为良。",
    ],
)
def test_a_grade_of_others_or_of_other_things_is_none_of_the_form_s(sentence: str) -> None:
    assert accused(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "raws"),
    [
        ("本项目绩效自评等级为中。", ["中"]),
        ("全馆绩效自评等级为中。", []),
        ("该项目预算执行率为91%。", ["91%"]),
        ("区级专项资金执行率为91%。", ["91%"]),
        ("专项资金执行率为91%。", ["91%"]),
        ("全馆预算执行率为91%。", []),
        ("部门整体执行率为91%。", []),
        ("部门整体支出自评得分91分。", []),
        ("本项目自评得分91分。", ["91分"]),
    ],
)
def test_the_report_on_a_project_speaks_of_the_project(sentence: str, raws: list[str]) -> None:
    assert [one for one in accused(sentence, _PROJECT) if one.startswith(("91", "中"))] == raws
