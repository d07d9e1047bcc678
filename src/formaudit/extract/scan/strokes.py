"""Straight strokes in a mask of dark pixels, of which ruling lines are made, and what lies along and beside them."""

from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey

__all__ = [
    "GAP",
    "SOLID",
    "THICK",
    "Stretch",
    "Stroke",
    "along",
    "are_collinear",
    "band_of",
    "is_alone",
    "joined",
    "stretch_of",
]

# Distances in pixels at 200 dpi.
SOLID: Final = 28
"""The shortest solid line: about as long as a character is wide."""
_DASHED: Final = 90
"""The shortest dashed line, its gaps included."""
GAP: Final = 11
"""The widest gap between two dashes."""
THICK: Final = 14
_SAME: Final = 3
"""By how much the pieces of one line may miss each other across it."""


class Stroke(NamedTuple):
    """A straight line along one axis, in pixels: ``at`` across it, from ``start`` to ``end``, ``thick`` pixels."""

    at: float
    start: float
    end: float
    thick: float


class Stretch(NamedTuple):
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


def stretch_of(stroke: Stroke, start: float, end: float, ink: Grey, k: float) -> Stretch:
    """What is drawn along a stroke between two places, and beside it."""
    half = stroke.thick / 2 + 2 * k
    low, high = max(0, round(start)), max(round(start) + 1, round(end))
    dark = band_of(ink, stroke.at - half, stroke.at + half + 1, low, high).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], dark, [False])).astype(np.int8)))
    long = float(high - low)
    if not edges.size:
        return Stretch(start, end, 0.0, long, long, long, 0.0, 0.0)
    starts, ends = edges[::2], edges[1::2]
    return Stretch(
        start,
        end,
        cover=float(dark.mean()),
        gap=float((starts[1:] - ends[:-1]).max()) if starts.size > 1 else 0.0,
        first=float(starts[0]),
        last=long - float(ends[-1]),
        left=_inked(band_of(ink, stroke.at - half - 6 * k, stroke.at - half, low, high)),
        right=_inked(band_of(ink, stroke.at + half + 1, stroke.at + half + 6 * k + 1, low, high)),
    )


def band_of(ink: Grey, top: float, bottom: float, low: int, high: int) -> Grey:
    """The part of a mask between two heights and two columns, as far as the mask goes."""
    return ink[max(0, round(top)) : max(0, round(bottom)), low:high]


def _inked(band: Grey) -> float:
    return float(band.mean()) / 255 if band.size else 0.0


def along(ink: Grey, k: float) -> list[Stroke]:
    """Candidates for lines along the rows of a mask."""
    solid = cv2.dilate(ink, _bar(1, 3))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, _bar(SOLID * k, 1))
    found = list(_pieces(solid, k, SOLID * k))
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(GAP * k, 1))
    bridged = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, _bar(_DASHED * k, 1))
    found += [stroke for stroke in _pieces(bridged, k, _DASHED * k) if is_alone(stroke, ink, k)]
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
        if high <= max(THICK * k, wide / 40):
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
        if bottom - top <= THICK * k:
            columns = np.flatnonzero(spot[top:bottom].any(axis=0))
            left, right = int(columns[0]), int(columns[-1]) + 1
            out.append(Stroke(corner[1] + (top + bottom - 1) / 2, corner[0] + left, corner[0] + right, bottom - top))
    return out


def is_alone(stroke: Stroke, ink: Grey, k: float) -> bool:
    """Whether a broken line has free paper on both sides; the strokes of characters have other strokes there."""
    found = stretch_of(stroke, stroke.start, stroke.end, ink, k)
    return found.cover > 0.2 and max(found.left, found.right) < 0.3 * found.cover


def joined(strokes: list[Stroke], k: float) -> list[Stroke]:
    """Collinear pieces made whole where the gap between them is no wider than that of a dashed line."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        for group in reversed(groups[-6:]):
            if any(are_collinear(stroke, other, k) for other in group):
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


def are_collinear(one: Stroke, two: Stroke, k: float) -> bool:
    """Whether two strokes are pieces of one line: as high, and no farther apart than two dashes."""
    gap = max(one.start, two.start) - min(one.end, two.end)
    return abs(one.at - two.at) <= _SAME * k and gap <= GAP * k
