"""Forms as units publish them: other labels, other layouts, points in other places. Each table is drawn here."""

from decimal import Decimal

import pytest

from formaudit.forms.named_year import year_in
from formaudit.forms.pasted import rebuilt
from formaudit.forms.read import read_region
from formaudit.forms.regions import find_regions, holds_monitoring
from formaudit.forms.unread import unread_cells
from formaudit.model.document import Document, Paragraph, Source
from formaudit.model.forms import BaseDataForm, Form, FundRow, SelfEvaluation, UnknownForm
from tests.drawn import drawn

_HEAD = "项目名称 | 湿地补植 | < | < | < | < | < | <\n实施单位 | 某县湿地站 | < | < | < | < | < | <\n"
_INDICATORS = (
    "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因\n"
    "产出指标 | 数量指标 | 补植面积 | 50亩 | 50亩 | 90 | 90 | "
)


def forms_of(text: str) -> list[Form]:
    document = rebuilt(drawn(text))
    return [read_region(region, file=0, form_index=number) for number, region in enumerate(find_regions(document))]


def only(text: str) -> SelfEvaluation:
    found = [form for form in forms_of(text) if isinstance(form, SelfEvaluation)]
    assert len(found) == 1
    return found[0]


def stages(row: FundRow) -> tuple[Decimal | None, ...]:
    figures = (row.original_budget, row.final_budget, row.actual_amount, row.rate)
    return tuple(figure.value if figure is not None else None for figure in figures)


def numbers(*values: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(value) if value else None for value in values)


@pytest.mark.parametrize(
    "label",
    ["预算资金（万元）", "年度预算数（万元）", "项目资金（万元）", "资金情况（万元）"],
)
def test_the_label_of_the_whole_block_is_no_column(label: str) -> None:
    form = only(
        f"{_HEAD}{label} | 资金来源 | 年初预算 | 调整后预算数 | 预算执行数 | 执行率 | 分值 | 得分\n"
        "^ | 总额 | 30 | 40 | 38 | 95% | 10 | 9.5\n^ | 其中：财政资金 | 30 | 40 | 38 | 95% | / | /\n" + _INDICATORS
    )
    assert [row.source for row in form.funds] == ["total", "fiscal"]
    assert stages(form.funds[0]) == numbers("30", "40", "38", "95")


def test_a_block_label_over_row_labels_is_no_column_where_merges_are_lost() -> None:
    form = only(
        f"{_HEAD}年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 执行率 | 分值 | 得分 | 原因\n"
        "总额 | 30 | 40 | 38 | 95% | 10 | 9.5 | \n单位资金 | 0 | 0 | 0 | 0% | / | / | \n" + _INDICATORS
    )
    assert stages(form.funds[0]) == numbers("30", "40", "38", "95")
    assert [row.source for row in form.funds] == ["total", "other"]


def test_sources_may_stand_in_columns() -> None:
    form = only(
        _HEAD
        + "项目资金来源 | 中央（万元） | 省级（万元） | 本级（万元） | 其他（万元） | 合计（万元） | 执行数（万元） | 执行率\n"
        "^ | 100 | 20 | 30 |  | 150 | 120 | 80%\n" + _INDICATORS
    )
    rows = {str(row.source): row for row in form.funds}
    assert stages(rows["total"]) == numbers("", "150", "120", "80")
    assert {code: row.final_budget.value for code, row in rows.items() if row.final_budget is not None} == {
        "total": Decimal(150),
        "central": Decimal(100),
        "provincial": Decimal(20),
        "county": Decimal(30),
        "other": None,
    }


def test_stages_may_stand_in_rows_below_sources_in_columns() -> None:
    form = only(
        _HEAD + "资金 | 合计 | 中央 | 省级 | 市级 | 县级 | < | <\n预算数 | 100 | 40 | 30 | 20 | 10 | < | <\n"
        "执行数 | 90 | 40 | 30 | 15 | 5 | < | <\n" + _INDICATORS
    )
    rows = {str(row.source): row for row in form.funds}
    assert stages(rows["total"])[1:3] == numbers("100", "90")
    assert stages(rows["city"])[1:3] == numbers("20", "15")


def test_the_old_form_has_each_stage_in_a_pair_of_columns() -> None:
    text = (
        "一、项目基本概况 | < | < | < | < | < | < | <\n项目起止时间 | 2020年 | 项目地址 | 某县 | 项目负责人 | 甲 | 邮编 | 410000\n"
        "计划安排资金（万元） | 80 | 实际到位资金（万元） | 70 | 实际支出（万元） | 66 | 结余（万元） | 4\n"
        "其中：中央财政 | 50 | 其中：中央财政 | 50 | 其中：中央财政 | 48 | 其中：中央财政 | 2\n"
        "县财政 | 30 | 县财政 | 20 | 县财政 | 18 | 县财政 | 2\n二、项目支出明细情况 | < | < | < | < | < | < | <\n"
        "支出内容 | < | 实际支出数 | < | 会计凭证号 | < | 备注 | <\n苗木 | < | 400000 | < | 记-1 | < |  | <\n"
        "人工 | < | 260000 | < | 记-2 | < |  | <\n支出合计 | < | 660000 | < |  | < |  | <"
    )
    form = only("项目名称：湿地补植\n项目单位：某县湿地站\n某县财政局（制）\n" + text)
    assert form.form == "annex4"
    assert form.project is not None
    assert form.project.text == "湿地补植"
    assert stages(form.funds[0])[:3] == numbers("80", "70", "66")
    assert dict(form.funds[0].beside)["remaining"].value == Decimal(4)
    assert [row.source for row in form.funds] == ["total", "central", "county"]
    (details,) = form.details
    assert [(row.name, row.role) for row in details.rows] == [("苗木", "row"), ("人工", "row"), ("支出合计", "total")]


def test_what_arrived_stands_beside_the_budget_that_the_rate_names() -> None:
    form = only(
        _HEAD
        + "资金 | 行次 | 全年预算数（A） | 整合数（B） | 扣除整合后预算数（C） | 全年到位资金（D） | 全年执行资金（E） | 预算执行（E÷C×100%）\n"
        "列次 | 0 | 1 | 2 | 3 | 4 | 5 | 6\n年度资金总额 | 1 | 60 | 10 | 50 | 50 | 25 | 50%\n" + _INDICATORS
    )
    (total,) = form.funds
    assert stages(total) == numbers("", "50", "25", "50")
    assert {code: figure.value for code, figure in total.beside}["arrived"] == Decimal(50)


def test_the_only_row_of_money_needs_no_label() -> None:
    form = only(
        "部门整体绩效自评表\n主管部门 | 某区宣传部 | 联系人 | 甲 | 自评总分（分） | 96.5\n"
        "部门预算执行情况 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率权重 | 执行率得分\n^ | 50 | 60 | 45 | 10 | 7.5\n"
        "指标名称 | 计量单位 | 年初指标值 | 全年完成值 | 指标权重（分） | 指标得分（分）\n培训 | 次 | 6 | 6 | 5 | 5"
    )
    assert stages(form.funds[0])[:3] == numbers("50", "60", "45")
    assert form.funds[0].weight is not None
    assert form.funds[0].weight.value == 10
    assert form.total_score is not None
    assert form.total_score.value == Decimal("96.5")


def test_points_of_the_whole_form_in_the_row_of_money_are_its_total() -> None:
    form = only(
        _HEAD + "资金 | 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分\n"
        "^ | 年度资金总额 | 10 | 10 | 8 | 100 | 80% | 98\n" + _INDICATORS
    )
    assert form.total_score is not None
    assert form.total_score.value == 98
    assert form.funds[0].score is None


def test_the_points_for_execution_may_stand_in_a_heading_only() -> None:
    form = only(
        _HEAD
        + "预算执行情况（万元）（20分） |  | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率） | < | <\n"
        "^ | 年度财政资金总额 | 50 | 40 | 80% | 16 | < | <\n"
        "年度绩效目标（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分 | <\n"
        "^ | 产出指标 | 数量指标 | 补植面积 | 50亩 | 50亩 | 30 | <"
    )
    assert form.funds[0].weight is not None
    assert form.funds[0].weight.value == 20
    assert [(group.level, group.figure.value) for group in form.points] == [(0, Decimal(80))]


def test_points_may_stand_in_the_margin() -> None:
    form = only(
        "专项名称 | 监管补助 | < | < | < | \n中央主管部门 | 某总局 | < | < | < | 自评得分\n省级主管部门 | 某局 | < | < | < | 100\n"
        "预算执行情况 | 预算数： | 2 | 执行数： | 2 | 20\n^ | 其中：中央补助 | 2 | 其中：中央补助 | 2 | ^\n"
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成指标值 | 80\n"
        "产出指标 | 数量指标 | 抽检 | 30批 | 30批 | 45\n效益指标 | 社会效益指标 | 事故 | 0起 | 0起 | 35"
    )
    assert form.total_score is not None
    assert form.total_score.value == 100
    assert form.funds[0].score is not None
    assert form.funds[0].score.value == 20
    assert [row.score.value for row in form.indicators if row.score is not None] == [45, 35]
    assert [group.figure.value for group in form.points] == [Decimal(80)]


def test_a_column_of_points_behind_every_level_is_no_score() -> None:
    form = only(
        "部门整体支出绩效评价指标表\n一级指标 | 得分 | 二级指标 | 得分 | 三级指标 | 得分 | 指标说明 | 得分\n"
        "投入 | 16 | 预算配置 | 16 | 控制率 | 8 | 达到 | 8\n^ | ^ | ^ | ^ | 变动率 | 8 | 上升 | 0"
    )
    pairs = [(row.weight.value, row.score.value) for row in form.indicators if row.weight and row.score]
    assert pairs == [(Decimal(8), Decimal(8)), (Decimal(8), Decimal(0))]
    assert {(group.level, group.name, group.figure.value) for group in form.points} == {
        (1, "投入", Decimal(16)),
        (2, "预算配置", Decimal(16)),
    }


def test_headings_of_one_level_share_no_points() -> None:
    form = only(
        _HEAD + "一级指标 | 二级指标 | 三级指标 | 参考分值 | 指标值 | 全年实际值 | 得分 | 未完成原因\n"
        "项目决策（10分） | 项目目标 | 完整性 | 10 | 明确 | 明确 | 10 | \n"
        "项目管理25分 | 财务管理 | 制度 | 25 | 健全 | 健全 | 25 | \n产出指标（65分） | 数量指标15分 | 补植 | 15 | 5亩 | 5亩 | 15 | "
    )
    assert [(group.name, group.figure.value) for group in form.points] == [
        ("项目决策", Decimal(10)),
        ("项目管理", Decimal(25)),
        ("数量指标", Decimal(15)),
    ]
    assert dict(form.level_weights)["OUT"].value == 65


def test_an_adjusted_target_is_the_one_to_be_met() -> None:
    form = only(
        _HEAD
        + "一级指标 | 二级指标 | 三级指标 | 年初指标值 | 调整指标值 | 全年完成值 | 得分系数（%） | 指标得分（分）\n"
        "产出指标 | 数量指标 | 补植 | 60亩 | 50亩 | 50亩 | 100% | 10"
    )
    (row,) = form.indicators
    assert row.target is not None
    assert row.target.value == 50
    assert {figure.value for figure in row.beside} == {Decimal(100), Decimal(60)}


def test_an_unknown_row_below_a_line_without_parts_is_nobodys_child() -> None:
    text = (
        "基础数据表\n财政供养人员情况 | 编制数 | 2023年实际在职人数 | 控制率\n^ | 10 | 9 | 90%\n"
        "经费控制情况 | 2022年决算数 | 2023年预算数 | 2023年决算数\n三公经费 | 1 | 1 | 1\n项目支出： | 5 | 5 | 5\n"
        "防汛 | 5 | 5 | 5\n政府采购金额 | 3 | 3 | 3\n部门预算追加情况 |  | 90 | 95"
    )
    (base,) = [form for form in forms_of(text) if isinstance(form, BaseDataForm)]
    parents = {row.name: None if row.parent is None else base.rows[row.parent].item for row in base.rows}
    assert parents["防汛"] == "项目支出"
    assert parents["部门预算追加情况"] is None


def test_a_list_of_places_is_no_form_of_one_project() -> None:
    (form,) = forms_of(
        "某专项预算执行情况表\n单位：万元\n序号 | 各市 | 全年预算数 | 全年执行数 | 执行率\n1 | 甲市 | 10 | 9 | 90%\n"
        "2 | 乙市 | 20 | 20 | 100%\n3 | 丙市 | 30 | 15 | 50%\n | 合计 | 60 | 44 | 73.33%"
    )
    assert isinstance(form, UnknownForm)
    assert form.reason == "list"
    (table,) = form.details
    assert table.codes == ("serial", "final_budget", "actual_amount", "rate")
    assert [row.role for row in table.rows] == ["row", "row", "row", "total"]


def test_a_table_of_targets_only_is_no_self_evaluation() -> None:
    (form,) = forms_of("指标名称 | 计量单位 | 指标性质 | 指标值\n辅助人员 | 人 | = | 512\n成本 | 万元 | ≤ | 300")
    assert isinstance(form, UnknownForm)
    assert form.reason == "targets"


@pytest.mark.parametrize(
    ("target", "unit", "read"),
    [
        ("60", "万元", "万元"),
        ("¥60", "万元", "万元"),
        ("￥60", "元", "元"),
        ("60元", "万元", "元"),
        ("￥60元", "万元", "元"),
        ("￥60", "", "元"),
        ("￥60", "次", "元"),
    ],
)
def test_a_sign_of_currency_leaves_the_unit_to_its_column(target: str, unit: str, read: str) -> None:
    form = only(
        _HEAD + "项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分\n"
        "年度资金总额 | < | 10 | 10 | 10 | 100% | 10 | 10\n"
        "一级指标 | 二级指标 | 三级指标 | 度量单位 | 指标值 | 完成值 | 分值 | 得分\n"
        f"产出指标 | 成本指标 | 改造总投资 | {unit} | {target} | 59.2 | 10 | 10"
    )
    (row,) = form.indicators
    assert row.target is not None
    assert row.target.unit == read


def test_a_goal_beside_its_result_below_the_money_is_no_money() -> None:
    form = only(
        _HEAD + "项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分\n"
        "年度资金总额 | < | 10 | 10 | 10 | 100% | 10 | 10\n"
        "年度总体目标 | 补植湿地，成活率达到95% | < | < | 已补植，成活率97.2% | < | < | <\n" + _INDICATORS
    )
    assert [row.source for row in form.funds] == ["total"]
    assert [(goal.expected.text, goal.actual.text) for goal in form.goals] == [
        ("补植湿地，成活率达到95%", "已补植，成活率97.2%")
    ]


@pytest.mark.parametrize(
    ("title", "money", "columns"),
    [
        (
            "项目支出绩效运行监控表",
            " | 年初预算数 | 1-8月执行数 | 全年预计执行数",
            "三级指标 | 年度指标值 | 1-8月执行情况",
        ),
        ("项目支出绩效表", " | 年初预算数 | 1-8月执行数 | 执行率", "三级指标 | 年度指标值 | 完成目标可能性"),
    ],
)
def test_a_form_of_the_running_year_is_no_self_evaluation(title: str, money: str, columns: str) -> None:
    text = (
        f"{title}\n项目名称 | 湿地补植 | < | <\n实施单位 | 某县湿地站 | < | <\n{money}\n"
        f"年度资金总额 | 120 | 66 | 120\n一级指标 | {columns}\n产出指标 | 补植面积 | ≥12亩 | 7亩"
    )
    (form,) = forms_of(text)
    assert isinstance(form, UnknownForm)
    assert form.reason == "monitoring"
    assert holds_monitoring(drawn(text))
    (form,) = forms_of(text.replace("绩效运行监控表", "绩效自评表").replace("绩效表", "绩效自评表"))
    assert isinstance(form, SelfEvaluation)


def test_every_figure_that_no_form_takes_over_is_unread() -> None:
    document = drawn(
        _HEAD
        + "款项来路 | 下达盘子 | 花出去的 | < | < | < | < | <\n年度资金总额 | 10 | 9 | < | < | < | < | <\n"
        + _INDICATORS
    )
    forms = [read_region(region, file=0, form_index=0) for region in find_regions(document)]
    assert [cell.text for _, cell in unread_cells(document, 0, forms)] == ["10", "9"]


@pytest.mark.parametrize(("label", "number"), [("联系电话", "8000000"), ("邮编", "410000"), ("序号", "3")])
def test_numbers_of_telephones_and_the_like_are_no_figures(label: str, number: str) -> None:
    document = drawn(f"{_HEAD}{label} | {number} | < | < | < | < | < | <\n{_INDICATORS}")
    forms = [read_region(region, file=0, form_index=0) for region in find_regions(document)]
    assert unread_cells(document, 0, forms) == ()


def _lines(*texts: str) -> Document:
    return Document(
        source=Source(path="a.txt", sha256="0" * 64, format="txt"),
        blocks=tuple(Paragraph(index=number, text=text) for number, text in enumerate(texts)),
    )


_PASTED = (
    "2023年度部门整体支出绩效自评表", "预算单位名称", "某县湿地站", "年度预算申请（万元）", "年初预算数", "全年预算数", "全年执行数",
    "分值", "执行率", "自评得分", "年度资金总额", "10", "12", "9", "10", "75%", "7.5", "其中：财政拨款", "10", "12", "9", "10", "75%", "7.5",
)  # fmt: skip


def test_a_form_pasted_one_cell_a_line_is_put_together_by_its_header() -> None:
    document = rebuilt(_lines(*_PASTED))
    (form,) = [read_region(region, file=0, form_index=0) for region in find_regions(document) if region.parts]
    assert isinstance(form, SelfEvaluation)
    assert stages(form.funds[0]) == numbers("10", "12", "9", "75")
    assert form.unit_name is not None
    assert form.unit_name.text == "某县湿地站"
    assert all(figure.confidence < 0.9 for figure in (form.funds[0].final_budget, form.funds[0].rate) if figure)


def test_a_row_that_lost_a_blank_is_not_guessed() -> None:
    document = rebuilt(_lines(*(text for text in _PASTED if text != "12")))
    forms = [read_region(region, file=0, form_index=0) for region in find_regions(document) if region.parts]
    assert all(not form.funds for form in forms if isinstance(form, SelfEvaluation))


def test_two_heads_of_a_pasted_form_have_the_numbers_below_them() -> None:
    document = rebuilt(
        _lines(
            "2023年度部门整体支出绩效评价基础数据表", "财政供养人员情况（人）", "编制数", "2023年实际在职人数", "25", "24",
            "经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数", "三公经费", "3", "4", "3.5", "公务接待费", "1", "2", "1.5",
        )
    )  # fmt: skip
    (form,) = [read_region(region, file=0, form_index=0) for region in find_regions(document) if region.parts]
    assert isinstance(form, BaseDataForm)
    assert [figure.raw for figure in (form.authorised_posts, form.staff_in_post) if figure] == ["25", "24"]
    assert [figure.raw for figure in form.rows[0].figures] == ["3", "4", "3.5"]


def test_running_text_stays_text() -> None:
    document = _lines(*(f"第{number}段写的是工作情况，没有表格。" for number in range(20)))
    assert rebuilt(document) is document


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("占地面积2000平方米", None),
        ("1.2024年中央资金", 2024),
        ("2021项目支出绩效自评表", 2021),
        ("投入2013万元", None),
        ("（2020）", 2020),
    ],
)
def test_an_area_or_an_amount_is_no_year(line: str, year: int | None) -> None:
    assert year_in(line) == year


def test_a_report_without_a_year_has_that_of_all_its_dates() -> None:
    text = "财政专项扶贫资金绩效自评报告\n一、资金情况\n预算资金40万元，占地面积2000平方米。\n二、开展情况\n2020年11月10日，扩大规模，绩效良好。"
    (region,) = find_regions(drawn(text))
    assert region.year == 2020
    (region,) = find_regions(drawn(text + "\n2019年5月1日开工。"))
    assert region.year is None


_SHIFTED = (
    "项目名称 | 湿地补植 | < | < | < | < | < | < | <\n"
    "项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | < | 分值 | 执行率 | 得分\n"
    "年度资金总额 | < | < | 44 | 43 | 37 | 10 | 86.05% | 8.6\n其中：财政拨款 | < | < | 44 | 43 | 37 |  |  | \n"
    "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 | <\n"
    "产出指标 | 数量指标 | 补植 | 5亩 | 5亩 | 40 | 40 |  | <\n质量指标 | < | 成活率 | 90% | 90% | 30 | 30 |  | <\n"
    "苗木规格达标率 | < | < | 90% | 90% | 20 | 20 |  | <"
)


def test_two_figures_under_one_column_are_read_by_their_order() -> None:
    form = only(_SHIFTED)
    assert [stages(row)[:3] for row in form.funds] == [numbers("44", "43", "37"), numbers("44", "43", "37")]
    assert form.funds[0].rate is not None
    assert form.funds[0].rate.raw == "86.05%"


def test_a_label_that_slid_to_the_left_keeps_its_level() -> None:
    rows = [(row.level1, row.level2, row.name.text) for row in only(_SHIFTED).indicators]
    assert rows == [
        ("OUT", "OUT.QTY", "补植"),
        ("OUT", "OUT.QUAL", "成活率"),
        ("OUT", "OUT.QUAL", "苗木规格达标率"),
    ]
