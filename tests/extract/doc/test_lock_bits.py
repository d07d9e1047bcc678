"""Bits in the header of a DOC's main stream: which say that it is locked or fast-saved, and where the header is sought."""

import struct

import pytest

from formaudit.extract.doc.lock import is_fast_saved, is_locked
from formaudit.extract.ole import MAGIC

NAME = "WordDocument\0".encode("utf-16-le")


def _file(
    flags: int,
    *,
    mark: int = 0xA5EC,
    power: int = 9,
    sector: int = 1,
    length: int = 4096,
    entry: int = 512,
    cut: int = 0,
) -> bytes:
    """A container with one entry of a directory, and the stream's header in the sector that the entry names."""
    size = 1 << power
    start = (sector + 1) * size
    out = bytearray(max(start + 12, entry + 128))
    out[: len(MAGIC)] = MAGIC
    struct.pack_into("<H", out, 30, power)
    out[entry : entry + len(NAME)] = NAME
    struct.pack_into("<II", out, entry + 116, sector, length)
    struct.pack_into("<H", out, start, mark)
    struct.pack_into("<H", out, start + 10, flags)
    return bytes(out[: len(out) - cut])


@pytest.mark.parametrize(
    ("flags", "locked", "fast"),
    [
        (0x0000, False, False),
        (0x0100, True, False),
        (0x0004, False, True),
        (0x0104, True, True),
        (0xFEFB, False, False),
        (0x0200, False, False),
        (0x0008, False, False),
    ],
)
def test_two_bits_say_locked_and_fast_saved(flags: int, locked: bool, fast: bool) -> None:
    data = _file(flags)
    assert (is_locked(data), is_fast_saved(data)) == (locked, fast)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (_file(0x100, mark=0xA5DC), True),
        (_file(0x100, mark=0xA5ED), False),
        # A stream below this size lies elsewhere.
        (_file(0x100, length=4095), False),
        (_file(0x100, length=4096), True),
        # Sectors of another size, another place of the stream.
        (_file(0x100, power=12), True),
        (_file(0x100, sector=7), True),
        (_file(0x100, sector=1, entry=2048), True),
        # A name before the first sector is no entry.
        (_file(0x100, sector=3, entry=511), False),
        (_file(0x100, sector=3, entry=512), True),
        # The header or the entry has to be there whole.
        (_file(0x100, sector=3), True),
        (_file(0x100, sector=3, cut=1), False),
        (_file(0x100, sector=1, entry=2048, cut=1), False),
        (b"PK" + _file(0x100)[2:], False),
        (b"", False),
    ],
)
def test_where_the_header_stands(data: bytes, found: bool) -> None:
    assert is_locked(data) == found
