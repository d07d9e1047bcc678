"""The document as ``formaudit.document/1``: the stable form that other programs read.

The records below are the schema: the file is written from them, and its JSON Schema is made of them.
"""

import json
from typing import Any, Final, Literal

import msgspec

from formaudit.extract.write.clean import said
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Cell, Table

__all__ = ["SCHEMA", "DocumentFile", "write"]

SCHEMA: Final = "formaudit.document/1"
_NO_LINE: Final = msgspec.UNSET

Box = tuple[float, float, float, float]


class SourceRecord(msgspec.Struct, kw_only=True):
    """What was read; ``format`` was told by the bytes, ``pages`` is null for formats without pages."""

    path: str
    sha256: str
    format: str
    pages: int | None


class CellRecord(msgspec.Struct, kw_only=True):
    """A cell at the position of its top left corner, counted from 0; ``line`` is there for text files, from 1."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    page: int | None
    bbox: Box | None
    confidence: float
    line: int | msgspec.UnsetType = _NO_LINE


class TableRecord(msgspec.Struct, kw_only=True):
    """A table put together again where it ran over pages; each cell once, in reading order."""

    index: int
    pages: tuple[int, ...]
    caption: str
    rows: int
    cols: int
    cells: tuple[CellRecord, ...]


class ParagraphRecord(msgspec.Struct, kw_only=True):
    """A paragraph outside tables; ``line`` is there for text files, from 1."""

    index: int
    text: str
    page: int | None
    bbox: Box | None
    line: int | msgspec.UnsetType = _NO_LINE


class WarningRecord(msgspec.Struct, kw_only=True):
    """Something that could not be taken over whole."""

    code: str
    detail: str
    message: str


class DocumentFile(msgspec.Struct, kw_only=True):
    """The whole file; ``carried`` is there where it holds other files that were read."""

    schema: Literal["formaudit.document/1"]
    source: SourceRecord
    tables: tuple[TableRecord, ...]
    paragraphs: tuple[ParagraphRecord, ...]
    warnings: tuple[WarningRecord, ...]
    carried: "tuple[CarriedFile, ...] | msgspec.UnsetType" = _NO_LINE


class CarriedFile(DocumentFile, kw_only=True):
    """A file that is attached to another one or embedded in it, by the name that it has there."""

    name: str


def write(document: Document, lang: str) -> bytes:
    """The document as JSON. ``line`` is given for text files only; every other key is always there."""
    content = DocumentFile(**_file(document, lang))
    try:
        return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
    except UnicodeEncodeError:
        # A file name that is no valid text has halves of characters, which only an escape can hold.
        text = json.dumps(msgspec.to_builtins(content), ensure_ascii=False, indent=1)
        return (text + "\n").encode("utf-8", "backslashreplace")


def _file(document: Document, lang: str) -> dict[str, Any]:
    source = document.source
    inner = tuple(CarriedFile(name=each.source.member, **_file(each, lang)) for each in document.carried)
    return {
        "schema": SCHEMA,
        "source": SourceRecord(path=source.path, sha256=source.sha256, format=source.format, pages=source.pages),
        "tables": tuple(map(_table, document.tables)),
        "paragraphs": tuple(map(_paragraph, document.paragraphs)),
        "warnings": tuple(
            WarningRecord(code=warning.code, detail=warning.detail, message=said(warning, lang))
            for warning in document.warnings
        ),
        "carried": inner or _NO_LINE,
    }


def _table(table: Table) -> TableRecord:
    return TableRecord(
        index=table.index,
        pages=table.pages,
        caption=table.caption,
        rows=table.rows,
        cols=table.cols,
        cells=tuple(map(_cell, table)),
    )


def _cell(cell: Cell) -> CellRecord:
    return CellRecord(
        row=cell.row,
        col=cell.col,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        text=cell.text,
        page=cell.page,
        bbox=cell.bbox,
        confidence=cell.confidence,
        line=_NO_LINE if cell.line is None else cell.line,
    )


def _paragraph(paragraph: Paragraph) -> ParagraphRecord:
    return ParagraphRecord(
        index=paragraph.index,
        text=paragraph.text,
        page=paragraph.page,
        bbox=paragraph.bbox,
        line=_NO_LINE if paragraph.line is None else paragraph.line,
    )
