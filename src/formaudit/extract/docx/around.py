"""What stands around the main text: headers and footers, notes, comments, charts, diagrams and embedded files."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from formaudit.errors import InputError
from formaudit.extract.beside import may_hold_form
from formaudit.extract.blocks import Grid, Text
from formaudit.extract.docx import names as n
from formaudit.extract.docx.found import Found
from formaudit.extract.docx.parts import pieces_of
from formaudit.extract.embedded import Inside, opened
from formaudit.extract.inner import read_workbook
from formaudit.extract.package import Package, Relation, parse
from formaudit.extract.unit_line import holds_figures, unit_of_account
from formaudit.model.document import Source, Warn
from formaudit.model.source_format import SourceFormat

__all__ = ["embedded_files", "left_out", "tree", "unit_lines", "with_units"]

_OWN_NOTES: Final = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_SHEETS: Final = frozenset((SourceFormat.XLSX, SourceFormat.XLS, SourceFormat.XLSB))
_LONGEST: Final = 60
_LONG_HEADER: Final = 20
_SIDE: Final = frozenset(("header", "footer"))


def tree(data: bytes | None) -> etree._Element | None:
    """A side part's XML; a broken one is as good as none, since the text does not depend on it."""
    if not data:
        return None
    try:
        return parse(data)
    except etree.XMLSyntaxError:
        return None


def left_out(package: Package, relations: Iterable[Relation]) -> tuple[Warn, ...]:
    """Warnings about side parts that hold words: margins with figures, notes, comments."""
    found: dict[tuple[str, str], Warn] = {}
    for relation in relations:
        root = tree(package.part(relation.target)) if relation.kind in _SPEAKING else None
        if root is None:
            continue
        if relation.kind in _SIDE:
            lines = _lines(root)
            # A sum of a table in a margin counts as a figure like any other; the unit of account is read.
            told = [line for line in lines if holds_figures(line) and unit_of_account(line) != line.strip()]
            if told:
                text = " ".join(told)
                text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
                found["margin-text", text] = Warn(code="margin-text", detail=text)
            tables = [_said(table) for table in root.iter(n.TBL)]
            if any(len(words) > _LONG_HEADER for words in tables):
                unread = may_hold_form("\n".join(tables))
                found["header-table", relation.target] = Warn(
                    code="header-table", detail=relation.target, unread=unread
                )
        elif relation.kind in {"footnotes", "endnotes"}:
            notes = [note for note in root if n.attr(note, "type") not in _OWN_NOTES]
            if any(_said(note).strip() for note in notes):
                unread = any(may_hold_form(_said(note)) for note in notes)
                found["notes", relation.kind] = Warn(code="notes", detail=str(len(notes)), unread=unread)
        else:
            comments = [said for note in root if (said := _said(note)).strip()]
            if comments:
                unread = any(map(may_hold_form, comments))
                found["comments", ""] = Warn(code="comments", detail=str(len(comments)), unread=unread)
    return tuple(found.values())


_SPEAKING: Final = frozenset(("header", "footer", "footnotes", "endnotes", "comments"))


def _said(element: etree._Element) -> str:
    """The words of a side part, those of different runs apart."""
    return "\n".join(text.text for text in element.iter(n.T) if text.text)


def _lines(root: etree._Element) -> list[str]:
    """The words of a margin, a line for each paragraph, without the instructions of fields."""
    lines = []
    for paragraph in root.iter(n.P):
        if paragraph.find(f".//{n.TXBX}") is not None:
            continue
        words = "".join(text.text or "" for text in paragraph.iter(n.T))
        words += "".join(path.get("string", "") for path in paragraph.iter(n.TEXT_PATH))
        if words.strip():
            lines.append(words.strip())
    return list(dict.fromkeys(lines))


def unit_lines(package: Package, relations: Iterable[Relation]) -> dict[str, str]:
    """The unit of account that a margin names, by the relation to the margin's part."""
    found: dict[str, str] = {}
    for relation in relations:
        if relation.kind not in _SIDE:
            continue
        data = package.part(relation.target)
        root = tree(data) if data is not None and "元".encode() in data else None
        unit = next(filter(None, map(unit_of_account, _lines(root))), "") if root is not None else ""
        if unit:
            found[relation.id] = unit
    return found


def with_units(pieces: Iterable[Text | Grid], unit: str) -> Iterator[Text | Grid]:
    """The pieces, with the unit that stands in the margin before each table that has no such line of its own."""
    told = False
    for piece in pieces:
        if isinstance(piece, Text):
            told = told or bool(unit_of_account(piece.text))
        elif piece.cells:
            first = [cell.text for cell in piece.cells if cell.row <= 2]
            if not told and not any(map(unit_of_account, first)):
                yield Text(text=unit)
            told = False
        yield piece


def embedded_files(found: Found, package: Package, relations: Iterable[Relation], source: Source) -> tuple[Warn, ...]:
    """Read the embedded workbooks that stand between tables into ``found.inserted``; a warning for every object."""
    targets = {relation.id: relation.target for relation in relations}
    warnings: list[Warn] = []
    for item in found.objects:
        part = targets.get(item.link, "")
        data = _bytes(package, part)
        inside = opened(data, part.rpartition("/")[2]) if data else Inside(data=b"", name=part, kind="")
        if inside.kind == "equation" or item.program.lower().startswith("equation"):
            warnings.append(Warn(code="equation-object", detail=item.program))
            continue
        name = f"{inside.name} ({item.program})" if item.program else inside.name
        if inside.kind in _SHEETS and not item.icon:
            content = _sheet(inside, source)
            if content:
                found.inserted[item.key] = content
                warnings.append(Warn(code="embedded-read", detail=name))
                continue
        warnings.append(Warn(code="embedded-object", detail=name, unread=True))
    return tuple(warnings)


def _bytes(package: Package, part: str) -> bytes | None:
    try:
        return package.part(part) if part else None
    except InputError:
        return None


def _sheet(inside: Inside, source: Source) -> list[Text | Grid]:
    """What an embedded workbook prints; nothing where it cannot be read."""
    try:
        document = read_workbook(inside.data, Source(path=source.path, sha256="", format=inside.kind))
    except InputError:
        return []
    return pieces_of(document)
