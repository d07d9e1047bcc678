"""The heading of a table without a grid: how many rows it takes, which lines make a cell, what a cell spans."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

from formaudit.extract.pdf.columns import Columns
from formaudit.extract.pdf.figures import is_figure, is_year
from formaudit.extract.pdf.ink import Glyph, Rule
from formaudit.extract.pdf.rows import Row, Span, row_of, text_of
from formaudit.patterns import compiled

__all__ = ["Head", "head_cells", "head_rows", "one_each"]

_MOST: Final = 9
"""Rows of text that a heading takes at most."""
_SERIAL: Final = 3
_AMOUNT: Final = compiled(r"[-−–]?[\d,，]*\d\.\d{1,4}")
"""A row that begins with a number of so many digits at most and has such a figure is none of the heading."""
_FULL: Final = 0.8
"""The part of a table's width from which a rule counts as drawn over all of it."""
_WHOLE: Final = 0.97
"""The part from which a rule surely is; one over all columns but the first is no end of the heading."""
_LEVELS: Final = 4
"""Rows of a heading that may hold figures."""
_ONE_EACH: Final = 3
_HANGS: Final = 0.3
"""Heights of type by which the middle of a heading may lie over the end of one of the two parts below it."""
_FLUSH: Final = 0.2
"""Heights of type by which the ends of two lines of one cell may differ."""
_TIGHT: Final = 0.6
"""Heights of type between two lines of one cell of a heading."""


class Head(Struct):
    """A cell of a heading: the columns and levels it takes, counted from 0, both ends included."""

    first: int
    last: int
    glyphs: list[Glyph]
    top: float
    bottom: float
    size: float
    span: Span
    rows: set[int] = field(default_factory=set)
    start: int = 0
    end: int = 0
    guessed: bool = False


def head_rows(rows: Sequence[Row], columns: Columns, rules: Sequence[Rule]) -> int:
    """How many of a table's rows are its heading: those above the first figures, or above a rule drawn right across."""
    body = next((at for at, row in enumerate(rows) if _has_figures(row, columns)), None)
    ruled = _under_rule(rows, rules)
    if ruled is not None and (
        body is None
        or ruled <= body
        or (body == 0 and ruled <= _LEVELS and _is_head(rows[:ruled]))
        or (ruled == body + 1 <= _LEVELS and _is_scale(rows[body]))
    ):
        return ruled
    if body is None:
        return 1
    while body > 1 and _is_group(rows[body - 1], rows, columns):
        body -= 1
    body = _after_gap(rows, body)
    return body if body <= _MOST else 1


def _is_head(rows: Sequence[Row]) -> bool:
    """Whether rows that begin with figures can be a heading: no two of them hold several that are no years."""
    held = [[text for piece in row.pieces if is_figure(text := text_of(piece)) and not is_year(text)] for row in rows]
    return sum(len(found) > 1 for found in held) <= 1


def _is_scale(row: Row) -> bool:
    """Whether a row holds bare numbers that rise, as headings do over columns that are counted."""
    texts = [text_of(piece) for piece in row.pieces]
    told = [int(text) for text in texts if text.isdecimal()]
    return len(told) >= _ONE_EACH and len(texts) - len(told) < 2 and all(one < two for one, two in pairwise(told))


def _after_gap(rows: Sequence[Row], body: int) -> int:
    """The first row of the body where texts that wrap begin above their figures: below the widest white of the head."""
    steps = [two.bottom - one.bottom for one, two in pairwise(rows[: body + 1])]
    for at in range(1, body):
        most = max(len(row.spans) for row in rows[:at])
        if steps[at - 1] > 1.3 * max(steps[at:]) and all(len(row.spans) < most for row in rows[at:body]):
            return at
    return body


def _has_figures(row: Row, columns: Columns) -> bool:
    texts = [
        text_of(piece)
        for piece, span in zip(row.pieces, row.spans, strict=True)
        if len(columns.cores) == 1 or columns.covered(span)[0] > 0
    ]
    figures = [text for text in texts if is_figure(text)]
    serial = text_of(row.pieces[0])
    if serial.isdecimal() and len(serial) <= _SERIAL and any(_AMOUNT.fullmatch(text) for text in figures):
        return True
    return bool(figures) and 2 * len(figures) >= len(texts) and not all(is_year(text) for text in figures)


def _under_rule(rows: Sequence[Row], rules: Sequence[Rule]) -> int | None:
    """The row below the first rule drawn right across the table, where few rows have one."""
    whole = _first_under(rows, rules, _WHOLE)
    return whole if whole is not None and whole <= _LEVELS else _first_under(rows, rules, _FULL)


def _first_under(rows: Sequence[Row], rules: Sequence[Rule], share: float) -> int | None:
    left = min(row.spans[0][0] for row in rows)
    right = max(row.spans[-1][1] for row in rows)
    at: list[int] = []
    for number, (above, below) in enumerate(pairwise(rows), start=1):
        if any(
            (above.top + above.bottom) / 2 < rule.at < (below.top + below.bottom) / 2
            and min(rule.end, right) - max(rule.start, left) > share * (right - left)
            for rule in rules
        ):
            at.append(number)
    if not at or at[0] > min(_MOST, 0.6 * len(rows)) or len(at) > 0.5 * len(rows):
        return None
    return at[0]


def _is_group(row: Row, rows: Sequence[Row], columns: Columns) -> bool:
    """Whether a row names a group: one piece that begins where labels do, or stands in the middle of all columns."""
    left = min(one.spans[0][0] for one in rows)
    if columns.is_banner(row) and row is not rows[0]:
        return True
    return len(row.spans) == 1 and row.spans[0][0] < left + 2 * row.size and columns.covered(row.spans[0])[0] == 0


def head_cells(rows: Sequence[Row], columns: Columns, rules: Sequence[Rule]) -> tuple[list[Head], int]:
    """The cells of a heading and the number of its levels."""
    heads: list[Head] = []
    for number, printed in enumerate(rows):
        row = _whole(printed, columns)
        spans = _spanned(number, [*rows[:number], row, *rows[number + 1 :]], columns, rules)
        for piece, span, (first, last, guessed) in zip(row.pieces, row.spans, spans, strict=True):
            alone = sum(one <= last and first <= two for one, two, _ in spans) == 1
            above = next((h for h in reversed(heads) if h.first <= last and first <= h.last), None)
            under = sum(above.first <= two and one <= above.last for one, two, _ in spans) if above is not None else 0
            # several pieces below a heading are headings of their own, the one in its middle too
            if above is not None and alone and under == 1 and _goes_on(above, row, span, (first, last), rules, heads):
                later = {columns.covered(one)[0] for below in rows[number + 1 :] for one in below.spans}
                if not later & {*range(first, above.first), *range(above.last + 1, last + 1)}:
                    # elsewhere it only hangs over its neighbour, which comes below
                    above.first, above.last = min(above.first, first), max(above.last, last)
                above.glyphs += piece
                above.bottom, above.rows = row.bottom, above.rows | {number}
                above.span = (min(above.span[0], span[0]), max(above.span[1], span[1]))
            else:
                heads.append(
                    Head(first, last, list(piece), row.top, row.bottom, row.size, span, {number}, guessed=guessed)
                )
    return heads, _levelled(heads)


def _whole(row: Row, columns: Columns) -> Row:
    """The row with the parts of stretched words in one column put together."""
    if one_each(row, columns):
        return row
    pieces: list[list[Glyph]] = []
    last: tuple[int, int] | None = None
    for piece, span in zip(row.pieces, row.spans, strict=True):
        place = columns.covered(span)
        if place == last and place[0] == place[1]:
            pieces[-1] += piece
        else:
            pieces.append(list(piece))
        last = place
    return row if len(pieces) == len(row.pieces) else row_of(pieces, leader=row.leader)


def _goes_on(
    above: Head, row: Row, span: Span, columns: tuple[int, int], rules: Sequence[Rule], heads: Sequence[Head]
) -> bool:
    """Whether a piece is the next line of the cell above it."""
    if row.top - above.bottom > _TIGHT * max(row.size, above.size) or abs(row.size - above.size) > 0.25 * row.size:
        return False
    middle = (span[0] + span[1]) / 2
    if any(
        above.bottom - 3 < rule.at < row.top + 3 and rule.start < middle < rule.end and rule.end - rule.start > 3
        for rule in rules
    ):
        return False
    if (above.first, above.last) == columns:
        return True
    centred = abs(sum(above.span) / 2 - middle) < row.size
    centred = centred or min(abs(one - two) for one, two in zip(above.span, span, strict=True)) < _FLUSH * row.size
    within = above.first <= columns[0] and columns[1] <= above.last
    wider = columns[0] <= above.first and above.last <= columns[1]
    if wider and not within:  # no other cell may stand over the columns that are gained
        wider = not any(h is not above and h.first <= columns[1] and columns[0] <= h.last for h in heads)
    return centred and (within or wider)


def _spanned(number: int, rows: Sequence[Row], columns: Columns, rules: Sequence[Rule]) -> list[tuple[int, int, bool]]:
    """For each piece of a row of the heading the columns that it spans, and whether that was told by its middle."""
    row = rows[number]
    plain = one_each(row, columns) or [columns.covered(span) for span in row.spans]
    out: list[tuple[int, int, bool]] = []
    below = rows[number + 1 :]
    headed = {at for one in below for span in one.spans for at in [columns.covered(span)[0]]}
    for at, (span, (first, last)) in enumerate(zip(row.spans, plain, strict=True)):
        low = plain[at - 1][1] + 1 if at else 0
        high = plain[at + 1][0] - 1 if at + 1 < len(plain) else len(columns.cores) - 1
        ruled = _over_rule(row, span, rows[number + 1].top + 3 if below else row.bottom, columns, rules)
        if ruled is not None and low <= ruled[0] <= first and last <= ruled[1] <= high:
            out.append((*ruled, False))
            continue
        best = _centred(span, (first, last), (low, high), headed, columns, row.size) if below else (first, last)
        if below and best == (first, last) and first == last:
            best = _between_parts(span, first, (low, high), rows[number + 1], columns)
        out.append((*best, best != (first, last)))
    return out


def one_each(row: Row, columns: Columns) -> list[tuple[int, int]]:
    """The columns of a row that has one piece for each, the first one's heading perhaps left out.

    Narrow headings in the middle of wide columns stand far from figures that are set to the right. Nothing where the
    texts below tell as many columns, or a piece stands nowhere near its own.
    """
    cores = columns.cores
    told = [columns.covered(span) for span in row.spans]
    first = len(cores) - len(row.spans)
    if all(one[1] < two[0] for one, two in pairwise(told)) or first not in {0, 1} or len(row.spans) < _ONE_EACH:
        return []
    for at, span in enumerate(row.spans, start=first):
        low = cores[at - 1][0] if at else span[0]
        high = cores[at + 1][1] if at + 1 < len(cores) else span[1]
        middle = (span[0] + span[1]) / 2
        if not low < middle < high or (at and middle < (cores[at - 1][0] + cores[at - 1][1]) / 2):
            return []
    return [(at, at) for at in range(first, len(cores))]


def _over_rule(row: Row, span: Span, until: float, columns: Columns, rules: Sequence[Rule]) -> tuple[int, int] | None:
    """The columns of the rule drawn right below a piece, where it does not cross the whole table."""
    width = columns.cores[-1][1] - columns.cores[0][0]
    middle = (span[0] + span[1]) / 2
    for rule in rules:
        if not (row.bottom - 0.3 * row.size < rule.at < until and rule.start < middle < rule.end):
            continue
        if rule.end - rule.start > 0.92 * width or rule.end - rule.start < 0.7 * (span[1] - span[0]):
            continue
        hit = [
            at
            for at, core in enumerate(columns.cores)
            if min(rule.end, core[1]) - max(rule.start, core[0]) > 0.5 * max(core[1] - core[0], 1.0)
        ]
        if hit and hit == list(range(hit[0], hit[-1] + 1)):
            return hit[0], hit[-1]
    return None


def _centred(
    span: Span,
    own: tuple[int, int],
    free: tuple[int, int],
    headed: set[int],
    columns: Columns,
    size: float,
) -> tuple[int, int]:
    """The columns over whose middle a piece stands, where it stands in the middle of its own ones badly."""
    middle = (span[0] + span[1]) / 2

    def off(first: int, last: int) -> float:
        return abs((columns.cores[first][0] + columns.cores[last][1]) / 2 - middle)

    if not set(range(own[0], own[1] + 1)) & headed or (own[0] == 0 and own[1] == 0):
        return own
    fits = [
        (off(first, last), first, last)
        for first in range(max(free[0], 1 if own[0] else 0), own[0] + 1)
        for last in range(own[1], free[1] + 1)
        if all(at in headed for at in range(first, last + 1))
    ]
    if not fits:
        return own
    best, first, last = min(fits, key=lambda fit: (round(fit[0] / (0.5 * size)), fit[1] - fit[2], fit[0]))
    mine = off(*own)
    return (first, last) if mine > 0.5 * size and best < 0.4 * mine else own


def _between_parts(span: Span, own: int, free: tuple[int, int], below: Row, columns: Columns) -> tuple[int, int]:
    """The columns of a piece that stands over the white between two pieces of the next row, one of them its own.

    The other one has nothing above it: it is a part of what this piece names.
    """
    middle = (span[0] + span[1]) / 2
    parts = {columns.covered(part)[0]: part for part in below.spans}
    for first, last in ((own, own + 1), (own - 1, own)):
        if not (free[0] <= first and last <= free[1] and first > 0 and first in parts and last in parts):
            continue
        left, right = parts[first], parts[last]
        if left[1] - _HANGS * below.size < middle < right[0] + _HANGS * below.size and len(parts) < len(columns.cores):
            return first, last
    return own, own


def _levelled(heads: Sequence[Head]) -> int:
    """Give each cell its levels; a cell with nothing above or below it in its columns reaches to the heading's edge."""
    for at, head in enumerate(heads):
        above = [one for one in heads[:at] if one.first <= head.last and head.first <= one.last]
        head.start = max((one.start + 1 for one in above), default=0)
    count = max((head.start for head in heads), default=-1) + 1
    for head in heads:
        below = [
            one.start for one in heads if one.start > head.start and one.first <= head.last and head.first <= one.last
        ]
        head.end = min(below, default=count) - 1
    return count
