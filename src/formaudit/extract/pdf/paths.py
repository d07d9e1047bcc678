"""Drawn paths as pdfium gives them, taken apart into ruling lines and shaded boxes. Part of the door to pypdfium2."""

import ctypes
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as c
from msgspec import Struct, field

from formaudit.errors import InputError
from formaudit.extract.pdf.ink import Box, Rule, Shade
from formaudit.extract.pdf.outlines import Outline, hull, sides_of_frame
from formaudit.extract.pdf.prints import Cover, Piece, colour_of
from formaudit.extract.pdf.quick import prepared

__all__ = ["Drawing", "Matrix", "clip_box", "compose", "walk"]

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f as PDF writes them: x' = ax + cy + e, y' = bx + dy + f."""

_TWO_BOXES: Final = 8
"""Segments that a path of two boxes has at least."""
_MAX_OBJECTS: Final = 400_000
_MAX_DEPTH: Final = 12
_THIN: Final = 3.0
"""Points: a filled box thinner than this, and much longer than thick, is a ruling line."""
_STOUT: Final = 4.6
"""Points: so thick is a border that a word processor draws at its heaviest; it is many times longer than thick."""
_SLENDER: Final = 6.0
_BROAD: Final = 7.0
"""Points: a stroke wider than this paints a band and rules nothing."""
_STRAIGHT: Final = 0.6
"""Points: how far the ends of a stroke may lie apart across it."""
_NEARLY_WHITE: Final = 250
_PLAIN: Final = array("I", (0, 0, 0, 255))
_BLACK: Final = ((0, 0, 0), 255)
_DARK: Final = 250
"""The sum of red, green and blue up to which print is dark, whatever its ground."""
_READ: Final = frozenset({c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_FORM, c.FPDF_PAGEOBJ_IMAGE})
_MARK: Final = (2.5, 45.0)
"""Points that a drawn character is high, at least and at most."""
_object: Final = prepared(c.FPDFPage_GetObject, c.FPDFPage_GetObject.restype)
_type: Final = prepared(c.FPDFPageObj_GetType, ctypes.c_int)
_get_matrix: Final = prepared(c.FPDFPageObj_GetMatrix, ctypes.c_int)
_mode: Final = prepared(c.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_fill_colour: Final = prepared(c.FPDFPageObj_GetFillColor, ctypes.c_int)
_segment: Final = prepared(c.FPDFPath_GetPathSegment, c.FPDFPath_GetPathSegment.restype)
_point: Final = prepared(c.FPDFPathSegment_GetPoint)
_segment_type: Final = prepared(c.FPDFPathSegment_GetType, ctypes.c_int)
_closes: Final = prepared(c.FPDFPathSegment_GetClose, ctypes.c_int)
_LINE: Final = c.FPDF_SEGMENT_LINETO
_MOVE: Final = c.FPDF_SEGMENT_MOVETO
_segments: Final = prepared(c.FPDFPath_CountSegments, ctypes.c_int)
_draw_mode: Final = prepared(c.FPDFPath_GetDrawMode)
_stroke_width: Final = prepared(c.FPDFPageObj_GetStrokeWidth)
_clip_path: Final = prepared(c.FPDFPageObj_GetClipPath, c.FPDFPageObj_GetClipPath.restype)
_x, _y, _width = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
_fills, _strokes = ctypes.c_int(), ctypes.c_int()
_at_x, _at_y, _at_width = ctypes.byref(_x), ctypes.byref(_y), ctypes.byref(_width)
_at_fills, _at_strokes = ctypes.byref(_fills), ctypes.byref(_strokes)


class Drawing(Struct):
    """What the walk over a page's objects has gathered so far, in the page as shown. ``name`` is the file's.

    ``texts`` are the pieces of text and ``covers`` the filled boxes and pictures in the order of painting; ``odd`` says
    that some text is not plain dark print, ``formed`` that some belongs to forms. ``clips`` have the boxes of forms
    that clip what they hold, each with the first of its ``texts`` and the one behind the last. ``marks`` are small
    filled shapes that are no boxes, as outlines of characters are. ``mirrored`` are the places of texts that are.
    """

    name: str
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pale_across: list[Rule] = field(default_factory=list)
    pale_down: list[Rule] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    texts: list[Piece] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    mirrored: list[int] = field(default_factory=list)
    all_upright: bool = True
    objects: int = 0
    order: int = 0
    scratch: Any = field(default_factory=c.FS_MATRIX)
    scratch_at: Any = None
    paint: "array[int]" = field(default_factory=lambda: array("I", (0, 0, 0, 0)))
    paints: Any = ()
    odd: bool = False
    formed: bool = False
    clips: list[tuple[int, int, Box]] = field(default_factory=list)


def compose(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first`` and ``then`` one after the other."""
    a, b, cc, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, cc * p + d * r, cc * q + d * s, e * p + f * r + t, e * q + f * s + u)


def walk(page: Any, view: Matrix, name: str) -> Drawing:
    """Read every path and picture of a page and of the forms drawn on it.

    ``view`` maps the page's own space to the page as shown, y downwards. ``name`` is for the error's words.

    Raises:
        InputError: ``too-large``: more objects than a page of a form can sensibly have.

    """
    drawing = Drawing(name)
    paint = (ctypes.c_uint * 4).from_buffer(drawing.paint)
    drawing.paints = tuple(ctypes.byref(paint, 4 * at) for at in range(4))
    drawing.scratch_at = ctypes.byref(drawing.scratch)
    count = c.FPDFPage_CountObjects(page)
    _budget(drawing, count)
    for index in range(count):
        item = _object(page, index)
        _visit(item, view, drawing, 0, item)
    return drawing


def _budget(drawing: Drawing, count: int) -> None:
    drawing.objects += max(count, 0)
    if drawing.objects > _MAX_OBJECTS:
        raise InputError("too-large", drawing.name, f"> {_MAX_OBJECTS} objects on a page")


def _visit(item: Any, view: Matrix, drawing: Drawing, depth: int, top: Any) -> None:
    """Take in one object; ``top`` is the one of the page itself that it belongs to."""
    kind = _type(item)
    drawing.order += 1
    if kind == c.FPDF_PAGEOBJ_TEXT:
        _text(item, view, drawing, top)
        return
    if kind not in _READ:
        return
    matrix = drawing.scratch
    _get_matrix(item, drawing.scratch_at)
    placed = compose((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), view)
    if kind == c.FPDF_PAGEOBJ_PATH:
        _path(item, placed, clip_box(item, view) if depth == 0 else None, drawing)
    elif kind == c.FPDF_PAGEOBJ_IMAGE:
        _picture(item, hull([_at(placed, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]), drawing)
    elif depth < _MAX_DEPTH:
        count = c.FPDFFormObj_CountObjects(item)
        _budget(drawing, count)
        first = len(drawing.texts)
        for index in range(count):
            _visit(c.FPDFFormObj_GetObject(item, index), placed, drawing, depth + 1, top)
        if len(drawing.texts) > first and (box := clip_box(item, view)) is not None:
            drawing.clips.append((first, len(drawing.texts), box))


def _text(item: Any, view: Matrix, drawing: Drawing, top: Any) -> None:
    """Note a piece of text. Pages hold hundreds of them, so that its box is asked for later, and only where needed."""
    matrix = drawing.scratch
    if not _get_matrix(item, drawing.scratch_at):
        return
    a, b = matrix.a * view[0] + matrix.b * view[2], matrix.a * view[1] + matrix.b * view[3]
    if drawing.all_upright and (a <= 0 or abs(b) > 0.1 * a):
        drawing.all_upright = False
    mirrored = (matrix.a * matrix.d - matrix.b * matrix.c) * (view[0] * view[3] - view[1] * view[2]) > 0
    if top is not item:
        drawing.formed = True
    mode = _mode(item)
    paint = drawing.paint
    colour, opacity = _BLACK
    if _fill_colour(item, *drawing.paints) and paint != _PLAIN:
        colour, opacity = (paint[0], paint[1], paint[2]), paint[3]
    if mode or b or opacity < 255 or sum(colour) > _DARK:
        drawing.odd = True
    if mirrored:
        drawing.mirrored.append(len(drawing.texts))
    drawing.texts.append(
        (item, top, drawing.order, mode, colour, opacity, (b / a if a > 0 else 9.0) if b or a <= 0 else 0.0, view)
    )


def _picture(item: Any, box: Box, drawing: Drawing) -> None:
    """A picture: a ruling line where it is thin, as some programs draw the borders of cells."""
    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) <= _THIN < max(x1 - x0, bottom - top):
        _filled(box, None, drawing.across, drawing.down, drawing.shades, white=False)
        return
    drawing.pictures.append(box)
    drawing.covers.append(Cover(item, drawing.order, box, None))


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def clip_box(item: Any, view: Matrix) -> Box | None:
    """The box an object is clipped to, or ``None``. Only boxes are understood; another shape clips nothing."""
    clip = _clip_path(item)
    if not clip:
        return None
    box: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(c.FPDFClipPath_CountPaths(clip)):
        if c.FPDFClipPath_CountPathSegments(clip, index) not in {4, 5}:
            continue
        corners = []
        for corner in (0, 2):  # opposite corners of a box
            c.FPDFPathSegment_GetPoint(c.FPDFClipPath_GetPathSegment(clip, index, corner), x, y)
            corners.append(_at(view, x.value, y.value))
        one = hull(corners)
        box = one if box is None else (*map(max, box[:2], one[:2]), *map(min, box[2:], one[2:]))  # type: ignore[assignment]  # two and two make four
    return box


def _outlines(item: Any, placed: Matrix) -> Iterator[Outline]:
    """The path's outlines: points, and for each point whether a straight line leads to it."""
    a, b, cc, d, e, f = placed
    points: list[tuple[float, float]] = []
    straight: list[bool] = []
    for index in range(_segments(item)):
        segment = _segment(item, index)
        _point(segment, _at_x, _at_y)
        x, y = _x.value, _y.value
        kind = _segment_type(segment)
        if kind == _MOVE and points:
            yield points, straight
            points, straight = [], []
        points.append((a * x + cc * y + e, b * x + d * y + f))
        straight.append(kind == _LINE)
        if _closes(segment):
            points.append(points[0])
            straight.append(True)
    if points:
        yield points, straight


def _path(item: Any, placed: Matrix, clip: Box | None, drawing: Drawing) -> None:
    _draw_mode(item, _at_fills, _at_strokes)
    fills, strokes = bool(_fills.value), bool(_strokes.value)
    if not fills and not strokes:
        return
    _budget(drawing, _segments(item) // 4)
    colour, opacity = colour_of(item, fill=not strokes)
    if opacity == 0:
        return
    white = min(colour) >= _NEARLY_WHITE
    across, down = (drawing.pale_across, drawing.pale_down) if white else (drawing.across, drawing.down)
    broad = 0.0
    if strokes:
        _stroke_width(item, _at_width)
        broad = _width.value * max(abs(placed[0]) + abs(placed[2]), abs(placed[1]) + abs(placed[3]))
    outlines: Iterable[Outline] = _outlines(item, placed)
    if fills and not strokes and _segments(item) >= _TWO_BOXES:
        outlines = list(outlines)
        if sides := sides_of_frame(outlines, alternate=_fills.value == c.FPDF_FILLMODE_ALTERNATE):
            for side in sides:
                _filled(side, clip, across, down, drawing.shades, white=white)
            return
    for points, straight in outlines:
        if fills:
            ground = colour if not strokes else colour_of(item, fill=True)[0]
            _ground(item, points, straight, clip, ground, drawing)
        if not strokes:
            _filled(hull(points), clip, across, down, drawing.shades, white=white)
            continue
        if not fills and not white and _is_drawn_by_hand(points, straight):
            drawing.marks.append(hull(points))
        for (x0, y0), (x1, y1), line in zip(points, points[1:], straight[1:], strict=False):
            if not line:
                continue
            if abs(y0 - y1) <= _STRAIGHT < abs(x0 - x1) and broad <= _BROAD:
                _add(across, (y0 + y1) / 2, x0, x1, clip, axis=0)
            elif abs(x0 - x1) <= _STRAIGHT < abs(y0 - y1) and broad <= _BROAD:
                _add(down, (x0 + x1) / 2, y0, y1, clip, axis=1)


def _is_drawn_by_hand(points: list[tuple[float, float]], straight: list[bool]) -> bool:
    """Whether a stroke is bent or slanted and as small as a character: a digit drawn with a pen, a tick."""
    (left, upper), (right, lower) = points[0], points[-1]
    if len(points) == 2 and (abs(left - right) <= _STRAIGHT or abs(upper - lower) <= _STRAIGHT):
        return False  # as nearly all strokes are
    x0, top, x1, bottom = hull(points)
    if not (_MARK[0] < bottom - top < _MARK[1] and x1 - x0 < _MARK[1]):
        return False
    slanted = any(min(abs(a[0] - b[0]), abs(a[1] - b[1])) > _STRAIGHT for a, b in pairwise(points))
    return slanted or not all(straight[1:])


def _ground(
    item: Any,
    points: list[tuple[float, float]],
    straight: list[bool],
    clip: Box | None,
    colour: tuple[int, int, int],
    drawing: Drawing,
) -> None:
    """Note a filled outline: a box, which hides what was painted before, or a small shape, which may be a character."""
    x0, top, x1, bottom = hull(points)
    if len(set(points)) <= 4 and all(straight[1:]):
        if clip is not None:
            x0, top, x1, bottom = max(x0, clip[0]), max(top, clip[1]), min(x1, clip[2]), min(bottom, clip[3])
        level = all(abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5 for a, b in pairwise(points))
        if level and x1 - x0 > _THIN and bottom - top > _THIN:
            drawing.covers.append(Cover(item, drawing.order, (x0, top, x1, bottom), colour))
    elif _MARK[0] < bottom - top < _MARK[1] and x1 - x0 < _MARK[1] and min(colour) < _NEARLY_WHITE:
        drawing.marks.append((x0, top, x1, bottom))


def _filled(
    box: Box, clip: Box | None, across: list[Rule], down: list[Rule], shades: list[Shade], *, white: bool
) -> None:
    x0, top, x1, bottom = box
    if clip is not None:
        x0, top, x1, bottom = max(x0, clip[0]), max(top, clip[1]), min(x1, clip[2]), min(bottom, clip[3])
        if x0 > x1 or top > bottom:
            return
    wide, high = x1 - x0, bottom - top
    if high <= _thin(wide) and wide > high:
        across.append(Rule((top + bottom) / 2, x0, x1))
    elif wide <= _thin(high) and high > wide:
        down.append(Rule((x0 + x1) / 2, top, bottom))
    elif wide > _THIN and high > _THIN:
        shades.append(Shade(x0, top, x1, bottom, white))
    else:  # a dot of a dotted line, or the little square where two rules meet
        across.append(Rule((top + bottom) / 2, x0, x1))
        down.append(Rule((x0 + x1) / 2, top, bottom))


def _thin(length: float) -> float:
    """How thick a filled box of some length is at most to be a line."""
    return min(_STOUT, max(_THIN, length / _SLENDER))


def _add(rules: list[Rule], at: float, start: float, end: float, clip: Box | None, *, axis: int) -> None:
    start, end = (start, end) if start <= end else (end, start)
    if clip is not None:
        if not clip[1 - axis] - 1 <= at <= clip[3 - axis] + 1:
            return
        start, end = max(start, clip[axis]), min(end, clip[2 + axis])
        if start > end:
            return
    rules.append(Rule(at, start, end))
