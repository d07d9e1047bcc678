"""The tables as CSV, one block after another: a heading line, the rows, a blank line.

A merged cell's text stands at its top left corner, the rest of it is blank. Text that a spreadsheet would execute is
marked with an apostrophe.
"""

import csv
import io

from formaudit.extract.write.clean import heading, inert
from formaudit.model.document import Document
from formaudit.model.table import Table

__all__ = ["write"]


def write(document: Document, lang: str) -> bytes:
    """The tables as CSV with a byte order mark, without which spreadsheets take the encoding for a local one."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for table in document.tables:
        if table.index:
            buffer.write("\r\n")
        writer.writerow([f"# {heading(table, lang)}"])
        writer.writerows(_rows(table))
    return buffer.getvalue().encode("utf-8-sig")


def _rows(table: Table) -> list[list[str]]:
    rows = []
    for row in range(table.rows):
        covering = ((col, table.at(row, col)) for col in range(table.cols))
        rows.append([inert(c.text) if c is not None and (c.row, c.col) == (row, col) else "" for col, c in covering])
    return rows
