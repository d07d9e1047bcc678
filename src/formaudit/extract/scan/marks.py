"""Marks on paper to lines of print: boxes around what will be recognised as one line."""

import itertools
from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey, scale
from formaudit.extract.scan.strokes import Stroke

__all__ = ["Area", "print_lines", "print_only", "without_rules"]

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are the first pixels outside."""

_SPECK: Final = 5
"""Pixels at 200 dpi; a smaller spot is dust."""
_TYPICAL: Final = 29.0
"""The height of 10.5 point type at 200 dpi, for a page that shows none."""


def without_rules(ink: Grey, across: Sequence[Stroke], down: Sequence[Stroke], dpi: float) -> Grey:
    """The mask without the ruling lines."""
    out = ink.copy()
    spare = max(1.0, 1.5 * scale(dpi))
    for at, start, end, thick in across:
        half = thick / 2 + spare
        out[_pixel(at - half) : _pixel(at + half + 1), _pixel(start - half) : _pixel(end + half)] = 0
    for at, start, end, thick in down:
        half = thick / 2 + spare
        out[_pixel(start - half) : _pixel(end + half), _pixel(at - half) : _pixel(at + half + 1)] = 0
    return out


def _pixel(value: float) -> int:
    return max(0, round(value))


def print_only(ink: Grey, dpi: float) -> tuple[Grey, float]:
    """The mask without dust (spots of a few pixels) and long thin marks (underlines), and the height of its type.

    The height in pixels is that of most of the characters. Chinese ones fall into several marks, but most of them have
    one that is nearly as high as the character.
    """
    k = scale(dpi)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    kept = stats[:, cv2.CC_STAT_AREA] >= max(2.0, _SPECK * k**2)
    kept[0] = False
    fit = high[kept & (high >= 10 * k) & (high <= 70 * k) & (wide <= 2 * high) & (high <= 5 * wide)]
    em = _TYPICAL * k if fit.size < 10 else float(np.clip(np.percentile(fit, 80) * 1.05, 14 * k, 60 * k))
    kept &= ~(((wide > 4 * em) & (high < 0.35 * em)) | ((high > 4 * em) & (wide < 0.35 * em)))
    out: Grey = np.where(kept, 255, 0).astype(np.uint8)[labels]
    return out, em


def print_lines(ink: Grey, area: Area, em: float, gap: float) -> list[Area]:
    """Boxes around the lines of print in a part of a mask, in reading order.

    The part is cut at blank rows, then at blank columns wider than ``gap`` heights of type ``em``, and so on in turns.
    """
    left, top, right, bottom = area
    return [
        (left + x0, top + y0, left + x1, top + y1)
        for x0, y0, x1, y1 in _cut(ink[top:bottom, left:right] > 0, em, gap * em, 0)
    ]


def _cut(part: NDArray[np.bool_], em: float, gap: float, depth: int) -> list[Area]:
    boxes: list[Area] = []
    for y0, y1 in _rows(part, em):
        band = part[y0:y1]
        columns = _runs(band.any(axis=0), gap)
        if len(columns) > 1 and depth < 6:
            inner = []
            for x0, x1 in columns:
                inner += [(x0 + a, y0 + b, x0 + c, y0 + d) for a, b, c, d in _cut(band[:, x0:x1], em, gap, depth + 1)]
            boxes += inner
        elif columns:
            x0, x1 = columns[0][0], columns[-1][1]
            boxes += [(x0, y0 + a, x1, y0 + b) for a, b in _split(band[:, x0:x1], em)]
    return boxes


def _runs(filled: NDArray[np.bool_], gap: float) -> list[tuple[int, int]]:
    """Where a row of flags is set, runs closer than ``gap`` joined."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    out: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if out and start - out[-1][1] < gap:
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
    return out


def _rows(part: NDArray[np.bool_], em: float) -> list[tuple[int, int]]:
    """Runs of rows that hold ink; pieces of one character, such as the bars of 二, are put together."""
    runs = _runs(part.any(axis=1), 1)
    out: list[tuple[int, int]] = []
    for start, end in runs:
        before = out[-1] if out else None
        if (
            before is not None
            and end - before[0] <= 1.15 * em
            and (start - before[1] < 0.2 * em or min(end - start, before[1] - before[0]) < 0.35 * em)
            and start - before[1] < 0.55 * em
        ):
            out[-1] = before[0], end
        else:
            out.append((start, end))
    return out


def _split(band: NDArray[np.bool_], em: float) -> list[tuple[int, int]]:
    """A band of rows that is too high for one line of print, cut where it holds the least ink."""
    high = band.shape[0]
    count = round(high / (1.3 * em))
    if high < 1.9 * em or count < 2:
        return [(0, high)]
    profile = band.sum(axis=1).astype(float)
    cuts = [0]
    for number in range(1, count):
        middle = number * high / count
        low, top = max(cuts[-1] + 1, int(middle - 0.4 * em)), min(high - 1, int(middle + 0.4 * em))
        if low < top:
            cuts.append(low + int(np.argmin(profile[low:top])))
    cuts.append(high)
    return [(one, two) for one, two in itertools.pairwise(cuts) if two - one > 0.3 * em]
