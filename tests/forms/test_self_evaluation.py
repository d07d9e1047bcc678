"""Annex 3 and 4 as records: units, order, what is inherited, what is kept."""

from decimal import Decimal

import pytest

from formaudit.model.figure import State
from formaudit.model.forms import SelfEvaluation
from tests.drawn import drawn
from tests.forms.layouts import LAYOUTS, layout
from tests.forms.marked import forms_of, marked


def laid_out(name: str) -> SelfEvaluation:
    form = forms_of(marked(layout(name)).document)[0]
    assert isinstance(form, SelfEvaluation)
    return form


def read(drawing: str) -> SelfEvaluation:
    (form,) = forms_of(drawn(drawing))
    assert isinstance(form, SelfEvaluation)
    return form


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("annex4/central-self-evaluation", "万元"),
        ("annex4/yuan-in-the-caption-score-before-weight-signatures-inside", "元"),
        ("annex3/merges-lost-to-blanks-yuan-management-first", "元"),
        ("annex4/goals-in-a-leading-column", "万元"),
        ("annex4/merges-lost-to-blanks-template-rows-an-unknown-column", "万元"),
    ],
)
def test_money_is_in_the_unit_that_the_form_names(name: str, unit: str) -> None:
    form = laid_out(name)
    assert form.unit == unit
    money = [
        figure
        for row in form.funds
        for figure in (row.original_budget, row.final_budget, row.actual_amount)
        if figure is not None
    ]
    assert {figure.unit for figure in money} == {unit}
    assert {row.rate.unit for row in form.funds if row.rate is not None} <= {"%"}
    assert {row.weight.unit for row in form.funds if row.weight is not None} <= {"分"}


def test_every_layout_names_its_project_and_year() -> None:
    years = {name: laid_out(name).year for name in LAYOUTS if name.startswith("annex4/")}
    assert all(laid_out(name).name for name in years)
    assert years["annex4/central-self-evaluation"] == 2023
    assert years["annex4/hunan-district"] == 2023
    assert years["annex4/sichuan-2025"] == 2025
    assert years["annex4/execution-rate-as-an-indicator-cost-first"] == 2024
    assert years["annex4/fiscal-money-by-level-under-one-row-a-column-of-adjustments"] == 2022
    assert years["annex4/header-of-two-rows"] is None


def test_figures_have_addresses_without_rows_and_labels_for_people() -> None:
    form = laid_out("annex4/hunan-district")
    (total, fiscal, carried, other) = form.funds
    assert total.final_budget is not None
    assert total.final_budget.key == "annex4[河堤养护专项].total.final_budget"
    assert total.final_budget.label == "河堤养护专项 年度资金总额 全年预算数"
    assert [row.source for row in (total, fiscal, carried, other)] == ["total", "fiscal", "carried", "other"]
    keys = [figure.key for row in form.indicators for figure in (row.weight, row.score) if figure is not None]
    assert len(keys) == len(set(keys))
    assert "annex4[河堤养护专项].indicator[养护堤防长度].weight" in keys


def test_levels_of_government_are_parts_of_the_fiscal_row_where_there_is_one() -> None:
    under = laid_out("annex4/fiscal-money-by-level-under-one-row-a-column-of-adjustments")
    assert [(row.source, row.nested) for row in under.funds] == [
        ("total", False),
        ("fiscal", False),
        ("central", True),
        ("provincial", True),
        ("county", True),
        ("carried", False),
    ]
    alone = laid_out("annex4/levels-of-government")
    assert [(row.source, row.nested) for row in alone.funds][1:] == [
        ("central", False),
        ("provincial", False),
        ("county", False),
        ("other", False),
    ]


def test_a_source_nobody_knows_is_kept_without_a_code() -> None:
    form = read(
        "项目名称 | 测报 | <\n | 年初预算数 | 全年预算数\n年度资金总额 | 9 | 9\n财政拨款 | 5 | 5\n奖补返还 | 4 | 4\n"
        "一级指标 | 三级指标 | 完成值\n产出 | 场次 | 1"
    )
    assert [(row.source, row.name) for row in form.funds] == [
        ("total", "年度资金总额"),
        ("fiscal", "财政拨款"),
        ("", "奖补返还"),
    ]


def test_signs_and_units_of_columns_of_their_own_go_to_the_target() -> None:
    rows = {row.name.text: row for row in laid_out("annex4/sichuan-2025").indicators}
    target = rows["流动服务次数"].target
    assert target is not None
    assert (target.comparison, target.unit, target.value) == ("≥", "场次", Decimal(120))
    cost = rows["单车年运行成本"].target
    assert cost is not None
    assert (cost.comparison, cost.unit) == ("≤", "万元")
    assert dict(rows["读者增长数"].extra)["completion"].text == "-5%"


def test_qualitative_rows_have_texts_and_no_figures() -> None:
    rows = {row.name.text: row for row in laid_out("annex4/goals-in-a-leading-column").indicators}
    row = rows["村医服务水平"]
    assert (row.target_text.text, row.achieved_text.text, row.target, row.achieved) == (
        "有所提高",
        "有所提高",
        None,
        None,
    )
    assert dict(row.extra)["goal"].text == "绩效目标2：提高服务"
    assert row.reason.text == ""


def test_blanks_below_a_level_inherit_it_with_its_place() -> None:
    rows = laid_out("annex4/merges-lost-to-blanks-template-rows-an-unknown-column").indicators
    assert [(row.level1_text.text, row.level1_text.place.row) for row in rows[:3]] == [("产出指标", 11)] * 3
    assert [(row.level2_text.text, row.level2_text.place.row) for row in rows[:3]] == [
        ("数量指标", 11),
        ("数量指标", 11),
        ("质量指标", 13),
    ]


def test_a_new_first_level_ends_the_second_level_of_the_one_before() -> None:
    form = read(
        "项目名称 | 测报 | < | <\n一级指标 | 二级指标 | 三级指标 | 完成值\n"
        "产出指标 | 数量指标 | 场次 | 1场\n效益指标 | | 覆盖 | 9村"
    )
    assert [(row.level1, row.level2) for row in form.indicators] == [("OUT", "OUT.QTY"), ("BEN", "")]


def test_signatures_inside_the_table_are_read_and_are_no_indicator() -> None:
    form = laid_out("annex4/yuan-in-the-caption-score-before-weight-signatures-inside")
    assert (form.footer.head, form.footer.filler, form.footer.date) == ("", "", "2024年3月28日")
    assert [row.name.text for row in form.indicators][-1] == "查档人满意度"


def test_template_rows_and_marks_of_absence_keep_their_state() -> None:
    states = {row.name.text: row.state for row in laid_out("annex4/hunan-district").indicators}
    assert states["不适用"] == "not-applicable"
    assert states["……"] == "template"
    rates = [row.rate for row in laid_out("annex4/levels-of-government").funds]
    assert rates[-1] is not None
    assert rates[-1].state is State.BLANK


def test_parts_of_a_form_keep_their_tables() -> None:
    form = laid_out("annex4/head-funds-goals-and-indicators-in-tables-of-their-own")
    assert form.tables == (0, 1, 2, 3)
    assert form.goals[0].expected.place.table == 2
    assert form.indicators[0].name.place.table == 3
