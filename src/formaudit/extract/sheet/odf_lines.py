"""Line ends and tabs inside the cells of OpenDocument sheets: LibreOffice and calamine lose them.

What stood on two lines, 12.5 over 13.5, or on both sides of a tab would be one figure, 12.513.5.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from formaudit.extract.odf_content import with_content
from formaudit.extract.package import parse

__all__ = ["with_line_ends"]

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_BREAK: Final = f"{_TEXT}line-break"
_TAB: Final = f"{_TEXT}tab"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MARKS: Final = (b":line-break", b":tab/", b":tab ", b":tab>")


def with_line_ends(data: bytes) -> bytes:
    """The sheet with a paragraph for each line of a cell, and a blank for each tab, which both readers keep.

    What holds none, is damaged or very large comes back as it is.
    """
    return with_content(data, _MARKS, _rewritten)


def _rewritten(content: bytes) -> bytes | None:
    try:
        root = parse(content)
    except etree.XMLSyntaxError:
        return None
    for cell in root.iter(*_CELLS):
        for tab in list(cell.iter(_TAB)):
            tab.tag = f"{_TEXT}s"
        for paragraph in cell.findall(f"{_TEXT}p"):
            if next(paragraph.iter(_BREAK), None) is not None:
                for line in _lines(paragraph):
                    paragraph.addprevious(line)
                cell.remove(paragraph)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _lines(element: etree._Element) -> Iterator[etree._Element]:
    """Copies of the element, each with what stands on one of its lines."""
    line = _bare(element)
    line.text = element.text
    for child in list(element):
        if child.tag == _BREAK:
            yield line
            line = _bare(element)
            line.text = child.tail
            continue
        first, *more = _lines(child)
        line.append(first)
        for part in more:
            yield line
            line = _bare(element)
            line.append(part)
            first = part
        first.tail = child.tail
    yield line


def _bare(element: etree._Element) -> etree._Element:
    bare = etree.Element(element.tag)
    bare.attrib.update(element.attrib)
    return bare
