"""OpenDocument texts whose fields are hidden: LibreOffice prints such words when it writes them in another format."""

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from formaudit.extract.package import parse

__all__ = ["with_hidden_fields"]

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PART: Final = "content.xml"
_HIDDEN: Final = b'is-hidden="true"'
_NAME: Final = "hidden-by-field"
_LARGEST: Final = 50_000_000


def with_hidden_fields(data: bytes) -> bytes:
    """The document with the words of hidden fields and paragraphs in a hidden style, which every format has.

    What holds none, is damaged or very large comes back as it is.
    """
    if data[:2] != b"PK":
        return _rewritten(data) or data if _HIDDEN in data else data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo(_PART).file_size > _LARGEST:
                return data
            content = package.read(_PART)
            changed = _rewritten(content) if _HIDDEN in content else None
            if changed is None:
                return data
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as written:
                for entry in package.infolist():
                    written.writestr(entry, changed if entry.filename == _PART else package.read(entry))
            return out.getvalue()
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, OSError, ValueError, NotImplementedError):
        return data


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
        inner = etree.SubElement(paragraph, f"{_TEXT}span")
        inner.text, paragraph.text = paragraph.text, None
        for child in [child for child in paragraph if child is not inner]:
            inner.append(child)
        _hide(inner)
    style = etree.SubElement(styles, f"{_STYLE}style", {f"{_STYLE}name": _NAME, f"{_STYLE}family": "text"})
    etree.SubElement(style, f"{_STYLE}text-properties", {f"{_TEXT}display": "none"})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _hide(element: etree._Element) -> None:
    element.tag = f"{_TEXT}span"
    for name in list(element.attrib):
        del element.attrib[name]
    element.set(f"{_TEXT}style-name", _NAME)
