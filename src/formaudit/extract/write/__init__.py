"""A ``Document`` written out: json, html, md, xlsx, csv. Each format is a module with ``write(document, lang)``."""

import importlib
from types import MappingProxyType
from typing import Final

from formaudit.extract.members import whole
from formaudit.model.document import Document

__all__ = ["BINARY", "WRITERS", "write"]

# Format -> module, loaded when asked for. One line for each format.
WRITERS: Final = MappingProxyType(
    {
        "json": "formaudit.extract.write.as_json",
        "html": "formaudit.extract.write.as_html",
        "md": "formaudit.extract.write.as_markdown",
        "xlsx": "formaudit.extract.write.as_xlsx",
        "csv": "formaudit.extract.write.as_csv",
    }
)
_NESTED: Final = "json"
"""The format in which the files that a file carries stand apart."""
BINARY: Final = frozenset(("xlsx",))
"""Formats that must not be written to a terminal."""


def write(document: Document, form: str, lang: str = "zh") -> bytes:
    """The document in one of the formats of ``WRITERS``; text formats are UTF-8."""
    shown = document if form == _NESTED else whole(document)
    written: bytes = importlib.import_module(WRITERS[form]).write(shown, lang)
    return written
