"""The files that a file carries, read with it, and both laid out as one document for formats that know only one."""

from typing import Final

from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.door import carried, carried_read, extract_bytes
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Table

__all__ = ["whole", "with_carried"]

_DEEPEST: Final = 2
"""So deep files are opened that other files carry."""


def with_carried(document: Document, data: bytes, depth: int = 1) -> Document:
    """The document of a file with those of the files that it carries; one that cannot be read stays named."""
    if depth > _DEEPEST:
        return document
    found: list[Document] = []
    names: list[str] = []
    for member in carried(document, data):
        try:
            inner = extract_bytes(member.data, document.source.path, member.name)
        except InputError:
            continue
        found.append(with_carried(inner, member.data, depth + 1))
        names.append(member.name)
    return replace(carried_read(document, names), carried=tuple(found)) if found else document


def whole(document: Document) -> Document:
    """The document with the carried ones behind it, each under a paragraph with its name; their places are left out."""
    if not document.carried:
        return document
    blocks: list[Paragraph | Table] = list(document.blocks)
    warnings = list(document.warnings)
    texts, tables = len(document.paragraphs), len(document.tables)
    for inner in map(whole, document.carried):
        warnings += inner.warnings
        head = Paragraph(index=0, text=inner.source.member)
        for block in (head, *inner.blocks):
            if isinstance(block, Table):
                cells = tuple(replace(cell, page=None, bbox=None, line=None) for cell in block.cells)
                blocks.append(replace(block, index=tables, cells=cells, pages=()))
                tables += 1
            else:
                blocks.append(replace(block, index=texts, page=None, bbox=None, line=None))
                texts += 1
    return replace(document, blocks=tuple(blocks), warnings=tuple(warnings), carried=())
