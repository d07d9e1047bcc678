"""findings.xlsx of a batch: an overview of the units first, then the sheets of all units together, row by row."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec.structs import replace

from formaudit.messages import word
from formaudit.model.report import AuditReport
from formaudit.model.verdict import Severity
from formaudit.reports.money import rounded
from formaudit.reports.ranking import Ranking, UnitRow
from formaudit.reports.sheets import Column, Grid, Sheet, Value, sheets_of
from formaudit.reports.tally import verdict_line
from formaudit.reports.workbook import ROWS, Leads, Ways, lead, offer, open_book, write_row, write_sheet

__all__ = ["overview_sheet", "xlsx_pieces"]

_PIECE: Final = 1 << 20
_OVERVIEW: Final = (
    ("rank", 7), ("unit", 32), ("year", 8), ("worst", 10), ("critical", 7), ("major", 7), ("minor", 7),
    ("note-count", 7), ("money", 12), ("matter", 60), ("open", 10), ("unread", 9), ("files", 8), ("version", 16),
)  # fmt: skip


def overview_sheet(ranking: Ranking, lang: str) -> Sheet:
    """A row for each unit, in the order of the front page."""
    columns = tuple(Column(word(f"column.{name}", lang), width) for name, width in _OVERVIEW)
    rows = tuple(_row(number, row, lang) for number, row in enumerate(ranking.rows, 1))
    return Sheet(word("sheet.overview", lang), Grid(columns, rows))


def _row(number: int, row: UnitRow, lang: str) -> tuple[Value, ...]:
    worst = word("report.no-counts", lang) if row.worst is None else word(f"severity.{row.worst}", lang)
    counts = (row.counts[severity] or None for severity in Severity)
    money = rounded(row.money) if row.money else None
    return (
        number, row.unit, row.year, worst, *counts, money, row.matter, row.open_questions or None, row.unread or None,
        row.files, row.version,
    )  # fmt: skip


def xlsx_pieces(report: AuditReport, ranking: Ranking, ways: Ways) -> Iterator[bytes]:
    """The workbook piece by piece. Each submission is asked for once, and no row stays in memory."""
    with tempfile.TemporaryFile() as file:
        book, formats = open_book(file, report.lang, sparing=True)
        verdict = verdict_line(report, ranking.counted)
        write_sheet(book, overview_sheet(ranking, report.lang), formats, verdict, report.lang)
        nobody = replace(report, submissions=(), errors=(), batch=None)
        streams = [_Stream(book, sheet, formats) for sheet in sheets_of(nobody)]
        checks = _Checks()
        for part in _parts(report):
            starts = {stream.title: stream.next for stream in streams}
            for stream, sheet in zip(streams, sheets_of(part), strict=True):
                stream.write(sheet.grid, starts, ways)
                checks.add(sheet.below)
        for stream, sheet in zip(streams, sheets_of(replace(nobody, errors=report.errors)), strict=True):
            stream.write(sheet.grid, {}, ways)  # the files that could not be read
            stream.end(report.lang)
        if checks.columns:
            sheet = Sheet(word("page.ledger", report.lang), Grid(checks.columns, checks.rows()))
            write_sheet(book, sheet, formats, "", report.lang)
        book.close()
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _parts(report: AuditReport) -> Iterator[AuditReport]:
    """A report on each submission, then one on the batch."""
    alone = replace(report, submissions=(), errors=(), batch=None)
    for submission in report.submissions:
        yield replace(alone, submissions=(submission,))
    yield replace(alone, batch=report.batch)


class _Checks:
    """What each check said over the whole batch: the tables of single units added up."""

    def __init__(self) -> None:
        self.columns: tuple[Column, ...] = ()
        self._sums: dict[tuple[Value, ...], Counter[int]] = {}

    def add(self, grid: Grid | None) -> None:
        """Add a unit's table: unit, year, code and name, then counts."""
        if grid is None:
            return
        self.columns = grid.columns[2:]
        for row in grid.rows:
            self._sums.setdefault(row[2:4], Counter()).update(
                {at: count for at, count in enumerate(row[4:]) if isinstance(count, int)}
            )

    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The sums, in the order of the codes."""
        width = len(self.columns) - 2
        return tuple((*name, *(sums[at] for at in range(width))) for name, sums in sorted(self._sums.items(), key=str))


class _Stream:
    """A sheet whose rows come a few at a time."""

    def __init__(self, book: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
        self._paper = book.add_worksheet(sheet.title)
        self._paper.set_landscape()
        self._paper.set_paper(9)
        self._paper.fit_to_pages(1, 0)
        self._paper.freeze_panes(1, 0)
        self._paper.repeat_rows(0)
        for position, column in enumerate(sheet.grid.columns):
            self._paper.set_column(position, position, column.width)
            self._paper.write_string(0, position, column.head, formats["head"])
        self.title = sheet.title
        self._grid, self._columns, self._formats = sheet.grid, len(sheet.grid.columns), formats
        self._rows = self._left_out = self._links = 0

    @property
    def next(self) -> int:
        """The row, from 0, that is written next."""
        return self._rows + 1

    def write(self, grid: Grid, starts: Mapping[str, int], ways: Ways) -> None:
        """Write further rows; those that a sheet cannot hold are counted. ``starts`` are those of this submission."""
        leads = Leads(grid, starts, ways)
        leads.left -= self._links
        for number, values in enumerate(grid.rows):
            if self._rows >= ROWS:
                self._left_out += 1
                continue
            self._rows += 1
            write_row(self._paper, self._rows, values, grid, self._formats)
            for col in leads.columns:
                target = leads.target(number, col)
                lead(self._paper, self._rows, col, values[col], target, self._formats)
                self._links += bool(target)

    def end(self, lang: str) -> None:
        """Say what was left out, and let the rows be filtered."""
        if self._left_out:
            self._paper.write_string(self._rows + 1, 0, word("sheet.cut", lang, count=str(self._left_out)))
        offer(self._paper, self._grid, 1, self._rows)
        self._paper.autofilter(0, 0, max(self._rows, 1), self._columns - 1)
