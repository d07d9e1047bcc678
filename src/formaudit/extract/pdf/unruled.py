"""A run of text rows as a table: which rows are one row of the table, which pieces of text make a cell."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.bands import bands
from formaudit.extract.pdf.blocks import Block, goes_on, joined
from formaudit.extract.pdf.columns import Columns, columns_of, kinds_apart, recut, strips_of
from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.flows import flows
from formaudit.extract.pdf.gaps import find_blocks
from formaudit.extract.pdf.heads import Head, head_cells, head_rows, one_each
from formaudit.extract.pdf.ink import Glyph, Rule, Shade
from formaudit.extract.pdf.lines import printed_lines
from formaudit.extract.pdf.mixed import mixed_doubted
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.rows import Row, Span, text_of, text_rows, typed_rules
from formaudit.extract.pdf.rules import cluster
from formaudit.extract.pdf.uneven import are_uneven
from formaudit.patterns import compiled

__all__ = ["unruled_pieces"]

_SURE: Final = 0.9
_GUESSED: Final = 0.8
"""The confidence of a cell whose span was told by its middle alone."""
_UNEVEN: Final = 0.7
"""The confidence of the cells of a table of which the lines say that it has other rows."""
_ENDING: Final = compiled(r"[^\d\s][\d,]*\d[.,]\d+[%％]?$")
"""Words with a decimal figure right behind them."""
_BESIDE: Final = 1.5
"""Heights of type between the texts of the outermost column and a heading that stands beside them all."""
_TOTALS: Final = 2
"""Labels at the left of their column for each one that stands in the middle, as the word for a total does."""
_DOTS: Final = frozenset(".·…．。_")


def unruled_pieces(
    glyphs: Sequence[Glyph], across: Sequence[Rule], shades: Sequence[Shade], page: int
) -> tuple[list[Piece], list[Glyph]]:
    """The tables without a grid of rules among some glyphs, and the glyphs that are left.

    ``across`` are the horizontal lines of the page that belong to no grid; the edges of shaded boxes part rows as well.
    """
    found: list[tuple[Block, list[Rule]]] = []
    used: set[int] = set()
    if sum(row.several for row in text_rows(glyphs)) < 2:
        return [], list(glyphs)
    for flow in flows([glyph for glyph in glyphs if glyph.turn == 0]):
        rows, typed = typed_rules(text_rows(flow))
        lines = [*across, *(rule for rule, _ in typed)]
        if sum(row.several for row in rows) < 2:
            continue
        for block in find_blocks(rows, lines):
            above = next((at for at, (other, _) in enumerate(found) if goes_on(other, block)), None)
            if above is None:
                found.append((block, lines))
            else:
                found[above] = joined(found[above][0], block), lines
            used |= {id(glyph) for row in block.rows for piece in row.pieces for glyph in piece}
            low, high = block.rows[0].top - 1.5 * block.rows[0].size, block.rows[-1].bottom + 1.5 * block.rows[0].size
            used |= {id(glyph) for rule, piece in typed if low < rule.at < high for glyph in piece}
    pieces = [_piece(block, lines, shades, page) for block, lines in found]
    return sorted(pieces, key=lambda piece: piece.box[1]), [glyph for glyph in glyphs if id(glyph) not in used]


def _piece(block: Block, across: Sequence[Rule], shades: Sequence[Shade], page: int) -> Piece:
    left = min(row.spans[0][0] for row in block.rows)
    right = max(span[1] for row in block.rows for span in row.spans)
    rules = [
        rule
        for rule in across
        if block.rows[0].top - 9 < rule.at < block.rows[-1].bottom + 9 and rule.start < right and rule.end > left
    ]
    rows, columns, count = _refined(block, rules)
    heads, levels = head_cells(rows[:count], columns, rules)
    body = bands(rows[count:], columns, _marks(block, shades))
    middles = [(strip[0] + strip[1]) / 2 for strip in columns.strips]
    xs = (left, *middles, right)
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
    if are_uneven(rows[:count], body, columns):
        parts = [replace(part, confidence=min(part.confidence, _UNEVEN)) for part in parts]
    return Piece(page=page, xs=xs, ys=ys, parts=tuple(parts), ruled=False, unsure=True)


def _refined(block: Block, rules: Sequence[Rule]) -> tuple[list[Row], Columns, int]:
    """The rows cut where their columns part them, the columns, and how many rows are the heading.

    The rows below the heading tell the columns: a heading over several columns often stands in the white between two.
    """
    rows, strips = list(block.rows), list(block.strips)
    count = head_rows(rows, columns_of(rows, strips), rules)
    for turn in range(3):
        enough = sum(row.several for row in rows[count:]) > 2
        body = rows[count:] if enough else rows
        told = strips_of(body, fine=True)
        if told and (enough or len(told) >= len(strips)):
            strips = told
        if turn == 0:
            strips = sorted([*strips, *kinds_apart(body, strips)])
        rows = recut(rows, strips, columns_of(body, strips).cores)
    strips = _with_empty(rows[:count], columns_of(body, strips)) if enough else strips
    body = rows[count:] if enough else rows
    columns = columns_of(body, strips)
    count = head_rows(rows, columns, rules)
    strips = _headed(rows, columns, count)
    return rows, columns if len(strips) == len(columns.strips) else columns_of(body, strips), count


def _with_empty(head: Sequence[Row], columns: Columns) -> list[Span]:
    """The strips with those around columns that have a heading and nothing below it."""
    strips = list(columns.strips)
    for row in head[-1:]:
        if one_each(row, columns):
            break
        places = [columns.covered(span) for span in row.spans]
        for at, span in enumerate(row.spans):
            twice = any(other == places[at] for n, other in enumerate(places) if n != at)
            around = next((s for s in strips if s[0] < span[0] and span[1] < s[1]), None)
            if twice and around is not None and places[at][0] == places[at][1]:
                strips.remove(around)
                strips += [(around[0], span[0]), (span[1], around[1])]
        strips += _beyond(row, columns)
    return sorted(strips)


def _beyond(row: Row, columns: Columns) -> list[Span]:
    """Strips before headings that stand beside all text of the outer columns: columns with nothing below them."""
    out: list[Span] = []
    (first, *_), (*_, last) = row.spans, row.spans
    left, right = columns.cores[0], columns.cores[-1]
    if len(row.spans) < 2:
        return out
    second, last_but_one = row.spans[1], row.spans[-2]
    after = max(right[1], last_but_one[1])
    if last[0] - after > _BESIDE * row.size and columns.covered(last_but_one)[1] == len(columns.strips):
        out.append((after, last[0]))
    before = min(left[0], second[0])
    if before - first[1] > _BESIDE * row.size and columns.covered(second)[0] == 0:
        out.append((first[1], before))
    return out


def _headed(rows: Sequence[Row], columns: Columns, count: int) -> list[Span]:
    """The strips without those between a column that has nothing but a heading and one that has none.

    A heading in the middle of a wide column of labels stands beside them, and so does the word for their total.
    """
    head = {columns.covered(span)[0] for row in rows[:count] for span in row.spans}
    words = [_labels_of(row, columns) for row in rows[count:]]
    body: dict[int, set[int]] = {}
    for number, row in enumerate(words):
        for at in row:
            body.setdefault(at, set()).add(number)
    figures = {at for row in words for at, told in row.items() if told}
    kept = []
    left = {0}
    for at, strip in enumerate(columns.strips, start=1):
        mine = set().union(*(body.get(one, set()) for one in left))
        theirs = body.get(at, set())
        told = [bool(left & head), at in head]
        bare = [not mine, not theirs]
        few = told[0] != told[1] and not mine & theirs and not figures & {*left, at}
        few = few and _TOTALS * len((mine, theirs)[told[1]]) <= len((mine, theirs)[told[0]])
        if (told[0] != told[1] and bare == told) or (few and mine and theirs):
            left = {*left, at}  # one column, and whole
        else:
            kept.append(strip)
            left = {at}
    return kept


def _labels_of(row: Row, columns: Columns) -> dict[int, bool]:
    """The columns in which a row holds text, and whether it is a figure."""
    return {
        columns.covered(span)[0]: is_figure(text_of(piece)) for piece, span in zip(row.pieces, row.spans, strict=True)
    }


def _plain(piece: Sequence[Glyph]) -> list[Glyph]:
    """A figure without the dots that lead from it to the next column; any other text as it is printed."""
    last = len(piece)
    while last > 1 and piece[last - 1].char in _DOTS:
        last -= 1
    if len(piece) - last >= 4 and is_figure(text_of(piece[:last])):
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


def _marks(block: Block, shades: Sequence[Shade]) -> list[float]:
    """Where lines, or the edges of shaded boxes, part the block's rows."""
    top, bottom = block.rows[0].top, block.rows[-1].bottom
    left, right = block.strips[0][0], block.strips[-1][1]
    inside = [
        s for s in shades if not s.white and top - 9 < s.top and s.bottom < bottom + 9 and s.x1 > left and s.x0 < right
    ]
    edges = [edge for shade in inside for edge in (shade.top, shade.bottom) if top + 2 < edge < bottom - 2]
    return cluster([*cluster(rule.at for rule in block.rules)[1:-1], *edges])
