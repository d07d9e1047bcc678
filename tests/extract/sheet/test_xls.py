from functools import partial
from typing import Any

import pytest

from formaudit.errors import InputError
from formaudit.extract import soffice
from formaudit.extract.sheet import read
from formaudit.extract.sheet.error_cells import errors_of_xls
from formaudit.extract.sheet.values import read_values
from tests.extract.drawn import draw
from tests.extract.ending import ending
from tests.extract.office import needs_office
from tests.extract.sheet.biff import formula, workbook
from tests.extract.sheet.books import source, written
from tests.material import MATERIAL, needs_material


def form(book: Any, sheet: Any) -> None:
    ruled = {"border": 1}
    sheet.merge_range("A1:C1", "2023年度项目支出绩效自评表", None)
    sheet.merge_range("A2:A3", "年度资金总额", book.add_format(ruled))
    sheet.write(1, 1, "全年预算数", book.add_format(ruled))
    sheet.write(1, 2, "执行率", book.add_format(ruled))
    sheet.write(2, 1, 1203.45, book.add_format({"num_format": "#,##0.00", **ruled}))
    sheet.write(2, 2, 0.9975, book.add_format({"num_format": "0.00%", **ruled}))
    sheet.set_row(2, None, None, {"hidden": True})


FORM = [["年度资金总额", "全年预算数", "执行率"], ["^", "1,203.45", "99.75%"]]


@pytest.fixture(scope="module")
def old() -> bytes:
    answer = soffice.convert([("a", written(form), "xlsx")], "xls:MS Excel 97", 120)["a"]
    assert isinstance(answer, bytes), answer
    return answer


@needs_office
def test_an_old_workbook_is_read_as_printed(old: bytes) -> None:
    document = read(old, source("a.xls", "xls"))
    assert draw(document.tables[0]) == FORM
    assert document.tables[0].caption == "2023年度项目支出绩效自评表"
    assert [warning.code for warning in document.warnings] == ["hidden-rows"]


@needs_office
def test_a_workbook_whose_directory_is_broken_is_mended_or_refused(old: bytes) -> None:
    for cut in (len(old) // 2, 600):
        document = ending(partial(read, old[:cut], source("a.xls", "xls")))
        if isinstance(document, str):
            assert document in {"damaged", "empty", "unsupported"}
        else:
            assert "repaired" in {warning.code for warning in document.warnings}


@pytest.mark.parametrize(
    ("result", "tokens", "asks", "said"),
    [
        (b"\x03" + bytes(5) + b"\xff\xff", b"\x1e\x01\x00", False, "formula-without-value"),
        (b"\x03" + bytes(5) + b"\xff\xff", b"\x17\x00", False, ""),  # the formula itself may give a blank text
        (bytes(8), b"\x1e\x01\x00", True, "formula-not-calculated"),
        (bytes(8), b"\x1e\x01\x00", False, ""),
    ],
)
def test_a_formula_without_its_result_is_doubted(result: bytes, tokens: bytes, said: str, *, asks: bool) -> None:
    more = [formula(1, 1, result, tokens), *([(0x5E, bytes(2))] if asks else [])]
    book = workbook([["项目", "决算数"], ["公用经费"], ["人员经费", 12.5]], more=more)
    document = read(book, source("a.xls", "xls"))
    assert [warning.code for warning in document.warnings] == ([said] if said else [])
    cell = document.tables[0].at(1, 1)
    assert cell is not None
    assert (cell.confidence < 0.9) is bool(said)


def test_bare_values_are_doubtful_and_the_page_says_so() -> None:
    (page,) = read_values(written(form), "a.xlsb")
    assert page.cells[2, 2].text == "0.9975"
    assert page.cells[2, 2].confidence < 1
    assert page.cells[1, 1].confidence == 1
    assert page.merges == ((0, 0, 0, 2), (1, 0, 2, 0))
    assert [warning.code for warning in page.warnings] == ["number-formats-unknown"]


ERROR = b"\x02\x00\x07" + bytes(3) + b"\xff\xff"
"""The result of a formula that divides by nothing."""


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        (formula(1, 1, ERROR), "#DIV/0!"),
        ((0x205, bytes.fromhex("010001000000") + b"\x2a\x01"), "#N/A"),
        ((0x205, bytes.fromhex("010001000000") + b"\x01\x00"), "TRUE"),  # a truth
    ],
)
def test_an_error_is_no_blank_where_xlrd_stumbles(
    more: tuple[int, bytes], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_data: bytes, file: str) -> None:
        raise InputError("damaged", file)

    monkeypatch.setattr("formaudit.extract.sheet.xls.read_xls", stumble)
    monkeypatch.setattr("formaudit.extract.soffice.available", lambda: None)
    book = workbook([["项目", "执行率"], ["公用经费"], ["人员经费", 12.5]], more=[more])
    texts = [cell.text for cell in read(book, source("a.xls", "xls")).tables[0]]
    assert texts == ["项目", "执行率", "公用经费", shown, "人员经费", "12.5"]


@pytest.mark.parametrize("data", [b"", b"no workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_workbook_has_no_errors(data: bytes) -> None:
    assert errors_of_xls(data) == ()


def test_bytes_that_are_no_workbook_have_no_values() -> None:
    with pytest.raises(InputError, match="damaged"):
        read_values(b"no workbook", "a.xlsb")


def test_without_calamine_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formaudit.extract.sheet.values.find_spec", lambda _name: None)
    with pytest.raises(InputError, match="missing-extra") as caught:
        read_values(b"", "a.xlsb")
    assert caught.value.detail == "xls"


@needs_material
@pytest.mark.parametrize("name", ["tika/password.xls", "poi/protected_passtika.xlsb", "tika/protectedFile.xlsx"])
def test_a_locked_workbook_is_told_as_such(name: str) -> None:
    with pytest.raises(InputError, match="encrypted"):
        read((MATERIAL / "robust" / name).read_bytes(), source(name, "xls"))
