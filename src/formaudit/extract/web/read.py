"""The way in to web pages: bytes to a tree, the tree to the blocks of a document."""

from collections.abc import Sequence
from typing import Final

from lxml import etree, html
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.blocks import assemble
from formaudit.extract.marks import Remark, settled, told
from formaudit.extract.sniff import sniff
from formaudit.extract.web.charset import decode_page
from formaudit.extract.web.dress import dress
from formaudit.extract.web.images import note_images
from formaudit.extract.web.mhtml import page_of
from formaudit.extract.web.page import pieces
from formaudit.model.document import Document, Paragraph, Source, Warn
from formaudit.model.table import Table

__all__ = ["read"]

_DOUBT: Final = 0.5
_NAMED: Final = 10
_LARGEST: Final = 100_000_000


def read(data: bytes, source: Source) -> Document:
    """The paragraphs and data tables of a page, without what is hidden. Nothing outside the file is fetched.

    Raises:
        InputError: ``empty``, ``damaged``, ``too-large``, ``too-complex``.

    """
    if len(data) > _LARGEST:
        raise InputError("too-large", source.path, str(len(data)))
    charset = ""
    if sniff(data) == "mhtml":
        data, charset = page_of(data, source.path)
    text = decode_page(data, charset)
    if not text.strip():
        raise InputError("empty", source.path)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError as error:  # lxml's way of saying that there is not one element
        raise InputError("empty", source.path) from error
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("damaged", source.path, str(error)) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise InputError("too-complex", source.path)  # the parser has left out all that lies deeper
    if root.find(".//frameset") is not None:
        raise InputError("unsupported", source.path, "HTML frameset")  # the sheets are other files
    remarks: list[Remark] = []
    pictures = note_images(root)
    hidden = dress(root, remarks)
    blocks = assemble(settled(pieces(root, source.path, hidden), remarks))
    if not blocks and not any(warning.unread for warning in pictures):
        raise InputError("empty", source.path)
    blocks, uneven = _ragged(blocks)
    return Document(source=source, blocks=blocks, warnings=(*told(remarks), *pictures, *uneven))


def _ragged(blocks: Sequence[Paragraph | Table]) -> tuple[tuple[Paragraph | Table, ...], tuple[Warn, ...]]:
    """The blocks, and a warning for tables in which some row has fewer or more cells than the others.

    Rows that stick out of their table are doubted: some cell in them is one too many, and nobody knows which.
    """
    found: list[Paragraph | Table] = []
    uneven: list[str] = []
    for block in blocks:
        if (
            not isinstance(block, Table)
            or sum(cell.rowspan * cell.colspan for cell in block) == block.rows * block.cols
        ):
            found.append(block)
            continue
        ends = [max((cell.col + cell.colspan for cell in block.row(row)), default=0) for row in range(block.rows)]
        usual = max(set(ends), key=lambda end: (ends.count(end), end))
        uneven.append(
            f"#{block.index + 1} R{next(row for row, end in enumerate(ends, 1) if end != usual or usual < block.cols)}"
        )
        if ends.count(usual) * 2 <= len(ends):
            usual = block.cols
        cells = tuple(replace(cell, confidence=_DOUBT) if ends[cell.row] > usual else cell for cell in block)
        found.append(replace(block, cells=cells))
    return tuple(found), (Warn(code="ragged-table", detail=", ".join(uneven[:_NAMED])),) if uneven else ()
