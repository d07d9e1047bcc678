"""DOCX: paragraphs and tables with their spans and nothing else, so that reading it gives the same document again."""

import io
import zipfile
from typing import Final
from xml.sax.saxutils import escape

from formaudit.extract.write.clean import printable
from formaudit.model.document import Document
from formaudit.model.table import Cell, Table

__all__ = ["write"]

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)


def write(document: Document, lang: str) -> bytes:
    """The document as DOCX; captions and warnings are left out, whatever the language."""
    del lang
    body = "".join(_table(block) if isinstance(block, Table) else _paragraph(block.text) for block in document.blocks)
    text = f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", text),
        ):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part.encode("utf-8"))
    return buffer.getvalue()


def _paragraph(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(printable(line))}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>" if text else "<w:p/>"


def _table(table: Table) -> str:
    rows = "".join(f"<w:tr>{_row(table, row)}</w:tr>" for row in range(table.rows))
    columns = "<w:gridCol/>" * table.cols
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _row(table: Table, row: int) -> str:
    cells: list[str] = []
    col = 0
    while col < table.cols:
        cell = table.at(row, col)
        cells.append(_cell(cell, row) if cell is not None else "<w:tc><w:tcPr/><w:p/></w:tc>")
        col += cell.colspan if cell is not None else 1
    return "".join(cells)


def _cell(cell: Cell, row: int) -> str:
    merge = ('<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>") if cell.rowspan > 1 else ""
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    text = "".join(map(_paragraph, cell.text.split("\n"))) if cell.row == row else "<w:p/>"
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{text}</w:tc>"
