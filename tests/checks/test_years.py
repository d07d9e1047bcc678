"""Y: this year against the year before."""

import pytest

from formaudit.model.verdict import Severity
from tests.checks.cases import Case, breaks, holds, judge, silent, undecided, verdicts

# Last year's submission is this year's with the years moved; its final accounts are made to be this year's 上年 column.
_BASE_2022 = (
    ("base", "| 三公经费 | 1.5 | 1.5 | 1.2 |", "| 三公经费 | 1.6 | 1.6 | 1.5 |"),
    ("base", "| 1、公务用车购置和维护经费 | 1 | 1 | 0.8 |", "| 1、公务用车购置和维护经费 | 1 | 1 | 1 |"),
    ("base", "| 公车运行维护 | 1 | 1 | 0.8 |", "| 公车运行维护 | 1 | 1 | 1 |"),
    ("base", "| 3、公务接待 | 0.5 | 0.5 | 0.4 |", "| 3、公务接待 | 0.5 | 0.5 | 0.5 |"),
    ("base", "| 项目支出： | 20 | 12 | 24.5 |", "| 项目支出： | 18 | 12 | 20 |"),
    (
        "base",
        "| 3、区级专项资金（一个专项一行） | 10 | 12 | 12.5 |",
        "| 3、区级专项资金（一个专项一行） | 9 | 12 | 10 |",
    ),
    ("base", "| 其中：数字化加工 | 8 | 9 | 9.4 |", "| 其中：数字化加工 | 7 | 9 | 8 |"),
    ("base", "| 库房改造 | 2 | 3 | 3.1 |", "| 库房改造 | 2 | 3 | 2 |"),
    ("base", "| 4、上级转移支付（一个专项一行） | 10 | 0 | 12 |", "| 4、上级转移支付（一个专项一行） | 9 | 0 | 10 |"),
    ("base", "| 其中：省拨抢救保护费 | 10 | 0 | 12 |", "| 其中：省拨抢救保护费 | 9 | 0 | 10 |"),
    ("base", "| 公用经费 | 20 | 21 | 19.5 |", "| 公用经费 | 20 | 21 | 20 |"),
    ("base", "| 其中：办公经费 | 8 | 8 | 7.5 |", "| 其中：办公经费 | 8 | 8 | 8 |"),
    ("base", "| 会议费、培训费 | 1 | 1 | 0.9 |", "| 会议费、培训费 | 1 | 1 | 1 |"),
    ("base", "| 政府采购金额 | 15 | 18 | 17.2 |", "| 政府采购金额 | 15 | 18 | 15 |"),
    ("base", "| 部门基本支出预算调整 | 0 | 0 | 2 |", "| 部门基本支出预算调整 | 0 | 0 | 0 |"),
)
_OTHER_TEXT = (
    (
        "report",
        "1、开放档案利用率未达到目标，鉴定人手不足。",
        "1、馆藏破损档案多，修复设备陈旧，当年只更换了一台恒湿柜，装裱人员一名退休后没有补充，全年仍有八十卷待修复入库上架。",
    ),
)
_OPERATING = ("base", "| 公用经费 | 20 | 21 | 19.5 |")
_LONG = "1、查档窗口只有一个，每逢房屋登记高峰，群众平均等候超过四十分钟，窗口人员午间轮班不足，投诉随之增多。"

CASES: tuple[Case, ...] = (
    breaks("Y01", "operating expenses halved without a word", (*_OPERATING, "| 公用经费 | 50 | 21 | 19.5 |")),
    breaks("Y01", "三公 rose", ("base", "| 三公经费 | 1.5 | 1.5 | 1.2 |", "| 三公经费 | 1.1 | 1.5 | 1.2 |")),
    breaks(
        "Y01",
        "projects come and go: a note",
        ("base", "| 项目支出： | 20 |", "| 项目支出： | 5 |"),
        ("report", "年中追加上级转移支付12万元。", ""),
        ("report", "；上级转移支付12万元，用于省拨抢救保护费12万元", ""),
        severity=Severity.NOTE,
    ),
    holds("Y01", "small movements"),
    undecided(
        "Y01",
        "no report in which a reason could stand",
        (*_OPERATING, "| 公用经费 | 50 | 21 | 19.5 |"),
        without=("report",),
    ),
    holds(
        "Y01",
        "the report says why",
        (*_OPERATING, "| 公用经费 | 50 | 21 | 19.5 |"),
        ("report", "年中追加上级转移支付12万元。", "公用经费较上年减少，主要是机构合署办公。"),
    ),
    silent("Y01", "a base below 1 万元", ("base", "| 三公经费 | 1.5 | 1.5 | 1.2 |", "| 三公经费 | 0.6 | 1.5 | 1.2 |")),
    silent("Y01", "a hundredfold change is a unit mistaken", (*_OPERATING, "| 公用经费 | 200000 | 21 | 19.5 |")),
    breaks("Y01", "a hundredth exactly may be a movement", (*_OPERATING, "| 公用经费 | 1950 | 21 | 19.5 |")),
    silent("Y01", "a little below a hundredth", (*_OPERATING, "| 公用经费 | 1951 | 21 | 19.5 |")),
    breaks("Y01", "a hundredfold exactly may be a movement", (*_OPERATING, "| 公用经费 | 1 | 21 | 100 |")),
    silent("Y01", "a little above a hundredfold", (*_OPERATING, "| 公用经费 | 1 | 21 | 100.1 |")),
    breaks("Y01", "nothing is left", (*_OPERATING, "| 公用经费 | 20 | 21 | 0 |")),
    breaks(
        "Y02", "last year printed another figure", (*_OPERATING, "| 公用经费 | 21.3 | 21 | 19.5 |"), prior=_BASE_2022
    ),
    holds("Y02", "last year's column is last year's final accounts", prior=_BASE_2022),
    undecided(
        "Y02",
        "restated accounts",
        (*_OPERATING, "| 公用经费 | 21.3 | 21 | 19.5 |"),
        ("report", "年中追加上级转移支付12万元。", "上年决算数按审计意见作了更正。"),
        prior=_BASE_2022,
    ),
    breaks("Y03", "two posts more", ("base", "| ^ | 12 | 9 | 75% |", "| ^ | 14 | 9 | 64.29% |"), prior=_BASE_2022),
    holds("Y03", "no change", prior=_BASE_2022),
    silent(
        "Y03",
        "a reform explains it",
        ("base", "| ^ | 12 | 9 | 75% |", "| ^ | 14 | 9 | 64.29% |"),
        ("report", "年中追加上级转移支付12万元。", "机构改革划转两名编制。"),
        prior=_BASE_2022,
    ),
    breaks(
        "Y04",
        "the budget grew by half without a reason",
        ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 80 |"),
        ("report", "年中追加上级转移支付12万元。", ""),
    ),
    *(
        silent(
            "Y04",
            f"a change told as {said[:6]}",
            ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 80 |"),
            ("report", "年中追加上级转移支付12万元。", said),
        )
        for said in ("全年预算较年初预算数增加46.6万元，系上级下达专项资金。", "年中下达省级补助资金46.6万元。")
    ),
    breaks(
        "Y04",
        "transfers under a name of their own are not the unit's change",
        ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 80 |"),
        ("report", "年中追加上级转移支付12万元。", ""),
        ("transfer", "项目支出名称 | 上级转移支付", "项目支出名称 | 省拨抢救保护费"),
        ("transfer", "| 年度资金总额 | < | < | 0 | 12 |", "| 年度资金总额 | < | < | 0 | 46.6 |"),
        severity=Severity.MINOR,
    ),
    breaks(
        "Y04",
        "annex 2's row tells of transfers that have no form",
        ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 80 |"),
        ("report", "年中追加上级转移支付12万元。", ""),
        ("base", "| 4、上级转移支付（一个专项一行） | 10 | 0 |", "| 4、上级转移支付（一个专项一行） | 10 | 46.6 |"),
        without=("transfer",),
        severity=Severity.MINOR,
    ),
    breaks(
        "Y04",
        "transfers of more than the change are none of it",
        ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 80 |"),
        ("report", "年中追加上级转移支付12万元。", ""),
        ("base", "| 4、上级转移支付（一个专项一行） | 10 | 0 |", "| 4、上级转移支付（一个专项一行） | 10 | 47 |"),
        without=("transfer",),
        severity=Severity.MAJOR,
    ),
    holds("Y04", "a small adjustment", ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 125 |")),
    silent("Y04", "the report says why", ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 80 |")),
    breaks(
        "Y05", "a target below last year's result", ("transfer", "≥300卷 | 310卷", "≥200卷 | 210卷"), prior=_BASE_2022
    ),
    holds("Y05", "targets as high as last year's results", prior=_BASE_2022),
    holds(
        "Y05", "a tenth below last year's result", ("transfer", "≥300卷 | 310卷", "≥279卷 | 290卷"), prior=_BASE_2022
    ),
    breaks(
        "Y05",
        "a little more than a tenth below last year's result",
        ("transfer", "≥300卷 | 310卷", "≥278卷 | 290卷"),
        prior=_BASE_2022,
    ),
    holds(
        "Y05",
        "a rate of nine tenths is high enough",
        ("unit", "≥99% | 99.5%", "≥90% | 95%"),
        prior=(*_BASE_2022, ("unit", "≥99% | 99.5%", "≥99% | 130%")),
    ),
    breaks("Y05", "a rate far below last year's", ("unit", "≥99% | 99.5%", "≥89% | 95%"), prior=_BASE_2022),
    silent(
        "Y05",
        "demand may fall",
        ("transfer", "抢救破损档案卷数 | ≥300卷 | 310卷", "受理查档申请件数 | ≥200件 | 210件"),
        prior=(*_BASE_2022, ("transfer", "抢救破损档案卷数 | ≥300卷 | 310卷", "受理查档申请件数 | ≥300件 | 310件")),
    ),
    breaks(
        "Y06",
        "last year's words",
        ("report", "1、开放档案利用率未达到目标，鉴定人手不足。", _LONG),
        prior=(("report", "1、开放档案利用率未达到目标，鉴定人手不足。", _LONG),),
    ),
    holds("Y06", "another text", ("report", "1、开放档案利用率未达到目标，鉴定人手不足。", _LONG), prior=_OTHER_TEXT),
    silent("Y06", "duties are the same every year", prior=_BASE_2022),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_the_drawn_forms_what_it_should(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize("check", ["Y02", "Y03", "Y05", "Y06"])
def test_without_last_years_submission_a_check_does_not_apply(check: str) -> None:
    found = verdicts(silent(check, "nothing to compare with"))
    assert [verdict.outcome.value for verdict in found] == ["not-applicable"]


def test_a_figure_of_last_year_stands_in_a_file_behind_the_submissions_own() -> None:
    found = verdicts(breaks("Y02", "", (*_OPERATING, "| 公用经费 | 21.3 | 21 | 19.5 |"), prior=_BASE_2022))
    ours, theirs = next(verdict.figures for verdict in found if verdict.outcome.value == "broken")
    assert ours.place.file < 6 <= theirs.place.file
