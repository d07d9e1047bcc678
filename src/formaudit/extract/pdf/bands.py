"""Rows of text gathered to rows of a table: what wraps in its cell belongs to the row above or below it."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.extract.pdf.columns import Columns
from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.rows import Row, text_of
from formaudit.patterns import compiled

__all__ = ["bands"]

_NEXT_LINE: Final = 1.65
"""Heights of type from one line of a cell to the next at most."""
_OVERLAP: Final = 0.2
"""Heights of type by which lines side by side overlap; no row is printed into another one."""
_HEADS: Final = 2
"""Headings beside each other whose second lines are one line of the table, at least."""
_CLOSE: Final = 0.6
"""The white between two lines of headings is at most this part of that below them."""
_WIDE: Final = 0x2E80
"""From here on characters are Chinese, which have no small letters and no blanks between words."""
_NUMBERED: Final = compiled(r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]|其中|[IVX]+\.)")


class _Body(Struct, frozen=True):
    """What all rows of a body have in common: columns of figures, the step between rows that parts two rows."""

    columns: Columns
    figures: frozenset[int]
    step: float
    marks: tuple[float, ...]
    ruled: bool


def bands(rows: Sequence[Row], columns: Columns, marks: Sequence[float]) -> list[list[Row]]:
    """The rows gathered; ``marks`` are the heights of lines and edges of shades that part rows."""
    if not rows:
        return []
    figures = _figure_columns(rows, columns)
    body = _Body(columns, figures, _step(rows, columns, figures), tuple(marks), _ruled(rows, marks))
    out: list[list[Row]] = [[rows[0]]]
    for at in range(1, len(rows)):
        above, row = rows[at - 1], rows[at]
        below = rows[at + 1] if at + 1 < len(rows) else None
        apart = bisect_right(body.marks, (row.top + row.bottom) / 2) != bisect_right(
            body.marks, (above.top + above.bottom) / 2
        )
        if not apart and not _own_figures(out[-1], row, body) and (body.ruled or _goes_on(out[-1], row, below, body)):
            out[-1].append(row)
        else:
            out.append([row])
    return _with_heads(out, columns)


def _with_heads(found: list[list[Row]], columns: Columns) -> list[list[Row]]:
    """The rows of a table with the two lines of headings that stand further down put together, and those of labels.

    A row of words over several columns, and closely below it their next lines with nothing in the first column, stand
    above rows of figures that keep more distance. So does the second line of a label below a row of figures.
    """
    out: list[list[Row]] = []
    for at, band in enumerate(found):
        next_ = found[at + 1] if at + 1 < len(found) else None
        if (
            out
            and next_
            and (_heads_below(out[-1], band, next_, columns) or _ends_label(out[-1], band, next_, columns))
        ):
            out[-1] = [*out[-1], *band]
        else:
            out.append(band)
    return out


def _heads_below(above: Sequence[Row], band: Sequence[Row], below: Sequence[Row], columns: Columns) -> bool:
    mine, theirs, next_ = ({at for row in rows for at in _cells(row, columns)} for rows in (band, above, below))
    if len(band) > 1 or len(mine) < _HEADS or not mine <= theirs or 0 in mine or 0 not in next_:
        return False
    words, figures = (_has_figure(rows, columns) for rows in ((*above, *band), below))
    near, apart = band[0].top - above[-1].bottom, below[0].top - band[0].bottom
    return figures and not words and near < _CLOSE * apart


def _ends_label(above: Sequence[Row], band: Sequence[Row], below: Sequence[Row], columns: Columns) -> bool:
    """Whether a word in the first column is the rest of the label above: it stands nearer to that than to the next."""
    if len(band) > 1 or len(above) > 1 or len(band[0].pieces) > 1 or _NUMBERED.match(text_of(band[0].pieces[0])):
        return False
    mine, theirs, next_ = (_cells(rows[0], columns) for rows in (band, above, below))
    if set(mine) != {0} or 0 not in theirs or 0 not in next_ or columns.is_banner(band[0]):
        return False
    figures = _has_figure(above, columns) and _has_figure(below, columns)
    starts = [cells[0][1][0] for cells in (mine, theirs)]
    near, apart = band[0].top - above[0].bottom, below[0].top - band[0].bottom
    return figures and abs(starts[0] - starts[1]) < band[0].size and near < _CLOSE * apart and near < band[0].size


def _has_figure(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether some column behind the first holds a figure."""
    return any(at and is_figure(text_of(piece)) for row in rows for at, (piece, _) in _cells(row, columns).items())


def _ruled(rows: Sequence[Row], marks: Sequence[float]) -> bool:
    return len(marks) > 2 and len(marks) + 1 >= 0.5 * len(rows)


def _cells(row: Row, columns: Columns) -> dict[int, tuple[tuple[Glyph, ...], tuple[float, float]]]:
    return {columns.covered(span)[0]: (piece, span) for piece, span in zip(row.pieces, row.spans, strict=True)}


def _figure_columns(rows: Sequence[Row], columns: Columns) -> frozenset[int]:
    """The columns that hold figures and little else."""
    held: dict[int, list[bool]] = {}
    for row in rows:
        for at, (piece, _) in _cells(row, columns).items():
            held.setdefault(at, []).append(is_figure(text_of(piece)))
    return frozenset(at for at, flags in held.items() if at and len(flags) > 1 and sum(flags) >= 0.6 * len(flags))


def _step(rows: Sequence[Row], columns: Columns, figures: frozenset[int]) -> float:
    """The distance between rows below which a row goes on with the one above, or 0 where distances do not tell.

    They do where there are two kinds of them, and cutting at the wider ones gives rows of which nearly each has one
    line of figures, or, in a table without figures, whose first lines fill more columns than the others.
    """
    steps = [two.bottom - one.bottom for one, two in pairwise(rows)]
    counts = [len(_cells(row, columns)) for row in rows]
    full = [bool(_cells(row, columns).keys() & figures) for row in rows]
    order = sorted({round(step, 1) for step in steps})
    for one, two in pairwise(order):
        if two < 1.12 * one or two - one < 1.0 or one > _NEXT_LINE * rows[0].size:
            continue
        cut = (one + two) / 2
        runs: list[list[int]] = [[0]]
        for at, step in enumerate(steps, start=1):
            if step > cut:
                runs.append([])
            runs[-1].append(at)
        if len(runs) < 2:
            continue
        if figures:
            held = [sum(full[at] for at in run) for run in runs]
            if max(held) == 1 and sum(held) >= 0.7 * len(runs):
                return cut
        else:
            wide = [counts[run[0]] for run in runs]
            tight = [counts[at] for run in runs for at in run[1:]]
            if sum(wide) * len(tight) > 1.25 * sum(tight) * len(wide):
                return cut
    return 0.0


def _own_figures(band: Sequence[Row], row: Row, body: _Body) -> bool:
    """Whether the row and the band have figures in one column, so that neither goes on with the other's cells."""
    mine = {at for at, (piece, _) in _cells(row, body.columns).items() if at and is_figure(text_of(piece))}
    theirs = {
        at for one in band for at, (piece, _) in _cells(one, body.columns).items() if at and is_figure(text_of(piece))
    }
    return bool(mine & theirs) or (bool(mine & body.figures) and bool(theirs & body.figures))


def _goes_on(band: Sequence[Row], row: Row, below: Row | None, body: _Body) -> bool:
    """Whether a row is the next line of the cells of a band."""
    above = band[-1]
    distance = row.bottom - above.bottom
    if distance > _NEXT_LINE * max(row.size, above.size):
        return False
    if above.bottom - row.top > _OVERLAP * min(row.size, above.size):
        return True  # the lines of a label in the middle of which its figures stand
    mine, theirs = _cells(row, body.columns), _cells(above, body.columns)
    if body.step and distance > body.step:
        return False
    if body.step:
        held = {at for one in band for at in _cells(one, body.columns)}
        if len(mine) == 1 and 0 in mine and 0 in theirs and held & body.figures:
            return _wraps(theirs[0], mine[0], 0, body, strict=False)
        return True
    if mine.keys() & body.figures:
        # figures may stand on the last line of a label that wraps
        first = {at for one in band for at in _cells(one, body.columns)}
        return first == {0} and 0 in mine and _wraps(theirs[0], mine[0], 0, body, strict=True)
    shared = mine.keys() & theirs.keys()
    if not shared or mine.keys() - {at for one in band for at in _cells(one, body.columns)}:
        return False
    alone = len(mine) == 1 and 0 in mine
    latin = alone and ord(mine[0][0][0].char) < _WIDE
    if alone and not any(set(_cells(one, body.columns)) - {0} for one in band):
        return _wraps(theirs[0], mine[0], 0, body, strict=True)
    fewer = len(mine) < len(theirs)
    if not fewer and not all(mine[at][0][0].char.islower() for at in shared):
        return False  # a row of its own, however long the texts above are
    return all(_wraps(theirs[at], mine[at], at, body, strict=latin and below is not None) for at in shared)


_Text = tuple[tuple[Glyph, ...], tuple[float, float]]


def _wraps(above: _Text, here: _Text, at: int, body: _Body, *, strict: bool) -> bool:
    """Whether the text of a column goes on in the next line: its first word had no room left above.

    ``strict`` asks for a word that begins small too: a full line may also just be the longest label.
    """
    if _NUMBERED.match(text_of(here[0])):
        return False
    left, right = body.columns.cores[at]
    (piece, (x0, _)), (_, (_, x1)) = here, above
    size = piece[0].bottom - piece[0].top
    word = 0.0
    for one, two in pairwise(piece):
        if two.x0 - one.x1 > 0.15 * size or ord(one.char) > _WIDE:
            word = one.x1 - x0
            break
    else:
        word = piece[-1].x1 - x0
    char = piece[0].char
    full = x1 + 0.2 * size + word > right - 0.3 * size and x1 - left > 0.45 * (right - left)
    if char.islower():
        return full or x1 - left > 0.5 * (right - left)
    if above[0][-1].char in "-–/&,，、（(":
        return full
    return full and not char.isdigit() and not (strict and (char.isupper() or ord(char) > _WIDE))
