"""One page picture to pieces of tables and lines of running text, as the readers of pages hand them on."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from formaudit.extract.pdf.ink import Box, Glyph, Ink, Rule, Tilt
from formaudit.extract.pdf.pieces import Part, Piece, ruled_pieces
from formaudit.extract.pdf.sheet import Sheet
from formaudit.extract.scan.cells import filled, lines_of, spoken
from formaudit.extract.scan.marks import Area, print_lines, print_only, without_rules
from formaudit.extract.scan.opinions import Look, Looks, Strip, picture
from formaudit.extract.scan.rules import edges, is_edge, ruling
from formaudit.extract.scan.shades import Grey, dark
from formaudit.extract.scan.stamps import bridged, of_tables, stamp_areas, under_stamp, under_stamp_line
from formaudit.extract.scan.streaks import parted, smoothed, under_streak, under_streak_line
from formaudit.extract.scan.strokes import Stroke
from formaudit.extract.scan.unlined import gap_pieces
from formaudit.extract.scan.upright import Laid, laid, turned

__all__ = ["Scanned", "scan_grey"]

_SAMPLES: Final = 6
_MORE_SAMPLES: Final = 60
"""Lines of print that are read to learn which way a page lies, at first and where those do not tell."""
_HEAD: Final = 9.0
_DENSE: Final = 0.85
"""Characters that a line holds for each square of its height, at least; digits are narrower than Chinese ones."""
_UPRIGHT: Final = 0.92
"""Mean probability of the characters of a page that stands upright, at least; otherwise other turns are tried."""
_WORDS: Final = 10
"""Characters of words by which the turn of a page is told, at least."""
_CLEARLY: Final = 0.15
"""By how much a turn must be more legible than the page as it lies."""
_FIRST_WIDE: Final = "\u3400"
_COARSE: Final = 12.0
"""Type lower than this many pixels loses digits without a trace."""
_DOUBT: Final = 0.85
_LEAST: Final = 25.0
"""Points that a table is wide at least; a character of a title may be drawn like a frame."""


class Scanned(Struct, frozen=True, kw_only=True):
    """A page as recognised, in points of its upright view.

    ``coarse``: the type is too small for its figures to be trusted. ``turn_known``: it is certain which way is up.
    ``unruled``: a table was told by gaps, or columns may hide in the lines.
    """

    sheet: Sheet
    coarse: bool
    turn_known: bool
    unruled: bool


class _View(Struct, frozen=True):
    """A page picture in one turn, level, with its ruling lines found and taken out of ``ink``."""

    turn: int
    level: Laid
    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]
    loose: tuple[Stroke, ...]
    ink: Grey
    em: float
    areas: tuple[Area, ...]
    stamps: tuple[Area, ...]
    streaks: tuple[Area, ...]


def scan_grey(grey: Grey, dpi: float, page: int, looks: Looks) -> Scanned:
    """Read a page picture: turn it upright, lay it level, find its ruling lines, recognise its print.

    Args:
        grey: the picture, dark print on light paper.
        dpi: its resolution.
        page: the page's number from 1.
        looks: what recognises lines of print.

    """
    view, turn_known = _upright(grey, dpi, looks.quick)
    ink = _ink(view, dpi, page)
    pieces = [piece for piece in ruled_pieces(ink)[0] if piece.box[2] - piece.box[0] > _LEAST]
    level = view.level.grey
    pieces = filled(pieces, level, view.ink, dpi, view.em, looks)
    found = spoken(pieces, level, view.ink, dpi, view.em, looks)
    told, rest = gap_pieces(found, _rules(view.loose, 72 / dpi), page, dpi)
    lines = lines_of(rest, dpi)
    coarse = view.em < _COARSE
    if coarse or not turn_known:
        pieces = [replace(piece, parts=tuple(_doubted(part) for part in piece.parts)) for piece in pieces]
        lines = [line._replace(sure=min(line.sure, _DOUBT)) for line in lines]
    stamps = [_points(area, 72 / dpi) for area in view.stamps]
    if stamps:
        pieces = [_stamped(piece, stamps) for piece in pieces]
        told = [_stamped(piece, stamps) for piece in told]
        lines = [
            line._replace(sure=min(line.sure, _DOUBT)) if under_stamp_line(line, stamps) else line for line in lines
        ]
    streaks = [_points(area, 72 / dpi) for area in view.streaks]
    if streaks:
        pieces, told = ([_streaked(piece, streaks) for piece in some] for some in (pieces, told))
        lines = [
            line._replace(sure=min(line.sure, _DOUBT)) if under_streak_line(line, streaks) else line for line in lines
        ]
    sheet = Sheet(
        ink=replace(ink, glyphs=(), across=(), down=(), tilt=_tilt(view.level, 72 / dpi)),
        pieces=tuple(sorted([*pieces, *told], key=lambda piece: piece.box[1])),
        lines=tuple(lines),
    )
    return Scanned(
        sheet=sheet, coarse=coarse, turn_known=turn_known, unruled=bool(told) or (not pieces and bool(view.loose))
    )


def _stamped(piece: Piece, stamps: Sequence[Box]) -> Piece:
    """The table with doubt on what lies under a stamp, blank cells too: what it covers may be a figure."""
    parts = tuple(
        replace(part, confidence=min(part.confidence, _DOUBT)) if under_stamp(part, stamps) else part
        for part in piece.parts
    )
    return replace(piece, parts=parts)


def _streaked(piece: Piece, streaks: Sequence[Box]) -> Piece:
    """The table with doubt on the print that a fold or a streak runs through."""
    parts = tuple(
        replace(part, confidence=min(part.confidence, _DOUBT)) if under_streak(part, streaks) else part
        for part in piece.parts
    )
    return replace(piece, parts=parts)


def _box(stroke: Stroke, axis: int) -> Area:
    """The box of a line in pixels; ``axis`` is 0 for level ones, 1 for upright ones."""
    half = stroke.thick / 2
    along, aside = (round(stroke.start), round(stroke.end)), (round(stroke.at - half), round(stroke.at + half))
    (x0, x1), (top, bottom) = (aside, along) if axis else (along, aside)
    return x0, top, x1, bottom


def _doubted(part: Part) -> Part:
    return replace(part, confidence=min(part.confidence, _DOUBT)) if part.lines else part


def _upright(grey: Grey, dpi: float, look: Look) -> tuple[_View, bool]:
    """The picture in the turn in which its lines of print can be read, and whether that turn is beyond doubt.

    A page is turned only where its words then become legible and were not before: 6 and 9 say nothing, and a page that
    lies sideways falls into slices some of which look like characters.
    """
    views = {0: _view(grey, 0, dpi)}
    lies = _legible(_samples(views[0], _SAMPLES), look)
    if lies.words < _WORDS:
        lies = _legible(_samples(views[0], _MORE_SAMPLES), look)
    if lies.score > _UPRIGHT and lies.words >= _WORDS:
        return views[0], True
    others: dict[int, _Legible] = {}
    for turn in (2, 1, 3):
        quarters = turn % 2
        if quarters not in views:
            views[quarters] = _view(turned(grey, quarters), quarters, dpi)
        samples = _samples(views[quarters], _MORE_SAMPLES)
        found = _legible([turned(sample, turn - quarters) for sample in samples], look)
        others[turn] = found
        if found.score > max(_UPRIGHT, lies.score + _CLEARLY) and found.words >= max(_WORDS, lies.words):
            return views[turn] if turn in views else _view(turned(grey, turn), turn, dpi), True
    wordless = not any(found.words for found in (lies, *others.values()))
    return views[0], wordless or lies.score > max(found.score for found in others.values()) + _CLEARLY


def _view(grey: Grey, turn: int, dpi: float) -> _View:
    level = laid(grey, dpi)
    ink = dark(level.grey, dpi)
    across, down, apart = ruling(ink, dpi)
    faces = edges(across, down, level.grey, dpi)
    if any(faces):
        ink = without_rules(ink, *faces, dpi)
        across, down = (
            [line for line in lines if line not in gone] for lines, gone in zip((across, down), faces, strict=True)
        )
    down, upright = parted(down, across, dpi)
    across, flat = parted(across, down, dpi)
    if upright or flat:
        level = replace(level, grey=smoothed(level.grey, flat, upright, dpi))
        ink = without_rules(ink, flat, upright, dpi)
    unruled = without_rules(ink, across, down, dpi)
    rest, em = print_only(unruled, dpi)
    stamps = stamp_areas(bridged(unruled, ink, max((line.thick for line in (*across, *down)), default=0.0)), em)
    if stamps:  # where a ring runs level or upright for a while it looks like a rule
        across, down = (of_tables(strokes, stamps, axis, ink) for axis, strokes in enumerate((across, down)))
        unruled = without_rules(ink, across, down, dpi)
        rest, em = print_only(unruled, dpi)
    high, wide = rest.shape
    areas = print_lines(rest, (0, 0, wide, high), em, 1.5)
    streaks = tuple(_box(stroke, 0) for stroke in flat) + tuple(_box(stroke, 1) for stroke in upright)
    apart = [stroke for stroke in apart if not is_edge(level.grey, stroke, dpi)]
    return _View(turn, level, tuple(across), tuple(down), tuple(apart), rest, em, tuple(areas), stamps, streaks)


def _samples(view: _View, most: int) -> list[Grey]:
    """Pictures of some lines of print that are longer than high."""
    em = view.em
    fit = [a for a in view.areas if 0.5 * em < a[3] - a[1] < 1.6 * em and a[2] - a[0] > 1.6 * em]
    # The head of a long line says as much as a short one; a page may hold nothing else.
    fit = [(a[0], a[1], min(a[2], a[0] + round(_HEAD * em)), a[3]) for a in fit]
    fit.sort(key=lambda area: abs(area[2] - area[0] - 6 * em))
    high, wide = view.ink.shape
    return [picture(view.level.grey, Strip(area, (0, 0, wide, high), em), 0) for area in fit[:most]]


class _Legible(NamedTuple):
    """How well the words of a page can be read, from 0 to 1, and how many characters that was told by."""

    score: float
    words: int


def _legible(samples: Sequence[Grey], look: Look) -> _Legible:
    """How well the words in pictures of lines can be read: the mean probability of their characters.

    Less where they are few: print that lies sideways falls into slices, of which each may look like some character.
    Digits and signs do not count, for many of them can be read upside down as well.
    """
    sure: list[float] = []
    wide, count = 0.0, 0
    for reading, sample in zip(look(samples) if samples else (), samples, strict=True):
        words = [sign.sure for sign in reading.signs if sign.char > _FIRST_WIDE]
        if words:
            sure += words
            count += len(reading.signs)
            wide += float(sample.shape[1] / sample.shape[0])
    if not sure:
        return _Legible(0.0, 0)
    return _Legible(float(np.mean(sure)) * min(1.0, count / (_DENSE * wide)), len(sure))


def _ink(view: _View, dpi: float, page: int) -> Ink:
    """The page for the lattice: its ruling lines, and a glyph for each line of print."""
    f = 72 / dpi
    high, wide = view.ink.shape
    return Ink(
        page=page,
        width=wide * f,
        height=high * f,
        turn=view.turn,
        glyphs=tuple(Glyph("一", *_points(area, f), False, 0) for area in view.areas),
        across=_rules(view.across, f),
        down=_rules(view.down, f),
        shades=(),
        picture=1.0,
    )


def _rules(strokes: Sequence[Stroke], f: float) -> tuple[Rule, ...]:
    return tuple(Rule(s.at * f, s.start * f, s.end * f) for s in strokes)


def _points(area: Area, f: float) -> Box:
    return area[0] * f, area[1] * f, area[2] * f, area[3] * f


def _tilt(level: Laid, f: float) -> Tilt | None:
    """The way from the level page back to the page as it lies, in points."""
    (a, b, c), (d, e, g) = level.back.tolist()
    return None if (a, b, c, d, e, g) == (1, 0, 0, 0, 1, 0) else (a, b, c * f, d, e, g * f)
