"""The list of findings (问题清单) as CSV, one line for each finding, with the columns of the workbook."""

import csv
import io

from formaudit.model.report import AuditReport
from formaudit.reports.clean import quoted
from formaudit.reports.sheets import Value, sheets_of

__all__ = ["report_csv"]


def report_csv(report: AuditReport) -> str:
    """The file's text, with a byte order mark so that spreadsheets read it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    grid = sheets_of(report)[0].grid
    writer.writerow([column.head for column in grid.columns])
    writer.writerows([_cell(value) for value in row] for row in grid.rows)
    return "\ufeff" + out.getvalue()


def _cell(value: Value) -> str:
    """The value as text; numbers are our own and stand as they are, text that a spreadsheet would run is quoted."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return quoted(value)
