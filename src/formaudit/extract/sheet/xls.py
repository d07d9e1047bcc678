"""XLS and ET (BIFF in an OLE container), read by xlrd with formats, merges, rules and what is hidden."""

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import xlrd
from msgspec.structs import replace
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT, XLRDError
from xlrd.book import Book
from xlrd.formatting import XF
from xlrd.sheet import Sheet

from formaudit.errors import InputError
from formaudit.extract import marks
from formaudit.extract.pictured import Pictured
from formaudit.extract.sheet.codes import BUILTIN
from formaudit.extract.sheet.formulas import unanswered
from formaudit.extract.sheet.laid import centred_over, outside, overflowing, room_for
from formaudit.extract.sheet.printed import print_text, print_value
from formaudit.extract.sheet.raw import Page, Position, Printed, Region, guard
from formaudit.extract.sheet.records import over_records
from formaudit.extract.sheet.seen import Seen
from formaudit.extract.sheet.xls_look import WHITE, alike, colour_of, ground_of, is_tiny, runs_marked
from formaudit.extract.sheet.xls_pictures import pictures_of_book
from formaudit.extract.symbols import is_symbol_font, spelled
from formaudit.model.document import Warn

__all__ = ["read_xls"]

_UNICODE: Final = 80
_CHINESE: Final = "gb18030"
_REPEATS, _ACROSS = 4, 6
"""Alignments: printed again and again until the cell is full; in the middle of the blank cells to the right."""
_DOUBT: Final = 0.5
_FLAT: Final = 40
"""Twentieths of a point in height that nobody can see."""
_THIN, _SLIT, _NARROW = 5, 77, 230
"""Parts of a sign's width, 256 to the sign: what nobody can see, and where nothing can stand."""
_SIGN: Final = 256
_ERRORS: Final[Mapping[int, str]] = xlrd.error_text_from_code


def read_xls(data: bytes, file: str) -> tuple[Page, ...]:
    """The sheets of a workbook in their order; cached results of formulas are what is printed.

    A workbook from before Unicode that names no code page is read in the one of Chinese offices.

    Raises:
        InputError: ``damaged``, ``encrypted`` or ``too-large``.

    """
    try:
        book = _opened(data)
        assumed = book.biff_version < _UNICODE and not book.codepage
        if assumed:
            book = _opened(data, _CHINESE)
        pages: list[Page] = []
        count = 0
        shown = pictures_of_book(bytes(book.mem or b""), book.base)
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            count += sum(sheet.row_len(row) for row in range(sheet.nrows))
            guard(count, file)
            pages.append(_page(book, sheet, number, shown))
            book.unload_sheet(number)
        if assumed and any(not cell.text.isascii() for page in pages for cell in page.cells.values()):
            pages[0] = replace(
                pages[0], warnings=(*pages[0].warnings, Warn(code="codepage-assumed", detail="GB 18030"))
            )
    except InputError:
        raise
    except XLRDError as error:
        raise InputError("encrypted" if "encrypted" in str(error) else "damaged", file, str(error)) from error
    except Exception as error:  # a broken file makes the parser stumble in any way: all of them mean the same
        raise InputError("damaged", file, f"{type(error).__name__}: {error}") from error
    return tuple(pages)


def _opened(data: bytes, encoding: str | None = None) -> Book:
    return xlrd.open_workbook(
        file_contents=data,
        formatting_info=True,
        ragged_rows=True,
        on_demand=True,
        logfile=io.StringIO(),
        encoding_override=encoding,
    )


def _page(book: Book, sheet: Sheet, number: int, shown: tuple[Pictured | None, ...]) -> Page:
    cells: dict[Position, Printed] = {}
    ruled: set[Position] = set()
    across: set[Position] = set()
    numbers: set[Position] = set()
    seen = Seen()
    widths = {col: info.width / _SIGN for col, info in sheet.colinfo_map.items() if info.width > _SLIT}
    cramped: dict[Position, float] = {}
    zeros = bool(getattr(sheet, "show_zero_values", 1))  # set from the window record, unknown to the type stubs
    rich = getattr(sheet, "rich_text_runlist_map", {})
    for row in range(sheet.nrows):
        for col in range(sheet.row_len(row)):
            style = book.xf_list[sheet.cell_xf_index(row, col)]
            if style.border and (style.border.left_line_style or style.border.right_line_style):
                ruled.add((row, col))
            kind, value = sheet.cell_type(row, col), sheet.cell_value(row, col)
            code = _code(book, style.format_key)
            if (row, col) in rich and kind == XL_CELL_TEXT:
                value = runs_marked(book, str(value), rich[row, col], style.font_index)
            text = _text(kind, value, code, from_1904=book.datemode == 1)
            stored: Decimal | str | None = str(value) if kind == XL_CELL_TEXT else None
            if kind in (XL_CELL_NUMBER, XL_CELL_DATE):
                stored = Decimal(repr(value))
                if not value and not zeros:
                    text, stored = "", None
            if style.alignment is not None and style.alignment.hor_align == _ACROSS:
                across.add((row, col))
            if isinstance(stored, Decimal):
                numbers.add((row, col))
                need = _room(book, style, text, code)
                if need > widths.get(col, need):
                    cramped[row, col] = need
            printed = _seen(book, style, seen, (row, col), text, stored, code)
            if not printed.blank:
                cells[row, col] = printed
    seen.leave(cells, outside(_areas(book, number), cells))
    merges: tuple[Region, ...] = tuple(
        (top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
    )
    for spot in overflowing(cramped, widths, merges):
        if spot in cells:
            seen.tell("too-narrow", spot, cells[spot].text)
            cells[spot] = replace(cells[spot], confidence=_DOUBT)
    name = str(sheet.name)
    starts: list[int] = vars(book)["_sh_abs_posn"]  # where each sheet's records begin; xlrd has no other way to tell
    over = over_records(bytes(book.mem or b""), starts[number], book.biff_version, book.encoding or "", name, shown)
    for regions, index in over.coloured:
        colour = colour_of(book, index)
        if colour is not None and alike(colour, WHITE):
            spots = [spot for spot in cells if any(_holds(region, spot) for region in regions)]
            seen.hide(cells, spots, sure=False)
    cells.update((spot, Printed(text="", confidence=_DOUBT)) for spot in over.unanswered)
    cells.update((spot, replace(cells[spot], confidence=_DOUBT)) for spot in over.stale if spot in cells)
    return Page(
        name=name,
        cells=cells,
        merges=(*merges, *centred_over(across, cells, numbers)),
        ruled=frozenset(ruled),
        hidden_rows=tuple(
            row
            for row, info in sorted(sheet.rowinfo_map.items())
            if info.hidden or (info.height is not None and 0 <= info.height <= _FLAT)
        ),
        hidden_cols=tuple(
            col for col, info in sorted(sheet.colinfo_map.items()) if info.hidden or 0 <= info.width <= _SLIT
        ),
        hidden=bool(sheet.visibility),
        unit=over.unit,
        lines=tuple(over.lines),
        narrow=frozenset(col for col, info in sheet.colinfo_map.items() if _THIN < info.width <= _NARROW),
        warnings=(*seen.warnings(name), *over.warnings, *unanswered(name, over.unanswered, over.stale)),
        pictures=tuple(over.pictures),
    )


def _holds(region: Region, spot: Position) -> bool:
    top, left, bottom, right = region
    return top <= spot[0] <= bottom and left <= spot[1] <= right


def _room(book: Book, style: XF, text: str, code: str) -> float:
    """The width that a number needs at least, 0 where its type gets as small as it has to, or is turned."""
    if style.alignment is not None and (style.alignment.shrink_to_fit or style.alignment.rotation):
        return 0.0
    return room_for(text, code, book.font_list[style.font_index].height, book.font_list[0].height or 1)


def _areas(book: Book, number: int) -> tuple[Region, ...]:
    """The parts of a sheet that are printed, where its author has chosen some."""
    named = [name for name in book.name_obj_list if name.name == "Print_Area" and name.scope == number]
    found: list[Region] = []
    for name in named:
        for _, _, top, bottom, left, right in (one.coords for one in getattr(name.result, "value", None) or ()):
            found.append((top, left, bottom - 1, right - 1))
    return tuple(found)


def _seen(
    book: Book, style: XF, seen: Seen, spot: Position, text: str, stored: Decimal | str | None, code: str
) -> Printed:
    font = book.font_list[style.font_index]
    if is_symbol_font(font.name):
        text = spelled(font.name, text)
    if style.alignment is not None and style.alignment.hor_align == _REPEATS and isinstance(stored, Decimal):
        return seen.repeated(spot, text)
    ground = ground_of(book, style)
    colour = colour_of(book, font.colour_index)
    unseen = is_tiny(font) or (ground is not None and colour is not None and alike(colour, ground or WHITE))
    if ground != ():
        text = marks.shown_on_ground(text)
    return seen.cell(spot, text, value=stored, code=code, struck=bool(font.struck_out), unseen=unseen)


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
