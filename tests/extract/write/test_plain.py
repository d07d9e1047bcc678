"""DOCX and TXT are written so that reading them gives the same paragraphs and cells."""

import pytest

from formaudit.extract.door import extract_bytes
from formaudit.extract.write import as_docx, as_txt
from formaudit.model.document import Document, Paragraph, Source
from formaudit.model.table import Cell, Table
from tests.corpus import load


def content(document: Document) -> list[object]:
    return [
        [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in block]
        if isinstance(block, Table)
        else (block.index, block.text)
        for block in document.blocks
    ]


@pytest.mark.parametrize("name", ["culture-clean", "machinery-clean", "offices-clean"])
def test_a_document_survives_docx_whole(name: str) -> None:
    for document in load(name).submission.documents:
        assert content(extract_bytes(as_docx.write(document, "zh"), "a.docx")) == content(document)


@pytest.mark.parametrize("name", ["culture-clean", "machinery-clean", "river-clean"])
def test_a_document_read_from_txt_is_the_same_when_written_again(name: str) -> None:
    for document in load(name).submission.documents:
        once = extract_bytes(as_txt.write(document, "zh"), "a.txt")
        assert content(extract_bytes(as_txt.write(once, "zh"), "a.txt")) == content(once)


def test_merged_cells_gaps_and_marks_survive_docx() -> None:
    table = Table(
        index=0,
        rows=2,
        cols=3,
        cells=(
            Cell(row=0, col=0, rowspan=2, text="合计"),
            Cell(row=0, col=1, colspan=2, text="预算 < 决算 & 其他\n元"),
            Cell(row=1, col=1, text="4"),
            Cell(row=1, col=2, text="3.99"),
        ),
    )
    source = Source(path="a.docx", sha256="", format="docx")
    document = Document(source=source, blocks=(Paragraph(index=0, text="附件4"), table))
    assert content(extract_bytes(as_docx.write(document, "zh"), "a.docx")) == content(document)
