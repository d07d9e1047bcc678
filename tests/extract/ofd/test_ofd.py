"""OFD as programs write it: every liberty they take gives the same table, or says what could not be read."""

import io
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formaudit.errors import InputError
from formaudit.extract.door import extract_bytes
from formaudit.extract.ofd.pages import read_pages
from formaudit.extract.ofd.parts import open_parts
from formaudit.extract.ofd.scanned import sheet_of
from formaudit.extract.ofd.text import spread
from formaudit.model.document import Document
from tests.extract.ofd.making import NAMESPACE, Maker, grid, line, stroke, table, zipped
from tests.material import MATERIAL, needs_material

CELLS = (("项目", "预算数", "执行数"), ("基本支出", "120.00", "118.05"), ("合计", "168.30", "162.10"))
TABLE = table(CELLS)


def read(data: bytes) -> Document:
    return extract_bytes(data, "材料.ofd")


def rows(document: Document) -> list[tuple[str, ...]]:
    (only,) = document.tables
    cells = [[only.at(row, col) for col in range(only.cols)] for row in range(only.rows)]
    return [tuple("" if cell is None else cell.text for cell in row) for row in cells]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def codes(document: Document) -> list[str]:
    return [warning.code for warning in document.warnings]


def test_a_ruled_table_is_read_with_its_places() -> None:
    document = read(Maker(pages=[line("预算执行情况表", 60, 20) + TABLE]).data())
    assert rows(document) == list(CELLS)
    assert texts(document) == ["预算执行情况表"]
    assert document.source.format == "ofd"
    assert document.source.pages == 1
    cell = document.tables[0].at(1, 1)
    assert cell is not None
    box = cell.bbox
    assert box is not None
    assert [round(value) for value in box] == [170, 136, 283, 159]


def changed(files: dict[str, bytes], names: Iterable[tuple[str, str]]) -> bytes:
    """The parts under other names; the references to them stay as they are."""
    for old, new in names:
        files = {name.replace(old, new): content for name, content in files.items()}
    return zipped(files)


@pytest.mark.parametrize(
    "maker",
    [
        Maker(pages=[TABLE], namespace='xmlns:ofd="http://www.ofdspec.org"'),
        Maker(pages=[TABLE.replace('DeltaX="4 4"', 'DeltaX="g 2 4"')]),
        Maker(pages=[TABLE.replace('DeltaX="2 2 2 2 2"', 'DeltaX="2 g 40 2"')]),
        Maker(pages=[TABLE.replace('DeltaX="2 2 2 2 2"', 'DeltaX="2 2 2"')]),
        Maker(pages=[TABLE.replace('DeltaX="2 2 2 2 2"', "")]),
        Maker(pages=[TABLE.replace("<ofd:TextCode", "<!-- note --><ofd:TextCode")]),
        Maker(pages=[TABLE.replace('ID="8"', 'ID="8" Stroke="true" Fill="false"')]),
        Maker(pages=["<ofd:PageBlock>" + TABLE + "</ofd:PageBlock>"]),
        Maker(pages=[TABLE], common="<ofd:PublicRes>gone.xml</ofd:PublicRes>"),
        Maker(pages=[TABLE], tail="<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"),
        Maker(pages=[table(CELLS, x=70, y=90)], box="50 50 210 297"),
        Maker(pages=[TABLE], page_head="<ofd:Area><PhysicalBox>0 0 210 297</PhysicalBox></ofd:Area>", box="0 0 10 10"),
    ],
    ids=[
        "older namespace", "counted deltas", "too many deltas", "too few deltas", "no deltas", "comments",
        "paint said", "blocks of a page", "missing resources", "missing tags", "shifted page box", "page box of the page",
    ],
)  # fmt: skip
def test_the_liberties_of_programs_change_nothing(maker: Maker) -> None:
    assert rows(read(maker.data())) == list(CELLS)


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    files = Maker(pages=[TABLE]).files()
    assert rows(read(changed(dict(files), [("Doc_0/Pages", "DOC_0/PAGES")]))) == list(CELLS)
    absolute = {name: data.replace(b'BaseLoc="Pages', b'BaseLoc="/Doc_0/Pages') for name, data in files.items()}
    assert rows(read(zipped(absolute))) == list(CELLS)


def test_a_number_spread_over_its_cell_is_one_number_and_two_numbers_are_two() -> None:
    wide = grid(1, 2) + line("168.30", 22, 42, deltas="g 5 5") + line("1220", 62, 42, deltas="2 16 2")
    assert rows(read(Maker(pages=[wide]).data())) == [("168.30", "12 20")]


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        ("g 3 5.2", 3, [5.2, 5.2, 5.2]),
        ("1 g 2 3 4", 4, [1, 3, 3, 4]),
        ("g 9 1", 2, [1, 1]),
        ("1 2 3", 1, [1]),
        ("1", 3, [1]),
        ("g x 2", 2, []),
        ("g 2", 2, [2]),
        (None, 3, []),
        ("nan inf 1", 3, [1]),
    ],
)
def test_deltas_are_read_as_written(text: str | None, count: int, found: list[float]) -> None:
    assert spread(text, count) == pytest.approx(found)


def test_text_that_is_turned_stretched_or_hung_is_read() -> None:
    turned = line("第二行竖着的文字", 0, 0, rest='CTM="0 1 -1 0 40 60"')
    document = read(Maker(pages=[turned + line("第三行竖着的文字", 0, 0, rest='CTM="0 1 -1 0 30 60"')]).data())
    assert texts(document) == ["第二行竖着的文字", "第三行竖着的文字"]
    hung = stroke(20, 38, 60, 38) + stroke(20, 70, 60, 70) + stroke(20, 38, 20, 70) + stroke(30, 38, 30, 70)
    hung += stroke(60, 38, 60, 70) + line("名称", 34, 48)
    hung += line("单位信息", 23, 40, deltas="", code='DeltaY="g 3 6"')
    assert [tuple(text.replace("\n", "") for text in row) for row in rows(read(Maker(pages=[hung]).data()))] == [
        ("单位信息", "名称")
    ]


def test_what_nobody_sees_is_not_read() -> None:
    hidden = (
        line("999.99", 62, 50, rest='Visible="false"')
        + line("888.88", 102, 50, rest='Alpha="0"')
        + line("777.77", 62, 58).replace("<ofd:TextCode", '<ofd:FillColor Value="255 255 255"/><ofd:TextCode')
        + line("内部资料", 60, 100, rest='CTM="0.7 0.7 -0.7 0.7 0 0"')
    )
    document = read(Maker(pages=[TABLE + hidden]).data())
    assert rows(document) == list(CELLS)
    assert texts(document) == []


@pytest.mark.parametrize(
    ("drawn", "read_as", "sure"),
    [
        (line("38", 62, 50) + stroke(61.5, 52, 66.5, 52) + line("40", 70, 50), "40", False),  # a line through 38
        (line("38", 62, 50) + stroke(61.5, 54.2, 66.5, 54.2), "38", True),  # a line under it
        (stroke(62, 52, 64, 52) + line("40", 64.5, 50), "40", False),  # a minus sign that is drawn
    ],
)
def test_lines_through_and_before_figures_leave_them_in_doubt(drawn: str, read_as: str, *, sure: bool) -> None:
    page = table([["项目", "金额"], ["甲", ""], ["乙", "7"]]) + drawn
    cell = read(Maker(pages=[page]).data()).tables[0].at(1, 1)
    assert cell is not None
    assert (cell.text, cell.confidence >= 0.9) == (read_as, sure)


def _leaning(words: str, x: float, y: float, *, rest: str = "") -> str:
    """Words that rise at 45 degrees from a point."""
    return line(words, x, y, rest=f'CTM="0.7071 -0.7071 0.7071 0.7071 0 0" {rest}')


def test_leaning_headings_stand_over_their_columns() -> None:
    heads = ("年初预算", "全年预算", "执行率")
    body = table([["项目甲", "120.00", "126.50", "98.5%"], ["项目乙", "168.30", "162.10", "96.3%"]])
    tilted = "".join(_leaning(words, 20 + 40 * col + 14, 32) for col, words in enumerate(heads, start=1))
    tilted += "".join(stroke(20 + 40 * col, 16, 20 + 40 * col, 40) for col in range(5)) + stroke(20, 16, 180, 16)
    found = read(Maker(pages=[body + tilted]).data())
    assert rows(found) == [
        ("", *heads),
        ("项目甲", "120.00", "126.50", "98.5%"),
        ("项目乙", "168.30", "162.10", "96.3%"),
    ]
    assert codes(found) == []


@pytest.mark.parametrize(
    "mark",
    [
        _leaning("内部资料120.5", 60, 90),  # alone
        "".join(_leaning("样张12.5", x, 90) for x in (40, 90, 140)),  # again and again
        _leaning("预算120.5", 60, 32, rest='Visible="false"'),
    ],
)
def test_a_leaning_mark_is_told_and_no_heading(mark: str) -> None:
    found = read(Maker(pages=[TABLE + mark]).data())
    assert rows(found) == list(CELLS)
    assert set(codes(found)) <= {"slanted-text", "hidden-text"}
    assert codes(found)


def _filled(colour: str, *, rest: str = "") -> str:
    """A box over the cell below 金额."""
    return (
        f'<ofd:PathObject ID="7" Boundary="61 49 30 6" Stroke="false" Fill="true" {rest}><ofd:FillColor Value="{colour}"/>'
        "<ofd:AbbreviatedData>M 0 0 L 30 0 L 30 6 L 0 6 C</ofd:AbbreviatedData></ofd:PathObject>"
    )


WHITE = '<ofd:FillColor Value="255 255 255"/>'
FIGURE = line("40", 70, 50)


@pytest.mark.parametrize(
    ("drawn", "read_as", "sure"),
    [
        (line("38", 70, 50) + _filled("255 255 255") + FIGURE, "40", True),  # painted over and set anew
        (FIGURE + _filled("60 60 60"), "", False),
        (FIGURE + _filled("60 60 60", rest='Alpha="60"'), "40", True),
        (_filled("230 230 230") + FIGURE, "40", True),
        (line("40", 70, 50, rest='Fill="false"'), "", True),
        (line("40", 70, 50, rest='Fill="false" Stroke="true"'), "40", True),
        (line("40", 70, 50, rest='Stroke="true"').replace("<ofd:TextCode", f"{WHITE}<ofd:TextCode"), "40", True),
        (line("40", 70, 50, rest='Alpha="8"'), "", True),
        (line("40", 70, 50, rest='CTM="-1 0 0 1 4 0"'), "40", False),  # mirrored
        (line("40", 70, 50, rest='CTM="1 0 0 -1 0 7"'), "40", False),
    ],
)
def test_what_is_seen_of_a_figure_is_read(drawn: str, read_as: str, *, sure: bool) -> None:
    page = table([["项目", "金额"], ["甲", ""], ["乙", "7"]]) + drawn
    cell = read(Maker(pages=[page]).data()).tables[0].at(1, 1)
    assert cell is not None
    assert (cell.text, cell.confidence >= 0.9) == (read_as, sure)


@pytest.mark.parametrize("shading", ["AxialShd", "RadialShd", "Pattern"])
def test_text_that_is_shaded_can_be_seen_whatever_value_its_colour_has(shading: str) -> None:
    colour = f'<ofd:FillColor Value="255 255 255"><ofd:{shading}/></ofd:FillColor><ofd:TextCode'
    words = line("预算执行情况", 24, 22).replace("<ofd:TextCode", colour)
    assert texts(read(Maker(pages=[words]).data())) == ["预算执行情况"]


def test_white_text_on_a_dark_box_can_be_seen() -> None:
    box = (
        '<ofd:PathObject ID="7" Boundary="20 20 80 8" Stroke="false" Fill="true"><ofd:FillColor Value="#20 #40 #80"/>'
        "<ofd:AbbreviatedData>M 0 0 L 80 0 L 80 8 L 0 8 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    white = line("预算执行情况", 24, 22).replace("<ofd:TextCode", '<ofd:FillColor Value="255 255 255"/><ofd:TextCode')
    assert texts(read(Maker(pages=[box + white]).data())) == ["预算执行情况"]


def test_outlines_of_letters_are_no_rules() -> None:
    outlines = "".join(
        f'<ofd:PathObject ID="6" Boundary="{20 + 4 * i} 80 3 3" LineWidth="0.003"><ofd:AbbreviatedData>'
        "M 0 0 L 3 0 L 3 3 L 0 3 C</ofd:AbbreviatedData></ofd:PathObject>"
        for i in range(12)
    )
    assert rows(read(Maker(pages=[TABLE + outlines]).data())) == list(CELLS)


def test_rules_drawn_as_thin_filled_boxes_and_clipped_rules_are_rules() -> None:
    thin = stroke(20, 40, 140, 40).replace('LineWidth="0.2"', 'Stroke="false" Fill="true"')
    thin = thin.replace("M 0 0 L 120 0", "M 0 0 L 120 0 L 120 0.2 L 0 0.2 C")
    clip = (
        "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='0 0 120 1'><ofd:AbbreviatedData>M 0 0 L 120 0 L 120 1 L 0 1 C"
        "</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
    )
    long = stroke(20, 64, 200, 64).replace("<ofd:AbbreviatedData>", f"{clip}<ofd:AbbreviatedData>", 1)
    content = TABLE.replace(stroke(20, 40, 140, 40), thin).replace(stroke(20, 64, 140, 64), long)
    document = read(Maker(pages=[content]).data())
    assert rows(document) == list(CELLS)


def test_templates_annotations_and_composed_units_are_read_and_watermarks_are_not() -> None:
    def page(content: str) -> bytes:
        return f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID='3'>{content}</ofd:Layer></ofd:Content></ofd:Page>".encode()

    note = (
        f"<ofd:PageAnnot {NAMESPACE}><ofd:Annot ID='1' Type='Path'><ofd:Appearance Boundary='20 100 100 10'>"
        f"{line('另有结转7391.25万元', 0, 0)}</ofd:Appearance></ofd:Annot><ofd:Annot ID='2' Type='Watermark'>"
        f"<ofd:Appearance Boundary='0 0 210 297'>{line('内部资料', 60, 50)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
    )
    units = (
        f"<ofd:Res {NAMESPACE} BaseLoc='Res'><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='50'><ofd:Content>"
        f"{TABLE}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    maker = Maker(
        pages=['<ofd:CompositeObject ID="5" Boundary="0 0 210 297" ResourceID="50"/>'],
        common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>',
        page_head='<ofd:Template TemplateID="7" ZOrder="Background"/>',
        tail="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        parts={
            "Doc_0/Tpls/Tpl_0/Content.xml": page(line("2024年度自评表", 60, 20)),
            "Doc_0/DocumentRes.xml": units.encode(),
            "Doc_0/Annots/Annotations.xml": f"<ofd:Annotations {NAMESPACE}><ofd:Page PageID='0'><ofd:FileLoc>Page_0/Annotation.xml"
            "</ofd:FileLoc></ofd:Page></ofd:Annotations>".encode(),
            "Doc_0/Annots/Page_0/Annotation.xml": note.encode(),
        },
    )
    document = read(maker.data())
    assert rows(document) == list(CELLS)
    assert texts(document) == ["2024年度自评表", "另有结转7391.25万元"]


def test_a_table_over_pages_is_one_table() -> None:
    first = table(CELLS, y=297 - 3 * 8 - 20)
    second = table((("一般公共服务", "12.00", "11.00"), ("教育支出", "10.50", "10.40")), y=20)
    document = read(Maker(pages=[line("上文", 20, 20) + first, second]).data())
    (only,) = document.tables
    assert only.rows == 5
    assert only.pages == (1, 2)


def test_a_seal_whose_parts_are_as_sealed_is_told_and_nothing_more() -> None:
    document = read(Maker(pages=[TABLE], sealed=True).data())
    assert codes(document) == ["ofd-seals"]
    assert rows(document) == list(CELLS)


def test_a_page_changed_after_sealing_is_told() -> None:
    maker = Maker(pages=[TABLE], sealed=True)
    name = "Doc_0/Pages/Page_0/Content.xml"
    late = Maker(pages=[TABLE], sealed=True, after={name: maker.files()[name].replace(b"168.30", b"186.30")})
    document = read(late.data())
    assert codes(document) == ["ofd-seals", "changed-after-sealing"]
    assert name in document.warnings[1].detail


def test_a_note_added_after_sealing_changes_nothing_that_was_sealed() -> None:
    tail = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    listed = f"<ofd:Annotations {NAMESPACE}/>".encode()
    maker = Maker(
        pages=[TABLE], sealed=True, tail=tail, parts={"Doc_0/Annots/Annotations.xml": listed},
        after={"Doc_0/Annots/Annotations.xml": listed + b"<!-- later -->"},
    )  # fmt: skip
    assert codes(read(maker.data())) == ["ofd-seals"]


def test_a_seal_with_a_digest_that_nobody_knows_accuses_nobody() -> None:
    document = read(Maker(pages=[TABLE], sealed=True, method="9.9.9").data())
    assert codes(document) == ["ofd-seals", "ofd-seal-unknown"]


def test_an_attached_file_is_named_and_hidden_data_are_not() -> None:
    listed = (
        f'<ofd:Attachments {NAMESPACE}><ofd:Attachment ID="1" Name="附件2" Format="xlsx"><ofd:FileLoc>a2.xlsx</ofd:FileLoc>'
        '</ofd:Attachment><ofd:Attachment ID="2" Name="data" Visible="false"><ofd:FileLoc>data.xml</ofd:FileLoc>'
        "</ofd:Attachment></ofd:Attachments>"
    )
    maker = Maker(
        pages=[TABLE],
        tail="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        parts={
            "Doc_0/Attachs/Attachments.xml": listed.encode(),
            "Doc_0/Attachs/a2.xlsx": b"PK",
            "Doc_0/Attachs/data.xml": b"<a/>",
        },
    )
    (warning,) = read(maker.data()).warnings
    assert (warning.code, warning.detail) == ("ofd-attachments", "附件2.xlsx")


def picture_page(picture: bytes, *, ctm: str = "210 0 0 297 0 0") -> bytes:
    resources = (
        f"<ofd:Res {NAMESPACE} BaseLoc='Res'><ofd:MultiMedias><ofd:MultiMedia ID='4' Type='Image'><ofd:MediaFile>p.png"
        "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    return Maker(
        pages=[f'<ofd:ImageObject ID="3" Boundary="0 0 210 297" CTM="{ctm}" ResourceID="4"/>'],
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts={"Doc_0/DocumentRes.xml": resources.encode(), "Doc_0/Res/p.png": picture},
    ).data()


@needs_material
def test_a_page_that_is_a_picture_is_read_as_a_scan() -> None:
    document = read((MATERIAL / "formats" / "ofd_made" / "22_picture_only_page.ofd").read_bytes())
    assert "scan-recognised" in codes(document)
    assert any("三公经费" in cell.text for table in document.tables for cell in table)


def test_a_page_that_is_a_picture_turned_by_its_matrix_is_laid_upright() -> None:
    upright = Image.new("L", (827, 1169), 255)
    upright.paste(0, (100, 100, 700, 130))
    held = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(held, "PNG")
    page = next(iter(read_pages(open_parts(picture_page(held.getvalue(), ctm="0 297 -210 0 210 0"), "a"), "a")))
    assert page is not None
    laid = sheet_of(open_parts(picture_page(held.getvalue(), ctm="0 297 -210 0 210 0"), "a"), page, "a")
    assert laid is not None
    dark = np.argwhere(laid.colour.min(axis=2) < 128)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    wide, high = laid.colour.shape[1], laid.colour.shape[0]
    assert (left / wide, right / wide) == pytest.approx((100 / 827, 700 / 827), abs=0.01)
    assert (top / high, bottom / high) == pytest.approx((100 / 1169, 130 / 1169), abs=0.01)


def test_a_picture_that_cannot_be_opened_is_told() -> None:
    document = read(picture_page(b"no picture"))
    assert codes(document)[0] == "no-text-layer"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"OFD.xml": b"<broken"}, "damaged"),
        ({"OFD.xml": f"<ofd:OFD {NAMESPACE}/>".encode()}, "damaged"),
        ({"OFD.xml": f"<ofd:OFD {NAMESPACE}/>".encode(), "Encryptions.xml": b"<a/>"}, "encrypted"),
    ],
)
def test_what_is_no_document_is_an_error_with_a_name(files: dict[str, bytes], code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(zipped(files))
    assert caught.value.code == code


def test_a_page_whose_part_is_missing_is_told_and_the_others_are_read() -> None:
    files = Maker(pages=[TABLE, TABLE]).files()
    del files["Doc_0/Pages/Page_0/Content.xml"]
    document = read(zipped(files))
    assert rows(document) == list(CELLS)
    assert codes(document) == ["page-damaged"]


def test_no_entity_reaches_outside_the_package(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    files = Maker(pages=[TABLE]).files()
    name = "Doc_0/Pages/Page_0/Content.xml"
    page = files[name].replace("合计".encode(), b"&x;")
    files[name] = f'<!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + page
    document = read(zipped(files))
    assert "机密" not in "".join(cell.text for table in document.tables for cell in table)


@needs_material
@pytest.mark.parametrize("path", sorted((MATERIAL / "formats").glob("ofd_*/*.ofd")), ids=lambda path: path.stem)
def test_a_file_of_other_programs_is_read_or_refused_by_name(path: Path) -> None:
    document = extract_bytes(path.read_bytes(), path.name)
    assert document.blocks or document.warnings


@needs_material
def test_the_forms_written_as_ofd_give_what_their_pdf_gives() -> None:
    for path in sorted((MATERIAL / "formats" / "ofd_forms").glob("annex*.ofd")):
        pdf = MATERIAL / "forms" / "pdf" / f"{path.stem}.pdf"
        ours, theirs = (bare(extract_bytes(each.read_bytes(), each.name)) for each in (path, pdf))
        assert ours == theirs, path.stem


def bare(document: Document) -> list[tuple[int, int, int, int, int, str]]:
    return [
        (table.index, cell.row, cell.col, cell.rowspan, cell.colspan, "".join(cell.text.split()))
        for table in document.tables
        for cell in table
    ]


def test_broad_letters_without_a_font_leave_no_blank_behind_them() -> None:
    page = table([["批复规模", "面积"], ["", "12"]]) + line("(m²) IMAX", 24, 51, deltas="1.4 3.2 1.5 1.4 1 1.2 3.4 2.9")
    assert rows(read(Maker(pages=[page]).data()))[1] == ("(m²) IMAX", "12")
