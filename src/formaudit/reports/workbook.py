"""findings.xlsx: the working paper to be filled in. The only module of the reports that loads a workbook library."""

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no type information

from formaudit.messages import word
from formaudit.model.report import AuditReport
from formaudit.reports.clean import clean
from formaudit.reports.sheets import Grid, Sheet, Value, sheets_of
from formaudit.reports.tally import verdict_line
from formaudit.version import OUTPUT_MARK

__all__ = ["CREATED", "write_xlsx", "xlsx_bytes"]

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A fixed date: equal reports give equal bytes.
CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zone
_ROWS: Final = 1_048_000
_CHARACTERS: Final = 16_000
_DIGITS: Final = 15
_LINKS: Final = 60_000
_LONGEST: Final = 1_000
"""Spreadsheets refuse a sheet with more links, and longer ones."""
_UNDER_VERDICT: Final = 2
_NO_FILES: Final[Mapping[str, str]] = {}
_HEAD: Final = {"bold": True, "bg_color": "#E4EAF0", "border": 1, "text_wrap": True, "valign": "vcenter"}
_CELL: Final = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9D1D9"}


def write_xlsx(report: AuditReport, path: Path) -> None:
    """Write the workbook to a file.

    Raises:
        OSError: the file cannot be written.

    """
    path.write_bytes(xlsx_bytes(report))


def xlsx_bytes(report: AuditReport, files: Mapping[str, str] = _NO_FILES) -> bytes:
    """The workbook's bytes; its first cell holds the verdict.

    ``files`` says where the submissions' files lie as seen from the workbook; only those are linked to.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"created": CREATED, "category": OUTPUT_MARK, "title": word("report.title", report.lang)})
    formats = {
        "head": book.add_format(_HEAD),
        "cell": book.add_format(_CELL),
        "verdict": book.add_format({"bold": True}),
        "link": book.add_format({**_CELL, "font_color": "#1F4E79", "underline": 1}),
        "day": book.add_format({**_CELL, "num_format": "yyyy-mm-dd"}),
    }
    for position, sheet in enumerate(sheets_of(report)):
        _write_sheet(book, sheet, formats, verdict_line(report) if position == 0 else "", report.lang, files)
    book.close()
    return buffer.getvalue()


def _write_sheet(
    book: Any, sheet: Sheet, formats: dict[str, Any], verdict: str, lang: str, files: Mapping[str, str]
) -> None:
    paper = book.add_worksheet(sheet.title)
    paper.set_landscape()
    paper.set_paper(9)
    paper.fit_to_pages(1, 0)
    top = 0
    if verdict:
        paper.write_string(0, 0, verdict, formats["verdict"])
        top = 1
    for position, column in enumerate(sheet.grid.columns):
        paper.set_column(position, position, column.width)
    last = _write_grid(paper, sheet.grid, top, formats, lang)
    _write_links(paper, sheet.grid, top + 1, formats["link"], files)
    for at, choices in sheet.grid.choices.items():
        rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
        paper.data_validation(top + 1, at, max(last, top + 1), at, rule)
    paper.autofilter(top, 0, max(last, top + 1), len(sheet.grid.columns) - 1)
    paper.freeze_panes(top + 1, 1 if verdict else 0)
    paper.repeat_rows(top)
    if sheet.below:
        _write_grid(paper, sheet.below, last + 3, formats, lang)


def _write_grid(paper: Any, grid: Grid, top: int, formats: dict[str, Any], lang: str) -> int:
    """Write heads and rows from a row on; the last row written. What a sheet cannot hold is said, never dropped."""
    for position, column in enumerate(grid.columns):
        paper.write_string(top, position, column.head, formats["head"])
    row = top
    for row, values in enumerate(grid.rows[:_ROWS], start=top + 1):
        for position, value in enumerate(values):
            _write_value(paper, row, position, value, formats["day" if position in grid.dates else "cell"])
    if len(grid.rows) > _ROWS:
        row += 1
        paper.write_string(row, 0, word("sheet.cut", lang, count=str(len(grid.rows) - _ROWS)))
    return row


def _write_links(paper: Any, grid: Grid, top: int, format_: Any, files: Mapping[str, str]) -> None:
    """Lead on from cells to rows of other sheets and to files; a sheet holds no more than so many links."""
    written = 0
    for (row, col), link in grid.links.items():
        if row >= _ROWS or written >= _LINKS:
            return
        # Below the verdict the heads stand in the second row of the first sheet, in the first row of the others.
        target = f"internal:'{link.sheet}'!A{link.row + (2 if top == _UNDER_VERDICT else 3)}"
        if link.file:
            place = files.get(link.file, "")
            target = f"external:{place}" if place and len(place) < _LONGEST else ""
        value = grid.rows[row][col]
        if target and value not in (None, ""):
            said = _cell_text(value) if isinstance(value, str) else str(value)
            paper.write_url(top + row, col, target, format_, said)
            if isinstance(value, int):
                paper.write_number(top + row, col, value, format_)
            written += 1


def _write_value(paper: Any, row: int, col: int, value: Value, format_: Any) -> None:
    if value is None or value == "":
        paper.write_blank(row, col, None, format_)
    elif isinstance(value, dt.date):
        paper.write_datetime(row, col, value, format_)
    elif isinstance(value, int):
        paper.write_number(row, col, value, format_)
    elif isinstance(value, Decimal):
        if _exact(value):
            paper.write_number(row, col, float(value), format_)
        else:
            paper.write_string(row, col, format(value, "f"), format_)
    else:
        paper.write_string(row, col, _cell_text(value), format_)


def _exact(value: Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of the value."""
    return value.is_finite() and len(value.as_tuple().digits) <= _DIGITS and Decimal(repr(float(value))) == value


def _cell_text(text: str) -> str:
    """The text as a cell can hold it: no signs that XML forbids, not longer than a cell."""
    said = clean(text)
    return said if len(said) <= _CHARACTERS else said[: _CHARACTERS - 1] + "…"
