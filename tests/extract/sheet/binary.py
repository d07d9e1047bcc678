"""Binary workbooks (XLSB) made by hand: records of a number and a length, as [MS-XLSB] describes them."""

import io
import struct
import zipfile
from collections.abc import Sequence

__all__ = ["FAILED", "record", "wide", "xlsb"]

_SHORTER = 11
"""By how much the number of a cell without a column of its own is larger."""
_OWN = 164
FAILED = "#DIV/0!"
"""The value of a cell whose formula divides by nothing."""


def record(number: int, data: bytes = b"") -> bytes:
    """A record: its number and its length in groups of seven bits."""
    return _packed(number) + _packed(len(data)) + data


def wide(text: str) -> bytes:
    """A text behind the number of its signs."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    rows: Sequence[Sequence[tuple[str | float | bool | None, str]]],
    *,
    short: bool = False,
    rich: bool = False,
    tail: bytes = b"",
) -> bytes:
    """A workbook of one sheet: each cell with its value and its number format.

    ``short`` leaves out the columns as other programs do, ``rich`` gives text marks of its own, ``tail`` ends the sheet.
    """
    formats = list(dict.fromkeys(code for row in rows for _, code in row))
    sheet = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)) + record(145)
    for number, row in enumerate(rows):
        sheet += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        before = -2
        for column, (value, code) in enumerate(row):
            if value is None:
                continue
            kind, data = _value(value)
            if rich and kind == 6:
                kind, data = 62, b"\0" + data
            if value == FAILED:
                kind, data = 11, b"\x07" + b"\0" * 10
            style = struct.pack("<I", formats.index(code))
            brief = short and before == column - 1 and kind != 62
            if brief and kind == 11:  # formulas have no short form
                kind, data = 3, b"\x07"
            sheet += record(kind + _SHORTER * brief, (b"" if brief else struct.pack("<I", column)) + style + data)
            before = column
    sheet += record(146) + record(130) + tail
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "application/vnd.ms-excel"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.bin" '
        f'ContentType="{kinds}.sheet.binary.macroEnabled.main"/><Override PartName="/xl/worksheets/sheet1.bin" '
        f'ContentType="{kinds}.worksheet"/><Override PartName="/xl/styles.bin" ContentType="{kinds}.styles"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="rId2" '
        f'Type="{office}/styles" Target="styles.bin"/></Relationships>',
        "xl/workbook.bin": record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("a"))
        + record(144)
        + record(132),
        "xl/styles.bin": _styles(formats),
        "xl/worksheets/sheet1.bin": sheet,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _packed(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes((number & 0x7F | 0x80,))
        number >>= 7
    return out + bytes((number,))


def _value(value: str | float | bool) -> tuple[int, bytes]:
    if isinstance(value, bool):
        return 4, bytes((value,))
    if isinstance(value, str):
        return 6, wide(value)
    return 5, struct.pack("<d", value)


def _styles(formats: Sequence[str]) -> bytes:
    count = struct.pack("<I", len(formats))
    plain = struct.pack("<6H", 0, 0, 0, 0, 0, 0) + b"\0" * 4
    font = struct.pack("<6HB", 220, 0, 400, 0, 0, 134, 0) + b"\0" + b"\0" * 8 + b"\0" + wide("SimSun")
    parts = [record(278), record(615, count)]
    parts += [record(44, struct.pack("<H", _OWN + place) + wide(code)) for place, code in enumerate(formats)]
    parts += [record(616), record(611, struct.pack("<I", 1)), record(43, font), record(612)]
    parts += [record(626, struct.pack("<I", 1)), record(47, b"\xff\xff" + plain[2:]), record(627)]
    parts += [record(617, count)]
    parts += [record(47, struct.pack("<2H", 0, _OWN + place) + plain[4:]) for place in range(len(formats))]
    parts += [record(618), record(279)]
    return b"".join(parts)
