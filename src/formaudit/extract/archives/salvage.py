"""ZIP without a sound central directory: whole members found by their local headers.

An upload that broke off has lost its directory, which stands at the end, but seldom its first members. A member counts
as whole only if its checksum is there and agrees, so that nothing half-read is ever audited.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from formaudit.errors import InputError
from formaudit.extract.archives.entry import BLOCK, Entry
from formaudit.extract.archives.names import name_from_bytes

__all__ = ["first_name", "salvaged"]

_LOCAL: Final = b"PK\x03\x04"
_DESCRIPTOR: Final = b"PK\x07\x08"
_HEADER: Final = struct.Struct("<4s5H3L2H")
_ENCRYPTED_FLAG: Final = 0x1
_DESCRIPTOR_FLAG: Final = 0x8
_UTF8_FLAG: Final = 0x800
_STORED: Final = 0
_DEFLATED: Final = 8


class _Local(Struct, frozen=True):
    """A local header: where its member's bytes start, and how many there are (``None``: only their end tells)."""

    name: str
    flags: int
    method: int
    crc: int
    start: int
    packed: int | None
    size: int | None


def salvaged(data: bytes) -> Iterator[Entry]:
    """The members that local headers announce, in the order of the file."""
    at = data.find(_LOCAL)
    while at >= 0:
        local = _local(data, at)
        if local is None:
            at = data.find(_LOCAL, at + 4)
            continue
        if not local.name.endswith("/"):
            yield Entry(
                name=local.name,
                chunks=_chunks(data, local),
                size=local.size,
                packed=local.packed,
                encrypted=bool(local.flags & _ENCRYPTED_FLAG),
            )
        at = data.find(_LOCAL, local.start + (local.packed or 0))


def first_name(data: bytes) -> str:
    """The name in the first local header; empty where there is none. It tells a broken DOCX from a broken archive."""
    at = data.find(_LOCAL)
    local = _local(data, at) if at >= 0 else None
    return local.name if local else ""


def _local(data: bytes, at: int) -> _Local | None:
    if at + _HEADER.size > len(data):
        return None
    _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _HEADER.unpack_from(data, at)
    start = at + _HEADER.size + name_length + extra_length
    if not name_length or start > len(data):
        return None
    raw = data[at + _HEADER.size : at + _HEADER.size + name_length]
    name = raw.decode("utf-8", "replace") if flags & _UTF8_FLAG else name_from_bytes(raw)
    known = not flags & _DESCRIPTOR_FLAG and packed != 0xFFFFFFFF and size != 0xFFFFFFFF and start + packed <= len(data)
    return _Local(name, flags, method, crc, start, packed if known else None, size if known else None)


def _chunks(data: bytes, local: _Local) -> Iterator[bytes]:
    if local.method == _STORED and local.packed is not None:
        whole = data[local.start : local.start + local.packed]
        if zlib.crc32(whole) != local.crc:
            raise InputError("damaged")
        yield whole
    elif local.method == _DEFLATED:
        yield from _inflated(data, local)
    else:
        raise InputError("damaged")


def _inflated(data: bytes, local: _Local) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    at, crc = local.start, 0
    end = len(data) if local.packed is None else local.start + local.packed
    try:
        while not inflate.eof:
            given = inflate.unconsumed_tail
            if not given:
                given = data[at : min(at + BLOCK, end)]
                at += len(given)
            block = inflate.decompress(given, BLOCK)
            if not block and not given:
                raise InputError("damaged")
            crc = zlib.crc32(block, crc)
            yield block
    except zlib.error as error:
        raise InputError("damaged", detail=str(error)) from error
    if crc != (local.crc if local.packed is not None else _described(data, at - len(inflate.unused_data))):
        raise InputError("damaged")


def _described(data: bytes, at: int) -> int:
    """The checksum that stands after a member's bytes; its four-byte mark may be left out."""
    if data[at : at + 4] == _DESCRIPTOR:
        at += 4
    return int.from_bytes(data[at : at + 4], "little") if at + 4 <= len(data) else -1
