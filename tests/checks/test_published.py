"""What published forms do beside the usual: blank results, slips in names, stale heads, other places, lost points."""

import pytest

from formaudit.model.verdict import Severity
from tests.checks.cases import Case, breaks, holds, judge, silent, undecided

_GOAL_ROW = "| 数字化合格率 | ≥98% | 98.6% | 10 | 10 |"
_HEADS = "2022年决算数 | 2023年预算数 | 2023年决算数"
_DUTY = "1、负责接收、保管区级机关和镇街移交的档案。"

CASES: tuple[Case, ...] = (
    breaks(
        "F13", "a result left blank with all its points", ("unit", _GOAL_ROW, "| 数字化合格率 | ≥98% |  | 10 | 10 |")
    ),
    breaks(
        "F13",
        "a result that is nothing but the unit of its target",
        ("unit", _GOAL_ROW, "| 数字化合格率 | ≥98% | % | 10 | 10 |"),
    ),
    breaks(
        "F13",
        "a unit in tens of thousands without its number",
        ("unit", _GOAL_ROW, "| 数字化页数 | ≥1.5万页 | 万页 | 10 | 10 |"),
    ),
    holds(
        "F13",
        "a result in words that ends as its target does",
        ("unit", _GOAL_ROW, "| 数字化完成时间 | 12月底前完成 | 完成 | 10 | 10 |"),
    ),
    holds("F13", "every row with all its points has a result"),
    holds(
        "F13",
        "a heading whose values stand in the rows below has no target either",
        ("unit", _GOAL_ROW, "| 数字化合格率 |  |  | 10 | 10 |"),
    ),
    holds("F13", "a blank result without points", ("unit", _GOAL_ROW, "| 数字化合格率 | ≥98% |  | 10 | 0 |")),
    breaks(
        "X23",
        "a character of the same shape in one form",
        ("project", "| 实施单位 | 湖滨区档案馆 |", "| 实施单位 | 湖滨区挡案馆 |"),
    ),
    breaks(
        "X23",
        "two characters changed about in one form",
        ("base", "| 预算单位名称 | 湖滨区档案馆 |", "| 预算单位名称 | 湖滨区案档馆 |"),
    ),
    holds("X23", "one name everywhere"),
    silent("X23", "an abridged name is no slip", ("project", "| 实施单位 | 湖滨区档案馆 |", "| 实施单位 | 区档案馆 |")),
    silent("X23", "another body is no slip", ("project", "主管部门 | 湖滨区委办公室", "主管部门 | 湖滨区委宣传部")),
    breaks("N09", "another district's party committee", ("report", _DUTY, _DUTY + "\n云溪区委高度重视档案工作。")),
    holds("N09", "the own district's"),
    holds("N09", "a verb before the own district's", ("report", _DUTY, _DUTY + "\n根据区财政局的通知开展自评。")),
    holds("N09", "a visit to another district", ("report", _DUTY, _DUTY + "\n组织人员赴，云溪区委档案室学习。")),
    breaks(
        "Y07",
        "last year's head left over this year's accounts",
        ("base", _HEADS, "2022年决算数 | 2022年预算数 | 2023年决算数"),
    ),
    breaks("Y07", "two heads of this year", ("base", _HEADS, "2023年决算数 | 2023年预算数 | 2023年决算数")),
    breaks("Y07", "last year's head left over the staff", ("base", "2023年实际在职人数", "2022年实际在职人数")),
    holds("Y07", "last year's accounts, this year's budget and accounts"),
    silent("Y07", "heads without a year", ("base", _HEADS, "上年决算数 | 本年预算数 | 本年决算数")),
    silent(
        "Y07",
        "a form of the year before throughout is told by its title",
        ("base", _HEADS, "2021年决算数 | 2022年预算数 | 2022年决算数"),
    ),
    breaks("X06", "the total cost is not what was spent", ("project", "≤12.6万元 | 12.5万元", "≤12.6万元 | 12.6万元")),
    silent(
        "X06",
        "the cost of a part of the project is another figure",
        ("project", "项目总成本 | ≤12.6万元 | 12.5万元", "印刷费 | ≤12.6万元 | 12.6万元"),
    ),
    breaks(
        "X06",
        "the project's own name says another amount",
        ("project", "| 项目支出名称 | 区级专项资金 |", "| 项目支出名称 | 数字化经费12.65万元 |"),
    ),
    silent(
        "X06",
        "an amount in a name that is nothing like the budget is that of something else",
        ("project", "| 项目支出名称 | 区级专项资金 |", "| 项目支出名称 | 数字化经费50万元 |"),
    ),
    undecided(
        "T15",
        "rows without a score may make up the total",
        ("unit", _GOAL_ROW, "| 数字化合格率 | ≥98% | 98.6% | 10 |  |"),
    ),
    breaks(
        "T15",
        "a total below its rows, whatever the row without a score got",
        ("unit", _GOAL_ROW, "| 数字化合格率 | ≥98% | 98.6% | 10 |  |"),
        ("unit", "| 100 | 99.24 |", "| 100 | 79.24 |"),
    ),
    breaks(
        "X17",
        "a stale year in the line below a title without one",
        ("unit", "2023年度预算单位整体支出绩效自评表", "预算单位整体支出绩效自评表\n（2022年度）"),
    ),
    holds(
        "X17",
        "the year in the line below a title without one",
        ("unit", "2023年度预算单位整体支出绩效自评表", "预算单位整体支出绩效自评表\n（2023年度）"),
    ),
    breaks(
        "X23", "a slip in the title of the report", ("report", "2023年度湖滨区档案馆单位", "2023年度湖滨区案档馆单位")
    ),
    breaks(
        "T15",
        "more was lost than the total has lost, whatever the row without a score got",
        ("unit", _GOAL_ROW, "| 数字化合格率 | ≥98% | 98.6% | 10 |  |"),
        (
            "unit",
            "| 接待查档总人次 | ≥1200人次 | 1260人次 | 10 | 10 |",
            "| 接待查档总人次 | ≥1200人次 | 1260人次 | 10 | 5 |",
        ),
    ),
    breaks(
        "S07",
        "full marks for a missed target may be rounded ones: a note",
        ("project", "| 99.21% | 9.92 |", "| 99.21% | 10 |"),
        ("project", "≥95% | 90.25% | 10 | 9.5", "≥95% | 92% | 10 | 10"),
        severity=Severity.NOTE,
    ),
    undecided(
        "S07",
        "a rate that may be meant to stay low has no direction",
        ("unit", "| 数字化合格率 | ≥98% | 98.6% | 10 | 10 |", "| 预算调整率 | 3% | 0 | 10 | 10 |"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    judge(case)
