"""Sums that a sheet computes when it is opened, beside what is stored for them."""

from decimal import Decimal

import pytest

from formaudit.extract.sheet import read
from formaudit.extract.sheet.sums import outdated
from formaudit.model.table import Cell
from tests.extract.sheet.books import package, source

VALUES = {(0, 0): Decimal(10), (1, 0): Decimal("2.5"), (2, 0): Decimal("0.1")}
AT_ONCE = '<calcPr fullCalcOnLoad="1"/>'


@pytest.mark.parametrize(
    ("formula", "stored", "is_old"),
    [
        ("SUM(A1:A3)", "12.6", False),
        ("SUM(A1:A3)", "12.600000000000001", False),
        ("SUM(A1:A3)", "12.5", True),
        ("sum($A$1:$A$2,A3)", "12.5", True),
        ("A1+A2-A3", "12.4", False),
        ("A1+A2-A3", "12.6", True),
        ("=-A1+100", "90", False),
        ("A1+B7", "10", False),
        ("A1+B7", "11", True),
        ("A1*2", "3", False),
        ("A1/A2", "3", False),
        ("100*A1", "3", False),
        ("2.5%+A1", "3", False),
        ("ROUND(A1,2)", "3", False),
        ("SUM(A1:A3)*2", "3", False),
        ("SUM(表1!A1:A3)", "3", False),
        ("表1!A1", "3", False),
        ("SUM(A:A)", "3", False),
        ("A1:A3", "3", False),
        ("", "3", False),
        ("SUM(IF(A1>0,A1,0))", "3", False),
    ],
)
def test_only_sums_and_differences_that_can_be_followed_are_held_against_what_is_stored(
    formula: str, stored: str, *, is_old: bool
) -> None:
    values = {**VALUES, (3, 0): Decimal(stored)}
    assert (outdated({(3, 0): formula}, values) == ((3, 0),)) is is_old


def test_what_has_no_figure_stored_is_left_to_others_and_very_long_sums_are_not_followed() -> None:
    assert outdated({(9, 9): "SUM(A1:A3)"}, VALUES) == ()
    assert outdated({(3, 0): "SUM(A1:Z9999)"}, {**VALUES, (3, 0): Decimal(1)}) == ()


def _total(workbook: str) -> Cell:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{name}</t></is></c><c r="B{row}">{value}</c></row>'
        for row, (name, value) in enumerate(
            (("拨款", "<v>92.3</v>"), ("结转", "<v>18.2</v>"), ("合计", "<f>SUM(B1:B2)</f><v>88.8</v>")), 1
        )
    )
    sheet = f"<sheetData>{rows}</sheetData>"
    data = package(sheet, workbook=workbook)
    cell = read(data, source()).tables[0].at(2, 1)
    assert cell is not None
    return cell


def test_a_sum_that_the_sheet_will_show_otherwise_is_doubted() -> None:
    assert (_total("").text, _total("").confidence) == ("88.8", 1.0)
    assert (_total(AT_ONCE).text, _total(AT_ONCE).confidence) == ("88.8", 0.5)
