"""Pictures on pages that have a text of their own: read by recognition if they may be tables, else told."""

import importlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from statistics import median
from typing import Any, Final

from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.pdf.ink import Box, Ink
from formaudit.extract.pdf.pieces import Piece
from formaudit.extract.pdf.sheet import Sheet
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = ["pictures_of", "with_pictures"]

_WIDE, _HIGH = 142.0, 28.0
"""Points (5 by 1 centimetres) from which on a picture is read; a signature or a sign is smaller."""
_LARGE: Final = (190.0, 85.0)
"""Points that a picture of a table is wide and high at least: a seal or a signature is smaller."""
_WRITTEN: Final = 15
"""Characters over a picture that is the ground of a page."""
_REPEATED: Final = 3
"""Pages on which a picture of the same size at the same place is a letterhead."""
_MOST: Final = 20
"""Pages whose pictures are read; each takes about a second."""
_DOUBT: Final = 0.5
_LEAST: Final = 2
"""Rows, and columns, with words that a table in a picture has at least."""
_CELLS: Final = 4
_FILLED: Final = 0.6
_WORDED: Final = 0.3
"""So many cells of a table in a picture hold something, and so large a part of these words."""
_WORD: Final = compiled(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}")
_LEGIBLE: Final = 0.6
"""How sure recognition is of the middle one of a table's cells at least."""
_READER: Final = "formaudit.extract.scan.beside"

Reading = Callable[[Any, Mapping[int, Sequence[Box]]], tuple[dict[int, Sheet], list[int]]]
"""From the package for recognition and pictures by page to what they show, and the pages that are too coarse."""


def pictures_of(ink: Ink) -> tuple[Box, ...]:
    """The pictures of a page that may show words, with no text of the page over them."""
    return tuple(
        box
        for box in ink.pictures
        if box[2] - box[0] >= _WIDE and box[3] - box[1] >= _HIGH and _written_over(ink, box) <= _WRITTEN
    )


def _written_over(ink: Ink, box: Box) -> int:
    x0, top, x1, bottom = box
    return sum(x0 < g.x0 and g.x1 < x1 and top < g.top and g.bottom < bottom for g in ink.glyphs)


def _is_large(boxes: Sequence[Box]) -> bool:
    """Whether a picture among some is as large as a table."""
    return any(box[2] - box[0] >= _LARGE[0] and box[3] - box[1] >= _LARGE[1] for box in boxes)


def with_pictures(
    sheets: Sequence[Sheet], found: Mapping[int, Sequence[Box]], read: Reading
) -> tuple[list[Sheet], tuple[Warn, ...]]:
    """The pages with what their pictures say, and what must be said of these.

    ``found`` has the pictures by page; ``read`` is given the package for recognition and the pictures to be read. A
    picture that many pages repeat is a letterhead.
    """
    often = Counter(_place(box) for boxes in found.values() for box in boxes)
    wanted = {
        page: own for page, boxes in found.items() if (own := [box for box in boxes if often[_place(box)] < _REPEATED])
    }
    if not wanted:
        return list(sheets), ()
    first = dict(list(wanted.items())[:_MOST])
    scan = _scan()
    seen: dict[int, Sheet] = {}
    left = set(wanted)
    if scan is not None:
        with suppress(InputError):
            seen, coarse = read(scan, first)
            left = {*coarse, *wanted} - (set(first) - set(coarse))
    done: list[int] = []
    out: list[Sheet] = []
    for sheet in sheets:
        page = sheet.ink.page
        if page not in seen:
            out.append(sheet)
        elif seen[page].ink.turn != sheet.ink.turn or seen[page].ink.tilt is not None:
            left.add(page)
            out.append(sheet)
        else:
            out.append(_joined(sheet, seen[page], first[page]))
            if out[-1] is not sheet:
                done.append(page)
            if any(_within(piece.box, first[page]) and not _is_table(piece) for piece in seen[page].pieces):
                left.add(page)
    told = [Warn(code="pictures-read", detail=f"p. {','.join(map(str, done))}")] if done else []
    late = sorted(page for page in left if _is_large(wanted[page]))
    if late:
        told.append(Warn(code="page-pictures", detail=",".join(map(str, late)), unread=True))
    return out, tuple(told)


def _place(box: Box) -> tuple[int, ...]:
    return tuple(round(side / 4) for side in box)


def _joined(sheet: Sheet, more: Sheet, pictures: Sequence[Box]) -> Sheet:
    """A page with the tables and lines that lie in its pictures; the same page where there are none."""
    inside = [piece for piece in more.pieces if _within(piece.box, pictures)]
    pieces = tuple(filter(_is_table, inside))
    lines = tuple(line for line in more.lines if _within((line.x0, line.top, line.x1, line.bottom), pictures))
    lines += tuple(line for piece in inside if not _is_table(piece) for part in piece.parts for line in part.lines)
    if not (pieces or lines):
        return sheet
    if not pieces:
        # Without a table these are labels of a chart or signs on a photograph: no sentences to be held to.
        lines = tuple(line._replace(sure=min(line.sure, _DOUBT)) for line in lines)
    merged = tuple(sorted((*sheet.lines, *lines), key=lambda line: line.bottom))
    return replace(sheet, pieces=(*sheet.pieces, *pieces), lines=merged)


def _is_table(piece: Piece) -> bool:
    """Whether what was recognised in the lines of a picture reads as a table: those of a chart hold little, badly."""
    filled = [part for part in piece.parts if part.lines]
    if len(filled) < max(_CELLS, _FILLED * len(piece.parts)):
        return False
    if min(len({part.row for part in filled}), len({part.col for part in filled})) < _LEAST:
        return False
    if sum(_WORD.search(part.text) is not None for part in filled) < _WORDED * len(filled):
        return False  # the marks along the axis of a chart
    return median(min(line.sure for line in part.lines) for part in filled) >= _LEGIBLE


def _within(box: Box, pictures: Sequence[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in pictures)


def _scan() -> Any | None:
    try:
        return importlib.import_module(_READER)
    except ImportError as error:
        if (error.name or "").startswith("formaudit"):
            raise
        return None
