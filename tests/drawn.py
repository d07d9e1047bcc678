"""A whole document drawn as one text, in the notation of ``drawing``.

A line with a bar is a row of a table, any other line a paragraph; a paragraph or a blank line ends a table::

    附件4
    项目名称 | 阅读推广 | <
    产出/指标 | 数量指标 | 3
    ^         | 质量指标 | 90%

    填表人：甲某
"""

import hashlib
from itertools import groupby

from msgspec.structs import replace

from formaudit.model.document import Document
from tests.drawing import document_of, docx_of

__all__ = ["blocks_of", "drawn", "written"]


def blocks_of(text: str) -> list[str]:
    """The paragraphs and the drawings of tables in a text, apart."""
    blocks: list[str] = []
    for is_table, run in groupby(text.splitlines(), key=lambda line: "|" in line):
        lines = [line.strip() for line in run if line.strip()]
        blocks.extend(["\n".join(lines)] if is_table else lines)
    return blocks


def drawn(text: str, *, path: str = "材料.docx") -> Document:
    """The document that a text draws."""
    document = document_of(*blocks_of(text))
    return replace(
        document, source=replace(document.source, path=path, sha256=hashlib.sha256(text.encode()).hexdigest())
    )


def written(text: str) -> bytes:
    """A DOCX of the document that a text draws."""
    return docx_of(*blocks_of(text))
