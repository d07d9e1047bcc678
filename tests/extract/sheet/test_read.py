import pytest

from formaudit.errors import InputError
from formaudit.extract.sheet import read
from tests.extract.drawn import draw
from tests.extract.sheet.books import source

SHEETML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles>
  <Style ss:ID="Default"/>
  <Style ss:ID="box"><Borders><Border ss:Position="Left" ss:LineStyle="Continuous"/></Borders></Style>
  <Style ss:ID="rate" ss:Parent="box"><NumberFormat ss:Format="Percent"/></Style>
  <Style ss:ID="day" ss:Parent="box"><NumberFormat ss:Format="Short Date"/></Style>
 </Styles>
 <Worksheet ss:Name="附件4"><Table>
  <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">项目支出绩效自评表</Data></Cell></Row>
  <Row><Cell ss:StyleID="box" ss:MergeDown="1"><Data ss:Type="String">资金</Data></Cell>
   <Cell ss:StyleID="box"><Data ss:Type="String">预算</Data></Cell>
   <Cell ss:StyleID="box"><Data ss:Type="String">执行率</Data></Cell></Row>
  <Row ss:Hidden="1"><Cell ss:Index="2" ss:StyleID="box"><Data ss:Type="Number">16.550000000000001</Data></Cell>
   <Cell ss:StyleID="rate"><Data ss:Type="Number">0.9975</Data></Cell></Row>
  <Row><Cell ss:StyleID="box"><Data ss:Type="String">日期</Data></Cell>
   <Cell ss:StyleID="day"><Data ss:Type="DateTime">2024-05-09T00:00:00.000</Data></Cell>
   <Cell ss:StyleID="box"><Data ss:Type="Boolean">1</Data></Cell></Row>
 </Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def test_the_xml_of_2003_is_read_as_printed() -> None:
    document = read(SHEETML.encode(), source("a.xls", "sheetml"))
    assert draw(document.tables[0]) == [
        ["资金", "预算", "执行率"],
        ["^", "16.55", "99.75%"],
        ["日期", "2024/5/9", "TRUE"],
    ]
    assert document.tables[0].caption == "项目支出绩效自评表"
    assert [warning.code for warning in document.warnings] == ["hidden-sheet"]


@pytest.mark.parametrize(
    ("told", "spanned"),
    [
        ("1", True),
        ("01", True),
        ("0", False),
        ("", False),
        ("x", False),
        ("-1", False),
        ("1.0", False),
        ("99999999", False),
    ],
)
def test_a_span_is_a_number_of_at_most_seven_digits(told: str, spanned: bool) -> None:
    text = SHEETML.replace(
        '<Cell ss:StyleID="box"><Data ss:Type="String">预算',
        f'<Cell ss:StyleID="box" ss:MergeAcross="{told}"><Data ss:Type="String">预算',
    )
    (head, *_) = draw(read(text.encode(), source("a.xls", "sheetml")).tables[0])
    assert head == (["资金", "预算", "<", "执行率"] if spanned else ["资金", "预算", "执行率"])


def test_a_page_of_html_under_the_name_of_a_workbook_is_read_as_html() -> None:
    page = "<html><table><tr><td>甲<td>1</tr><tr><td colspan=2>合计</tr></table></html>"
    document = read(page.encode("gbk"), source("a.xls", "html"))
    assert draw(document.tables[0]) == [["甲", "1"], ["合计", "<"]]


def test_text_under_the_name_of_a_workbook_is_read_as_delimited() -> None:
    document = read("甲\t1\n乙\t2\n".encode("gbk"), source("a.xls", "txt"))
    assert draw(document.tables[0]) == [["甲", "1"], ["乙", "2"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"  \n", "empty"), (b"PK\x03\x04 no zip", "damaged"), (b"%PDF-1.7", "damaged")],
)
def test_what_is_no_spreadsheet_ends_in_a_named_error(data: bytes, code: str) -> None:
    with pytest.raises(InputError, match=code):
        read(data, source())
