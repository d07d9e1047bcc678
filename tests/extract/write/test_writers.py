"""A document written out keeps every cell, shows real spans, and can do no harm where it is opened."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from formaudit.extract.blocks import Grid, assemble
from formaudit.extract.write import BINARY, WRITERS, write
from formaudit.extract.write.clean import inert, is_number, printable, said
from formaudit.messages import LANGUAGES
from formaudit.model.document import Document, Source, Warn
from formaudit.model.table import Table
from tests.drawing import document_of, draw, neat
from tests.grids import grids

MERGED = "一级 | 二级 | <\n^ | a | b\n# | c | d"
NASTY = (
    "=1+1",
    "+86",
    "-5%后",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "a|b",
    "`x`",
    "\x00\x1b[31m",
    "\ud800",
    "^",
    "<",
)


def _document(*texts: str) -> Document:
    table = document_of("表头 | 甲\n乙 | 丙").tables[0]
    cells = tuple(replace(cell, text=text) for cell, text in zip(table.cells, texts, strict=False))
    document = document_of("附件", "a | b")
    return replace(document, blocks=(document.blocks[0], replace(table, cells=cells)))


def test_json_follows_the_published_form() -> None:
    document = replace(document_of("清单", MERGED, "完。"), warnings=(Warn(code="alt-chunk", detail="2"),))
    content = json.loads(write(document, "json"))
    assert list(content) == ["schema", "source", "tables", "paragraphs", "warnings"]
    assert content["schema"] == "formaudit.document/1"
    assert content["source"] == {"path": "drawn.docx", "sha256": "0" * 64, "format": "docx", "pages": None}
    [table] = content["tables"]
    assert {key: table[key] for key in ("index", "pages", "caption", "rows", "cols")} == {
        "index": 0, "pages": [], "caption": "清单", "rows": 3, "cols": 3,
    }  # fmt: skip
    assert table["cells"][1] == {
        "row": 0, "col": 1, "rowspan": 1, "colspan": 2, "text": "二级", "page": None, "bbox": None, "confidence": 1.0,
    }  # fmt: skip
    assert [(p["index"], p["text"], p["page"]) for p in content["paragraphs"]] == [(0, "清单", None), (1, "完。", None)]
    assert content["warnings"][0]["code"] == "alt-chunk"
    assert "2" in content["warnings"][0]["message"]


def test_json_gives_lines_where_the_file_has_lines() -> None:
    document = document_of("a | b")
    cells = tuple(replace(cell, line=7) for cell in document.tables[0])
    content = json.loads(write(replace(document, blocks=(replace(document.tables[0], cells=cells),)), "json"))
    assert content["tables"][0]["cells"][0]["line"] == 7


@given(grids(), st.text(max_size=30))
def test_json_holds_every_cell_as_it_is(grid: Grid, text: str) -> None:
    cells = (replace(grid.cells[0], text=text), *grid.cells[1:])
    document = replace(document_of("x"), blocks=assemble([replace(grid, cells=cells)]))
    [table] = json.loads(write(document, "json"))["tables"]
    assert [(c["row"], c["col"], c["rowspan"], c["colspan"], c["text"]) for c in table["cells"]] == [
        (c.row, c.col, c.rowspan, c.colspan, c.text) for c in document.tables[0]
    ]


def _html_table(page: bytes) -> list[list[tuple[str, str | None, str | None]]]:
    [table] = html.fromstring(page.decode()).iter("table")
    return [
        [("".join(map(str, cell.itertext())), cell.get("rowspan"), cell.get("colspan")) for cell in row.iter("td")]
        for row in table.iter("tr")
    ]


def test_html_has_real_spans_and_marks_gaps() -> None:
    page = write(document_of("清单", MERGED), "html")
    assert _html_table(page) == [
        [("一级", "2", None), ("二级", None, "2")],
        [("a", None, None), ("b", None, None)],
        [("", None, None), ("c", None, None), ("d", None, None)],
    ]
    assert b'class="gap"' in page


@pytest.mark.parametrize("text", NASTY)
def test_html_escapes_everything_and_loads_nothing(text: str) -> None:
    page = write(_document(text), "html").decode()
    assert "<script" not in page
    assert re.search(r"(?:src|href)=", page) is None
    assert html.fromstring(page).find(".//td") is not None


def test_markdown_shows_spans_by_marks() -> None:
    text = write(document_of("清单", MERGED), "md").decode()
    assert "| 一级 | 二级 | < |\n| --- | --- | --- |\n| ^ | a | b |\n|  | c | d |" in text


def test_markdown_texts_cannot_pass_for_marks_or_bars() -> None:
    text = write(_document("^", "<", "a|b\nc"), "md").decode()
    assert "| \\^ | \\< |" in text
    assert "a\\|b<br>c" in text


def _cells_of(workbook: bytes) -> dict[str, Sequence[Sequence[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_a_workbook_has_merged_ranges_and_strings_only() -> None:
    book = write(document_of("清单", MERGED), "xlsx")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert {element.get("ref") for element in sheet.iter("{*}mergeCell")} == {"A3:A4", "B3:C3"}
    assert {element.get("t") for element in sheet.iter("{*}c")} <= {"s", None}


@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_workbook_becomes_a_formula_or_a_link(text: str) -> None:
    book = write(_document(text, "http://example.org", "75%", "0.60"), "xlsx")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                root = etree.fromstring(archive.read(name))
                assert root.find(".//{*}f") is None
                assert root.find(".//{*}hyperlink") is None
    rows = _cells_of(book)["表1"]
    assert rows[2][0] == printable(text)
    assert rows[3] == ["75%", "0.60"]


def test_the_same_document_gives_the_same_workbook() -> None:
    document = document_of("清单", MERGED)
    assert write(document, "xlsx") == write(document, "xlsx")


def test_csv_parts_its_tables_and_keeps_lines_in_cells() -> None:
    data = write(document_of("甲表", "a | b/c", "乙表", "d | <"), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [["# 表1 甲表"], ["a", "b\nc"], [], ["# 表2 乙表"], ["d", ""]]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86 730", "'+86 730"),
        ("-", "'-"),
        ("@x", "'@x"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("-3.99", "-3.99"),
        ("+1,203.45", "+1,203.45"),
        ("-5%", "-5%"),
        ("三公经费", "三公经费"),
    ],
)
def test_csv_disarms_formulas_but_not_numbers(text: str, written: str) -> None:
    assert inert(text) == written


@pytest.mark.parametrize("form", sorted(WRITERS))
@pytest.mark.parametrize("text", NASTY)
def test_every_format_takes_every_text(form: str, text: str) -> None:
    content = write(_document(text), form)
    assert content
    if form not in BINARY:
        assert content.decode("utf-8")


@given(st.text())
def test_printable_text_has_no_control_characters_and_keeps_the_rest(text: str) -> None:
    clean = printable(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", clean)
    assert printable(clean) == clean
    if text.isprintable():
        assert clean == text or any(ord(char) >= 0xFFFE for char in text)


def test_numbers_are_told_from_words() -> None:
    assert all(map(is_number, ("1", "-1.5", "1,000.00", "75%")))
    assert not any(map(is_number, ("", "1-2", "=1", "万元", "1e")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_warnings_are_said_in_either_language_and_unknown_ones_by_their_code(lang: str) -> None:
    assert "3" in said(Warn(code="notes", detail="3"), lang)
    assert said(Warn(code="never-heard", detail="x"), lang) == "never-heard x"


def test_an_empty_document_can_be_written_in_every_format() -> None:
    empty = Document(source=Source(path="a.txt", sha256="", format="txt"), blocks=())
    assert all(isinstance(write(empty, form), bytes) for form in WRITERS)


def test_drawings_survive_markdown() -> None:
    [table] = document_of(MERGED.replace("#", "x")).tables
    assert isinstance(table, Table)
    assert draw(table) == neat(MERGED.replace("#", "x"))
