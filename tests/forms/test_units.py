"""Which unit a form or report names."""

import pytest

from formaudit.forms.regions import find_regions
from formaudit.forms.units import named_unit, report_unit
from tests.drawn import drawn

BLOCKS = "\n | 年初预算数 | 全年预算数\n年度资金总额 | 5 | 5\n一级指标 | 三级指标 | 完成值\n产出指标 | 场次 | 12场"
REPORT = "\n一、单位基本情况\n预算收入支出情况如下。\n二、绩效情况\n资金使用良好。"


def names(text: str) -> list[str]:
    return [named_unit(region) for region in find_regions(drawn(text))]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("2023年度临江区堤防管理站单位整体支出绩效自评报告", "临江区堤防管理站"),
        ("临江区堤防管理站2023年度部门整体支出绩效自评报告", "临江区堤防管理站"),
        ("关于2023年度青松县农业农村局部门整体支出绩效评价的自评报告", "青松县农业农村局"),
        ("青松县农业农村局关于2023年度部门整体支出绩效自评情况的报告", "青松县农业农村局"),
        ("附件6：2023年度临江区水利局整体支出绩效自评报告", "临江区水利局"),
        ("附件5 2023年度项目支出绩效自评报告", ""),
        ("2023年度预算单位整体支出绩效自评报告", ""),
        ("2023年部门整体支出绩效自评报告", ""),
        ("2023年度临江区财政局整体支出绩效自评报告", "临江区财政局"),
        ("临江区预算评审中心2023年整体支出绩效自评报告", "临江区预算评审中心"),
        ("望川县卫生健康局2023年度农村改厕项目支出绩效自评报告", "望川县卫生健康局"),
        ("2024年度望川县卫生健康局农村改厕项目支出绩效自评报告", "望川县卫生健康局"),
        ("临江区年丰镇人民政府2023年度整体支出绩效自评报告", "临江区年丰镇人民政府"),
        ("东渡区司法局整体支出绩效评价自评报告（2023年度）", "东渡区司法局"),
        ("二〇二三年度青岗林场部门整体支出绩效自评报告", "青岗林场"),
        ("2023年度南岭县教育局（本级）部门整体支出绩效自评报告", "南岭县教育局(本级)"),
        ("绩效自评报告", ""),
        ("望川县“四好公路”提质工程绩效自评报告", ""),
        ("某某坡至某某岭通组公路工程绩效评价报告", ""),
        ("2018年森林防火专项资金绩效自评报告", ""),
        ("2023年度望川县农村改厕项目绩效自评报告", ""),
        ("2023年度农村改厕项目支出绩效自评报告", ""),
        ("2023年度森林防火专项资金整体支出绩效自评报告", ""),
        ("2023年度森林防火项目整体支出绩效自评报告", ""),
        ("2023年度望川县森林防火项目部门整体支出绩效自评报告", ""),
        ("2023年度望川县水利站项目支出绩效自评报告", "望川县水利站"),
        ("2023年度望川县整体支出绩效自评报告", "望川县"),
        ("联络处业务经费项目绩效自评报告", "联络处"),
        ("关于2023年度临江区文化旅游专项资金的绩效自评报告", ""),
        ("关于2023年度临江区档案馆整体支出的绩效自评报告", "临江区档案馆"),
        ("临江区优抚补助经费转移支付2023年度绩效自评报告", ""),
        ("临江区2023年度中央水污染防治资金绩效自评报告", "临江区"),
    ],
)
def test_the_title_of_a_report_names_the_unit(title: str, unit: str) -> None:
    assert report_unit(title) == unit


def test_a_report_may_name_its_unit_in_a_line_or_over_the_title() -> None:
    assert names("整体支出绩效自评报告\n填报单位：临江区水文站  联系人：甲某" + REPORT) == ["临江区水文站"]
    assert names("临江区水文站\n2023年度整体支出绩效自评报告" + REPORT) == ["临江区水文站"]
    assert names("（公开稿）\n整体支出绩效自评报告" + REPORT) == [""]


def test_the_place_of_a_seal_is_no_part_of_a_name() -> None:
    assert names("项目名称 | 监测 | <\n实施单位 | 临江区水文站（盖章） | <" + BLOCKS) == ["临江区水文站"]
    assert names("项目支出绩效自评表\n填报单位：临江区水文站（公章）\n项目名称 | 监测 | <" + BLOCKS) == ["临江区水文站"]


@pytest.mark.parametrize(
    ("below", "unit"),
    [
        ("", "青松县水利局"),
        ("实施单位 | 各乡镇人民政府 | <\n", "青松县水利局"),
        ("实施单位 | 各有关单位 | <\n", "青松县水利局"),
        ("实施单位 |  | <\n", ""),
        ("实施单位 | 各界联合会 | <\n", "各界联合会"),
    ],
)
def test_a_form_that_asks_for_no_single_body_below_is_its_departments(below: str, unit: str) -> None:
    assert names(f"项目支出绩效自评表\n项目名称 | 监测 | <\n主管部门 | 青松县水利局 | <\n{below}{BLOCKS[1:]}") == [unit]


def test_a_form_names_its_unit_in_a_cell_or_in_the_line_above() -> None:
    assert names("单位名称 | 临江区水文站 | <" + BLOCKS) == ["临江区水文站"]
    assert names("单位名称：临江区水文站 | < | <" + BLOCKS) == ["临江区水文站"]
    assert names("整体支出绩效自评表\n填报单位（盖章）：临江区水文站    单位：万元" + BLOCKS) == ["临江区水文站"]


def test_a_project_is_its_implementing_units_before_it_is_the_departments() -> None:
    assert names("项目名称 | 测报 | <\n主管部门 | 水利局 | <\n实施单位 | 临江区水文站 | <" + BLOCKS) == ["临江区水文站"]
    assert names("项目名称 | 测报 | <\n部门名称 | 临江区水利局 | <" + BLOCKS) == ["临江区水利局"]


def test_a_list_for_many_units_names_none() -> None:
    assert names("专项资金绩效自评清单\n序号 | 专项名称 | 单位名称 | 备注\n1 | 防汛 | 水利局 | 略") == [""]


def test_an_empty_field_names_nobody() -> None:
    assert names("项目名称 | 测报 | <\n实施单位 | | <" + BLOCKS) == [""]
    assert names("项目名称 | 测报 | <\n实施单位 | 主管部门 | 水利局" + BLOCKS) == [""]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("308001-临江区年丰镇人民政府", "临江区年丰镇人民政府"),
        ("[412005]临江区民政局", "临江区民政局"),
        ("515003—临江区水文站", "临江区水文站"),
        ("临江区水文站（308001）", "临江区水文站"),
        ("2023年鲜花节筹备组", "2023年鲜花节筹备组"),
    ],
)
def test_a_code_is_no_part_of_the_name(printed: str, unit: str) -> None:
    assert names(f"项目名称 | 测报 | <\n实施单位 | {printed} | <" + BLOCKS) == [unit]


@pytest.mark.parametrize("label", ["预算部门、单位名称", "部门（单位）名称", "部门、单位名称"])
def test_a_label_may_ask_for_department_and_unit_at_once(label: str) -> None:
    assert names(f"整体支出绩效自评表\n{label} | 临江区水文站 | <" + BLOCKS) == ["临江区水文站"]


def test_a_label_may_ask_for_two_things_at_once() -> None:
    assert names("项目名称 | 测报 | <\n实施单位／项目负责人 | 临江区水文站／甲某 | <" + BLOCKS) == ["临江区水文站"]


def test_who_hands_in_a_project_goes_before_who_carries_it_out() -> None:
    text = "2023年度项目支出绩效自评表\n单位名称：临江区供销联社   填报日期：2024年4月15日\n项目名称 | 猪舍 | <\n项目实施单位 | 某合作社 | <"
    assert names(text + BLOCKS) == ["临江区供销联社"]


def test_a_line_with_the_unit_goes_before_a_mere_place_in_the_title() -> None:
    text = "临江区2020年度项目支出绩效自评报告\n项目单位：临江区公路养护中心" + REPORT
    assert names(text) == ["临江区公路养护中心"]
    assert names("望川县柳坡乡2021年种植补助资金绩效自评报告\n项目实施单位：柳坡乡人民政府。" + REPORT) == [
        "望川县柳坡乡人民政府"
    ]


def test_a_fund_in_the_title_leaves_the_unit_to_the_first_sentence() -> None:
    text = "临江区农村公路补助资金绩效自评报告\n一、基本情况\n临江区交通运输局负责全区农村公路的预算资金和支出。\n二、绩效情况\n资金使用良好。"
    assert names(text) == ["临江区交通运输局"]


def test_a_bare_unit_behind_another_field_is_one_where_a_body_stands_beside_it() -> None:
    head = "项目支出绩效自评表\n项目名称 | 文物保护 | 单位 | {}\n主管部门 | 淮县文化局 | 项目性质 | 延续"
    assert names(head.format("淮县博物馆") + BLOCKS) == ["淮县博物馆"]
    assert names(head.format("万元") + BLOCKS) == [""]


def test_a_section_named_with_its_body_hands_in_nothing_by_itself() -> None:
    head = "项目支出绩效自评表\n项目名称 | 服务贸易 | 实施单位 | {}\n主管部门 | 临岛市商务局 | 负责人 | 甲某"
    assert names(head.format("临岛市商务局服务贸易科") + BLOCKS) == ["临岛市商务局"]
    assert names(head.format("临岛市商务局经管站") + BLOCKS) == ["临岛市商务局经管站"]


def test_a_department_in_brackets_is_a_unit_too() -> None:
    assert names("项目支出绩效自评表\n预算部门（单位）：临江区审计局  单位：万元\n项目名称 | 审计 | |" + BLOCKS) == [
        "临江区审计局"
    ]
