"""S: do the scores follow from the rows."""

import pytest

from formaudit.settings import Profile
from tests.checks.cases import Case, breaks, holds, judge, silent, undecided

_VISITORS = ("unit", "接待查档总人次 | ≥1200人次 | 1260人次 | 10 | 10")
_MISSED = "鉴定人手不足，部分目录未能公开"
_MET = "1260人次 | 10 | 10 |  |"


def _worded(achieved: str, score: str) -> tuple[str, str, str]:
    return *_VISITORS, f"查档服务规范 | 达到规范 | {achieved} | 10 | {score}"


def _saved(old: str, new: str) -> tuple[str, str, str]:
    return "transfer", f"单卷修复成本 | ≤400元 | 387元 | {old}", f"单卷修复成本 | {new}"


_COST = ("project", "≤12.6万元 | 12.5万元 | 10 | 10")
_COUNT = ("transfer", "≥300卷 | 310卷")


def _cost(target: str, achieved: str) -> tuple[str, str, str]:
    return *_COST, f"{target} | {achieved} | 10 | 10"


def _count(target: str, achieved: str) -> tuple[str, str, str]:
    return *_COUNT, f"{target} | {achieved}"


def _open(name: str, *edit: tuple[str, str, str]) -> tuple[Case, ...]:
    return undecided("S07", name, *edit), silent("S08", name, *edit)


MEASURES: tuple[Case, ...] = (
    undecided("S12", "both parts of the unit are others", _cost("≤80元//米", "7.8万元//公里")),
    undecided("S07", "both parts of the unit are others", _cost("≤80元//米", "7.8万元//公里")),
    undecided("S12", "by the thousand", _cost("≤20元//册", "1.9万元//千册")),
    breaks("S12", "another sum by the same piece", _cost("≤80万元//公里", "0.0088亿元//千米")),
    breaks("S07", "another sum by the same piece", _cost("≤80元//千克", "95元//公斤")),
    undecided("S12", "a price beside a whole budget", _cost("不超过年初预算", "35万元//公里")),
    undecided("S07", "by month and by year", _cost("≤30元//人//月", "350元//人·年")),
    undecided("S07", "by term and by school year", _cost("≤400元//人//学期", "800元//人//学年")),
    breaks("S07", "a sum by school and month in another order", _cost("≤30元//校//月", "35元//(月·校)")),
    breaks("S07", "a sum by school that the words tell of", _cost("每校≤300元", "350元//校")),
    breaks(
        "S07",
        "a sum by school that the name tells of",
        ("project", "项目总成本 | ≤12.6万元 | 12.5万元", "校均成本 | ≤300元 | 350元//校"),
    ),
    breaks("S07", "by the year is for the year", _count("≥12次//年", "10次")),
    *_open("each quarter", _count("每季度3次", "12次")),
    *_open("each half of the year", _count("4次//年", "每半年2次")),
    *_open("for each village", _count("3套//村", "45套")),
    *_open("for each in words", _count("各3次", "12次")),
    *_open("a unit that nobody knows", _count("20公里", "40华里")),
    *_open("a multiplier that is not read", _count("≥300万方", "3.1百万立方米")),
    undecided("S07", "all of all", _count("覆盖率100%", "45//45")),
    undecided("S07", "a fall by a word and by a sign", _count("下降4%", "-5.1%")),
    breaks("S07", "a fall where a rise was wanted", _count("≥4%", "-5.1%")),
    undecided("S07", "a part of one and of a hundred", ("unit", "≥98% | 98.6%", "95 | 0.97")),
)


CASES: tuple[Case, ...] = (
    *MEASURES,
    breaks("S01", "97.9 points of 100 for 99.92%", ("unit", "99.92% | 9.99", "99.92% | 9.5")),
    breaks(
        "S01",
        "a budget below one",
        ("project", "| 12 | 12.6 | 12.5 | 10 | 99.21% | 9.92 |", "| 0.8 | 0.8 | 0.6 | 10 | 75% | 9.92 |"),
    ),
    holds(
        "S01",
        "points by a printed rule beside a rate left blank",
        ("project", "| 12.5 | 10 | 99.21% | 9.92 |", "| 12.5 | 10 |  | 8 |"),
        ("project", "备注：每个一级项目支出一张表。", "备注：执行率100%得10分，90%以上得8分。"),
    ),
    holds("S01", "10 × 99.92% = 9.99"),
    holds("S01", "full marks for a whisker less", ("unit", "99.92% | 9.99", "99.92% | 10")),
    undecided("S01", "points that follow a doubtful rate", ("unit", "99.92% | 9.99", "92% | 9.2")),
    breaks("S02", "76 of 80 are not 11 of 15", ("unit", "76% | 15 | 14.25", "76% | 15 | 11")),
    holds("S02", "15 × 76 ÷ 80 = 14.25"),
    breaks("S03", "a cost above its target with too many points", _saved("10 | 10", "≤400元 | 500元 | 10 | 9")),
    holds("S03", "10 × (1 − 100 ÷ 400) = 7.5", _saved("10 | 10", "≤400元 | 500元 | 10 | 7.5")),
    holds("S03", "the older rule 10 × 400 ÷ 500 = 8", _saved("10 | 10", "≤400元 | 500元 | 10 | 8")),
    breaks("S04", "one fault with a target of none", (*_VISITORS, "档案丢失件数 | =0件 | 1件 | 10 | 7")),
    holds("S04", "none with a target of none", (*_VISITORS, "档案丢失件数 | =0件 | 0件 | 10 | 10")),
    breaks("S05", "partly done with nine of ten", _worded("部分完成", "9")),
    holds("S05", "partly done with seven of ten", _worded("部分完成", "7")),
    holds("S05", "all but done with nine of ten, which some rules count as done", _worded("基本完成", "9")),
    holds("S05", "all but done with seven of ten", _worded("基本完成", "7")),
    breaks("S05", "all but done with full marks", _worded("基本完成", "10")),
    holds("S05", "as planned with full marks", _worded("达到规范", "10")),
    undecided("S05", "words that belong to no band", _worded("有一定进展", "7")),
    breaks("S06", "met and points taken", ("project", "98.6% | 15 | 15", "98.6% | 15 | 13")),
    holds("S06", "met and full marks"),
    undecided("S06", "a sign is no measured value", ("project", "≥98% | 98.6% | 15 | 15", "≥98% | ≥98% | 15 | 13")),
    breaks("S07", "missed and full marks", ("unit", "76% | 15 | 14.25", "76% | 15 | 15")),
    holds("S07", "missed and fewer points"),
    breaks("S08", "twice the target without a word", ("transfer", "≥300卷 | 310卷", "≥300卷 | 610卷")),
    holds("S08", "a little more needs no reason"),
    silent("S08", "a whole is no hundredth of a hundred per cent", ("unit", "≥98% | 98.6%", "1 | 100%")),
    breaks("S07", "a share of one is missed as its percentage is", ("unit", "≥98% | 98.6%", "≥0.98 | 91.2%")),
    holds(
        "S08",
        "the row says why",
        ("transfer", "≥300卷 | 310卷 | 15 | 15 |  |", "≥300卷 | 610卷 | 15 | 15 | 省级追加抢救任务 |"),
    ),
    silent(
        "S08",
        "nobody can plan how many come",
        ("transfer", "抢救破损档案卷数 | ≥300卷 | 310卷", "受理查档申请件数 | ≥300件 | 610件"),
    ),
    silent(
        "S08",
        "the profile may draw another line",
        ("transfer", "≥300卷 | 310卷", "≥300卷 | 400卷"),
        profile=Profile(over_fulfilment=Profile().over_fulfilment * 2),
    ),
    breaks(
        "S09",
        "the better result has no more points",
        ("project", "库房温湿度达标率 | ≥95% | 97% | 15 | 15", "库房温湿度达标率 | ≥95% | 97% | 15 | 13"),
        ("project", "≥98% | 98.6% | 15 | 15", "≥98% | 96% | 15 | 13"),
    ),
    holds("S09", "more for more", ("project", "≥98% | 98.6% | 15 | 15", "≥98% | 96% | 15 | 14.69")),
    silent(
        "S09",
        "what repeats the sign was not measured",
        ("project", "库房温湿度达标率 | ≥95% | 97% | 15 | 15", "库房温湿度达标率 | ≥95% | ≥95% | 15 | 13"),
        ("project", "≥98% | 98.6% | 15 | 15", "≥98% | 96% | 15 | 13"),
    ),
    breaks("S10", "points lost and no reason", ("unit", "鉴定人手不足，部分目录未能公开", "")),
    holds("S10", "points lost and a reason"),
    breaks("S11", "the result repeats the sign", ("unit", "≥95% | 96% | 10", "≥95% | ≥95% | 10")),
    holds("S11", "a measured value"),
    silent("S11", "a time limit may be repeated", ("project", "10月底前 | 10月20日", "30个工作日内 | 30个工作日内")),
    breaks(
        "S12",
        "the cost was exceeded and has full marks",
        ("project", "≤12.6万元 | 12.5万元 | 10 | 10", "≤12.6万元 | 13.5万元 | 10 | 10"),
    ),
    holds("S12", "the cost was held"),
    silent("S12", "a share is no cost", ("project", "≤12.6万元 | 12.5万元 | 10 | 10", "≤12.6万元 | 99.21% | 10 | 10")),
    breaks(
        "S13",
        "three forms with full marks",
        ("unit", "| 100 | 99.24 |", "| 100 | 100 |"),
        ("project", "| 100 | 99.42 |", "| 100 | 100 |"),
        ("transfer", "| 100 | 99.25 |", "| 100 | 100 |"),
    ),
    breaks("S14", "all done though the target was missed", ("unit", _MISSED, "已全部完成")),
    breaks("S14", "not reached though it was", ("unit", _MET, "1260人次 | 10 | 10 | 未完成目标，库房维修 |")),
    breaks("S14", "passed though no more than met", ("unit", _MET, "1200人次 | 10 | 10 | 超额完成年度任务 |")),
    holds("S14", "what was missed is called so", ("unit", _MISSED, "未完成年度目标，鉴定人手不足")),
    holds("S14", "what was passed is called so", ("unit", _MET, "1260人次 | 10 | 10 | 超额完成 |")),
    silent("S14", "something else was done", ("unit", _MISSED, "已完成目录整理，部分未公开")),
    silent("S14", "a part was not reached", ("unit", _MET, "1260人次 | 10 | 10 | 未完成目标任务分解 |")),
    holds("S13", "totals differ"),
    silent(
        "S13",
        "two forms of one family may match",
        ("unit", "| 100 | 99.24 |", "| 100 | 100 |"),
        ("project", "| 100 | 99.42 |", "| 100 | 100 |"),
        without=("transfer",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_the_drawn_forms_what_it_should(case: Case) -> None:
    judge(case)
