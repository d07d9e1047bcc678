"""Pieces of print as a page's content lists them, and which of them nobody sees. Part of the door to pypdfium2.

A viewer shows what is painted last: text under a white box, text of a layer that is switched off, text in the colour of
its ground and invisible text is not what stands on the paper. Text that cannot be seen is switched off in the page
before its characters are asked for.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pypdfium2.raw as c
from msgspec import Struct

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.quick import prepared

__all__ = [
    "Colour",
    "Cover",
    "Piece",
    "Print",
    "boxes_of",
    "colour_of",
    "covered",
    "is_invisible",
    "overlap",
    "prints_of",
    "red_boxes",
    "said",
    "switched_off",
    "watermarks",
]

Colour = tuple[int, int, int]

_CONTRAST: Final = 24
"""Steps of 255 between print and ground that the eye needs."""
_FAINT: Final = 0.12
"""The opacity below which nothing can be read."""
_PALE: Final = 0.45
"""The part of the way from black to white at which print is pale."""
_DARK: Final = 0.3
_LARGE: Final = 1.6
"""How much larger than the text of its page the type of a watermark is, where it is dark."""
_LEANING: Final = 0.025
_TILES: Final = 3
"""Marks of one kind that cross the text of a page where they stand all over it."""
_MOST_LAYERS: Final = 60
_WHITE: Final = (255, 255, 255)
_BLACK: Final = (0, 0, 0, 255)
_RED: Final = 160
_NOT_RED: Final = 100
"""From so much red, and with no more of the other two, a colour is red to everybody."""


Piece = tuple[Any, Any, int, int, Colour, int, float, tuple[float, float, float, float, float, float]]
"""A piece of text as it was listed: handle, object of the page, order, mode, colour, opacity to 255, lean, view."""
_bounds: Final = prepared(c.FPDFPageObj_GetBounds, ctypes.c_int)
_fill_colour: Final = prepared(c.FPDFPageObj_GetFillColor, ctypes.c_int)
_stroke_colour: Final = prepared(c.FPDFPageObj_GetStrokeColor, ctypes.c_int)
_paint: Final = (ctypes.c_uint * 4)()
_paints: Final = tuple(ctypes.byref(_paint, 4 * at) for at in range(4))


class Print(Struct):
    """A piece of text: its handle, its place in the order of painting, how it is painted, its box on the page shown.

    ``top`` is the object of the page itself that it belongs to; ``opacity`` runs from 0 to 1, ``lean`` is the tangent
    of its slope, ``view`` the way from its own space to the page as shown.
    """

    item: Any
    top: Any
    order: int
    mode: int
    colour: Colour
    opacity: float
    lean: float
    view: tuple[float, float, float, float, float, float]
    box: Box

    @property
    def size(self) -> float:
        """The height of its ink in points."""
        return self.box[3] - self.box[1]


class Cover(NamedTuple):
    """A filled box or a picture: its handle, place in the order of painting, box and colour (``None``: a picture)."""

    item: Any
    order: int
    box: Box
    colour: Colour | None


def boxes_of(pieces: Sequence[Piece]) -> list[Box]:
    """The boxes of the ink of some pieces of text, on the page as shown."""
    left, bottom, right, top = bounds = [ctypes.c_float() for _ in range(4)]
    places = [*map(ctypes.byref, bounds)]
    out = []
    for piece in pieces:
        if not _bounds(piece[0], *places):
            out.append((0.0, 0.0, 0.0, 0.0))
            continue
        a, b, cc, d, e, f = piece[7]
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        if a == 1 and d == -1:
            out.append((x0 + e, f - y1, x1 + e, f - y0))
            continue
        xs, ys = (a * x0 + cc * y0 + e, a * x1 + cc * y1 + e), (b * x0 + d * y0 + f, b * x1 + d * y1 + f)
        out.append((min(xs), min(ys), max(xs), max(ys)))
    return out


def red_boxes(pieces: Sequence[Piece]) -> tuple[Box, ...]:
    """The boxes of the pieces of text in red, unless all of them are."""
    reds = [piece for piece in pieces if _is_red(piece[4])]
    return tuple(boxes_of(reds)) if 0 < len(reds) < len(pieces) else ()


def _is_red(colour: Colour) -> bool:
    red, green, blue = colour
    return red >= _RED and max(green, blue) <= _NOT_RED


def prints_of(pieces: Sequence[Piece], boxes: Sequence[Box]) -> list[Print]:
    """The pieces of text with their boxes."""
    return [
        Print(
            item=item,
            top=top,
            order=order,
            mode=mode,
            colour=colour,
            opacity=alpha / 255,
            lean=lean,
            view=view,
            box=box,
        )
        for (item, top, order, mode, colour, alpha, lean, view), box in zip(pieces, boxes, strict=True)
    ]


def colour_of(item: Any, *, fill: bool) -> tuple[Colour, float]:
    """The paint of an object and its opacity; black where it is none of the plain ones."""
    _paint[:] = [*_BLACK]  # what stays there where the library has no colour to give
    (_fill_colour if fill else _stroke_colour)(item, *_paints)
    red, green, blue, alpha = _paint
    return (red, green, blue), alpha / 255


def is_invisible(piece: Print, covers: Sequence[Cover]) -> bool:
    """Whether a piece of text leaves no trace: drawn without ink, transparent, or in the colour of its ground."""
    if piece.mode in {c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP} or piece.opacity < _FAINT:
        return True
    if piece.mode not in {c.FPDF_TEXTRENDERMODE_FILL, c.FPDF_TEXTRENDERMODE_STROKE}:
        return False
    outlined = piece.mode == c.FPDF_TEXTRENDERMODE_STROKE
    paint = colour_of(piece.item, fill=False)[0] if outlined else piece.colour
    ground: Colour | None = _WHITE
    for cover in covers:
        if cover.order < piece.order and _holds(cover.box, piece.box):
            ground = cover.colour
    return ground is not None and max(abs(a - b) for a, b in zip(ground, paint, strict=True)) < _CONTRAST


def covered(pieces: Sequence[Print], covers: Sequence[Cover]) -> Iterator[tuple[Print, Cover]]:
    """Each piece of text with a box or picture that is painted over part of it later."""
    if not pieces:
        return
    first = min(piece.order for piece in pieces)
    late = [cover for cover in covers if cover.order > first]
    for cover in late:
        for piece in pieces:
            if piece.order < cover.order and overlap(piece.box, cover.box) and not _is_glass(cover):
                yield piece, cover


def _is_glass(cover: Cover) -> bool:
    """Whether what lies below shows through: opacity, blending, a mask."""
    return bool(c.FPDFPageObj_HasTransparency(cover.item))


def watermarks(pieces: Sequence[Print]) -> list[Print]:
    """The pieces printed across others: pale, much larger, or leaning, on a page whose text is none of that."""
    plain = [piece for piece in pieces if _darkness(piece) < _DARK and abs(piece.lean) < _LEANING]
    if not plain:
        return []
    sizes = sorted(piece.size for piece in plain)
    usual = sizes[len(sizes) // 2]
    out = []
    for piece in pieces:
        pale = _darkness(piece) > _PALE
        leaning = abs(piece.lean) >= _LEANING
        large = piece.size > _LARGE * usual
        if not (pale or leaning or large):
            continue
        over = any(other is not piece and overlap(piece.box, other.box) for other in plain)
        if over and (pale or leaning or piece.size > 2 * usual):
            out.append(piece)
        elif (pale or leaning) and large and any(abs(piece.size - one.size) < 0.1 for one in out):
            out.append(piece)  # the same mark where it crosses nothing
    return out + _tiles(pieces, out)


def _tiles(pieces: Sequence[Print], marks: Sequence[Print]) -> list[Print]:
    """The pieces that are the same as marks which stand all over the page, between the text and across it."""
    shapes = Counter(_shape(mark) for mark in marks)
    many = {shape for shape, count in shapes.items() if count >= _TILES}
    if not many:
        return []
    known = {id(mark) for mark in marks}
    return [piece for piece in pieces if id(piece) not in known and _shape(piece) in many]


def _shape(piece: Print) -> tuple[int, int, Colour]:
    """What equal marks have in common: how wide and high they are, and their colour."""
    return round(piece.box[2] - piece.box[0]), round(piece.size), piece.colour


def _darkness(piece: Print) -> float:
    """From 0 (black) to 1 (white)."""
    level = (0.3 * piece.colour[0] + 0.59 * piece.colour[1] + 0.11 * piece.colour[2]) / 255
    return 1 - (1 - level) * piece.opacity


def _holds(around: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x <= around[2] and around[1] <= y <= around[3]


def overlap(one: Box, two: Box) -> bool:
    """Whether two boxes share more than their edges."""
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    return wide > 1 and high > 0.3 * min(one[3] - one[1], two[3] - two[1]) and high > 0.5


def switched_off(page: Any, pieces: Sequence[Print]) -> list[Print]:
    """The pieces in layers that a viewer does not show.

    The library tells the name of a piece's layer but not whether it is shown, so one piece of each layer is painted
    alone. A layer may hold a form as a whole, which says so itself and not in what marks its pieces.
    """
    layers: dict[str, list[Print]] = {}
    for piece in pieces:
        whole = "" if piece.top is piece.item else f"form {ctypes.cast(piece.top, ctypes.c_void_p).value}"
        name = _layer(piece.item) or whole
        if name:
            layers.setdefault(name, []).append(piece)
    hidden: list[Print] = []
    for members in list(layers.values())[:_MOST_LAYERS]:
        if not _shows(page, members[0]):
            hidden += members
    return hidden


def _layer(item: Any) -> str:
    """The name of the layer that marked content puts an object in; a layer without a name has the handle's address."""
    for index in range(c.FPDFPageObj_CountMarks(item)):
        mark = c.FPDFPageObj_GetMark(item, index)
        if _word(c.FPDFPageObjMark_GetName, mark) == "OC":
            length = ctypes.c_ulong()
            buffer = (ctypes.c_ubyte * 256)()
            # The bytes as they are: asked for as text, the library gives one letter of a Chinese name.
            found = c.FPDFPageObjMark_GetParamBlobValue(mark, b"Name", buffer, ctypes.sizeof(buffer), length)
            name = bytes(buffer)[: length.value].decode("latin-1") if found else ""
            return name or str(ctypes.addressof(item.contents) if hasattr(item, "contents") else id(item))
    return ""


def said(item: Any, text: Any) -> str:
    """The words of a piece of text of a page whose text is ``text``."""
    length = c.FPDFTextObj_GetText(item, text, None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    c.FPDFTextObj_GetText(item, text, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def _word(get: Any, mark: Any) -> str:
    buffer, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    if not get(mark, buffer, ctypes.sizeof(buffer), length):
        return ""
    return bytes(buffer)[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _shows(page: Any, piece: Print) -> bool:
    """Whether anything is to be seen of a piece where it is painted alone."""
    others = [item for index in range(c.FPDFPage_CountObjects(page)) if (item := c.FPDFPage_GetObject(page, index))]
    mine = ctypes.cast(piece.top, ctypes.c_void_p).value
    off = [item for item in others if ctypes.cast(item, ctypes.c_void_p).value != mine]
    was = [_is_active(item) for item in off]
    for item in off:
        c.FPDFPageObj_SetIsActive(item, False)
    try:
        bitmap = page.render(scale=1.0, grayscale=True, may_draw_forms=False)
        shown = min(bytes(bitmap.buffer)) < 250
        bitmap.close()
    finally:
        for item, active in zip(off, was, strict=True):
            c.FPDFPageObj_SetIsActive(item, active)
    return shown


def _is_active(item: Any) -> bool:
    active = ctypes.c_int()
    return bool(c.FPDFPageObj_GetIsActive(item, active)) and bool(active.value)
