"""TNEF (``winmail.dat``): the wrapping that Outlook gives to attachments of a formatted mail, read by its attributes.

A file is a row of attributes: level, number, length, bytes, checksum. An attachment begins with its rendering data and
has a title and its bytes; its long name, and a whole mail in its place, stand in a list of properties (MS-OXTNEF).
"""

import struct
from collections.abc import Iterator
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.archives.entry import Entry
from formaudit.extract.archives.names import name_from_bytes

__all__ = ["tnef_entries"]

_ATTRIBUTES: Final = 6
"""Bytes of signature and key before the first attribute."""
_ATTACHMENT: Final = 2
_RENDERING, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_NAME, _OBJECT = 0x3707, 0x3701
_MAPI_WIDE, _MAPI_NARROW, _MAPI_BYTES, _MAPI_OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_SIZES: Final = {
    0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8,
    0x0048: 16,
}  # fmt: skip
"""Bytes of a property of fixed length, padded to four."""
_VARIABLE: Final = frozenset((_MAPI_WIDE, _MAPI_NARROW, _MAPI_BYTES, _MAPI_OBJECT))
_MANY: Final = 0x1000
_NAMED: Final = 0x8000
_GUID: Final = 16
_BY_NAME: Final = 1


def tnef_entries(data: bytes) -> Iterator[Entry]:
    """The attachments; a mail among them is an entry that cannot be read.

    Raises:
        InputError: ``damaged``, after the attachments before the break.

    """
    title = long_name = ""
    content: bytes | None = None
    inside = whole = False
    number = 0

    def entry() -> Iterator[Entry]:
        if inside and (content is not None or title or long_name):
            name = long_name or title or f"{number}.bin"
            chunks = _unread() if content is None else iter((content,))
            yield Entry(name=name, chunks=chunks, size=None if content is None else len(content))

    at = _ATTRIBUTES
    while True:
        whole = at >= len(data)
        if at + 9 > len(data):
            break
        level, identity, length = struct.unpack_from("<BII", data, at)
        body = data[at + 9 : at + 9 + length]
        if len(body) < length or level not in (1, _ATTACHMENT):
            break
        at += 9 + length + 2
        kind = identity & 0xFFFF
        if level != _ATTACHMENT:
            continue
        if kind == _RENDERING:
            yield from entry()
            number += 1
            title, long_name, content, inside = "", "", None, True
        elif kind == _TITLE:
            title = name_from_bytes(body.rstrip(b"\0"))
        elif kind == _DATA:
            content = body
        elif kind == _PROPERTIES:
            found = dict(_properties(body))
            long_name = found.get(_LONG_NAME, b"").decode("utf-8", "replace") or long_name
            content = found.get(_OBJECT, b"") or content
    yield from entry()
    if not whole:
        raise InputError("damaged")


def _unread() -> Iterator[bytes]:
    raise InputError("unsupported", detail="TNEF")
    yield b""


def _properties(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Names (as UTF-8) and bytes among the properties of an attachment; what cannot be understood ends the list."""
    try:
        (count,) = struct.unpack_from("<I", body)
        at = 4
        for _ in range(count):
            kind, identity = struct.unpack_from("<HH", body, at)
            at += 4
            if identity >= _NAMED:
                at += _GUID
                (by,) = struct.unpack_from("<I", body, at)
                at += 8
                if by == _BY_NAME:
                    (length,) = struct.unpack_from("<I", body, at - 4)
                    at += length + -length % 4
            plain, many = kind & ~_MANY, bool(kind & _MANY)
            values = 1
            if many or plain in _VARIABLE:
                (values,) = struct.unpack_from("<I", body, at)
                at += 4
            if plain not in _VARIABLE and plain not in _SIZES:
                return
            for _ in range(values):
                size = _SIZES.get(plain, 0)
                if plain in _VARIABLE:
                    (size,) = struct.unpack_from("<I", body, at)
                    at += 4
                value = body[at : at + size]
                at += size + -size % 4
                if identity == _LONG_NAME:
                    text = value.decode("utf-16-le", "replace") if plain == _MAPI_WIDE else name_from_bytes(value)
                    yield identity, text.rstrip("\0").encode("utf-8", "replace")
                elif identity == _OBJECT and plain == _MAPI_BYTES:
                    yield identity, value
    except struct.error:
        return
