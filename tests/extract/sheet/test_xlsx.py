from datetime import date
from pathlib import Path
from typing import Any

import pytest

from formaudit.errors import InputError
from formaudit.extract.sheet import raw, read
from formaudit.model.document import Document
from tests.extract.drawn import draw
from tests.extract.sheet.books import package, source, written


def opened(data: bytes) -> Document:
    return read(data, source())


def codes(document: Document) -> list[str]:
    return [warning.code for warning in document.warnings]


def test_cells_are_read_as_printed_with_their_spans() -> None:
    def write(book: Any, sheet: Any) -> None:
        ruled = {"border": 1}
        sheet.merge_range("A1:D1", "2023年度基础数据表", book.add_format({"bold": True}))
        sheet.merge_range("A2:A3", "财政供养人员", book.add_format(ruled))
        for col, text in enumerate(("编制数", "实际在职人数", "控制率"), 1):
            sheet.write(1, col, text, book.add_format(ruled))
        sheet.write(2, 1, 8, book.add_format(ruled))
        sheet.write(2, 2, 6, book.add_format(ruled))
        sheet.write(2, 3, 0.75, book.add_format({"num_format": "0%", **ruled}))
        sheet.write(3, 0, "日期", book.add_format(ruled))
        sheet.write_datetime(3, 1, date(2024, 5, 9), book.add_format({"num_format": 14, **ruled}))
        sheet.write(3, 2, 1203.45, book.add_format({"num_format": "#,##0.00", **ruled}))
        sheet.write_string(3, 3, "0.60", book.add_format(ruled))

    document = opened(written(write))
    (table,) = document.tables
    assert draw(table) == [
        ["财政供养人员", "编制数", "实际在职人数", "控制率"],
        ["^", "8", "6", "75%"],
        ["日期", "2024/5/9", "1,203.45", "0.60"],
    ]
    assert table.caption == "2023年度基础数据表"
    assert [paragraph.text for paragraph in document.paragraphs] == ["2023年度基础数据表"]


def test_the_stored_result_of_a_formula_is_what_is_printed() -> None:
    def write(_: Any, sheet: Any) -> None:
        for row, figure in enumerate((4, 12.55)):
            sheet.write(row, 0, "甲")
            sheet.write(row, 1, figure)
        sheet.write(2, 0, "合计")
        sheet.write_formula(2, 1, "=SUM(B1:B2)", None, 16.54)

    assert draw(opened(written(write)).tables[0])[2] == ["合计", "16.54"]


def test_a_formula_without_a_stored_result_is_a_doubtful_blank() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1"><f>SUM(C1)</f></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+1</f><v>2</v></c></row></sheetData>'
    )
    document = opened(package(sheet))
    blank = document.tables[0].at(0, 1)
    assert blank is not None
    assert (blank.text, blank.confidence) == ("", 0.5)
    assert [(warning.code, warning.detail) for warning in document.warnings] == [("formula-without-value", "表: B1")]


def test_a_text_that_the_file_does_not_hold_is_a_doubtful_blank() -> None:
    cells = '<c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1" t="s"><v>99</v></c><c r="C1"><v>2</v></c>'
    table = opened(package(f'<sheetData><row r="1">{cells}</row></sheetData>')).tables[0]
    assert [(cell.text, cell.confidence) for cell in table] == [("合计", 1.0), ("", 0.5), ("2", 1.0)]


def test_a_zero_that_is_computed_on_opening_is_doubtful() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["合计", 4])
        sheet.write_formula(0, 2, "=B1*2")  # xlsxwriter stores 0 and asks for a calculation on opening

    document = opened(written(write))
    assert codes(document) == ["formula-not-calculated"]
    cell = document.tables[0].at(0, 2)
    assert cell is not None
    assert cell.confidence == 0.5


def test_what_binary_arithmetic_left_in_the_file_is_not_printed() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>16.540000000000003</v></c></row>'
    )
    assert draw(opened(package(f"{sheet}</sheetData>")).tables[0]) == [["0.3", "16.54"]]


def test_rich_text_escapes_and_readings_are_read_as_one_text() -> None:
    rich = "<si><r><t>公务</t></r><r><t>接待费</t></r><rPh><t>gongwu</t></rPh></si>"
    strings = f"{rich}<si><t>一_x000D_\n二_x005F_x0041_</t></si>"
    sheet = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row></sheetData>'
    assert draw(opened(package(sheet, strings=strings)).tables[0]) == [["公务接待费", "一\n二_x0041_", ""]]


def test_errors_booleans_and_dates_in_words_are_printed() -> None:
    cells = '<c t="e"><v>#DIV/0!</v></c><c t="b"><v>1</v></c><c t="d" s="1"><v>2024-05-09</v></c>'
    sheet = f"<sheetData><row>{cells}</row></sheetData>"
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    assert draw(opened(package(sheet, styles=styles)).tables[0]) == [["#DIV/0!", "TRUE", "2024/5/9"]]


def test_the_strict_dialect_and_the_1904_calendar_are_read() -> None:
    data = package(
        '<sheetData><row><c s="0"><v>43959</v></c><c><v>4</v></c></row></sheetData>',
        styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
        workbook='<workbookPr date1904="1"/>',
    )
    assert draw(opened(data).tables[0])[0][0] == "2024/5/9"


def test_a_sheet_that_hides_zeros_prints_none() -> None:
    sheet = (
        '<sheetViews><sheetView showZeros="0"/></sheetViews>'
        '<sheetData><row><c r="A1"><v>1</v></c><c r="B1"><v>0</v></c>'
        '<c r="C1"><v>2</v></c></row></sheetData>'
    )
    assert draw(opened(package(sheet)).tables[0]) == [["1", "", "2"]]


def test_hidden_sheets_are_read_and_told() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 1])
        hidden = book.add_worksheet("底稿")
        hidden.write_row(0, 0, ["乙", 2])
        hidden.hide()

    document = opened(written(write))
    assert len(document.tables) == 2
    assert [(warning.code, warning.detail) for warning in document.warnings] == [("hidden-sheet", "底稿")]


def test_hidden_rows_and_columns_are_named() -> None:
    def write(_: Any, sheet: Any) -> None:
        for row in range(4):
            sheet.write_row(row, 0, ["甲", row + 1, "x"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})

    details = [warning.detail for warning in opened(written(write)).warnings]
    assert details == ["附件2: 2", "附件2: C"]


def test_an_empty_workbook_is_an_error_and_not_an_empty_document() -> None:
    with pytest.raises(InputError, match="empty"):
        opened(written(lambda _book, _sheet: None))


@pytest.mark.parametrize("cut", [200, 1000, 3000])
def test_a_truncated_workbook_is_damaged(cut: int) -> None:
    data = written(lambda _book, sheet: sheet.write_row(0, 0, ["甲", 1]))
    with pytest.raises(InputError, match="damaged"):
        opened(data[:cut])


def test_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    sheet = '<sheetData><row><c t="inlineStr"><is><t>甲&e;乙</t></is></c><c><v>1</v></c></row></sheetData>'
    doctype = f'<!DOCTYPE worksheet [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    assert "SECRET" not in str(opened(package(sheet, doctype=doctype)))


def test_entities_that_swell_end_in_an_error_or_in_nothing() -> None:
    steps = "".join(f'<!ENTITY e{step} "{f"&e{step - 1};" * 10}">' for step in range(1, 12))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY e0 "aaaaaaaaaa">{steps}]>'
    sheet = '<sheetData><row><c t="inlineStr"><is><t>甲&e11;</t></is></c><c r="&e11;"><v>1</v></c></row></sheetData>'
    with pytest.raises(InputError, match="damaged"):
        opened(package(sheet, doctype=doctype))


def test_a_stray_cell_at_the_far_corner_makes_no_giant_table() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 1])
        sheet.write_row(1, 0, ["乙", 2])
        sheet.write(1_048_575, 16_383, "x")

    assert [(table.rows, table.cols) for table in opened(written(write)).tables] == [(2, 2)]


def test_more_cells_than_any_form_has_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "MAX_CELLS", 500)

    def write(_: Any, sheet: Any) -> None:
        for row in range(30):
            sheet.write_row(row, 0, range(30))

    with pytest.raises(InputError, match="too-large"):
        opened(written(write))


def test_few_cells_that_span_a_giant_form_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "MAX_CELLS", 500)

    def write(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, range(30))
        for row in range(1, 60, 2):
            sheet.write(row, 0, row)

    with pytest.raises(InputError, match="too-large"):
        opened(written(write))


def test_remarks_of_xml_inside_words_and_figures_end_neither() -> None:
    cells = '<c r="A1" t="inlineStr"><is><t>基本<!-- x -->支出</t></is></c><c r="B1"><v>12<?x y?>0.5</v></c>'
    words = '<c r="A2" t="s"><v>0</v></c><c r="B2"><v>9<!-- 8 -->2.3</v></c>'
    sheet = f'<sheetData><row r="1">{cells}</row><row r="2">{words}</row></sheetData>'
    data = package(sheet, strings="<si><t>项目<!-- x -->支出</t></si>")
    assert [cell.text for cell in read(data, source()).tables[0]] == ["基本支出", "120.5", "项目支出", "92.3"]


@pytest.mark.parametrize(("style", "shown"), [("0", ("45171", 0.5)), ("1", ("2023/9/2", 1.0))])
def test_a_day_without_the_format_of_one_is_doubted(style: str, shown: tuple[str, float]) -> None:
    cells = f'<c r="A1" t="inlineStr"><is><t>日期</t></is></c><c r="B1" s="{style}" t="d"><v>2023-09-02</v></c>'
    styles = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
    found = read(package(f'<sheetData><row r="1">{cells}</row></sheetData>', styles=styles), source())
    cell = found.tables[0].at(0, 1)
    assert cell is not None
    assert (cell.text, cell.confidence) == shown
