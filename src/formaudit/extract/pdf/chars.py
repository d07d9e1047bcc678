"""Characters as pdfium gives them, with boxes that suit reading. Part of the door to pypdfium2.

A glyph's box is as wide as pdfium says and stands on its baseline, one em high. The boxes that fonts declare are of no
use for finding lines: some are flat for flat signs, some twice as high as the line.
"""

import ctypes
import math
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import pypdfium2.raw as c

from formaudit.errors import InputError
from formaudit.extract.pdf.ink import Box, Glyph
from formaudit.extract.pdf.paths import Matrix
from formaudit.extract.pdf.plaincodes import are_characters
from formaudit.extract.pdf.quick import codes_of, loose_boxes, origins, prepared
from formaudit.extract.pdf.seen import Sight, unseen_characters
from formaudit.extract.pdf.signs import BLANKS, DROPPED, printed
from formaudit.extract.pdf.spoken import is_said_of
from formaudit.extract.pdf.tiny import without_tiny

__all__ = ["read_glyphs"]

_MAX_GLYPHS: Final = 400_000
_SKEW: Final = 10
"""Degrees that a glyph may lean from a quarter turn; a watermark leans more."""
_ABOVE: Final = 0.88
_BELOW: Final = 0.12
"""Parts of an em above and below the baseline, as Chinese type has them."""
_TOWERING: Final = 36.0
"""Points; type of a watermark, or of a poster."""
_RAISED: Final = 0.15
"""Ems by which a glyph beside another reaches less far down, or up, before its own baseline is asked for."""
_LARGER: Final = 0.3
"""Ems by which a glyph beside another reaches further up, or down, before its size is asked for."""
_BLANK: Final = frozenset(map(ord, BLANKS))
_CONTROLS: Final = frozenset({*range(1, 0x20), *range(0x7F, 0xA0)}) - _BLANK - {2}
"""Codes that no font prints; 2 stands for a hyphen at a line's end."""
_UNMAPPED: Final = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF}) | _CONTROLS
_NOTHING: Final = frozenset(map(ord, DROPPED)) | _CONTROLS
_SOFT_HYPHEN: Final = 0xAD
_INK: Final = 0.3
"""Points that a glyph is wide and high at least where it leaves ink."""
_FIRST_PRIVATE: Final = 0xE000
_PRIVATE: Final = range(_FIRST_PRIVATE, 0xF900)
_origin: Final = prepared(c.FPDFText_GetCharOrigin)
_matrix: Final = prepared(c.FPDFText_GetMatrix)
_font_size: Final = prepared(c.FPDFText_GetFontSize, ctypes.c_double)
_map_error: Final = prepared(c.FPDFText_HasUnicodeMapError, ctypes.c_int)
_char_box: Final = prepared(c.FPDFText_GetCharBox, ctypes.c_int)
_sides: Final = tuple(ctypes.c_double() for _ in range(4))
_at_sides: Final = tuple(map(ctypes.byref, _sides))


def read_glyphs(
    page: Any,
    view: Matrix,
    rotation: int,
    *,
    upright: bool,
    size: tuple[float, float],
    sight: Sight,
    name: str,
    plain: Callable[[], bool],
) -> tuple[list[Glyph], int, int, bool, tuple[Box, ...]]:
    """The glyphs of a page in the order of its content, and how many of them stand for no known character.

    The third number counts those of which the file does not say what they are; they come as U+FFFD. The fourth tells
    that some print goes back over other print on its line, is of huge type, or does not stand upright, and the last
    where a digit was lost beside print too small to be seen.

    ``view`` maps the page's own space to the page as shown, which ``rotation`` quarter turns clockwise achieve.
    ``plain`` tells whether the file leaves each code as it is, and is asked only where the library knows no characters.
    ``upright`` promises that all text stands upright there. Blanks, text outside the page, slanted watermarks and what
    cannot be seen are left out.

    Raises:
        InputError: ``too-large``: more characters than a page can sensibly have.

    """
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > _MAX_GLYPHS:
            raise InputError("too-large", name, f"> {_MAX_GLYPHS} characters on a page")
        left_out = unseen_characters(textpage.raw, count, view, sight)
        level = upright and rotation == 0
        read = partial(_upright, shift=(view[4], view[5])) if level else partial(_any_way, view=view, rotation=rotation)
        glyphs, unmapped, faulty, crowded = read(textpage.raw, count, size=size, left_out=left_out, garbled=frozenset())
        if not faulty:
            seen, lost = without_tiny(glyphs)
            return seen, unmapped, 0, crowded, lost
        garbled = _garbled(textpage.raw, count)
        if are_characters(c.FPDFText_GetUnicode(textpage.raw, index) for index in garbled) and plain():
            seen, lost = without_tiny(glyphs)
            return seen, unmapped, 0, crowded, lost
        glyphs, unmapped, _, _ = read(textpage.raw, count, size=size, left_out=left_out, garbled=garbled)
        seen, lost = without_tiny(glyphs)
        return seen, unmapped, len(garbled), crowded, lost
    finally:
        textpage.close()


def _garbled(text: Any, count: int) -> frozenset[int]:
    """The places of characters for which the font has no meaning: what the library gives is their bare code."""
    return frozenset(
        index
        for index in range(count)
        if (code := c.FPDFText_GetUnicode(text, index)) in _CONTROLS
        or (_has_ink(text, index) if code in _BLANK else c.FPDFText_HasUnicodeMapError(text, index) == 1)
    )


def _has_ink(text: Any, index: int) -> bool:
    """Whether what is called a blank leaves ink: a minus or a digit that the font's own table calls a blank."""
    if not _char_box(text, index, *_at_sides):
        return False
    left, right, bottom, top = (side.value for side in _sides)
    inked = right - left > _INK and top - bottom > _INK
    # a blank in words that are said of some print has the box of that print
    return inked and not is_said_of(c.FPDFText_GetTextObject(text, index))


def _upright(  # what it saves is time, and every one of these is in the innermost loop
    text: Any,
    count: int,
    *,
    shift: tuple[float, float],
    size: tuple[float, float],
    left_out: frozenset[int],
    garbled: frozenset[int],
) -> tuple[list[Glyph], int, bool, bool]:
    """Text that stands upright on a page that is not turned: nearly every page, so nothing is done twice here."""
    matrix, x, y = c.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    right, down = shift
    wide, high = 2 * size[0], 2 * size[1]
    out: list[Glyph] = []
    make = tuple.__new__  # what Glyph(...) does, without a call in between
    unmapped = 0
    spaced = faulty = crowded = False
    baseline = em = begin = end = least = most = lowest = tallest = top = bottom = math.nan
    names: dict[int, str] = {}
    runs: dict[float, list[tuple[float, float]]] = {}  # for each baseline from where to where it holds print
    for index, (code, (x0, upper, x1, lower)) in enumerate(
        zip(codes_of(text, count), loose_boxes(text, count), strict=True)
    ):
        char = names.get(code)  # what is in it is neither blank nor nothing
        if char is None or left_out:
            if (code in _BLANK and index not in garbled) or index in left_out:
                faulty = faulty or (x1 - x0 > _INK and code in _BLANK and _has_ink(text, index))
                spaced = True
                continue
            if code == _SOFT_HYPHEN and x1 - x0 <= _INK:
                continue
            if code in _NOTHING and index not in garbled:
                unmapped += code in _UNMAPPED
                faulty = faulty or code in _CONTROLS
                continue
        # a glyph right beside the last one stands on the same baseline; asking costs as much as the box
        level = least < upper < tallest and lowest < lower < most
        if spaced or not (level and -0.3 * em < x0 - end < 0.5 * em):
            faulty = faulty or _map_error(text, index) == 1
            _origin(text, index, at_x, at_y)
            crowded = crowded or em > _TOWERING or _runs_over(runs, baseline, begin, end, em)
            begin = x0
            if y.value != baseline or spaced or not level:
                baseline = y.value
                em = _em(text, index, matrix)
                bottom = down - baseline + _BELOW * em
                top = bottom - em
            # what is raised or smaller beside it reaches less far down, or up
            least, most = upper - _RAISED * em, lower + _RAISED * em
            # and what is larger reaches further
            lowest, tallest = lower - _LARGER * em, upper + _LARGER * em
            if x.value - x0 > 2 and _stands_above(x0, x1, x.value):
                baseline = end = math.nan  # the next glyph hangs elsewhere
                bottom, top = down - lower, down - upper
        end = x1
        left, to = x0 + right, x1 + right
        # text outside the crop box cannot be seen; the comparison also drops what is no number
        if not (0 <= left + to <= wide and 0 <= top + bottom <= high):
            continue
        if index in garbled:
            char = "\ufffd"
        elif char is None:
            char = printed(code)
            if code != _SOFT_HYPHEN:  # each is looked at: those without width are nothing
                names[code] = char
        if code >= _FIRST_PRIVATE:
            unmapped += code in _UNMAPPED or code in _PRIVATE
        out.append(make(Glyph, (char, left, top, to, bottom, spaced, 0)))
        spaced = False
    crowded = crowded or _runs_over(runs, baseline, begin, end, em)
    return out, unmapped, faulty, crowded


def _runs_over(
    runs: dict[float, list[tuple[float, float]]], baseline: float, begin: float, end: float, em: float
) -> bool:
    """Whether a run of print lies over another one on its baseline; it is noted for the next ones."""
    others = runs.get(baseline)
    if others is None:
        runs[baseline] = [(begin, end)]
        return False
    over = any(start < end - 0.5 * em and begin < stop - 0.5 * em for start, stop in others)
    others.append((begin, end))
    return over


def _em(text: Any, index: int, matrix: Any) -> float:
    """The height of the type in points; ``matrix`` is overwritten with the glyph's."""
    _matrix(text, index, ctypes.byref(matrix))
    em = abs(float(_font_size(text, index) * math.hypot(matrix.c, matrix.d)))
    return em if 0.05 < em < 2000 else 10.0


def _stands_above(left: float, right: float, x: float) -> bool:
    """Whether a glyph of a font for vertical writing hangs from its origin instead of standing right of it."""
    wide = right - left
    return wide > 2 and abs(x - (left + right) / 2) < 0.1 * wide


def _any_way(  # as above
    text: Any,
    count: int,
    *,
    view: Matrix,
    rotation: int,
    size: tuple[float, float],
    left_out: frozenset[int],
    garbled: frozenset[int],
) -> tuple[list[Glyph], int, bool, bool]:
    """Text in any quarter turn, on a page that may be turned itself."""
    matrix = c.FS_MATRIX()
    to_x, to_y = view[:2], view[2:4]
    wide, high = 2 * size[0], 2 * size[1]
    out: list[Glyph] = []
    make = tuple.__new__  # as above
    unmapped = quarters = 0
    spaced = faulty = False
    em = degrees = at_x = at_y = math.nan
    names: dict[int, str] = {}
    for index, (code, box, (x, y)) in enumerate(
        zip(codes_of(text, count), loose_boxes(text, count), origins(text, count), strict=True)
    ):
        if (code in _BLANK and index not in garbled) or index in left_out:
            faulty = faulty or (code in _BLANK and _has_ink(text, index))
            spaced = True
            continue
        if code == _SOFT_HYPHEN and abs(box[2] - box[0]) + abs(box[1] - box[3]) <= _INK:
            continue
        if code in _NOTHING and index not in garbled:
            unmapped += code in _UNMAPPED
            faulty = faulty or code in _CONTROLS
            continue
        if spaced or (x != at_x and y != at_y):  # elsewhere the glyphs of one run lie side by side
            faulty = faulty or _map_error(text, index) == 1
            em = _em(text, index, matrix)
            degrees = math.degrees(math.atan2(matrix.b, matrix.a))
            if _font_size(text, index) < 0:  # that turns print by half a turn, and its matrix often turns it back
                degrees += 180
            quarters = round(degrees / 90)
        at_x, at_y = x, y
        if abs(degrees - 90 * quarters) > _SKEW:
            continue
        left, top, right, bottom = box
        if quarters % 2 == 0:
            if not _stands_above(left, right, x):
                bottom, top = _span(y, em, 1 if quarters % 4 == 0 else -1)
        else:
            left, right = _span(x, em, -1 if quarters % 4 == 1 else 1)
        x0, x1 = to_x[0] * left + to_y[0] * top + view[4], to_x[0] * right + to_y[0] * bottom + view[4]
        y0, y1 = to_x[1] * left + to_y[1] * top + view[5], to_x[1] * right + to_y[1] * bottom + view[5]
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        if not (0 <= x0 + x1 <= wide and 0 <= y0 + y1 <= high):
            continue
        unmapped += code in _UNMAPPED or code in _PRIVATE
        char = names.get(code)
        if char is None:
            names[code] = char = printed(code)
        if index in garbled:
            char = "\ufffd"
        out.append(make(Glyph, (char, x0, y0, x1, y1, spaced, (quarters - rotation) % 4)))
        spaced = False
    return out, unmapped, faulty, True


def _span(baseline: float, em: float, towards: int) -> tuple[float, float]:
    """From where to where a glyph reaches across its baseline; ``towards`` is the side on which it stands."""
    if towards > 0:
        return baseline - _BELOW * em, baseline + _ABOVE * em
    return baseline - _ABOVE * em, baseline + _BELOW * em
