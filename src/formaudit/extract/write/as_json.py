"""The document as ``formaudit.document/1``: the stable form that other programs read."""

import json
from typing import Final

from formaudit.extract.write.clean import said
from formaudit.model.document import Document, Paragraph, Warn
from formaudit.model.table import Cell, Table

__all__ = ["SCHEMA", "write"]

SCHEMA: Final = "formaudit.document/1"


def write(document: Document, lang: str) -> bytes:
    """The document as JSON. ``line`` is given for text files only; every other key is always there."""
    source = document.source
    content = {
        "schema": SCHEMA,
        "source": {"path": source.path, "sha256": source.sha256, "format": source.format, "pages": source.pages},
        "tables": [_table(table) for table in document.tables],
        "paragraphs": [_paragraph(paragraph) for paragraph in document.paragraphs],
        "warnings": [_warning(warning, lang) for warning in document.warnings],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _table(table: Table) -> dict[str, object]:
    return {
        "index": table.index,
        "pages": list(table.pages),
        "caption": table.caption,
        "rows": table.rows,
        "cols": table.cols,
        "cells": [_cell(cell) for cell in table],
    }


def _cell(cell: Cell) -> dict[str, object]:
    content: dict[str, object] = {
        "row": cell.row,
        "col": cell.col,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text,
        "page": cell.page,
        "bbox": None if cell.bbox is None else list(cell.bbox),
        "confidence": cell.confidence,
    }
    return content if cell.line is None else {**content, "line": cell.line}


def _paragraph(paragraph: Paragraph) -> dict[str, object]:
    content: dict[str, object] = {
        "index": paragraph.index,
        "text": paragraph.text,
        "page": paragraph.page,
        "bbox": None if paragraph.bbox is None else list(paragraph.bbox),
    }
    return content if paragraph.line is None else {**content, "line": paragraph.line}


def _warning(warning: Warn, lang: str) -> dict[str, str]:
    return {"code": warning.code, "detail": warning.detail, "message": said(warning, lang)}
