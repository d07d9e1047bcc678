"""A page as DOCX, XLSX or HTML."""

import io
from html import escape

import docx
import openpyxl  # type: ignore[import-untyped]  # the library ships no type information

from corpora.secondhand.page import Line, Page, Table

__all__ = ["FORMATS", "files", "press"]

FORMATS = ("docx", "xlsx", "html")


def files(page: Page, form: str) -> list[tuple[str, bytes]]:
    """The files of a submission by name. A report is never written into a workbook: it comes as DOCX beside it."""
    at = next(
        (at for at, block in enumerate(page.blocks) if isinstance(block, Line) and block.mark == "report.title"), None
    )
    if form != "xlsx" or at is None:
        return [(f"{page.name}.{form}", press(page, form))]
    parts = ((Page(page.name, page.blocks[:at]), form), (Page(f"{page.name}报告", page.blocks[at:]), "docx"))
    return [(f"{part.name}.{kind}", press(part, kind)) for part, kind in parts]


def press(page: Page, form: str) -> bytes:
    """The bytes of a page in one of FORMATS."""
    return {"docx": _docx, "xlsx": _xlsx, "html": _html}[form](page)


def _grid(table: Table) -> tuple[int, dict[tuple[int, int], tuple[str, int, int]]]:
    """The number of columns, and each cell's text and spans by its first row and column."""
    taken: set[tuple[int, int]] = set()
    cells: dict[tuple[int, int], tuple[str, int, int]] = {}
    width = 0
    for row, boxes in enumerate(table.rows):
        col = 0
        for each in boxes:
            while (row, col) in taken:
                col += 1
            cells[row, col] = (each.text, each.across, each.down)
            taken |= {(row + down, col + across) for down in range(each.down) for across in range(each.across)}
            col += each.across
            width = max(width, col)
    return width, cells


def _docx(page: Page) -> bytes:
    document = docx.Document()
    for block in page.blocks:
        if isinstance(block, Line):
            paragraph = document.add_paragraph()
            paragraph.add_run(block.text).bold = block.heading
            continue
        width, cells = _grid(block)
        table = document.add_table(rows=len(block.rows), cols=width)
        table.style = "Table Grid"
        for (row, col), (text, across, down) in cells.items():
            cell = table.cell(row, col)
            if across > 1 or down > 1:
                cell = cell.merge(table.cell(row + down - 1, col + across - 1))
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xlsx(page: Page) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    at = 1
    for block in page.blocks:
        if isinstance(block, Line):
            sheet.cell(at, 1, block.text)
            at += 1
            continue
        _, cells = _grid(block)
        for (row, col), (text, across, down) in cells.items():
            sheet.cell(at + row, col + 1, text)
            if across > 1 or down > 1:
                sheet.merge_cells(
                    start_row=at + row, end_row=at + row + down - 1, start_column=col + 1, end_column=col + across
                )
        at += len(block.rows) + 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _html(page: Page) -> bytes:
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title></title></head><body>"]
    for block in page.blocks:
        if isinstance(block, Line):
            parts.append(f"<p>{escape(block.text)}</p>")
            continue
        parts.append("<table border='1'>")
        for row in block.rows:
            cells = (
                f"<td colspan='{each.across}' rowspan='{each.down}'>{escape(each.text)}</td>".replace(
                    " colspan='1'", ""
                ).replace(" rowspan='1'", "")
                for each in row
            )
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append("</table>")
    parts.append("</body></html>")
    return "".join(parts).encode()
