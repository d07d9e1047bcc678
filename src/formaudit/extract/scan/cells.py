"""Pieces of tables and running text, filled with what was recognised."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.scan.marks import Area, print_lines
from formaudit.extract.scan.opinions import Look, Said, Strip, confidence, opinions
from formaudit.extract.scan.shades import Grey, scale

__all__ = ["Outside", "filled", "running"]

_INSET: Final = 2.5
"""Pixels at 200 dpi inside the middle of a ruling line at which a cell begins."""
_CELL_GAP: Final = 3.0
"""Heights of type between two words of a cell that stand for a typed gap."""
_TEXT_GAP: Final = 1.5
_INKED: Final = 0.08
"""Square heights of type; a blank cell that holds more ink than this may not be blank."""
_DOUBT: Final = 0.85

Outside = tuple[Line, float]
"""A line of running text and its confidence."""


def filled(pieces: Sequence[Piece], grey: Grey, ink: Grey, dpi: float, em: float, look: Look) -> list[Piece]:
    """The pieces with the text of their cells. ``ink`` is the mask of the page without its ruling lines."""
    cells: list[tuple[int, Strip]] = []
    parts = [part for piece in pieces for part in piece.parts]
    for index, part in enumerate(parts):
        room = _room(part.box, dpi, ink.shape)
        if room is None:
            continue
        cells += [(index, Strip(area, room, em)) for area in print_lines(ink, room, em, _CELL_GAP)]
    said = opinions(grey, [strip for _, strip in cells], look)
    found: dict[int, list[tuple[Strip, Said]]] = {}
    for (index, strip), words in zip(cells, said, strict=True):
        found.setdefault(index, []).append((strip, words))
    new = [_part(part, found.get(index, []), ink, dpi) for index, part in enumerate(parts)]
    out = []
    start = 0
    for piece in pieces:
        out.append(replace(piece, parts=tuple(new[start : start + len(piece.parts)])))
        start += len(piece.parts)
    return out


def running(pieces: Sequence[Piece], grey: Grey, ink: Grey, dpi: float, em: float, look: Look) -> list[Outside]:
    """The lines of print outside the tables, from top to bottom."""
    rest = ink.copy()
    for piece in pieces:
        x0, top, x1, bottom = (_pixels(value, dpi) for value in piece.box)
        spare = round(_INSET * scale(dpi))
        rest[max(0, top - spare) : bottom + spare, max(0, x0 - spare) : x1 + spare] = 0
    high, wide = rest.shape
    page = (0, 0, wide, high)
    strips = [Strip(area, page, em) for area in print_lines(rest, page, em, _TEXT_GAP)]
    said = opinions(grey, strips, look)
    return _lines([pair for pair in zip(strips, said, strict=True) if pair[1].text.strip()], dpi)


def _pixels(points: float, dpi: float) -> int:
    return round(points * dpi / 72)


def _room(box: Box, dpi: float, shape: tuple[int, ...]) -> Area | None:
    """The inside of a cell in pixels."""
    inset = max(1, round(_INSET * scale(dpi)))
    x0, top, x1, bottom = (_pixels(value, dpi) for value in box)
    x0, top = max(0, x0 + inset), max(0, top + inset)
    x1, bottom = min(shape[1], x1 - inset), min(shape[0], bottom - inset)
    return (x0, top, x1, bottom) if x1 - x0 > 3 and bottom - top > 3 else None


def _part(part: Part, found: Sequence[tuple[Strip, Said]], ink: Grey, dpi: float) -> Part:
    printed = [(strip, said) for strip, said in found if not _is_dirt(strip, said)]
    lines = _lines([(strip, said) for strip, said in printed if said.text.strip()], dpi)
    sure = min((confidence for _, confidence in lines), default=1.0)
    for strip, said in found:
        if _is_dirt(strip, said) or not said.text.strip():
            x0, top, x1, bottom = strip.area
            spot = float(np.count_nonzero(ink[top:bottom, x0:x1])) / strip.em**2
            sure = min(sure, _DOUBT if spot > _INKED else 1.0)
    return replace(part, lines=tuple(line for line, _ in lines), confidence=sure)


def _is_dirt(strip: Strip, said: Said) -> bool:
    """Whether a line is a spot that the model takes for some character."""
    x0, top, x1, bottom = strip.area
    small = max(bottom - top, x1 - x0) < 0.45 * strip.em
    return small and min(said.figures, said.words) < 0.6


def _lines(found: Sequence[tuple[Strip, Said]], dpi: float) -> list[Outside]:
    """Strips side by side put together to lines, from top to bottom."""
    rows: list[list[tuple[Strip, Said]]] = []
    for strip, said in sorted(found, key=lambda pair: pair[0].area[1] + pair[0].area[3]):
        for row in reversed(rows[-4:]):
            if _beside(row[0][0].area, strip.area):
                row.append((strip, said))
                break
        else:
            rows.append([(strip, said)])
    out = []
    for row in rows:
        row.sort(key=lambda pair: pair[0].area[0])
        box = [f([strip.area[side] for strip, _ in row]) * 72 / dpi for side, f in enumerate((min, min, max, max))]
        text = " ".join(said.text.strip() for _, said in row)
        sure = min(min(confidence(said.figures), said.words) for _, said in row)
        size = max(strip.area[3] - strip.area[1] for strip, _ in row) * 72 / dpi
        out.append((Line(text, box[0], box[1], box[2], box[3], size), round(sure, 4)))
    return out


def _beside(one: Area, two: Area) -> bool:
    """Whether two boxes stand side by side on one line."""
    shared = min(one[3], two[3]) - max(one[1], two[1])
    apart = one[2] <= two[0] or two[2] <= one[0]
    return apart and shared > 0.5 * min(one[3] - one[1], two[3] - two[1])
