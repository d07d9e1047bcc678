"""SpreadsheetML 2003: the XML that Excel 2002 and 2003, and many reporting systems, write under the name .xls."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from formaudit.errors import InputError
from formaudit.extract.sheet.dates import serial
from formaudit.extract.sheet.printed import print_text, print_value
from formaudit.extract.sheet.raw import Page, Position, Printed, Region, guard
from formaudit.extract.sheet.stream import local

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


def _styles(root: etree._Element) -> dict[str, tuple[str, bool]]:
    """Style → (format code, ruled), a style's parent having been asked for what it leaves out."""
    found: dict[str, tuple[str, bool]] = {}
    for style in root.iter(f"{_NS}Style"):
        code, ruled = found.get(style.get(f"{_NS}Parent", "Default"), ("General", False))
        for child in style:
            if local(child) == "NumberFormat":
                code = child.get(f"{_NS}Format", "General")
            elif local(child) == "Borders" and len(child):
                sides = {border.get(f"{_NS}Position") for border in child if border.get(f"{_NS}LineStyle") != "None"}
                ruled = bool(sides & {"Left", "Right"})
        found[style.get(f"{_NS}ID", "")] = (_NAMED.get(code, code), ruled)
    return found


def _page(sheet: etree._Element, styles: dict[str, tuple[str, bool]], file: str) -> Page:
    cells: dict[Position, Printed] = {}
    ruled: set[Position] = set()
    merges: list[Region] = []
    hidden_rows: list[int] = []
    row = -1
    plain = styles.get("Default", ("General", False))
    for line in sheet.iter(f"{_NS}Row"):
        row = _number(line, "Index", row + 2) - 1
        if line.get(f"{_NS}Hidden") == "1":
            hidden_rows.append(row)
        col = -1
        for cell in line.iter(f"{_NS}Cell"):
            col = _number(cell, "Index", col + 2) - 1
            if not (0 <= row < _FAR and 0 <= col < _FAR):
                raise InputError("damaged", file, f"Row {row + 1}")
            code, box = styles.get(cell.get(f"{_NS}StyleID", line.get(f"{_NS}StyleID", "Default")), plain)
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if across or down:
                merges.append((row, col, row + down, col + across))
            if box:
                ruled.add((row, col))
            text = _text(cell, code)
            if text.strip():
                cells[row, col] = Printed(text=text)
            guard(len(cells) + len(ruled), file)
            col += across
        row += _number(line, "Span", 0)
    options = sheet.find(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible")
    return Page(
        name=sheet.get(f"{_NS}Name", ""),
        cells=cells,
        merges=tuple(merges),
        ruled=frozenset(ruled),
        hidden_rows=tuple(hidden_rows),
        hidden_cols=_hidden_columns(sheet),
        hidden=options is not None and (options.text or "").startswith("Sheet"),
    )


def _hidden_columns(sheet: etree._Element) -> tuple[int, ...]:
    hidden: list[int] = []
    col = -1
    for column in sheet.iter(f"{_NS}Column"):
        col = _number(column, "Index", col + 2) - 1
        span = _number(column, "Span", 0)
        if column.get(f"{_NS}Hidden") == "1":
            hidden.extend(range(col, col + min(span, 1000) + 1))
        col += span
    return tuple(hidden)


def _text(cell: etree._Element, code: str) -> str:
    data = cell.find(f"{_NS}Data")
    if data is None:
        return ""
    raw = "".join(str(part) for part in data.itertext())
    kind = data.get(f"{_NS}Type", "String")
    if kind == "Boolean":
        return "TRUE" if raw.strip() == "1" else "FALSE"
    if kind not in ("Number", "DateTime"):
        return print_text(raw.replace("\r\n", "\n"), code)
    try:
        value = serial(datetime.fromisoformat(raw.strip())) if kind == "DateTime" else Decimal(raw.strip())
    except (InvalidOperation, ValueError):
        return raw
    return print_value(value, code)


def _number(element: etree._Element, name: str, default: int) -> int:
    text = element.get(f"{_NS}{name}", "")
    return int(text) if text.isdecimal() and len(text) < 8 else default
