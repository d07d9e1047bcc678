"""Binary workbooks: cells without a column, text with marks of its own, number formats as Chinese Excel writes them."""

import pytest

from formaudit.extract.sheet import read
from formaudit.extract.sheet.binary import with_plain_formats, with_whole_cells
from formaudit.extract.sheet.codes import international
from formaudit.model.document import Document, Source
from tests.extract.office import needs_office
from tests.extract.sheet.binary import FAILED, record, xlsb

GENERAL = "General"
FORM = (
    (("科目", GENERAL), ("年初数", GENERAL), ("决算数", GENERAL), ("备注", GENERAL)),
    (("基本支出", GENERAL), (412.5, GENERAL), (398.25, GENERAL), ("无", GENERAL)),
    (("项目支出", GENERAL), (None, GENERAL), (-61.75, GENERAL), (True, GENERAL)),
    (("执行率", GENERAL), (0.9655, GENERAL), (FAILED, GENERAL), ("无", GENERAL)),
)
CELLS = {
    (0, 0): "科目",
    (0, 1): "年初数",
    (0, 2): "决算数",
    (0, 3): "备注",
    (1, 0): "基本支出",
    (1, 1): "412.5",
    (1, 2): "398.25",
    (1, 3): "无",
    (2, 0): "项目支出",
    (2, 2): "-61.75",
    (2, 3): "TRUE",
    (3, 0): "执行率",
    (3, 1): "0.9655",
    (3, 2): FAILED,
    (3, 3): "无",
}


def of(data: bytes) -> Document:
    return read(data, Source(path="a.xlsb", sha256="0" * 64, format="xlsb"))


def seen(data: bytes) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.col): cell.text for table in of(data).tables for cell in table if cell.text}


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("rich", [False, True])
def test_every_cell_is_read_without_an_office_program(
    *, short: bool, rich: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formaudit.extract.soffice.available", lambda: None)
    data = xlsb(FORM, short=short, rich=rich)
    assert seen(data) == CELLS
    figures = [cell for cell in of(data).tables[0] if cell.text in ("412.5", "398.25", "-61.75")]
    assert [cell.confidence < 0.9 for cell in figures] == [True] * 3


@needs_office
@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ('0!.0,"万元"', "12.3万元"),
        ('[>=10000]0!.0,"万";0', "12.3万"),
        ('G/通用格式"元"', "123456元"),
        ("#,##0.00_ ;[红色]-#,##0.00 ", "123,456.00"),
        ("0.00!%", "123456.00%"),
        ('0.00"万元"', "123456.00万元"),
    ],
)
def test_a_format_of_chinese_excel_prints_as_there(code: str, printed: str) -> None:
    assert seen(xlsb(((("金额", GENERAL), (123456.0, code)), (("小计", GENERAL), (1.0, GENERAL)))))[0, 1] == printed


@pytest.mark.parametrize(
    ("code", "everywhere"),
    [
        ("0!.0,", "0\\.0,"),
        ('"!"0!!', '"!"0\\!'),
        ("[红色]0;[颜色 10]0;[黑]0", "[Red]0;[Color 10]0;[Black]0"),
        ("上午/下午h", "AM/PMh"),
        ("g/通用格式", "General"),
        ("general[h][DBNum2][$¥-804]", "general[h][DBNum2][$¥-804]"),
        ('_ "¥"* #,##0.00_ ;@', '_ "¥"* #,##0.00_ ;@'),
    ],
)
def test_a_code_without_chinese_signs(code: str, everywhere: str) -> None:
    assert international(code) == everywhere


WHOLE = xlsb(FORM[:-1])


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf", b"", WHOLE, WHOLE[:-40]])
def test_what_needs_nothing_or_is_damaged_comes_back_as_it_is(data: bytes) -> None:
    assert with_whole_cells(data) == data
    assert with_plain_formats(data) == data


def test_a_sheet_that_is_cut_off_comes_back_as_it_is() -> None:
    sound = xlsb(FORM, short=True)
    assert with_whole_cells(sound) != sound
    cut = xlsb(FORM, short=True, tail=record(13, b"\0" * 8)[:-3])
    assert with_whole_cells(cut) == cut
