"""Documents sent through a file format and back, so that a case tests the readers too."""

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from formaudit.extract.door import extract_bytes
from formaudit.extract.write import as_docx, as_html, as_txt
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Table

__all__ = ["FORMATS", "written"]

_LANG: Final = "zh"

FORMATS: Final[MappingProxyType[str, Callable[[Document, str], bytes]]] = MappingProxyType(
    {"docx": as_docx.write, "txt": as_txt.write, "html": as_html.write}
)
"""The formats that keep tables and paragraphs in their order. XLSX puts the text on a sheet of its own, so that a table
loses the line above it that says its unit: what is found there is no measure of the audit."""


def written(documents: Sequence[Document], form: str) -> tuple[Document, ...]:
    """The documents written in a format and read again under their old names; unchanged where ``form`` is empty.

    What a format adds is left out and paragraphs keep their numbers, so that places stay comparable.
    """
    if not form:
        return tuple(documents)
    return tuple(_again(document, form) for document in documents)


def _again(document: Document, form: str) -> Document:
    if not document.blocks:
        return document  # a fault has taken everything out; no format keeps nothing
    read = extract_bytes(FORMATS[form](document, _LANG), document.source.path)
    source = replace(read.source, path=document.source.path)
    return replace(read, source=source, blocks=tuple(_numbered(document, read)))


def _numbered(document: Document, read: Document) -> Iterator[Paragraph | Table]:
    """The blocks that were read, paragraphs under the numbers that they had before."""
    wanted = list(document.paragraphs)
    for block in read.blocks:
        if isinstance(block, Table):
            yield block
            continue
        at = next((at for at, each in enumerate(wanted) if _bare(each.text) == _bare(block.text)), None)
        if at is not None:
            yield replace(block, index=wanted[at].index)
            del wanted[: at + 1]


def _bare(text: str) -> str:
    return "".join(text.split())
