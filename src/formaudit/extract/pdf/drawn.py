"""Cells whose content is drawn: digits as outlines, small pictures. They are not blank, and may be recognised."""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from msgspec.structs import replace

from formaudit.extract.pdf.ink import Box, Ink, Rule
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.sheet import Sheet
from formaudit.patterns import compiled

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
_BESIDE: Final = 0.6
"""Heights of a line that something drawn beside a figure may stand away from it and be part of it."""
_STROKE: Final = (2.0, 9.0)
"""Points that a drawn minus sign is long."""
_POINT: Final = (0.5, 2.5)
"""Points that a drawn decimal point is wide and high."""
_MOST_POINTS: Final = 100
"""Dots on a page beyond which they are its rules."""
_PLAIN: Final = compiled(r"[¥￥]?\d[\d,]*(?:\.\d+)?[%％]?")
_TICK: Final = 5.0
"""Points from which a drawn shape is a box to be ticked rather than a bullet."""
_STRAY: Final = 2
"""Characters without a meaning, or shapes as small as some, that may be ornaments."""


def doubted(pieces: Sequence[Piece], ink: Ink) -> list[Piece]:
    """The tables of a page with doubt on cells in which something hides or strikes text, or is drawn, or unknown."""
    signs = _signs(ink)
    if not (ink.doubts or signs or ink.garbled or ink.reds or ink.marks or ink.across):
        return list(pieces)
    strokes, points = _strokes(ink), _points(ink)
    # where nothing of all that is on the page only a fraction's bar is left, between two lines of a cell
    plain = not (ink.doubts or signs or strokes or points or ink.garbled)
    out: list[Piece] = []
    for piece in pieces:
        parts = tuple(
            part if plain and len(part.lines) < 2 else _judged(part, ink, signs, strokes, points)
            for part in piece.parts
        )
        out.append(replace(piece, parts=_reds_doubted(parts, ink.reds) if ink.reds else parts))
    return out


def _strokes(ink: Ink) -> list[Box]:
    """The level lines as short as a minus sign."""
    return [(start, at - 0.5, end, at + 0.5) for at, start, end in ink.across if _STROKE[0] < end - start < _STROKE[1]]


def _reds_doubted(parts: Sequence[Part], reds: Sequence[Box]) -> tuple[Part, ...]:
    """The cells with doubt on figures without a sign that are red where neither their row nor their column is.

    A printed sheet may show by its colour alone that a figure is negative; where the label is red too, the whole line
    is set off. Another red figure is no label, whatever sign or brackets it has.
    """
    red = {id(part) for part in parts if part.lines and any(_centred(box, part.box) for box in reds)}
    labels = [part for part in parts if id(part) in red and any(char.isalpha() for char in part.text)]
    rows, columns = {part.row for part in labels}, {part.col for part in labels}
    figures = [part for part in parts if _is_plain(part)]
    marked = [part for part in figures if id(part) in red and part.row not in rows and part.col not in columns]
    if not marked or 2 * len(marked) > len(figures):
        return tuple(parts)
    doubtful = {id(part) for part in marked}
    return tuple(
        replace(part, confidence=min(part.confidence, _DOUBT)) if id(part) in doubtful else part for part in parts
    )


def _is_plain(part: Part) -> bool:
    """Whether a cell holds one figure without a sign or brackets."""
    return _PLAIN.fullmatch("".join(part.text.split())) is not None


def _points(ink: Ink) -> list[tuple[int, int]]:
    """The middles of dots as small as a decimal point; none where they are so many that rules are made of them."""
    level = {(round((start + end) / 2), round(at)) for at, start, end in ink.across if _is_dot(start, end)}
    steep = {(round(at), round((start + end) / 2)) for at, start, end in ink.down if _is_dot(start, end)}
    found = level | steep
    return sorted(found) if len(found) <= _MOST_POINTS else []


def _is_dot(start: float, end: float) -> bool:
    return _POINT[0] < end - start < _POINT[1]


def _is_pointed(part: Part, points: Sequence[tuple[int, int]]) -> bool:
    """Whether one or two dots are drawn on the line of a figure, between its digits."""
    for line in part.lines:
        if len(line.text) < 2 or not line.text[0].isdigit():
            continue
        low = line.bottom - 0.4 * line.size
        inside = sum(line.x0 < x < line.x1 and low < y < line.bottom + 0.1 * line.size for x, y in points)
        if 0 < inside <= 2:
            return True
    return False


def _judged(
    part: Part, ink: Ink, signs: Sequence[Box], strokes: Sequence[Box], points: Sequence[tuple[int, int]]
) -> Part:
    sure = part.confidence
    if any(_centred(box, part.box) for box in ink.doubts):
        sure = min(sure, _DOUBT)
    if _is_fraction(part, ink.across):
        sure = min(sure, _UNREAD)
    drawn = sum(_centred(sign, part.box) for sign in signs)
    boxes = any(_centred(sign, part.box) and min(sign[2] - sign[0], sign[3] - sign[1]) > _TICK for sign in signs)
    if drawn and not part.lines:
        sure = min(sure, _UNREAD)
    elif (
        drawn > 1 or boxes or (drawn and _joins(part, signs)) or (strokes and _joins(part, strokes))
    ):  # one alone is a bullet
        sure = min(sure, _DOUBT)
    if points and _is_pointed(part, points):
        sure = min(sure, _DOUBT)
    if ink.garbled and any(_UNKNOWN in line.text for line in part.lines):
        sure = min(sure, _UNREAD)
    return part if sure == part.confidence else replace(part, confidence=sure)


def _is_fraction(part: Part, across: Sequence[Rule]) -> bool:
    """Whether a bar inside the cell stands between two of its lines of figures."""
    if len(part.lines) < 2:
        return False
    for above, below in pairwise(part.lines):
        if not (above.text[-1:].isdigit() and below.text[:1].isdigit()):
            continue
        wide = max(above.x1, below.x1) - min(above.x0, below.x0)
        for at, start, end in across:
            between = (above.top + above.bottom) / 2 < at < (below.top + below.bottom) / 2
            inside = part.box[0] < start and end < part.box[2] and end - start < 1.3 * wide + 2
            if between and inside and end - start > 0.8 * wide:
                return True
    return False


def _joins(part: Part, drawn: Sequence[Box]) -> bool:
    """Whether something drawn stands close beside a figure, on its line: a digit, a minus sign, a point of it."""
    for line in part.lines:
        if not any(char.isdigit() for char in line.text):
            continue
        for x0, top, x1, bottom in drawn:
            level = line.top + 0.2 * line.size < (top + bottom) / 2 < line.bottom
            near = (
                -0.2 * line.size < line.x0 - x1 < _BESIDE * line.size
                or -0.2 * line.size < x0 - line.x1 < _BESIDE * line.size
            )
            inside = line.x0 < (x0 + x1) / 2 < line.x1 and bottom - top > 1 and x1 - x0 < 0.5 * line.size
            if level and (near or inside) and part.box[0] < x0 - 1 and x1 + 1 < part.box[2]:
                return True
    return False


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
