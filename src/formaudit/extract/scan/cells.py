"""Pieces of tables and running text, filled with what was recognised."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec.structs import replace

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.scan.dashes import has_raised_end, has_sign, with_dashes
from formaudit.extract.scan.faint import with_faint_start
from formaudit.extract.scan.lone import sign_of
from formaudit.extract.scan.marks import Area, print_lines
from formaudit.extract.scan.opinions import Looks, Said, Strip, as_pieces, confidence, opinions
from formaudit.extract.scan.shades import Grey, scale
from formaudit.extract.scan.struck import is_struck

__all__ = ["Spoken", "filled", "lines_of", "spoken"]

_INSET: Final = 2.5
"""Pixels at 200 dpi inside the middle of a ruling line at which a cell begins."""
_CELL_GAP: Final = 3.0
"""Heights of type between two words of a cell that stand for a typed gap."""
_TEXT_GAP: Final = 0.75
_COLUMN_GAP: Final = 0.45
"""The same where columns without rules are likely."""
_CLOSING: Final = "，。、；：？！）》”’】"
_OPENING: Final = "（《“‘【"
_INKED: Final = 0.08
"""Square heights of type; a blank cell that holds more ink than this may not be blank."""
_DOUBT: Final = 0.85
_CERTAIN: Final = 0.97
_SHAPE: Final = 0.95
"""How sure a sign is that was told by its shape."""

Spoken = tuple[Strip, Said]
"""A piece of print and what it says."""


def filled(pieces: Sequence[Piece], grey: Grey, ink: Grey, dpi: float, em: float, looks: Looks) -> list[Piece]:
    """The pieces with the text of their cells. ``ink`` is the mask of the page without its ruling lines."""
    cells: list[tuple[int, Strip]] = []
    faint: list[bool] = []
    parts = [part for piece in pieces for part in piece.parts]
    for index, part in enumerate(parts):
        room = _room(part.box, dpi, ink.shape)
        if room is None:
            continue
        for area in print_lines(ink, room, em, _CELL_GAP):
            whole = with_faint_start(grey, area, room, em)
            faint.append(whole != area)
            cells.append((index, Strip(whole, room, em)))
    said = opinions(grey, [strip for _, strip in cells], looks)
    said = [_unread(words) if seen else words for words, seen in zip(said, faint, strict=True)]
    said = [_crossed(words, strip, grey) for (_, strip), words in zip(cells, said, strict=True)]
    said = [_beside_marks(words, strip, ink) for (_, strip), words in zip(cells, said, strict=True)]
    alone = Counter(index for index, _ in cells)
    said = [
        _lone(words, strip, ink) if alone[index] == 1 else words
        for (index, strip), words in zip(cells, said, strict=True)
    ]
    found: dict[int, list[Spoken]] = {}
    for (index, strip), words in zip(cells, said, strict=True):
        found.setdefault(index, []).append((strip, words))
    new = [_part(part, found.get(index, []), ink, dpi) for index, part in enumerate(parts)]
    out = []
    start = 0
    for piece in pieces:
        out.append(replace(piece, parts=with_dashes(new[start : start + len(piece.parts)])))
        start += len(piece.parts)
    return out


def _unread(said: Said) -> Said:
    """A number before which something stands that was not read: a minus, perhaps."""
    if not said.text.strip()[:1].isdigit():
        return said
    return replace(said, words=min(said.words, _DOUBT))


def _crossed(said: Said, strip: Strip, grey: Grey) -> Said:
    """What a line says, doubted where its figures are crossed out."""
    if not any(char.isdigit() for char in said.text):
        return said
    x0, top, x1, bottom = strip.area
    if not is_struck(grey[top:bottom, x0:x1], said.text, strip.em):
        return said
    return replace(said, figures=min(said.figures, _DOUBT), words=min(said.words, _DOUBT))


def _beside_marks(said: Said, strip: Strip, ink: Grey) -> Said:
    """What a line says, doubted where a sign before its figure was not read, or a raised mark was read as a digit."""
    text = said.text.strip()
    x0, top, x1, bottom = strip.area
    part = ink[top:bottom, x0:x1]
    if text[:1].isdigit() and has_sign(part, strip.em):
        return replace(said, words=min(said.words, _DOUBT))
    if text[-1:].isdigit() and has_raised_end(part, strip.em):
        return replace(said, words=min(said.words, _DOUBT), figures=min(said.figures, _DOUBT))
    return said


def _lone(said: Said, strip: Strip, ink: Grey) -> Said:
    """What a cell says; a single character that is not certain is a sign of comparison where it looks so."""
    if len(said.text.strip()) != 1 or said.text.strip().isdigit() or said.words > _CERTAIN:
        return said
    x0, top, x1, bottom = strip.area
    sign = sign_of(ink[top:bottom, x0:x1], strip.em)
    if not sign or sign == unicodedata.normalize("NFKC", said.text.strip()):
        return said
    return Said(sign, words=_SHAPE)


def spoken(pieces: Sequence[Piece], grey: Grey, ink: Grey, dpi: float, em: float, looks: Looks) -> list[Spoken]:
    """The print outside the tables, cut at gaps, in reading order."""
    rest = ink.copy()
    spare = round(_INSET * scale(dpi))
    for piece in pieces:
        x0, top, x1, bottom = (_pixels(value, dpi) for value in piece.box)
        rest[max(0, top - spare) : bottom + spare, max(0, x0 - spare) : x1 + spare] = 0
    high, wide = rest.shape
    page = (0, 0, wide, high)
    areas = print_lines(rest, page, em, _TEXT_GAP)
    if _look_like_columns(areas):
        areas = print_lines(rest, page, em, _COLUMN_GAP)
    strips = [Strip(area, page, em) for area in areas]
    said = [_crossed(words, strip, grey) for words, strip in zip(opinions(grey, strips, looks), strips, strict=True)]
    return [
        (strip, words)
        for strip, words in zip(strips, said, strict=True)
        if words.text.strip() and not _is_dirt(strip, words)
    ]


def _look_like_columns(areas: Sequence[Area]) -> bool:
    """Whether several lines have three or more pieces side by side, as the rows of a table without rules."""
    rows: list[list[Area]] = []
    for area in areas:
        for row in reversed(rows[-3:]):
            if _beside(row[0], area):
                row.append(area)
                break
        else:
            rows.append([area])
    return sum(len(row) > 2 for row in rows) > 2


def _pixels(points: float, dpi: float) -> int:
    return round(points * dpi / 72)


def _room(box: Box, dpi: float, shape: tuple[int, ...]) -> Area | None:
    """The inside of a cell in pixels."""
    inset = max(1, round(_INSET * scale(dpi)))
    x0, top, x1, bottom = (_pixels(value, dpi) for value in box)
    x0, top = max(0, x0 + inset), max(0, top + inset)
    x1, bottom = min(shape[1], x1 - inset), min(shape[0], bottom - inset)
    return (x0, top, x1, bottom) if x1 - x0 > 3 and bottom - top > 3 else None


def _part(part: Part, found: Sequence[Spoken], ink: Grey, dpi: float) -> Part:
    printed = [(strip, said) for strip, said in found if not _is_dirt(strip, said)]
    pieces = as_pieces([said for _, said in printed])
    printed = [(strip, said) for (strip, _), said in zip(printed, pieces, strict=True)]
    lines = lines_of([(strip, said) for strip, said in printed if said.text.strip()], dpi)
    sure = min((line.sure for line in lines), default=1.0)
    for strip, said in found:
        if _is_dirt(strip, said) or not said.text.strip():
            x0, top, x1, bottom = strip.area
            spot = float(np.count_nonzero(ink[top:bottom, x0:x1])) / strip.em**2
            sure = min(sure, _DOUBT if spot > _INKED else 1.0)
    return replace(part, lines=tuple(lines), confidence=sure)


def _is_dirt(strip: Strip, said: Said) -> bool:
    """Whether a line is a spot that the model takes for some character."""
    x0, top, x1, bottom = strip.area
    small = max(bottom - top, x1 - x0) < 0.45 * strip.em
    return small and min(said.figures, said.words) < 0.6


def lines_of(found: Sequence[Spoken], dpi: float) -> list[Line]:
    """Pieces of print side by side put together to lines, from top to bottom."""
    rows: list[list[Spoken]] = []
    for strip, said in sorted(found, key=lambda pair: pair[0].area[1] + pair[0].area[3]):
        for row in reversed(rows[-4:]):
            if _beside(row[0][0].area, strip.area):
                row.append((strip, said))
                break
        else:
            rows.append([(strip, said)])
    return [_line(sorted(row, key=lambda pair: pair[0].area[0]), 72 / dpi) for row in rows]


def _line(row: Sequence[Spoken], f: float) -> Line:
    areas = [strip.area for strip, _ in row]
    x0, top = min(area[0] for area in areas), min(area[1] for area in areas)
    x1, bottom = max(area[2] for area in areas), max(area[3] for area in areas)
    high, em = max(area[3] - area[1] for area in areas), row[0][0].em
    return Line(
        _side_by_side([said.text.strip() for _, said in row]),
        x0 * f,
        top * f,
        x1 * f,
        bottom * f,
        # the ink of a line is as high as its characters happen to be
        size=(em if 0.6 * em < high < 1.25 * em else high) * f,
        sure=round(min(min(confidence(said.figures), said.words) for _, said in row), 4),
    )


def _side_by_side(texts: Sequence[str]) -> str:
    """Pieces of one line with a blank between them, but for the gap that a full-width mark leaves in its own square."""
    out = texts[0]
    for text in texts[1:]:
        out += text if out[-1:] in _CLOSING or text[:1] in _OPENING else f" {text}"
    return out


def _beside(one: Area, two: Area) -> bool:
    """Whether two boxes stand side by side on one line."""
    shared = min(one[3], two[3]) - max(one[1], two[1])
    apart = one[2] <= two[0] or two[2] <= one[0]
    return apart and shared > 0.5 * min(one[3] - one[1], two[3] - two[1])
