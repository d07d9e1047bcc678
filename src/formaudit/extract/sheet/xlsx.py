"""XLSX: the sheets as printed. Values are taken as written in the file, so no figure passes through a binary float."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract import marks
from formaudit.extract.package import Package, open_package
from formaudit.extract.sheet.beneath import draws_form
from formaudit.extract.sheet.cell_pictures import CellPictures, cell_pictures
from formaudit.extract.sheet.conditions import Rule, hides, rules_of
from formaudit.extract.sheet.dates import serial
from formaudit.extract.sheet.drawings import Over, lies_over
from formaudit.extract.sheet.formulas import unanswered
from formaudit.extract.sheet.laid import centred_over, cut_off, outside, overflowing, room_for
from formaudit.extract.sheet.printed import print_text, print_value
from formaudit.extract.sheet.raw import Page, Position, Printed, Region, column_number, guard, region_of
from formaudit.extract.sheet.seen import Seen
from formaudit.extract.sheet.stream import local, stream
from formaudit.extract.sheet.styles import PLAIN, Style, Styles, read_strings, read_styles, string_of, unescape
from formaudit.extract.sheet.sums import outdated
from formaudit.extract.sheet.workbook import read_workbook
from formaudit.extract.symbols import spelled
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = ["read_xlsx"]

_DOUBT: Final = 0.5
_DIGITS: Final = "0123456789"
_FLAT: Final = 2.0
"""Points of height, and hundredths of a sign of width, that nobody can see."""
_NARROW: Final = 0.9
_SLIT: Final = 0.3
"""Characters that a column is wide where not one can be seen."""
"""Signs of width in which nothing can stand."""
_SIZE: Final = compiled(r"\d{1,4}(?:\.\d+)?")
_LAST_ROW: Final = 1_048_576
_LAST_COL: Final = 16_384


class _Book(Struct, frozen=True):
    """What the sheets of one workbook share."""

    styles: Styles
    strings: tuple[str, ...]
    from_1904: bool
    recalculates: bool
    file: str
    pictures: CellPictures


class _Draft(Struct):
    """A sheet while it is read."""

    book: _Book
    cells: dict[Position, Printed] = field(default_factory=dict)
    merges: list[Region] = field(default_factory=list)
    ruled: set[Position] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_cols: list[int] = field(default_factory=list)
    uncalculated: list[Position] = field(default_factory=list)
    formulas: dict[Position, str] = field(default_factory=dict)
    stale: list[Position] = field(default_factory=list)
    valued: list[str] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    values: dict[Position, Decimal] = field(default_factory=dict)
    numbers: set[Position] = field(default_factory=set)
    across: set[Position] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    narrow: set[int] = field(default_factory=set)
    low: dict[Position, float] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    cramped: dict[Position, float] = field(default_factory=dict)
    over: Over = field(default_factory=Over)
    flat: bool = False
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
    workbook = read_workbook(package, part, _part(package, part))
    book = _Book(
        read_styles(package, by_kind.get("styles", "xl/styles.xml")),
        read_strings(package, by_kind.get("sharedStrings", "xl/sharedStrings.xml")),
        workbook.from_1904,
        workbook.recalculates,
        file,
        cell_pictures(package, links),
    )
    pages: list[Page] = []
    count = 0
    for number, (name, hidden, link) in enumerate(workbook.sheets):
        if link in links and links[link].kind != "worksheet":
            kind = "chart" if links[link].kind == "chartsheet" else "sheet-unread"
            unread = kind == "sheet-unread" or draws_form(package, links[link].target)
            pages.append(
                Page(name=name, cells={}, hidden=hidden, warnings=(Warn(code=kind, detail=name, unread=unread),))
            )
            continue
        path = links[link].target if link in links else f"xl/worksheets/sheet{len(pages) + 1}.xml"
        draft = _sheet(package, path, book, count)
        draft.seen.leave(draft.cells, outside(workbook.areas.get(number, ()), draft.cells))
        draft.over = lies_over(package, path, name, draft.margins)
        draft.over.pictures += [replace(book.pictures.called(shown), cell=True) for shown in draft.seen.shown]
        draft.over.pictures += [replace(book.pictures.valued[at], cell=True) for at in draft.valued]
        count += draft.count
        pages.append(_page(draft, name, hidden=hidden))
    return tuple(pages)


def _part(package: Package, name: str) -> bytes:
    data = package.part(name)
    if data is None:
        raise InputError("damaged", package.path, name)
    return data


def _page(draft: _Draft, name: str, *, hidden: bool) -> Page:
    formulas = unanswered(name, draft.uncalculated, draft.stale)
    return Page(
        name=name,
        cells=draft.cells,
        merges=tuple(draft.merges),
        ruled=frozenset(draft.ruled),
        hidden_rows=tuple(draft.hidden_rows),
        hidden_cols=tuple(draft.hidden_cols),
        hidden=hidden,
        unit=draft.over.unit,
        lines=tuple(draft.over.lines),
        narrow=frozenset(draft.narrow),
        warnings=(*draft.seen.warnings(name), *draft.over.warnings, *formulas),
        pictures=tuple(draft.over.pictures),
    )


def _sheet(package: Package, path: str, book: _Book, before: int) -> _Draft:
    draft = _Draft(book)
    row = -1
    tags = (*_TAGS, *_MARGINS)
    for element in stream(_part(package, path), tags, package.path):
        kind = local(element)
        if kind == "row":
            named = element.get("r", "")
            row = int(named) - 1 if named.isdecimal() else row + 1
            if not 0 <= row < _LAST_ROW:
                raise InputError("damaged", package.path, f"{path}: row {named}")
            if element.get("hidden") in ("1", "true") or _no_more(element.get("ht", ""), _FLAT, by_default=draft.flat):
                draft.hidden_rows.append(row)
            draft.count += len(element)
            guard(before + draft.count, package.path)
            _row(element, row, draft)
        elif kind == "mergeCell":
            region = region_of(element.get("ref", ""))
            if region is not None:
                draft.merges.append(region)
        elif kind == "col":
            _column(element, draft)
        elif kind == "sheetFormatPr":
            draft.flat = element.get("zeroHeight") in ("1", "true")
        elif kind == "conditionalFormatting":
            draft.rules.extend(rules_of(element, book.styles.hiding))
        elif kind in _MARGIN_NAMES:
            draft.margins.append(element.text or "")
        elif kind == "sheetView":
            draft.zeros = element.get("showZeros") not in ("0", "false")
    if draft.rules:
        for spot, sure in hides(draft.rules, draft.values, draft.cells).items():
            draft.seen.hide(draft.cells, (spot,), sure=sure)
    for spot in outdated(draft.formulas, draft.values):
        # The sheet shows the sum as soon as it is opened, whatever is stored for it.
        if spot in draft.cells and spot not in draft.stale:
            draft.stale.append(spot)
            draft.cells[spot] = replace(draft.cells[spot], confidence=min(draft.cells[spot].confidence, _DOUBT))
    unseen = overflowing(draft.cramped, draft.widths, draft.merges) if draft.cramped else []
    for spot in unseen:
        draft.seen.tell("too-narrow", spot, draft.cells[spot].text)
    for spot in (*cut_off(draft.low, draft.cells, draft.merges), *unseen):
        draft.cells[spot] = replace(draft.cells[spot], confidence=min(draft.cells[spot].confidence, _DOUBT))
    if draft.across:
        draft.merges += centred_over(draft.across, draft.cells, draft.numbers)
    return draft


def _no_more(text: str, most: float, *, by_default: bool = False) -> bool:
    """Whether a size is that small; ``by_default`` is the answer where none is said."""
    try:
        return float(text) <= most if text else by_default
    except ValueError:
        return False


def _column(element: etree._Element, draft: _Draft) -> None:
    first, last = element.get("min", ""), element.get("max", "")
    if not (first.isdecimal() and last.isdecimal()):
        return
    columns = range(int(first) - 1, min(int(last), _LAST_COL))
    width = element.get("width", "")
    if element.get("hidden") in ("1", "true") or _no_more(width, _SLIT):
        draft.hidden_cols.extend(columns)
    elif element.get("customWidth") in ("1", "true") and _SIZE.fullmatch(width):
        draft.widths.update(dict.fromkeys(columns, float(width)))
    if not _no_more(width, _FLAT / 100) and _no_more(width, _NARROW):
        draft.narrow.update(columns)


_MARGIN_NAMES: Final = frozenset(
    f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")
)
_MARGINS: Final = tuple(f"{{*}}{name}" for name in sorted(_MARGIN_NAMES))
_TAGS: Final = (*("{*}row", "{*}mergeCell", "{*}col", "{*}sheetView", "{*}sheetFormatPr", "{*}conditionalFormatting"),)


def _row(element: etree._Element, row: int, draft: _Draft) -> None:
    col = -1
    set_height = element.get("customHeight") in ("1", "true") and _SIZE.fullmatch(element.get("ht", ""))
    high = float(element.get("ht", "")) if set_height else 0.0
    for cell in element:
        if local(cell) != "c":
            continue
        named = column_number(cell.get("r", "").rstrip(_DIGITS))
        col = named if named >= 0 else col + 1
        if not 0 <= col < _LAST_COL:
            continue
        number = cell.get("s", "")
        styles = draft.book.styles.cells
        style = styles[int(number)] if number.isdecimal() and int(number) < len(styles) else PLAIN
        if style.ruled:
            draft.ruled.add((row, col))
        if style.across:
            draft.across.add((row, col))
        valued = cell.get("vm", "")
        if valued in draft.book.pictures.valued:
            draft.seen.tell("cell-picture", (row, col))
            draft.valued.append(valued)
            draft.cells[row, col] = Printed(text="", confidence=_DOUBT)
            continue
        parts = {local(part): part for part in cell}
        printed = _printed(cell.get("t", "n"), parts, style, draft, (row, col))
        if not printed.blank:
            draft.cells[row, col] = printed
            if high and style.wraps and "\n" in printed.text:
                draft.low[row, col] = high / style.size


def _printed(kind: str, parts: dict[str, etree._Element], style: Style, draft: _Draft, spot: Position) -> Printed:
    if kind == "inlineStr" or ("is" in parts and "v" not in parts):
        stored = string_of(parts["is"]) if "is" in parts else ""
        return _seen(print_text(stored, style.code), stored, style, draft, spot, 1.0)
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
    if kind == "d" and style.code == "General":
        confidence = _DOUBT  # a day without the format of one: programs show it as a day or as its number
    if kind == "s" and not (raw.strip().isdecimal() and int(raw) < len(draft.book.strings)):
        return Printed(text="", confidence=_DOUBT)  # a text that the file does not hold
    text, known = _text(kind, raw, style.code, draft)
    if isinstance(known, Decimal):
        if draft.book.styles.hiding or draft.book.recalculates:
            draft.values[spot] = known
        if formula and draft.book.recalculates:
            draft.formulas[spot] = parts["f"].text or ""
        if style.across:
            draft.numbers.add(spot)
        if spot[1] in draft.widths and not style.shrinks:
            need = room_for(text, style.code, style.size, draft.book.styles.usual)
            if need > draft.widths[spot[1]]:
                draft.cramped[spot] = need
        if style.repeats:
            return draft.seen.repeated(spot, text)
    return _seen(text, known, style, draft, spot, confidence)


def _seen(
    text: str, value: Decimal | str | None, style: Style, draft: _Draft, spot: Position, confidence: float
) -> Printed:
    """The cell as it is seen; the commonest by far, words in plain letters, without a further call."""
    if style.font:
        text = spelled(style.font, text)
    plain = text and not style.struck and not style.unseen and text[0] != "=" and not marks.marked(text)
    if plain and not (isinstance(value, Decimal) and value < 0):
        return Printed(text=text, confidence=confidence)
    if style.ground:
        text = marks.shown_on_ground(text)
    return draft.seen.cell(
        spot,
        text,
        value=value,
        code=style.code,
        struck=style.struck,
        unseen=style.unseen,
        confidence=confidence,
    )


def _text(kind: str, raw: str, code: str, draft: _Draft) -> tuple[str, Decimal | str | None]:
    """What is printed, and what is stored; no value where nothing is stored or the sheet shows no zeros."""
    book = draft.book
    if kind == "s":
        stored = book.strings[int(raw)]
        return print_text(stored, code), stored
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(raw.strip(), raw), None
    if kind in ("str", "e") or not raw.strip():
        return (print_text(unescape(raw), code), unescape(raw)) if kind == "str" else (raw, None)
    try:
        number_value = serial(datetime.fromisoformat(raw.strip())) if kind == "d" else Decimal(raw.strip())
    except (InvalidOperation, ValueError):
        return raw, None
    if not number_value and not draft.zeros:
        return "", None
    return print_value(number_value, code, from_1904=book.from_1904 and kind != "d"), number_value
