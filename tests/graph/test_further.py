"""Sums that a table says of itself are judged only where the same way of adding holds elsewhere in it."""

import pytest

from formaudit.model.verdict import Outcome
from tests.graph.making import not_holding

_LIST = (
    "某专项预算执行情况表\n单位：万元\n序号 | 各市 | 全年预算数 | 全年执行数 | 执行率\n1 | 甲市 | 10.5 | 9.3 | 88.57%\n"
    "2 | 乙市 | 20 | 20 | 100%\n3 | 丙市 | 30 | 15 | 50%\n | 小计 | 60.5 | 44.3 | 73.22%\n4 | 直属单位 | 8 | 7 | 87.5%\n"
    " | 合计 | 68.5 | 51.3 | 74.89%"
)


def test_a_list_that_adds_up_says_nothing() -> None:
    assert not_holding(_LIST, "T09") == []
    assert not_holding(_LIST, "T10") == []


def test_a_total_is_judged_by_the_column_that_adds_up() -> None:
    assert not_holding(_LIST.replace("| 68.5 | 51.3 |", "| 68.5 | 51.8 |"), "T09") == [(Outcome.BROKEN, "51.8")]


def test_a_subtotal_is_judged_by_the_column_that_adds_up() -> None:
    found = not_holding(_LIST.replace("| 小计 | 60.5 | 44.3 |", "| 小计 | 60.5 | 43.4 |"), "T09")
    assert (Outcome.BROKEN, "43.4") in found


def test_where_no_column_adds_up_nothing_is_judged() -> None:
    wrong = _LIST.replace("| 68.5 | 51.3 |", "| 69.5 | 51.8 |")
    assert {outcome for outcome, _ in not_holding(wrong, "T09")} == {Outcome.UNDECIDED}


def test_a_gap_of_a_good_part_of_the_total_is_a_wrong_reading() -> None:
    wrong = _LIST.replace("| 68.5 | 51.3 |", "| 68.5 | 24.6 |")
    assert {outcome for outcome, _ in not_holding(wrong, "T09")} == {Outcome.UNDECIDED}


def test_the_odd_rate_out_is_judged() -> None:
    assert not_holding(_LIST.replace("20 | 20 | 100%", "20 | 20 | 90%"), "T10") == [(Outcome.BROKEN, "90%")]


_GROUPS = (
    "转移支付绩效自评表\n项目名称 | 家庭扶助 | < | <\n一级指标 | 三级指标 | 自评内容 | 完成情况\n"
    "项目预算管理 | 预算资金安排 | 转移支付资金合计（万元） | 100\n^ | ^ | 其中：中央补助 | 60\n^ | ^ | 市级资金 | 30\n^ | ^ | 本级资金 | 10\n"
    "^ | ^ | 其中：奖励资金（万元） | 70\n^ | ^ | 其中：中央补助 | 45\n^ | ^ | 市级资金 | 20\n^ | ^ | 本级资金 | 5\n"
    "^ | ^ | 其中：扶助资金（万元） | 30\n^ | ^ | 其中：中央补助 | 15\n^ | ^ | 市级资金 | 10\n^ | ^ | 本级资金 | 5"
)


def test_money_in_rows_of_indicators_adds_up_both_ways() -> None:
    assert not_holding(_GROUPS, "T09") == []


def test_a_level_of_a_group_that_is_off_breaks_both_sums() -> None:
    wrong = _GROUPS.replace("市级资金 | 10", "市级资金 | 11")
    assert not_holding(wrong, "T09") == [(Outcome.BROKEN, "30"), (Outcome.BROKEN, "30")]


_MONEY = (
    "项目名称 | 湿地补植 | < | < | < | < | <\n项目资金 | 资金来源 | 年初预算数 | 调整数 | 全年预算数 | 全年执行数 | 结余\n"
    "^ | 年度资金总额 | 12 | 4 | 16 | 14 | 2\n^ | 其中：财政拨款 | 9 | 2 | 11 | 10 | 1\n^ | 其他资金 | 3 | 2 | 5 | 4 | 1\n"
    "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n产出指标 | 数量指标 | 补植 | 5亩 | 5亩 | 90 | 90"
)


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        ("| 9 | 2 | 11 | 10 | 1", "| 9 | 3 | 11 | 10 | 1", ["4", "11"]),
        ("| 3 | 2 | 5 | 4 | 1", "| 3 | 2 | 5 | 4 | 2", ["2", "5"]),
    ],
)
def test_columns_of_adjustment_and_of_money_left_over_add_up(old: str, new: str, broken: list[str]) -> None:
    assert not_holding(_MONEY, "T09") == []
    assert not_holding(_MONEY.replace(old, new), "T09") == [(Outcome.BROKEN, each) for each in broken]


def test_points_of_a_group_are_those_of_its_rows() -> None:
    form = _MONEY.replace("数量指标 | 补植", "数量指标（90分） | 补植")
    assert not_holding(form, "T14") == []
    assert not_holding(form.replace("（90分）", "（80分）"), "T14") == [(Outcome.BROKEN, "80")]


def test_the_last_group_of_a_form_without_a_total_may_go_on_elsewhere() -> None:
    form = _MONEY.replace("数量指标 | 补植", "数量指标（95分） | 补植")
    assert not_holding(form, "T14") == [(Outcome.UNDECIDED, "95")]
