"""The content of an OpenDocument file, packed or flat, put right before LibreOffice gets to read it."""

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Final

__all__ = ["with_content"]

_PART: Final = "content.xml"
_LARGEST: Final = 50_000_000


def with_content(data: bytes, marks: Sequence[bytes], change: Callable[[bytes], bytes | None]) -> bytes:
    """The file with its content as ``change`` makes it, which is asked only where one of the ``marks`` stands in it.

    Where it answers ``None``, and where the file is damaged or its content is very large, the file comes back as it is.
    """
    if data[:2] != b"PK":
        return _changed(data, marks, change) or data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo(_PART).file_size > _LARGEST:
                return data
            changed = _changed(package.read(_PART), marks, change)
            if changed is None:
                return data
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as written:
                for entry in package.infolist():
                    written.writestr(entry, changed if entry.filename == _PART else package.read(entry))
            return out.getvalue()
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, OSError, ValueError, NotImplementedError):
        return data


def _changed(content: bytes, marks: Sequence[bytes], change: Callable[[bytes], bytes | None]) -> bytes | None:
    return change(content) if any(mark in content for mark in marks) else None
