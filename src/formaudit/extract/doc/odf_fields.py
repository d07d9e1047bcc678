"""OpenDocument texts whose fields are hidden: LibreOffice prints such words when it writes them in another format."""

from typing import Final

from lxml import etree

from formaudit.extract.odf_content import with_content
from formaudit.extract.package import parse

__all__ = ["with_hidden_fields"]

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HIDDEN: Final = (b'is-hidden="true"', b'display="none"')
_NAME: Final = "hidden-by-field"


def with_hidden_fields(data: bytes) -> bytes:
    """The document with the words of hidden fields, paragraphs and sections in a hidden style, which every format has.

    What holds none, is damaged or very large comes back as it is.
    """
    return with_content(data, _HIDDEN, _rewritten)


def _rewritten(content: bytes) -> bytes | None:
    try:
        root = parse(content)
    except etree.XMLSyntaxError:
        return None
    styles = root.find(f"{_OFFICE}automatic-styles")
    if styles is None:
        return None
    for field in root.iter(f"{_TEXT}hidden-text"):
        if field.get(f"{_TEXT}is-hidden") == "true":
            _hide(field)
    for mark in list(root.iter(f"{_TEXT}hidden-paragraph")):
        paragraph = mark.getparent()
        if mark.get(f"{_TEXT}is-hidden") != "true" or paragraph is None:
            continue
        _hide_all(paragraph)
    for section in root.iter(f"{_TEXT}section"):
        if section.get(f"{_TEXT}display") == "none" or section.get(f"{_TEXT}is-hidden") == "true":
            for paragraph in list(section.iter(f"{_TEXT}p", f"{_TEXT}h")):
                _hide_all(paragraph)
    style = etree.SubElement(styles, f"{_STYLE}style", {f"{_STYLE}name": _NAME, f"{_STYLE}family": "text"})
    etree.SubElement(style, f"{_STYLE}text-properties", {f"{_TEXT}display": "none"})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _hide_all(paragraph: etree._Element) -> None:
    inner = etree.SubElement(paragraph, f"{_TEXT}span")
    inner.text, paragraph.text = paragraph.text, None
    for child in [child for child in paragraph if child is not inner]:
        inner.append(child)
    _hide(inner)


def _hide(element: etree._Element) -> None:
    element.tag = f"{_TEXT}span"
    for name in list(element.attrib):
        del element.attrib[name]
    element.set(f"{_TEXT}style-name", _NAME)
