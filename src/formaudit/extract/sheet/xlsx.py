"""XLSX: the sheets as printed. Values are taken as written in the file, so no figure passes through a binary float."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from formaudit.errors import InputError
from formaudit.extract.package import Package, open_package
from formaudit.extract.sheet.dates import serial
from formaudit.extract.sheet.printed import print_text, print_value
from formaudit.extract.sheet.raw import Page, Position, Printed, Region, address, column_number, guard, region_of
from formaudit.extract.sheet.stream import local, stream
from formaudit.extract.sheet.styles import PLAIN, Style, read_strings, read_styles, string_of, unescape
from formaudit.model.document import Warn

__all__ = ["read_xlsx"]

_DOUBT: Final = 0.5
_DIGITS: Final = "0123456789"
_NAMED: Final = 10  # so many cells are named in a warning, the rest counted
_LAST_ROW: Final = 1_048_576
_LAST_COL: Final = 16_384


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of one workbook share."""

    styles: tuple[Style, ...]
    strings: tuple[str, ...]
    from_1904: bool
    recalculates: bool
    file: str


@dataclass(slots=True)
class _Draft:
    """A sheet while it is read."""

    book: _Book
    cells: dict[Position, Printed] = field(default_factory=dict)
    merges: list[Region] = field(default_factory=list)
    ruled: set[Position] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_cols: list[int] = field(default_factory=list)
    uncalculated: list[Position] = field(default_factory=list)
    stale: list[Position] = field(default_factory=list)
    zeros: bool = True
    count: int = 0


def read_xlsx(data: bytes, file: str) -> tuple[Page, ...]:
    """The sheets of a workbook in their order.

    Raises:
        InputError: ``damaged``, ``encrypted`` or ``too-large``.

    """
    package = open_package(data, file)
    part = next((link.target for link in package.relations("") if link.kind == "officeDocument"), "xl/workbook.xml")
    links = {link.id: link for link in package.relations(part)}
    by_kind = {link.kind: link.target for link in links.values()}
    sheets, from_1904, recalculates = _workbook(package, part)
    book = _Book(
        read_styles(package, by_kind.get("styles", "xl/styles.xml")),
        read_strings(package, by_kind.get("sharedStrings", "xl/sharedStrings.xml")),
        from_1904,
        recalculates,
        file,
    )
    pages: list[Page] = []
    count = 0
    for name, hidden, link in sheets:
        if link in links and links[link].kind != "worksheet":
            continue
        path = links[link].target if link in links else f"xl/worksheets/sheet{len(pages) + 1}.xml"
        draft = _sheet(package, path, book, count)
        count += draft.count
        pages.append(_page(draft, name, hidden=hidden))
    return tuple(pages)


def _workbook(package: Package, part: str) -> tuple[list[tuple[str, bool, str]], bool, bool]:
    """Sheets as (name, hidden, relation), the 1904 calendar, and whether formulas are computed on opening."""
    sheets: list[tuple[str, bool, str]] = []
    from_1904 = recalculates = False
    for element in stream(_part(package, part), ("{*}sheet", "{*}workbookPr", "{*}calcPr"), package.path):
        kind = local(element)
        if kind == "sheet":
            link = next((str(value) for key, value in element.items() if str(key).endswith("}id")), "")
            sheets.append((element.get("name", ""), element.get("state", "visible") != "visible", link))
        elif kind == "workbookPr":
            from_1904 = element.get("date1904") in ("1", "true")
        else:
            recalculates = element.get("fullCalcOnLoad") in ("1", "true")
    if not sheets:
        raise InputError("damaged", package.path, part)
    return sheets, from_1904, recalculates


def _part(package: Package, name: str) -> bytes:
    data = package.part(name)
    if data is None:
        raise InputError("damaged", package.path, name)
    return data


def _page(draft: _Draft, name: str, *, hidden: bool) -> Page:
    warnings: list[Warn] = []
    for code, spots in (("formula-without-value", draft.uncalculated), ("formula-not-calculated", draft.stale)):
        if spots:
            named = ", ".join(address(spot) for spot in spots[:_NAMED])
            more = f" … ({len(spots)})" if len(spots) > _NAMED else ""
            warnings.append(Warn(code=code, detail=f"{name}: {named}{more}"))
    return Page(
        name=name,
        cells=draft.cells,
        merges=tuple(draft.merges),
        ruled=frozenset(draft.ruled),
        hidden_rows=tuple(draft.hidden_rows),
        hidden_cols=tuple(draft.hidden_cols),
        hidden=hidden,
        warnings=tuple(warnings),
    )


def _sheet(package: Package, path: str, book: _Book, before: int) -> _Draft:
    draft = _Draft(book)
    row = -1
    tags = ("{*}row", "{*}mergeCell", "{*}col", "{*}sheetView")
    for element in stream(_part(package, path), tags, package.path):
        kind = local(element)
        if kind == "row":
            named = element.get("r", "")
            row = int(named) - 1 if named.isdecimal() else row + 1
            if not 0 <= row < _LAST_ROW:
                raise InputError("damaged", package.path, f"{path}: row {named}")
            if element.get("hidden") in ("1", "true"):
                draft.hidden_rows.append(row)
            draft.count += len(element)
            guard(before + draft.count, package.path)
            _row(element, row, draft)
        elif kind == "mergeCell":
            region = region_of(element.get("ref", ""))
            if region is not None:
                draft.merges.append(region)
        elif kind == "col" and element.get("hidden") in ("1", "true"):
            first, last = element.get("min", ""), element.get("max", "")
            if first.isdecimal() and last.isdecimal():
                draft.hidden_cols.extend(range(int(first) - 1, min(int(last), _LAST_COL)))
        elif kind == "sheetView":
            draft.zeros = element.get("showZeros") not in ("0", "false")
    return draft


def _row(element: etree._Element, row: int, draft: _Draft) -> None:
    col = -1
    for cell in element:
        if local(cell) != "c":
            continue
        named = column_number(cell.get("r", "").rstrip(_DIGITS))
        col = named if named >= 0 else col + 1
        if not 0 <= col < _LAST_COL:
            continue
        number = cell.get("s", "")
        styles = draft.book.styles
        style = styles[int(number)] if number.isdecimal() and int(number) < len(styles) else PLAIN
        if style.ruled:
            draft.ruled.add((row, col))
        parts = {local(part): part for part in cell}
        printed = _printed(cell.get("t", "n"), parts, style.code, draft, (row, col))
        if not printed.blank:
            draft.cells[row, col] = printed


def _printed(kind: str, parts: dict[str, etree._Element], code: str, draft: _Draft, spot: Position) -> Printed:
    if kind == "inlineStr" or ("is" in parts and "v" not in parts):
        return Printed(text=print_text(string_of(parts["is"]), code) if "is" in parts else "")
    value = parts.get("v")
    raw = "" if value is None else (value.text or "")
    formula = "f" in parts
    if formula and not raw and kind != "str":
        draft.uncalculated.append(spot)
        return Printed(text="", confidence=_DOUBT)
    confidence = 1.0
    if formula and draft.book.recalculates and raw in ("0", ""):
        # A writer that leaves the computing to the reader stores 0 here: what is printed is not in the file.
        draft.stale.append(spot)
        confidence = _DOUBT
    return Printed(text=_text(kind, raw, code, draft), confidence=confidence)


def _text(kind: str, raw: str, code: str, draft: _Draft) -> str:
    book = draft.book
    if kind == "s":
        number = int(raw) if raw.strip().isdecimal() else -1
        return print_text(book.strings[number], code) if 0 <= number < len(book.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(raw.strip(), raw)
    if kind in ("str", "e") or not raw.strip():
        return print_text(unescape(raw), code) if kind == "str" else raw
    try:
        number_value = serial(datetime.fromisoformat(raw.strip())) if kind == "d" else Decimal(raw.strip())
    except (InvalidOperation, ValueError):
        return raw
    if not number_value and not draft.zeros:
        return ""
    return print_value(number_value, code, from_1904=book.from_1904 and kind != "d")
