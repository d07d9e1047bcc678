"""The real submission's text against the logical tables typed from it, in every encoding and with its hints removed."""

import json
import re

import pytest

from formaudit.errors import InputError
from formaudit.extract.txt import read
from formaudit.model.document import Document, Source
from formaudit.model.table import Table
from tests.material import MATERIAL, needs_material

SOURCE = Source(path="a.txt", sha256="", format="txt")


def _text() -> str:
    return next((MATERIAL / "submission").glob("*.txt")).read_text("utf-8")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _cells(table: Table) -> set[tuple[int, int, int, int, str]]:
    return {(c.row, c.col, c.rowspan, c.colspan, _squeezed(c.text)) for c in table}


def _truth() -> list[set[tuple[int, int, int, int, str]]]:
    tables = json.loads((MATERIAL / "forms" / "truth" / "full.json").read_text("utf-8"))
    return [{(c["r"], c["c"], c["rs"], c["cs"], _squeezed(c["text"])) for c in table["cells"]} for table in tables]


def _read(data: bytes) -> Document:
    return read(data, SOURCE)


@needs_material
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_cell_of_the_submission_is_where_it_was_printed(encoding: str) -> None:
    assert [_cells(table) for table in _read(_text().encode(encoding)).tables] == _truth()


@needs_material
@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        ("\n", "\r\n"),
        (r"\n (?=\S)", "\n\f"),
        (r"\n (?=\S)", "\n"),
        (r"\n{3,}(?=[^\t\n])", "\n\n"),
        (r"\t\n+(?=单位负责人|备注)", "\t\n"),
    ],
)
def test_the_tables_do_not_depend_on_blank_lines_or_page_breaks(pattern: str, replacement: str) -> None:
    changed = re.sub(pattern, replacement, _text())
    assert [_cells(table) for table in _read(changed.encode()).tables] == _truth()


@needs_material
def test_lines_lead_back_to_the_text() -> None:
    lines = _text().split("\n")
    document = _read(_text().encode())
    for table in document.tables:
        for cell in table:
            assert cell.line is not None
            if cell.text.strip():
                assert lines[cell.line - 1].strip() == cell.text.strip().split("\n")[0].strip()
    for paragraph in document.paragraphs:
        assert paragraph.line is not None
        assert lines[paragraph.line - 1].strip() == paragraph.text


@needs_material
def test_headings_between_the_tables_become_their_captions() -> None:
    captions = [table.caption.replace(" ", "") for table in _read(_text().encode()).tables]
    assert [caption[-5:] for caption in captions] == ["绩效自评清单"[-5:], "基础数据表", *["绩效自评表"] * 3]


def test_an_encoding_that_cannot_be_told_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        _read(bytes(range(128, 256)) * 3)
    assert caught.value.code == "encoding"
