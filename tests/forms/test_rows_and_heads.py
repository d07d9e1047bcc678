"""What a row or a line is where forms differ: an item or a sum of items, a header or figures, a unit or money."""

from decimal import Decimal

import pytest

from formaudit.forms.headers import is_numbering
from formaudit.forms.numbering import serial_depth
from formaudit.forms.pasted import rebuilt
from formaudit.forms.read import read_region
from formaudit.forms.regions import find_regions
from formaudit.forms.units import named_unit
from formaudit.model.figure import Figure
from formaudit.model.forms import RowState, SelfEvaluation
from tests.drawing import table_of
from tests.drawn import drawn

_HEAD = (
    "2023年度项目支出绩效自评表\n项目名称 | 社区助餐 | < | < | < | < | <\n实施单位 | 某县民政局 | < | < | < | < | <\n"
)
_COLUMNS = "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分\n"
_ITEM = "产出指标 | 数量指标 | 助餐人次 | 300 | 310 | 50 | 50\n"


def only(text: str) -> SelfEvaluation:
    regions = find_regions(rebuilt(drawn(text)))
    forms = [read_region(region, file=0, form_index=number) for number, region in enumerate(regions)]
    [form] = [form for form in forms if isinstance(form, SelfEvaluation)]
    return form


def names(form: SelfEvaluation) -> list[str]:
    return [row.name.text for row in form.indicators]


@pytest.mark.parametrize(
    "row",
    [
        "小计 | < | < | < | < | 50 | 50",
        "小计 | 小计 | 小计 | 小计 | 小计 | 50 | 50",
        " | | | | | 50 | 50",
        "产出指标 | | | | | 50 | 50",
        "产出指标得分 | < | < | < | < | 50 | 50",
        "^ | 数量指标小计 | < | < | < | 50 | 50",
        "小计满分 | 50 | 小计得分 | 50 | < | < | <",
        "满分小计 | < | 50 | < | 得分小计 | < | 50",
        "小计（满分）： | < | < | 50 | 小计（得分）： | 50 | <",
        "小计 | < | 满分 | 50 | 得分 | < | 50",
    ],
)
def test_a_row_of_points_that_adds_up_others_is_no_indicator(row: str) -> None:
    form = only(_HEAD + _COLUMNS + _ITEM + row + "\n总分 | < | < | < | < | 50 | 50")
    assert names(form) == ["助餐人次"]
    assert [(one.at, one.weight and one.weight.value, one.score and one.score.value) for one in form.subtotals] == [
        (1, Decimal(50), Decimal(50))
    ]


def test_points_inside_their_labels_are_those_of_no_indicator() -> None:
    form = only(_HEAD + _COLUMNS + _ITEM + "小计 | < | < | < | 满分 | 50 | 得分50\n总分 | < | < | < | < | 50 | 50")
    assert names(form) == ["助餐人次"]
    assert [one.score for one in form.subtotals] == [None]


@pytest.mark.parametrize(
    "row",
    [
        "满意度指标 | < | < | 90% | 95% | 50 | 50",
        "满意度指标 | < | < | < | < | 50 | 50",
        "预算执行率 | < | < | < | < | 50 | 50",
        "效益指标 | 社会效益指标 | 考核得分 | 90 | 95 | 50 | 50",
        " | | 绩效考评得分 | 90 | 95 | 50 | 50",
    ],
)
def test_a_row_that_measures_something_or_heads_nothing_is_an_indicator(row: str) -> None:
    form = only(_HEAD + _COLUMNS + _ITEM + row + "\n总分 | < | < | < | < | 100 | 100")
    assert len(form.indicators) == 2
    assert form.subtotals == ()


def test_a_heading_goes_with_the_rows_that_follow_under_its_name() -> None:
    form = only(
        _HEAD + _COLUMNS + "一、产出指标 | < | < | < | < | 50 | 50\n" + _ITEM + "总分 | < | < | < | < | 50 | 50"
    )
    assert [(one.name, one.at) for one in form.subtotals] == [("产出指标", 0)]
    assert names(form) == ["助餐人次"]


def test_a_line_of_all_points_that_others_follow_is_one_of_a_part() -> None:
    group = (
        _ITEM + "合计 | < | < | < | < | 50 | 49\n" + _ITEM.replace("助餐", "助浴") + "合计 | < | < | < | < | 50 | 50\n"
    )
    form = only(_HEAD + _COLUMNS + group + "总计 | < | < | < | < | 100 | 99")
    assert names(form) == ["助餐人次", "助浴人次"]
    assert [one.at for one in form.subtotals] == [1, 2]
    assert form.total_score is not None
    assert form.total_score.value == 99


def test_what_stands_behind_the_line_of_all_points_is_no_indicator() -> None:
    form = only(_HEAD + _COLUMNS + _ITEM + "总分 | < | < | < | < | 50 | 50\n说明 | 无 | 无 | 无 | 无 | 无 | 无")
    assert names(form) == ["助餐人次"]


def test_a_question_to_the_whole_form_is_a_remark() -> None:
    form = only(
        _HEAD + _COLUMNS + _ITEM + "一票否决事项 | 是否存在虚报 | < | < | < | 否 | \n总分 | < | < | < | < | 50 | 50"
    )
    assert names(form) == ["助餐人次"]
    assert [note.text for note in form.notes] == ["一票否决事项"]


@pytest.mark.parametrize(("name", "weight"), [("养护里程（15分）", 15), ("养护里程（15）", None), ("养护15公里", None)])
def test_a_name_prints_its_points_only_with_the_word_for_them(name: str, weight: int | None) -> None:
    form = only(
        _HEAD + "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分 | 备注\n"
        f"产出指标 | 数量指标 | {name} | 15 | 15 | 15 | "
    )
    [row] = form.indicators
    assert (row.weight.value if row.weight is not None else None) == weight


def test_weights_that_are_parts_of_one_are_shares() -> None:
    rows = "产出 | 数量 | 甲 | 1 | 1 | 0.5 | 50\n效益 | 社会效益 | 乙 | 1 | 1 | 0.3 | 30\n满意度 | 对象 | 丙 | 1 | 1 | 0.2 | 20\n"
    form = only(_HEAD + _COLUMNS + rows + "合计 | < | < | < | < | 1 | 100")
    assert [row.weight and row.weight.value for row in form.indicators] == [50, 30, 20]
    assert form.total_weight is not None
    assert form.total_weight.value == 100


def test_weights_below_one_that_do_not_come_to_it_stay_as_printed() -> None:
    rows = "产出 | 数量 | 甲 | 1 | 1 | 0.5 | 0.5\n效益 | 社会效益 | 乙 | 1 | 1 | 0.5 | 0.5\n满意度 | 对象 | 丙 | 1 | 1 | 1 | 1\n"
    form = only(_HEAD + _COLUMNS + rows + "合计 | < | < | < | < | 2 | 2")
    assert [row.weight and row.weight.unit for row in form.indicators] == ["分", "分", "分"]


def test_two_indicators_side_by_side_are_two() -> None:
    form = only(
        "2023年度项目支出绩效自评表\n项目名称 | 走访 | < | < | < | < | < | <\n"
        "一级指标 | 三级指标 | 目标值 | 完成值 | 一级指标 | 三级指标 | 目标值 | 完成值\n"
        "产出指标 | 走访户数 | 90 | 95 | 效益指标 | 知晓率 | 80% | 86%"
    )
    assert [(row.level1, row.name.text) for row in form.indicators] == [("OUT", "走访户数"), ("BEN", "知晓率")]


def test_the_deepest_level_names_the_row() -> None:
    form = only(
        _HEAD
        + "一级指标 | 二级指标 | 三级指标 | 四级指标 | 完成值 | 分值 | 得分\n产出指标 | 数量指标 | 服务数量 | 助餐人次 | 310 | 50 | 50\n"
        "^ | ^ | ^ | 助浴人次 | 50 | 50 | 50"
    )
    assert names(form) == ["助餐人次", "助浴人次"]


def test_template_lines_that_nobody_filled_are_no_indicators_of_one_name() -> None:
    form = only(
        _HEAD + _COLUMNS + _ITEM + "产出指标 | 成本指标 | 指标1： | | | | \n效益指标 | 经济效益指标 | 指标1： | | | | "
    )
    assert [row.state for row in form.indicators] == [RowState.FILLED, RowState.TEMPLATE, RowState.TEMPLATE]


def test_a_row_of_figures_is_no_second_row_of_the_header() -> None:
    form = only(
        _HEAD
        + "预算资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分\n^ | 120 | 118 | 106.2 | 90% | 10 | 9\n"
        + _COLUMNS
        + _ITEM
    )
    [total] = form.funds
    assert total.final_budget is not None
    assert total.final_budget.value == 118


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ("栏次 | 1 | 2 | 3 | 4=3÷2 | 5", True),
        ("甲 | A | B | C=B/A", False),
        ("资金来源 | A | B | C=B/A", True),
        ("项目支出 | 1 | 2 | 3", True),
        ("项目支出 | 1 | 3 | 4", False),
        ("项目支出 | 1 | 2 | 3.5", False),
    ],
)
def test_a_row_that_counts_the_columns_holds_no_figures(row: str, *, counts: bool) -> None:
    assert is_numbering(table_of(row), 0) is counts


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("一、产出", 0),
        ("（一）数量", 1),
        ("1.里程", 2),
        ("1、里程", 2),
        ("1.1里程", 3),
        ("（1）春节", 4),
        ("其中：（1）中央", 4),
        ("①甲", 5),
    ],
)
def test_numberings_stand_one_inside_the_other(text: str, depth: int) -> None:
    assert serial_depth(text) == depth


@pytest.mark.parametrize("text", ["里程", "2023年任务", "95%以上", "（含税）价"])
def test_a_number_that_is_no_serial_has_no_depth(text: str) -> None:
    assert serial_depth(text) is None


_PLAIN = "一级指标 | 二级指标 | 三级指标 | 分值 | 得分\n产出 | 数量 | 完成率 | 50 | 50\n效益 | 社会效益 | 影响 | 50 | 50\n合计 | < | < | 100 | 100"


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        ("2023年项目支出绩效评分表\n单位：某县民政局　　项目：高龄津贴发放", "某县民政局"),
        ("某县民政局2023年度项目支出绩效自评表\n项目名称：高龄津贴", "某县民政局"),
        ("某县民政局部门整体支出绩效自评表", "某县民政局"),
        ("2023年项目支出绩效评分表\n单位：万元", ""),
        ("2023年项目支出绩效评分表\n单位：分", ""),
        ("高龄津贴2023年度项目支出绩效自评表", ""),
    ],
)
def test_a_line_names_a_unit_only_where_a_public_body_stands_in_it(lines: str, unit: str) -> None:
    [region] = [region for region in find_regions(drawn(f"{lines}\n{_PLAIN}")) if region.parts]
    assert named_unit(region) == unit


def test_points_beside_stacked_labels_are_not_those_of_the_budget() -> None:
    form = only(
        "2023年度专项资金绩效自评表\n项目名称 | 两项补贴 | < | <\n自评等级 | 优 | 自评分数 | 98\n"
        "财政资金下达数 | 450 | 财政资金支出数 | 441\n支出率 | 98% | 其他资金 | 3\n\n" + _PLAIN
    )
    [total] = form.funds
    assert total.score is None
    figures = (total.final_budget, total.actual_amount)
    assert [figure.value for figure in figures if figure is not None] == [450, 441]
    assert form.total_score is not None


def test_tasks_with_money_are_no_sources_and_a_block_with_points_lists_no_tasks() -> None:
    money = "子项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分\n资金总额 | 30 | 30 | 27 | 90% | 10 | 9\n甲 | 10 | 10 | 9 | 90% | | \n"
    form = only(_HEAD + money + _COLUMNS + _ITEM)
    assert [row.source for row in form.funds] == ["total", ""]
    listed = only(
        _HEAD
        + money.replace("分值 | 得分", "备注 | <").replace("10 | 9\n", " | <\n").replace("| | \n", "| | <\n")
        + _COLUMNS
        + _ITEM
    )
    assert listed.funds == ()
    assert [row.name for table in listed.details for row in table.rows] == ["资金总额", "甲"]


def test_sources_of_a_unit_are_no_box_of_income() -> None:
    form = only(
        "2023年度部门整体支出绩效自评表\n部门名称 | 某县民政局 | < | < | < | < | <\n"
        "资金（万元） | 来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 备注\n^ | 资金总额 | 30 | 32 | 31 | 96.88% | \n"
        "^ | 1.财政拨款 | 20 | 22 | 21 | 95.45% | \n^ | （1）一般公共预算拨款 | 15 | 17 | 16 | 94.12% | \n"
        "^ | （2）政府性基金预算拨款 | 5 | 5 | 5 | 100% | \n^ | 2.其他资金 | 10 | 10 | 10 | 100% | \n"
        + _COLUMNS
        + _ITEM
    )
    assert form.income == ()
    assert [(row.source, row.nested) for row in form.funds] == [
        ("total", False), ("fiscal", False), ("general", True), ("government_fund", True), ("other", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("绩效指标 | 目标值 | 完成值 | 分值 | 得分\n覆盖率 | 90 | 95 | 50 | 50", ["覆盖率"]),
        ("绩效指标 | 指标名称 | 完成值 | 分值 | 得分\n^ | 覆盖率 | 95 | 50 | 50", ["覆盖率"]),
    ],
)
def test_the_word_for_all_indicators_heads_their_names_only_where_nothing_else_does(
    header: str, found: list[str]
) -> None:
    assert names(only("2023年度项目支出绩效自评表\n项目名称 | 走访 | < | < | <\n" + header)) == found


def test_sources_over_their_stages_are_rows_of_money() -> None:
    form = only(
        "2023年度项目支出绩效自评表\n项目名称 | 走访 | < | < | <\n资金 | 合计 | < | 财政资金 | <\n^ | 预算数 | 执行数 | 预算数 | 执行数\n"
        "^ | 75 | 72 | 60 | 58\n三级指标 | 目标值 | 完成值 | 分值 | 得分\n覆盖率 | 90 | 95 | 50 | 50"
    )
    assert [(row.source, row.final_budget and row.final_budget.value) for row in form.funds] == [
        ("total", Decimal(75)),
        ("fiscal", Decimal(60)),
    ]


def test_a_column_parted_into_a_whole_and_something_in_it_is_the_whole() -> None:
    form = only(
        "2023年度项目支出绩效自评表\n项目名称 | 走访 | < | < | < | <\n来源 | 预算数 | < | 执行数 | < | 执行率\n"
        "^ | 总额 | 其中：当年下达 | 总额 | 其中：上年结转 | ^\n资金合计 | 520 | 500 | 509.6 | 20 | 98%\n"
        "三级指标 | 目标值 | 完成值 | 分值 | 得分 | 备注\n覆盖率 | 90 | 95 | 50 | 50 | "
    )
    [total] = form.funds
    figures = (total.final_budget, total.actual_amount, total.rate)
    assert [figure.value for figure in figures if figure is not None] == [520, Decimal("509.6"), 98]


def test_a_list_of_tasks_ends_where_the_money_of_the_form_begins() -> None:
    form = only(
        "2023年度部门整体支出绩效自评表\n部门名称 | 某县水务局 | < | < | < | < | <\n"
        "主要任务 | 任务名称 | 主要内容 | 预算数 | 其中：财政拨款 | 执行数 | 执行率\n^ | 管护 | 巡河 | 42 | 40 | 41 | 97.62%\n"
        "^ | 加固 | 水库 | 54.3 | 50 | 54.3 | 100%\n预算执行 | 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分\n"
        "^ | 年度资金总额 | 300 | 326.8 | 320.2 | 10 | 9.8\n^ | 基本支出 | 200 | 210.5 | 205.3 | — | —\n"
        "^ | 项目支出 | 100 | 116.3 | 114.9 | — | —\n" + _COLUMNS + _ITEM
    )
    assert [row.name for table in form.details for row in table.rows] == ["管护", "加固"]
    assert [row.source for row in (*form.funds, *form.spending)] == [
        "total",
        "basic_expenditure",
        "project_expenditure",
    ]


def test_a_score_alone_is_the_forms_unless_further_items_follow() -> None:
    last = only(_HEAD + _COLUMNS + _ITEM + "自评得分 | 50 | < | < | < | < | <")
    assert last.total_score is not None
    assert last.subtotals == ()
    between = only(_HEAD + _COLUMNS + _ITEM + "自评得分 | 50 | < | < | < | < | <\n" + _ITEM.replace("助餐", "助浴"))
    assert between.total_score is None
    assert [one.at for one in between.subtotals] == [1]
    assert names(between) == ["助餐人次", "助浴人次"]


_STAGED = "资金来源 | {} | | | |\n预算数 | {} | | | |\n执行数 | {} | | | |\n"


@pytest.mark.parametrize(
    ("sources", "budget", "spent", "read"),
    [
        ("县级资金 | 省级资金", "80 | 40", "76 | 38", [("county", "80", "76"), ("provincial", "40", "38")]),
        ("财政拨款 | 其他资金", "80 | 40", "76 | 38", [("fiscal", "80", "76"), ("other", "40", "38")]),
        ("财政拨款 | 资金总额", "80 | 120", "76 | 114", [("total", "120", "114"), ("fiscal", "80", "76")]),
        ("资金总额 | 财政拨款", "120 | 80", "114 | 76", [("total", "120", "114"), ("fiscal", "80", "76")]),
        ("县级资金 | 合计", "80 | 120", "76 | 114", [("total", "120", "114"), ("county", "80", "76")]),
    ],
)
def test_of_two_sources_side_by_side_only_one_called_so_is_the_total(
    sources: str, budget: str, spent: str, read: list[tuple[str, str, str]]
) -> None:
    form = only(f"{_HEAD}{_STAGED.format(sources, budget, spent)}{_COLUMNS}{_ITEM}")
    assert [(row.source, _raw(row.final_budget), _raw(row.actual_amount)) for row in form.funds] == read


_MONEY = (
    "项目资金 | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分\n | 年度资金总额 | 100 | 120 | 114 | 95% | 9.5\n"
)


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("项目自评得分95分，评价等级为优", "95"),
        ("本项目完成较好，得分95分", "95"),
        ("预算执行得分9.5分，完成较好", ""),
        ("产出得分50分，效益得分40分", ""),
    ],
)
def test_a_conclusion_below_the_money_is_no_source_and_tells_the_score_of_the_form(words: str, score: str) -> None:
    form = only(f"{_HEAD}{_MONEY}自评结论 | {words} | < | < | < | < | <\n{_COLUMNS}{_ITEM}")
    assert [row.source for row in form.funds] == ["total"]
    assert _raw(form.total_score) == score


def _raw(figure: Figure | None) -> str:
    return figure.raw if figure is not None else ""
