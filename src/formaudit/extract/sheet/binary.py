"""Binary workbooks (XLSB) put right before another reader gets them: cells without a column, Chinese number formats.

[MS-XLSB] lets a cell that stands right behind another one leave out its column, and gives text with marks of its own a
record of its own; calamine passes over both, and shows errors as blanks. LibreOffice takes the signs that only Chinese
Excel writes into number formats (``!`` before a sign, ``G/通用格式``, ``[红色]``) for words, and prints 123!.5万元 for
what Excel prints as 12.3万元.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from formaudit.extract.sheet.codes import international

__all__ = ["ERROR_SIGNS", "with_plain_formats", "with_whole_cells"]

_LARGEST: Final = 100_000_000
_SHEETS: Final = "xl/worksheets/"
_STYLES: Final = "styles.bin"
_ROW, _TEXT, _RICH, _FORMAT = 0, 6, 62, 44
_ERRORS: Final = frozenset({3, 11})
ERROR_SIGNS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
_WHOLE: Final = range(1, 12)
_SHORT: Final = range(12, 19)
_SHORTER: Final = 11
"""By how much the number of a record without a column is larger."""
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    OSError,
    ValueError,
    NotImplementedError,
    IndexError,
    struct.error,
)


def with_whole_cells(data: bytes) -> bytes:
    """The workbook with a column in each cell, and errors and all text as plain text, for readers that know no more.

    What holds neither, is damaged or very large comes back as it is.
    """
    return _rewritten(data, lambda name: name.startswith(_SHEETS), _whole_cells)


def with_plain_formats(data: bytes) -> bytes:
    """The workbook with number formats as they are written everywhere; as it is where all are, and where damaged."""
    return _rewritten(data, lambda name: name.endswith(_STYLES), _plain_formats)


def _rewritten(data: bytes, chosen: Callable[[str], bool], change: Callable[[bytes], bytes]) -> bytes:
    if data[:2] != b"PK":
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > _LARGEST:
                return data
            parts = {entry.filename: package.read(entry) for entry in entries}
            changed = {
                name: change(part) for name, part in parts.items() if name.endswith(".bin") and chosen(name.lower())
            }
            if all(parts[name] == part for name, part in changed.items()):
                return data
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as written:
                for entry in entries:
                    written.writestr(entry, changed.get(entry.filename, parts[entry.filename]))
            return out.getvalue()
    except _BROKEN:
        return data


def _whole_cells(part: bytes) -> bytes:
    out = bytearray()
    column = -1
    for kind, data in _records(part):
        number, content = kind, data
        if kind == _ROW:
            column = -1
        elif kind in _SHORT:
            column += 1
            number, content = kind - _SHORTER, struct.pack("<I", column) + data
            if number in _ERRORS:
                number, content = _TEXT, content[:8] + _wide(ERROR_SIGNS.get(content[8], "#?"))
        elif kind in _WHOLE or kind == _RICH:
            (column,) = struct.unpack_from("<I", data)
            if kind == _RICH:
                (length,) = struct.unpack_from("<I", data, 9)
                number, content = _TEXT, data[:8] + data[9 : 13 + 2 * length]
            elif kind in _ERRORS:
                number, content = _TEXT, data[:8] + _wide(ERROR_SIGNS.get(data[8], "#?"))
        out += _record(number, content)
    return bytes(out)


def _plain_formats(part: bytes) -> bytes:
    out = bytearray()
    for kind, data in _records(part):
        content = data
        if kind == _FORMAT:
            code = data[6 : 6 + 2 * struct.unpack_from("<I", data, 2)[0]].decode("utf-16-le")
            plain = international(code)
            content = data[:2] + _wide(plain) if plain != code else data
        out += _record(kind, content)
    return bytes(out)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part, each with its number.

    Raises:
        ValueError: the part is cut off.

    """
    place = 0
    while place < len(part):
        kind, place = _counted(part, place, 2)
        size, place = _counted(part, place, 4)
        if place + size > len(part):
            raise ValueError(kind)
        yield kind, part[place : place + size]
        place += size


def _counted(part: bytes, place: int, most: int) -> tuple[int, int]:
    """A number in groups of seven bits, and the place behind it."""
    value = 0
    for turn, byte in enumerate(part[place : place + most]):
        value |= (byte & 0x7F) << 7 * turn
        if byte < 0x80:
            return value, place + turn + 1
    if place + most > len(part):
        raise ValueError(place)
    return value, place + most


def _record(kind: int, data: bytes) -> bytes:
    out = bytearray()
    for number in (kind, len(data)):
        rest = number
        while rest > 0x7F:
            out.append(rest & 0x7F | 0x80)
            rest >>= 7
        out.append(rest)
    return bytes(out) + data
