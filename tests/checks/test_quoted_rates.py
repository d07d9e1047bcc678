"""Rates and scores that a report gives of something else than the whole of a form: nobody is held to the form's by them."""

from typing import Final

import pytest

from formaudit.model.verdict import Outcome
from tests.checks.cases import Case, breaks, holds, judge, silent, undecided, verdicts

_TOLD = "预算执行率为99.92%"
_ALL_MONEY: Final = "| 年度资金总额 | < | < | 12 | 12.6 | 12.5 | 10 | 99.21% | 9.92 |\n"


def _said(text: str) -> tuple[str, str, str]:
    """The report with more sentences behind its own rate."""
    return ("report", _TOLD, f"{_TOLD}。{text}")


_RATES = (
    ("a source", "财政拨款支出98万元，执行率96.08%"),
    ("a source below 其中", "其中非税收入安排的支出7万元，执行率87.5%"),
    ("what was carried over and spent", "上年结转资金支出2.8万元，执行率93.33%"),
    ("an expense", "差旅费支出1.5万元，预算执行率88.24%"),
    ("a project that has no form", "库房消防改造项目支出18.6万元，预算执行率93%，扣0.7分"),
    ("a body of the unit", "馆属服务中心支出6万元，执行率92.31%"),
    ("an instalment", "第一批资金下达30万元，支出28.8万元，执行率96%"),
    ("last year in brackets", "部门预算执行率94.2%（上年）、99.92%（本年）"),
    ("the year before by its number", "部门预算执行率94.2%（2022年）、99.92%（2023年）"),
    ("three years in a row", "近三年部门预算执行率分别为93.1%、94.2%、99.92%"),
    ("all but some money", "剔除不可执行的上级资金后，预算执行率97.44%"),
    ("a share of the budget", "数字化加工支出占全年预算的7.42%"),
    ("a rule", "预算执行率达到95%得满分，每低1个百分点扣0.1分"),
)
_SCORES = (
    ("points of others", "第三方评价本单位得分90.1分"),
    ("points beside those the unit gave itself", "整体支出绩效得分90.24分，较单位自评得分99.24分低9分"),
    ("points behind the rate that earned them", "档案馆整体自评情况：预算执行率99.92%，得9.99分；产出50分"),
    ("points told in two ways", "预算执行率99.92%，得19.98分，折算为9.99分"),
    ("points of each project for its rate", "数字化加工和库房改造执行率得分分别为9.94、9.09分"),
)
CASES: tuple[Case, ...] = (
    *(silent("X22", why, _said(text)) for why, text in _RATES),
    *(silent("X22", why, _said(text)) for why, text in _SCORES),
    silent("X22", "a heading of some money", ("report", _TOLD, f"{_TOLD}。\n（三）库房消防改造项目\n预算执行率91.3%")),
    silent("X22", "a heading in the paragraph", ("report", _TOLD, f"{_TOLD}。\n3、库房消防改造项目。预算执行率91.3%")),
    silent("X22", "a heading before a colon", _said("库房消防改造项目：预算执行率91.3%")),
    breaks("X22", "a heading of all money", ("report", _TOLD, f"{_TOLD}。\n（三）资金使用情况\n预算执行率91.3%")),
    undecided("X09", "a source beside another", _said("一般公共预算支出100万元；事业收入安排支出26万元")),
    undecided("X09", "a source of its own name", _said("非税收入安排的一般公共预算支出20万元")),
    undecided("X09", "some of it beside", _said("一般公共预算支出100万元，上级转移支付安排的一般公共预算支出26万元")),
    silent("X09", "what was added to it", _said("年中追加一般公共预算14.6万元")),
    silent("X09", "all projects", _said("全年项目总支出80万元")),
    silent("X09", "a share of all projects", _said("数字化加工支出9.4万元，占项目支出总额24.5万元的38.37%")),
    breaks("X09", "the only source", _said("一般公共预算支出100万元")),
    breaks("X22", "the whole's own amount", _said("全年支出126.5万元，预算执行率97%")),
    breaks("X22", "what was left stands between", _said("全年支出126.5万元，结转0.1万元，预算执行率97%")),
    breaks("X22", "this year in brackets", _said("部门预算执行率97%（2023年）")),
    breaks("X22", "a rate without any amount", _said("部门预算执行率为97%")),
    breaks(
        "X22",
        "the whole's own amount in a form without a column",
        _said("全年支出126.5万元，预算执行率97%"),
        ("unit", "| 年初预算数 | 全年预算数 |", "| 文号 | 全年预算数 |"),
    ),
    breaks(
        "X22",
        "a rate beside a table without accounts",
        _said("部门预算执行率为97%"),
        ("base", "2023年预算数 | 2023年决算数", "2023年预算数 | 备注"),
    ),
    silent(
        "X22",
        "two projects, of which one form has no row of all money",
        _said("上级转移支付支出12万元、区级专项资金支出12.5万元，执行率100%"),
        ("project", _ALL_MONEY, ""),
    ),
    holds("X22", "the rate of a row, rounded up from half", _said("办公经费支出7.5万元，执行率93.8%")),
    breaks("X22", "points of the unit", _said("整体支出自评得分90.24分，低于上年")),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rate_or_score_of_something_else_is_no_contradiction(case: Case) -> None:
    judge(case)


def test_a_rate_of_a_row_is_ticked_with_the_two_amounts_that_make_it() -> None:
    case = holds("X22", "a row", _said("办公经费支出7.5万元，执行率93.8%"))
    assert ("93.8% = 7.5 ÷ 8", Outcome.HOLDS) in [(one.calculation, one.outcome) for one in verdicts(case)]
