"""The files that programs embed in old Office files: storages of a compound file that hold a file each.

In a DOC they lie in its pool of objects, in an XLS in storages of their own: a wrapped file, or the storage is it.
"""

import struct
from collections.abc import Sequence
from typing import Any, Final

from formaudit.extract.compound import compound
from formaudit.extract.embedded import NATIVE, WHOLE, Inside, container_of, native_file
from formaudit.extract.sniff import sniff

__all__ = ["files_in"]

_OWN: Final = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
"""Streams that tell of which program a storage is the file, and the ends of their names."""
_POOL: Final = "objectpool"
_MOST: Final = 200
_BROKEN: Final = (OSError, ValueError, struct.error, IndexError, TypeError, AttributeError, KeyError)
"""What olefile raises on broken files."""


def files_in(data: bytes) -> list[Inside]:
    """The embedded files in their order; what cannot be taken out has no bytes and the name of its storage.

    Equations are left out: the readers tell of them. None where the file cannot be read.
    """
    found: list[Inside] = []
    try:
        with container_of(data) as container:
            streams = container.listdir(streams=True, storages=False)
            for storage in list(dict.fromkeys(filter(None, map(_storage, streams))))[:_MOST]:
                inside = _file(container, storage, [path for path in streams if tuple(path[: len(storage)]) == storage])
                if inside is not None:
                    found.append(inside)
    except _BROKEN:
        return found
    return found


def _storage(path: Sequence[str]) -> tuple[str, ...] | None:
    """The storage of the embedded file that a stream belongs to, ``None`` where it is of the file itself."""
    if len(path) > 2 and path[0].lower() == _POOL:
        return tuple(path[:2])
    return tuple(path[:1]) if len(path) > 1 and path[0].upper().startswith("MBD") else None


def _file(container: Any, storage: tuple[str, ...], streams: Sequence[list[str]]) -> Inside | None:
    own = {path[len(storage)].lower(): path for path in streams}
    name = storage[-1].strip("_")
    try:
        if "equation native" in own:
            return None
        if NATIVE.lower() in own:
            return native_file(container.openstream(own[NATIVE.lower()]).read(), name)
        for whole in WHOLE:
            if whole.lower() in own:
                content = container.openstream(own[whole.lower()]).read()
                return Inside(data=content, name=f"{name}.{sniff(content)}", kind=sniff(content))
        end = next((end for stream, end in _OWN.items() if stream in own), "")
        if not end:
            return None if set(own) <= _LINKS else Inside(data=b"", name=name, kind="")
        inner = {tuple(path[len(storage) :]): container.openstream(path).read() for path in streams}
        return Inside(data=compound(inner), name=f"{name}.{end}", kind=end)
    except _BROKEN:
        return Inside(data=b"", name=name, kind="")


_LINKS: Final = frozenset(
    ("\x01ole", "\x03objinfo", "\x01compobj", "\x03linkinfo", "\x03ocxname", "\x03epr", "\x03print")
)
"""Streams of a storage in which nothing is embedded: links to other files and what describes them."""
