"""Ruling lines of a level page picture: solid, dashed and dotted, told from the strokes of characters."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey, scale
from formaudit.extract.scan.strokes import (
    GAP,
    SOLID,
    THICK,
    Stretch,
    Stroke,
    along,
    are_collinear,
    band_of,
    is_alone,
    joined,
    stretch_of,
)

__all__ = ["edges", "is_edge", "ruling"]

# Distances in pixels at 200 dpi.
_MEETS: Final = 6
"""By how much two lines may miss each other and still meet; half of it where one is as short as a stroke."""
_SHORT: Final = 60
_LONG: Final = 250
_LOOSE: Final = 36
"""A line that runs out by less than this beyond the last line across it ends at that line."""
_FULL: Final = 0.88
"""The part of a solid line that is dark between two crossings, at least."""
_WHOLE: Final = 0.96
_TOUCHES: Final = 4
"""The gap between a line and the line that it ends at, at most."""
_TALL: Final = 48
"""No stroke of a character in a cell is as long as this."""
_CLEAN: Final = 0.04
"""The part of the strips beside a ruling line that may be dark."""
_SIDES: Final = 2
_BROAD: Final = 2
"""A broken line is no thicker than this many of the others."""
_SHADED: Final = 10
"""Grey levels by which one side of a line is darker where the line is the edge of a shaded field."""
_MOST: Final = 4_000
"""A page with more candidates than this is a photograph or a drawing."""


def ruling(ink: Grey, dpi: float) -> tuple[list[Stroke], list[Stroke], list[Stroke]]:
    """The horizontal and the vertical ruling lines in a mask of dark pixels, and horizontal ones that stand apart.

    Only lines that meet lines of the other direction count: a vertical line two, a horizontal line one. Lines that no
    other line meets, such as the strokes of characters, are left out. Those that belong to no grid and are longer than
    words are, such as the rules of a three-line table, stand apart.
    """
    k = scale(dpi)
    sideways = np.ascontiguousarray(ink.T)
    drawn = joined(along(ink, k), k)
    across, down = drawn, joined(along(sideways, k), k)
    if len(across) > _MOST or len(down) > _MOST:
        across, down = [], []
    across, down = _meeting(across, down, k)
    fewer = _drawn(down, across, sideways, k)
    across = _drawn(across, fewer, ink, k)
    down = _drawn(down, across, sideways, k)
    across, down = _meeting(across, down, k)
    across, down = _trimmed(across, down, k), _trimmed(down, across, k)
    long = [line for line in drawn if line.end - line.start > _LONG * k and is_alone(line, ink, k)]
    return across, down, [line for line in long if not any(are_collinear(line, other, k) for other in across)]


def is_edge(grey: Grey, stroke: Stroke, dpi: float) -> bool:
    """Whether a level line is where a shaded field begins or ends: one side differs, and the line is as that side."""
    k = scale(dpi)
    half, high = stroke.thick / 2 + 2 * k, 6 * k
    start, end = round(stroke.start), round(stroke.end)
    bands = (
        band_of(grey, stroke.at - half - high, stroke.at - half, start, end),
        band_of(grey, stroke.at + half + 1, stroke.at + half + high + 1, start, end),
    )
    if not all(band.size for band in bands):
        return False
    above, below = (float(np.median(band)) for band in bands)
    core = band_of(grey, stroke.at - half, stroke.at + half + 1, start, end)
    darkest = float(np.median(core, axis=1).min())
    return abs(above - below) > _SHADED and darkest > min(above, below) - _SHADED


def edges(across: list[Stroke], down: list[Stroke], grey: Grey, dpi: float) -> tuple[list[Stroke], list[Stroke]]:
    """The lines that are edges of shaded rows, where no upright lines tell columns that would be lost with them."""
    if len({round(line.at / (SOLID * scale(dpi))) for line in down}) > _SIDES:
        return [], []
    sideways = np.ascontiguousarray(grey.T)
    return (
        [line for line in across if is_edge(grey, line, dpi)],
        [line for line in down if is_edge(sideways, line, dpi)],
    )


def _meeting(across: list[Stroke], down: list[Stroke], k: float) -> tuple[list[Stroke], list[Stroke]]:
    """The lines that meet others, until no more fall away."""
    for _ in range(6):
        before = len(across), len(down)
        down = _kept(down, across, k, least=2)
        across = _kept(across, down, k, least=1)
        if (len(across), len(down)) == before:
            break
    return across, down


def _drawn(lines: list[Stroke], stops: list[Stroke], ink: Grey, k: float) -> list[Stroke]:
    """The lines without the stretches between two crossings along which nothing is drawn from end to end.

    A stroke of a character may lie in the line's way, and so may a column of strokes that looks dashed; but those leave
    paper free before the lines that cross, where a ruling line meets them, and have other strokes beside them.
    """
    if not lines or not stops:
        return []
    meets = _meetings(lines, stops, k)
    widest = _BROAD * _usual(lines) + 2 * k
    places = np.array([stop.at for stop in stops])
    halves = np.array([stop.thick / 2 for stop in stops])
    out = []
    for stroke, met in zip(lines, meets, strict=True):
        order = np.argsort(places[met])
        marks = _marks(stroke, places[met][order].tolist(), halves[met][order].tolist(), k)
        stretches = [stretch_of(stroke, start, end, ink, k) for start, end in marks]
        # what is broken in most places is dashed, dotted or faint; elsewhere a broken stretch is none of the line
        whole = sum(s.end - s.start for s in stretches if s.cover > _WHOLE)
        solid = whole > 0.5 * sum(s.end - s.start for s in stretches)
        if stroke.thick > widest:  # the left halves of characters below each other are broader than a line
            good = [s for s in stretches if s.cover > _WHOLE and _is_solid(s, k)]
        else:
            good = [s for s in stretches if _is_solid(s, k) or (not solid and _is_dashed(s, k))]
        out += [line for line, run in _chained(stroke, good, k) if not _looks_like_strokes(run, k)]
    return out


def _usual(lines: list[Stroke]) -> float:
    """How thick the lines are for half of their length."""
    thick = np.array([line.thick for line in lines])
    order = np.argsort(thick)
    along_ = np.cumsum(np.array([line.end - line.start for line in lines])[order])
    return float(thick[order][np.searchsorted(along_, along_[-1] / 2)])


def _trimmed(lines: list[Stroke], stops: list[Stroke], k: float) -> list[Stroke]:
    """The lines of a table with an open side, made to end together."""
    if len(lines) < 3 or not stops:
        return lines
    first, last = min(stop.at for stop in stops), max(stop.at for stop in stops)
    starts = [line.start for line in lines if line.start < first - _LOOSE * k]
    ends = [line.end for line in lines if line.end > last + _LOOSE * k]
    start = float(np.median(starts)) if len(starts) > 2 else None
    end = float(np.median(ends)) if len(ends) > 2 else None
    return [
        line._replace(
            start=start if start is not None and abs(line.start - start) < _LOOSE * k else line.start,
            end=end if end is not None and abs(line.end - end) < _LOOSE * k else line.end,
        )
        for line in lines
    ]


def _marks(stroke: Stroke, places: list[float], halves: list[float], k: float) -> list[tuple[float, float]]:
    """From where to where the line runs free between the lines that cross it."""
    edges = [stroke.start]
    for place, half in zip(places, halves, strict=True):
        edges += [place - half - k, place + half + k]
    edges.append(stroke.end)
    return [(one, two) for one, two in zip(edges[::2], edges[1::2], strict=True) if two - one > 4 * k]


def _is_solid(stretch: Stretch, k: float) -> bool:
    apart = max(stretch.first, stretch.last)
    if stretch.end - stretch.start >= _TALL * k:
        return (stretch.cover >= 0.75 or stretch.gap <= 4 * k) and apart <= _TOUCHES * k
    if apart <= max(1.0, k) and stretch.cover > _WHOLE:
        return min(stretch.left, stretch.right) < _CLEAN
    return stretch.cover >= _FULL and apart <= _TOUCHES * k and max(stretch.left, stretch.right) < _CLEAN


def _is_dashed(stretch: Stretch, k: float) -> bool:
    if stretch.cover < 0.15 or max(stretch.gap, stretch.first, stretch.last) > (GAP + 2) * k:
        return False
    if max(stretch.left, stretch.right) > 2 * _CLEAN:
        return False
    floats = stretch.gap == 0 and min(stretch.first, stretch.last) > 2 * k
    return not floats


def _chained(stroke: Stroke, stretches: list[Stretch], k: float) -> list[tuple[Stroke, list[Stretch]]]:
    """Stretches that follow one another, as lines; each with its stretches."""
    out: list[tuple[Stroke, list[Stretch]]] = []
    for stretch in stretches:
        if out and stretch.start - out[-1][0].end <= (THICK + 4) * k:
            line, run = out[-1]
            out[-1] = line._replace(end=stretch.end), [*run, stretch]
        else:
            out.append((stroke._replace(start=stretch.start, end=stretch.end), [stretch]))
    return out


def _looks_like_strokes(run: list[Stretch], k: float) -> bool:
    """Whether low rows in a table are crossed by one mark each that touches no rule, as a column of the figure 1 does.

    One or two of them are so too where other ink stands beside what crosses them.
    """
    if any(s.end - s.start >= _TALL * k for s in run):
        return False
    if all(s.gap == 0 and min(s.first, s.last) > k for s in run):
        return True
    return len(run) <= 2 and any(max(s.left, s.right) >= _CLEAN for s in run)


def _kept(lines: list[Stroke], stops: list[Stroke], k: float, *, least: int) -> list[Stroke]:
    """The lines that meet enough of the others, without short loose ends beyond the first and the last of them."""
    if not lines or not stops:
        return []
    meets = _meetings(lines, stops, k)
    places = np.array([stop.at for stop in stops])
    out = []
    for stroke, met in zip(lines, meets, strict=True):
        if met.sum() < least:
            continue
        first, last = float(places[met].min()), float(places[met].max())
        start = stroke.start if stroke.start < first - _LOOSE * k else first
        end = stroke.end if stroke.end > last + _LOOSE * k else last
        if end - start > _MEETS * k:
            out.append(stroke._replace(start=start, end=end))
    return out


def _meetings(lines: list[Stroke], stops: list[Stroke], k: float) -> NDArray[np.bool_]:
    """For each line and each of the others, whether they meet or cross."""
    mine, theirs = np.array(lines, float), np.array(stops, float)
    reach = np.where(mine[:, 2] - mine[:, 1] < _SHORT * k, _MEETS * k / 2, _MEETS * k)[:, None]
    other = np.where(theirs[:, 2] - theirs[:, 1] < _SHORT * k, _MEETS * k / 2, _MEETS * k)[None, :]
    # A line ends at the edge of the one it meets, half of that one's thickness from its middle.
    reach, other = reach + theirs[None, :, 3] / 2, other + mine[:, 3:4] / 2
    within = (mine[:, 1:2] - reach <= theirs[None, :, 0]) & (theirs[None, :, 0] <= mine[:, 2:3] + reach)
    around = (theirs[None, :, 1] - other <= mine[:, 0:1]) & (mine[:, 0:1] <= theirs[None, :, 2] + other)
    out: NDArray[np.bool_] = within & around
    return out
