"""What other libraries make of these inputs stands in docs/other-readers.md; here is what formaudit makes of them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from formaudit.extract.door import extract_file
from formaudit.extract.ofd import read as read_ofd
from formaudit.extract.sheet import read as read_sheet
from formaudit.extract.web import read as read_web
from formaudit.model.document import Document, Source
from formaudit.numbers.scan import find_quantities
from tests.extract.docx.reading import document, tbl, tc
from tests.extract.ofd.making import Maker, line
from tests.extract.office import needs_office
from tests.extract.pdf.paper import document as page
from tests.extract.pdf.paper import table
from tests.extract.sheet.books import package, source, written

ROOT = Path(__file__).resolve().parents[2]


def run(content: str) -> str:
    return f"<w:p><w:r>{content}</w:r></w:p>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def said(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'


def cells(read: Document) -> list[str]:
    return [cell.text for table in read.tables for cell in table.cells]


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (run("<w:noBreakHyphen/><w:t>12.5</w:t>"), "-12.5"),
        (run("<w:t>84.13</w:t><w:cr/><w:t>69.54</w:t>"), "84.13\n69.54"),
        (
            '<w:p><w:fldSimple w:instr=" =SUM(ABOVE) "><w:r><w:t>153.67</w:t></w:r></w:fldSimple></w:p>',
            "153.67",
        ),
        (
            '<w:p><w:moveFrom w:id="1" w:author="a"><w:r><w:t>7.5</w:t></w:r></w:moveFrom><w:r><w:t>8.5</w:t></w:r></w:p>',
            "8.5",
        ),
        (
            run(
                '<w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>否</w:t>'
            ),
            "☑是□否",
        ),
        (
            run(
                "<w:ruby><w:rt><w:r><w:t>zijin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>资金</w:t></w:r></w:rubyBase></w:ruby>"
            ),
            "资金",
        ),
        (
            (
                f"<w:p>{mark('begin')}{said(' IF ')}{mark('begin')}{said(' MERGEFIELD x ')}{mark('separate')}"
                f"<w:r><w:t>5</w:t></w:r>{mark('end')}{said(' &gt; 0 92.3 0 ')}{mark('separate')}"
                f"<w:r><w:t>92.3</w:t></w:r>{mark('end')}</w:p>"
            ),
            "92.3",
        ),
        ('<w:p><w:dir w:val="ltr"><w:r><w:t>92</w:t></w:r></w:dir><w:r><w:t>.3</w:t></w:r></w:p>', "92.3"),
        (
            (
                '<w:p><w:r><w:t>92.3</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r></w:p>'
            ),
            "92.3",
        ),
        ("<w:p><w:r><w:t>1</w:t></w:r><w:r><w:t>20.5</w:t></w:r></w:p>", "120.5"),
        ("<w:p><w:r><w:t>12.5</w:t></w:r></w:p><w:p><w:r><w:t>13.5</w:t></w:r></w:p>", "12.5\n13.5"),
    ],
)
def test_a_docx_cell_says_what_word_shows(content: str, printed: str) -> None:
    assert cells(document(tbl(tc("栏目") + tc(content)))) == ["栏目", printed]


def test_rows_cells_and_words_inside_controls_and_moved_ones_are_read() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    moved = (
        '<w:p><w:moveFrom w:id="1" w:author="a"><w:r><w:t>9.9</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="2" w:author="a"><w:r><w:t>15.5</w:t></w:r></w:moveTo></w:p>'
    )
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r><w:r><w:t>10.1</w:t></w:r></w:p>"
    found = document(
        tbl(
            tc("plain") + tc("11.5"),
            control(f"<w:tr>{tc('row')}{tc('12.5')}</w:tr>"),
            tc("cell") + control(tc("13.5")),
            tc("tag") + tc('<w:p><w:smartTag w:element="a"><w:r><w:t>14.5</w:t></w:r></w:smartTag></w:p>'),
            tc("moved") + tc(moved),
            tc("hidden") + tc(hidden),
        )
    )
    assert cells(found)[1::2] == ["11.5", "12.5", "13.5", "14.5", "15.5", "10.1"]


def test_a_cell_that_is_a_control_keeps_its_place_before_others() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('12.5')}</w:sdtContent></w:sdt>"
    (found,) = document(tbl(tc("甲") + tc("11.5") + tc("21.5"), tc("乙") + control + tc("22.5"))).tables
    assert [(cell.col, cell.text) for cell in found] == [
        (0, "甲"),
        (1, "11.5"),
        (2, "21.5"),
        (0, "乙"),
        (1, "12.5"),
        (2, "22.5"),
    ]


def test_what_word_shows_stands_in_its_column_and_on_its_line() -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="2000" w:type="dxa"/></w:trPr>'
    field = run(
        '<w:fldChar w:fldCharType="begin"/><w:instrText>=8+9</w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t>17.5</w:t><w:fldChar w:fldCharType="end"/>'
    )
    changed = (
        '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>18.5</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>20.5</w:t></w:r></w:ins></w:p>'
    )
    read = document(
        tbl(
            tc("a") + tc(run("<w:t>25.5</w:t><w:tab/><w:t>25.6</w:t>")) + tc(changed),
            tc("b") + tc(run("<w:t>23.5</w:t>") + run("<w:t>24.5</w:t>")) + tc(field),
            f"<w:tr>{late}{tc('18.6')}{tc('18.7')}</w:tr>",
        )
    )
    assert [(cell.row, cell.col, cell.text) for cell in read.tables[0] if cell.text] == [
        (0, 0, "a"), (0, 1, "25.5\t25.6"), (0, 2, "20.5"),
        (1, 0, "b"), (1, 1, "23.5\n24.5"), (1, 2, "17.5"),
        (2, 1, "18.6"), (2, 2, "18.7"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("1,234.56万元", "1234.56万元"), ("3亿5000万元", "35000万元"), ("2亿3,000万元", "23000万元"), ("95.5%", "95.5%"),
        ("１２．５万元", "12.5万元"), ("两百五十万元", "250万元"), ("百分之九十五点五", "95.5%"),
        ("三千五百万元", "3500万元"), ("三亿五千万元", "35000万元"), ("三点五亿元", "3.5亿元"),
        ("九十二点三万元", "92.3万元"), ("负十二万元", "-12万元"), ("五十点零五万元", "50.05万元"),
        ("-1,234.56元", "-1234.56元"), ("−12.5万元", "-12.5万元"), ("0.285万元", "0.285万元"),
        ("伍拾贰万元", "52万元"), ("壹佰贰拾叁元整", "123元"), ("负壹拾贰元伍角", "-12.5元"), ("12万", "12万元"), ("3亿5000万", "35000万元"),
        ("壹万贰仟元", "12000元"), ("壹拾贰万元", "12万元"), ("￥1,234.50", "1234.50元"), ("￥12.5万元", "12.5万元"),
    ],
)  # fmt: skip
def test_an_amount_is_read_whole(words: str, amount: str) -> None:
    (found,) = find_quantities(words)
    assert f"{found.value}{found.unit}" == amount


def test_figures_of_two_columns_in_one_ofd_object_are_two() -> None:
    page = Maker(
        pages=[line("12.513.5", 20, 40, deltas="2 2 2 40 2 2 2"), line("14.515.5", 20, 60, deltas="g 3 2 40 g 3 2")]
    )
    said = [
        word
        for each in read_ofd(page.data(), Source(path="a.ofd", sha256="0" * 64, format="ofd")).paragraphs
        for word in each.text.split()
    ]
    assert said == ["12.5", "13.5", "14.5", "15.5"]


def test_a_cell_that_spans_columns_of_a_ruled_page_keeps_its_words() -> None:
    found = page(table("Unit | Bureau of Culture | < | <\nItem | 2022 | 2023 | Rate\nTotal | 168.30 | 162.10 | 96%"))
    cell = found.tables[0].at(0, 1)
    assert cell is not None
    assert (cell.text, cell.colspan) == ("Bureau of Culture", 3)


@needs_office
def test_an_rtf_says_what_stands_and_tells_the_rest_apart(tmp_path: Path) -> None:
    rows = (
        r"\trowd\cellx2000\cellx4000\intbl A\cell 44{\deleted .32}{\revised .23}\cell\row",
        r"\trowd\cellx2000\cellx4000\intbl B\cell 12.5{\v 99.99}\cell\row",
        r"\trowd\cellx2000\cellx4000\intbl \f0 \'81@\cell {\strike 7.1}8.2\cell\row",
        r"\trowd\cellx2000\cellx4000\intbl \endash 29.5\cell \_17.5\cell\row",
        r"\trowd\cellx2000\cellx4000\intbl C\cell 20.5\~20.6\cell\row",
    )
    text = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}" + "\n".join(rows) + r"\pard\par}"
    (tmp_path / "a.rtf").write_text(text, encoding="ascii")
    read = extract_file(tmp_path / "a.rtf")
    assert cells(read) == ["A", "44.23", "B", "12.5", "丂", "8.2", "–29.5", "-17.5", "C", "20.5\u00a020.6"]
    assert {warning.code for warning in read.warnings} >= {"hidden-text", "struck-text"}


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (-12.5, "0.00;(0.00)", "(12.50)"),
        (0.285, "0.00", "0.29"),
        (0.5, "# ?/?", "1/2"),
        (0.875, "0.0%", "87.5%"),
        (12.3456, "0.00", "12.35"),
        (45000, 'yyyy"年"m"月"', "2023年3月"),
        (12345678, '0\\.0,"万"', "1234.6万"),
        (12345678, '0\\.00,,"亿"', "0.12亿"),
        (12.5, '0.00;[=0]"-"', "12.50"),
        (1234.5, "[DBNum2][$-804]General", "壹仟贰佰叁拾肆.伍"),
        (45, '0"USD"', "45USD"),
        (45, "[Red]0", "45"),
        (92.3, "G/通用格式", "92.3"),
        (92.3, 'G/通用格式"万元"', "92.3万元"),
        (923000, '0!.0,"万元"', "92.3万元"),
        (92.3, '[>=10000]0!.0,"万";0.0', "92.3"),
        (92.3, "[DBNum2][$-804]0.0", "玖拾贰.叁"),
        (95.26, "0.00\\%", "95.26%"),
        (92.3, "@", "92.3"),
        (92.3, "[红色]0.0", "92.3"),
        (-12.5, "#,##0.00;-#,##0.00", "-12.50"),
        (12345.6, "#,##0.0,", "12.3"),
        (12345678, '#,##0.0,"千元"', "12,345.7千元"),
        (12345678, '0.00,,"百万元"', "12.35百万元"),
        (0.125, "# ??/??", "1/8"),
        ("NA", "General", "NA"),
        ("None", "General", "None"),
        ("null", "General", "null"),
    ],
)
def test_a_sheet_says_what_it_shows(value: float | str, code: str, shown: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "栏目")
        sheet.write(0, 1, value, book.add_format({"num_format": code}))

    assert cells(read_sheet(written(fill), source())) == ["栏目", shown]


@pytest.mark.parametrize("number", [14, 22, 50, 57, 164])
def test_a_format_is_what_the_workbook_says_of_its_number(number: int) -> None:
    styles = (
        f'<numFmts count="1"><numFmt numFmtId="{number}" formatCode="0.0"/></numFmts><fonts><font/></fonts>'
        f'<cellXfs><xf/><xf numFmtId="{number}"/></cellXfs>'
    )
    row = '<c r="A1" t="inlineStr"><is><t>栏目</t></is></c><c r="B1" s="1"><v>92.3</v></c>'
    data = package(f'<sheetData><row r="1">{row}</row></sheetData>', styles=styles)
    assert cells(read_sheet(data, source())) == ["栏目", "92.3"]


def test_cells_of_a_sheet_need_not_say_where_they_are_and_are_read_whole() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="C1"><v>12.5</v></c><c><v>13.5</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>14.5</t><rPh sb="0" eb="2"><t>99</t></rPh></is></c>'
        '<c t="inlineStr"><is><r><t>1</t></r><r><t>5.5</t></r></is></c>'
        '<c><f t="shared" ref="C2:D2" si="0">1+1</f><v>16.5</v></c><c><f t="shared" si="0"/><v>17.5</v></c></row>'
    )
    (found,) = read_sheet(package(f"<sheetData>{rows}</sheetData>"), source()).tables
    assert [(cell.row, cell.col, cell.text) for cell in found if cell.text] == [
        (0, 0, "甲"), (0, 2, "12.5"), (0, 3, "13.5"),
        (1, 0, "14.5"), (1, 1, "15.5"), (1, 2, "16.5"), (1, 3, "17.5"),
    ]  # fmt: skip


def test_a_sheet_is_the_part_that_its_relationship_names() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 12.5])
        book.add_worksheet("附件3").write_row(0, 0, ["乙", 77.5])

    swapped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written(write))) as book, zipfile.ZipFile(swapped, "w") as other:
        for name in book.namelist():
            part = book.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                part = (
                    part.replace(b"sheet1.xml", b"sheet0.xml")
                    .replace(b"sheet2.xml", b"sheet1.xml")
                    .replace(b"sheet0.xml", b"sheet2.xml")
                )
            other.writestr(name, part)
    assert cells(read_sheet(swapped.getvalue(), source())) == ["乙", "77.5", "甲", "12.5"]


def test_tables_of_a_sheet_are_read_on_below_blank_rows_and_figures_in_words_stay_as_written() -> None:
    def write(_book: Any, sheet: Any) -> None:
        for row, texts in ((0, ["栏目", "预算"]), (1, ["甲", "无"]), (2, ["乙", "0.285"]), (6, ["丙", "1.250"])):
            sheet.write_row(row, 0, texts)

    assert cells(read_sheet(written(write), source())) == ["栏目", "预算", "甲", "无", "乙", "0.285", "丙", "1.250"]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (
            '<tr><th rowspan="2">栏目<th colspan="2">预算<tr><th>2022<th>2023<tr><td>甲<td>11.5<td>12.5',
            [(0, 0, "栏目"), (0, 1, "预算"), (1, 1, "2022"), (1, 2, "2023"), (2, 0, "甲"), (2, 1, "11.5"), (2, 2, "12.5")],
        ),
        (
            '<tr><td colspan="2">合计<td>21.5<tr><td>甲<td>22.5<td>23.5',
            [(0, 0, "合计"), (0, 2, "21.5"), (1, 0, "甲"), (1, 1, "22.5"), (1, 2, "23.5")],
        ),
        ("<tr><th>栏目<th><th>支出<tr><td>甲<td>51.5<td>52.5", [(0, 0, "栏目"), (0, 2, "支出"), (1, 0, "甲"), (1, 1, "51.5"), (1, 2, "52.5")]),
        ("<tr><td>甲<td>&minus;11.5<tr><td>乙<td><b>1</b>2.5", [(0, 0, "甲"), (0, 1, "−11.5"), (1, 0, "乙"), (1, 1, "12.5")]),
        (
            '<tr><td>甲<td>11.5<td rowspan="2">注<tr><td>乙<td>12.5<tr><td>丙<td>24<td>25.5',
            [(0, 0, "甲"), (0, 1, "11.5"), (0, 2, "注"), (1, 0, "乙"), (1, 1, "12.5"), (2, 0, "丙"), (2, 1, "24"), (2, 2, "25.5")],
        ),
        (
            "<tbody><tr><td>甲<td><td>12.5<tr><th>乙<td>13.5<td>14.5<tfoot><tr><td>合计<td>13.5<td>27",
            [(0, 0, "甲"), (0, 2, "12.5"), (1, 0, "乙"), (1, 1, "13.5"), (1, 2, "14.5"), (2, 0, "合计"), (2, 1, "13.5"), (2, 2, "27")],
        ),
        (
            '<tr><td rowspan="2">甲<td>乙<td>11.5<tr><td>丙<td>12.5<tr><th>丁<td>戊<td>13.5<tr><td colspan="2">合计<td>37.5',
            [
                (0, 0, "甲"), (0, 1, "乙"), (0, 2, "11.5"), (1, 1, "丙"), (1, 2, "12.5"),
                (2, 0, "丁"), (2, 1, "戊"), (2, 2, "13.5"), (3, 0, "合计"), (3, 2, "37.5"),
            ],
        ),
        ('<tr><td rowspan="0">甲<td>11.5<tr><td>12.5', [(0, 0, "甲"), (0, 1, "11.5"), (1, 1, "12.5")]),
        ("<tr><td>甲<td><p>13.5</p><p>14.5</p><tr><td>乙<td>15.5<br>16.5", [(0, 0, "甲"), (0, 1, "13.5\n14.5"), (1, 0, "乙"), (1, 1, "15.5\n16.5")]),
    ],
)  # fmt: skip
def test_a_cell_of_a_page_stands_where_a_browser_sets_it(rows: str, places: list[tuple[int, int, str]]) -> None:
    data = f"<html><head><meta charset=utf-8></head><body><table>{rows}</table></body></html>".encode()
    (found,) = read_web(data, Source(path="a.html", sha256="0" * 64, format="html")).tables
    assert [(cell.row, cell.col, cell.text) for cell in found if cell.text] == places


def test_every_script_is_in_the_table_and_the_other_way_round() -> None:
    told = (ROOT / "docs" / "other-readers.md").read_text(encoding="utf-8")
    scripts = {path.name for path in (ROOT / "findings").glob("*.sh")}
    assert scripts
    assert {name for name in scripts if f"`{name}`" not in told} == set()
    assert {word.strip("`") for word in told.split() if word.endswith(".sh`")} == scripts
