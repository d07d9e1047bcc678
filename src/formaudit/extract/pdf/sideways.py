"""Wide sheets printed over several pages side by side: columns put beside the columns that they belong to.

A spreadsheet too wide for its paper is printed down first and then to the right: the pages of its right-hand columns
follow those of its left-hand ones, with the same rows at the same heights. Rows of one list also may stand at the same
heights on page after page, so heights alone tell nothing where all are alike.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.healed import healed
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.sheet import Sheet
from formaudit.extract.pdf.words import is_figure
from formaudit.text import compact

__all__ = ["beside"]

_LEVEL: Final = 1.0
"""Points by which the same row may stand higher or lower on another page."""
_SHARED: Final = 0.7
"""The part of the rows of either page that the other one has too."""
_UNLIKE: Final = 4.0
"""Points between two heights of rows that differ."""
_ROWS: Final = 3
_BLANK: Final = 2
"""Rows at the ends of a page that may have no lines of their own."""
_MOST: Final = 60
"""Pages that a wide sheet is long at most."""
_TITLE: Final = 25.0
"""Points that a title takes at the head of a page."""
_WORDS: Final = 4
"""Characters above a table that are no heading: the end of a title that ran over its page."""


def beside(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages with the right-hand columns of wide sheets moved to the pages of their rows."""
    out = list(sheets)
    at = 0
    levels = [_levels(sheet) for sheet in sheets]
    while at < len(out) - 1:
        steps = (n for n in range(1, min(_MOST, (len(out) - at) // 2) + 1) if _may_face(levels[at], levels[at + n]))
        step = next((n for n in steps if _go_on(out, at, at + n, n)), 0)
        if not step:
            at += 1
            continue
        across = [out[at].pieces[0]]
        right = at + step
        while right + step <= len(out) and _go_on(out, at, right, step, known=right > at + step):
            across += [piece for piece in out[right].pieces if step == 1]
            for offset in range(step):
                out[at + offset], out[right + offset] = _moved(out[at + offset], out[right + offset])
            right += step
        if step == 1:
            _spread(out, at, right - at)
        at = right
        # printed to the right first and then down: the next rows stand on as many pages with the same columns
        while len(across) > 1 and _same_columns(across, out[at : at + len(across)]):
            for offset in range(1, len(across)):
                out[at], out[at + offset] = _moved(out[at], out[at + offset])
            _spread(out, at, len(across))
            at += len(across)
    return out


def _spread(sheets: list[Sheet], at: int, count: int) -> None:
    """Note that a table takes so many pages to the right, and goes on after them."""
    pieces = tuple(replace(piece, beyond=count - 1) for piece in sheets[at].pieces)
    sheets[at] = replace(sheets[at], pieces=pieces)


def _same_columns(across: Sequence[Piece], sheets: Sequence[Sheet]) -> bool:
    """Whether some pages hold one table each, with the columns of those before them and the same rows throughout."""
    if len(sheets) < len(across) or any(len(sheet.pieces) != 1 for sheet in sheets):
        return False
    pieces = [sheet.pieces[0] for sheet in sheets]
    alike = all(
        len(one.xs) == len(two.xs) and all(abs(a - b) < _LEVEL for a, b in zip(one.xs, two.xs, strict=True))
        for one, two in zip(across, pieces, strict=True)
    )
    return alike and all(_same_rows(pieces[0], piece) for piece in pieces[1:])


def _levels(sheet: Sheet) -> frozenset[int]:
    """The heights of a page's rows in whole points, where it holds one table."""
    return frozenset(map(round, sheet.pieces[0].ys)) if len(sheet.pieces) == 1 else frozenset()


def _may_face(one: frozenset[int], two: frozenset[int]) -> bool:
    """Whether a closer look at the rows of two pages is worth the time."""
    return 2 * len(one & two) >= min(len(one), len(two)) > 0


def _go_on(sheets: Sequence[Sheet], left: int, right: int, count: int, *, known: bool = False) -> bool:
    """Whether some pages hold the right-hand columns of the rows on as many pages before them.

    ``known`` says that these rows are those of a wide sheet, of which other columns have been found.
    """
    pairs = list(zip(sheets[left : left + count], sheets[right : right + count], strict=False))
    if len(pairs) < count or not all(_face(one, two) for one, two in pairs):
        return False
    first, head = pairs[0]
    if not head.pieces or any(len(line.text) > _WORDS for line in head.lines if line.bottom < head.pieces[0].box[1]):
        return False
    one, two = first.pieces[0], _untitled(first.pieces[0], head.pieces[0])
    if two is None or _repeats(one, two) or (two is not head.pieces[0] and _repeats(one, head.pieces[0], 1, 0)):
        return False
    if _heads_figures(one) and _heads_figures(two):
        return True
    titled = _beside_title(first, one, two)
    if known:
        return titled or not _heads_figures(one)
    alike = len(one.xs) == len(two.xs) and all(abs(a - b) < _LEVEL for a, b in zip(one.xs, two.xs, strict=True))
    if alike and count == 1:
        return titled and not _figures(one) and _figures(two) >= _ROWS
    if titled:
        return True
    heights = [b - a for a, b in pairwise(one.ys)]
    highest = min(sheet.pieces[0].box[1] for sheet in sheets if sheet.pieces)
    # a table that goes on begins at the head of its page; the room of a title is left free beside it only
    return max(heights) - min(heights) > _UNLIKE or two.box[1] > highest + _TITLE


def _beside_title(first: Sheet, one: Piece, two: Piece) -> bool:
    """Whether the rows of a page stand beside those of another, below the room that is taken there by a title.

    The first and the last of them may be blank, with no line between them and what is beside them.
    """
    inside = all(any(abs(mine - y) <= _LEVEL for mine in one.ys) for y in two.ys)
    whole = len(two.ys) > _ROWS and len(one.ys) - len(two.ys) <= _BLANK
    return inside and whole and any(line.bottom <= one.box[1] + _LEVEL for line in first.lines)


def _figures(piece: Piece) -> int:
    return sum(is_figure(compact(part.text)) for part in piece.parts if part.lines)


def _untitled(one: Piece, two: Piece) -> Piece | None:
    """The right-hand piece without the labels that are printed on each page; ``None`` where they are of other rows."""
    mine, theirs = ([part for part in piece.parts if part.col == 0] for piece in (one, two))
    if _said(mine[0]) != _said(theirs[0]) or not _said(mine[0]):
        return two
    if [_said(part) for part in mine] != [_said(part) for part in theirs] or len(two.xs) < _ROWS:
        return None
    parts = (
        replace(part, col=max(part.col - 1, 0), colspan=part.colspan - (part.col == 0))
        for part in two.parts
        if part.col or part.colspan > 1
    )
    return replace(two, xs=two.xs[1:], parts=tuple(parts))


def _said(part: Part) -> str:
    return compact(part.text)


def _face(one: Sheet, two: Sheet) -> bool:
    """Whether two pages hold the same rows, or the second one nothing where the first has the end of a table."""
    if len(one.pieces) != 1 or len(two.pieces) > 1:
        return False
    if not two.pieces:
        return len(one.pieces[0].ys) <= _ROWS
    return _same_rows(one.pieces[0], two.pieces[0])


def _same_rows(one: Piece, two: Piece) -> bool:
    """Whether the rows of one piece stand at heights of the other's, and most of those have one."""
    if not (one.ruled and two.ruled) or min(len(one.ys), len(two.ys)) <= _ROWS:
        return False
    if abs(one.ys[0] - two.ys[0]) > _LEVEL and abs(one.ys[-1] - two.ys[-1]) > _LEVEL:
        return False
    few, many = sorted((one.ys, two.ys), key=len)
    shared = sum(any(abs(a - b) <= _LEVEL for b in many) for a in few)
    return shared >= max(_SHARED * len(many), len(few) - 1)


def _repeats(one: Piece, two: Piece, start: int = 0, most: int = 1) -> bool:
    """Whether a piece says again what stands in the same places of the other, as another form of its kind does.

    ``most`` such words may stand by chance in the columns from ``start`` on.
    """
    mine = {(part.row, part.col, compact(part.text)) for part in one.parts if part.lines}
    theirs = {(part.row, part.col, compact(part.text)) for part in two.parts if part.lines and part.col >= start}
    words = [text for _, _, text in mine & theirs if not is_figure(text)]
    return len(words) > most


def _heads_figures(piece: Piece) -> bool:
    """Whether the first row is a heading: words in every cell, and figures below most of them."""
    head = [part for part in piece.parts if part.row == 0]
    if not head or not all(part.lines and not is_figure(compact(part.text)) for part in head):
        return False
    below = [
        any(
            is_figure(compact(other.text))
            for other in piece.parts
            if other.lines and other.row > 0 and part.col <= other.col < part.col + part.colspan
        )
        for part in head
    ]
    return 2 * sum(below) >= len(below) or not any(part.lines for part in piece.parts if part.row > 0)


def _moved(left: Sheet, right: Sheet) -> tuple[Sheet, Sheet]:
    """Two pages, with the columns of the second put beside those of the first."""
    if not right.pieces:
        return left, right
    one, two = left.pieces[0], right.pieces[0]
    two = _untitled(one, two) or two
    ys = list(one.ys)
    ys += [y for y in two.ys if not any(abs(y - mine) <= _LEVEL for mine in ys)]
    ys.sort()
    shift, offset = one.xs[-1] - two.xs[0], len(one.xs) - 1
    parts = [_placed(part, one, ys, 0) for part in one.parts] + [_placed(part, two, ys, offset) for part in two.parts]
    taken = {
        (row, col)
        for part in parts
        for row in range(part.row, part.row + part.rowspan)
        for col in range(part.col, part.col + part.colspan)
    }
    for row in range(len(ys) - 1):  # rows of which the other page has nothing
        for col, wide, piece in ((0, offset, one), (offset, len(two.xs) - 1, two)):
            if (row, col) not in taken:
                box = (piece.xs[0], ys[row], piece.xs[-1], ys[row + 1])
                parts.append(Part(row=row, col=col, rowspan=1, colspan=wide, lines=(), page=piece.page, box=box))
    parts = healed(sorted(parts, key=lambda part: (part.row, part.col)), offset)
    whole = replace(
        one,
        xs=(*one.xs, *(x + shift for x in two.xs[1:])),
        ys=tuple(ys),
        parts=tuple(parts),
        unsure=one.unsure or two.unsure,
    )
    return replace(left, pieces=(whole,)), replace(right, pieces=())


def _placed(part: Part, piece: Piece, ys: Sequence[float], offset: int) -> Part:
    """A part in the rows of the whole, some columns further to the right."""
    first, last = (
        min(range(len(ys)), key=lambda row: abs(ys[row] - piece.ys[edge]))
        for edge in (part.row, part.row + part.rowspan)
    )
    return replace(part, row=first, rowspan=last - first, col=part.col + offset)
