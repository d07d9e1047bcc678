"""Annex 1: serials, merged names, amounts in remarks."""

from decimal import Decimal

from formaudit.model.figure import State
from formaudit.model.forms import FundList
from tests.drawn import drawn
from tests.forms.marked import forms_of


def read(drawing: str) -> FundList:
    (form,) = forms_of(drawn(drawing))
    assert isinstance(form, FundList)
    return form


LIST = """附件1：
2023年度临江区专项资金绩效自评清单
序号 | 区级专项资金名称 | 单位名称 | 备注
1 | 防汛专项 | 水利局 | 物资120万元、培训3.5万元
2 | 道路养护 | 交通局 |
3 | ^ | 镇政府 | 便道
4、 | 宣传 | | 见2022年通知
"""


def test_rows_carry_serial_fund_unit_and_note() -> None:
    form = read(LIST)
    assert (form.title, form.year) == ("2023年度临江区专项资金绩效自评清单", 2023)
    assert [(row.fund.text, row.unit.text, row.note.text) for row in form.rows] == [
        ("防汛专项", "水利局", "物资120万元、培训3.5万元"),
        ("道路养护", "交通局", ""),
        ("道路养护", "镇政府", "便道"),
        ("宣传", "", "见2022年通知"),
    ]
    assert [row.seq.value for row in form.rows[:3]] == [Decimal(1), Decimal(2), Decimal(3)]
    assert form.rows[2].fund.place.row == 2


def test_money_in_a_remark_is_read_with_its_span_and_a_year_is_no_money() -> None:
    rows = read(LIST).rows
    assert [(figure.value, figure.unit) for figure in rows[0].amounts] == [
        (Decimal(120), "万元"),
        (Decimal("3.5"), "万元"),
    ]
    span = rows[0].amounts[1].place.span
    assert span is not None
    assert rows[0].note.text[slice(*span)] == "3.5万元"
    assert rows[3].amounts == ()


def test_a_blank_row_is_no_row_of_the_list() -> None:
    text = "专项资金绩效自评清单\n序号 | 专项名称 | 单位名称\n1 | 教育 | 一小\n | | \n2 | 卫生 | 医院\n | 　 | \n"
    form = read(text)
    assert [(row.seq.value, row.fund.text) for row in form.rows] == [(Decimal(1), "教育"), (Decimal(2), "卫生")]


def test_a_merged_serial_counts_once() -> None:
    form = read("专项资金绩效自评清单\n序号 | 专项名称 | 单位名称\n1 | 教育 | 一小\n^ | ^ | 二小\n2 | 卫生 | 医院")
    assert [(row.seq.value, row.seq.state) for row in form.rows] == [
        (Decimal(1), State.FILLED),
        (None, State.BLANK),
        (Decimal(2), State.FILLED),
    ]


def test_an_amount_column_takes_its_unit_from_the_caption() -> None:
    form = read("专项资金绩效自评清单\n单位：元\n序号 | 专项名称 | 预算金额\n1 | 教育 | 1,200,000.00\n2 | 卫生 |")
    assert [(figure.value, figure.unit) for row in form.rows for figure in row.amounts] == [
        (Decimal("1200000.00"), "元"),
        (None, "元"),
    ]


def test_a_money_like_serial_is_kept_as_printed() -> None:
    form = read("专项资金绩效自评清单\n序号 | 专项名称\n14 | 教育\n153.67 | 卫生\n16 | 民政")
    assert [row.seq.raw for row in form.rows] == ["14", "153.67", "16"]
