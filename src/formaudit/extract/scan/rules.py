"""Ruling lines of a level page picture: solid, dashed and dotted, told from the strokes of characters."""

from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey, scale

__all__ = ["Stroke", "edges", "is_edge", "ruling"]

# Distances in pixels at 200 dpi.
_SOLID: Final = 28
"""The shortest solid line: about as long as a character is wide."""
_DASHED: Final = 90
"""The shortest dashed line, its gaps included."""
_GAP: Final = 11
"""The widest gap between two dashes."""
_THICK: Final = 14
_SAME: Final = 3
"""By how much the pieces of one line may miss each other across it."""
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
_SHADED: Final = 10
"""Grey levels by which one side of a line is darker where the line is the edge of a shaded field."""
_MOST: Final = 4_000
"""A page with more candidates than this is a photograph or a drawing."""


class Stroke(NamedTuple):
    """A straight line along one axis, in pixels: ``at`` across it, from ``start`` to ``end``, ``thick`` pixels."""

    at: float
    start: float
    end: float
    thick: float


def ruling(ink: Grey, dpi: float) -> tuple[list[Stroke], list[Stroke], list[Stroke]]:
    """The horizontal and the vertical ruling lines in a mask of dark pixels, and horizontal ones that stand apart.

    Only lines that meet lines of the other direction count: a vertical line two, a horizontal line one. Lines that no
    other line meets, such as the strokes of characters, are left out. Those that belong to no grid and are longer than
    words are, such as the rules of a three-line table, stand apart.
    """
    k = scale(dpi)
    sideways = np.ascontiguousarray(ink.T)
    drawn = _joined(_along(ink, k), k)
    across, down = drawn, _joined(_along(sideways, k), k)
    if len(across) > _MOST or len(down) > _MOST:
        across, down = [], []
    across, down = _meeting(across, down, k)
    fewer = _drawn(down, across, sideways, k)
    across = _drawn(across, fewer, ink, k)
    down = _drawn(down, across, sideways, k)
    across, down = _meeting(across, down, k)
    across, down = _trimmed(across, down, k), _trimmed(down, across, k)
    long = [line for line in drawn if line.end - line.start > _LONG * k and _alone(line, ink, k)]
    return across, down, [line for line in long if not any(_collinear(line, other, k) for other in across)]


def is_edge(grey: Grey, stroke: Stroke, dpi: float) -> bool:
    """Whether a level line is where a shaded field begins or ends: one side differs, and the line is as that side."""
    k = scale(dpi)
    half, high = stroke.thick / 2 + 2 * k, 6 * k
    start, end = round(stroke.start), round(stroke.end)
    bands = (
        _band(grey, stroke.at - half - high, stroke.at - half, start, end),
        _band(grey, stroke.at + half + 1, stroke.at + half + high + 1, start, end),
    )
    if not all(band.size for band in bands):
        return False
    above, below = (float(np.median(band)) for band in bands)
    core = _band(grey, stroke.at - half, stroke.at + half + 1, start, end)
    darkest = float(np.median(core, axis=1).min())
    return abs(above - below) > _SHADED and darkest > min(above, below) - _SHADED


def edges(across: list[Stroke], down: list[Stroke], grey: Grey, dpi: float) -> tuple[list[Stroke], list[Stroke]]:
    """The lines that are edges of shaded rows, where no upright lines tell columns that would be lost with them."""
    if len({round(line.at / (_SOLID * scale(dpi))) for line in down}) > _SIDES:
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
    places = np.array([stop.at for stop in stops])
    halves = np.array([stop.thick / 2 for stop in stops])
    out = []
    for stroke, met in zip(lines, meets, strict=True):
        order = np.argsort(places[met])
        marks = _marks(stroke, places[met][order].tolist(), halves[met][order].tolist(), k)
        stretches = [_stretch(stroke, start, end, ink, k) for start, end in marks]
        # what is broken in most places is dashed, dotted or faint; elsewhere a broken stretch is none of the line
        whole = sum(s.end - s.start for s in stretches if s.cover > _WHOLE)
        solid = whole > 0.5 * sum(s.end - s.start for s in stretches)
        good = [s for s in stretches if _is_solid(s, k) or (not solid and _is_dashed(s, k))]
        out += [line for line, run in _chained(stroke, good, k) if not _looks_like_strokes(run, k)]
    return out


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


class _Stretch(NamedTuple):
    """What is drawn along a line between two crossings.

    ``cover`` is the part that is dark, ``gap`` the widest gap inside; ``first`` and ``last`` are those before and
    after. ``left`` and ``right`` are the parts of the strips beside it that are dark.
    """

    start: float
    end: float
    cover: float
    gap: float
    first: float
    last: float
    left: float
    right: float


def _marks(stroke: Stroke, places: list[float], halves: list[float], k: float) -> list[tuple[float, float]]:
    """From where to where the line runs free between the lines that cross it."""
    edges = [stroke.start]
    for place, half in zip(places, halves, strict=True):
        edges += [place - half - k, place + half + k]
    edges.append(stroke.end)
    return [(one, two) for one, two in zip(edges[::2], edges[1::2], strict=True) if two - one > 4 * k]


def _stretch(stroke: Stroke, start: float, end: float, ink: Grey, k: float) -> _Stretch:
    half = stroke.thick / 2 + 2 * k
    low, high = max(0, round(start)), max(round(start) + 1, round(end))
    dark = _band(ink, stroke.at - half, stroke.at + half + 1, low, high).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], dark, [False])).astype(np.int8)))
    long = float(high - low)
    if not edges.size:
        return _Stretch(start, end, 0.0, long, long, long, 0.0, 0.0)
    starts, ends = edges[::2], edges[1::2]
    return _Stretch(
        start,
        end,
        cover=float(dark.mean()),
        gap=float((starts[1:] - ends[:-1]).max()) if starts.size > 1 else 0.0,
        first=float(starts[0]),
        last=long - float(ends[-1]),
        left=_inked(_band(ink, stroke.at - half - 6 * k, stroke.at - half, low, high)),
        right=_inked(_band(ink, stroke.at + half + 1, stroke.at + half + 6 * k + 1, low, high)),
    )


def _band(ink: Grey, top: float, bottom: float, low: int, high: int) -> Grey:
    return ink[max(0, round(top)) : max(0, round(bottom)), low:high]


def _inked(band: Grey) -> float:
    return float(band.mean()) / 255 if band.size else 0.0


def _is_solid(stretch: _Stretch, k: float) -> bool:
    apart = max(stretch.first, stretch.last)
    if stretch.end - stretch.start >= _TALL * k:
        return (stretch.cover >= 0.75 or stretch.gap <= 4 * k) and apart <= _TOUCHES * k
    if apart <= max(1.0, k) and stretch.cover > _WHOLE:
        return min(stretch.left, stretch.right) < _CLEAN
    return stretch.cover >= _FULL and apart <= _TOUCHES * k and max(stretch.left, stretch.right) < _CLEAN


def _is_dashed(stretch: _Stretch, k: float) -> bool:
    if stretch.cover < 0.15 or max(stretch.gap, stretch.first, stretch.last) > (_GAP + 2) * k:
        return False
    if max(stretch.left, stretch.right) > 2 * _CLEAN:
        return False
    floats = stretch.gap == 0 and min(stretch.first, stretch.last) > 2 * k
    return not floats


def _chained(stroke: Stroke, stretches: list[_Stretch], k: float) -> list[tuple[Stroke, list[_Stretch]]]:
    """Stretches that follow one another, as lines; each with its stretches."""
    out: list[tuple[Stroke, list[_Stretch]]] = []
    for stretch in stretches:
        if out and stretch.start - out[-1][0].end <= (_THICK + 4) * k:
            line, run = out[-1]
            out[-1] = line._replace(end=stretch.end), [*run, stretch]
        else:
            out.append((stroke._replace(start=stretch.start, end=stretch.end), [stretch]))
    return out


def _looks_like_strokes(run: list[_Stretch], k: float) -> bool:
    """Whether one or two low rows in a table are crossed by something that has other ink beside it."""
    low = len(run) <= 2 and all(s.end - s.start < _TALL * k for s in run)
    return low and any(max(s.left, s.right) >= _CLEAN for s in run)


def _along(ink: Grey, k: float) -> list[Stroke]:
    """Candidates for lines along the rows of a mask."""
    solid = cv2.dilate(ink, _bar(1, 3))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, _bar(_SOLID * k, 1))
    found = list(_pieces(solid, k, _SOLID * k))
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(_GAP * k, 1))
    bridged = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, _bar(_DASHED * k, 1))
    found += [stroke for stroke in _pieces(bridged, k, _DASHED * k) if _alone(stroke, ink, k)]
    return found


def _bar(wide: float, high: float) -> Grey:
    return np.ones((max(1, round(high)), max(1, round(wide))), np.uint8)


def _pieces(mask: Grey, k: float, shortest: float) -> list[Stroke]:
    """The long and thin spots of a mask, and the straight parts of those that print has grown onto."""
    # Most rows hold nothing; one blank row is left between those that do.
    filled = mask.any(axis=1)
    rows = np.flatnonzero(filled | np.concatenate(([False], filled[:-1])))
    if not rows.size:
        return []
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask[rows], connectivity=8)
    out = []
    for number in range(1, count):
        x, row, wide, high, area = stats[number].tolist()
        y = int(rows[row])
        if wide < shortest:
            continue
        if high <= max(_THICK * k, wide / 40):
            if high <= wide / 3:
                out.append(Stroke(y + (high - 1) / 2, x, x + wide, max(1.0, area / wide)))
        elif wide >= 3 * shortest:
            out += _straight(labels[row : row + high, x : x + wide] == number, (x, y), k)
    return out


def _straight(spot: NDArray[np.bool_], corner: tuple[int, int], k: float) -> list[Stroke]:
    """The rows of a spot along which most of it lies."""
    full = spot.sum(axis=1) > 0.5 * spot.shape[1]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(np.int8)))
    out = []
    for top, bottom in edges.reshape(-1, 2).tolist():
        if bottom - top <= _THICK * k:
            columns = np.flatnonzero(spot[top:bottom].any(axis=0))
            left, right = int(columns[0]), int(columns[-1]) + 1
            out.append(Stroke(corner[1] + (top + bottom - 1) / 2, corner[0] + left, corner[0] + right, bottom - top))
    return out


def _alone(stroke: Stroke, ink: Grey, k: float) -> bool:
    """Whether a broken line has free paper on both sides; the strokes of characters have other strokes there."""
    found = _stretch(stroke, stroke.start, stroke.end, ink, k)
    return found.cover > 0.2 and max(found.left, found.right) < 0.3 * found.cover


def _joined(strokes: list[Stroke], k: float) -> list[Stroke]:
    """Collinear pieces made whole where the gap between them is no wider than that of a dashed line."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        for group in reversed(groups[-6:]):
            if any(_collinear(stroke, other, k) for other in group):
                group.append(stroke)
                break
        else:
            groups.append([stroke])
    out = []
    for group in groups:
        weights = np.array([stroke.end - stroke.start for stroke in group])
        at = float(np.average([stroke.at for stroke in group], weights=weights))
        thick = float(np.average([stroke.thick for stroke in group], weights=weights))
        out.append(Stroke(at, min(s.start for s in group), max(s.end for s in group), thick))
    return sorted(out)


def _collinear(one: Stroke, two: Stroke, k: float) -> bool:
    gap = max(one.start, two.start) - min(one.end, two.end)
    return abs(one.at - two.at) <= _SAME * k and gap <= _GAP * k


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
