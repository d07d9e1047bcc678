"""The number of a cell: values, damage, blanks, and one number among words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.numbers import Kind, read_cell, read_value

VALUES = [
    ("153.67", "153.67", ""),
    (" 4 ", "4", ""),
    ("０", "0", ""),
    ("10.00", "10.00", ""),
    ("153. 67", "153.67", ""),
    ("102.5\n3", "102.53", ""),
    ("1 203.45", "1203.45", ""),
    ("1,203.45", "1203.45", ""),
    ("(14.40)", "-14.40", ""),
    ("-¥14.40", "-14.40", "元"),
    ("（￥1,014.40）", "-1014.40", "元"),
    ("（14.40）", "-14.40", ""),
    ("－14.40", "-14.40", ""),
    ("'126", "126", ""),
    ("’-3.5万元", "-3.5", "万元"),
    ("75.0 %", "75.0", "%"),
    ("≧ 95 %", "95", "%"),
    ("9次", "9", "次"),
    ("不超过16.54万元", "16.54", "万元"),
    ("16.54（万元）", "16.54", "万元"),
    ("十五", "15", ""),
    ("壹佰元整", "100", "元"),
    ("百分之百", "100", "%"),
]

DAMAGED = ["153.673.67", "153.673.67万元", "1O2.5", "l2.5", "15.3b", "1,23.45", "12,3456", "1，23.45", "33.", ".67",
           "--5", "5%%", "≥≥95%", "15 3.67", "4\n12.55", "153。67", "3'5", "126'"]  # fmt: skip

NONE = ["", " ", "—", "-", "/", "无", "……", "不适用", "1、", "(1)", "6/8", "15-20", "13912345678", "0730-8123456",
        "192.168.1.1", "A4", "001", "张三", "办结率100%", "≥", "元", "2023年完成9次"]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit"), VALUES)
def test_a_cell_that_is_a_number_gives_it(text: str, value: str, unit: str) -> None:
    quantity = read_cell(text)
    assert quantity is not None
    assert (str(quantity.value), quantity.unit) == (value, unit)
    assert text[slice(*quantity.span)] == quantity.raw == text.strip()


@pytest.mark.parametrize("text", DAMAGED)
def test_a_cell_meant_as_a_number_but_spoilt_is_damaged(text: str) -> None:
    quantity = read_cell(text)
    assert quantity is not None
    assert (quantity.kind, quantity.value) == (Kind.DAMAGED, None)


@pytest.mark.parametrize("text", NONE)
def test_a_blank_or_worded_cell_gives_none(text: str) -> None:
    assert read_cell(text) is None


@pytest.mark.parametrize("text", ["2024.5.9", "2024年5月9日", "2023年度"])
def test_a_cell_with_a_date_is_a_date(text: str) -> None:
    quantity = read_cell(text)
    assert quantity is not None
    assert quantity.kind is Kind.DATE
    assert read_value(text) is None


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("办结率100%", "100%"),
        ("网上申报后30个工作日完成", "30个工作日"),
        ("≥95%", "≥95%"),
        ("2023年完成9次", "9次"),
        ("按100%标准，达到100%", "100%"),
        ("投资约153.673.67万元", "153.673.67万元"),
    ],
)
def test_one_number_among_words_is_the_value(text: str, raw: str) -> None:
    quantity = read_value(text)
    assert quantity is not None
    assert quantity.raw == raw == text[slice(*quantity.span)]


@pytest.mark.parametrize("text", ["完成", "6个乡镇开展3次", "100%（6/6）", "2023年", "#DIV/0!", "1.2E+05", "O.5"])
def test_no_number_or_several_unequal_ones_are_no_value(text: str) -> None:
    assert read_value(text) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["{}", " {} ", "{}万元", "{} 元"]))
def test_a_printed_amount_is_read_back_from_a_cell(value: Decimal, style: str) -> None:
    quantity = read_cell(style.format(value))
    assert quantity is not None
    assert (quantity.value, quantity.decimals) == (value, 2)


@given(st.text() | st.text("0159.,，lOb%元万-() \n≥第年一十"))
def test_any_cell_is_read_without_a_crash(text: str) -> None:
    for quantity in (read_cell(text), read_value(text)):
        if quantity is not None:
            assert text[slice(*quantity.span)] == quantity.raw
            assert (quantity.value is None) == (quantity.kind in {Kind.DATE, Kind.DAMAGED})


@pytest.mark.parametrize(
    ("text", "value"),
    [("5万页", "50000"), ("≥1.2万枝", "12000"), ("815万穗", "8150000"), ("2亿粒", "200000000"), ("5万余页", "50000")],
)
def test_a_multiplier_counts_before_a_counting_word_that_nobody_knows(text: str, value: str) -> None:
    quantity = read_value(text)
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (Decimal(value), "")
