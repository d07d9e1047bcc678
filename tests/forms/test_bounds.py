"""Bounds of the form readers, each with a case on either side of it."""

from decimal import Decimal

import pytest

from formaudit.forms.headers import _above, cell_for
from formaudit.forms.indicator_header import _own_points
from formaudit.forms.kinds import Marks, form_kind, joined_marks, marks_of
from formaudit.forms.lookups import same_stage
from formaudit.forms.money_box import is_halves
from formaudit.forms.money_header import fund_header
from formaudit.forms.money_lists import lists_tasks
from formaudit.forms.money_pairs import _is_rate
from formaudit.model.table import Table
from tests.drawn import drawn
from tests.graph.drawings import BASE, UNIT, WHOLE
from tests.graph.making import submission_of


def _table(text: str) -> Table:
    (table,) = drawn(text).tables
    return table


def test_the_first_annex_two_has_a_bare_address_and_a_second_one_a_number() -> None:
    first = submission_of(BASE).base_data[0]
    assert first.rows[0].figures[0].key.startswith("annex2[")


@pytest.mark.parametrize(
    ("staff", "items", "kind"),
    [(2, 1, "annex2"), (2, 0, None), (1, 1, None), (1, 0, None), (0, 2, None), (3, 3, "annex2")],
)
def test_staff_alone_or_an_item_alone_is_no_annex_two(staff: int, items: int, kind: str | None) -> None:
    labels = [*(f"staff:{number}" for number in range(staff)), *(f"item:{number}" for number in range(items))]
    assert form_kind(Marks(base=frozenset(labels)), "")[0] == kind


def test_a_header_of_two_rows_may_name_two_columns_in_the_lower_one() -> None:
    table = _table(
        """附件3
| 资金 | 预算数 | < | 全年执行数 |
| ^ | 年初预算数 | 全年预算数 | ^ |
| 年度资金总额 | 1 | 2 | 3 |"""
    )
    header = fund_header(table, 0)
    assert header is not None
    assert set(header[0]) == {"original_budget", "final_budget", "actual_amount"}


def test_one_named_column_under_a_header_is_a_row_of_values() -> None:
    table = _table(
        """附件3
| 资金 | 年初预算数 | 全年预算数 | 全年执行数 |
| 全年执行数 | 1 | 2 | 3 |"""
    )
    header = fund_header(table, 0)
    assert header is not None
    assert (set(header[0]), header[1]) == ({"original_budget", "final_budget", "actual_amount"}, 0)


def test_the_box_is_told_by_a_cell_that_lies_under_several_columns() -> None:
    columns = {"original_budget": (1, 2), "final_budget": (2, 3), "actual_amount": (3, 4)}
    wide = _table("附件3\n| 其中：一般公共预算 | 150 | < | < |")
    single = _table("附件3\n| 其中：一般公共预算 | 150 | 150 | 148 |")
    assert is_halves(wide, 0, columns)
    assert not is_halves(single, 0, columns)


def test_drawings_have_the_figures_that_their_forms_print() -> None:
    total = submission_of(*WHOLE).departments[0].funds[0]
    assert total.final_budget is not None
    assert total.final_budget.value == Decimal("152.5")


def test_a_list_is_told_by_a_header_near_its_head() -> None:
    rows = "| 序号 | 专项资金名称 | 单位名称 |\n| 1 | 水环境治理 | 某办事处 |"
    blank = "| 甲 | 乙 | 丙 |\n"
    for before, listing in {0: True, 4: True, 5: False, 12: False}.items():
        table = _table("附件1\n" + blank * before + rows)
        assert marks_of(table, 0, table.rows - 1).listing == listing, before


def test_a_cell_begun_above_counts_there_and_in_no_row_below() -> None:
    table = _table("附件\n甲 | 5 | 6\n乙 | ^ | 7")
    assert [cell_for(table, 0, (1, 2)), cell_for(table, 1, (1, 2))] == [table.at(0, 1), None]
    assert cell_for(table, 1, (1, 3)) is table.at(1, 2)
    assert cell_for(table, 1, None) is None


@pytest.mark.parametrize(
    ("budget", "actual", "rate", "same"),
    [
        ("152.5", "152.5", "100%", True),
        ("152.5", "152.5", "100.04%", True),
        ("152.5", "152.5", "98.85%", False),
        ("152.5", "150.75", "100%", False),
        ("152.5", "152.5", "", True),
    ],
)
def test_budget_and_execution_are_one_stage_where_they_and_the_rate_say_so(
    budget: str, actual: str, rate: str, same: bool
) -> None:
    line = "年度资金总额 | 148.5 | 152.5 | 150.75 | 10 | 98.85% | 9.89"
    (form,) = submission_of(
        UNIT.replace(line, f"年度资金总额 | 148.5 | {budget} | {actual} | 10 | {rate} | 9.89")
    ).departments
    assert same_stage(form) == same


@pytest.mark.parametrize(
    "one",
    [
        Marks(fund=True), Marks(indicators=True), Marks(goals=True), Marks(closed=True), Marks(project_field=True),
        Marks(unit_field=True), Marks(box=2), Marks(base=frozenset({"staff:posts"})), Marks(listing=True),
        Marks(targets_only=True), Marks(sources=2), Marks(strange=3), Marks(overview=frozenset({"unit:x"})),
        Marks(project_signed=True),
    ],
    ids=str,
)  # fmt: skip
def test_two_pieces_of_a_form_have_together_what_either_has(one: Marks) -> None:
    assert joined_marks(one, Marks()) == joined_marks(Marks(), one) == one
    both = joined_marks(one, one)
    assert (both.box, both.sources, both.strange) == (2 * one.box, 2 * one.sources, 2 * one.strange)


def test_a_blank_header_goes_by_the_one_to_its_left() -> None:
    table = _table("预算数 |  |  | 执行数 | \n | 年初 | 全年 | 金额 | 比例")
    assert [_above(table, 0, col) for col in range(5)] == ["预算数", "预算数", "预算数", "执行数", "执行数"]
    assert [_above(table, 1, col) for col in range(3)] == ["", "年初", "全年"]


def test_the_own_points_of_rows_stand_in_one_column_of_the_header_behind_those_of_the_level() -> None:
    table = _table("一级指标 | 分值 | 三级指标 | 指标分值\n产出指标 | 50 | 分值 | 权重\n^ | ^ | 乙 | 30")
    assert _own_points(table, 0, 0, (1, 2)) == {"weight": (3, 4)}
    assert _own_points(table, 0, 0, (1, 4)) == {}
    assert _own_points(table, 0, 0, (0, 1)) == {}  # two of them: nobody can tell which


@pytest.mark.parametrize(
    ("places", "rate"),
    [
        ({"final_budget": 1, "actual_amount": 2}, True),
        ({"arrived": 1, "actual_amount": 2}, True),
        ({"original_budget": 1, "actual_amount": 2}, True),
        ({"final_budget": 2, "original_budget": 1, "actual_amount": 2}, False),
        ({"final_budget": 1}, False),
        ({"actual_amount": 2}, False),
        ({}, False),
    ],
)
def test_a_share_behind_pairs_is_their_rate_where_it_is_the_execution_in_some_row(
    places: dict[str, int], rate: bool
) -> None:
    table = _table("总额 | 40 | 38 | 96%\n财政 | 40 | 38 | 95%")
    assert _is_rate(table, 0, 3, places) == rate
    assert not _is_rate(table, 1, 3, {"final_budget": 2, "actual_amount": 1})


@pytest.mark.parametrize(
    ("below", "tasks"),
    [
        ("设备更新 | 12 | 11\n人员培训 | 8 | 8", True),
        ("中央资金 | 12 | 11\n地方资金 | 8 | 8", False),
        ("年度资金总额 | 20 | 19\n中央资金 | 12 | 11", False),
        ("年度资金总额 | 20 | 19\n设备更新 | 12 | 11", True),
        (" | 总额 | 中央资金\n设备更新 | 12 | 11", True),
        ("设备更新 | 12 | 11\n | 总额 | 中央资金", False),
    ],
)
def test_a_list_of_tasks_does_not_begin_with_sources(below: str, tasks: bool) -> None:
    table = _table(f"任务名称 | 预算数 | 执行数\n{below}")
    assert lists_tasks(table, 0, ({"final_budget": (1, 2), "actual_amount": (2, 3)}, 0)) == tasks
