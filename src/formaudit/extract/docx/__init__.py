"""DOCX by a direct walk over its XML: cells, spans and text exactly as the file has them, nothing lost or doubled.

Headers and footers are left out: they repeat on every page. A warning says so where one holds a table with more than a
few words. Notes at the foot are left out with a warning, comments silently.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from formaudit.errors import InputError
from formaudit.extract.blocks import Grid, Text, assemble
from formaudit.extract.docx import names as n
from formaudit.extract.docx.numbering import Numbering, read_numbering, read_styles
from formaudit.extract.docx.simplify import simplify
from formaudit.extract.docx.walk import pieces
from formaudit.extract.package import Package, Relation, open_package, parse, parse_in_turn
from formaudit.model.document import Document, Paragraph, Source, Warn

__all__ = ["read"]

_USUAL: Final = "word/document.xml"
_LONG_HEADER: Final = 20
_FEW_LETTERS: Final = 40
_LARGE: Final = 6 * 1024 * 1024
"""Bytes of XML above which a document is read as it is parsed."""
_OWN_NOTES: Final = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def read(data: bytes, source: Source) -> Document:
    """Read a DOCX.

    Raises:
        InputError: damaged, encrypted, too large.

    """
    package = open_package(data, source.path)
    main = _main(package)
    xml = package.part(main)
    if xml is None:
        raise InputError("damaged", source.path, main)
    relations = package.relations(main)
    embedded: Counter[str] = Counter()
    try:
        blocks = assemble(_printed(xml, package, relations, embedded))
    except (etree.XMLSyntaxError, RecursionError) as error:
        raise InputError("damaged", source.path, str(error).partition("\n")[0][:120]) from error
    if not embedded["bodies"]:
        raise InputError("damaged", source.path, main)
    document = Document(source=source, blocks=blocks)
    return replace(document, warnings=(*_embedded(document, embedded), *_left_out(package, relations)))


def _printed(
    xml: bytes, package: Package, relations: tuple[Relation, ...], embedded: Counter[str]
) -> Iterator[Text | Grid]:
    """The paragraphs and tables of the main part; ``embedded`` counts its bodies and what is embedded in them.

    A large document is read as it is parsed, since each part of it takes ten times its size to hold.
    """
    if len(xml) <= _LARGE:
        body = parse(xml).find(n.BODY)
        if body is not None:
            _count(body, embedded)
            simplify(body, *_lists(body, package, relations))
            yield from pieces(body)
        return
    lists = _lists(None, package, relations)
    for body, last in parse_in_turn(xml, n.BODY, n.P, n.TBL):
        for child in list(body) if last else list(body)[:-1]:
            _count(child, embedded)
            simplify(child, *lists)
        yield from pieces(body if last else list(body)[:-1])


def _count(root: etree._Element, embedded: Counter[str]) -> None:
    embedded["bodies"] += 1
    embedded["chunks"] += sum(1 for _ in root.iter(n.ALT_CHUNK))
    embedded["pictures"] += sum(1 for _ in root.iter(*n.PICTURES))


def _main(package: Package) -> str:
    """The main part: named by the package's relationships, by the usual name where they are missing."""
    for relation in package.relations(""):
        if relation.kind == "officeDocument" and package.has(relation.target):
            return relation.target
    return _USUAL


def _lists(
    body: etree._Element | None, package: Package, relations: tuple[Relation, ...]
) -> tuple[Numbering, frozenset[str]]:
    """The automatic numbers and hiding styles in use; side parts are read only if the text refers to them.

    Without ``body`` the text is too large to look through it first, and they are read whatever it says.
    """
    if body is None:
        known, hidden = read_styles(_tree(_part(package, relations, "styles")))
        return read_numbering(_tree(_part(package, relations, "numbering")), known), hidden
    used = {n.attr(element, "val") for element in body.iter(n.P_STYLE, n.R_STYLE)}
    numbered = next(body.iter(n.NUM_PR), None) is not None
    styles, hiding = read_styles(_tree(_part(package, relations, "styles"))) if used else ({}, frozenset[str]())
    if not numbered and used.isdisjoint(styles):
        return Numbering(), hiding
    return read_numbering(_tree(_part(package, relations, "numbering")), styles), hiding


def _part(package: Package, relations: tuple[Relation, ...], kind: str) -> bytes | None:
    return next((package.part(relation.target) for relation in relations if relation.kind == kind), None)


def _tree(data: bytes | None) -> etree._Element | None:
    """A side part's XML; a broken one is as good as none, since the text does not depend on it."""
    if not data:
        return None
    try:
        return parse(data)
    except etree.XMLSyntaxError:
        return None


def _embedded(document: Document, embedded: Counter[str]) -> tuple[Warn, ...]:
    found = []
    if embedded["chunks"]:
        found.append(Warn(code="alt-chunk", detail=str(embedded["chunks"])))
    letters = sum(
        len(block.text) if isinstance(block, Paragraph) else sum(len(cell.text) for cell in block)
        for block in document.blocks
    )
    if letters < _FEW_LETTERS and embedded["pictures"]:
        found.append(Warn(code="pictures-only", detail=str(embedded["pictures"])))
    return tuple(found)


def _left_out(package: Package, relations: tuple[Relation, ...]) -> tuple[Warn, ...]:
    found = []
    for relation in relations:
        if relation.kind in {"header", "footer"}:
            root = _tree(package.part(relation.target))
            tables = [] if root is None else list(root.iter(n.TBL))
            if any(len("".join(text.text or "" for text in table.iter(n.T))) > _LONG_HEADER for table in tables):
                found.append(Warn(code="header-table", detail=relation.target))
        elif relation.kind in {"footnotes", "endnotes"}:
            root = _tree(package.part(relation.target))
            notes = [] if root is None else [note for note in root if n.attr(note, "type") not in _OWN_NOTES]
            if any((text.text or "").strip() for note in notes for text in note.iter(n.T)):
                found.append(Warn(code="notes", detail=str(len(notes))))
    return tuple(found)
