"""The names inside an OLE compound file (MS-CFB), read straight from its directory chain.

Only the directory is needed to tell a .doc from an .xls or an encrypted package, so no library is asked.
"""

import struct
from typing import Final, NamedTuple

__all__ = ["MAGIC", "has_directory", "names", "top_names"]

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = 512
_ENTRY: Final = 128
_MOST_SECTORS: Final = 4096
_ROOT: Final = "root entry"
_LAST: Final = 0xFFFFFFFA


def names(data: bytes) -> frozenset[str]:
    """The names of all storages and streams in lower case (OLE ignores case), as far as the file is whole.

    Never raises.
    """
    return frozenset(entry.name for entry in _all_entries(data))


def top_names(data: bytes) -> frozenset[str]:
    """The names that stand at the top and not in a storage, where embedded files have theirs; all if none does.

    Never raises.
    """
    entries = _all_entries(data)
    found: set[str] = set()
    waiting = [entries[0].child] if entries else []
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        found.add(entries[number].name)
        waiting += [entries[number].left, entries[number].right]
    known = frozenset(found) - {"", entries[0].name if entries else ""}
    return known or names(data)


def has_directory(data: bytes) -> bool:
    """Whether a directory stands where the head says, with the entry that all others hang on.

    What has none is rubbish behind the right first bytes; LibreOffice would read it as text. Never raises.
    """
    return _ROOT in names(data)


class _Entry(NamedTuple):
    """One entry of the directory: its name, its neighbours in the tree of its storage, the tree of what it holds."""

    name: str
    left: int
    right: int
    child: int


def _all_entries(data: bytes) -> list[_Entry]:
    if not data.startswith(MAGIC) or len(data) < _HEADER:
        return []
    shift = struct.unpack_from("<H", data, 30)[0]
    size = 1 << shift if shift in (9, 12) else 512
    table = _allocation(data, size)
    found: list[_Entry] = []
    sector = int(struct.unpack_from("<I", data, 48)[0])
    seen: set[int] = set()
    while sector < _LAST and sector not in seen and len(seen) < _MOST_SECTORS:
        seen.add(sector)
        start = (sector + 1) * size
        found.extend(_entries(data[start : start + size]))
        sector = table[sector] if sector < len(table) else _LAST
    return found


def _allocation(data: bytes, size: int) -> tuple[int, ...]:
    """The file allocation table from the first 109 places in the header: enough for any directory we need."""
    table: list[int] = []
    for sector in struct.unpack_from("<109I", data, 76):
        start = (sector + 1) * size
        if sector >= _LAST or start + size > len(data):
            break
        table.extend(struct.unpack_from(f"<{size // 4}I", data, start))
    return tuple(table)


def _entries(sector: bytes) -> list[_Entry]:
    found = []
    for start in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", sector, start + 64)[0]
        named = 2 <= length <= 64
        name = sector[start : start + length - 2].decode("utf-16-le", "replace").lower() if named else ""
        found.append(_Entry(name, *struct.unpack_from("<III", sector, start + 68)))
    return found
