"""A table without a grid built from its text rows, its columns and the number of rows that head it."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.bands import bands
from formaudit.extract.pdf.columns import Columns
from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.heads import Head, head_cells
from formaudit.extract.pdf.ink import Glyph, Rule
from formaudit.extract.pdf.lines import printed_lines
from formaudit.extract.pdf.mixed import mixed_doubted
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.rows import Row, text_of
from formaudit.extract.pdf.shifted import are_two_tables, is_shifted
from formaudit.extract.pdf.spine import spined
from formaudit.extract.pdf.uneven import are_uneven
from formaudit.patterns import compiled

__all__ = ["built"]

_SURE: Final = 0.9
_GUESSED: Final = 0.8
"""The confidence of a cell whose span was told by its middle alone."""
_UNEVEN: Final = 0.7
"""The confidence of the cells of a table of which the lines say that it has other rows."""
_ENDING: Final = compiled(r"[^\d\s][\d,]*\d[.,]\d+[%％]?$")
"""Words with a decimal figure right behind them."""
_ABOVE: Final = 4
"""Lines of the first row's cells above its figures at most."""
_TWO: Final = compiled(r"(?:^|\s)(?:[一二三]级指标|年度指标值|实际完成值|[年全].预算数|全年执行数|执行率|分值|得分){2}")
"""Headings that such forms have beside each other, never in one."""
_DOTS: Final = frozenset(".·…．。_")


def built(
    rows: Sequence[Row],
    columns: Columns,
    count: int,
    rules: Sequence[Rule],
    marks: Sequence[float],
    xs: tuple[float, ...],
    page: int,
    *,
    parted: bool = False,
) -> Piece:
    """The table that some text rows make whose first ``count`` are its heading.

    ``rules`` are the level lines in it, ``marks`` the heights at which lines and edges of shades part its rows, ``xs``
    the edges of its columns. All its cells are doubted where the lines say that it has other rows. ``parted`` says that
    rules part its columns, so that what stands between two of them in the heading is one cell.
    """
    body = bands(rows[count:], columns, marks)
    lone = _is_lone(body, columns)
    if lone or are_uneven(rows[:count], body, columns) or (count > 1 and _is_lone([rows[count - 1 : count]], columns)):
        told = _by_figures(rows, columns, count)
        if told is not None:
            count, body = told
            lone = False
    heads, levels = (
        (_one_each(rows[:count], columns), min(count, 1)) if parted else head_cells(rows[:count], columns, rules)
    )
    ys = _edges(rows[:count], heads, levels, body)
    parts = _head_parts(heads, levels, (xs, ys), page)
    for index, band in enumerate(body, start=levels):
        cells: dict[tuple[int, int], list[Glyph]] = {}
        for row in band:
            for piece, span in zip(row.pieces, row.spans, strict=True):
                place = (0, len(columns.cores) - 1) if columns.is_banner(row) else columns.covered(span)
                if place[0] == 0 and len(row.spans) == 1 and span[0] < columns.cores[0][1]:
                    place = (0, 0)  # the name of a group of rows may be long
                cells.setdefault(place, []).extend(_plain(piece))
        parts += _row_parts(index, cells, (xs, ys), page)
    parts = mixed_doubted(parts, levels)
    uneven = lone or are_uneven(rows[:count], body, columns)
    if uneven or any(map(_heads_two, parts)) or is_shifted(parts, levels) or are_two_tables(parts):
        parts = [replace(part, confidence=min(part.confidence, _UNEVEN)) for part in parts]
    return Piece(page=page, xs=xs, ys=ys, parts=tuple(parts), ruled=False, unsure=True)


def _heads_two(part: Part) -> bool:
    """Whether a cell holds two labels beside each other, so that its columns are two."""
    return any(_TWO.search("".join(line.text.split())) for line in part.lines)


def _one_each(rows: Sequence[Row], columns: Columns) -> list[Head]:
    """The heading with one cell for each column."""
    out: dict[int, Head] = {}
    for number, row in enumerate(rows):
        for piece, span in zip(row.pieces, row.spans, strict=True):
            at = columns.covered(span)[0]
            if at not in out:
                out[at] = Head(at, at, list(piece), row.top, row.bottom, row.size, span, {number})
            else:
                out[at].glyphs += piece
                out[at].bottom = row.bottom
    return list(out.values())


def _by_figures(rows: Sequence[Row], columns: Columns, count: int) -> tuple[int, list[list[Row]]] | None:
    """The rows of the body as its figures tell them, and how many rows are left to the heading.

    A text in the middle of its row may begin above the row's figures, where the heading seems to go on.
    """
    for head in range(count, max(count - _ABOVE, 0) - 1, -1):
        if head or not any(row.several for row in rows[:count]):
            told = spined(rows[head:], columns)
            if told is not None:
                return head, told
    return None


def _is_lone(bands: Sequence[Sequence[Row]], columns: Columns) -> bool:
    """Whether some row is nothing but words away from the first column: a line of a cell in the row above or below."""
    for band in bands:
        if any(map(columns.is_banner, band)):
            continue
        told = [
            (columns.covered(span)[0], piece) for row in band for piece, span in zip(row.pieces, row.spans, strict=True)
        ]
        if len({at for at, _ in told}) == 1 and told[0][0] > 0 and not is_figure(text_of(told[0][1])):
            return True
    return False


def _plain(piece: Sequence[Glyph]) -> list[Glyph]:
    """A figure without the dots that lead from it to the next column; any other text as it is printed."""
    last = len(piece)
    while last > 1 and piece[last - 1].char in _DOTS:
        last -= 1
    if len(piece) - last >= 4 and piece[0].char not in _DOTS and is_figure(text_of(piece[:last])):
        return list(piece[:last])
    return list(piece)


def _edges(top: Sequence[Row], heads: Sequence[Head], levels: int, body: Sequence[Sequence[Row]]) -> tuple[float, ...]:
    """The heights that part the rows of the table."""
    above = top[0].top if top else body[0][0].top
    starts = [above] + [min(head.top for head in heads if head.start == level) for level in range(1, levels)]
    starts += [min(row.top for row in band) for band in (body if levels else body[1:])]
    ends = [max((head.bottom for head in heads if head.end <= level), default=above) for level in range(levels)] + [
        max(row.bottom for row in band) for band in body
    ]
    inner = [(max(ends[at], above) + start) / 2 for at, start in enumerate(starts[1:])]
    out = [above]
    for edge in inner:
        out.append(max(edge, out[-1]))
    return (*out, max(ends[-1], out[-1]))


def _head_parts(
    heads: Sequence[Head], levels: int, edges: tuple[tuple[float, ...], tuple[float, ...]], page: int
) -> list[Part]:
    """The cells of the heading; what they leave free are blank cells."""
    xs, ys = edges
    held: set[tuple[int, int]] = set()
    parts: list[Part] = []
    for head in heads:
        own = {(row, col) for row in range(head.start, head.end + 1) for col in range(head.first, head.last + 1)}
        assert not own & held, "cells of a heading lie over each other"
        held |= own
        parts.append(
            Part(
                row=head.start,
                col=head.first,
                rowspan=head.end - head.start + 1,
                colspan=head.last - head.first + 1,
                lines=printed_lines(head.glyphs),
                page=page,
                box=(xs[head.first], ys[head.start], xs[head.last + 1], ys[head.end + 1]),
                confidence=_GUESSED if head.guessed else _SURE,
            )
        )
    blank = [(row, col) for row in range(levels) for col in range(len(xs) - 1) if (row, col) not in held]
    parts += [
        Part(
            row=row,
            col=col,
            rowspan=1,
            colspan=1,
            lines=(),
            page=page,
            box=(xs[col], ys[row], xs[col + 1], ys[row + 1]),
            confidence=_SURE,
        )
        for row, col in blank
    ]
    return sorted(parts, key=lambda part: (part.row, part.col))


def _row_parts(
    row: int,
    cells: dict[tuple[int, int], list[Glyph]],
    edges: tuple[tuple[float, ...], tuple[float, ...]],
    page: int,
) -> list[Part]:
    """The cells of a row: pieces that share a column become one cell, uncovered columns blank cells."""
    xs, ys = edges
    joined: list[tuple[int, int, list[Glyph]]] = []
    for (first, last), glyphs in sorted(cells.items(), key=lambda item: item[0]):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]), joined[-1][2] + glyphs)
        else:
            joined.append((first, last, glyphs))
    covered = {col for first, last, _ in joined for col in range(first, last + 1)}
    joined += [(col, col, []) for col in range(len(xs) - 1) if col not in covered]
    return [
        Part(
            row=row,
            col=first,
            rowspan=1,
            colspan=last - first + 1,
            lines=printed_lines(glyphs),
            page=page,
            box=(xs[first], ys[row], xs[last + 1], ys[row + 1]),
            confidence=_GUESSED if last > first and _runs_into(glyphs) else _SURE,
        )
        for first, last, glyphs in sorted(joined, key=lambda item: item[0])
    ]


def _runs_into(glyphs: Sequence[Glyph]) -> bool:
    """Whether words over several columns end in a figure, which may be that of the last one, printed close to them."""
    text = text_of(glyphs)
    return bool(_ENDING.search(text)) and not is_figure(text)
