"""Rows of a table without a grid told by its columns of figures, beside which other cells run over several lines."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.extract.pdf.columns import Columns
from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.rows import Row, row_of, text_of

__all__ = ["spined"]

_LEVEL: Final = 0.42
"""Heights of type by which what belongs to one row may miss its height."""
_APART: Final = 0.8
"""Heights of type between two rows at least."""
_NEXT: Final = 1.9
"""Heights of type from one line of a cell to the next at most."""
_EVEN: Final = 0.15
"""Heights of type by which the distances between the lines of one cell may differ."""
_LINES: Final = 16
"""Lines of one cell at most."""
_FIGURES: Final = 0.8
_FEWEST: Final = 3


class _Text(Struct, frozen=True):
    """A piece of a line: the number of its text row, where its middle stands, and its glyphs."""

    row: int
    at: float
    glyphs: tuple[Glyph, ...]


def spined(rows: Sequence[Row], columns: Columns) -> list[list[Row]] | None:
    """The text rows gathered to rows of the table, or ``None`` where its figures do not tell them.

    Each row has a figure on one line in some column, and the other cells begin on that line, end on it or have their
    middles there, all of them in the same way.
    """
    texts = _by_column(rows, columns)
    if texts is None:
        return None
    told = {at: [text for text in found if is_figure(text_of(text.glyphs))] for at, found in texts.items()}
    spine = {at for at, found in texts.items() if len(told[at]) >= max(_FEWEST, _FIGURES * len(found))}
    size = sorted(row.size for row in rows)[len(rows) // 2]
    heights = _heights([text.at for at in spine for text in told[at]], size)
    if not heights or any(len(told[at]) > len(heights) for at in spine):
        return None
    best: list[list[_Text]] | None = None
    least = 0.0
    for share in (0.5, 0.0, 1.0):
        bands: list[list[_Text]] = [[] for _ in heights]
        cost = 0.0
        for found in texts.values():
            placed = _placed(found, heights, share, size)
            if placed is None:
                break
            cost += placed[0]
            for number, group in placed[1]:
                bands[number] += group
        else:
            if all(bands) and (best is None or cost < least):
                best, least = bands, cost
    return None if best is None else [_rows_of(band) for band in best]


def _by_column(rows: Sequence[Row], columns: Columns) -> dict[int, list[_Text]] | None:
    """The texts of each column from top to bottom, or ``None`` where one lies over several, or names a group."""
    out: dict[int, list[_Text]] = {}
    if any(map(columns.is_banner, rows)):
        return None
    for number, row in enumerate(rows):
        for piece, span in zip(row.pieces, row.spans, strict=True):
            first, last = columns.covered(span)
            if first != last:
                return None
            middle = (piece[0].top + piece[0].bottom) / 2
            known = out.setdefault(first, [])
            if known and known[-1].row == number:
                known[-1] = _Text(number, known[-1].at, (*known[-1].glyphs, *piece))
            else:
                known.append(_Text(number, middle, piece))
    return {at: sorted(found, key=lambda text: text.at) for at, found in out.items()}


def _heights(places: Sequence[float], size: float) -> list[float]:
    """The heights of the rows, or nothing where some stand too close to be told apart."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= _LEVEL * size:
            groups[-1].append(place)
        else:
            groups.append([place])
    out = [sum(group) / len(group) for group in groups]
    return out if all(two - one >= _APART * size for one, two in pairwise(out)) else []


def _placed(
    found: Sequence[_Text], heights: Sequence[float], share: float, size: float
) -> tuple[float, list[tuple[int, Sequence[_Text]]]] | None:
    """The lines of a column as cells of rows, with how far these miss their rows; ``None`` where they fit none.

    ``share`` tells which part of a cell stands on its row's line: its middle (0.5), its first line (0) or its last.
    """
    # for each number of lines that are placed: the cost, the last row taken, how many lines the last cell has
    best: list[tuple[float, int, int] | None] = [(0.0, -1, 0)] + [None] * len(found)
    for start in range(len(found)):
        before = best[start]
        if before is None:
            continue
        for stop in range(start + 1, min(start + _LINES, len(found)) + 1):
            if stop - start > 1:
                step, first = found[stop - 1].at - found[stop - 2].at, found[start + 1].at - found[start].at
                if step > _NEXT * size or abs(step - first) > _EVEN * size:
                    break
            place = found[start].at + share * (found[stop - 1].at - found[start].at)
            number = _nearest(heights, place)
            off = abs(heights[number] - place)
            if off > _LEVEL * size or number <= before[1]:
                continue
            known = best[stop]
            if known is None or before[0] + off < known[0]:
                best[stop] = (before[0] + off, number, stop - start)
    last = best[len(found)]
    if last is None:
        return None
    cells: list[tuple[int, Sequence[_Text]]] = []
    stop = len(found)
    while stop:
        told = best[stop]
        assert told is not None, "the way back to the first line"
        cells.append((told[1], found[stop - told[2] : stop]))
        stop -= told[2]
    return last[0], cells[::-1]


def _nearest(heights: Sequence[float], place: float) -> int:
    at = bisect_left(heights, place)
    return min((n for n in (at - 1, at) if 0 <= n < len(heights)), key=lambda n: abs(heights[n] - place))


def _rows_of(band: Sequence[_Text]) -> list[Row]:
    """The text rows that some texts make."""
    out: dict[int, list[_Text]] = {}
    for text in band:
        out.setdefault(text.row, []).append(text)
    return [
        row_of([text.glyphs for text in sorted(found, key=lambda text: text.glyphs[0].x0)])
        for _, found in sorted(out.items())
    ]
