"""Files embedded in an older Word file that its converter has dropped without a word."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.carried import embedded_files
from formaudit.model.document import Document, Warn
from formaudit.model.source_format import SourceFormat

__all__ = ["with_objects"]

_TOLD: Final = ("embedded-object", "embedded-read", "equation-object")
_READ: Final = "embedded-read"
_WORKBOOKS: Final = frozenset((SourceFormat.XLS, SourceFormat.XLSX, SourceFormat.XLSB))


def with_objects(document: Document, data: bytes, kind: str) -> Document:
    """The document with a warning for each embedded file, where fewer are told of than the file holds.

    Which of several workbooks were read where they stand is not known then; those are taken for read.
    """
    try:
        held = list(embedded_files(data, kind))
    except InputError:
        return document
    told = [warning for warning in document.warnings if warning.code in _TOLD]
    if len(told) >= len(held):
        return document
    read = any(warning.code == _READ for warning in told)
    names = [inside.name for inside in held if not (read and inside.kind in _WORKBOOKS)]
    if not names:
        return document
    return replace(document, warnings=(*_without(document), Warn(code=_TOLD[0], detail="、".join(names), unread=True)))


def _without(document: Document) -> Iterator[Warn]:
    return (warning for warning in document.warnings if warning.code != _TOLD[0])
