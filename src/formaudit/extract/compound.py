"""OLE compound files (MS-CFB) written: what is embedded in one as a storage becomes a file of its own again."""

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

__all__ = ["compound"]

_SECTOR: Final = 512
_MINI: Final = 64
_CUTOFF: Final = 4096
"""Bytes under which a stream stands in the small sectors."""
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_IN_HEAD: Final = 109
"""Sectors of the allocation table that the head of a file can name: enough for 7 MB."""
_MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")


class _Node(Struct):
    """A storage, or a stream where it has no children; ``start`` and ``size`` say where its bytes lie."""

    name: str
    children: dict[str, "_Node"] = field(default_factory=dict)
    content: bytes | None = None
    start: int = _END
    size: int = 0


def compound(streams: Mapping[tuple[str, ...], bytes]) -> bytes:
    """A compound file of streams, each under the names that lead to it.

    Raises:
        ValueError: more than such a file can hold without further tables (7 MB).

    """
    root = _Node("Root Entry")
    for path, content in streams.items():
        node = root
        for name in path:
            node = node.children.setdefault(name, _Node(name))
        node.content = content
    nodes = _listed(root)
    table: list[int] = []
    small_table: list[int] = []
    body, small = bytearray(), bytearray()
    for node in nodes[1:]:
        if node.content is None:
            node.start = 0
        elif node.content:
            node.size = len(node.content)
            large = node.size >= _CUTOFF
            node.start = _add(*((body, table, _SECTOR) if large else (small, small_table, _MINI)), node.content)
    if small:
        root.size, root.start = len(small), _add(body, table, _SECTOR, bytes(small))
    small_sectors = -(-len(small_table) * 4 // _SECTOR)
    first_small = _add(body, table, _SECTOR, _words(small_table)) if small_table else _END
    first_entry = _add(body, table, _SECTOR, _directory(nodes))
    sectors = 1
    while sectors * (_SECTOR // 4) < len(table) + sectors:
        sectors += 1
    if sectors > _IN_HEAD:
        raise ValueError(sectors)
    places = [*range(len(table), len(table) + sectors), *[_FREE] * (_IN_HEAD - sectors)]
    table += [_TABLE] * sectors
    fixed = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    told = struct.pack("<9I", 0, sectors, first_entry, 0, _CUTOFF, first_small, small_sectors, _END, 0)
    head = _MAGIC + bytes(16) + fixed + told + struct.pack(f"<{_IN_HEAD}I", *places)
    return head + bytes(body) + _words(table).ljust(sectors * _SECTOR, b"\xff")


def _add(body: bytearray, table: list[int], sector: int, content: bytes) -> int:
    """Put a stream into sectors of its own behind the others; where it starts."""
    start, count = len(table), -(-len(content) // sector)
    table += [*range(start + 1, start + count), _END]
    body += content.ljust(count * sector, b"\0")
    return start


def _words(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _listed(root: _Node) -> list[_Node]:
    """The nodes, each before those below it."""
    found = [root]
    for node in found:
        found += _in_order(node)
    return found


def _in_order(node: _Node) -> list[_Node]:
    """The children in the order that the format wants: shorter names first."""
    return sorted(node.children.values(), key=lambda child: (len(child.name), child.name.upper()))


def _directory(nodes: Sequence[_Node]) -> bytes:
    places = {id(node): place for place, node in enumerate(nodes)}
    right: dict[int, int] = {}
    first: dict[int, int] = {}
    for node in nodes:
        below = _in_order(node)
        if below:
            # The children form a list that only leads on: a tree as good as any to who searches it.
            first[id(node)] = places[id(below[0])]
            right |= {id(one): places[id(other)] for one, other in pairwise(below)}
    out = b""
    for place, node in enumerate(nodes):
        code = node.name.encode("utf-16-le")[:62] + b"\0\0"
        kind = 5 if place == 0 else 1 if node.content is None else 2
        tail = struct.pack(
            "<HBBIII36xIQ",
            len(code),
            kind,
            1,
            _FREE,
            right.get(id(node), _FREE),
            first.get(id(node), _FREE),
            node.start,
            node.size,
        )
        out += code.ljust(64, b"\0") + tail
    return out
