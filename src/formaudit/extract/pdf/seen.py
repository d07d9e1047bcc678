"""What of a page's text is seen on paper: the rest is switched off, or left out character by character."""

import ctypes
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

import pypdfium2.raw as c
from msgspec import Struct

from formaudit.extract.pdf.ink import Box, Glyph, Rule
from formaudit.extract.pdf.paths import Drawing, Matrix, clip_box
from formaudit.extract.pdf.prints import (
    Cover,
    Print,
    boxes_of,
    covered,
    is_invisible,
    overlap,
    prints_of,
    said,
    switched_off,
    watermarks,
)
from formaudit.extract.pdf.struck import struck
from formaudit.extract.pdf.traces import leaving_traces

__all__ = ["Sight", "is_cut_open", "look", "runs_over_rules", "unseen_characters"]

_PAGE: Final = 0.5
"""The part of the page that a picture covers where it is the page itself."""
_VEILED: Final = 0.3
"""The part of a page's text that nobody sees, from which on its text layer is not what is printed."""
_WHITE: Final = 240
_FLAT: Final = (0.3, 3.5)
_ROW_WIDE: Final = 30.0
"""Points between two rules, and that these are long, where a row has no height; a thick border is drawn as one."""
_SHOWN: Final = 0.2
"""The part of its height of which at least something must be seen."""
_SLACK: Final = 1.0
_DIGIT: Final = 0.3
"""Half the width of a digit by its height."""


class Sight(Struct, frozen=True, kw_only=True):
    """How a page is seen; ``looked`` says that somebody looked closely.

    ``veiled``: its text lies under or invisibly over a picture of the page. ``trims`` are the boxes in which, and out
    of which, the characters of some pieces are seen. ``hidden`` are boxes of ink that hides what stands below.
    ``words`` are those of text that nobody sees at all, and ``gone`` its boxes.
    """

    looked: bool = False
    veiled: bool = False
    trims: tuple[tuple[Print, Box, bool], ...] = ()
    hidden: tuple[Box, ...] = ()
    words: tuple[str, ...] = ()
    gone: tuple[Box, ...] = ()


def look(page: Any, drawing: Drawing, size: tuple[float, float], *, layers: bool, closely: bool = False) -> Sight:
    """Switch off the text of a page that is not seen. ``layers`` says that the file may have some.

    Most pages hold nothing that could hide text, and are passed over unless they are to be looked at ``closely``.
    """
    if not drawing.texts:
        return Sight()
    covers = drawing.covers
    late = any(cover.order > drawing.texts[0][2] for cover in covers)
    flat = _has_flat(drawing)
    if not (closely or layers or drawing.odd or drawing.formed or late or flat or _has_loose(drawing)):
        return Sight()
    boxes = boxes_of(drawing.texts)
    pieces = prints_of(drawing.texts, boxes)
    blank = [piece for piece in pieces if is_invisible(piece, covers)]
    traced = leaving_traces(page, blank, pieces, size) if blank else []
    blank = [piece for piece in blank if not any(piece is one for one in traced)]
    under = [(piece, cover) for piece, cover in covered(pieces, covers) if cover.colour or _is_opaque(page, cover)]
    whole = [cover for cover in covers if cover.colour is None and _share(cover.box, size) > _PAGE]
    lost = {id(piece) for piece in blank} | {id(piece) for piece, cover in under if cover in whole}
    reach = sum(piece.box[2] - piece.box[0] for piece in pieces)
    veil = sum(piece.box[2] - piece.box[0] for piece in pieces if id(piece) in lost)
    if veil > _VEILED * reach and (whole or veil > 0.99 * reach):
        return Sight(looked=True, veiled=True)
    off = switched_off(page, pieces) if layers else []
    wholly = [piece for piece, cover in under if _inside(piece.box, cover.box)]
    # forms show only what lies in their box
    cut = [piece for piece in pieces if (flat or piece.top is not piece.item) and _is_cut(piece)]
    beyond = [piece for piece in pieces if closely and _is_beyond(piece.box, drawing.down) and _is_cut(piece)]
    around = [(piece, box) for first, last, box in drawing.clips for piece in pieces[first:last]]
    cut += [piece for piece, box in around if _lies_outside(piece.box, box)]
    unseen = list({id(piece): piece for piece in (*blank, *off, *wholly, *cut)}.values())
    words, boxes_gone = _words(page, unseen, pieces), tuple(piece.box for piece in unseen)
    # the page on which the rest of a cell stands shows its words
    unseen += [piece for piece in beyond if not any(piece is one for one in unseen)]
    gone = [*unseen, *watermarks([piece for piece in pieces if id(piece) not in lost])]
    for piece in gone:
        _switch_off(piece)
    trims = [(piece, cover.box, False) for piece, cover in under if not _inside(piece.box, cover.box)]
    hidden = [cover.box for _, cover in under if cover.colour is not None and min(cover.colour) < _WHITE]
    lost = {id(piece) for piece in unseen}
    hidden += [  # white print takes away what it is printed over
        other.box
        for piece in blank
        for other in pieces
        if piece.mode == c.FPDF_TEXTRENDERMODE_FILL
        and other.order < piece.order
        and id(other) not in lost
        and overlap(piece.box, other.box)
    ]
    if drawing.all_upright:
        cut_off = _clipped(pieces, drawing.down)
        trims += cut_off
        hidden += _cut_figures(page, cut_off)
        trims += [(piece, box, True) for piece, box in around if not _inside(piece.box, box)]
        lines = struck([piece.box for piece in pieces], drawing.across, drawing.down)
        trims += [(pieces[at], box, False) for at, box, _ in lines]
        hidden += [(box[0], pieces[at].box[1], box[2], pieces[at].box[3]) for at, box, _ in lines]
        strokes = {rule for _, _, rule in lines}
        drawing.across = [rule for rule in drawing.across if rule not in strokes]  # they part no cells
    _take_out(page, gone, pieces, trims)
    return Sight(looked=True, trims=tuple(trims), hidden=tuple(hidden), words=words, gone=boxes_gone)


def _words(page: Any, unseen: Sequence[Print], pieces: Sequence[Print]) -> tuple[str, ...]:
    """What the pieces that nobody sees say, but for those that are printed anew in their place."""
    if not unseen:
        return ()
    off = {id(piece) for piece in unseen}
    textpage = page.get_textpage()
    try:
        seen = {
            (said(piece.item, textpage.raw), place)
            for piece in pieces
            if id(piece) not in off
            for place in _around(piece.box)
        }
        places = {(said(piece.item, textpage.raw), _place(piece.box)): None for piece in unseen}
    finally:
        textpage.close()
    # The library gives the same words in one place once, and so those that are printed anew as none.
    return tuple(
        words for words, place in places if words.strip() and (words, place) not in seen and ("", place) not in seen
    )


def _has_loose(drawing: Drawing) -> bool:
    """Whether some level line ends where no upright rule stands: an underline, a line through print."""
    places = sorted(rule.at for rule in drawing.down)
    for _, start, end in drawing.across:
        for x in (start, end):
            at = bisect_left(places, x - 2 * _SLACK)
            if at == len(places) or places[at] > x + 2 * _SLACK:
                return True
    return False


def _has_flat(drawing: Drawing) -> bool:
    """Whether two level lines from one place stand so close that the row between them has no height."""
    above: dict[int, float] = {}
    for at, start, end in sorted(drawing.across):
        if end - start < _ROW_WIDE:
            continue
        if _FLAT[0] < at - above.get(round(start), -_FLAT[1]) < _FLAT[1]:
            return True
        above[round(start)] = at
    return False


def is_cut_open(drawing: Drawing, glyphs: Sequence[Glyph]) -> bool:
    """Whether text stands above or below a table that no line closes there, as where the page cuts a merged cell.

    Spreadsheets print such a cell's words in its middle on both pages and show what lies within the page.
    """
    if not drawing.down or not drawing.across:
        return False
    left, right = min(rule.start for rule in drawing.across), max(rule.end for rule in drawing.across)
    top, bottom = min(rule.start for rule in drawing.down), max(rule.end for rule in drawing.down)
    for edge, above in ((top, True), (bottom, False)):
        near = [rule for rule in drawing.across if abs(rule.at - edge) < 2 * _SLACK]
        ends = [rule.at for rule in drawing.down if abs((rule.start if above else rule.end) - edge) < 2 * _SLACK]
        if all(any(one.start - 2 * _SLACK <= x <= one.end + 2 * _SLACK for one in near) for x in ends):
            continue
        if any(
            left <= glyph.x0 and glyph.x1 <= right and (glyph.bottom < edge if above else glyph.top > edge)
            for glyph in glyphs
        ):
            return True
    return False


def runs_over_rules(drawing: Drawing, glyphs: Sequence[Glyph]) -> bool:
    """Whether print stands on an upright rule: text too long for its cell, of which the rest may be cut off."""
    rules = sorted(drawing.down)
    places = [rule.at for rule in rules]
    if not places:
        return False
    before = None
    for glyph in glyphs:
        x0, x1 = glyph.x0 + _SLACK, glyph.x1 - _SLACK
        if before is not None and before.bottom == glyph.bottom and -_SLACK < glyph.x0 - before.x1 < _SLACK:
            x0 = (before.x0 + before.x1) / 2
        before = glyph
        first = bisect_left(places, x0)
        if first < len(places) and places[first] < x1:
            middle = (glyph.top + glyph.bottom) / 2
            if any(rules[at].start <= middle <= rules[at].end for at in range(first, bisect_left(places, x1))):
                return True
    return False


def _is_beyond(box: Box, down: Sequence[Rule]) -> bool:
    """Whether a piece of print stands above all upright rules, or below them."""
    return bool(down) and (box[3] < min(rule.start for rule in down) or box[1] > max(rule.end for rule in down))


def _is_cut(piece: Print) -> bool:
    """Whether a piece of print lies outside what it is clipped to, as in a row or column without size."""
    clip = clip_box(piece.item, piece.view)
    return clip is not None and _lies_outside(piece.box, clip)


def _lies_outside(box: Box, clip: Box) -> bool:
    high = min(clip[3], box[3]) - max(clip[1], box[1])
    wide = min(clip[2], box[2]) - max(clip[0], box[0])
    return high < _SHOWN * (box[3] - box[1]) or wide < 0


def _switch_off(piece: Print) -> None:
    c.FPDFPageObj_SetIsActive(piece.item, False)


def _take_out(
    page: Any, gone: Sequence[Print], pieces: Sequence[Print], trims: Sequence[tuple[Print, Box, bool]]
) -> None:
    """Take out of the page what is not seen and lies in the place of other text.

    The library gives the same words in the same place once, and takes the first even where it is switched off: a figure
    that was painted over and set anew without a change would be lost.
    """
    off, kept = {id(piece) for piece in gone}, {id(piece) for piece, _, _ in trims}
    places = {place for piece in pieces if id(piece) not in off for place in _around(piece.box)}
    for piece in {id(piece): piece for piece in gone}.values():
        if _place(piece.box) in places and piece.top is piece.item and id(piece) not in kept:
            c.FPDFPage_RemoveObject(page, piece.item)


def _around(box: Box) -> list[tuple[int, int]]:
    """The place of a box and those right beside it."""
    x, y = _place(box)
    return [(x + aside, y + below) for aside in (-1, 0, 1) for below in (-1, 0, 1)]


def _place(box: Box) -> tuple[int, int]:
    return round(box[0]), round(box[1])


def _share(box: Box, size: tuple[float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / (size[0] * size[1])


def _is_opaque(page: Any, cover: Cover) -> bool:
    """Whether a picture lets nothing through: a seal or a signature mostly is transparent around its strokes."""
    bitmap = c.FPDFImageObj_GetRenderedBitmap(page.pdf, page, cover.item)
    if not bitmap:
        return False
    try:
        if c.FPDFBitmap_GetFormat(bitmap) != c.FPDFBitmap_BGRA:
            return True
        size = c.FPDFBitmap_GetStride(bitmap) * c.FPDFBitmap_GetHeight(bitmap)
        buffer = ctypes.cast(c.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * size)).contents
        return min(bytes(buffer)[3::4]) > _WHITE
    finally:
        c.FPDFBitmap_Destroy(bitmap)


def _clipped(pieces: Sequence[Print], down: Sequence[Rule]) -> list[tuple[Print, Box, bool]]:
    """The pieces that run over an upright rule or over other print, with the boxes that they are clipped to."""
    rules = sorted(down)
    places = [rule.at for rule in rules]
    out: list[tuple[Print, Box, bool]] = []
    for piece in pieces:
        x0, top, x1, bottom = piece.box
        if piece.top is not piece.item:
            box = clip_box(piece.item, piece.view)
            if box is not None and not _inside(piece.box, box):
                out.append((piece, box, True))
            continue
        middle = (top + bottom) / 2
        for index in range(bisect_left(places, x0 + _SLACK), bisect_left(places, x1 - _SLACK)):
            if rules[index].start <= middle <= rules[index].end:
                box = clip_box(piece.item, piece.view)
                if box is not None and not _inside(piece.box, box):
                    out.append((piece, box, True))
                break
    return out


def _cut_figures(page: Any, trims: Sequence[tuple[Print, Box, bool]]) -> list[Box]:
    """What is left to see of pieces with figures of which the edge of a cell cuts off more than half a digit."""
    cut = [
        (piece, box)
        for piece, box, _ in trims
        if max(box[0] - piece.box[0], piece.box[2] - box[2]) > _DIGIT * (piece.box[3] - piece.box[1])
    ]
    if not cut:
        return []
    textpage = page.get_textpage()
    try:
        figures = [(piece, box) for piece, box in cut if any(map(str.isdigit, said(piece.item, textpage.raw)))]
    finally:
        textpage.close()
    return [(max(b[0], p.box[0]), p.box[1], min(b[2], p.box[2]), p.box[3]) for p, b in figures]


def _inside(box: Box, around: Box) -> bool:
    x0, top, x1, bottom = around
    return x0 - _SLACK <= box[0] and top - _SLACK <= box[1] and box[2] <= x1 + _SLACK and box[3] <= bottom + _SLACK


def unseen_characters(text: Any, count: int, view: Matrix, sight: Sight) -> frozenset[int]:
    """The places in the text of a page of characters that are clipped or painted over."""
    if not sight.trims:
        return frozenset()
    boxes: dict[int | None, list[tuple[Box, bool]]] = {}
    for piece, box, inside in sight.trims:
        boxes.setdefault(_address(piece.item), []).append((box, inside))
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    out = set()
    for index in range(count):
        rules = boxes.get(_address(c.FPDFText_GetTextObject(text, index)))
        if not rules or not c.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            continue
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        x, y = view[0] * x + view[2] * y + view[4], view[1] * x + view[3] * y + view[5]
        if any((box[0] <= x <= box[2] and box[1] <= y <= box[3]) != inside for box, inside in rules):
            out.add(index)
    return frozenset(out)


def _address(item: Any) -> int | None:
    address: int | None = ctypes.cast(item, ctypes.c_void_p).value
    return address
