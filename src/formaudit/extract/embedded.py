"""Files embedded in other files (OLE objects, packages), and what stands in them where that can be read.

Most documents hold none: what opens them, and the reader of workbooks, is loaded when one comes.
"""

import importlib
import io
import struct
from contextvars import ContextVar
from pathlib import PurePosixPath
from typing import Any, Final

from msgspec import Struct

from formaudit.errors import InputError
from formaudit.extract.sniff import sniff
from formaudit.model.document import Document, Source

__all__ = [
    "NATIVE",
    "WHOLE",
    "Inside",
    "container_of",
    "native_file",
    "opened",
    "read_file",
    "read_workbook",
]

_LARGEST: Final = 64 * 1024 * 1024
NATIVE: Final = "\x01Ole10Native"
WHOLE: Final = ("Package", "CONTENTS")
"""Streams that hold a whole file of another program."""
_EQUATION: Final = "Equation Native"
_DEEPEST: Final = 3
_DEPTH: Final[ContextVar[int]] = ContextVar("depth", default=0)
"""How deep the file that is being read lies in others: one may hold itself."""


class Inside(Struct, frozen=True, kw_only=True):
    """An embedded file: its bytes, its name where one is stored, its format as the bytes tell it."""

    data: bytes
    name: str
    kind: str


def container_of(data: bytes) -> Any:
    """The bytes of a compound file opened by olefile, which raises what it likes on a broken one."""
    return importlib.import_module("olefile").OleFileIO(io.BytesIO(data))


def read_workbook(data: bytes, source: Source) -> Document:
    """What an embedded workbook holds.

    Raises:
        InputError: as the reader of workbooks.

    """
    document: Document = importlib.import_module("formaudit.extract.sheet").read(data, source)
    return document


def read_file(data: bytes, path: str, name: str) -> Document | None:
    """What another file in a file holds, whatever its format; ``None`` where it cannot be read or lies too deep."""
    depth = _DEPTH.get()
    if depth >= _DEEPEST or len(data) > _LARGEST:
        return None
    token = _DEPTH.set(depth + 1)
    try:
        document: Document = importlib.import_module("formaudit.extract.door").extract_bytes(data, path, name)
    except InputError:
        return None
    finally:
        _DEPTH.reset(token)
    return document


def opened(data: bytes, name: str) -> Inside:
    """The file inside an embedded part, taken out of the OLE wrapping that programs put around it.

    What cannot be taken out is given as it is; nothing is raised, an embedded part that is broken is told like any.
    """
    kind = sniff(data)
    if kind not in ("ole", "wps") or len(data) > _LARGEST:
        return Inside(data=data, name=name, kind=kind)
    try:
        with container_of(data) as container:
            if container.exists(_EQUATION):
                return Inside(data=b"", name=name, kind="equation")
            if container.exists(NATIVE):
                return native_file(container.openstream(NATIVE).read(), name)
            for stream in WHOLE:
                if container.exists(stream):
                    content = container.openstream(stream).read()
                    return Inside(data=content, name=name, kind=sniff(content))
    except (OSError, ValueError, struct.error, IndexError, TypeError, AttributeError, KeyError):
        return Inside(data=data, name=name, kind=kind)  # olefile stumbles over broken files in many ways
    return Inside(data=data, name=name, kind=kind)


def native_file(stream: bytes, name: str) -> Inside:
    """A file that the Windows packager wrapped: two names and the length before its bytes."""
    at = 6
    label, at = _text(stream, at)
    _, at = _text(stream, at)
    at += 4
    length = struct.unpack_from("<I", stream, at)[0]
    at += 4 + length
    size = struct.unpack_from("<I", stream, at)[0]
    content = stream[at + 4 : at + 4 + size]
    return Inside(data=content, name=PurePosixPath(label.replace("\\", "/")).name or name, kind=sniff(content))


def _text(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.index(b"\0", at)
    return stream[at:end].decode("gb18030", "replace"), end + 1
