"""What the headers of a RAR file say and libarchive does not pass on: volumes, passwords and checksums.

libarchive gives the bytes of a member; whether they are the right ones is decided here, by its checksum.
"""

import struct
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

__all__ = ["RarFile", "RarListing", "rar_listing"]

_RAR4: Final = b"Rar!\x1a\x07\x00"
_RAR5: Final = b"Rar!\x1a\x07\x01\x00"


class RarFile(Struct, frozen=True):
    """A file's or folder's header: the checksum of its bytes, if it has one, and whether it needs a password."""

    crc: int | None
    encrypted: bool


class RarListing(Struct, frozen=True):
    """The headers in the order of the file, as far as they can be read; with ``secret``, none can.

    ``whole`` says that the end of the archive is there; a file that broke off has none.
    """

    volume: bool
    secret: bool
    whole: bool
    files: tuple[RarFile, ...]


def rar_listing(data: bytes) -> RarListing:
    """Walk the headers from the front; broken ones end the walk."""
    blocks = tuple(_blocks4(data) if data.startswith(_RAR4) else _blocks5(data))
    files = tuple(block for block in blocks if isinstance(block, RarFile))
    return RarListing("volume" in blocks, "secret" in blocks, "end" in blocks, files)


def _blocks4(data: bytes) -> Iterator[RarFile | str]:
    """RAR 1.5 to 4: fixed fields. Old ones have no end mark: there, the end of the last block is the end."""
    at = len(_RAR4)
    while at + 7 <= len(data):
        _, kind, flags, size = struct.unpack_from("<HBHH", data, at)
        added = 0
        if kind == 0x73:
            if flags & 0x1:
                yield "volume"
            if flags & 0x80:
                yield "secret"
                return
        elif kind in {0x74, 0x7A}:
            if size < 32 or at + 32 > len(data):
                return
            packed, _, _, crc = struct.unpack_from("<LLBL", data, at + 7)
            high = int.from_bytes(data[at + 32 : at + 36], "little") if flags & 0x100 else 0
            added = packed | high << 32
            if kind == 0x74:
                yield RarFile(crc, encrypted=bool(flags & 0x4))
        elif kind == 0x7B:
            yield "end"
            return
        elif flags & 0x8000:
            added = int.from_bytes(data[at + 7 : at + 11], "little")
        if size < 7:
            return
        at += size + added
    if at == len(data):
        yield "end"


def _blocks5(data: bytes) -> Iterator[RarFile | str]:
    """RAR 5: numbers of seven bits a byte."""
    at = len(_RAR5)
    while at + 7 <= len(data):
        size, start = _number(data, at + 4)
        kind, field = _number(data, start)
        flags, field = _number(data, field)
        extra = added = 0
        if flags & 0x1:
            extra, field = _number(data, field)
        if flags & 0x2:
            added, field = _number(data, field)
        if kind == 1:
            if _number(data, field)[0] & 0x1:
                yield "volume"
        elif kind == 2:
            yield RarFile(_crc5(data, field), encrypted=_encrypted5(data[start + size - extra : start + size]))
        elif kind == 4:
            yield "secret"
            return
        elif kind == 5:
            yield "end"
            return
        at = start + size + added


def _crc5(data: bytes, at: int) -> int | None:
    flags, at = _number(data, at)
    _, at = _number(data, at)
    _, at = _number(data, at)
    if flags & 0x2:
        at += 4
    return int.from_bytes(data[at : at + 4], "little") if flags & 0x4 else None


def _encrypted5(extra: bytes) -> bool:
    """Whether a record of type 1, encryption, is among the extra records: size, type, content."""
    at = 0
    while at < len(extra):
        size, start = _number(extra, at)
        kind, _ = _number(extra, start)
        if kind == 1:
            return True
        at = start + size
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number and the position after it; broken data give a number too, which then fits nothing."""
    value = 0
    for place, byte in enumerate(data[at : at + 10]):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return value, at + 10
