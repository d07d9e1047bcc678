"""findings.xlsx: the working paper to be filled in. The only module of the reports that loads a workbook library."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
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

__all__ = [
    "CREATED", "ROWS", "Leads", "Ways", "lead", "offer", "open_book", "write_row", "write_sheet", "write_xlsx",
    "xlsx_bytes",
]  # fmt: skip

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A fixed date: equal reports give equal bytes.
CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zone
ROWS: Final = 1_048_000
"""What a sheet holds at most."""
_LINKS: Final = 60_000
"""So many links a sheet may hold, for spreadsheets refuse more."""
Ways = Mapping[str, str]
"""Where the submissions' files lie as seen from the workbook, by the path that the report names."""
_NO_WAYS: Final[Ways] = {}
_LONGEST: Final = 1_000
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


def xlsx_bytes(report: AuditReport, ways: Ways = _NO_WAYS) -> bytes:
    """The workbook's bytes; its first cell holds the verdict. Only files of which ``ways`` knows are linked to."""
    buffer = io.BytesIO()
    book, formats = open_book(buffer, report.lang)
    for position, sheet in enumerate(sheets_of(report)):
        write_sheet(book, sheet, formats, verdict_line(report) if position == 0 else "", report.lang, ways)
    book.close()
    return buffer.getvalue()


def open_book(file: IO[bytes], lang: str, *, sparing: bool = False) -> tuple[Any, dict[str, Any]]:
    """A new workbook of ours with its formats; ``sparing`` keeps no row in memory, so that rows must come in order."""
    book = xlsxwriter.Workbook(file, {**_OPTIONS, **({"in_memory": False, "constant_memory": True} if sparing else {})})
    book.set_properties({"created": CREATED, "category": OUTPUT_MARK, "title": word("report.title", lang)})
    return book, {
        "head": book.add_format(_HEAD),
        "cell": book.add_format(_CELL),
        "verdict": book.add_format({"bold": True}),
        "link": book.add_format({**_CELL, "font_color": "#1F4E79", "underline": 1}),
        "day": book.add_format({**_CELL, "num_format": "yyyy-mm-dd"}),
    }


def write_sheet(
    book: Any, sheet: Sheet, formats: dict[str, Any], verdict: str, lang: str, ways: Ways = _NO_WAYS
) -> None:
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
    # Below a verdict the heads stand in the second row; of the other sheets of the book in the first.
    starts = {link.sheet: 1 if verdict else 2 for link in sheet.grid.links.values()}
    last = _write_grid(paper, sheet.grid, top, formats, lang, Leads(sheet.grid, starts, ways))
    offer(paper, sheet.grid, top + 1, last)
    paper.autofilter(top, 0, max(last, top + 1), len(sheet.grid.columns) - 1)
    paper.freeze_panes(top + 1, 1 if verdict else 0)
    paper.repeat_rows(top)
    if sheet.below:
        _write_grid(paper, sheet.below, last + 3, formats, lang, Leads(sheet.below, {}, ways))


class Leads:
    """Where the cells of a grid lead on to; ``starts`` is the row, from 0, in which the rows of a sheet begin."""

    def __init__(self, grid: Grid, starts: Mapping[str, int], ways: Ways) -> None:
        """Take the links of the grid."""
        self._links, self._starts, self._ways = grid.links, starts, ways
        self.columns = sorted({col for _, col in grid.links})
        self.left = _LINKS

    def target(self, row: int, col: int) -> str:
        """What a cell leads to, in the words of a workbook; nothing where it leads nowhere or there are too many."""
        link = self._links.get((row, col))
        if link is None or self.left < 1:
            return ""
        if not link.file:
            said = f"internal:'{link.sheet}'!A{self._starts.get(link.sheet, 0) + link.row + 1}"
        else:
            way = self._ways.get(link.file, "")
            said = f"external:{way}" if 0 < len(way) < _LONGEST else ""
        self.left -= bool(said)
        return said


def _write_grid(paper: Any, grid: Grid, top: int, formats: dict[str, Any], lang: str, leads: Leads) -> int:
    """Write heads and rows from a row on; the last row written. What a sheet cannot hold is said, never dropped."""
    for position, column in enumerate(grid.columns):
        paper.write_string(top, position, column.head, formats["head"])
    row = top
    for number, values in enumerate(grid.rows[:ROWS]):
        row = top + 1 + number
        write_row(paper, row, values, grid, formats)
        for column_number in leads.columns:
            lead(paper, row, column_number, values[column_number], leads.target(number, column_number), formats)
    if len(grid.rows) > ROWS:
        row += 1
        paper.write_string(row, 0, word("sheet.cut", lang, count=str(len(grid.rows) - ROWS)))
    return row


def write_row(paper: Any, row: int, values: Sequence[Value], grid: Grid, formats: dict[str, Any]) -> None:
    """Write the values of a row of a grid."""
    for position, value in enumerate(values):
        _write_value(paper, row, position, value, formats["day" if position in grid.dates else "cell"])


def lead(paper: Any, row: int, col: int, value: Value, target: str, formats: dict[str, Any]) -> None:
    """Let a cell that has been written lead to a target; it shows what it showed."""
    if not target or value in (None, ""):
        return
    said = _cell_text(value) if isinstance(value, str) else str(value)
    paper.write_url(row, col, target, formats["link"], said)
    if isinstance(value, int):
        paper.write_number(row, col, value, formats["link"])


def offer(paper: Any, grid: Grid, first: int, last: int) -> None:
    """Offer the choices of each column that has some; another word is warned of, not refused."""
    for col, choices in grid.choices.items():
        rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
        paper.data_validation(first, col, max(first, last), col, rule)


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
