"""The names inside an OLE compound file (MS-CFB), read straight from its directory chain.

Only the directory is needed to tell a .doc from an .xls or an encrypted package, so no library is asked.
"""

import struct
from typing import Final

__all__ = ["MAGIC", "names"]

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = 512
_ENTRY: Final = 128
_MOST_SECTORS: Final = 4096
_LAST: Final = 0xFFFFFFFA


def names(data: bytes) -> frozenset[str]:
    """The names of all storages and streams in lower case (OLE ignores case), as far as the file is whole.

    Never raises.
    """
    if not data.startswith(MAGIC) or len(data) < _HEADER:
        return frozenset()
    shift = struct.unpack_from("<H", data, 30)[0]
    size = 1 << shift if shift in (9, 12) else 512
    table = _allocation(data, size)
    found: set[str] = set()
    sector = int(struct.unpack_from("<I", data, 48)[0])
    seen: set[int] = set()
    while sector < _LAST and sector not in seen and len(seen) < _MOST_SECTORS:
        seen.add(sector)
        start = (sector + 1) * size
        found.update(_entries(data[start : start + size]))
        sector = table[sector] if sector < len(table) else _LAST
    return frozenset(found)


def _allocation(data: bytes, size: int) -> tuple[int, ...]:
    """The file allocation table from the first 109 places in the header: enough for any directory we need."""
    table: list[int] = []
    for sector in struct.unpack_from("<109I", data, 76):
        start = (sector + 1) * size
        if sector >= _LAST or start + size > len(data):
            break
        table.extend(struct.unpack_from(f"<{size // 4}I", data, start))
    return tuple(table)


def _entries(sector: bytes) -> list[str]:
    found = []
    for start in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", sector, start + 64)[0]
        if 2 <= length <= 64:
            found.append(sector[start : start + length - 2].decode("utf-16-le", "replace").lower())
    return found
