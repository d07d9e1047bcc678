"""What files embedded in a document hold: read by the same readers, at most three deep.

Most documents hold none: the reader of workbooks is loaded when one comes.
"""

import importlib
from contextvars import ContextVar
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.door import extract_bytes
from formaudit.extract.embedded import LARGEST
from formaudit.model.document import Document, Source

__all__ = ["read_file", "read_workbook"]

_DEEPEST: Final = 3
_DEPTH: Final[ContextVar[int]] = ContextVar("depth", default=0)
"""How deep the file that is being read lies in others: one may hold itself."""


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
    if depth >= _DEEPEST or len(data) > LARGEST:
        return None
    token = _DEPTH.set(depth + 1)
    try:
        document: Document = extract_bytes(data, path, name)
    except InputError:
        return None
    finally:
        _DEPTH.reset(token)
    return document
