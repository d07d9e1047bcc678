"""Shortcuts for tests of the DOCX reader."""

from formaudit.extract.docx import read
from formaudit.model.document import Document, Source
from tests.drawing import docx_of

__all__ = ["document", "paragraphs", "run", "tbl", "tc"]


def document(*blocks: str, **parts: str) -> Document:
    """The document read from blocks (texts, drawings or raw XML) and side parts."""
    return read(docx_of(*blocks, **parts), Source(path="a.docx", sha256="", format="docx"))


def paragraphs(*blocks: str, **parts: str) -> list[str]:
    """The texts of its paragraphs."""
    return [paragraph.text for paragraph in document(*blocks, **parts).paragraphs]


def run(content: str, properties: str = "") -> str:
    """A run of raw XML."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def tc(content: str, properties: str = "") -> str:
    """A table cell; a content that does not begin with ``<`` is its text."""
    inner = content if content.startswith("<") else f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tbl(*rows: str, grid: str = "") -> str:
    """A table of rows, each the XML of its cells, or a whole ``w:tr`` or wrapper."""
    wrapped = (row if not row.startswith("<w:tc") else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{grid}{''.join(wrapped)}</w:tbl>"
