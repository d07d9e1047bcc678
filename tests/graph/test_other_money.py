"""Budget, spending and what is left in a plain table, with another column of money that belongs to them."""

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome
from tests.graph.making import submission_of

_HEAD = "2023年度专项资金使用情况表\n单位：万元\n"
LAYOUTS = {
    "taken back, carried on": "项目名称 | 全年预算 | 支出数 | 收回 | 结转\n"
    "育林 | 180 | 176.4 | 3.6 | 0\n抚育 | 50 | 50 | 0 | 0\n管护 | 60 | 45 | 0 | 15\n巡护 | 70 | 70 | 0 | 0",
    "handed in behind what is left": "项目名称 | 全年预算 | 支出数 | 结余 | 上缴财政\n"
    "育林 | 180 | 176.4 | 0 | 3.6\n抚育 | 50 | 50 | 0 | \n管护 | 60 | 45 | 15 | \n巡护 | 70 | 70 | 0 | \n合计 | 360 | 341.4 | 15 | 3.6",
    "moved in": "项目名称 | 预算数 | 调剂数 | 支出数 | 结余\n"
    "育林 | 100 | 10 | 108 | 2\n抚育 | 50 | 0 | 50 | 0\n管护 | 60 | 0 | 58 | 2\n巡护 | 70 | 0 | 70 | 0",
    "carried over": "项目名称 | 上年结转 | 当年预算 | 支出 | 结余\n"
    "育林 | 10 | 100 | 108 | 2\n抚育 | 0 | 50 | 50 | 0\n管护 | 0 | 60 | 58 | 2\n巡护 | 0 | 70 | 70 | 0",
    "carried over and handed in": "项目名称 | 上年结转 | 当年预算 | 支出 | 上缴 | 结余\n"
    "育林 | 10 | 100 | 108 | 0 | 2\n抚育 | 0 | 50 | 50 | 0 | 0\n管护 | 5 | 60 | 50 | 5 | 10\n巡护 | 0 | 70 | 70 | 0 | 0",
    "kept as a warranty": "项目名称 | 全年预算（万元） | 支出（万元） | 预留质保金（万元） | 结余（万元）\n"
    "育林 | 100 | 90 | 8 | 2\n抚育 | 50 | 50 | 0 | 0\n管护 | 60 | 58 | 0 | 2\n巡护 | 70 | 70 | 0 | 0",
}


def broken(table: str) -> list[str]:
    graph = build_graph(submission_of(_HEAD + table))
    found = [read_relation(one, graph.precision) for one in graph.relations if one.why.startswith("left-over")]
    assert found
    return [one.calculation for one in found if one.outcome is Outcome.BROKEN]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_money_that_explains_the_difference_exactly_belongs_to_it(layout: str) -> None:
    assert broken(LAYOUTS[layout]) == []


SLIPS = {
    "taken back, carried on": ("60 | 45", "60 | 54"),
    "handed in behind what is left": ("60 | 45", "60 | 54"),
    "moved in": ("60 | 0 | 58", "60 | 0 | 55"),
    "carried over": ("60 | 58", "60 | 55"),
    "carried over and handed in": ("70 | 70", "70 | 67"),
    "kept as a warranty": ("60 | 58", "60 | 55"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_that_no_other_money_explains_is_told(layout: str) -> None:
    assert len(broken(LAYOUTS[layout].replace(*SLIPS[layout]))) == 1


def test_money_that_does_not_explain_the_difference_leaves_it_open() -> None:
    table = LAYOUTS["taken back, carried on"].replace("3.6", "3.5")
    assert broken(table) == []


def test_a_slip_beside_money_that_other_rows_prove_is_told() -> None:
    table = LAYOUTS["taken back, carried on"] + "\n间伐 | 90 | 80 | 7 | 0"
    assert len(broken(table)) == 1


def test_sources_in_every_row_explain_nothing() -> None:
    table = (
        "项目名称 | 全年预算 | 中央资金 | 县级资金 | 支出数 | 结余\n"
        "育林 | 100 | 90 | 10 | 88 | 2\n抚育 | 50 | 40 | 10 | 50 | 0\n"
        "管护 | 60 | 55 | 5 | 58 | 2\n巡护 | 70 | 60 | 10 | 70 | 0"
    )
    assert len(broken(table)) == 1
