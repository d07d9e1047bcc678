"""Photographed pages made flat: what was printed straight is made straight again.

A camera that is not held level draws the sheet as an uneven square, and paper that is not pressed down curls. Both bend
the rules of a form and its lines of print smoothly, so a smooth field is found that lays all of them straight at once.
A page whose lines are straight already, as a scanner's are, is left as it is.
"""

from typing import Final, TypeAlias

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey, dark
from formaudit.extract.scan.traces import Traces, traced

__all__ = ["Flat", "flattened"]

_DPI: Final = 100.0
"""The resolution at which lines are traced."""
_BENT: Final = 0.012
"""Inches by which a line must miss the straight one for the page to count as bent."""
_ENOUGH: Final = 0.004
"""Inches by which lines may still be bent after the field was applied."""
_ALONG: Final = 5
"""The highest power along a line: a curl and a wave."""
_ACROSS: Final = 2
"""The highest power across lines: how the bend changes down the page."""
_SHEARED: Final = 0.02
"""By how much columns and rows may miss the right angle between them on a page that no camera saw."""
_FEW: Final = 3
"""Lines in one direction that say something about how the page is bent."""
_STIFF: Final = 1e-3
_ROUNDS: Final = 3
_MESH: Final = 16

Field: TypeAlias = NDArray[np.float64]
"""Where each knot of a mesh that is laid over a page is taken from: rows, columns, x and y in pixels."""


class Flat(Struct, frozen=True):
    """A page made flat. ``back`` maps its pixels to those of the picture it was made of, as nearly as a plane does."""

    grey: Grey
    back: NDArray[np.float64] | None = None


def flattened(grey: Grey, dpi: float) -> Flat:
    """The picture with its lines straight; unchanged where they are."""
    shrink = min(1.0, _DPI / dpi)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else grey
    at = dpi * shrink
    knots = _knots(small.shape)
    moved, picture = knots, small
    for limit in (_BENT, *(_ROUNDS - 1) * (_ENOUGH,)):
        found = _field(picture, knots, at, limit * at)
        if found is None:
            break
        moved = _sampled(moved, found, small.shape)
        picture = _drawn(small, moved, small.shape)
    if moved is knots:
        return Flat(grey)
    return Flat(_drawn(grey, moved, small.shape), _plane(knots / shrink, moved / shrink))


def _knots(shape: tuple[int, ...]) -> Field:
    """A mesh laid over a picture, each knot where it is: in the middle of its square."""
    high, wide = shape
    rows, columns = high // _MESH + 1, wide // _MESH + 1
    out: Field = np.empty((rows, columns, 2))
    out[:, :, 0] = (np.arange(columns) + 0.5) * (wide / columns)
    out[:, :, 1] = ((np.arange(rows) + 0.5) * (high / rows))[:, None]
    return out


def _sampled(field: Field, places: Field, shape: tuple[int, ...]) -> Field:
    """What a field says at other places of the page than its knots."""
    high, wide = shape
    rows, columns = field.shape[:2]
    x = (places[:, :, 0] * (columns / wide) - 0.5).astype(np.float32)
    y = (places[:, :, 1] * (rows / high) - 0.5).astype(np.float32)
    # OpenCV rounds the places between knots; moves are small where places are large
    away = (field - _knots(shape)).astype(np.float32)
    moves = cv2.remap(away, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return places + moves


def _drawn(grey: Grey, moved: Field, shape: tuple[int, ...]) -> Grey:
    """A picture drawn anew; the field is told in the pixels of a picture of that shape."""
    high, wide = grey.shape
    scale = np.array([wide / shape[1], high / shape[0]])
    sources = cv2.resize((moved * scale - 0.5).astype(np.float32), (wide, high), interpolation=cv2.INTER_LINEAR)
    out: Grey = cv2.remap(grey, sources, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return out


def _field(picture: Grey, knots: Field, dpi: float, limit: float) -> Field | None:
    """Where the knots of a page with straight lines lie in a picture whose lines are bent by more than a limit."""
    ink = dark(picture, dpi)
    across, down = traced(ink, dpi), traced(np.ascontiguousarray(ink.T), dpi)
    level = _Bend.of(across, picture.shape, limit)
    upright = _Bend.of(down, picture.shape[::-1], limit)
    if level is None and upright is None:
        # lines of print say nothing of how columns stand
        ruled = min(across.rules, down.rules) >= _FEW
        if not ruled or abs(_slope(across) + _slope(down)) < _SHEARED:
            return None
    # a page that is bent one way leans the other way too, by more than a scanner's feed leaves
    if level is None:
        level = _Bend.of(across, picture.shape, None)
    if upright is None:
        upright = _Bend.of(down, picture.shape[::-1], None)
    if level is None and upright is None:
        return None
    wanted, found = knots, knots
    for _ in range(4):
        x, y = found[:, :, 0], found[:, :, 1]
        aside = upright.at(y, x) if upright is not None else 0.0
        up = level.at(x, y) if level is not None else 0.0
        found = np.stack([wanted[:, :, 0] - aside, wanted[:, :, 1] - up], axis=2)
    return found


def _slope(traces: Traces) -> float:
    """How steeply most lines rise along their direction."""
    along = _about_means(traces.x, traces)[:, None]
    return -float(_fitted(along, traces, 0.0)[0][0])


class _Bend(Struct, frozen=True):
    """By how much each place must move across lines for all of them to be straight and level: a polynomial."""

    factors: NDArray[np.float64]
    size: tuple[int, int]
    reach: tuple[float, float, float, float]

    @classmethod
    def of(cls, traces: Traces, shape: tuple[int, ...], limit: float | None) -> "_Bend | None":
        """The bend of lines in a picture; nothing where they are few, straight, or bent in no common way.

        Lines that only lie askew count as straight, unless no limit is given.
        """
        if traces.count < _FEW or (limit is None and traces.rules < _FEW):
            return None
        high, wide = shape
        terms = _terms(traces.x / wide - 0.5, traces.y / high - 0.5)
        factors, left = _fitted(terms, traces, _STIFF)
        if limit is None:
            usual = _about_means(traces.y, traces)
        else:
            slope, usual = _fitted(terms[:, :1], traces, 0.0)
            bent = _about_means(terms @ factors - terms[:, :1] @ slope, traces)
            if np.percentile(np.abs(bent), 90) < limit:
                return None
        if np.median(np.abs(left)) > 0.7 * np.median(np.abs(usual)):
            return None
        reach = (float(traces.x.min()), float(traces.x.max()), float(traces.y.min()), float(traces.y.max()))
        return cls(factors, (wide, high), reach)

    def at(self, along: NDArray[np.float64], across: NDArray[np.float64]) -> NDArray[np.float64]:
        """The move at some places; beyond the outermost lines it is that of their ends."""
        wide, high = self.size
        low, most, top, bottom = self.reach
        u = np.clip(along, low, most) / wide - 0.5
        v = np.clip(across, top, bottom) / high - 0.5
        slope = self.factors[0] * (along - np.clip(along, low, most)) / wide  # a page that is askew stays so
        moves: NDArray[np.float64] = (_terms(u.ravel(), v.ravel()) @ self.factors).reshape(u.shape) + slope
        return moves


def _terms(u: NDArray[np.float64], v: NDArray[np.float64]) -> NDArray[np.float64]:
    """Products of powers along and across lines, none of which moves the middle of a line. The slope comes first."""
    return np.stack([u**along * v**across for along in range(1, _ALONG + 1) for across in range(_ACROSS + 1)], axis=1)


def _about_means(values: NDArray[np.float64], traces: Traces) -> NDArray[np.float64]:
    """Values less their mean along the line that each belongs to."""
    held = np.bincount(traces.line)
    return values - (np.bincount(traces.line, values) / held)[traces.line]


def _fitted(
    terms: NDArray[np.float64], traces: Traces, stiff: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The factors that lay all lines level at once, and what is left; lines that do not fit count for little."""
    columns = np.stack([_about_means(column, traces) for column in terms.T], axis=1)
    wanted = -_about_means(traces.y, traces)
    weight = traces.weight
    factors = np.zeros(columns.shape[1])
    left = wanted
    for _ in range(6):
        weighted = columns * weight[:, None]
        matrix = weighted.T @ columns + stiff * weight.sum() * 1e-3 * np.eye(columns.shape[1])
        factors = np.linalg.lstsq(matrix, weighted.T @ wanted, rcond=None)[0]
        left = wanted - columns @ factors
        spread = max(0.5, 1.5 * float(np.median(np.abs(left))))
        weight = traces.weight / (1 + (left / spread) ** 2)
    return factors, left


def _plane(knots: Field, moved: Field) -> NDArray[np.float64]:
    """The plane that maps the knots nearest to where they came from: two rows of three factors."""
    places = np.concatenate([knots.reshape(-1, 2), np.ones((knots.shape[0] * knots.shape[1], 1))], axis=1)
    factors: NDArray[np.float64] = np.linalg.lstsq(places, moved.reshape(-1, 2), rcond=None)[0].T
    return factors
