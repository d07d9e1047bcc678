"""An OFD package put together: the same floor as PDF, from ink to tables and paragraphs."""

import importlib
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.ofd.attached import attachments
from formaudit.extract.ofd.pages import OfdPage, read_pages
from formaudit.extract.ofd.parts import Parts, bodies, open_parts
from formaudit.extract.ofd.seals import seals_of
from formaudit.extract.pdf.aside import Aside, told_aside
from formaudit.extract.pdf.document import WHOLE, assembled
from formaudit.extract.pdf.drawn import doubted
from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.pictured import pictures_of, with_pictures
from formaudit.extract.pdf.sheet import Sheet, running_lines
from formaudit.extract.pdf.tables import page_tables
from formaudit.extract.pdf.turned import upright
from formaudit.model.document import Document, Source, Warn

__all__ = ["read"]

_SCANS: Final = "formaudit.extract.ofd.scanned"
"""Reads the pages that are pictures; it needs the extra ``ocr`` and is loaded only where such a page comes."""
_FEW: Final = 20
"""Characters on a page that a picture covers which are a stamp or a page number, not the page's text."""
_COVERED: Final = 0.5
_UNKNOWN_SHARE: Final = 0.3
_DRAWN: Final = 200
"""Curves on a page with so few characters: its letters are drawn as outlines."""


class _Pages(Struct):
    """The sheets so far, the pages that only recognition can read, and what must be said, by code and page."""

    sheets: list[Sheet] = field(default_factory=list)
    pictures: list[OfdPage] = field(default_factory=list)
    notes: dict[str, list[int]] = field(default_factory=dict)
    aside: list[tuple[int, Aside]] = field(default_factory=list)
    shown: dict[int, tuple[OfdPage, tuple[Box, ...]]] = field(default_factory=dict)

    def note(self, code: str, page: int) -> None:
        self.notes.setdefault(code, []).append(page)


def read(data: bytes, source: Source) -> Document:
    """Read an OFD package.

    A page that is a picture, or whose letters are drawn as outlines, is read by recognition where the extra ``ocr`` is
    installed; else it gives the warning ``no-text-layer`` with its number.

    Raises:
        InputError: damaged, encrypted, too-large; ``missing-extra`` where no page can be read without it.

    """
    parts = open_parts(data, source.path)
    found = _Pages()
    count = 0
    for count, page in enumerate(read_pages(parts, source.path), start=1):
        if page is None:
            found.note("page-damaged", count)
        else:
            _add(found, page)
    if not found.sheets:
        raise InputError("damaged", source.path, "no page can be read")
    warnings = [*_recognised(found, parts, source.path), *_seals(parts, source.path)]
    found.sheets, told = with_pictures(
        found.sheets,
        {number: boxes for number, (_, boxes) in found.shown.items()},
        lambda scan, wanted: scan.read_painted(
            importlib.import_module(_SCANS).painted(parts, [found.shown[number][0] for number in wanted], source.path),
            wanted,
            source.path,
        ),
    )
    warnings += told
    named = attachments(parts, source.path)
    if named:
        warnings.append(Warn(code="ofd-attachments", detail="、".join(named), unread=True))
    noted = (
        Warn(code=code, detail=",".join(map(str, pages)), unread=code in WHOLE) for code, pages in found.notes.items()
    )
    return assembled(found.sheets, replace(source, pages=count), (*noted, *told_aside(found.aside), *warnings))


def _add(found: _Pages, page: OfdPage) -> None:
    ink = upright(page.ink)
    found.aside.extend((ink.page, each) for each in ink.aside)
    bare = replace(ink, glyphs=(), across=(), down=(), shades=())
    known = len(ink.glyphs) - ink.unmapped
    garbled = ink.unmapped > _FEW and ink.unmapped > _UNKNOWN_SHARE * len(ink.glyphs)
    covered = (known <= _FEW and ink.picture > _COVERED) or (not ink.glyphs and bool(page.pictures))
    outlined = known <= _FEW and page.curves > _DRAWN
    invisible = page.hidden > _FEW and ink.picture > _COVERED and known <= _FEW
    if garbled or covered or outlined or invisible:
        if garbled:
            found.note("garbled-text", ink.page)
        found.note("no-text-layer", ink.page)
        found.sheets.append(Sheet(ink=bare))
        found.pictures.append(page)
        return
    if boxes := pictures_of(ink):
        found.shown[ink.page] = (page, boxes)
    pieces, rest = page_tables(ink)
    pieces = doubted(pieces, ink)
    found.sheets.append(Sheet(ink=bare, pieces=tuple(pieces), lines=running_lines(rest)))


def _recognised(found: _Pages, parts: Parts, name: str) -> Sequence[Warn]:
    """Put the sheets of recognised pages in the place of empty ones; what cannot be recognised keeps its warning."""
    readable = [page for page in found.pictures if any(part for _, part in page.pictures)]
    if not readable:
        return ()
    try:
        sheets, told = importlib.import_module(_SCANS).recognise(parts, readable, name)
    except ImportError as error:
        if (error.name or "").startswith("formaudit"):
            raise
        if any(sheet.lines or sheet.pieces for sheet in found.sheets):
            return ()
        raise InputError("missing-extra", name, "ocr") from error
    left = [number for number in found.notes["no-text-layer"] if number not in sheets]
    del found.notes["no-text-layer"]
    if left:
        found.notes["no-text-layer"] = left
    found.sheets = [sheets.get(sheet.ink.page, sheet) for sheet in found.sheets]
    return tuple(told)


def _seals(parts: Parts, path: str) -> list[Warn]:
    warnings = []
    for body in bodies(parts, path):
        seals = seals_of(parts, body)
        if seals is None:
            continue
        warnings.append(Warn(code="ofd-seals", detail=str(seals.count)))
        if seals.changed:
            warnings.append(Warn(code="changed-after-sealing", detail="、".join(seals.changed[:5])))
        if seals.unknown:
            warnings.append(Warn(code="ofd-seal-unknown", detail=str(seals.unknown)))
    return warnings
