"""The objects of an OFD page walked through: text to glyphs, paths to rules and shades, pictures to where they lie."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.ofd.geometry import (
    IDENTITY,
    Matrix,
    at,
    compose,
    hull,
    matrix_of,
    moved,
    numbers,
    pair_of,
    scale_of,
)
from formaudit.extract.ofd.parts import children, first, local, text_of
from formaudit.extract.ofd.strokes import Drawn, Pen, add_filled, add_stroked, clipped, outlines
from formaudit.extract.ofd.text import glyphs_of, leaning_of
from formaudit.extract.pdf.ink import Box, Glyph
from formaudit.extract.pdf.slanted import Leaning

__all__ = ["PagePicture", "Resources", "Seen", "walk"]

_MOST_OBJECTS: Final = 400_000
_MOST_DEPTH: Final = 12
_WHITE: Final = 250
_DEFAULT_WIDTH: Final = 0.353
"""Millimetres: what the standard draws with where no width is given."""
_GROUPS: Final = frozenset({"Layer", "PageBlock", "Content", "Appearance"})
_FAINT: Final = 30.0
"""The opacity, of 255, below which nothing can be read."""
_OPAQUE: Final = 250.0
_THIN: Final = 3.0
"""Points: a box lower than this is a line."""
_SHADED: Final = frozenset({"Pattern", "AxialShd", "RadialShd", "GouraudShd", "LaGouraudShd", "LaGourandShd"})
"""What a colour is shaded with or tiled by, whatever value it has beside that."""
_HIDDEN: Final = ("false", "0")


class PagePicture(Struct, frozen=True):
    """A picture on a page: its box in points, the matrix of its unit square, and its resource's id."""

    box: Box
    placed: Matrix
    resource: str


class Resources(Struct, frozen=True, kw_only=True):
    """What objects refer to by id: parameters of drawing, composed units, files of pictures."""

    pens: Mapping[str, Any]
    units: Mapping[str, Any]
    pictures: Mapping[str, str]


class Seen(Struct):
    """What the walk has gathered of a page, in points from its upper left corner; ``name`` is the file's.

    ``unseen`` are the words of objects that are not drawn, ``slanted`` those of text that leans like a watermark,
    ``leaning`` its lines that are seen, ``doubts`` the boxes of what is hidden by ink or mirrored.
    """

    name: str
    glyphs: list[Glyph] = field(default_factory=list)
    hidden: list[Glyph] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    leaning: list[Leaning] = field(default_factory=list)
    doubts: list[Box] = field(default_factory=list)
    drawn: Drawn = field(default_factory=Drawn)
    pictures: list[PagePicture] = field(default_factory=list)
    unmapped: int = 0
    objects: int = 0


class _Frame(Struct, frozen=True):
    """Where the walk is: the space of the objects, what they are clipped to, how they draw by default, how deep."""

    space: Matrix
    clip: Box | None = None
    pen: str = ""
    depth: int = 0


def walk(root: Any, space: Matrix, resources: Resources, seen: Seen) -> None:
    """Read the objects under an element; ``space`` maps its millimetres to the page in points.

    Raises:
        InputError: ``too-large``: more objects than a page of a form can sensibly have.

    """
    _group(root, _Frame(space), resources, seen)


def _group(root: Any, frame: _Frame, resources: Resources, seen: Seen) -> None:
    for item in root:
        kind = local(item)
        if not kind:
            continue
        if (item.get("Visible") or "").strip().lower() in _HIDDEN:
            seen.unseen.append(text_of(item))
            continue
        if kind in _GROUPS:
            if frame.depth < _MOST_DEPTH:
                pen = item.get("DrawParam") or frame.pen
                _group(item, replace(frame, pen=pen, depth=frame.depth + 1), resources, seen)
            continue
        seen.objects += 1
        if seen.objects > _MOST_OBJECTS:
            raise InputError("too-large", seen.name, f"> {_MOST_OBJECTS} objects on a page")
        if kind == "TextObject":
            _text(item, frame, resources, seen)
        elif kind == "PathObject":
            _path(item, frame, resources, seen)
        elif kind == "ImageObject":
            _picture(item, frame, seen)
        elif kind == "CompositeObject" and frame.depth < _MOST_DEPTH:
            unit = resources.units.get(item.get("ResourceID", ""))
            if unit is not None:
                placed, _ = _placed(item, frame)
                inner = _Frame(placed, _clip(item, frame), frame.pen, frame.depth + 1)
                _group(unit, inner, resources, seen)


def _placed(item: Any, frame: _Frame) -> tuple[Matrix, Box]:
    """The matrix from an object's own space to the page, and its boundary there. Sides may be negative or nothing."""
    x, y, wide, high = (numbers(item.get("Boundary")) + [0.0] * 4)[:4]
    placed = compose(moved(matrix_of(item.get("CTM")), x, y), frame.space)
    box = hull([at(frame.space, left, top) for left in (x, x + wide) for top in (y, y + high)])
    return placed, box


def _clip(item: Any, frame: _Frame) -> Box | None:
    """The box that an object is clipped to. Only boxes are understood; another shape clips nothing."""
    clip = frame.clip
    clips = first(item, "Clips")
    if clips is None:
        return clip
    x, y = pair_of(item.get("Boundary"))
    own = moved(IDENTITY, x, y)
    for one in children(clips, "Clip"):
        for area in children(one, "Area"):
            path = first(area, "Path")
            data = first(path, "AbbreviatedData") if path is not None else None
            if path is None or data is None:
                continue
            left, top = pair_of(path.get("Boundary"))
            matrix = compose(moved(matrix_of(path.get("CTM")), left, top), compose(matrix_of(area.get("CTM")), own))
            found = list(outlines(data.text or "", compose(matrix, frame.space)))
            if len(found) == 1 and all(found[0][1][1:]) and len(set(found[0][0])) == 4:
                clip = clipped(hull(found[0][0]), clip) or (0.0, 0.0, 0.0, 0.0)
    return clip


def _colour(item: Any, name: str, pen: Any | None) -> tuple[bool, bool]:
    """Whether a colour of an object is white or nearly so, and whether it can be seen at all."""
    colour = first(item, name)
    if colour is None and pen is not None:
        colour = first(pen, name)
    if colour is None:
        return False, True
    if _opacity(colour) < _FAINT:
        return False, False
    if any(local(child) in _SHADED for child in colour):
        return False, True
    return _white(colour.get("Value")), True


def _opacity(item: Any) -> float:
    """From 0 to 255."""
    return (numbers(item.get("Alpha")) or [255.0])[0]


def _is(item: Any, name: str, default: str) -> bool:
    return (item.get(name) or default).strip().lower() not in _HIDDEN


def _white(value: str | None) -> bool:
    parts = (value or "").split()
    levels = [
        float(int(part.lstrip("#") or "0", 16)) if part.startswith("#") else (numbers(part) or [0.0])[0]
        for part in parts
        if not part.startswith("#") or all(char in "0123456789abcdefABCDEF" for char in part[1:])
    ]
    if len(levels) == 4:
        return max(levels) <= 255 - _WHITE
    return bool(levels) and min(levels) >= _WHITE


def _text(item: Any, frame: _Frame, resources: Resources, seen: Seen) -> None:
    placed, box = _placed(item, frame)
    pen = resources.pens.get(item.get("DrawParam") or frame.pen)
    white, visible = _colour(item, "FillColor", pen)
    if not _is(item, "Fill", "true") or (_is(item, "Stroke", "false") and (white or not visible)):
        white, visible = _colour(item, "StrokeColor", pen)
        visible = visible and _is(item, "Stroke", "false")
    if _opacity(item) < _FAINT:
        visible = False
    clip = _clip(item, frame)
    glyphs = list(glyphs_of(item, placed, box))
    if not glyphs:
        line = leaning_of(item, placed)
        rises = line is not None and line.last[1] < line.first[1]  # as headings do
        if line is not None and rises and visible and not white and clip is None:
            seen.leaning.append(line)
        else:
            seen.slanted.append(text_of(item))
    for glyph, unknown in glyphs:
        middle = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if clip is not None and not (clip[0] <= middle[0] <= clip[2] and clip[1] <= middle[1] <= clip[3]):
            continue
        if not visible or (white and not _on_shade(middle, seen)):
            seen.hidden.append(glyph)
            continue
        seen.unmapped += unknown
        seen.glyphs.append(glyph)
        if placed[0] * placed[3] < placed[1] * placed[2]:
            seen.doubts.append(_box_of(glyph))  # mirrored


def _box_of(glyph: Glyph) -> Box:
    return glyph.x0, glyph.top, glyph.x1, glyph.bottom


def _cover(outline: Any, seen: Seen, *, white: bool) -> None:
    """Take away what is printed below a box that is painted over it; where the box is dark nobody knows what it was."""
    points, straight = outline
    if len(set(points)) != 4 or not all(straight[1:]):
        return
    x0, top, x1, bottom = hull(points)
    if min(x1 - x0, bottom - top) < _THIN:
        return
    kept: list[Glyph] = []
    for glyph in seen.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (x0 < x < x1 and top < y < bottom):
            kept.append(glyph)
            continue
        seen.hidden.append(glyph)
        if not white:
            seen.doubts.append(_box_of(glyph))
    seen.glyphs[:] = kept


def _on_shade(point: tuple[float, float], seen: Seen) -> bool:
    """Whether something dark lies under a point, so that white can be seen on it."""
    under = any(
        shade.x0 <= point[0] <= shade.x1 and shade.top <= point[1] <= shade.bottom and not shade.white
        for shade in seen.drawn.shades
    )
    return under or any(
        picture.box[0] <= point[0] <= picture.box[2] and picture.box[1] <= point[1] <= picture.box[3]
        for picture in seen.pictures
    )


def _path(item: Any, frame: _Frame, resources: Resources, seen: Seen) -> None:
    data = first(item, "AbbreviatedData")
    if data is None or not data.text or (numbers(item.get("Alpha")) or [255.0])[0] == 0:
        return
    placed, _ = _placed(item, frame)
    pen = resources.pens.get(item.get("DrawParam") or frame.pen)
    said = numbers(item.get("LineWidth")) or (numbers(pen.get("LineWidth")) if pen is not None else [])
    white_stroke, stroke_seen = _colour(item, "StrokeColor", pen)
    white_fill, fill_seen = _colour(item, "FillColor", pen)
    stroked = (item.get("Stroke") or "true").strip().lower() not in _HIDDEN and stroke_seen
    filled = (item.get("Fill") or "false").strip().lower() not in _HIDDEN and fill_seen
    broad = (said or [_DEFAULT_WIDTH])[0] * scale_of(placed)
    style = Pen(broad if stroked else 0.0, filled, white_stroke, white_fill)
    clip = _clip(item, frame)
    paint = first(item, "FillColor")
    opaque = _opacity(item) >= _OPAQUE and (paint is None or _opacity(paint) >= _OPAQUE)
    for outline in outlines(data.text, placed):
        seen.objects += len(outline[0]) // 8
        if style.fill:
            if clip is None and opaque:
                _cover(outline, seen, white=white_fill)
            add_filled(seen.drawn, outline, style, clip)
        if stroked:
            add_stroked(seen.drawn, outline, style, clip)


def _picture(item: Any, frame: _Frame, seen: Seen) -> None:
    placed, box = _placed(item, frame)
    if item.get("CTM") is None:
        placed = (box[2] - box[0], 0.0, 0.0, box[3] - box[1], box[0], box[1])
    square = hull([at(placed, u, v) for u in (0.0, 1.0) for v in (0.0, 1.0)])
    shown = clipped(square, _clip(item, frame))
    if shown is not None:
        seen.pictures.append(PagePicture(shown, placed, item.get("ResourceID", "")))
