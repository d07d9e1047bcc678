"""Parts of a Word file beside its text: charts, diagrams and controls are told, chunks of other files are read."""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from formaudit.errors import InputError
from formaudit.extract.beside import may_hold_form, words_of_part
from formaudit.extract.blocks import Grid, Text
from formaudit.extract.docx import names as n
from formaudit.extract.docx.found import Found
from formaudit.extract.inner import read_file
from formaudit.extract.marks import DOUBTED
from formaudit.extract.package import Package, Relation
from formaudit.extract.pictured import Album
from formaudit.model.document import Document, Paragraph, Source, Warn
from formaudit.model.table import Table

__all__ = ["forms_in_parts", "pieces_of", "read_chunks", "read_pictures"]

_KINDS: Final = {
    "chart": "chart",
    "chartEx": "chart",
    "diagramData": "diagram",
    "control": "control",
    "activeXControlBinary": "control",
}
"""The kinds of relationship, and the codes of the warnings that tell of them."""


def forms_in_parts(package: Package, relations: Iterable[Relation]) -> frozenset[str]:
    """The codes of those warnings about charts, diagrams and controls in whose words a form may stand."""
    found: set[str] = set()
    for relation in relations:
        code = _KINDS.get(relation.kind)
        if code is not None and code not in found and may_hold_form(words_of_part(_part(package, relation.target))):
            found.add(code)
    return frozenset(found)


def _part(package: Package, name: str) -> bytes:
    try:
        return package.part(name) or b""
    except InputError:
        return b""


def read_chunks(
    root: etree._Element, found: Found, package: Package, relations: Iterable[Relation], source: Source
) -> tuple[Warn, ...]:
    """Read the chunks of other files that Word prints where they stand.

    Of one inside a table only lines of text are read; a cell with any other chunk shows what nobody knows: doubt.

    What was read is put under a key into ``found.inserted``, and an element in its place; ``found.chunks`` counts the
    rest. A form may stand in lines of text that no rule parts.
    """
    targets = {relation.id: relation.target for relation in relations}
    names: list[str] = []
    behind: dict[etree._Element, etree._Element] = {}
    flat = False
    for chunk in list(root.iter(n.ALT_CHUNK)):
        part = targets.get(chunk.get(n.RELATION + "id", ""), "")
        data = _part(package, part) if part else b""
        document = read_file(data, source.path, part.rpartition("/")[2]) if data else None
        if next(chunk.iterancestors(n.TC), None) is not None:
            known = document is not None and not document.tables and not document.warnings
            _put_lines(chunk, [block.text for block in document.paragraphs] if document and known else [DOUBTED])
            found.chunks -= known
            found.marked = found.marked or not known
            names.extend([part.rpartition("/")[2]] if known else [])
            continue
        if document is None or not document.blocks:
            continue
        found.keys += 1
        key = str(found.keys)
        found.inserted[key] = pieces_of(document)
        found.chunks -= 1
        names.append(part.rpartition("/")[2])
        flat = flat or (not document.tables and may_hold_form("\n".join(block.text for block in document.paragraphs)))
        chunk.tag = n.INSERTED
        chunk.set("key", key)
        paragraph = next(chunk.iterancestors(n.P), None)
        if paragraph is not None:
            # Some programs put a chunk into a paragraph, where no block is looked for: it is printed behind it.
            behind.get(paragraph, paragraph).addnext(chunk)
            behind[paragraph] = chunk
    return (Warn(code="alt-chunk-read", detail="、".join(names), unread=flat),) if names else ()


def _put_lines(chunk: etree._Element, lines: Iterable[str]) -> None:
    """Put lines of text in the place of a chunk, or where it stands inside a paragraph, behind that."""
    before = next(chunk.iterancestors(n.P), chunk)
    for line in lines:
        paragraph = etree.Element(n.P)
        etree.SubElement(etree.SubElement(paragraph, n.R), n.T).text = line
        before.addnext(paragraph)
        before = paragraph
    parent = chunk.getparent()
    if parent is not None:
        parent.remove(chunk)


def read_pictures(found: Found, package: Package, relations: Iterable[Relation], album: Album) -> None:
    """Read the pictures that may show tables into ``found.inserted``; those that were read are counted no more."""
    targets = {relation.id: relation.target for relation in relations}
    for picture in found.shown:
        part = targets.get(picture.link, "")
        said = album.pieces(_part(package, part) if part else b"", part.rpartition("/")[2], picture.wide)
        if said is not None:
            found.inserted[picture.key] = said
            found.pictures -= 1
            found.large -= picture.large
    found.shown.clear()


def pieces_of(document: Document) -> list[Text | Grid]:
    """The blocks of another file as pieces of this one."""
    found: list[Text | Grid] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(Text(text=block.text, confidence=block.confidence))
        elif isinstance(block, Table):
            found.append(Grid(cells=block.cells, rows=block.rows, cols=block.cols))
    return found
