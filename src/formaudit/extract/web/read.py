"""The way in to web pages: bytes to a tree, the tree to the blocks of a document."""

from typing import Final

from lxml import etree, html

from formaudit.errors import InputError
from formaudit.extract.blocks import assemble
from formaudit.extract.sniff import sniff
from formaudit.extract.web.charset import decode_page
from formaudit.extract.web.mhtml import page_of
from formaudit.extract.web.page import pieces
from formaudit.model.document import Document, Source

__all__ = ["read"]

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
    blocks = assemble(pieces(root, source.path))
    if not blocks:
        raise InputError("empty", source.path)
    return Document(source=source, blocks=blocks)
