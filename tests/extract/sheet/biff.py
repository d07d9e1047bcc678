"""Small XLS files made record by record (BIFF 8 in an OLE container), plain or encrypted as Excel 97 does it."""

import hashlib
import struct
from collections.abc import Sequence

from formaudit.extract.compound import compound

__all__ = ["Record", "formula", "sealed", "workbook"]

Record = tuple[int, bytes]
_BEGIN, _END, _SHEET, _PASS, _LABEL, _NUMBER = 0x809, 0x0A, 0x85, 0x2F, 0x204, 0x203
_FILLING: Record = (0x8FF, bytes(4096))
"""A record that nobody knows: a stream of less than 4,096 bytes would lie elsewhere in a container."""
_BLOCK = 1024


def formula(row: int, col: int, result: bytes, tokens: bytes = b"\x1e\x01\x00") -> Record:
    """A cell that is computed: the eight bytes of its result, and what it is computed from."""
    return 6, struct.pack("<3H", row, col, 0) + result + struct.pack("<HIH", 0, 0, len(tokens)) + tokens


def workbook(
    rows: Sequence[Sequence[str | float]],
    *,
    password: str = "",
    group: bytes = b"",
    over: bytes = b"",
    more: Sequence[Record] = (),
) -> bytes:
    """A workbook with one sheet; ``group`` are its pictures, ``over`` is the drawing of the sheet.

    ``more`` are further records of the sheet.
    """
    sheet: list[Record] = [(_BEGIN, struct.pack("<4H2I", 0x600, 0x10, 0, 0x7CC, 0, 6))]
    for row, line in enumerate(rows):
        for col, value in enumerate(line):
            place = struct.pack("<3H", row, col, 0)
            if isinstance(value, str):
                sheet.append((_LABEL, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")))
            else:
                sheet.append((_NUMBER, place + struct.pack("<d", value)))
    sheet += more
    if over:
        sheet += [(0xEC, over), (0x5D, struct.pack("<4H", 0x15, 0x12, 8, 1) + bytes(14) + bytes(4))]
    sheet.append((_END, b""))
    font = (0x31, struct.pack("<5H4B", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    style = (0xE0, struct.pack("<2H", 0, 0) + bytes(16))
    book: list[Record] = [(_BEGIN, struct.pack("<4H2I", 0x600, 5, 0, 0x7CC, 0, 6))]
    if password:
        book.append((_PASS, struct.pack("<3H", 1, 1, 1) + _verifier(password)))
    book += [(0x42, struct.pack("<H", 1200)), _FILLING, font, font, font, font, style]
    named = "表".encode("utf-16-le")
    start = sum(4 + len(data) for _, data in book) + 4 + 8 + len(named) + len(_pieces(group)) + 4
    book += [(_SHEET, struct.pack("<IHBB", start, 0, 1, 1) + named)]
    stream = b"".join(map(_said, book)) + _pieces(group) + _said((_END, b"")) + b"".join(map(_said, sheet))
    return compound({("Workbook",): sealed(stream, password) if password else stream})


def _said(record: Record) -> bytes:
    return struct.pack("<HH", record[0], len(record[1])) + record[1]


def _pieces(group: bytes, most: int = 8224) -> bytes:
    """A drawing group, cut into a record and those that go on with it."""
    parts = [group[at : at + most] for at in range(0, len(group), most)]
    return b"".join(_said((0xEB if number == 0 else 0x3C, part)) for number, part in enumerate(parts))


_SALT = bytes(range(16))


def _key(password: str, block: int) -> bytes:
    short = hashlib.md5(password.encode("utf-16-le"), usedforsecurity=False).digest()[:5]
    middle = hashlib.md5((short + _SALT) * 16, usedforsecurity=False).digest()[:5]
    return hashlib.md5(middle + struct.pack("<I", block), usedforsecurity=False).digest()


def _stream_of(key: bytes, count: int) -> bytes:
    """RC4, as long as it is asked for."""
    box, other = list(range(256)), 0
    for at in range(256):
        other = (other + box[at] + key[at % len(key)]) % 256
        box[at], box[other] = box[other], box[at]
    out, first, second = bytearray(), 0, 0
    for _ in range(count):
        first = (first + 1) % 256
        second = (second + box[first]) % 256
        box[first], box[second] = box[second], box[first]
        out.append(box[(box[first] + box[second]) % 256])
    return bytes(out)


def _mixed(data: bytes, key: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(data, key, strict=False))


def _verifier(password: str) -> bytes:
    plain = bytes(range(100, 116))
    both = plain + hashlib.md5(plain, usedforsecurity=False).digest()
    return _SALT + _mixed(both, _stream_of(_key(password, 0), 32))


def sealed(stream: bytes, password: str) -> bytes:
    """A stream of records whose contents are encrypted, but for those that a reader needs before the password."""
    blocks = range(len(stream) // _BLOCK + 1)
    secret = _mixed(stream, b"".join(_stream_of(_key(password, block), _BLOCK) for block in blocks))
    out, at = bytearray(stream), 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        first = at + 4 + (4 if kind == _SHEET else 0)  # where a sheet begins is said openly
        if kind not in (_BEGIN, _PASS):
            out[first : at + 4 + size] = secret[first : at + 4 + size]
        at += 4 + size
    return bytes(out)
