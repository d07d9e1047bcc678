"""Form fields, typed notes and files attached to a PDF: what the page's own content does not hold.

Part of the door to pypdfium2. A field that has an appearance is painted into the page; one that has none, because its
program left that to the viewer, is read by its stored value.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as c
from msgspec import Struct

from formaudit.extract.pdf.ink import Box, Glyph, Rule
from formaudit.patterns import compiled

__all__ = ["Notes", "attached", "attached_files", "notes_of"]

_MOST: Final = 5_000
_HIDDEN: Final = c.FPDF_ANNOT_FLAG_HIDDEN | c.FPDF_ANNOT_FLAG_NOVIEW
_PAINTED: Final = frozenset({c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_SQUARE})
"""Kinds whose appearance is text, or covers text."""
_NO_WORDS: Final = frozenset(
    {c.FPDF_ANNOT_LINK, c.FPDF_ANNOT_POPUP, c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_FILEATTACHMENT}
)
"""Kinds whose words are read, or are those of another one."""
_PENS: Final = frozenset({c.FPDF_ANNOT_LINE, c.FPDF_ANNOT_INK})
_LEVEL: Final = 2.5
"""Points by which a line drawn by hand may rise and still be level."""
_STROKE: Final = (200.0, 60.0)
"""Points that strokes over a figure are wide and high at most; larger ones mark a place of the page."""
_VALUES: Final = frozenset({c.FPDF_FORMFIELD_TEXTFIELD, c.FPDF_FORMFIELD_COMBOBOX, c.FPDF_FORMFIELD_LISTBOX})
_SIZE: Final = compiled(r"([\d.]+)\s+Tf")
_SHOWS: Final = compiled(r"\b(?:Tj|TJ|Do)\b|['\"]")
_HELD: Final = re.compile(rb"/EF\s*<<[^>]*?/U?F\s+(\d+)\s+\d+\s+R")
_PACKED: Final = b"/ObjStm"
Matrix = tuple[float, float, float, float, float, float]


class Notes(Struct, frozen=True, kw_only=True):
    """What lies over a page: ``painted`` says that appearances are to be painted into it.

    ``glyphs`` are the values of fields and notes without an appearance, ``strikes`` the lines of notes that strike out,
    ``crossed`` the boxes of what is drawn over print with a pen.
    ``said`` are the words of all other notes, ``typed`` the values of fields; ``stamped``: some stamp shows words.
    """

    painted: bool = False
    stamped: bool = False
    said: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    strikes: tuple[Rule, ...] = ()
    crossed: tuple[Box, ...] = ()


def notes_of(page: Any, view: Matrix, forms: Any) -> Notes:
    """The notes of a page.

    ``view`` maps its own space to the page as shown; ``forms`` is the file's interactive form, ``None`` without one.
    """
    painted = False
    glyphs: list[Glyph] = []
    strikes: list[Rule] = []
    crossed: list[Box] = []
    said: list[str] = []
    typed: list[str] = []
    stamped = False
    rect = c.FS_RECTF()
    for index in range(min(c.FPDFPage_GetAnnotCount(page), _MOST)):
        note = c.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = c.FPDFAnnot_GetSubtype(note)
        if not c.FPDFAnnot_GetFlags(note) & _HIDDEN:
            shown = bool(_SHOWS.search(_text(c.FPDFAnnot_GetAP, note, c.FPDF_ANNOT_APPEARANCEMODE_NORMAL)))
            stamped = stamped or (kind == c.FPDF_ANNOT_STAMP and shown)
            if kind not in _NO_WORDS and not (kind in _PAINTED and shown):
                said.append(_text(c.FPDFAnnot_GetStringValue, note, b"Contents"))
            if kind == c.FPDF_ANNOT_WIDGET:
                typed.append(_text(c.FPDFAnnot_GetFormFieldValue, forms, note))
            if kind == c.FPDF_ANNOT_STRIKEOUT:
                strikes += _strikes(note, view)
            elif kind in _PENS:
                level, slanted = _drawn(note, view, kind)
                strikes += level
                crossed += slanted
            elif kind == c.FPDF_ANNOT_SQUARE and not shown and _is_filled(note) and c.FPDFAnnot_GetRect(note, rect):
                crossed.append(_box(view, rect))
            elif kind in _PAINTED and (shown or kind == c.FPDF_ANNOT_SQUARE):
                painted = True
            elif kind == c.FPDF_ANNOT_WIDGET and c.FPDFAnnot_GetFormFieldType(forms, note) in _VALUES:
                glyphs += _laid(note, view, _text(c.FPDFAnnot_GetFormFieldValue, forms, note))
            elif kind == c.FPDF_ANNOT_FREETEXT:
                glyphs += _laid(note, view, _text(c.FPDFAnnot_GetStringValue, note, b"Contents"))
        c.FPDFPage_CloseAnnot(note)
    words = tuple(dict.fromkeys(text for text in said if text.strip()))
    return Notes(
        painted=painted,
        stamped=stamped,
        said=words,
        typed=tuple(typed),
        glyphs=tuple(glyphs),
        strikes=tuple(strikes),
        crossed=tuple(crossed),
    )


def _is_filled(note: Any) -> bool:
    """Whether a box that a viewer has to paint itself has a ground, which hides what stands below it."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return bool(c.FPDFAnnot_GetColor(note, c.FPDFANNOT_COLORTYPE_InteriorColor, *parts))


def _text(get: Any, *what: Any) -> str:
    """A text that the library writes into a buffer as UTF-16."""
    length = get(*what, None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    get(*what, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def _laid(note: Any, view: Matrix, value: str) -> Iterator[Glyph]:
    """The characters of a value, set from the left of its box as a viewer would."""
    rect = c.FS_RECTF()
    if not value.strip() or not c.FPDFAnnot_GetRect(note, rect):
        return
    x0, top, x1, bottom = _box(view, rect)
    found = _SIZE.search(_text(c.FPDFAnnot_GetStringValue, note, b"DA"))
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    size = min(float(found[1]) if found else 0.0, bottom - top) or min(10.0, 0.7 * (bottom - top) / len(lines))
    wide = max(sum(0.5 if char < "\u2000" else 1.0 for char in line) for line in lines) or 1.0
    size = min(size, (x1 - x0) / wide)
    level = (top + bottom) / 2 - 0.6 * size * len(lines)
    for number, line in enumerate(lines):
        x, y = x0, level + 1.2 * size * number
        spaced = True
        for char in line:
            end = x + size * (0.5 if char < "\u2000" else 1.0)
            if not char.isspace():
                yield Glyph(char, x, y, end, y + size, spaced, 0)
            spaced = char.isspace()
            x = end


def _box(view: Matrix, rect: Any) -> Box:
    a, b, cc, d, e, f = view
    xs = a * rect.left + cc * rect.top + e, a * rect.right + cc * rect.bottom + e
    ys = b * rect.left + d * rect.top + f, b * rect.right + d * rect.bottom + f
    return min(xs), min(ys), max(xs), max(ys)


def _drawn(note: Any, view: Matrix, kind: int) -> tuple[list[Rule], list[Box]]:
    """What a note draws with a pen or a ruler: level lines, and the boxes of slanted and bent ones."""
    level: list[Rule] = []
    slanted: list[Box] = []
    for points in _pen(note, kind):
        xs = [view[0] * x + view[2] * y + view[4] for x, y in points]
        ys = [view[1] * x + view[3] * y + view[5] for x, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if box[3] - box[1] <= _LEVEL:
            level.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
        elif box[3] - box[1] < _STROKE[1] and box[2] - box[0] < _STROKE[0]:
            slanted.append(box)
    return level, slanted


def _pen(note: Any, kind: int) -> Iterator[list[tuple[float, float]]]:
    """The points of each stroke of a note."""
    if kind == c.FPDF_ANNOT_LINE:
        start, end = c.FS_POINTF(), c.FS_POINTF()
        if c.FPDFAnnot_GetLine(note, start, end):
            yield [(start.x, start.y), (end.x, end.y)]
        return
    for index in range(min(c.FPDFAnnot_GetInkListCount(note), _MOST)):
        count = c.FPDFAnnot_GetInkListPath(note, index, None, 0)
        points = (c.FS_POINTF * count)()
        if count and c.FPDFAnnot_GetInkListPath(note, index, points, count) == count:
            yield [(point.x, point.y) for point in points]


def _strikes(note: Any, view: Matrix) -> Iterator[Rule]:
    """The lines through the middle of what a note strikes out."""
    quad = c.FS_QUADPOINTSF()
    for index in range(c.FPDFAnnot_CountAttachmentPoints(note)):
        if c.FPDFAnnot_GetAttachmentPoints(note, index, quad):
            corners = [(quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3), (quad.x4, quad.y4)]
            xs = [view[0] * x + view[2] * y + view[4] for x, y in corners]
            ys = [view[1] * x + view[3] * y + view[5] for x, y in corners]
            yield Rule((min(ys) + max(ys)) / 2, min(xs), max(xs))


def attached(data: bytes) -> Sequence[str]:
    """The names of the files that a PDF carries, whether in its own list or pinned to a page."""
    if b"/EF" not in data and b"/EmbeddedFile" not in data and _PACKED not in data:
        return ()
    held = len({match[1] for match in _HELD.finditer(data)})
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return ()
    try:
        names = [
            _text(c.FPDFAttachment_GetName, c.FPDFDoc_GetAttachment(document, index))
            for index in range(min(c.FPDFDoc_GetAttachmentCount(document), _MOST))
        ]
        for number in range(len(document)):
            names += _pinned(document, number)
    finally:
        document.close()
    # Files that belong to the document or a page (PDF/A-3) need not stand in any list that the library knows.
    return (*names, *["?"] * (held - len(names)))


def attached_files(data: bytes, largest: int) -> list[tuple[str, bytes]]:
    """The names and bytes of the files that a PDF carries; one that is larger than ``largest`` is empty."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return []
    found: list[tuple[str, bytes]] = []
    try:
        count = min(c.FPDFDoc_GetAttachmentCount(document), _MOST)
        found += [_file(c.FPDFDoc_GetAttachment(document, index), largest) for index in range(count)]
        for number in range(len(document)):
            found += _pinned_files(document, number, largest)
    finally:
        document.close()
    return found


def _pinned_files(document: Any, number: int, largest: int) -> Iterator[tuple[str, bytes]]:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return
    for index in range(min(c.FPDFPage_GetAnnotCount(page), _MOST)):
        note = c.FPDFPage_GetAnnot(page, index)
        if note and c.FPDFAnnot_GetSubtype(note) == c.FPDF_ANNOT_FILEATTACHMENT:
            file = c.FPDFAnnot_GetFileAttachment(note)
            if file:
                yield _file(file, largest)
        if note:
            c.FPDFPage_CloseAnnot(note)
    page.close()


def _file(file: Any, largest: int) -> tuple[str, bytes]:
    """The name and bytes of an attached file; no bytes where it cannot be taken out."""
    name, length = _text(c.FPDFAttachment_GetName, file), ctypes.c_ulong()
    if not c.FPDFAttachment_GetFile(file, None, 0, length) or not 0 < length.value <= largest:
        return name, b""
    buffer = ctypes.create_string_buffer(length.value)
    held = c.FPDFAttachment_GetFile(file, buffer, length.value, length)
    return name, buffer.raw[: length.value] if held else b""


def _pinned(document: Any, number: int) -> Iterator[str]:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return
    for index in range(min(c.FPDFPage_GetAnnotCount(page), _MOST)):
        note = c.FPDFPage_GetAnnot(page, index)
        if note and c.FPDFAnnot_GetSubtype(note) == c.FPDF_ANNOT_FILEATTACHMENT:
            file = c.FPDFAnnot_GetFileAttachment(note)
            yield _text(c.FPDFAttachment_GetName, file) if file else "?"
        if note:
            c.FPDFPage_CloseAnnot(note)
    page.close()
