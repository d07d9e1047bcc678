"""Cells that show an error, which the last reader of sheets (calamine) gives as blanks: told to it, or laid beside it.

#DIV/0! is something that stands in a cell, and no blank.
"""

import io
import struct
from collections.abc import Mapping, Sequence
from typing import Final

import olefile
from lxml import etree

from formaudit.extract.odf_content import with_content
from formaudit.extract.package import parse
from formaudit.extract.sheet.binary import ERROR_SIGNS
from formaudit.extract.sheet.raw import Position

__all__ = ["errors_of_xls", "with_shown_errors"]

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STORED: Final = f"{_OFFICE}string-value"
_PARAGRAPH: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_STREAMS: Final = ("Workbook", "Book")
_BEGINS: Final = frozenset((0x0009, 0x0209, 0x0409, 0x0809))
_EOF: Final = 0x0A
_SHEET: Final = 0x10
_VALUES: Final = frozenset((0x0005, 0x0205))
"""Records of a truth or an error."""
_FORMULAS: Final = frozenset((0x0006, 0x0206, 0x0406))
_ERROR: Final = 2
_WORDS: Final = b"\xff\xff"


def with_shown_errors(data: bytes) -> bytes:
    """The OpenDocument sheet with what cells show instead of a blank that is stored beside it."""
    return with_content(data, (b'string-value=""',), _shown)


def _shown(content: bytes) -> bytes | None:
    try:
        root = parse(content)
    except etree.XMLSyntaxError:
        return None
    for paragraph in root.iter(_PARAGRAPH):
        cell = paragraph.getparent()
        if cell is not None and cell.get(_STORED) == "" and "".join(map(str, paragraph.itertext())).strip():
            del cell.attrib[_STORED]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def errors_of_xls(data: bytes) -> Sequence[Mapping[Position, str]]:
    """By sheet, in their order, the errors that cells of an XLS file show; as many as can be found in a damaged one."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            stream = next((container.openstream(name).read() for name in _STREAMS if container.exists(name)), b"")
    except (OSError, ValueError, IndexError, struct.error):
        return ()
    found: list[dict[Position, str]] = []
    at = depth = 0
    inside = False
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        record = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind in _BEGINS:
            depth += 1
            if depth == 1 and len(record) >= 4:
                inside = struct.unpack_from("<H", record, 2)[0] == _SHEET
                found += [{}] if inside else []
        elif kind == _EOF:
            depth = max(0, depth - 1)
        elif inside and depth == 1 and (code := _error_in(kind, record)) is not None:
            row, col = struct.unpack_from("<HH", record)
            found[-1][row, col] = ERROR_SIGNS.get(code, "#?")
    return found


def _error_in(kind: int, record: bytes) -> int | None:
    if kind in _VALUES and len(record) >= 8 and record[7]:
        return record[6]
    if kind in _FORMULAS and len(record) >= 14 and record[12:14] == _WORDS and record[6] == _ERROR:
        return record[8]
    return None
