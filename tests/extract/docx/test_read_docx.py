"""Whole DOCX files: dialects, odd packages, damaged ones, and the third-party material cell by cell."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from formaudit.errors import InputError
from formaudit.extract import pictured
from formaudit.extract.docx import read
from formaudit.model.document import Document, Source
from formaudit.model.table import Table
from tests.drawing import W, docx_of, draw, neat, package
from tests.extract.docx.reading import document, paragraphs
from tests.material import MATERIAL, needs_material

SOURCE = Source(path="a.docx", sha256="", format="docx")
FORMS = MATERIAL / "forms"


def test_paragraphs_and_tables_keep_their_order() -> None:
    read_document = document("附件1", "a | b", "说明", "c | d")
    kinds = ["table" if isinstance(block, Table) else block.text for block in read_document.blocks]
    assert kinds == ["附件1", "table", "说明", "table"]


def test_the_strict_dialect_is_read_like_the_other() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>'
    assert [p.text for p in read(package(xml), SOURCE).paragraphs] == ["严格"]


def test_the_main_part_may_stand_elsewhere_and_use_another_prefix() -> None:
    xml = f'<document xmlns="{W}"><body><p><r><t>别处</t></r></p></body></document>'
    assert [p.text for p in read(package(xml, main="parts/text2.xml"), SOURCE).paragraphs] == ["别处"]


def test_utf_16_is_read() -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-16"?>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:body></w:document>'
    )
    assert [p.text for p in read(package(xml.encode("utf-16")), SOURCE).paragraphs] == ["宽"]


def test_an_entity_from_outside_is_not_fetched() -> None:
    xml = (
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>前&x;后</w:t></w:r></w:p></w:body></w:document>'
    )
    assert not any("root" in p.text for p in read(package(xml), SOURCE).paragraphs)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 nothing", "damaged"),
        (docx_of("文")[:-40], "damaged"),
        (package("<w:document><w:body>"), "damaged"),
        (package(f'<w:document xmlns:w="{W}"/>'), "damaged"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, SOURCE)
    assert (caught.value.code, caught.value.file) == (code, "a.docx")


def test_a_package_without_its_main_part_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(InputError, match="damaged"):
        read(path.read_bytes(), SOURCE)


def test_broken_side_parts_cost_only_what_they_hold() -> None:
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    assert paragraphs(item, numbering="<w:numbering><w:num", styles="<w:styles") == ["a"]


def test_what_was_left_out_is_said() -> None:
    header = f"<w:hdr><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{'页眉' * 11}</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:hdr>"
    notes = (
        '<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    read_document = document("文" * 50, '<w:altChunk r:id="r9"/>', header1=header, footnotes=notes)
    assert {(warning.code, warning.detail) for warning in read_document.warnings} == {
        ("alt-chunk", "1"),
        ("header-table", "word/header1.xml"),
        ("notes", "1"),
    }


def test_a_document_of_pictures_says_so() -> None:
    picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    assert [warning.code for warning in document("扫描件", picture).warnings] == ["pictures-only"]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _folded(truth: list[dict[str, object]], name: str) -> list[dict[str, object]]:
    """The truth with the nested table of one file put into its outer cell, which is how the model holds it."""
    if name != "z_nested":
        return truth
    outer, inner = truth
    lines = "".join(str(cell["text"]) for cell in inner["cells"])  # type: ignore[attr-defined]  # foreign data
    for cell in outer["cells"]:  # type: ignore[attr-defined]  # foreign data
        if cell["text"] == "外2":
            cell["text"] += lines
    return [outer]


def _set(table: Table) -> set[tuple[int, int, int, int, str]]:
    """The cells of a table, its gaps as blank cells: the truth does not tell the two apart."""
    cells = {(c.row, c.col, c.rowspan, c.colspan, _squeezed(c.text)) for c in table}
    gaps = {(r, c, 1, 1, "") for r in range(table.rows) for c in range(table.cols) if table.at(r, c) is None}
    return cells | gaps


def _read(path: Path) -> Document:
    return read(path.read_bytes(), Source(path=path.name, sha256="", format="docx"))


@needs_material
@pytest.mark.parametrize(
    "name", sorted(p.stem for p in FORMS.glob("docx/*.docx") if (FORMS / f"truth/{p.stem}.json").exists())
)
def test_every_cell_of_the_forms_is_exact(name: str) -> None:
    truth = _folded(json.loads((FORMS / "truth" / f"{name}.json").read_text("utf-8")), name)
    expected = [
        {(c["r"], c["c"], c["rs"], c["cs"], _squeezed(c["text"])) for c in table["cells"]}  # type: ignore[attr-defined]
        for table in truth
    ]
    assert [_set(table) for table in _read(FORMS / "docx" / f"{name}.docx").tables] == expected


@needs_material
def test_a_form_with_many_merges_has_its_rows() -> None:
    tables = _read(next((MATERIAL / "word").glob("2007_*.docx"))).tables
    assert [(table.rows, table.cols) for table in tables] == [
        (22, 3), (7, 6), (15, 7), (1, 1), (1, 1), (10, 7), (8, 7), (4, 2), (31, 9),
    ]  # fmt: skip
    assert draw(tables[8]).splitlines()[5].startswith("主要市场指标 | < | 年生产能力")


@needs_material
@pytest.mark.parametrize("folder", ["word/poi-docx", "word/poi-tl", "word/pandoc", "robust/poi", "robust/tika"])
def test_awkward_files_are_read_or_refused_by_name(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictured, "_MOST", 1)  # a second of recognition for each picture says nothing of these files
    outcomes = {path.name: _outcome(path) for path in sorted((MATERIAL / folder).glob("*.docx"))}
    assert outcomes
    assert set(outcomes.values()) <= {"read", "damaged", "encrypted", "too-large"}


def _outcome(path: Path) -> str:
    try:
        _read(path)
    except InputError as error:
        return error.code
    return "read"


def test_drawn_tables_survive_a_document() -> None:
    drawing = "一级 | 二级 | < | 三级\n^ | a | b | c\n^ | d | < | <"
    [table] = document(drawing).tables
    assert draw(table) == neat(drawing)


@pytest.mark.parametrize("inside", [False, True], ids=["between paragraphs", "inside a paragraph"])
def test_a_chunk_of_another_file_is_printed_where_it_stands(inside: bool) -> None:  # drawn by pytest
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r0"/>'
    held = (
        f"<w:p>{chunk}<w:r><w:t>表前</w:t></w:r></w:p>" if inside else f"<w:p><w:r><w:t>表前</w:t></w:r></w:p>{chunk}"
    )
    page = "<html><body><table><tr><td>项目</td><td>7391.25</td></tr></table></body></html>"
    xml = f'<w:document xmlns:w="{W}"><w:body>{held}<w:p><w:r><w:t>表后</w:t></w:r></w:p></w:body></w:document>'
    found = read(package(xml, aFChunk=page), SOURCE)
    shown = [block.at(0, 1).text if isinstance(block, Table) else block.text for block in found.blocks]  # type: ignore[union-attr]
    assert shown == ["表前", "7391.25", "表后"]


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ("<html><body>7391.25</body></html>", ("7391.25", 1.0, ["alt-chunk-read"])),
        ("<html><body><p>甲<p>7391.25</body></html>", ("甲\n7391.25", 1.0, ["alt-chunk-read"])),
        ("<html><body><table><tr><td>项目</td><td>7391.25</td></tr></table></body></html>", ("", 0.5, ["alt-chunk"])),
        ("", ("", 0.5, ["alt-chunk"])),
    ],
)
def test_lines_of_a_chunk_in_a_cell_are_read_and_any_other_one_leaves_it_in_doubt(
    page: str, outcome: tuple[str, float, list[str]], *, inside: bool
) -> None:
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r0"/>'
    held = f"<w:p>{chunk}</w:p>" if inside else f"{chunk}<w:p/>"
    row = f"<w:tr><w:tc><w:p><w:r><w:t>项目</w:t></w:r></w:p></w:tc><w:tc>{held}</w:tc></w:tr>"
    xml = f'<w:document xmlns:w="{W}"><w:body><w:tbl>{row}</w:tbl></w:body></w:document>'
    found = read(package(xml, aFChunk=page), SOURCE)
    cell = found.tables[0].at(0, 1)
    assert cell is not None
    assert (cell.text, cell.confidence, [warning.code for warning in found.warnings]) == outcome
