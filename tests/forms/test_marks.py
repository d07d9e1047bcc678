"""Readings that several forms share."""

import pytest

from formaudit.forms.cells import Site
from formaudit.forms.marks import find_field, labelled_in, money_unit, read_footer, split_label
from formaudit.forms.regions import find_regions
from formaudit.model.document import Paragraph
from formaudit.model.form_kind import FormKind
from tests.drawing import table_of
from tests.drawn import drawn


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (("单位：元",), "元"),
        (("（单位：万元）",), "万元"),
        (("金额单位：人民币元",), "元"),
        (("单 位 ： 万 元",), "万元"),
        (("年度资金（千元）",), "千元"),
        (("填报单位：元坝区水务局", "项目资金（万元）"), "万元"),
        (("填报单位：元坝区水务局",), "万元"),
        (("没有说明",), "万元"),
    ],
)
def test_the_unit_of_money_is_named_and_never_part_of_a_name(texts: tuple[str, ...], unit: str) -> None:
    assert money_unit(texts) == unit


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("按收入性质分：153.67", "按收入性质分", "153.67"),
        ("其中：  一般公共预算：153.67", "其中：  一般公共预算", "153.67"),
        ("其中：一般公共预算:153.67", "其中：一般公共预算", "153.67"),
        ("其中：公车购置", "其中：公车购置", ""),
        ("政府性基金拨款：", "政府性基金拨款", ""),
        ("基本支出", "基本支出", ""),
    ],
)
def test_a_label_is_parted_from_the_value_in_its_cell(text: str, label: str, value: str) -> None:
    name, inside, start = split_label(text)
    assert (name, inside) == (label, value)
    assert text[start:] == inside


def test_a_field_is_found_beside_its_label_or_behind_the_colon() -> None:
    site = Site(file=0, form=FormKind.ANNEX4, form_index=0)
    table = table_of("项目名称 | 测报经费 | 实施单位：临江区水文站\n主管部门 | | 单位")
    project = find_field(site, table, 0, 1, "project")
    unit = find_field(site, table, 0, 1, "implementing_unit")
    assert project is not None
    assert (project.text, project.place.col, project.place.span) == ("测报经费", 1, None)
    assert unit is not None
    assert (unit.text, unit.place.col, unit.place.span) == ("临江区水文站", 2, (5, 11))
    department = find_field(site, table, 0, 1, "supervising_department")
    assert department is not None
    assert department.text == ""
    assert find_field(site, table, 0, 1, "unit_name") is None


def test_the_header_of_the_indicators_holds_no_fields() -> None:
    site = Site(file=0, form=FormKind.ANNEX4, form_index=0)
    table = table_of("一级指标 | 三级指标 | 单位 | 完成值\n产出指标 | 场次 | 场 | 12")
    assert find_field(site, table, 0, 1, "unit_name") is None


def test_several_labels_may_share_a_line() -> None:
    site = Site(file=2, form=FormKind.ANNEX3, form_index=0)
    line = Paragraph(index=4, text="填报单位（盖章）：临江区水文站    联系人：甲某    单位：万元")
    found = labelled_in(site, [line], "unit_name")
    assert found is not None
    assert (found.text, found.place.paragraph, found.place.file) == ("临江区水文站", 4, 2)
    assert found.place.span is not None
    assert line.text[slice(*found.place.span)] == "临江区水文站"


FORM = """项目名称 | 测报 | <
 | 年初预算数 | 全年预算数
年度资金总额 | 5 | 5
一级指标 | 三级指标 | 完成值
产出 | 场次 | 1"""


@pytest.mark.parametrize(
    "signed",
    [
        "\n单位负责人签字：甲某  填表人：  乙某  联系电话：07300000000    填报日期：2024.5.9",
        "\n单位负责人（签字）：甲某　填报人：乙某　电话：07300000000　填表日期：2024.5.9",
        "\n负责人：甲某 | 填表人：乙某 | 联系电话：07300000000 填报日期：2024.5.9",
    ],
)
def test_signatures_are_read_under_the_table_and_in_its_last_row(signed: str) -> None:
    (region,) = find_regions(drawn(FORM + signed))
    footer = read_footer(Site(file=0, form=FormKind.ANNEX4, form_index=0), region)
    assert (footer.head, footer.filler, footer.phone, footer.date) == ("甲某", "乙某", "07300000000", "2024.5.9")


def test_blank_signatures_are_blank() -> None:
    (region,) = find_regions(drawn(FORM + "\n单位负责人签字：  填表人：  联系电话：  填报日期："))
    footer = read_footer(Site(file=0, form=FormKind.ANNEX4, form_index=0), region)
    assert (footer.head, footer.filler, footer.phone, footer.date) == ("", "", "", "")
    assert footer.place is not None
