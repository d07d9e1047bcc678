"""Rows of a ruled table whose columns are ruled in other rows only, as under a ruled heading."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.lattice import Slot
from formaudit.extract.pdf.lines import group

__all__ = ["split_rows"]

Filled = tuple[Slot, list[Glyph]]

_GAP: Final = 0.6
"""Ems of white between the texts of two columns."""
_SPREAD: Final = 0.1
_FIGURE: Final = frozenset("0123456789.,，．%％-－")
_ROWS: Final = 3
"""So many rows must have text in the columns that other rows rule: one row may just be typed wide."""


def split_rows(xs: Sequence[float], slots: Sequence[Filled]) -> list[Filled]:
    """Cut cells over several columns at the edges of those columns, where the texts of several rows keep to them."""
    wide = [(slot, glyphs) for slot, glyphs in slots if slot[2] == 1 and slot[3] > 1 and glyphs]
    cuts = {slot: cells for slot, glyphs in wide if len(cells := _by_column(xs, slot, glyphs)) > 1}
    out: list[Filled] = []
    for slot, glyphs in slots:
        alike = [other for other in cuts if other[1] == slot[1] and other[3] == slot[3]]
        if slot not in cuts or len(alike) < _ROWS:
            out.append((slot, glyphs))
            continue
        row, col, high, count = slot
        out += [((row, at, high, 1), cuts[slot].get(at, [])) for at in range(col, col + count)]
    return out


def _by_column(xs: Sequence[float], slot: Slot, glyphs: Sequence[Glyph]) -> dict[int, list[Glyph]]:
    """The cell's texts by column, or nothing where a text crosses an edge or the columns are mostly empty."""
    out: dict[int, list[Glyph]] = {}
    for row in group(glyphs):
        if _is_spread(xs, row):
            return {}
        runs: list[list[Glyph]] = []
        for glyph in row:
            if not runs or glyph.x0 - runs[-1][-1].x1 > _GAP * (glyph.bottom - glyph.top):
                runs.append([])
            runs[-1].append(glyph)
        for run in runs:
            first = bisect_right(xs, run[0].x0 + 0.5) - 1
            last = bisect_right(xs, run[-1].x1 - 0.5) - 1
            if first != last:
                return {}
            out.setdefault(first, []).extend(run)
    return out if 2 * len(out) > slot[3] else {}


def _is_spread(xs: Sequence[float], row: Sequence[Glyph]) -> bool:
    """Whether a text's characters stand one by one at even distances: one text, spread over its cell.

    A figure's do so where they are more than the columns that they fall in.
    """
    if len(row) < 2:
        return False
    gaps = [two.x0 - one.x1 for one, two in pairwise(row)]
    high = row[0].bottom - row[0].top
    if min(gaps) <= _SPREAD * high or max(gaps) - min(gaps) >= high:
        return False
    if all(glyph.char in _FIGURE for glyph in row):
        return len(row) > len({bisect_right(xs, (glyph.x0 + glyph.x1) / 2) for glyph in row})
    return all(glyph.char > "\u2e80" for glyph in row)
