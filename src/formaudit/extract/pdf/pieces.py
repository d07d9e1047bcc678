"""The ruled tables of one page, with the text of their cells; what is left over is running text."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.extract.pdf.ink import Box, Glyph, Ink
from formaudit.extract.pdf.lattice import Grid, grid_of, stacked
from formaudit.extract.pdf.lines import Line, printed_lines
from formaudit.extract.pdf.overhang import with_overhang
from formaudit.extract.pdf.rules import REACH, frames, joined
from formaudit.extract.pdf.slits import without_slits
from formaudit.extract.pdf.struck import without_underlines
from formaudit.extract.pdf.unlined import split_rows
from formaudit.extract.pdf.words import is_label
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["Part", "Piece", "ruled_pieces", "touches"]

_BODY: Final = 0.5
"""A cell that takes more than this part of its table and holds a finer table only frames that table."""


_LOW: Final = 0.35
_ROWS: Final = 3
_COLUMN_ROW: Final = 60.0
"""So many rows, none of them as many points high, of a column that stands alone on its page."""
_SPILL: Final = 0.3
"""Heights of a line that lie beyond the rule of its row."""
_MIDDLE: Final = 0.25
_SPILLS: Final = 2
"""So many cells with such lines make it doubtful which row any text of the table belongs to."""
_LOOSE: Final = 0.85
_OVER: Final = 0.4
"""Heights by which two lines of one cell overlap where one is printed over the other."""
_DOUBT: Final = 0.5
_SMALL: Final = 0.75
"""How high a note's mark is at most, beside the print that it belongs to."""
_TOUCHING: Final = 0.12
"""Ems between two texts that are one text cut in two by a line: no cell leaves so little room at its sides."""
_DIGIT_END: Final = compiled(r"[0-9０-９.．,，]$")
_DIGIT_START: Final = compiled(r"[0-9０-９.．,，%％]")
_DIGITS: Final = compiled(r"[0-9０-９.．,，]+")
_ONE_FIGURE: Final = compiled(r"[0-9０-９,，]+(?:[.．][0-9０-９]+)?[%％]?")
_POINT: Final = compiled(r"[.．]")
_WIDE_DIGIT: Final = compiled(r"[０-９．，％]")
_DIGIT_WIDTH: Final = (0.7, 1.1)
"""Heights that a digit takes at most, and one of full width, with the room before the next one."""
_WORDS_AND_FIGURE: Final = compiled(r"(.*?[^0-9０-９.．,，%％+\-−－])([+\-−－]?[0-9０-９][0-9０-９.．,，]*[%％]?)")
_PADDING: Final = 6.0
"""Points that a cell keeps free on each side, as word processors do."""


class Part(Struct, frozen=True, kw_only=True):
    """A cell, or the part of a cell that stands on one page. ``box`` is in the upright view of that page."""

    row: int
    col: int
    rowspan: int
    colspan: int
    lines: tuple[Line, ...]
    page: int
    box: Box
    confidence: float = 1.0

    @property
    def text(self) -> str:
        """The printed lines, one below the other; a number that was too wide for the cell is one number again."""
        text = ""
        for number, line in enumerate(self.lines):
            if number:
                text += "" if self._runs_on(self.lines[number - 1], line) else "\n"
            text += line.text
        return text

    def _runs_on(self, upper: Line, lower: Line) -> bool:
        """Whether a line's end cuts a number: digits on both sides, and no room for one more on the upper line."""
        if not (_DIGIT_END.search(upper.text) and _DIGIT_START.match(lower.text)):
            return False
        if _POINT.search(upper.text) and _POINT.search(lower.text):
            return False
        room = (self.box[2] - self.box[0]) - (upper.x1 - upper.x0)
        wide = _WIDE_DIGIT.match(lower.text) is not None
        return room < _DIGIT_WIDTH[wide] * upper.size + 2 * _PADDING


class Piece(Struct, frozen=True, kw_only=True):
    """A table, or the part of one that stands on one page.

    ``xs`` and ``ys`` are the edges of columns and rows. ``parts`` cover every position once, in reading order.
    ``open_top`` and ``open_bottom``: no line closes the table there although its other lines run on. ``ruled`` tells
    a table drawn with lines from one told by the gaps in its text. ``unsure``: part of its grid was guessed.
    ``beyond`` counts further pages right after its own that its columns to the right were printed on. ``shut`` are
    the stretches of its foot along which a line runs, where it does not run along all of it.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    parts: tuple[Part, ...]
    open_top: bool = False
    open_bottom: bool = False
    ruled: bool = True
    unsure: bool = False
    beyond: int = 0
    shut: tuple[tuple[float, float], ...] = ()

    @property
    def box(self) -> Box:
        """The outer box."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def ruled_pieces(ink: Ink) -> tuple[list[Piece], list[Glyph]]:
    """The page's ruled tables from top to bottom, and the glyphs outside them in the order of printing.

    A low box of a single column at the head or the foot of the page comes as a piece too: alone it is no table, but it
    may belong to one on the neighbouring page.
    """
    down = joined(ink.down)
    across = without_underlines(joined(ink.across), down, ink.glyphs) if down else []
    if not across or not down:
        return [], list(ink.glyphs)

    def holds_text(box: Box) -> bool:
        x0, top, x1, bottom = box
        return any(x0 < (g[1] + g[3]) / 2 < x1 and top < (g[2] + g[4]) / 2 < bottom for g in ink.glyphs)

    sizes = sorted(glyph[4] - glyph[2] for glyph in ink.glyphs[::7])
    em = min(sizes[len(sizes) // 4], 14.0) if sizes else 6.0
    grids = [grid for frame in frames(across, down) if (grid := grid_of(frame, holds_text, em)) is not None]
    grids = stacked(sorted(_outermost(grids), key=lambda grid: (grid.box[1], grid.box[0])))
    last = len(grids) - 1
    kept = [grid for at, grid in enumerate(grids) if len(grid.xs) > 2 or (at in {0, last} and _is_low(grid, ink))]
    if not kept and len(grids) == 1 and _is_column(grids[0]):
        kept = grids
    return _filled(kept, ink, em)


def _is_column(grid: Grid) -> bool:
    """Whether a box without columns may be the last column of a sheet that was too wide for its page."""
    return len(grid.ys) > _ROWS and max(two - one for one, two in pairwise(grid.ys)) < _COLUMN_ROW


def _is_low(grid: Grid, ink: Ink) -> bool:
    """Whether a box without columns may be the last row of a table that fell on the next page, or the first one."""
    return len(grid.ys) <= 3 and grid.box[3] - grid.box[1] < _LOW * ink.height


def _outermost(grids: Sequence[Grid]) -> list[Grid]:
    """The grids without those nested in a cell of another, and without those that merely frame another."""
    dropped: set[int] = set()
    for one, inner in enumerate(grids):
        x0, top, x1, bottom = inner.box
        for other, outer in enumerate(grids):
            if one == other or not _inside((x0, top, x1, bottom), outer.box):
                continue
            around = next(
                (b for slot in outer.slots if _inside((x0, top, x1, bottom), b := outer.slot_box(slot))), None
            )
            if around is None:
                continue
            if len(inner.xs) > 2 and (
                len(outer.xs) == 2 or (_area(around) > _BODY * _area(outer.box) and len(inner.slots) > len(outer.slots))
            ):
                dropped.add(other)
            else:
                dropped.add(one)
    return [grid for index, grid in enumerate(grids) if index not in dropped]


def _inside(box: Box, around: Box) -> bool:
    return (
        around[0] - REACH <= box[0]
        and around[1] - REACH <= box[1]
        and box[2] <= around[2] + REACH
        and box[3] <= around[3] + REACH
    )


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _filled(grids: Sequence[Grid], ink: Ink, em: float) -> tuple[list[Piece], list[Glyph]]:
    """Give each cell the glyphs whose middle lies in it."""
    held: list[tuple[list[Glyph], ...]] = [tuple([] for _ in grid.slots) for grid in grids]
    places = [(*grid.box, grid.xs, grid.ys, _owners(grid, cells)) for grid, cells in zip(grids, held, strict=True)]
    rest: list[Glyph] = []
    last: list[Glyph] = rest
    for glyph in ink.glyphs:
        _, x0, top, x1, bottom, _, _ = glyph
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        for left, upper, right, lower, xs, ys, owner in places:
            if left < x < right and upper < y < lower:
                cell = owner[bisect_right(ys, y) - 1, bisect_right(xs, x) - 1]
                if cell is not last and last is not rest and _is_of_mark(glyph, last):
                    cell = last
                cell.append(glyph)
                last = cell
                break
        else:
            rest.append(glyph)
            last = rest
    told = [without_slits(grid, cells, em) for grid, cells in zip(grids, held, strict=True)]
    return [_piece(grid, cells, ink.page) for grid, cells in told], rest


def _is_of_mark(glyph: Glyph, cell: Sequence[Glyph]) -> bool:
    """Whether a glyph goes on with a small mark behind a figure, such as （1）, that reaches over the cell's rule."""
    mark = cell[-1]
    if abs(glyph.x0 - mark.x1) > 0.5 or abs(glyph.bottom - mark.bottom) > 0.1:
        return False
    high = _SMALL * max(other.bottom - other.top for other in cell)
    return glyph.bottom - glyph.top < high and mark.bottom - mark.top < high


def _owners(grid: Grid, cells: Sequence[list[Glyph]]) -> dict[tuple[int, int], list[Glyph]]:
    """For each position of the grid the list of its cell's glyphs."""
    return {
        (row + down, col + along): cell
        for (row, col, high, wide), cell in zip(grid.slots, cells, strict=True)
        for down in range(high)
        for along in range(wide)
    }


def _piece(grid: Grid, cells: Sequence[list[Glyph]], page: int) -> Piece:
    slots = list(zip(grid.slots, with_overhang(grid.slots, cells), strict=True))
    if any(slot[3] > 1 and slot[2] == 1 for slot in grid.slots):
        slots = split_rows(grid.xs, slots)
    parts = [
        Part(
            row=slot[0],
            col=slot[1],
            rowspan=slot[2],
            colspan=slot[3],
            lines=lines,
            page=page,
            box=grid.slot_box(slot),
            confidence=_sure(lines),
        )
        for slot, cell in slots
        for lines in (printed_lines(cell),)
    ]
    parts = [replace(part, confidence=min(part.confidence, _LOOSE)) if _is_torn(part) else part for part in parts]
    spilt = {id(part) for part in parts if _spills(part)}
    if len(spilt) >= _SPILLS or any(_is_pierced(part) for part in parts if id(part) in spilt):
        spilt = {id(part) for part in parts if part.lines}
    if spilt:
        parts = [
            replace(part, confidence=min(part.confidence, _LOOSE)) if id(part) in spilt else part for part in parts
        ]
    return Piece(
        page=page,
        xs=grid.xs,
        ys=grid.ys,
        parts=tuple(_gathered(parts)),
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
        unsure=grid.unsure or len(slots) != len(grid.slots),
        shut=grid.shut,
    )


def _spills(part: Part) -> bool:
    """Whether a line of text runs over the rule above or below its cell: it may belong to the other row."""
    _, upper, _, lower = part.box
    for _, _, top, _, bottom, size, _ in part.lines:
        if top < upper - _SPILL * size or bottom > lower + _SPILL * size:
            return True
    return False


def _is_pierced(part: Part) -> bool:
    """Whether the rule above or below its cell runs through the middle of a line: its rows are not those printed."""
    return any(
        abs((line.top + line.bottom) / 2 - edge) < _MIDDLE * line.size
        for line in part.lines
        for edge in (part.box[1], part.box[3])
    )


def _is_torn(part: Part) -> bool:
    """Whether two lines of figures may be one figure that a line's end tore, or two figures: nobody can tell."""
    if len(part.lines) != 2:
        return False
    upper, lower = (line.text for line in part.lines)
    if not (_DIGITS.fullmatch(upper) and _DIGITS.match(lower)):
        return False
    return "\n" in part.text and _ONE_FIGURE.fullmatch(upper + lower) is not None


def _sure(lines: Sequence[Line]) -> float:
    """The least confidence of a cell's lines; lines printed over each other cannot be told apart."""
    if len(lines) < 2:
        return lines[0][6] if lines else 1.0
    sure = 1.0
    for at, line in enumerate(lines):
        sure = min(sure, line.sure)
        if at and lines[at - 1].bottom - line.top > _OVER * line.size:
            above = lines[at - 1]
            if min(above.x1, line.x1) - max(above.x0, line.x0) > 0.3 * line.size:
                sure = min(sure, _DOUBT)
    return sure


def touches(one: Line, two: Line) -> bool:
    """Whether two lines of neighbouring cells are one text that runs over the rule between them."""
    return abs(one.bottom - two.bottom) < 0.5 and abs(two.x0 - one.x1) < _TOUCHING * one.size


def _cuts_figure(left: Part, right: Part) -> bool:
    """Whether the rule between two cells runs through a figure too wide for its own: nobody can tell whose it is."""
    return any(
        touches(one, two) and _DIGIT_END.search(one.text) and _DIGIT_START.match(two.text)
        for one in left.lines
        for two in right.lines
    )


def _gathered(parts: list[Part]) -> list[Part]:
    """The cells with texts made whole that spill over into blank cells to their right, as in printed spreadsheets."""
    for at in range(len(parts) - 1, 0, -1):
        left, right = parts[at - 1], parts[at]
        if left.row == right.row and _cuts_figure(left, right):
            parts[at - 1] = replace(left, confidence=min(left.confidence, _DOUBT))
            parts[at] = replace(right, confidence=min(right.confidence, _DOUBT))
        if left.row != right.row or len(left.lines) != 1 or len(right.lines) != 1:
            continue
        one, two = left.lines[0], right.lines[0]
        if is_label(compact(one.text)) and is_label(compact(two.text)):
            continue  # headings that fill their cells from side to side
        if touches(one, two) and not (one.text[-1].isdigit() or two.text[0].isdigit()):
            rest = _WORDS_AND_FIGURE.fullmatch(two.text)
            text, figure = rest.groups() if rest else (two.text, "")
            whole = Line(one.text + text, one.x0, min(one.top, two.top), two.x1, max(one.bottom, two.bottom), one.size)
            # a label that reaches as far as the figure of the next cell: nobody can tell where one ends
            sure = {"confidence": min(left.confidence, right.confidence, _DOUBT)} if figure else {}
            parts[at - 1] = replace(left, lines=(whole,), **sure)
            parts[at] = replace(right, lines=(two._replace(text=figure),) if figure else (), **sure)
    return parts
