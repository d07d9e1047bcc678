"""C and T: damage, and identities inside a table."""

import pytest

from formaudit.model.verdict import Severity
from tests.checks.cases import Case, breaks, holds, judge, silent, undecided
from tests.checks.forms import FORMS

_BUILDING = (
    "base",
    "| 厉行节约保障措施",
    "| 批复规模(m²) | 实际规模(m²) | 规模控制率 | 预算投资(万元) |\n| 200 | 190 | {rate} | 50 |\n| 厉行节约保障措施",
)


def _building(rate: str) -> tuple[str, str, str]:
    form, old, new = _BUILDING
    return form, old, new.format(rate=rate)


_REPLACED = (
    ("list", "| 2 | ^", "| 14 | ^"),
    ("list", "| 3 | 档案保护专项", "| 126.6 | 档案保护专项"),
    ("list", "| 4 | 林业", "| 16 | 林业"),
    ("unit", "76% | 15 | 14.25", "76% | 126.6 | 14.25"),
    ("unit", "99.5% | 15 | 15", "99.5% | 126.6 | 15"),
)


def _indicators(form: str) -> str:
    """The rows of indicators of a drawn form."""
    text = FORMS[form]
    return text[text.index("| 产出指标") : text.index("| 总分")]


_MORE = "| ^ | ^ | 编研出版册数 | ≥2册 | 2册 | 2 | 2 |  | < |\n| ^ | ^ | 举办展览期数 | ≥4期 | 4期 | 2 | 2 |  | < |\n"
_COPIED = _indicators("unit").replace("| ^ | 质量指标", f"{_MORE}| ^ | 质量指标")


def _taken(old: str, new: str) -> tuple[str, str, str]:
    """The rows of the project in the form of the transfer, with some words changed."""
    return "transfer", _indicators("transfer"), _indicators("project").replace(old, new, 1)


_DATED = "| ^ | 时效指标 | 库房改造竣工时间 | 10月底前 | 10月20日 | 10 | 10 |  | < |\n"
_LASTING = "| ^ | 可持续影响指标 | 库房温湿度达标率 | ≥95% | 97% | 15 | 15 |  | < |\n"
CASES: tuple[Case, ...] = (
    breaks("C01", "two decimal points", ("unit", "| 126.5万元 |", "| 126.506.5万元 |")),
    silent("C01", "every number can be read"),
    silent("C01", "a date has two points and is none", ("project", "| 10月20日 |", "| 2023.10.20 |")),
    breaks("C02", "15 became 126.6 in a list and in two weights", *_REPLACED),
    silent("C02", "nothing was replaced"),
    silent("C02", "one odd cell alone proves nothing", _REPLACED[3]),
    breaks("C03", "a weight equals the budget that is printed all over", _REPLACED[3]),
    silent("C03", "no money outside money columns"),
    breaks(
        "C04",
        "245 for 24.5 breaks sums that it had part in",
        ("base", "| 项目支出： | 20 | 12 | 24.5 |", "| 项目支出： | 20 | 12 | 42.5 |"),
    ),
    silent("C04", "no sum fails"),
    silent("C04", "one failing sum proves no slip", ("base", "8 | 8 | 7.5", "8 | 8 | 75")),
    silent(
        "C04",
        "a part that would mend one of two failing sums",
        ("base", "| 1、公务用车购置和维护经费 | 1 | 1 | 0.8 |", "| 1、公务用车购置和维护经费 | 1 | 1 | 8 |"),
    ),
    silent(
        "C04",
        "21 for 12 may stand in the row or in that of its only part",
        ("base", "（一个专项一行） | 10 | 0 | 12 |", "（一个专项一行） | 10 | 0 | 21 |"),
        without=("report", "transfer", "unit", "project", "list"),
    ),
    breaks(
        "C05",
        "a full stop and a semicolon",
        ("report", "2、查档窗口少，高峰期排队时间长。", "2、查档窗口少。；高峰期排队时间长。"),
    ),
    breaks(
        "C05",
        "在 without its end",
        (
            "report",
            "1、增配两名鉴定人员，分批公布开放目录。",
            "1、在增配两名鉴定人员，分批公布开放目录，推进数字化加工提质扩面。",
        ),
    ),
    holds("C05", "whole sentences"),
    silent("C05", "enumerations end in a semicolon", ("report", "窗口少，高峰期", "窗口少；高峰期")),
    *(
        silent(
            "C05",
            f"{word} opens no frame",
            ("report", "年中追加上级转移支付12万元。", f"{word}，人均办公经费5000元，比编制数少2人，差旅费1.5万元。"),
        )
        for word in ("在职职工18人", "在编人员18人", "在岗人员18人")
    ),
    breaks(
        "C06",
        "a row moved one cell to the left",
        ("project", "| 10 | 10.6 | 10.5 |  |  |  |", "| 10.6 | 10.5 |  |  |  |  |"),
        ("project", "| 12 | 12.6 | 12.5 | 10 | 99.21%", "| 2 | 12.6 | 12.5 | 10 | 99.21%"),
    ),
    silent("C06", "figures stand under their heads"),
    silent("C06", "one failing sum is no shift", ("project", "10 | 10.6 | 10.5", "10 | 10.6 | 10.4")),
    silent(
        "C06",
        "a filled cell would fall off",
        ("project", "| 10 | 10.6 | 10.5 |  |  |  |", "| 10.6 | 10.5 | 10.4 |  |  |  |"),
    ),
    breaks(
        "C07",
        "a project form repeats the unit's indicators",
        ("unit", _indicators("unit"), _COPIED),
        ("transfer", _indicators("transfer"), _COPIED),
    ),
    breaks("C07", "a project repeats the few rows of another, with points of its own", _taken("15 | 15", "14 | 14")),
    breaks(
        "C07",
        "six rows of another project, which has one more",
        (
            "transfer",
            _indicators("transfer"),
            _indicators("project").replace(_DATED, "").replace("15 | 15", "14 | 14", 1),
        ),
    ),
    silent(
        "C07",
        "five rows of another project",
        (
            "transfer",
            _indicators("transfer"),
            _indicators("project").replace(_DATED, "").replace(_LASTING, "").replace("15 | 15", "14 | 14", 1),
        ),
    ),
    silent("C07", "one row that the other project lacks", _taken("扫描合格率", "装订合格率")),
    silent(
        "C07",
        "names and hundreds of per cent alone are those of any project",
        _taken("≥8000条 | 8200条", "≥80% | 82%"),
        ("project", "≥8000条 | 8200条", "≥80% | 82%"),
    ),
    silent("C07", "each form has indicators of its own"),
    silent(
        "C07",
        "the form of a unit's only project may repeat the unit's",
        ("unit", _indicators("unit"), _COPIED),
        ("project", _indicators("project"), _COPIED),
        without=("transfer",),
    ),
    breaks("T01", "the parts of 三公 do not add up", ("base", "| 0.5 | 0.5 | 0.4 |", "| 0.5 | 0.5 | 0.9 |")),
    holds("T01", "the parts add up"),
    holds(
        "T01",
        "a blank part beside a filled one counts as nothing",
        ("base", "| 2、出国经费 | 0 | 0 | 0 |", "| 2、出国经费 |  |  |  |"),
    ),
    undecided(
        "T01",
        "not itemised is not unequal",
        ("base", "| 1、公务用车购置和维护经费 | 1 | 1 | 0.8 |", "| 1、公务用车购置和维护经费 |  |  |  |"),
        ("base", "| 公车运行维护 | 1 | 1 | 0.8 |", "| 公车运行维护 |  |  |  |"),
        ("base", "| 其中：公车购置 | 0 | 0 | 0 |", "| 其中：公车购置 |  |  |  |"),
        ("base", "| 2、出国经费 | 0 | 0 | 0 |", "| 2、出国经费 |  |  |  |"),
        ("base", "| 3、公务接待 | 0.5 | 0.5 | 0.4 |", "| 3、公务接待 |  |  |  |"),
    ),
    breaks(
        "T02",
        "the parts of a special fund do not add up",
        ("base", "| 库房改造 | 2 | 3 | 3.1 |", "| 库房改造 | 2 | 3 | 2.1 |"),
    ),
    holds("T02", "the tree adds up"),
    silent(
        "T02",
        "其中 without 一个专项一行 may be partial",
        ("base", "3、区级专项资金（一个专项一行）", "3、区级专项资金"),
        ("base", "| 库房改造 | 2 | 3 | 3.1 |", "| 库房改造 | 2 | 3 | 2.1 |"),
    ),
    breaks("T03", "the items exceed 公用经费", ("base", "8 | 8 | 7.5", "8 | 8 | 17.5")),
    holds("T03", "其中 may be less than the whole"),
    breaks("T04", "9 of 12 are not 85%", ("base", "| 12 | 9 | 75% |", "| 12 | 9 | 85% |")),
    holds("T04", "9 of 12 are 75%"),
    silent("T04", "some print the rate upside down", ("base", "| 12 | 9 | 75% |", "| 12 | 9 | 133.33% |")),
    breaks("T05", "190 of 200 are not 90%", _building("90%")),
    holds("T05", "190 of 200 are 95%", _building("95%")),
    silent("T05", "no building was finished"),
    breaks(
        "T06",
        "more was spent on 三公 than budgeted",
        ("base", "| 三公经费 | 1.5 | 1.5 | 1.2 |", "| 三公经费 | 1.5 | 1.1 | 1.2 |"),
    ),
    holds("T06", "within the budget"),
    breaks(
        "T07",
        "the box is not the sum of its sources",
        ("unit", "其中：一般公共预算：126.6", "其中：一般公共预算：120.6"),
    ),
    holds("T07", "the box is the sum of its sources"),
    holds(
        "T07",
        "the box may hold the execution",
        ("unit", "按收入性质分：126.6", "按收入性质分：126.5"),
        ("unit", "其中：一般公共预算：126.6", "其中：一般公共预算：126.5"),
    ),
    breaks("T08", "basic and project do not make the whole", ("unit", "其中：基本支出：102", "其中：基本支出：92")),
    holds("T08", "value inside the label cell is read"),
    breaks(
        "T09",
        "the sources do not make the total",
        ("project", "| 其他资金 | < | < | 0 | 0 | 0 |", "| 其他资金 | < | < | 0 | 3 | 0 |"),
    ),
    holds("T09", "the sources make the total"),
    breaks(
        "T09",
        "a blank total with parts is a fault of filling in",
        ("transfer", "| 年度资金总额 | < | < | 0 | 12 | 12 |", "| 年度资金总额 | < | < | 0 |  | 12 |"),
        severity=Severity.MINOR,
    ),
    breaks("T10", "12.5 of 12.6 are not 97%", ("project", "99.21%", "97%")),
    holds("T10", "12.5 of 12.6 are 99.21%"),
    holds("T10", "rounded to whole per cent", ("project", "99.21%", "99%")),
    silent(
        "T10",
        "0 of 0 has no rate",
        ("transfer", "| 0 | 12 | 12 | 10 | 100%", "| 0 | 0 | 0 | 10 | "),
        ("transfer", "其中：当年财政拨款 | < | < | 0 | 12 | 12", "其中：当年财政拨款 | < | < | 0 | 0 | 0"),
    ),
    breaks("T11", "the rate is that of the row below", ("project", "99.21%", "99.06%")),
    silent("T11", "the rate is the row's own"),
    silent("T11", "100% fits any row and explains nothing", ("project", "99.21%", "100%")),
    breaks(
        "T12",
        "more was executed than budgeted",
        ("transfer", "| 年度资金总额 | < | < | 0 | 12 | 12 |", "| 年度资金总额 | < | < | 0 | 12 | 13 |"),
    ),
    holds("T12", "within the budget"),
    breaks(
        "T13",
        "other funds came up in the year",
        ("project", "| 其他资金 | < | < | 0 | 0 | 0 |", "| 其他资金 | < | < | 0 | 3 | 3 |"),
    ),
    holds("T13", "transfers are notified in the year"),
    breaks(
        "T14",
        "the weights of a level do not add up",
        ("unit", "50000页 | 52000页 | 10 | 10", "50000页 | 52000页 | 12 | 10"),
    ),
    holds("T14", "weights add up"),
    breaks("T15", "the scores do not add up", ("unit", "| 100 | 99.24 |", "| 100 | 98.24 |")),
    breaks("T15", "a score above its weight", ("unit", "≥50000页 | 52000页 | 10 | 10", "≥50000页 | 52000页 | 10 | 11")),
    holds("T15", "scores add up"),
    breaks("T16", "a serial is left out", ("list", "| 4 | 林业", "| 5 | 林业")),
    holds("T16", "serials run on"),
    silent(
        "T16",
        "one serial may span rows",
        ("list", "| 2 | ^ | 云台街道办事处", "| ^ | ^ | 云台街道办事处"),
        ("list", "| 3 |", "| 2 |"),
        ("list", "| 4 |", "| 3 |"),
    ),
    silent("T16", "a new count begins at 1", ("list", "| 4 | 林业", "| 1 | 林业")),
    breaks("T17", "yuan for ten thousand yuan", ("unit", "按支出性质分：126.6", "按支出性质分：1266000")),
    silent("T17", "all in one unit"),
    silent("T17", "a tenfold change between years may be real", ("base", "| 公用经费 | 20 |", "| 公用经费 | 200 |")),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_the_drawn_forms_what_it_should(case: Case) -> None:
    judge(case)
