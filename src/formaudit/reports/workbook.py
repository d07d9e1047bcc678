"""findings.xlsx: the working paper to be filled in. The only module of the reports that loads a workbook library."""

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Final

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no type information

from formaudit.messages import word
from formaudit.model.report import AuditReport
from formaudit.reports.clean import clean
from formaudit.reports.sheets import Grid, Sheet, Value, sheets_of
from formaudit.reports.tally import verdict_line
from formaudit.version import OUTPUT_MARK

__all__ = ["ROWS", "open_book", "write_sheet", "write_value", "write_xlsx", "xlsx_bytes"]

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A fixed date: equal reports give equal bytes.
_CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zone
ROWS: Final = 1_048_000
"""What a sheet holds at most."""
_CHARACTERS: Final = 16_000
_DIGITS: Final = 15
_HEAD: Final = {"bold": True, "bg_color": "#E4EAF0", "border": 1, "text_wrap": True, "valign": "vcenter"}
_CELL: Final = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9D1D9"}


def write_xlsx(report: AuditReport, path: Path) -> None:
    """Write the workbook to a file.

    Raises:
        OSError: the file cannot be written.

    """
    path.write_bytes(xlsx_bytes(report))


def xlsx_bytes(report: AuditReport) -> bytes:
    """The workbook's bytes; its first cell holds the verdict."""
    buffer = io.BytesIO()
    book, formats = open_book(buffer, report.lang)
    for position, sheet in enumerate(sheets_of(report)):
        write_sheet(book, sheet, formats, verdict_line(report) if position == 0 else "", report.lang)
    book.close()
    return buffer.getvalue()


def open_book(file: IO[bytes], lang: str, *, sparing: bool = False) -> tuple[Any, dict[str, Any]]:
    """A new workbook of ours with its formats; ``sparing`` keeps no row in memory, so that rows must come in order."""
    book = xlsxwriter.Workbook(file, {**_OPTIONS, **({"in_memory": False, "constant_memory": True} if sparing else {})})
    book.set_properties({"created": _CREATED, "category": OUTPUT_MARK, "title": word("report.title", lang)})
    return book, {
        "head": book.add_format(_HEAD),
        "cell": book.add_format(_CELL),
        "verdict": book.add_format({"bold": True}),
    }


def write_sheet(book: Any, sheet: Sheet, formats: dict[str, Any], verdict: str, lang: str) -> None:
    """A sheet with its tables; over the first one stands the verdict."""
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
    for row, values in enumerate(grid.rows[:ROWS], start=top + 1):
        for position, value in enumerate(values):
            write_value(paper, row, position, value, formats["cell"])
    if len(grid.rows) > ROWS:
        row += 1
        paper.write_string(row, 0, word("sheet.cut", lang, count=str(len(grid.rows) - ROWS)))
    return row


def write_value(paper: Any, row: int, col: int, value: Value, format_: Any) -> None:
    """A value as a cell can hold it without losing a digit."""
    if value is None or value == "":
        paper.write_blank(row, col, None, format_)
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
