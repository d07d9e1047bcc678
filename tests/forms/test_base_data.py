"""Annex 2: the tree of expenses, its columns and units."""

import pytest

from formaudit.forms.base_data import cost_columns
from formaudit.model.forms import BaseDataForm
from tests.drawing import table_of
from tests.drawn import drawn
from tests.forms.layouts import layout
from tests.forms.marked import forms_of, marked

HEAD = "整体支出绩效评价基础数据表\n编制数 | 实际在职人数 | 控制率\n10 | 9 | 90%\n"


def read(drawing: str) -> BaseDataForm:
    (form,) = forms_of(drawn(drawing))
    assert isinstance(form, BaseDataForm)
    return form


def tree(form: BaseDataForm) -> dict[str, str | None]:
    return {row.name: None if row.parent is None else form.rows[row.parent].name for row in form.rows}


def test_the_printed_form_gives_the_tree_of_expenses() -> None:
    (form,) = forms_of(marked(layout("annex2/hunan-district")).document)
    assert isinstance(form, BaseDataForm)
    assert tree(form) == {
        "三公经费": None,
        "公务用车购置和维护经费": "三公经费",
        "公车购置": "公务用车购置和维护经费",
        "公车运行维护": "公务用车购置和维护经费",
        "出国经费": "三公经费",
        "公务接待": "三公经费",
        "项目支出": None,
        "业务工作经费": "项目支出",
        "运行维护经费": "项目支出",
        "区级专项资金(一个专项一行)": "项目支出",
        "河堤养护专项": "区级专项资金(一个专项一行)",
        "上级转移支付(一个专项一行)": "项目支出",
        "山塘除险补助": "上级转移支付(一个专项一行)",
        "公用经费": None,
        "办公经费": "公用经费",
        "水费、电费、差旅费": "公用经费",
        "会议费、培训费": "公用经费",
        "政府采购金额": None,
        "部门基本支出预算调整": None,
    }
    assert {row.name for row in form.rows if row.of_which} == {
        "公车购置",
        "公车运行维护",
        "河堤养护专项",
        "山塘除险补助",
        "办公经费",
        "水费、电费、差旅费",
        "会议费、培训费",
    }
    assert (form.footer.head, form.footer.date, form.year) == ("甲某", "2024.5.9", 2023)
    assert [note.text[:3] for note in form.notes] == ["说明:", "单位负"]


_KINDS = (
    HEAD
    + """经费控制 | 上年决算数 | 本年预算数 | 本年决算数
项目支出 | 0 | 30 | 30
业务工作经费 | 0 | 0 | 0
本级专项资金{each} | 0 | 0 | 0
上级转移支付{each} | 0 | 30 | 30
{first} | 0 | 20 | 20
道路补助 | 0 | 10 | 10
公用经费 | 2 | 2 | 2"""
)


@pytest.mark.parametrize(
    ("each", "first"),
    [("（一个专项一行）", "其中：灯具补助"), ("（一个专项一行）", "灯具补助"), ("", "其中：灯具补助")],
)
def test_projects_belong_to_their_kind_where_its_number_was_lost(each: str, first: str) -> None:
    parents = tree(read(_KINDS.format(each=each, first=first)))
    assert parents["灯具补助"] == parents["道路补助"] == f"上级转移支付{each.replace('（', '(').replace('）', ')')}"
    assert parents["公用经费"] is None


def test_unknown_projects_belong_to_the_row_they_stand_under() -> None:
    form = read(
        HEAD
        + """经费控制 | 上年决算数 | 本年预算数 | 本年决算数
项目支出 | 9 | 9 | 9
1、节水宣传 | 4 | 4 | 4
2、河道保洁 | 5 | 5 | 5
其中：船只 | 2 | 2 | 2
人工 | 3 | 3 | 3
公用经费 | 2 | 2 | 2"""
    )
    assert tree(form) == {
        "项目支出": None,
        "节水宣传": "项目支出",
        "河道保洁": "项目支出",
        "船只": "河道保洁",
        "人工": "河道保洁",
        "公用经费": None,
    }


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("项目 | 2022年决算数 | 2023年预算数 | 2023年决算数", ["prior_account", "budget", "final_account"]),
        ("项目 | 2023年决算数 | 2023年预算数 | 2022年决算数", ["final_account", "budget", "prior_account"]),
        ("项目 | 2022年决算数 | 2023年预算数 | 2020年决算数", ["prior_account", "budget", "final_account"]),
        ("项目 | 2021年决算数 | 2023年预算数 | 2023年决算数", ["prior_account", "budget", "final_account"]),
        ("项目 | 决算数 | 预算数 | 决算数", ["prior_account", "budget", "final_account"]),
        ("项目 | 上年决算数 | 年初预算数 | 本年决算数", ["prior_account", "original_budget", "final_account"]),
        ("项目 | 2023年度预算 | 2023年度决算 | 增减", ["budget", "final_account"]),
        ("项目 | 本年预算数 | 本年执行数", ["budget", "final_account"]),
    ],
)
def test_columns_are_told_by_word_and_year(header: str, codes: list[str]) -> None:
    assert [code for code, _, _ in cost_columns(table_of(header), 0)] == codes


@pytest.mark.parametrize(
    ("caption", "header", "unit"),
    [
        ("单位：元", "经费控制", "元"),
        ("单位：万元", "经费控制", "万元"),
        ("", "经费控制（千元）", "千元"),
        ("单位：元", "经费控制（万元）", "万元"),
        ("", "经费控制", "万元"),
    ],
)
def test_the_unit_stands_in_the_header_or_else_in_the_caption(caption: str, header: str, unit: str) -> None:
    form = read(f"{caption}\n{HEAD}{header} | 本年预算数 | 本年决算数\n三公经费 | 4 | 4")
    assert {figure.unit for row in form.rows for figure in row.figures} == {unit}
    assert form.staffing_rate is not None
    assert form.staffing_rate.unit == "%"


def test_a_building_has_sizes_amounts_and_rates_in_their_units() -> None:
    (form,) = forms_of(marked(layout("annex2/labels-beside-their-values-buildings-filled")).document)
    assert isinstance(form, BaseDataForm)
    (building,) = form.buildings
    read = (building.approved_size, building.actual_size, building.budget, building.actual, building.cost_rate)
    assert [None if figure is None else figure.unit for figure in read] == ["㎡", "㎡", "万元", "万元", "%"]
    assert building.size_rate is None


def test_a_form_without_a_column_has_no_figure_there() -> None:
    form = read(f"{HEAD}经费控制 | 本年预算数 | 本年决算数\n三公经费 | 4 | \n公用经费 | | 3")
    assert form.columns == ("budget", "final_account")
    assert [[figure.state.value for figure in row.figures] for row in form.rows] == [
        ["filled", "blank"],
        ["blank", "filled"],
    ]


def test_a_figure_under_the_second_column_of_its_label_is_no_blank() -> None:
    form = read(
        "整体支出绩效评价基础数据表\n编制数 | 实际在职人数 | < | 控制率\n10 |  | 9 | 90%\n"
        "经费控制情况（万元） | 2023年决算数 | 2024年预算数 | 2024年决算数\n三公经费 | 3 | 4 | 2"
    )
    assert form.staff_in_post is not None
    assert str(form.staff_in_post.value) == "9"
