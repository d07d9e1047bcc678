"""Documents sent through a file format and back, so that a case tests the readers too."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from formaudit.extract.door import extract_bytes
from formaudit.extract.write import as_docx, as_txt
from formaudit.model.document import Document

__all__ = ["FORMATS", "written"]

FORMATS: Final = MappingProxyType({"docx": as_docx.write, "txt": as_txt.write})
"""The formats that add nothing to paragraphs and tables, so that places stay comparable."""


def written(documents: Sequence[Document], form: str) -> tuple[Document, ...]:
    """The documents written in a format and read again under their old names; unchanged where ``form`` is empty."""
    if not form:
        return tuple(documents)
    return tuple(
        replace(read, source=replace(read.source, path=document.source.path))
        for document in documents
        for read in (extract_bytes(FORMATS[form](document, ""), document.source.path),)
    )
