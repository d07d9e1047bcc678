"""Cells whose content is drawn: digits as outlines, small pictures. They are not blank, and may be recognised."""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from formaudit.extract.pdf.ink import Box, Ink
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.sheet import Sheet

__all__ = ["doubted", "drawn_cells", "is_drawn", "is_garbled", "recognised_cells", "recogniser"]

_SCANS: Final = "formaudit.extract.scan"
"""The reader of scanned pages; it needs the extra ``ocr`` and is loaded only where such a page comes."""
_UNREAD: Final = 0.5
_DOUBT: Final = 0.85
_MOST: Final = 3_000
"""Small shapes on a page that is a drawing and no form."""
_LEAST: Final = 4.0
_UNKNOWN: Final = "\ufffd"
_FEW: Final = 20
"""Characters of unknown meaning that a page may have without being useless."""
_SIGN: Final = 20.0
"""Points that a character is wide and high at most."""
_STRAY: Final = 2
"""Characters without a meaning, or shapes as small as some, that may be ornaments."""


def doubted(pieces: Sequence[Piece], ink: Ink) -> list[Piece]:
    """The tables of a page with doubt on cells in which something hides or strikes text, or is drawn, or unknown."""
    signs = _signs(ink)
    if not (ink.doubts or signs or ink.garbled):
        return list(pieces)
    return [replace(piece, parts=tuple(_judged(part, ink, signs) for part in piece.parts)) for piece in pieces]


def _judged(part: Part, ink: Ink, signs: Sequence[Box]) -> Part:
    sure = part.confidence
    if any(_centred(box, part.box) for box in ink.doubts):
        sure = min(sure, _DOUBT)
    drawn = sum(_centred(sign, part.box) for sign in signs)
    if drawn and not part.lines:
        sure = min(sure, _UNREAD)
    elif drawn > 1:  # one is a bullet
        sure = min(sure, _DOUBT)
    if ink.garbled and any(_UNKNOWN in line.text for line in part.lines):
        sure = min(sure, _UNREAD)
    return part if sure == part.confidence else replace(part, confidence=sure)


def drawn_cells(pieces: Sequence[Piece], ink: Ink) -> tuple[Box, ...]:
    """The boxes of cells without text in which something is drawn."""
    signs = _signs(ink)
    if not signs:
        return ()
    return tuple(
        part.box
        for piece in pieces
        for part in piece.parts
        if not part.lines and any(_centred(sign, part.box) for sign in signs)
    )


def _signs(ink: Ink) -> list[Box]:
    """The small shapes and the small pictures of a page."""
    marks = list(ink.marks) if len(ink.marks) <= _MOST else []
    for box in ink.pictures:
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) > _LEAST and wide * high < 0.05 * ink.width * ink.height:
            marks.append(box)
    return marks


def _centred(box: Box, around: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside = around[0] < x < around[2] and around[1] < y < around[3]
    return inside and box[3] - box[1] < 1.4 * (around[3] - around[1])


def is_drawn(ink: Ink) -> bool:
    """Whether a page without text shows more than empty ruled cells: pictures, or shapes as small as characters."""
    boxes = sum(not s.white and s.x1 - s.x0 < _SIGN and s.bottom - s.top < _SIGN for s in ink.shades)
    return bool(ink.pictures or ink.marks) or boxes > _STRAY


def is_garbled(ink: Ink) -> bool:
    """Whether the characters of a page mean nothing: too many have no known one, or none that the file tells."""
    if ink.garbled > max(_STRAY, 0.1 * len(ink.glyphs)):
        return True
    return ink.unmapped > _FEW and ink.unmapped > 0.3 * (len(ink.glyphs) + ink.unmapped)


def recogniser() -> Any | None:
    """The package that reads scanned pages, or ``None`` where its extra is not installed."""
    try:
        return importlib.import_module(_SCANS)
    except ImportError as error:
        if (error.name or "").startswith("formaudit"):
            raise
        return None


def recognised_cells(
    data: bytes, sheets: Sequence[Sheet], wanted: Mapping[int, Sequence[Box]], name: str
) -> list[Sheet]:
    """The pages with what recognition makes of drawn cells: ``wanted`` has their boxes by page.

    A cell in which nothing is recognised stays blank and doubted, as all of them do without the extra for recognition.
    """
    if not wanted:
        return list(sheets)
    scan = recogniser()
    if scan is None:
        return list(sheets)
    found = scan.read_pages(data, sorted(wanted), name)
    out = []
    for sheet in sheets:
        seen = found.sheets.get(sheet.ink.page)
        if seen is None or sheet.ink.page not in wanted or seen.ink.turn != sheet.ink.turn or seen.ink.tilt is not None:
            out.append(sheet)
            continue
        lines = [*seen.lines, *(line for piece in seen.pieces for part in piece.parts for line in part.lines)]
        boxes = set(wanted[sheet.ink.page])
        out.append(replace(sheet, pieces=tuple(_with_lines(piece, boxes, lines) for piece in sheet.pieces)))
    return out


def _with_lines(piece: Piece, boxes: set[Box], lines: Iterable[Line]) -> Piece:
    known = list(lines)

    def told(part: Part) -> Part:
        mine = [line for line in known if _centred((line.x0, line.top, line.x1, line.bottom), part.box)]
        if part.box not in boxes or part.lines or not mine:
            return part
        return replace(part, lines=tuple(mine), confidence=min(line.sure for line in mine))

    return replace(piece, parts=tuple(told(part) for part in piece.parts))
