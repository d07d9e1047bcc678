"""SpreadsheetML 2003: the XML that Excel 2002 and 2003, and many reporting systems, write under the name .xls."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from lxml import etree

from formaudit.errors import InputError
from formaudit.extract import marks
from formaudit.extract.contrast import is_lost
from formaudit.extract.sheet.dates import serial
from formaudit.extract.sheet.drawings import margin_lines
from formaudit.extract.sheet.laid import centred_over, outside
from formaudit.extract.sheet.printed import print_text, print_value
from formaudit.extract.sheet.raw import Page, Position, Printed, Region, address, guard
from formaudit.extract.sheet.seen import Seen
from formaudit.extract.sheet.stream import local
from formaudit.extract.symbols import is_symbol_font, spelled
from formaudit.extract.unit_line import holds_figures, unit_of_account
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = ["read_spreadsheetml"]

_NS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL: Final = "{urn:schemas-microsoft-com:office:excel}"
_NAMED: Final = {
    "General Number": "General",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00;"¥"-#,##0.00',
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"',
    "On/Off": '"On";"On";"Off"',
}
_FLAT: Final = 2.0
_WHITE: Final = "#FFFFFF"
_TINY: Final = 2.5
"""Points of type that nobody can see."""
_SIZE: Final = compiled(r"\d{1,4}(?:\.\d+)?")
_DOUBT: Final = 0.5
_FEW: Final = 10
_FAR: Final = 1_100_000


def read_spreadsheetml(data: bytes, file: str) -> tuple[Page, ...]:
    """The worksheets of a workbook in their order.

    Raises:
        InputError: ``damaged`` or ``too-large``.

    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("damaged", file, str(error)) from error
    if root is None:
        raise InputError("damaged", file)
    styles = _styles(root)
    pages: list[Page] = []
    count = 0
    for sheet in root.iter(f"{_NS}Worksheet"):
        page = _page(sheet, styles, file)
        count += len(page.cells)
        guard(count, file)
        pages.append(page)
    return tuple(pages)


_AREA: Final = compiled(r"!R(\d{1,7})C(\d{1,5}):R(\d{1,7})C(\d{1,5})")


class _Style(NamedTuple):
    """What a style says, its parent having been asked for what it leaves out."""

    code: str = "General"
    ruled: bool = False
    struck: bool = False
    colour: str = ""
    ground: str = ""
    font: str = ""
    level: str = ""

    @property
    def unseen(self) -> bool:
        """Whether letters have the colour of the ground they stand on."""
        return is_lost(self.colour, self.ground or _WHITE)


def _styles(root: etree._Element) -> dict[str, _Style]:
    """The styles by their identifiers."""
    found: dict[str, _Style] = {}
    for style in root.iter(f"{_NS}Style"):
        code, ruled, struck, colour, ground, font, level = found.get(style.get(f"{_NS}Parent", "Default"), _Style())
        for child in style:
            if local(child) == "NumberFormat":
                code = child.get(f"{_NS}Format", "General")
            elif local(child) == "Borders" and len(child):
                sides = {border.get(f"{_NS}Position") for border in child if border.get(f"{_NS}LineStyle") != "None"}
                ruled = bool(sides & {"Left", "Right"})
            elif local(child) == "Font":
                struck = child.get(f"{_NS}StrikeThrough") == "1"
                colour = child.get(f"{_NS}Color", "").upper()
                font = child.get(f"{_NS}FontName", "")
            elif local(child) == "Alignment":
                level = child.get(f"{_NS}Horizontal", "")
            elif local(child) == "Interior":
                plain = child.get(f"{_NS}Pattern", "None") in ("None", "Solid")
                ground = child.get(f"{_NS}Color", "").upper() if plain else "?"
        found[style.get(f"{_NS}ID", "")] = _Style(_NAMED.get(code, code), ruled, struck, colour, ground, font, level)
    return found


def _page(sheet: etree._Element, styles: dict[str, _Style], file: str) -> Page:
    cells: dict[Position, Printed] = {}
    ruled: set[Position] = set()
    centred: set[Position] = set()
    numbers: set[Position] = set()
    merges: list[Region] = []
    hidden_rows: list[int] = []
    uncalculated: list[Position] = []
    row = -1
    seen = Seen()
    name = sheet.get(f"{_NS}Name", "")
    plain = styles.get("Default", _Style())
    for line in sheet.iter(f"{_NS}Row"):
        row = _number(line, "Index", row + 2) - 1
        if line.get(f"{_NS}Hidden") == "1" or _is_flat(line.get(f"{_NS}Height", "")):
            hidden_rows.append(row)
        col = -1
        for cell in line.iter(f"{_NS}Cell"):
            col = _number(cell, "Index", col + 2) - 1
            if not (0 <= row < _FAR and 0 <= col < _FAR):
                raise InputError("damaged", file, f"Row {row + 1}")
            style = styles.get(cell.get(f"{_NS}StyleID", line.get(f"{_NS}StyleID", "Default")), plain)
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if across or down:
                merges.append((row, col, row + down, col + across))
            if style.ruled:
                ruled.add((row, col))
            printed, is_number = _printed(cell, style, (row, col), seen)
            if style.level == "CenterAcrossSelection":
                centred.add((row, col))
            if is_number:
                numbers.add((row, col))
            if _is_uncalculated(cell):
                uncalculated.append((row, col))
            if not printed.blank:
                cells[row, col] = printed
            guard(len(cells) + len(ruled), file)
            col += across
        row += _number(line, "Span", 0)
    seen.leave(cells, outside(_areas(sheet), cells))
    options = sheet.find(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible")
    margins = [
        line
        for side in sheet.iter(f"{_EXCEL}Header", f"{_EXCEL}Footer")
        for line in margin_lines(side.get(f"{_EXCEL}Data", ""))
    ]
    return Page(
        name=name,
        cells=cells,
        merges=(*merges, *centred_over(centred, cells, numbers)),
        ruled=frozenset(ruled),
        hidden_rows=tuple(hidden_rows),
        hidden_cols=_hidden_columns(sheet),
        hidden=options is not None and (options.text or "").startswith("Sheet"),
        unit=next(filter(None, map(unit_of_account, margins)), ""),
        warnings=(*seen.warnings(name), *_told(sheet, name, margins, uncalculated)),
    )


def _printed(cell: etree._Element, style: _Style, spot: Position, seen: Seen) -> tuple[Printed, bool]:
    """What a cell shows, and whether it is a number."""
    text, value = _text(cell, style)
    is_number = isinstance(value, Decimal)
    if style.level == "Fill" and is_number:
        printed = seen.repeated(spot, text)
    else:
        printed = seen.cell(spot, text, value=value, code=style.code, struck=style.struck, unseen=style.unseen)
    return (Printed(text="", confidence=_DOUBT) if _is_uncalculated(cell) else printed), is_number


def _is_uncalculated(cell: etree._Element) -> bool:
    return bool(cell.get(f"{_NS}Formula")) and cell.find(f"{_NS}Data") is None


def _told(sheet: etree._Element, name: str, margins: Sequence[str], uncalculated: Sequence[Position]) -> Iterator[Warn]:
    """Figures in the margins of its pages, formulas without a value, and remarks."""
    told = [line for line in margins if holds_figures(line) and line != name]
    if told:
        yield Warn(code="margin-text", detail=f"{name}: {' '.join(told)}"[:80])
    if uncalculated:
        named = ", ".join(address(spot) for spot in uncalculated[:_FEW])
        more = f" … ({len(uncalculated)})" if len(uncalculated) > _FEW else ""
        yield Warn(code="formula-without-value", detail=f"{name}: {named}{more}")
    notes = sum(1 for _ in sheet.iter(f"{_NS}Comment"))
    if notes:
        yield Warn(code="sheet-comments", detail=f"{name}: {notes}")


def _areas(sheet: etree._Element) -> tuple[Region, ...]:
    """The parts of a sheet that are printed, where its author has chosen some."""
    named = sheet.iterfind(f"{_NS}Names/{_NS}NamedRange")
    texts = [one.get(f"{_NS}RefersTo", "") for one in named if one.get(f"{_NS}Name") == "Print_Area"]
    ends = [tuple(map(int, match)) for text in texts for match in _AREA.findall(text)]
    return tuple((top - 1, left - 1, low - 1, right - 1) for top, left, low, right in ends)


def _hidden_columns(sheet: etree._Element) -> tuple[int, ...]:
    hidden: list[int] = []
    col = -1
    for column in sheet.iter(f"{_NS}Column"):
        col = _number(column, "Index", col + 2) - 1
        span = _number(column, "Span", 0)
        if column.get(f"{_NS}Hidden") == "1" or _is_flat(column.get(f"{_NS}Width", "")):
            hidden.extend(range(col, col + min(span, 1000) + 1))
        col += span
    return tuple(hidden)


def _is_flat(size: str) -> bool:
    """Whether a height or width in points is none that anybody can see."""
    try:
        return bool(size) and float(size) <= _FLAT
    except ValueError:
        return False


def _text(cell: etree._Element, style: _Style) -> tuple[str, Decimal | str | None]:
    """What is printed, and what is stored."""
    data = cell.find(f"{_NS}Data")
    if data is None:
        return "", None
    raw = "".join(str(part) for part in data.itertext())
    kind = data.get(f"{_NS}Type", "String")
    if kind == "Boolean":
        return "TRUE" if raw.strip() == "1" else "FALSE", None
    if kind not in ("Number", "DateTime"):
        words = _rich(data) if len(data) else raw
        if is_symbol_font(style.font):
            words = spelled(style.font, words)
        return print_text(words.replace("\r\n", "\n"), style.code), raw
    try:
        value = serial(datetime.fromisoformat(raw.strip())) if kind == "DateTime" else Decimal(raw.strip())
    except (InvalidOperation, ValueError):
        return raw, None
    return print_value(value, style.code), value


def _rich(element: etree._Element) -> str:
    """The words of rich text, struck, raised and white ones set apart."""
    out = element.text or ""
    for child in element:
        kind = local(child)
        words = _rich(child)
        if kind == "Sup":
            words = marks.raised(words)
        elif kind == "Sub":
            words = marks.lowered(words)
        elif kind == "S":
            words = marks.struck(words)
        elif kind == "Font":
            face = next((str(value) for key, value in child.items() if str(key).endswith("Face")), "")
            colour = next((str(value) for key, value in child.items() if str(key).endswith("Color")), "")
            words = spelled(face, words) if is_symbol_font(face) else words
            size = next((str(value) for key, value in child.items() if str(key).endswith("Size")), "")
            tiny = _SIZE.fullmatch(size) is not None and float(size) <= _TINY
            words = marks.hidden(words) if tiny or is_lost(colour.upper(), _WHITE) else words
        out += words + (child.tail or "")
    return out


def _number(element: etree._Element, name: str, default: int) -> int:
    text = element.get(f"{_NS}{name}", "")
    return int(text) if text.isdecimal() and len(text) < 8 else default
