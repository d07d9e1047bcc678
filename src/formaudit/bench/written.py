"""Documents sent through a file format and back, so that a case tests the readers too."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from formaudit.extract.door import extract_bytes
from formaudit.extract.write import write
from formaudit.model.document import Document

__all__ = ["FORMATS", "written"]

FORMATS: Final = ("html", "xlsx")
"""The formats that hold paragraphs and spans as they are and can be written."""


def written(documents: Sequence[Document], form: str) -> tuple[Document, ...]:
    """The documents written in a format and read again under their old names; unchanged where ``form`` is empty."""
    if not form:
        return tuple(documents)
    return tuple(
        replace(read, source=replace(read.source, path=document.source.path))
        for document in documents
        for read in (extract_bytes(write(document, form), document.source.path),)
    )
