"""A page set in columns of running text, taken apart, so that a table in one of them is not read across the gutter."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.figures import is_prose
from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.rows import Row, Span, text_of, text_rows

__all__ = ["flows"]

_LEAST: Final = 0.8
"""Heights of type that a gutter is wide at least."""
_ROWS: Final = 5
_REST: Final = 3
"""Rows without running text on either side that may stand between columns of text."""
_BESIDE: Final = 0.2
"""Heights of type by which lines beside each other overlap, though the columns of a page are set apart."""
_FULL: Final = 0.72
"""The part of its column that a line of running text fills."""
_DEEPEST: Final = 6


def flows(glyphs: Sequence[Glyph], depth: int = 0) -> list[list[Glyph]]:
    """The upright glyphs in parts that are read by themselves, from top to bottom and left to right."""
    rows = text_rows(glyphs)
    if depth >= _DEEPEST or len(rows) < _ROWS:
        return [list(glyphs)]
    for start in range(len(rows)):
        for gap in _gaps(rows, start):
            found = _gutter(rows, start, gap)
            if found is None:
                continue
            middle, end = found
            inside = [glyph for one in rows[start:end] for piece in one.pieces for glyph in piece]
            parts = [
                [glyph for one in rows[:start] for piece in one.pieces for glyph in piece],
                *flows([glyph for glyph in inside if glyph.x0 < middle], depth + 1),
                *flows([glyph for glyph in inside if glyph.x0 >= middle], depth + 1),
                *flows([glyph for one in rows[end:] for piece in one.pieces for glyph in piece], depth + 1),
            ]
            return [part for part in parts if part]
    return [list(glyphs)]


def _gaps(rows: Sequence[Row], start: int) -> list[Span]:
    """The gaps of a row with running text beside them: inside it, or towards a line half a line below, beside it."""
    row = rows[start]
    if row.several:
        return [
            (row.spans[left][1], row.spans[right][0])
            for left, right in pairwise(range(len(row.spans)))
            if _is_prose(row, left) or _is_prose(row, right)
        ]
    if start + 1 == len(rows) or rows[start + 1].several or rows[start + 1].top > row.bottom - _BESIDE * row.size:
        return []
    below = rows[start + 1]
    left, right = sorted((row.spans[0], below.spans[0]))
    return [(left[1], right[0])] if left[1] < right[0] and _is_prose(row, 0) and _is_prose(below, 0) else []


def _is_prose(row: Row, at: int) -> bool:
    start, end = row.spans[at]
    return is_prose(text_of(row.pieces[at]), end - start, row.size)


def _gutter(rows: Sequence[Row], start: int, gap: Span) -> tuple[float, int] | None:
    """The middle of the gutter that begins at a gap of a row, and the row after its end; ``None`` where it is none."""
    low, high = gap
    end = last = start
    apart: list[bool] = []
    for at in range(start, len(rows)):
        row = rows[at]
        left = max((span[1] for span in row.spans if span[0] < (low + high) / 2), default=low)
        right = min((span[0] for span in row.spans if span[0] >= (low + high) / 2), default=high)
        if min(right, high) - max(left, low) < _LEAST * row.size:
            break
        low, high = max(left, low), min(right, high)
        end = at + 1
        apart.append(_is_apart(row, (low + high) / 2))
        if any(_is_prose(row, piece) for piece in range(len(row.spans))):
            last = end
        elif end - last > _REST and 2 * sum(apart[-_REST:]) < _REST:
            break
    middle = (low + high) / 2
    # what follows the last full line belongs to the columns as long as its two sides stand on lines of their own
    while last < end and apart[last - start]:
        last += 1
    sides = [_side(rows[start:last], middle, right=right) for right in (False, True)]
    if min(len(side) for side in sides) < _ROWS:
        return None
    shares = [_prose_share(side) for side in sides]
    tables = [sum(len(line) > 1 for line in side) >= _REST for side in sides]
    if max(shares) < 0.55 or not all(share > 0.4 or table for share, table in zip(shares, tables, strict=True)):
        return None
    while last - start > _ROWS and last < len(rows) and _heads(rows[last - 2], rows[last - 1], rows[last]):
        last -= 1
    return middle, last


def _heads(above: Row, row: Row, below: Row) -> bool:
    """Whether a row of several texts, none of them running text, stands nearer to the row below: it heads a table."""
    near = below.several and below.top - row.bottom <= row.top - above.bottom
    return near and row.several and not any(_is_prose(row, at) for at in range(len(row.spans)))


def _is_apart(row: Row, middle: float) -> bool:
    """Whether the two sides of a gutter do not stand on one line, as those of a table's row do."""
    feet = [
        {
            round(glyph.bottom)
            for piece, span in zip(row.pieces, row.spans, strict=True)
            for glyph in piece[:1]
            if (span[0] >= middle) is right
        }
        for right in (False, True)
    ]
    return not feet[0] or not feet[1] or min(abs(one - two) for one in feet[0] for two in feet[1]) > 1


_Line = list[tuple[Span, str, float]]


def _side(rows: Sequence[Row], middle: float, *, right: bool) -> list[_Line]:
    """The pieces of each row on one side of a gutter, rows without any left out."""
    out = []
    for row in rows:
        line = [
            (span, text_of(piece), row.size)
            for piece, span in zip(row.pieces, row.spans, strict=True)
            if (span[0] >= middle) is right
        ]
        if line:
            out.append(line)
    return out


def _prose_share(side: Sequence[_Line]) -> float:
    """The share of rows on one side of a gutter that hold full lines of running text and nothing else."""
    left = min(line[0][0][0] for line in side)
    right = max(line[-1][0][1] for line in side)
    hits = sum(
        all(is_prose(text, span[1] - span[0], size) for span, text, size in line)
        and sum(span[1] - span[0] for span, _, _ in line) > _FULL * (right - left)
        for line in side
    )
    return hits / len(side) if _runs_on([line[0][1] for line in side]) else 0.0


def _runs_on(texts: Sequence[str]) -> bool:
    """Whether lines are parts of sentences: many begin small, or have the marks of Chinese sentences in them.

    The labels of a table are as long as lines of running text and begin anew each time.
    """
    small = sum(text[0].islower() for text in texts)
    marked = sum(any(mark in text for mark in "，。；、") for text in texts)
    return small >= 0.3 * len(texts) or marked >= 0.4 * len(texts)
