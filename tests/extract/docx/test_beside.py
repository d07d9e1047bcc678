"""What stands beside the text of a DOCX: margins, comments, pictures, charts, objects, embedded workbooks."""

import io
import zipfile

import pytest

from formaudit.extract.docx import read
from formaudit.model.document import Document, Source
from tests.drawing import docx_of
from tests.extract.docx.reading import document, run, tbl, tc
from tests.extract.sheet.books import written

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
TEXT = "本单位按照要求开展了整体支出绩效自评工作，各项资金使用规范，未发现违规情况，产出达到预期目标。"


def codes(found: Document) -> list[str]:
    return [warning.code for warning in found.warnings]


def picture(across: float, down: float) -> str:
    extent = f'<wp:extent {WP} cx="{int(across * 360000)}" cy="{int(down * 360000)}"/>'
    return f"<w:p><w:r><w:drawing>{extent}<a:blip/></w:drawing></w:r></w:p>"


def graphic(uri: str) -> str:
    return f'<w:p><w:r><w:drawing><a:graphic><a:graphicData uri="{uri}"/></a:graphic></w:drawing></w:r></w:p>'


def with_object(part: bytes, name: str, *, program: str, aspect: str = "Content", inside: str = "{}") -> Document:
    """A document with an embedded part between two paragraphs."""
    shape = f'<w:object {OLE}><o:OLEObject ProgID="{program}" DrawAspect="{aspect}" r:id="x1"/></w:object>'
    data = docx_of("附件2", inside.format(f"<w:p><w:r>{shape}</w:r></w:p>"), "完")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="x1" Type="{OFFICE}/package" Target="embeddings/{name}"/></Relationships>'
                content = content.replace(b"</Relationships>", link.encode())
            new.writestr(entry, content)
        new.writestr(f"word/embeddings/{name}", part)
    return read(buffer.getvalue(), Source(path="a.docx", sha256="", format="docx"))


def workbook() -> bytes:
    def fill(book: object, sheet: object) -> None:  # noqa: ARG001  # the helper's signature
        for row, values in enumerate((("项目", "年初预算数"), ("基本支出", 120.5))):
            sheet.write_row(row, 0, values)  # type: ignore[attr-defined]  # xlsxwriter ships no types

    return written(fill)


def test_an_embedded_workbook_is_read_where_it_stands() -> None:
    found = with_object(workbook(), "book.xlsx", program="Excel.Sheet.12")
    assert [cell.text for cell in found.tables[0]] == ["项目", "年初预算数", "基本支出", "120.5"]
    assert [getattr(block, "text", "表") for block in found.blocks] == ["附件2", "表", "完"]
    assert codes(found) == ["embedded-read"]


@pytest.mark.parametrize(
    ("part", "name", "program", "aspect", "inside"),
    [
        (b"whatever", "x.bin", "Word.Document.12", "Content", "{}"),
        (b"PK\x03\x04broken", "book.xlsx", "Excel.Sheet.12", "Content", "{}"),
        (workbook(), "book.xlsx", "Excel.Sheet.12", "Icon", "{}"),
    ],
)
def test_an_object_that_is_not_read_is_named_and_may_hold_a_form(
    part: bytes, name: str, program: str, aspect: str, inside: str
) -> None:
    [warning] = with_object(part, name, program=program, aspect=aspect, inside=inside).warnings
    assert (warning.code, warning.unread) == ("embedded-object", True)
    assert program in warning.detail


def test_an_equation_object_is_told_as_such() -> None:
    assert codes(with_object(b"\0", "e.bin", program="Equation.3")) == ["equation-object"]


@pytest.mark.parametrize(("size", "unread"), [((15, 8), True), ((4, 4), False), ((2, 0.6), False)])
def test_pictures_are_told_and_a_large_one_may_hold_a_form(size: tuple[float, float], unread: bool) -> None:
    [warning] = document(TEXT, picture(*size)).warnings
    assert (warning.code, warning.detail, warning.unread) == ("pictures", "1", unread)


def test_a_picture_in_a_cell_for_its_figure_makes_the_cell_doubtful() -> None:
    found = document(TEXT, tbl(tc("金额") + tc(picture(2, 0.6))))
    assert (found.tables[0].cells[1].text, found.tables[0].cells[1].confidence) == ("", 0.5)
    assert codes(found) == ["pictures", "picture-in-cell"]
    beside = document(TEXT, tbl(tc("金额") + tc("<w:p><w:r><w:t>36</w:t></w:r></w:p>" + picture(2, 0.6))))
    assert beside.tables[0].cells[1].confidence == 1.0


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (graphic("http://schemas.openxmlformats.org/drawingml/2006/chart"), "chart"),
        (graphic("http://schemas.microsoft.com/office/drawing/2014/chartex"), "chart"),
        (graphic("http://schemas.openxmlformats.org/drawingml/2006/diagram"), "diagram"),
        ('<w:p><w:r><w:object><w:control r:id="r9"/></w:object></w:r></w:p>', "control"),
        ('<w:subDoc r:id="r9"/>', "sub-document"),
    ],
)
def test_what_else_is_not_read_is_told(block: str, code: str) -> None:
    assert codes(document(TEXT, block)) == [code]


def test_comments_are_told() -> None:
    comment = '<w:comments><w:comment w:id="1"><w:p><w:r><w:t>应为36</w:t></w:r></w:p></w:comment></w:comments>'
    assert codes(document(TEXT, comments=comment)) == ["comments"]


def header(text: str) -> str:
    return f"<w:hdr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>"


@pytest.mark.parametrize("text", ["专项资金7391.25", "执行率96%", "合计 12,300"])
def test_figures_in_a_margin_are_told(text: str) -> None:
    [warning] = document(TEXT, header1=header(text)).warnings
    assert (warning.code, warning.detail) == ("margin-text", text)


@pytest.mark.parametrize(
    "text", ["第 12 页 共 30 页", "- 3 -", "2023年度自评材料", "财绩〔2024〕15号", "2024年3月15日"]
)
def test_page_numbers_dates_and_numbers_of_documents_are_no_figures(text: str) -> None:
    assert document(TEXT, footer1=header(text)).warnings == ()


def test_the_unit_of_a_margin_stands_before_each_table_without_one() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r0"/></w:sectPr>'
    table = tbl(tc("项目") + tc("金额"), tc("基本支出") + tc("1205000"))
    found = document("附件2", table, "附件3", "金额单位：万元", table, section, header1=header("单位：元"))
    assert [getattr(block, "text", "表") for block in found.blocks] == [
        *("附件2", "单位：元", "表"),
        *("附件3", "金额单位：万元", "表"),
    ]


def test_the_unit_of_one_section_is_not_that_of_the_next() -> None:
    table = tbl(tc("项目") + tc("金额"))
    first = f'<w:p><w:pPr><w:sectPr><w:headerReference r:id="r0"/></w:sectPr></w:pPr>{run("<w:t>一</w:t>")}</w:p>'
    last = '<w:sectPr><w:headerReference r:id="r1"/></w:sectPr>'
    found = document(table, first, "二", table, last, header1=header("单位：元"), header2=header("某局"))
    assert [getattr(block, "text", "表") for block in found.blocks] == ["单位：元", "表", "一", "二", "表"]


def test_word_art_is_read() -> None:
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="资金 7391.25"/></v:shape></w:pict></w:r></w:p>'
    assert [block.text for block in document(art).paragraphs] == ["资金 7391.25"]


@pytest.mark.parametrize(("kind", "printed"), [("<w:text/>", "36万元"), ("<w:date/>", "单击输入")])
def test_bound_data_are_read_in_the_place_of_the_text_that_was_saved_with_them(kind: str, printed: str) -> None:
    binding = f'<w:sdtPr><w:dataBinding w:xpath="/r/v" w:storeItemID="{{A}}"/>{kind}</w:sdtPr>'
    control = f"<w:p><w:sdt>{binding}<w:sdtContent>{run('<w:t>单击输入</w:t>')}</w:sdtContent></w:sdt></w:p>"
    data = docx_of(control)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                link = (
                    f'<Relationship Id="c" Type="{OFFICE}/customXml" Target="../customXml/item1.xml"/></Relationships>'
                )
                content = content.replace(b"</Relationships>", link.encode())
            new.writestr(entry, content)
        new.writestr("customXml/item1.xml", "<r><v>36万元</v></r>")
        link = f'<Relationship Id="p" Type="{OFFICE}/customXmlProps" Target="itemProps1.xml"/>'
        new.writestr("customXml/_rels/item1.xml.rels", f"<Relationships>{link}</Relationships>")
        custom = 'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
        new.writestr("customXml/itemProps1.xml", f'<ds:datastoreItem ds:itemID="{{A}}" {custom}/>')
    found = read(buffer.getvalue(), Source(path="a.docx", sha256="", format="docx"))
    assert [block.text for block in found.paragraphs] == [printed]
    assert codes(found) == (["bound-content"] if printed == "36万元" else [])
