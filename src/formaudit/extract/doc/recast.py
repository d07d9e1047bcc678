"""WordprocessingML 2003 (``Word 2003 XML``) and flat OPC, recast as the DOCX they are the forerunner and the twin of.

The XML of 2003 names its elements nearly as the one of 2006 does; only merges, tracked changes and list numbers differ.
"""

import base64
import binascii
import io
import zipfile
from typing import Final

from lxml import etree

from formaudit.errors import InputError

__all__ = ["recast"]

_OLD: Final = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_AUX: Final = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML: Final = "{http://schemas.microsoft.com/aml/2001/core}"
_NEW: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FLAT: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_RENAMED: Final = {"vmerge": "vMerge", "hmerge": "hMerge"}
_CHANGES: Final = {"Word.Deletion": "del", "Word.Insertion": "ins"}
_SILENT: Final = frozenset({"Word.Comment", "Word.Formatting"})
_MAIN: Final = "word/document.xml"
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    f' Target="{_MAIN}"/></Relationships>'
)


def recast(data: bytes, file: str) -> bytes:
    """The same document as a DOCX package.

    Raises:
        InputError: ``damaged`` where the XML is broken or holds no document.

    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("damaged", file, str(error)) from error
    if root is not None and root.tag == f"{_FLAT}package":
        return _packed(_flat_parts(root))
    body = None if root is None else root.find(f"{_OLD}body")
    if body is None:
        raise InputError("damaged", file, "w:body")
    _settle_changes(body)
    _spell_numbers(body)
    document = etree.Element(f"{_NEW}document")
    document.append(body)
    for element in document.iter(etree.Element):
        _rename(element)
    return _packed(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _RELATIONS.encode(),
            _MAIN: etree.tostring(document, encoding="UTF-8", xml_declaration=True),
        }
    )


def _rename(element: etree._Element) -> None:
    tag = str(element.tag)
    if tag.startswith(_OLD):
        name = tag.removeprefix(_OLD)
        element.tag = _NEW + _RENAMED.get(name, name)
    for key, value in list(element.attrib.items()):
        if str(key).startswith(_OLD):
            element.set(_NEW + str(key).removeprefix(_OLD), value)


def _settle_changes(body: etree._Element) -> None:
    """Annotations: tracked changes get their later names, comments go, bookmarks leave what they hold."""
    for note in list(body.iter(f"{_AML}annotation")):
        kind = note.get(f"{_OLD}type", "")
        parent = note.getparent()
        if parent is None:
            continue
        if kind in _SILENT:
            parent.remove(note)
            continue
        content = note.find(f"{_AML}content")
        if kind in _CHANGES and content is None:
            note.tag = _NEW + _CHANGES[kind]  # an empty mark: the row or the paragraph's end is what was changed
            continue
        if content is not None:
            content.tag = _NEW + _CHANGES.get(kind, "smartTag")
            note.addprevious(content)
        parent.remove(note)


def _spell_numbers(body: etree._Element) -> None:
    """The printed number of a list paragraph stands beside its text as a hint; it becomes the first words."""
    for hint in list(body.iter(f"{_AUX}t")):
        label = hint.get(f"{_AUX}val", "")
        paragraph = next(hint.iterancestors(f"{_OLD}p"), None)
        if paragraph is None or not label or label == "·":
            continue
        run = etree.Element(f"{_OLD}r")
        etree.SubElement(run, f"{_OLD}t").text = label
        place = 1 if len(paragraph) and paragraph[0].tag == f"{_OLD}pPr" else 0
        paragraph.insert(place, run)


def _flat_parts(root: etree._Element) -> dict[str, bytes]:
    parts: dict[str, bytes] = {"[Content_Types].xml": _TYPES.encode()}
    for part in root.iter(f"{_FLAT}part"):
        name = part.get(f"{_FLAT}name", "").lstrip("/")
        tree, binary = part.find(f"{_FLAT}xmlData"), part.find(f"{_FLAT}binaryData")
        if tree is not None and len(tree):
            parts[name] = etree.tostring(tree[0], encoding="UTF-8", xml_declaration=True)
        elif binary is not None and binary.text:
            try:
                parts[name] = base64.b64decode(binary.text)
            except binascii.Error:
                continue
    return parts


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
