"""Rows that add up other indicators are judged only where the form itself shows which ones they mean."""

import pytest

from formaudit.model.verdict import Outcome
from tests.graph.making import not_holding

_HEAD = "2023年度项目支出绩效自评表\n项目名称 | 社区助浴 | < | < | < | < | <\n"
_COLUMNS = "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分\n"
_BELOW = (
    _HEAD
    + _COLUMNS
    + "产出指标 | 数量指标 | 助浴人次 | 300 | 310 | 30 | 30\n^ | 质量指标 | 合格率 | 95% | 96% | 20 | 19\n"
    "小计 | < | < | < | < | 50 | 49\n效益指标 | 社会效益指标 | 覆盖率 | 80% | 85% | 40 | 40\n小计 | < | < | < | < | 40 | 40\n"
    "满意度指标 | 服务对象满意度 | 满意度 | 90% | 95% | 10 | 10\n小计 | < | < | < | < | 10 | 10\n总分 | < | < | < | < | 100 | 99"
)
_ABOVE = (
    _HEAD + _COLUMNS + "一、产出指标 | < | < | < | < | 40 | 40\n产出指标 | 数量指标 | 助浴人次 | 300 | 310 | 20 | 20\n"
    "^ | 质量指标 | 合格率 | 95% | 96% | 20 | 20\n二、效益指标 | < | < | < | < | 40 | 38\n"
    "效益指标 | 社会效益指标 | 覆盖率 | 80% | 85% | 20 | 18\n^ | 可持续影响指标 | 机制 | 健全 | 健全 | 20 | 20\n"
    "满意度指标 | 服务对象满意度 | 满意度 | 90% | 95% | 20 | 20\n总分 | < | < | < | < | 100 | 98"
)
_NUMBERED = (
    _HEAD
    + _COLUMNS
    + "产出指标 | 数量指标 | 1.走访慰问 | 400 | 410 | 50 | 48\n^ | ^ | （1）春节 | 300 | 310 | 30 | 28\n"
    "^ | ^ | （2）重阳 | 100 | 100 | 20 | 20\n效益指标 | 社会效益指标 | 2.获得感 | 提升 | 提升 | 50 | 50\n总分 | < | < | < | < | 100 | 98"
)


@pytest.mark.parametrize("form", [_BELOW, _ABOVE, _NUMBERED])
def test_rows_that_add_up_others_count_beside_none_of_them(form: str) -> None:
    assert not_holding(form, "T14") == []
    assert not_holding(form, "T15") == []


@pytest.mark.parametrize(
    ("form", "old", "new", "check", "broken"),
    [
        (_BELOW, "| 50 | 49\n", "| 60 | 49\n", "T14", "60"),
        (_BELOW, "| 50 | 49\n", "| 50 | 47\n", "T15", "47"),
        (_BELOW, "| 100 | 99", "| 100 | 97", "T15", "97"),
        (_ABOVE, "| 40 | 38\n", "| 40 | 36\n", "T15", "36"),
        (_ABOVE, "二、效益指标 | < | < | < | < | 40", "二、效益指标 | < | < | < | < | 30", "T14", "30"),
        (_NUMBERED, "重阳 | 100 | 100 | 20 | 20", "重阳 | 100 | 100 | 10 | 20", "T14", "50"),
        (_NUMBERED, "| 100 | 98", "| 100 | 96", "T15", "96"),
    ],
)
def test_a_slip_in_such_a_row_or_beside_it_is_found(form: str, old: str, new: str, check: str, broken: str) -> None:
    assert old in form
    assert (Outcome.BROKEN, broken) in not_holding(form.replace(old, new), check)


def test_groups_of_equal_points_are_not_taken_for_each_other() -> None:
    """Read from above, each heading of 40 comes to the points of the group before it, and not to its scores."""
    found = not_holding(
        _ABOVE.replace("一、产出指标 | < | < | < | < | 40 | 40", "一、产出指标 | < | < | < | < | 40 | "), "T15"
    )
    assert found == []


def test_a_subtotal_that_comes_to_no_rows_is_undecided() -> None:
    alone = _BELOW.replace("小计 | < | < | < | < | 40 | 40\n", "").replace("小计 | < | < | < | < | 10 | 10\n", "")
    found = not_holding(alone.replace("| 50 | 49\n", "| 57 | 53\n"), "T14")
    assert {outcome for outcome, _ in found} == {Outcome.UNDECIDED}


def test_numbered_rows_that_do_not_come_to_the_row_above_leave_the_total_open() -> None:
    loose = _NUMBERED.replace("| 30 | 28\n", "| 31 | 27\n")
    assert {outcome for check in ("T14", "T15") for outcome, _ in not_holding(loose, check)} == {Outcome.UNDECIDED}


def test_a_heading_whose_points_come_to_no_rows_leaves_the_total_open() -> None:
    loose = _ABOVE.replace("一、产出指标 | < | < | < | < | 40 | 40", "一、产出指标 | < | < | < | < | 33 | 31")
    loose = loose.replace("| 100 | 98", "| 133 | 129")
    assert Outcome.BROKEN not in {outcome for check in ("T14", "T15") for outcome, _ in not_holding(loose, check)}


def test_a_sum_that_misses_by_more_than_half_is_one_of_other_rows() -> None:
    found = not_holding(_BELOW.replace("| 50 | 49\n", "| 50 | 9\n"), "T15")
    assert (Outcome.BROKEN, "9") not in found


def test_one_merged_score_repeated_in_its_rows_counts_once() -> None:
    form = (
        _HEAD
        + _COLUMNS
        + "产出指标 | 数量指标 | 人次 | 300 | 310 | 50 | 49\n产出指标 | 质量指标 | 合格率 | 95% | 96% | 50 | 49\n"
        "效益指标 | 社会效益指标 | 覆盖率 | 80% | 85% | 50 | 50\n总分 | < | < | < | < | 100 | 99"
    )
    assert not_holding(form, "T14") == []
    assert not_holding(form, "T15") == []
    assert (Outcome.BROKEN, "97") in not_holding(form.replace("| 100 | 99", "| 100 | 97"), "T15")


def test_shares_of_the_indicators_need_no_share_for_carrying_out_the_budget() -> None:
    form = (
        _HEAD
        + "资金（10分） | 来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分\n^ | 资金总额 | 8 | 8 | 8 | 100% | 10\n"
        + "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分\n产出指标 | 数量指标 | 人次 | 300 | 310 | 60% | 54\n"
        "效益指标 | 社会效益指标 | 覆盖率 | 80% | 85% | 40% | 36\n总分 | < | < | < | < | 100% | 100"
    )
    assert not_holding(form, "T14") == []
    assert (Outcome.BROKEN, "100%") in not_holding(form.replace("| 60% |", "| 55% |"), "T14")
