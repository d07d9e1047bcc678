"""Drawn paths as pdfium gives them, taken apart into ruling lines and shaded boxes. Part of the door to pypdfium2."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as c

from formaudit.errors import InputError
from formaudit.extract.pdf.ink import Box, Rule, Shade

__all__ = ["Drawing", "Matrix", "compose", "walk"]

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f as PDF writes them: x' = ax + cy + e, y' = bx + dy + f."""

_MAX_OBJECTS: Final = 400_000
_MAX_DEPTH: Final = 12
_THIN: Final = 3.0
"""Points: a filled box thinner than this, and much longer than thick, is a ruling line."""
_BROAD: Final = 7.0
"""Points: a stroke wider than this paints a band and rules nothing."""
_STRAIGHT: Final = 0.6
"""Points: how far the ends of a stroke may lie apart across it."""
_NEARLY_WHITE: Final = 250


@dataclass(slots=True)
class Drawing:
    """What the walk over a page's objects has gathered so far, in the page as shown. ``name`` is the file's."""

    name: str
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pale_across: list[Rule] = field(default_factory=list)
    pale_down: list[Rule] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    all_upright: bool = True
    objects: int = 0
    scratch: Any = field(default_factory=c.FS_MATRIX)


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
    count = c.FPDFPage_CountObjects(page)
    _budget(drawing, count)
    for index in range(count):
        _visit(c.FPDFPage_GetObject(page, index), view, drawing, 0)
    return drawing


def _budget(drawing: Drawing, count: int) -> None:
    drawing.objects += max(count, 0)
    if drawing.objects > _MAX_OBJECTS:
        raise InputError("too-large", drawing.name, f"> {_MAX_OBJECTS} objects on a page")


def _visit(item: Any, view: Matrix, drawing: Drawing, depth: int) -> None:
    kind = c.FPDFPageObj_GetType(item)
    if kind == c.FPDF_PAGEOBJ_TEXT:
        matrix = drawing.scratch
        if drawing.all_upright and c.FPDFPageObj_GetMatrix(item, matrix):
            a, b = matrix.a * view[0] + matrix.b * view[2], matrix.a * view[1] + matrix.b * view[3]
            drawing.all_upright = a > 0 and abs(b) <= 0.1 * a
        return
    if kind not in {c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_FORM, c.FPDF_PAGEOBJ_IMAGE}:
        return
    matrix = drawing.scratch
    c.FPDFPageObj_GetMatrix(item, matrix)
    placed = compose((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), view)
    if kind == c.FPDF_PAGEOBJ_PATH:
        _path(item, placed, _clip(item, view) if depth == 0 else None, drawing)
    elif kind == c.FPDF_PAGEOBJ_IMAGE:
        corners = [_at(placed, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        drawing.pictures.append(_hull(corners))
    elif depth < _MAX_DEPTH:
        count = c.FPDFFormObj_CountObjects(item)
        _budget(drawing, count)
        for index in range(count):
            _visit(c.FPDFFormObj_GetObject(item, index), placed, drawing, depth + 1)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _hull(points: list[tuple[float, float]]) -> Box:
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def _clip(item: Any, view: Matrix) -> Box | None:
    """The box a path is clipped to, or ``None``. Only boxes are understood; another shape clips nothing."""
    clip = c.FPDFPageObj_GetClipPath(item)
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
        one = _hull(corners)
        box = one if box is None else (*map(max, box[:2], one[:2]), *map(min, box[2:], one[2:]))  # type: ignore[assignment]  # two and two make four
    return box


def _outlines(item: Any, placed: Matrix) -> Iterator[tuple[list[tuple[float, float]], list[bool]]]:
    """The path's outlines: points, and for each point whether a straight line leads to it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    straight: list[bool] = []
    for index in range(c.FPDFPath_CountSegments(item)):
        segment = c.FPDFPath_GetPathSegment(item, index)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO and points:
            yield points, straight
            points, straight = [], []
        points.append(_at(placed, x.value, y.value))
        straight.append(kind == c.FPDF_SEGMENT_LINETO)
        if c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
            straight.append(True)
    if points:
        yield points, straight


def _white(item: Any, *, fill: bool) -> bool | None:
    """Whether the paint is white, or ``None`` where it is transparent."""
    red, green, blue, alpha = (ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint())
    get = c.FPDFPageObj_GetFillColor if fill else c.FPDFPageObj_GetStrokeColor
    if not get(item, red, green, blue, alpha):
        return False
    if alpha.value == 0:
        return None
    return bool(min(red.value, green.value, blue.value) >= _NEARLY_WHITE)


def _path(item: Any, placed: Matrix, clip: Box | None, drawing: Drawing) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    _budget(drawing, c.FPDFPath_CountSegments(item) // 4)
    white = _white(item, fill=not stroke.value)
    if white is None:
        return
    across, down = (drawing.pale_across, drawing.pale_down) if white else (drawing.across, drawing.down)
    broad = 0.0
    if stroke.value:
        width = ctypes.c_float()
        c.FPDFPageObj_GetStrokeWidth(item, width)
        broad = width.value * max(abs(placed[0]) + abs(placed[2]), abs(placed[1]) + abs(placed[3]))
    for points, straight in _outlines(item, placed):
        if not stroke.value:
            _filled(_hull(points), clip, across, down, drawing.shades, white=white)
            continue
        for (x0, y0), (x1, y1), line in zip(points, points[1:], straight[1:], strict=False):
            if not line:
                continue
            if abs(y0 - y1) <= _STRAIGHT < abs(x0 - x1) and broad <= _BROAD:
                _add(across, (y0 + y1) / 2, x0, x1, clip, axis=0)
            elif abs(x0 - x1) <= _STRAIGHT < abs(y0 - y1) and broad <= _BROAD:
                _add(down, (x0 + x1) / 2, y0, y1, clip, axis=1)


def _filled(
    box: Box, clip: Box | None, across: list[Rule], down: list[Rule], shades: list[Shade], *, white: bool
) -> None:
    x0, top, x1, bottom = box
    if clip is not None:
        x0, top, x1, bottom = max(x0, clip[0]), max(top, clip[1]), min(x1, clip[2]), min(bottom, clip[3])
        if x0 > x1 or top > bottom:
            return
    wide, high = x1 - x0, bottom - top
    if high <= _THIN and wide > high:
        across.append(Rule((top + bottom) / 2, x0, x1))
    elif wide <= _THIN and high > wide:
        down.append(Rule((x0 + x1) / 2, top, bottom))
    elif wide > _THIN and high > _THIN:
        shades.append(Shade(x0, top, x1, bottom, white))
    else:  # a dot of a dotted line, or the little square where two rules meet
        across.append(Rule((top + bottom) / 2, x0, x1))
        down.append(Rule((x0 + x1) / 2, top, bottom))


def _add(rules: list[Rule], at: float, start: float, end: float, clip: Box | None, *, axis: int) -> None:
    start, end = (start, end) if start <= end else (end, start)
    if clip is not None:
        if not clip[1 - axis] - 1 <= at <= clip[3 - axis] + 1:
            return
        start, end = max(start, clip[axis]), min(end, clip[2 + axis])
        if start > end:
            return
    rules.append(Rule(at, start, end))
