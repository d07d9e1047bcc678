"""Files embedded in other files (OLE objects, packages): taken out of what programs wrap around them.

Most documents hold none: what opens them is loaded when one comes.
"""

import importlib
import io
import struct
from pathlib import PurePosixPath
from typing import Any, Final

from msgspec import Struct

from formaudit.extract.sniff import sniff
from formaudit.model.source_format import SourceFormat

__all__ = [
    "DOCUMENTS",
    "LARGEST",
    "NATIVE",
    "WHOLE",
    "Inside",
    "container_of",
    "native_file",
    "opened",
]

LARGEST: Final = 64 * 1024 * 1024
"""The largest embedded file that is opened, in bytes."""
DOCUMENTS: Final = frozenset(
    (
        SourceFormat.DOCX,
        SourceFormat.DOC,
        SourceFormat.WPS,
        SourceFormat.RTF,
        SourceFormat.PDF,
        SourceFormat.OFD,
        SourceFormat.XLSX,
        SourceFormat.XLS,
        SourceFormat.XLSB,
        SourceFormat.ODT,
        SourceFormat.ODS,
    )
)
"""The formats in which forms are written; text, pages and pictures may as well be data of a program."""
NATIVE: Final = "\x01Ole10Native"
WHOLE: Final = ("Package", "CONTENTS")
"""Streams that hold a whole file of another program."""
_EQUATION: Final = "Equation Native"


class Inside(Struct, frozen=True, kw_only=True):
    """An embedded file: its bytes, its name where one is stored, its format as the bytes tell it."""

    data: bytes
    name: str
    kind: str


def container_of(data: bytes) -> Any:
    """The bytes of a compound file opened by olefile, which raises what it likes on a broken one."""
    return importlib.import_module("olefile").OleFileIO(io.BytesIO(data))


def opened(data: bytes, name: str) -> Inside:
    """The file inside an embedded part, taken out of the OLE wrapping that programs put around it.

    What cannot be taken out is given as it is; nothing is raised, an embedded part that is broken is told like any.
    """
    kind = sniff(data)
    if kind not in (SourceFormat.OLE, SourceFormat.WPS) or len(data) > LARGEST:
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
