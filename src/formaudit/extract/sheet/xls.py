"""XLS and ET (BIFF in an OLE container), read by xlrd with formats, merges, rules and what is hidden."""

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT, XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet

from formaudit.errors import InputError
from formaudit.extract.sheet.codes import BUILTIN
from formaudit.extract.sheet.printed import print_text, print_value
from formaudit.extract.sheet.raw import Page, Position, Printed, Region, guard

__all__ = ["read_xls"]

_ERRORS: Final[Mapping[int, str]] = xlrd.error_text_from_code


def read_xls(data: bytes, file: str) -> tuple[Page, ...]:
    """The sheets of a workbook in their order; cached results of formulas are what is printed.

    Raises:
        InputError: ``damaged``, ``encrypted`` or ``too-large``.

    """
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        pages: list[Page] = []
        count = 0
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            count += sum(sheet.row_len(row) for row in range(sheet.nrows))
            guard(count, file)
            pages.append(_page(book, sheet))
            book.unload_sheet(number)
    except InputError:
        raise
    except XLRDError as error:
        raise InputError("encrypted" if "encrypted" in str(error) else "damaged", file, str(error)) from error
    except Exception as error:  # a broken file makes the parser stumble in any way: all of them mean the same
        raise InputError("damaged", file, f"{type(error).__name__}: {error}") from error
    return tuple(pages)


def _page(book: Book, sheet: Sheet) -> Page:
    cells: dict[Position, Printed] = {}
    ruled: set[Position] = set()
    zeros = bool(getattr(sheet, "show_zero_values", 1))  # set from the window record, unknown to the type stubs
    for row in range(sheet.nrows):
        for col in range(sheet.row_len(row)):
            style = book.xf_list[sheet.cell_xf_index(row, col)]
            if style.border and (style.border.left_line_style or style.border.right_line_style):
                ruled.add((row, col))
            kind, value = sheet.cell_type(row, col), sheet.cell_value(row, col)
            text = _text(kind, value, _code(book, style.format_key), from_1904=book.datemode == 1)
            if kind in (XL_CELL_NUMBER, XL_CELL_DATE) and not value and not zeros:
                text = ""
            if text.strip():
                cells[row, col] = Printed(text=text)
    merges: tuple[Region, ...] = tuple(
        (top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
    )
    return Page(
        name=str(sheet.name),
        cells=cells,
        merges=merges,
        ruled=frozenset(ruled),
        hidden_rows=tuple(row for row, info in sorted(sheet.rowinfo_map.items()) if info.hidden),
        hidden_cols=tuple(col for col, info in sorted(sheet.colinfo_map.items()) if info.hidden),
        hidden=bool(sheet.visibility),
    )


def _code(book: Book, key: int) -> str:
    """The format of a key: numbers below 50 that the file does not spell out have fixed meanings."""
    if key in BUILTIN and (14 <= key <= 22 or 27 <= key <= 36 or 45 <= key <= 58):
        return BUILTIN[key]
    known = book.format_map.get(key)
    return str(known.format_str) if known is not None else BUILTIN.get(key, "General")


def _text(kind: int, value: object, code: str, *, from_1904: bool) -> str:
    if kind == XL_CELL_TEXT:
        return print_text(str(value).replace("\r\n", "\n").replace("\r", "\n"), code)
    if kind in (XL_CELL_NUMBER, XL_CELL_DATE):
        return print_value(Decimal(repr(value)), code, from_1904=from_1904)
    if kind == XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == XL_CELL_ERROR and isinstance(value, int):
        return _ERRORS.get(value, "#N/A")
    return ""
