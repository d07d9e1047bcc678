"""What a reader of a sheet sees of its cells, in XLSX, in XLS where LibreOffice is here to write one, in SpreadsheetML."""

import struct
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from formaudit.extract import soffice
from formaudit.extract.sheet import read
from formaudit.extract.sheet.printed import hides_sign, print_value
from formaudit.extract.sheet.xls_conditions import colour_in, regions_in
from formaudit.model.document import Document
from formaudit.model.table import Cell
from tests.extract.office import needs_office
from tests.extract.sheet.biff import workbook
from tests.extract.sheet.books import package, source, written

Fill = Callable[[Any, Any], None]


def opened(fill: Fill) -> Document:
    return read(written(fill), source())


def as_xls(fill: Fill) -> Document:
    answer = soffice.convert([("a", written(fill), "xlsx")], "xls:MS Excel 97", 60)["a"]
    assert isinstance(answer, bytes)
    return read(answer, source("a.xls", "xls"))


def at(found: Document, row: int, col: int) -> Cell:
    cell = found.tables[0].at(row, col)
    assert cell is not None
    return cell


def codes(found: Document) -> list[str]:
    return [warning.code for warning in found.warnings]


def head(sheet: Any) -> None:
    sheet.write_row(0, 0, ("项目", "年初预算数", "全年预算数"))
    sheet.write_column(1, 0, ("基本支出", "项目支出"))
    sheet.write_column(1, 2, (126, 40))


def rich(book: Any, sheet: Any) -> None:
    head(sheet)
    plain, high, old = (book.add_format(look) for look in ({}, {"font_script": 1}, {"font_strikeout": True}))
    sheet.write_rich_string(1, 1, plain, "120.5", high, "1")
    sheet.write_rich_string(2, 1, old, "38", plain, "40")


@needs_office
def test_raised_and_struck_runs_in_an_xls() -> None:
    found = as_xls(rich)
    assert [(at(found, row, 1).text, at(found, row, 1).confidence) for row in (1, 2)] == [("120.5", 1.0), ("40", 1.0)]
    assert {"raised-marks", "struck-text"} <= set(codes(found))


def test_raised_and_struck_runs() -> None:
    found = opened(rich)
    assert [(at(found, row, 1).text, at(found, row, 1).confidence) for row in (1, 2)] == [("120.5", 1.0), ("40", 1.0)]
    assert [warning.detail for warning in found.warnings] == ["附件2: B2 1", "附件2: B3 38"]


def looks(book: Any, sheet: Any) -> None:
    head(sheet)
    sheet.write(1, 1, 120.5, book.add_format({"font_strikeout": True}))
    sheet.write(2, 1, 99, book.add_format({"font_color": "#FFFFFF"}))
    sheet.write(1, 2, 126, book.add_format({"font_color": "#FFFFFF", "bg_color": "#4472C4"}))


@pytest.mark.parametrize("road", [opened, pytest.param(as_xls, marks=needs_office)])
def test_cells_struck_or_in_the_colour_of_paper_are_doubted_and_told(road: Callable[[Fill], Document]) -> None:
    found = road(looks)
    assert [(at(found, row, 1).text, at(found, row, 1).confidence) for row in (1, 2)] == [("120.5", 0.5), ("99", 0.5)]
    assert at(found, 1, 2).confidence == 1.0
    assert set(codes(found)) == {"struck-text", "hidden-text"}


def formats(book: Any, sheet: Any) -> None:
    head(sheet)
    sheet.write(1, 1, 120.5, book.add_format({"num_format": ";;;"}))
    sheet.write(2, 1, 0, book.add_format({"num_format": "0.00;-0.00;"}))


@pytest.mark.parametrize("road", [opened, pytest.param(as_xls, marks=needs_office)])
def test_a_value_that_its_format_hides_is_a_doubted_blank_and_a_zero_a_plain_one(
    road: Callable[[Fill], Document],
) -> None:
    found = road(formats)
    assert [(at(found, row, 1).text, at(found, row, 1).confidence) for row in (1, 2)] == [("", 0.5), ("", 1.0)]
    assert codes(found) == ["hidden-by-format"]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("0.00;[Red]0.00", "-6.50"),
        ("#,##0.00;[Red]#,##0.00", "-6.50"),
        ("0.00_);[Red](0.00)", "(6.50)"),
        ("0.00_ ;[Red]-0.00 ", "-6.50"),
        ("[<0][Red]0.00;0.00", "-6.50"),
        ("[红色][<0]0.00;0.00", "-6.50"),
        ("0.0;[Color3]0.0", "-6.5"),
        ('"¥"#,##0.00;[Red]"¥"#,##0.00', "-¥6.50"),
        ("↑0.0;↓0.0", "↓6.5"),
        ("0.00;-0.00", "-6.50"),
    ],
)
def test_a_negative_number_is_known_as_such_whatever_shows_it(code: str, printed: str) -> None:
    assert print_value(Decimal("-6.5"), code) == printed


def test_a_format_that_shows_no_sign_at_all_is_doubted() -> None:
    assert (hides_sign("0.00;0.00"), hides_sign("0.00;[Red]0.00"), hides_sign("0.00")) == (True, False, False)

    def fill(book: Any, sheet: Any) -> None:
        head(sheet)
        sheet.write(1, 1, -6.5, book.add_format({"num_format": "0.00;0.00"}))

    found = opened(fill)
    assert (at(found, 1, 1).text, at(found, 1, 1).confidence) == ("-6.50", 0.5)
    assert codes(found) == ["sign-hidden"]


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        ({"type": "cell", "criteria": "==", "value": 0}, [("", 0.5), ("40", 1.0)]),
        ({"type": "cell", "criteria": "between", "minimum": 30, "maximum": 50}, [("0", 1.0), ("", 0.5)]),
        ({"type": "formula", "criteria": "=$C2>100"}, [("0", 0.5), ("40", 0.5)]),
    ],
)
@pytest.mark.parametrize("look", [{"num_format": ";;;"}, {"font_color": "#FFFFFF"}, {"font_color": "#FCFCFD"}])
def test_conditions_that_hide(rule: dict[str, Any], texts: list[tuple[str, float]], look: dict[str, str]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        head(sheet)
        sheet.write_column(1, 1, (0, 40))
        sheet.conditional_format("B2:B3", {**rule, "format": book.add_format(look)})

    found = opened(fill)
    assert [(at(found, row, 1).text, at(found, row, 1).confidence) for row in (1, 2)] == texts
    assert codes(found) == ["hidden-by-condition"]


@pytest.mark.parametrize(
    "rule", [{"type": "icon_set", "icon_style": "3_arrows", "icons_only": True}, {"type": "data_bar", "bar_only": True}]
)
def test_a_condition_that_shows_a_picture_in_the_place_of_the_value_leaves_it_in_doubt(rule: dict[str, Any]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        del book
        head(sheet)
        sheet.write_column(1, 1, (10, 40))
        sheet.conditional_format("B2:B3", rule)

    found = opened(fill)
    assert [(at(found, row, 1).text, at(found, row, 1).confidence) for row in (1, 2)] == [("10", 0.5), ("40", 0.5)]


def test_a_slit_of_a_column_is_told_as_hidden() -> None:
    def fill(book: Any, sheet: Any) -> None:
        del book
        head(sheet)
        sheet.write_column(1, 1, (10, 40))
        sheet.set_column(1, 1, 0.1)

    assert codes(opened(fill)) == ["hidden-columns"]


def test_a_condition_that_shows_another_figure_leaves_it_in_doubt() -> None:
    def fill(book: Any, sheet: Any) -> None:
        head(sheet)
        sheet.write_column(1, 1, (1205000, 40))
        tens = book.add_format({"num_format": '0!.0,"万"'})
        sheet.conditional_format("B2:B3", {"type": "cell", "criteria": ">", "value": 10000, "format": tens})
        whole = book.add_format({"num_format": "0"})
        sheet.conditional_format("C2:C3", {"type": "cell", "criteria": ">", "value": 0, "format": whole})

    found = opened(fill)
    assert [(at(found, row, 1).text, at(found, row, 1).confidence) for row in (1, 2)] == [("1205000", 0.5), ("40", 1.0)]
    assert {at(found, row, 2).confidence for row in (1, 2)} == {1.0}


@pytest.mark.parametrize("road", [opened, pytest.param(as_xls, marks=needs_office)])
def test_a_figure_repeated_until_its_cell_is_full_is_doubted(road: Callable[[Fill], Document]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        head(sheet)
        sheet.write_column(1, 1, (5, 40), book.add_format({"align": "fill"}))

    found = road(fill)
    assert [(at(found, row, 1).text, at(found, row, 1).confidence) for row in (1, 2)] == [("5", 0.5), ("40", 0.5)]


def test_a_heading_centred_over_blank_cells_covers_their_columns() -> None:
    def fill(book: Any, sheet: Any) -> None:
        centred = book.add_format({"align": "center_across"})
        sheet.write_row(0, 0, ("项目", "年度资金"), centred)
        sheet.write_blank(0, 2, None, centred)
        sheet.write_row(1, 0, ("", "预算数", "执行数"))
        sheet.write_row(2, 0, ("基本支出", 126, 125))
        sheet.write_row(3, 0, ("项目支出", 40), centred)
        sheet.write_blank(3, 2, None, centred)
        sheet.write_row(4, 0, ("合计", 166, 125))

    found = opened(fill)
    assert at(found, 0, 1).colspan == 2
    assert [at(found, 3, col).text for col in (1, 2)] == ["40", ""]


def test_the_same_layout_in_spreadsheetml() -> None:
    def row(*cells: str) -> str:
        return "<Row>" + "".join(cells) + "</Row>"

    def cell(text: str, style: str = "Default", kind: str = "String") -> str:
        data = f'<Data ss:Type="{kind}">{text}</Data>' if text else ""
        return f'<Cell ss:StyleID="{style}">{data}</Cell>'

    space = "urn:schemas-microsoft-com:office:spreadsheet"
    styles = '<Style ss:ID="a"><Alignment ss:Horizontal="CenterAcrossSelection"/></Style>'
    styles += '<Style ss:ID="f"><Alignment ss:Horizontal="Fill"/></Style>'
    names = '<Names><NamedRange ss:Name="Print_Area" ss:RefersTo="=Sheet1!R1C1:R3C3"/></Names>'
    rows = row(cell("项目"), cell("年度资金", "a"), cell("", "a")) + row(cell(""), cell("预算数"), cell("执行数"))
    rows += row(cell("基本支出"), cell("5", "f", "Number"), cell("125", "Default", "Number"))
    rows += row(cell("旧口径"), cell("99", "Default", "Number"))
    text = f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{styles}</Styles>'
    text += f'<Worksheet ss:Name="Sheet1">{names}<Table>{rows}</Table></Worksheet></Workbook>'
    found = read(text.encode(), source("a.xml", "xml"))
    assert at(found, 0, 1).colspan == 2
    assert [at(found, 2, col).confidence for col in (1, 2)] == [0.5, 1.0]
    assert [at(found, 3, col).confidence for col in (0, 1)] == [0.5, 0.5]
    assert sorted(codes(found)) == ["hidden-by-format", "not-printed"]


def _printed_part(area: str) -> Fill:
    def fill(book: Any, sheet: Any) -> None:
        del book
        head(sheet)
        sheet.write_row(1, 1, (126,))
        sheet.write_row(4, 0, ("旧口径", 99, 98))
        sheet.print_area(area)

    return fill


@pytest.mark.parametrize("road", [opened, pytest.param(as_xls, marks=needs_office)])
def test_what_a_sheet_does_not_print_is_doubted_and_told(road: Callable[[Fill], Document]) -> None:
    found = road(_printed_part("A1:C3"))
    assert {(cell.text, cell.confidence) for cell in found.tables[-1] if cell.text in ("旧口径", "99", "126")} >= {
        ("旧口径", 0.5),
        ("99", 0.5),
    }
    assert codes(found) == ["not-printed"]


def test_a_print_area_that_holds_all_or_hardly_anything_of_a_sheet_doubts_nothing() -> None:
    for area in ("A1:F30", "A1:A2"):
        assert codes(opened(_printed_part(area))) == []


def test_a_condition_that_only_colours_hides_nothing() -> None:
    def fill(book: Any, sheet: Any) -> None:
        head(sheet)
        red = book.add_format({"bg_color": "#FF0000"})
        sheet.conditional_format("C2:C3", {"type": "cell", "criteria": ">", "value": 0, "format": red})

    assert opened(fill).warnings == ()


@pytest.mark.parametrize("side", ["set_header", "set_footer"])
@pytest.mark.parametrize("road", [opened, pytest.param(as_xls, marks=needs_office)])
def test_the_unit_of_a_page_header_stands_before_the_table(road: Callable[[Fill], Document], side: str) -> None:
    def fill(_: Any, sheet: Any) -> None:
        head(sheet)
        getattr(sheet, side)('&L某局&R&"宋体"&10单位：元&C第 &P 页')

    found = road(fill)
    assert [block.text for block in found.paragraphs] == ["单位：元"]


def test_a_formula_of_spreadsheetml_without_its_result_is_a_doubtful_blank() -> None:
    bare = SHEETML.replace(
        '<Cell ss:StyleID="red"><Data ss:Type="Number">-6.5</Data></Cell>', '<Cell ss:Formula="=R[-1]C*2"/>'
    )
    found = read(bare.encode(), source("a.xls", "sheetml"))
    assert (at(found, 3, 1).text, at(found, 3, 1).confidence) == ("", 0.5)
    assert [warning.detail for warning in found.warnings if warning.code == "formula-without-value"] == ["表: B4"]


def test_a_table_with_a_unit_of_its_own_keeps_it() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write(0, 0, "单位：万元")
        sheet.write_row(1, 0, ("项目", "金额"))
        sheet.write_row(2, 0, ("基本支出", 126))
        sheet.set_header("&R单位：元")

    assert [block.text for block in opened(fill).paragraphs] == ["单位：万元"]


@pytest.mark.parametrize("road", [opened, pytest.param(as_xls, marks=needs_office)])
def test_text_boxes_are_read_and_figures_in_margins_and_comments_told(road: Callable[[Fill], Document]) -> None:
    def fill(_: Any, sheet: Any) -> None:
        head(sheet)
        sheet.insert_textbox("E5", "另有资金 7391.25 万元")
        sheet.set_footer("&L合计 7391.25")
        sheet.write_comment("B2", "应为 36")

    found = road(fill)
    assert [block.text for block in found.paragraphs] == ["另有资金 7391.25 万元"]
    assert set(codes(found)) == {"margin-text", "sheet-comments"}


def test_rows_and_columns_of_no_size_are_told_as_hidden() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>项目</v></c><c r="B1" t="str"><v>金额</v></c></row>'
        '<row r="2" ht="0" customHeight="1"><c r="A2" t="str"><v>旧</v></c><c r="B2"><v>1</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>新</v></c><c r="B3"><v>2</v></c></row>'
    )
    found = read(package(f'<cols><col min="2" max="2" width="0"/></cols><sheetData>{rows}</sheetData>'), source())
    assert [(warning.code, warning.detail) for warning in found.warnings] == [
        ("hidden-rows", "表: 2"),
        ("hidden-columns", "表: B"),
    ]


def test_a_column_in_which_nothing_can_stand_only_parts_borders_that_miss_by_a_hair() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.set_column(1, 1, 0.5)
        sheet.write(0, 0, "项目")
        sheet.merge_range("B1:C1", "年初预算数")
        sheet.write(0, 3, "全年预算数")
        sheet.merge_range("A2:B2", "基本支出")
        sheet.write_row(1, 2, (120.5, 126))

    found = opened(fill)
    assert [cell.text for cell in found.tables[0].row(1)] == ["基本支出", "120.5", "126"]
    assert found.tables[0].cols == 3


def test_a_cell_that_shows_a_picture_is_doubted_and_a_sheet_of_pictures_is_not_empty() -> None:
    cell = '<c r="B2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    rows = f'<row r="1"><c r="A1" t="str"><v>项目</v></c><c r="B1" t="str"><v>金额</v></c></row><row r="2">{cell}</row>'
    found = read(package(f"<sheetData>{rows}</sheetData>"), source())
    assert (found.warnings[0].code, found.warnings[0].unread) == ("cell-picture", True)
    assert at(found, 1, 1).confidence == 0.5


def test_symbols_in_a_symbol_font_are_spelled() -> None:
    def fill(book: Any, sheet: Any) -> None:
        head(sheet)
        tick = book.add_format({"font_name": "Wingdings 2"})
        sheet.write_rich_string(1, 1, tick, "R", "是 ", tick, "£", "否")
        sheet.write(2, 1, "R", tick)

    found = opened(fill)
    assert (at(found, 1, 1).text, at(found, 2, 1).text) == ("☑是 □否", "☑")


SHEETML = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles>
<Style ss:ID="red"><NumberFormat ss:Format="0.00;[Red]0.00"/></Style>
<Style ss:ID="old"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="white"><Font ss:Color="#FFFFFF"/></Style></Styles>
<Worksheet ss:Name="表"><Table>
<Row><Cell><Data ss:Type="String">项目</Data></Cell><Cell><Data ss:Type="String">金额</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="String">120.5<Sup>1</Sup></Data></Cell></Row>
<Row><Cell><Data ss:Type="String">乙</Data></Cell><Cell><Data ss:Type="String"><S>38</S>40</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">丙</Data></Cell><Cell ss:StyleID="red"><Data ss:Type="Number">-6.5</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">丁</Data></Cell><Cell ss:StyleID="old"><Data ss:Type="Number">88</Data></Cell></Row>
<Row ss:Height="0"><Cell><Data ss:Type="String">戊</Data></Cell><Cell ss:StyleID="white"><Data ss:Type="Number">9</Data>
</Cell></Row></Table><x:WorksheetOptions><x:PageSetup><x:Header x:Data="&amp;R单位：元"/></x:PageSetup></x:WorksheetOptions>
</Worksheet></Workbook>"""


def test_the_same_in_spreadsheetml() -> None:
    found = read(SHEETML.encode(), source("a.xls", "sheetml"))
    cells = [(at(found, row, 1).text, at(found, row, 1).confidence) for row in range(1, 6)]
    assert cells == [("120.5", 1.0), ("40", 1.0), ("-6.50", 1.0), ("88", 0.5), ("9", 0.5)]
    assert {"raised-marks", "struck-text", "hidden-text", "hidden-rows"} == set(codes(found))
    assert [block.text for block in found.paragraphs] == ["单位：元"]


OWN_PALETTE = "<colors><indexedColors>{}</indexedColors></colors>"


@pytest.mark.parametrize(
    ("palette", "confidence"),
    [
        ("", 1.0),
        (OWN_PALETTE.format('<rgbColor rgb="00000000"/>' * 10 + '<rgbColor rgb="00FFFFFF"/>'), 0.5),
        (OWN_PALETTE.format('<rgbColor rgb="00000000"/>' * 11), 1.0),
    ],
)
def test_colours_by_number_are_those_of_the_workbook(palette: str, confidence: float) -> None:
    styles = (
        '<fonts><font/><font><color indexed="10"/></font></fonts><fills><fill><patternFill patternType="none"/></fill>'
        f'</fills><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>{palette}'
    )
    cells = '<c r="A1" t="inlineStr"><is><t>拨款</t></is></c><c r="B1" s="1"><v>92.3</v></c>'
    found = read(package(f'<sheetData><row r="1">{cells}</row></sheetData>', styles=styles), source())
    assert (at(found, 0, 1).text, at(found, 0, 1).confidence) == ("92.3", confidence)


@pytest.mark.parametrize(("shown", "confidence"), [("0", 0.5), ("1", 1.0)])
def test_icons_of_later_versions_in_the_place_of_a_value_leave_it_in_doubt(shown: str, confidence: float) -> None:
    names = (
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
    )
    rule = (
        f'<extLst><ext {names}><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="iconSet">'
        f'<x14:iconSet iconSet="3Stars" showValue="{shown}"/></x14:cfRule><xm:sqref>B1</xm:sqref>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    cells = '<c r="A1" t="inlineStr"><is><t>拨款</t></is></c><c r="B1"><v>92.3</v></c>'
    found = read(package(f'<sheetData><row r="1">{cells}</row></sheetData>{rule}'), source())
    assert (at(found, 0, 1).text, at(found, 0, 1).confidence) == ("92.3", confidence)


@pytest.mark.parametrize(
    ("row", "style", "merge", "sure"),
    [
        ('ht="15" customHeight="1"', 'wrapText="1"', "", False),
        ('ht="15"', 'wrapText="1"', "", True),  # as high as what stands in it
        ('ht="30" customHeight="1"', 'wrapText="1"', "", True),
        ('ht="15" customHeight="1"', 'vertical="top"', "", True),
        ('ht="15" customHeight="1"', 'wrapText="1"', '<mergeCells><mergeCell ref="B1:B2"/></mergeCells>', True),
    ],
)
def test_lines_that_the_height_set_for_their_row_cuts_off_are_in_doubt(
    row: str, style: str, merge: str, *, sure: bool
) -> None:
    sheet = (
        f'<sheetData><row r="1" {row}><c r="A1" t="str" s="1"><v>项目\n名称</v></c>'
        f'<c r="B1" t="str" s="1"><v>36.5\n7.25</v></c></row></sheetData>{merge}'
    )
    fonts = '<fonts><font><sz val="11"/></font></fonts>'
    styles = f'{fonts}<cellXfs><xf fontId="0"/><xf fontId="0"><alignment {style}/></xf></cellXfs>'
    cells = read(package(sheet, styles=styles), source()).tables[0].cells
    assert cells[0].confidence == 1.0
    assert (cells[1].confidence >= 0.9) == sure


@pytest.mark.parametrize(
    ("width", "code", "value", "more", "sure"),
    [
        (4, "#,##0.00", "123456.78", "", False),
        (12, "#,##0.00", "123456.78", "", True),
        (4, "General", "12345678", "", False),
        (6, "General", "0.821917808", "", True),  # its decimals are rounded away
        (4, "#,##0.00", "123456.78", '<alignment shrinkToFit="1"/>', True),
        (4, "#,##0.00", "123456.78", '<alignment textRotation="90"/>', True),
        (6, "0.00", "36.5", "", True),
        (3, "yyyy-mm-dd", "45291", "", False),
    ],
)
def test_a_number_that_its_column_has_no_room_for_is_in_doubt(
    width: float, code: str, value: str, more: str, *, sure: bool
) -> None:
    cells = f'<c r="A1" t="str"><v>项目</v></c><c r="B1" s="1"><v>{value}</v></c>'
    columns = f'<cols><col min="2" max="2" width="{width}" customWidth="1"/></cols>'
    styles = (
        f'<numFmts><numFmt numFmtId="190" formatCode="{code}"/></numFmts><fonts><font><sz val="11"/></font></fonts>'
        f'<cellXfs><xf fontId="0"/><xf fontId="0" numFmtId="{190 if code != "General" else 0}">{more}</xf></cellXfs>'
    )
    sheet = f'{columns}<sheetData><row r="1">{cells}</row></sheetData>'
    found = read(package(sheet, styles=styles), source())
    assert (found.tables[0].cells[1].confidence >= 0.9) == sure
    assert codes(found) == ([] if sure else ["too-narrow"])
    merged = read(package(f'{sheet}<mergeCells><mergeCell ref="B1:D1"/></mergeCells>', styles=styles), source())
    assert merged.tables[0].cells[1].confidence >= 0.9


@pytest.mark.parametrize(("width", "sure"), [(3, False), (12, True)])
def test_the_same_in_an_old_workbook(width: int, *, sure: bool) -> None:
    column = (0x7D, struct.pack("<6H", 1, 1, width * 256, 0, 0, 0))
    found = read(workbook([["项目", "金额"], ["甲", 123456.0]], more=[column]), source("a.xls", "xls"))
    assert (found.tables[0].cells[3].confidence >= 0.9) == sure
    assert codes(found) == ([] if sure else ["too-narrow"])


def _condition(colour: int, flags: int) -> list[tuple[int, bytes]]:
    """A format of the second row's figure under a condition, with the number of its colour."""
    where = struct.pack("<2H", 1, 0) + struct.pack("<4H", 1, 1, 1, 1) + struct.pack("<5H", 1, 1, 1, 1, 1)
    look = bytes(80) + struct.pack("<i", colour) + bytes(34) if flags & 1 << 26 else b""
    look += bytes(4) if flags & 1 << 29 else b""
    return [(0x1B0, where), (0x1B1, struct.pack("<BBHHIH", 1, 5, 3, 0, flags, 0) + look + b"\x1e\x0a\x00")]


@pytest.mark.parametrize(
    ("colour", "flags", "sure"),
    [
        (9, 1 << 26, False),  # white
        (10, 1 << 26, True),  # red
        (-1, 1 << 26, True),
        (9, 0, True),  # says nothing of print
        (9, 1 << 26 | 1 << 29, True),  # and a ground of its own
    ],
)
def test_print_that_a_condition_hides_in_an_old_workbook_is_in_doubt(colour: int, flags: int, *, sure: bool) -> None:
    more = _condition(colour, flags)
    found = read(workbook([["项目", "金额"], ["甲", 12.5], ["乙", 8.0]], more=more), source("a.xls", "xls"))
    assert [cell.confidence >= 0.9 for cell in found.tables[0]] == [True, True, True, sure, True, True]
    assert codes(found) == ([] if sure else ["hidden-by-condition"])


@pytest.mark.parametrize("length", [0, 9, 13, 40])
def test_a_condition_that_is_cut_short_says_nothing(length: int) -> None:
    where, how = (data[:length] for _, data in _condition(9, 1 << 26))
    assert length > 20 or regions_in(where) == []
    assert colour_in(how) is None
