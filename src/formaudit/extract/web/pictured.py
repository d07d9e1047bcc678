"""Pictures that a page holds itself and that may be tables: what recognition reads of them stands in their place."""

import base64
import binascii
from collections.abc import Mapping
from typing import Final

from lxml import etree

from formaudit.extract.blocks import Grid, Text
from formaudit.extract.marks import DOUBTED
from formaudit.extract.pictured import Album
from formaudit.extract.web.words import tag_of

__all__ = ["read_images"]

_LEAST: Final = 4_000
"""Bytes of a picture that may show words; a button or a logo is smaller."""
_SURE: Final = 0.9


def read_images(root: etree._Element, parts: Mapping[str, bytes], album: Album) -> None:
    """Put what pictures say in their place; those that are not read stay. ``parts`` are those of a web archive.

    A picture inside a cell stays: what it says would be the cell's.
    """
    for image in list(root.iter("img")):
        data = _held(image.get("src", ""), parts)
        inside = any(tag_of(above) in ("td", "th") for above in image.iterancestors())
        if len(data) < _LEAST or inside:
            continue
        said = album.pieces(data, f"{len(album.known) + 1}", 0.0)
        parent = image.getparent()
        if said and parent is not None:
            place = etree.Element("div")
            place.extend([_paragraph(piece) if isinstance(piece, Text) else _table(piece) for piece in said])
            place.tail = image.tail
            parent.replace(image, place)


def _held(source: str, parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a picture in the page itself or in its archive; empty where it lies elsewhere."""
    head, comma, content = source.strip().partition(",")
    if not comma or not head.lower().startswith("data:image/") or not head.lower().endswith(";base64"):
        return parts.get(source.strip(), b"")
    try:
        return base64.b64decode(content)
    except (binascii.Error, ValueError):
        return b""


def _paragraph(piece: Text) -> etree._Element:
    made = etree.Element("p")
    made.text = piece.text + (DOUBTED if piece.confidence < _SURE else "")
    return made


def _table(piece: Grid) -> etree._Element:
    made = etree.Element("table", border="1")
    for number in range(piece.rows):
        row = etree.SubElement(made, "tr")
        for cell in piece.cells:
            if cell.row == number:
                place = etree.SubElement(row, "td", rowspan=str(cell.rowspan), colspan=str(cell.colspan))
                place.text = cell.text + (DOUBTED if cell.confidence < _SURE else "")
    return made
