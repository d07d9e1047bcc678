"""Cells that hold a number and something else."""

from decimal import Decimal

import pytest

from formaudit.numbers import Kind, find_quantities, is_unsure, possible_numbers, read_cell

ZERO_WIDTH = "\u200b"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("44.32（注1）", ["44.32"]),
        ("44.32(注)", ["44.32"]),
        ("44.32①", ["44.32"]),
        ("44.32¹", ["44.32"]),
        ("44.32[1]", ["44.32"]),
        ("44.32*", ["44.32"]),
        ("44.32注2", ["44.32"]),
        ("约44.32", ["44.32"]),
        ("约 44.32 万元*", ["44.32"]),
        ("合计44.32", ["44.32"]),
        ("44.32（含上年结转）", ["44.32"]),
        ("44,32", ["44.32", "4432"]),
        ("1,23.45", ["123.45"]),
        ("12,3456", ["12.3456", "123456"]),
        ("1 2 0 . 5", ["120.5"]),
        ("-44,32%", ["-44.32", "-4432"]),
        ("105·5", ["105.5"]),
        ("12.5-", ["-12.5", "12.5"]),
        ("1,234.56－万元", ["-1234.56", "1234.56"]),
        ("12.5万元-", ["-12.5", "12.5"]),
        ("△12.5", ["-12.5", "12.5"]),
        ("(12.5)%", ["-12.5", "12.5"]),
        ("¥（12.5）", ["-12.5", "12.5"]),
        ("-(12.5)", ["-12.5", "12.5"]),
        ("(3)", []),
        ("12.5-13.5", []),
        ("见附注", []),
        ("44.32或46", []),
        ("另行说明", []),
        ("2023年", []),
    ],
)
def test_what_a_number_with_something_beside_it_may_be(text: str, values: list[str]) -> None:
    assert [str(found.value) for found in possible_numbers(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        *("44,32", "1,23.45", "1 2 0 . 5", "4 0 0", "12\n6", "4\n12.55", "105.5%\n20.5%", "105·5", "105。5万元"),
        *(
            "120.00......",
            "1,120万元…",
            "44.32___",
            "44.32\t46",
            "130\t126.5\t120.5",
            "1. 44.32",
            "12) -44.32%",
            "2、44.32万元",
        ),
    ],
)
def test_a_comma_in_the_wrong_place_spread_digits_lines_and_counters_leave_a_number_open(text: str) -> None:
    assert is_unsure(text)


@pytest.mark.parametrize(
    "text", ["153.673.67", "1O2.5", "4 12.55", "4 0", "44.32", "1.44.32", "144. 44.32", "44.32..", "…44.32"]
)
def test_other_damage_is_no_matter_of_reading(text: str) -> None:
    assert not is_unsure(text)


@pytest.mark.parametrize("char", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u200e"])
def test_what_nobody_sees_is_no_part_of_a_number(char: str) -> None:
    found = read_cell(f"{char}44.{char}3{char}2{char}")
    assert found is not None
    assert (found.kind, found.value) == (Kind.PLAIN, Decimal("44.32"))
    (quantity,) = find_quantities(f"支出4{char}4.32{char}万元。")
    assert (quantity.value, quantity.unit, quantity.span) == (Decimal("44.32"), "万元", (2, 11))


def test_a_currency_sign_alone_tells_no_unit() -> None:
    for text in ("¥44.32", "￥44.32", "RMB 44.32", "人民币44.32"):
        found = read_cell(text)
        assert found is not None
        assert (found.value, found.currency) == (Decimal("44.32"), True)
    found = read_cell("¥44.32万元")
    assert found is not None
    assert (found.unit, found.currency) == ("万元", False)
