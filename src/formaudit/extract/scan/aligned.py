"""Photographs of the pages of one table brought to one measure: each was taken from another height and angle."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import numpy as np
from msgspec.structs import replace

from formaudit.extract.pdf.ink import Box, Ink
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Piece
from formaudit.extract.pdf.sheet import Sheet

__all__ = ["like_before"]

_STRETCH: Final = 0.2
"""By how much two photographs of equal sheets may differ in scale."""
_NEAR: Final = 10.0
"""Points by which the same edge of two columns may differ once the outer edges agree."""

Move = Callable[[float], float]


def like_before(sheet: Sheet, before: Sheet) -> Sheet:
    """The page with its columns where those of the table at the foot of the page before stand, if they are the same.

    Nothing is moved where the outer edges ask for another scale than a photograph's, or most inner edges find none
    near: then the table is another one.
    """
    if not sheet.pieces or not before.pieces:
        return sheet
    mine, theirs = sheet.pieces[0].xs, before.pieces[-1].xs
    scale = (theirs[-1] - theirs[0]) / (mine[-1] - mine[0])
    if abs(scale - 1) > _STRETCH:
        return sheet
    start = theirs[0] - scale * mine[0]
    anchors = [(mine[0], theirs[0])]
    for x in mine[1:-1]:
        nearest = min(theirs, key=lambda edge: abs(edge - scale * x - start))
        if abs(nearest - scale * x - start) <= _NEAR and nearest > anchors[-1][1]:
            anchors.append((x, nearest))
    if anchors[-1][1] == theirs[-1]:
        anchors.pop()
    inner = min(len(mine), len(theirs)) - 2
    if len(anchors) - 1 < (inner + 1) // 2:
        return sheet
    anchors.append((mine[-1], theirs[-1]))
    if any(one[0] >= two[0] for one, two in pairwise(anchors)):
        return sheet
    places, wanted = zip(*anchors, strict=True)

    def across(x: float) -> float:
        if places[0] <= x <= places[-1]:
            return float(np.interp(x, places, wanted))
        return scale * x + start

    def down(y: float) -> float:
        return scale * y

    return Sheet(
        ink=_moved_ink(sheet.ink, scale, start),
        pieces=tuple(_moved_piece(piece, across, down) for piece in sheet.pieces),
        lines=tuple(_moved_line(line, across, down) for line in sheet.lines),
    )


def _moved_ink(ink: Ink, scale: float, start: float) -> Ink:
    """The page with a way back to the picture from where its edges are now."""
    corners = [ink.shown(((x - start) / scale, y / scale) * 2)[:2] for x, y in ((0, 0), (1_000, 0), (0, 1_000))]
    (c, f), (ax, dy), (bx, ey) = corners
    tilt = ((ax - c) / 1_000, (bx - c) / 1_000, c, (dy - f) / 1_000, (ey - f) / 1_000, f)
    return replace(ink, turn=0, tilt=tilt, width=ink.width * scale, height=ink.height * scale)


def _moved_piece(piece: Piece, across: Move, down: Move) -> Piece:
    parts = tuple(
        replace(
            part,
            box=_moved_box(part.box, across, down),
            lines=tuple(_moved_line(line, across, down) for line in part.lines),
        )
        for part in piece.parts
    )
    return replace(piece, xs=tuple(across(x) for x in piece.xs), ys=tuple(down(y) for y in piece.ys), parts=parts)


def _moved_line(line: Line, across: Move, down: Move) -> Line:
    x0, top, x1, bottom = _moved_box((line.x0, line.top, line.x1, line.bottom), across, down)
    return line._replace(x0=x0, top=top, x1=x1, bottom=bottom, size=down(line.size))


def _moved_box(box: Box, across: Move, down: Move) -> Box:
    return across(box[0]), down(box[1]), across(box[2]), down(box[3])
