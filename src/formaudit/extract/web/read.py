"""The way in to web pages: bytes to a tree, the tree to the blocks of a document."""

from collections.abc import Sequence
from typing import Final

from lxml import etree, html
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.blocks import Grid, Text, assemble
from formaudit.extract.marks import Remark, settled, told
from formaudit.extract.pictured import Album
from formaudit.extract.sniff import sniff
from formaudit.extract.web.charset import decode_page
from formaudit.extract.web.dress import dress
from formaudit.extract.web.frames import open_frames
from formaudit.extract.web.images import note_images
from formaudit.extract.web.mhtml import attached_parts, pages_of, pictures_of
from formaudit.extract.web.page import pieces
from formaudit.extract.web.pictured import read_images
from formaudit.extract.web.unread import long_values, unread_words
from formaudit.model.document import Document, Paragraph, Source, Warn
from formaudit.model.source_format import SourceFormat
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
    archived = sniff(data) == SourceFormat.MHTML
    roots = [_tree(page, charset, source.path) for page, charset in _pages(data, source.path, archived=archived)]
    whole = [root for root in roots if root is not None]
    if not whole:
        raise InputError("empty", source.path)
    plain = [root for root in whole if root.find(".//frameset") is None]
    if not plain:
        raise InputError("unsupported", source.path, "HTML frameset")  # the sheets are other files
    remarks: list[Remark] = []
    warnings: list[Warn] = []
    found: list[Text | Grid] = []
    held = pictures_of(data) if archived else {}
    album = Album()
    for root in plain:
        warnings += open_frames(root, elsewhere=not archived)
        read_images(root, held, album)
        warnings += note_images(root)
        warnings += long_values(root)
        hidden = dress(root, remarks)
        warnings += unread_words(root, hidden)
        found += settled(pieces(root, source.path, hidden), remarks)
    warnings += album.warnings
    blocks = assemble(found)
    if not blocks and not any(warning.unread for warning in warnings):
        raise InputError("empty", source.path)
    blocks, uneven = _ragged(blocks)
    attached = "、".join(name for name, _ in attached_parts(data)) if archived else ""
    if attached:
        warnings.append(Warn(code="attachments-unread", detail=attached, unread=True))
    return Document(source=source, blocks=blocks, warnings=(*told(remarks), *warnings, *uneven))


def _pages(data: bytes, file: str, *, archived: bool) -> list[tuple[bytes, str]]:
    return pages_of(data, file) if archived else [(data, "")]


def _tree(data: bytes, charset: str, file: str) -> etree._Element | None:
    """A page as a tree, ``None`` where it is blank.

    Raises:
        InputError: ``damaged``, ``too-complex``.

    """
    text = decode_page(data, charset)
    if not text.strip():
        return None
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:  # lxml's way of saying that there is not one element
        return None
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("damaged", file, str(error)) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise InputError("too-complex", file)  # the parser has left out all that lies deeper
    return root


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
