"""DOCX by a direct walk over its XML: cells, spans and text exactly as the file has them, nothing lost or doubled.

Headers and footers are left out: they repeat on every page. Where one names the unit of account, that is put before
the tables; where one holds other figures, a warning says so. Notes at the foot and comments are left out with a
warning, and so are pictures, charts and objects, but for embedded workbooks, which are read where they stand.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.blocks import Grid, Text, assemble
from formaudit.extract.docx import names as n
from formaudit.extract.docx.around import embedded_files, left_out, tree, unit_lines, with_units
from formaudit.extract.docx.bound import fill_bound
from formaudit.extract.docx.found import Found
from formaudit.extract.docx.looks import looks_of, shading_styles
from formaudit.extract.docx.numbering import Numbering, read_numbering, read_styles
from formaudit.extract.docx.parts import forms_in_parts, read_chunks, read_pictures
from formaudit.extract.docx.simplify import Means, simplify
from formaudit.extract.docx.walk import pieces
from formaudit.extract.marks import settled, told
from formaudit.extract.package import Package, Relation, open_package, parse, parse_in_turn
from formaudit.extract.pictured import Album
from formaudit.model.document import Document, Paragraph, Source, Warn

__all__ = ["read"]

_USUAL: Final = "word/document.xml"
_FEW_LETTERS: Final = 40
_LARGE: Final = 6 * 1024 * 1024
"""Bytes of XML above which a document is read as it is parsed."""


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
    found = Found()
    remarks: list[Warn] = []
    try:
        blocks = assemble(
            settled(_printed(xml, package, relations, found, remarks, source), found.remarks, lambda: found.marked)
        )
    except (etree.XMLSyntaxError, RecursionError) as error:
        raise InputError("damaged", source.path, str(error).partition("\n")[0][:120]) from error
    if not found.bodies:
        raise InputError("damaged", source.path, main)
    document = Document(source=source, blocks=blocks)
    return replace(
        document,
        warnings=(
            *told(found.remarks),
            *remarks,
            *_embedded(document, found, package, relations),
            *left_out(package, relations),
        ),
    )


def _printed(
    xml: bytes,
    package: Package,
    relations: tuple[Relation, ...],
    found: Found,
    remarks: list[Warn],
    source: Source,
) -> Iterator[Text | Grid]:
    """The paragraphs and tables of the main part; ``found`` takes its bodies and what is embedded in them.

    A large document is read as it is parsed, since each part of it takes ten times its size to hold.
    """
    units = unit_lines(package, relations)
    album = Album()
    if len(xml) <= _LARGE:
        body = parse(xml).find(n.BODY)
        if body is not None:
            found.bodies += 1
            _count(body, found)
            sections = _sections(body, units) if units else []
            found.bound = fill_bound(body, package, relations) if found.bound else 0
            simplify(body, _means(body, package, relations), found)
            remarks.extend(embedded_files(found, package, relations, source))
            remarks.extend(read_chunks(body, found, package, relations, source) if found.chunks else ())
            read_pictures(found, package, relations, album)
            if not sections:
                yield from pieces(body, found.inserted)
            for first, last, unit in sections:
                part = list(body)[first:last]
                yield from with_units(pieces(part, found.inserted), unit) if unit else pieces(part, found.inserted)
        remarks.extend(album.warnings)
        return
    means = _means(None, package, relations)
    unit = next(iter(units.values()), "")
    for body, last_time in parse_in_turn(xml, n.BODY, n.P, n.TBL):
        whole = list(body) if last_time else list(body)[:-1]
        found.bodies += 1
        for child in whole:
            _count(child, found)
            if next(child.iter(n.ALT_CHUNK), None) is not None:
                remarks.extend(read_chunks(child, found, package, relations, source))
            simplify(child, means, found)
        found.bound = 0
        remarks.extend(embedded_files(found, package, relations, source))
        found.objects.clear()
        read_pictures(found, package, relations, album)
        content = pieces(list(body) if last_time else list(body)[:-1], found.inserted)
        yield from with_units(content, unit) if unit else content
    remarks.extend(album.warnings)


def _sections(body: etree._Element, units: dict[str, str]) -> list[tuple[int, int, str]]:
    """The sections as ranges of the body's children with the unit that their margins name, empty for none."""
    found: list[tuple[int, int, str]] = []
    start, unit = 0, ""
    for end, child in enumerate(body, 1):
        for section in child.iter(n.SECT_PR):
            links = [link.get(n.RELATION + "id", "") for link in section if link.tag in _MARGINS]
            if links:  # a section without any takes over those of the one before
                unit = next((units[link] for link in links if link in units), "")
            found.append((start, end, unit))
            start = end
    return [*found, (start, len(body), unit)] if start < len(body) else found


def _count(root: etree._Element, found: Found) -> None:
    """Count what stands in the text for other parts of the file."""
    for element in root.iter(n.ALT_CHUNK, n.SUB_DOC, n.DATA_BINDING):
        found.chunks += element.tag == n.ALT_CHUNK
        found.documents += element.tag == n.SUB_DOC
        found.bound += element.tag == n.DATA_BINDING


def _main(package: Package) -> str:
    """The main part: named by the package's relationships, by the usual name where they are missing."""
    for relation in package.relations(""):
        if relation.kind == "officeDocument" and package.has(relation.target):
            return relation.target
    return _USUAL


def _means(body: etree._Element | None, package: Package, relations: tuple[Relation, ...]) -> Means:
    """The automatic numbers and the looks of styles in use; side parts are read only if the text refers to them.

    Without ``body`` the text is too large to look through it first, and they are read whatever it says.
    """
    used = None if body is None else {n.attr(element, "val") for element in body.iter(n.P_STYLE, n.R_STYLE)}
    root = tree(_part(package, relations, "styles")) if used is None or used else None
    styles, looks = read_styles(root), looks_of(root, used)
    numbered = body is None or next(body.iter(n.NUM_PR), None) is not None or not (used or set()).isdisjoint(styles)
    lists = read_numbering(tree(_part(package, relations, "numbering")), styles) if numbered else Numbering()
    return Means(
        numbering=lists,
        looks=looks,
        shading=lambda: shading_styles(tree(_part(package, relations, "styles")) if root is None else root),
    )


def _part(package: Package, relations: tuple[Relation, ...], kind: str) -> bytes | None:
    return next((package.part(relation.target) for relation in relations if relation.kind == kind), None)


def _embedded(document: Document, found: Found, package: Package, relations: tuple[Relation, ...]) -> tuple[Warn, ...]:
    """Warnings about what the main part holds beside text."""
    letters = sum(
        len(block.text) if isinstance(block, Paragraph) else sum(len(cell.text) for cell in block)
        for block in document.blocks
    )
    told_alone = letters < _FEW_LETTERS and found.pictures
    warnings = [
        Warn(code="pictures-only", detail=str(found.pictures), unread=True)
        if told_alone
        else Warn(code="pictures", detail=str(found.pictures), unread=bool(found.large))
    ]
    worded = found.charts or found.diagrams or found.controls
    forms = forms_in_parts(package, relations) if worded else frozenset[str]()
    counts = (
        ("alt-chunk", found.chunks, True),
        ("sub-document", found.documents, True),
        ("chart", found.charts, "chart" in forms),
        ("diagram", found.diagrams, "diagram" in forms),
        ("picture-in-cell", found.in_cells, False),
        ("tracked-changes", found.deleted, False),
        ("bound-content", found.bound, False),
    )
    shown = warnings if found.pictures else []
    shown += [Warn(code=code, detail=str(count), unread=unread) for code, count, unread in counts if count]
    if found.controls:
        named = "、".join(dict.fromkeys(found.controls))
        shown.append(Warn(code="control", detail=named, unread="control" in forms))
    if found.fields:
        shown.append(Warn(code="field-without-result", detail="；".join(dict.fromkeys(found.fields))[:120]))
    return tuple(shown)


_MARGINS: Final = frozenset((n.W + "headerReference", n.W + "footerReference"))
