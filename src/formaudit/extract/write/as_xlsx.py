"""The document as a workbook: a sheet for each table with real merged cells, and one for the text.

Every cell is written as a string: what is printed must survive, and nothing may turn into a formula or a link.
"""

import io
from datetime import UTC, datetime
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no type information

from formaudit.extract.write.clean import heading, printable, said
from formaudit.messages import word
from formaudit.model.document import Document
from formaudit.model.table import Table
from formaudit.version import OUTPUT_MARK

__all__ = ["write"]

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST: Final = 32_767  # what a cell of a workbook can hold
_HEAD: Final = 2  # a table starts under its heading and a blank row
_LAST_COLUMN: Final = 16_383
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)  # the same document always gives the same bytes


def write(document: Document, lang: str) -> bytes:
    """The document as XLSX."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _OPTIONS)
    workbook.set_properties({"created": _CREATED, "category": OUTPUT_MARK})
    boxed = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    bold = workbook.add_format({"bold": True})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for table in document.tables:
        sheet = workbook.add_worksheet(word("extract.sheet", lang, number=str(table.index + 1)))
        _string(sheet, 0, 0, heading(table, lang), bold)
        _table(sheet, table, boxed)
    sheet = workbook.add_worksheet(word("extract.text", lang))
    sheet.set_column(0, 0, 100)
    lines = [said(warning, lang) for warning in document.warnings]
    for row, text in enumerate((*lines, *(paragraph.text for paragraph in document.paragraphs))):
        _string(sheet, row, 0, text, wrapped)
    workbook.close()
    return buffer.getvalue()


def _table(sheet: Any, table: Table, boxed: Any) -> None:
    for cell in table:
        top, left = cell.row + _HEAD, cell.col
        if left + cell.colspan - 1 > _LAST_COLUMN:
            continue
        if cell.rowspan > 1 or cell.colspan > 1:
            sheet.merge_range(top, left, top + cell.rowspan - 1, left + cell.colspan - 1, "", boxed)
        _string(sheet, top, left, cell.text, boxed)
    sheet.set_column(0, min(table.cols, _LAST_COLUMN) - 1, 14)


def _string(sheet: Any, row: int, col: int, text: str, form: Any) -> None:
    clean = printable(text)
    if len(clean) > _LONGEST:
        clean = clean[: _LONGEST - 1] + "…"
    if clean:
        sheet.write_string(row, col, clean, form)
    else:
        sheet.write_blank(row, col, None, form)
