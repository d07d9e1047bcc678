"""Files embedded in other files (OLE objects, packages), and what stands in them where that can be read.

Most documents hold none: what opens them, and the reader of workbooks, is loaded when one comes.
"""

import importlib
import io
import struct
from pathlib import PurePosixPath
from typing import Any, Final

from msgspec import Struct

from formaudit.extract.sniff import sniff
from formaudit.model.document import Document, Source

__all__ = ["Inside", "objects_in", "opened", "read_workbook"]

_LARGEST: Final = 64 * 1024 * 1024
_NATIVE: Final = "\x01Ole10Native"
_STREAMS: Final = ("Package", "CONTENTS")
"""Streams that hold a whole file of another program."""
_EQUATION: Final = "Equation Native"


_PROGRAMS: Final = (
    ("worddocument", "Word"),
    ("workbook", "Excel"),
    ("book", "Excel"),
    ("powerpoint document", "PowerPoint"),
    ("equation native", "Equation"),
    ("package", "Office"),
)


class Inside(Struct, frozen=True, kw_only=True):
    """An embedded file: its bytes, its name where one is stored, its format as the bytes tell it."""

    data: bytes
    name: str
    kind: str


def _container(data: bytes) -> Any:
    return importlib.import_module("olefile").OleFileIO(io.BytesIO(data))


def read_workbook(data: bytes, source: Source) -> Document:
    """What an embedded workbook holds.

    Raises:
        InputError: as the reader of workbooks.

    """
    document: Document = importlib.import_module("formaudit.extract.sheet").read(data, source)
    return document


def opened(data: bytes, name: str) -> Inside:
    """The file inside an embedded part, taken out of the OLE wrapping that programs put around it.

    What cannot be taken out is given as it is; nothing is raised, an embedded part that is broken is told like any.
    """
    kind = sniff(data)
    if kind not in ("ole", "wps") or len(data) > _LARGEST:
        return Inside(data=data, name=name, kind=kind)
    try:
        with _container(data) as container:
            if container.exists(_EQUATION):
                return Inside(data=b"", name=name, kind="equation")
            if container.exists(_NATIVE):
                return _native(container.openstream(_NATIVE).read(), name)
            for stream in _STREAMS:
                if container.exists(stream):
                    content = container.openstream(stream).read()
                    return Inside(data=content, name=name, kind=sniff(content))
    except (OSError, ValueError, struct.error, IndexError, TypeError, AttributeError, KeyError):
        return Inside(data=data, name=name, kind=kind)  # olefile stumbles over broken files in many ways
    return Inside(data=data, name=name, kind=kind)


def objects_in(data: bytes) -> tuple[str, ...]:
    """The names or formats of the files embedded in an XLS workbook; none where its storages cannot be read."""
    found: list[str] = []
    try:
        with _container(data) as container:
            storages = dict.fromkeys(path[0] for path in container.listdir() if len(path) > 1)
            for storage in storages:
                if not storage.upper().startswith("MBD"):
                    continue
                inside = {path[1].lower() for path in container.listdir() if path[0] == storage and len(path) > 1}
                if _NATIVE.lower() in inside:
                    found.append(_native(container.openstream([storage, _NATIVE]).read(), storage).name)
                    continue
                found.append(next((kind for stream, kind in _PROGRAMS if stream in inside), storage))
    except (OSError, ValueError, struct.error, IndexError, TypeError, AttributeError, KeyError):
        return tuple(found)  # olefile stumbles over broken files in many ways
    return tuple(found)


def _native(stream: bytes, name: str) -> Inside:
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
