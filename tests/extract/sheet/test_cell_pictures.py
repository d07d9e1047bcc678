"""Pictures that are the value of a cell or lie over the cells of an old workbook: read, or told as unread."""

import io
import struct
import zipfile

import pytest
from PIL import Image, ImageDraw, ImageFont

from formaudit.extract import pictured
from formaudit.extract.sheet import read
from formaudit.model.document import Document
from tests.extract.scan.paper import face
from tests.extract.sheet.biff import workbook
from tests.extract.sheet.books import LINKS, TYPES, package, source, written

DRAWING = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
ART = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def table() -> bytes:
    sheet = Image.new("L", (1100, 260), 255)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(face(), 34)
    for row, line in enumerate((("项目名称", "全年预算数"), ("哨兵专项", "7391.25"), ("合计", "7391.25"))):
        for col, words in enumerate(line):
            pen.rectangle([30 + col * 520, 20 + row * 70, 550 + col * 520, 90 + row * 70], outline=0, width=2)
            pen.text((60 + col * 520, 32 + row * 70), words, font=font, fill=0)
    kept = io.BytesIO()
    sheet.save(kept, "PNG", dpi=(150, 150))
    return kept.getvalue()


def cells(found: Document) -> list[str]:
    return [cell.text for each in found.tables for cell in each]


def dispimg(named: str = "ID_1", picture: bytes | None = None) -> bytes:
    """A workbook as WPS writes it; the picture is called ``ID_1``."""
    shown = f'<f>_xlfn.DISPIMG("{named}",1)</f><v>=DISPIMG("{named}",1)</v>'
    rows = f'<row r="1"><c r="A1" t="str"><v>附图</v></c></row><row r="2"><c r="A2" t="str">{shown}</c></row>'
    book = package(f"<sheetData>{rows}</sheetData>")
    parts = {
        info: zipfile.ZipFile(io.BytesIO(book)).read(info) for info in zipfile.ZipFile(io.BytesIO(book)).namelist()
    }
    frame = '<xdr:spPr><a:xfrm><a:ext cx="6800000" cy="1600000"/></a:xfrm></xdr:spPr>'
    parts["xl/cellimages.xml"] = (
        f'<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" {DRAWING} {ART} {LINKS}>'
        '<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_1"/></xdr:nvPicPr><xdr:blipFill>'
        f'<a:blip r:embed="r1"/></xdr:blipFill>{frame}</xdr:pic></etc:cellImage></etc:cellImages>'
    ).encode()
    parts["xl/_rels/cellimages.xml.rels"] = (
        f'<Relationships><Relationship Id="r1" Type="{TYPES}/image" Target="media/image1.png"/></Relationships>'.encode()
    )
    parts["xl/media/image1.png"] = table() if picture is None else picture
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_table_in_a_picture_that_wps_shows_in_a_cell_is_read() -> None:
    found = read(dispimg(), source())
    assert "7391.25" in cells(found)
    assert [warning.code for warning in found.warnings] == ["pictures-read"]


@pytest.mark.parametrize("data", [dispimg("ID_2"), dispimg(picture=b"no picture")], ids=["not in the file", "broken"])
def test_a_cell_whose_picture_cannot_be_read_is_told_and_a_form_may_stand_in_it(data: bytes) -> None:
    found = read(data, source())
    assert [(warning.code, warning.unread) for warning in found.warnings] == [("cell-picture", True)]


def test_a_table_in_a_picture_that_excel_placed_into_a_cell_is_read() -> None:
    picture = table()

    def fill(_: object, sheet: object) -> None:
        sheet.write(0, 0, "附图")  # type: ignore[attr-defined]
        sheet.embed_image(1, 0, "a.png", {"image_data": io.BytesIO(picture)})  # type: ignore[attr-defined]

    found = read(written(fill), source())
    assert "7391.25" in cells(found)
    assert [warning.code for warning in found.warnings] == ["pictures-read"]


def test_without_recognition_such_pictures_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictured, "_MOST", 0)
    found = read(dispimg(), source())
    assert [(warning.code, warning.unread) for warning in found.warnings] == [("cell-picture", True)]


def art(kind: int, body: bytes, instance: int = 0, *, holds: bool = False) -> bytes:
    return struct.pack("<HHI", (15 if holds else 0) | instance << 4, kind, len(body)) + body


def old_book(picture: bytes, kind: int = 0xF01E) -> bytes:
    stored = art(kind, bytes(17) + picture, 0x6E0)
    entry = art(0xF007, bytes(36) + stored, 6)
    group = art(0xF000, art(0xF006, bytes(16)) + art(0xF001, entry, 1, holds=True), holds=True)
    shape = art(0xF00B, struct.pack("<HI", 0x4104, 1), 1)
    over = art(0xF002, art(0xF003, art(0xF004, shape, holds=True), holds=True), holds=True)
    return workbook([("附图", 1.0)], group=group, over=over)


def test_a_table_in_a_picture_over_an_old_sheet_is_read() -> None:
    found = read(old_book(table()), source("a.xls", "xls"))
    assert "7391.25" in cells(found)
    assert [warning.code for warning in found.warnings] == ["pictures-read"]


@pytest.mark.parametrize("data", [old_book(b"no picture"), old_book(b"a drawing of Windows", 0xF01A)])
def test_a_picture_over_an_old_sheet_that_cannot_be_read_is_told(data: bytes) -> None:
    found = read(data, source("a.xls", "xls"))
    assert [(warning.code, warning.unread) for warning in found.warnings] == [("sheet-picture", True)]
