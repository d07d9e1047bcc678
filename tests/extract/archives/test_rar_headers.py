"""Headers of RAR files, field by field: what each bit says, and where the walk over them ends."""

import struct

import pytest

from formaudit.extract.archives.rar import RarFile, RarListing, rar_listing
from tests.extract.archives.making import vint

RAR4 = b"Rar!\x1a\x07\x00"
RAR5 = b"Rar!\x1a\x07\x01\x00"
CRC = 0x1234ABCD


def _old(kind: int, flags: int = 0, body: bytes = b"", *, size: int | None = None) -> bytes:
    return struct.pack("<HBHH", 0, kind, flags, 7 + len(body) if size is None else size) + body


def _member(packed: int = 0, flags: int = 0, *, kind: int = 0x74, high: int | None = None) -> bytes:
    """A file's header: packed and whole size, system, checksum, and eleven bytes more; the high half of sizes behind."""
    body = struct.pack("<LLBL", packed, packed, 2, CRC) + bytes(12) + (b"" if high is None else struct.pack("<L", high))
    return _old(kind, flags, body)


PLAIN, LOCKED = RarFile(crc=CRC, encrypted=False), RarFile(crc=CRC, encrypted=True)


def _listing(*files: RarFile, volume: bool = False, secret: bool = False, whole: bool = False) -> RarListing:
    return RarListing(volume=volume, secret=secret, whole=whole, files=files)


@pytest.mark.parametrize(
    ("data", "listing"),
    [
        (_old(0x73) + _member() + _old(0x7B), _listing(PLAIN, whole=True)),
        # Without a mark the end of the last block is the end.
        (_old(0x73) + _member(), _listing(PLAIN, whole=True)),
        (_old(0x73) + _member(5) + b"bytes", _listing(PLAIN, whole=True)),
        (_old(0x73) + _member(5) + b"byte", _listing(PLAIN)),
        (_old(0x73) + _member(5) + b"bytes" + _member() + _old(0x7B), _listing(PLAIN, PLAIN, whole=True)),
        # What stands behind the mark is not read.
        (_old(0x73) + _old(0x7B) + _member(), _listing(whole=True)),
        # Bits of the archive: 1 a volume, 0x80 headers with a password, others nothing of ours.
        (_old(0x73, 0x1) + _old(0x7B), _listing(volume=True, whole=True)),
        (_old(0x73, 0x2) + _old(0x7B), _listing(whole=True)),
        (_old(0x73, 0x80) + _member(), _listing(secret=True)),
        (_old(0x73, 0x81) + _member(), _listing(volume=True, secret=True)),
        (_old(0x73, 0x40) + _member(), _listing(PLAIN, whole=True)),
        # Bits of a file: 4 a password, 0x100 sizes with a high half.
        (_old(0x73) + _member(flags=0x4), _listing(LOCKED, whole=True)),
        (_old(0x73) + _member(flags=0x2), _listing(PLAIN, whole=True)),
        (_old(0x73) + _member(2, 0x100, high=0) + b"ab", _listing(PLAIN, whole=True)),
        (_old(0x73) + _member(2, 0x100, high=1) + b"ab", _listing(PLAIN)),
        (_old(0x73) + _member(2, 0, high=1) + b"ab", _listing(PLAIN, whole=True)),
        # A service block has a size and is no file.
        (_old(0x73) + _member(3, kind=0x7A) + b"abc" + _member(), _listing(PLAIN, whole=True)),
        # A block of another kind has a size behind its header where a bit says so.
        (_old(0x75, 0x8000, struct.pack("<L", 4)) + b"more" + _member(), _listing(PLAIN, whole=True)),
        (_old(0x75, 0, struct.pack("<L", 4)) + _member(), _listing(PLAIN, whole=True)),
        # A header that is too short ends the walk, as does the end of the bytes within one.
        (_member() + _old(0x74, body=bytes(24)), _listing(PLAIN)),
        (_member() + _old(0x74, body=bytes(25)), _listing(PLAIN, RarFile(crc=0, encrypted=False), whole=True)),
        (_member() + _old(0x75, size=6) + _member(), _listing(PLAIN)),
        (_member() + _old(0x75, size=7) + _member(), _listing(PLAIN, PLAIN, whole=True)),
        (_member()[:31], _listing()),
        (_member() + _old(0x7B)[:6], _listing(PLAIN)),
        (_member() + _old(0x7B)[:7], _listing(PLAIN, whole=True)),
        (b"", _listing(whole=True)),
    ],
)
def test_old_headers(data: bytes, listing: RarListing) -> None:
    assert rar_listing(RAR4 + data) == listing


def _new(*fields: int, tail: bytes = b"", added: bytes = b"") -> bytes:
    """A checksum, the size of what follows it, fields, and bytes of the block behind it."""
    body = b"".join(map(vint, fields)) + tail
    return bytes(4) + vint(len(body)) + body + added


def _file(
    flags: int, attributes: int = 0, *, crc: bool = True, time: bool = False, extra: bytes = b"", size: int = 0
) -> bytes:
    own = (0x4 if crc else 0) | (0x2 if time else 0)
    head = [2, flags | (0x1 if extra else 0) | (0x2 if size else 0)]
    head += [len(extra)] if extra else []
    head += [size] if size else []
    tail = b"".join(map(vint, (own, size, attributes))) + (bytes(4) if time else b"")
    tail += struct.pack("<L", CRC) if crc else b""
    return _new(*head, tail=tail + b"\x00\x00\x05a.txt" + extra, added=bytes(size))


END = _new(5, 0, 0)
MAIN = _new(1, 0, 0)


def _record(kind: int, content: bytes = b"") -> bytes:
    body = vint(kind) + content
    return vint(len(body)) + body


@pytest.mark.parametrize(
    ("data", "listing"),
    [
        (MAIN + _file(0) + END, _listing(PLAIN, whole=True)),
        (MAIN + _file(0), _listing(PLAIN)),
        (_new(1, 0, 1) + END, _listing(volume=True, whole=True)),
        (_new(1, 0, 2) + END, _listing(whole=True)),
        (_new(1, 1, 0, 1) + END, _listing(volume=True, whole=True)),  # with a size of extra records before its flags
        (_new(4, 0, 0) + _file(0) + END, _listing(secret=True)),
        (_new(3, 0, 0) + _file(0) + END, _listing(PLAIN, whole=True)),
        (END + _file(0), _listing(whole=True)),
        # The checksum stands behind the time where there is one, and may be wanting.
        (_file(0, time=True) + END, _listing(PLAIN, whole=True)),
        (_file(0, crc=False) + END, _listing(RarFile(crc=None, encrypted=False), whole=True)),
        (_file(0, attributes=300) + END, _listing(PLAIN, whole=True)),
        (_file(0, size=200) + _file(0) + END, _listing(PLAIN, PLAIN, whole=True)),
        # A password is a record of its own among others.
        (_file(0, extra=_record(1, b"key")) + END, _listing(LOCKED, whole=True)),
        (_file(0, extra=_record(2, b"sum")) + END, _listing(PLAIN, whole=True)),
        (_file(0, extra=_record(3, b"time") + _record(1, b"key")) + END, _listing(LOCKED, whole=True)),
        (_file(0, extra=_record(3, b"\x01\x01\x01")) + END, _listing(PLAIN, whole=True)),
        (_file(0, extra=_record(1), size=3) + END, _listing(LOCKED, whole=True)),
        (END[:6], _listing()),
        (b"", _listing()),
    ],
)
def test_new_headers(data: bytes, listing: RarListing) -> None:
    assert rar_listing(RAR5 + data) == listing
