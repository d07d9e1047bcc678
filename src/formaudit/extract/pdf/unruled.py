"""A run of text rows as a table: which rows are one row of the table, which pieces of text make a cell."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from formaudit.extract.pdf.gaps import Block, find_blocks, is_figure
from formaudit.extract.pdf.ink import Glyph, Rule, Shade
from formaudit.extract.pdf.lines import printed_lines
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.rows import Row, Span, text_rows
from formaudit.extract.pdf.rules import cluster

__all__ = ["unruled_pieces"]


def unruled_pieces(
    glyphs: Sequence[Glyph], across: Sequence[Rule], shades: Sequence[Shade], page: int
) -> tuple[list[Piece], list[Glyph]]:
    """The tables without a grid of rules among some glyphs, and the glyphs that are left.

    ``across`` are the horizontal lines of the page that belong to no grid; the edges of shaded boxes part rows as well.
    """
    rows = text_rows(glyphs)
    if sum(row.several for row in rows) < 2:
        return [], list(glyphs)
    blocks = find_blocks(rows, across)
    used = {id(glyph) for block in blocks for row in block.rows for piece in row.pieces for glyph in piece}
    return [_piece(block, shades, page) for block in blocks], [glyph for glyph in glyphs if id(glyph) not in used]


def _piece(block: Block, shades: Sequence[Shade], page: int) -> Piece:
    bands = _bands(block, _marks(block, shades))
    middles = [(strip[0] + strip[1]) / 2 for strip in block.strips]
    xs = (
        min(row.spans[0][0] for row in block.rows),
        *middles,
        max(span[1] for row in block.rows for span in row.spans),
    )
    ys = (
        bands[0][0].top,
        *((max(r.bottom for r in above) + min(r.top for r in below)) / 2 for above, below in pairwise(bands)),
        max(row.bottom for row in bands[-1]),
    )
    parts: list[Part] = []
    for index, band in enumerate(bands):
        cells: dict[Span, list[Glyph]] = {}
        for row in band:
            for piece in row.pieces:
                for start, end, run in _cut(piece, block.strips):
                    cells.setdefault((start, end), []).extend(run)
        parts += _row_parts(index, cells, (xs, ys), page)
    return Piece(page=page, xs=xs, ys=ys, parts=tuple(parts), ruled=False, unsure=True)


def _row_parts(
    row: int, cells: dict[Span, list[Glyph]], edges: tuple[tuple[float, ...], tuple[float, ...]], page: int
) -> list[Part]:
    """The cells of a row: pieces that share a column become one cell, uncovered columns blank cells."""
    xs, ys = edges
    joined: list[tuple[int, int, list[Glyph]]] = []
    for (start, end), glyphs in sorted(cells.items(), key=lambda item: item[0]):
        first, last = int(start), int(end)
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
            confidence=0.9,
        )
        for first, last, glyphs in sorted(joined, key=lambda item: item[0])
    ]


def _cut(piece: Sequence[Glyph], strips: Sequence[Span]) -> list[tuple[int, int, list[Glyph]]]:
    """A piece of a row by the columns it covers: cut where a strip meets a blank in it, else spanning them."""
    middles = [(strip[0] + strip[1]) / 2 for strip in strips]
    out: list[tuple[int, int, list[Glyph]]] = []
    run: list[Glyph] = []
    for glyph in piece:
        if run and glyph.x0 - run[-1].x1 > 0.15 * (glyph.bottom - glyph.top):
            at = (glyph.x0 + run[-1].x1) / 2
            if any(strip[0] - 1 <= at <= strip[1] + 1 for strip in strips):
                out.append(_columns(run, middles))
                run = []
        run.append(glyph)
    out.append(_columns(run, middles))
    return out


def _columns(run: list[Glyph], middles: list[float]) -> tuple[int, int, list[Glyph]]:
    end = max(glyph.x1 for glyph in run)
    return bisect_right(middles, run[0].x0), max(bisect_right(middles, run[0].x0), bisect_right(middles, end)), run


def _marks(block: Block, shades: Sequence[Shade]) -> list[float]:
    """Where lines, or the edges of shaded boxes, part the block's rows."""
    top, bottom = block.rows[0].top, block.rows[-1].bottom
    left, right = block.strips[0][0], block.strips[-1][1]
    inside = [
        s for s in shades if not s.white and top - 9 < s.top and s.bottom < bottom + 9 and s.x1 > left and s.x0 < right
    ]
    edges = [edge for shade in inside for edge in (shade.top, shade.bottom) if top + 2 < edge < bottom - 2]
    return cluster([*cluster(rule.at for rule in block.rules)[1:-1], *edges])


def _bands(block: Block, marks: Sequence[float]) -> list[list[Row]]:
    """The block's rows gathered to rows of the table; ``marks`` part them where the page shows it."""
    ruled = len(marks) > 2 and len(marks) + 1 >= 0.5 * len(block.rows)
    steps = sorted(two.bottom - one.bottom for one, two in pairwise(block.rows))
    tight = 0.8 * steps[len(steps) // 2] if steps else 0.0
    first = (block.strips[0][0] + block.strips[0][1]) / 2
    longest = max((row.spans[0][1] for row in block.rows if row.spans[0][1] < first), default=first)
    bands: list[list[Row]] = []
    fence = -1
    for row in block.rows:
        here = bisect_right(marks, (row.top + row.bottom) / 2)
        near = bool(bands) and row.bottom - bands[-1][-1].bottom < tight and row.spans[0][0] >= first
        near = near or (bool(bands) and _label_goes_on(bands[-1][-1], row, first, longest))
        if bands and here == fence and (ruled or near) and not _own_figures(bands[-1][-1], row):
            bands[-1].append(row)
        else:
            bands.append([row])
        fence = here
    return bands


def _label_goes_on(above: Row, row: Row, first: float, longest: float) -> bool:
    """Whether a row holds nothing but the rest of a label that filled its column in the row above."""
    if len(row.spans) > 1 or row.spans[0][1] >= first or row.bottom - above.bottom > 1.5 * row.size:
        return False
    x0, x1 = above.spans[0]
    return len(above.spans) > 1 and abs(row.spans[0][0] - x0) < 1.5 and longest - row.size / 2 < x1 < first


def _own_figures(above: Row, row: Row) -> bool:
    """Whether both rows have a figure in one column, so that neither goes on with the other's cells."""
    figures = [
        [span for span, piece in zip(one.spans, one.pieces, strict=True) if is_figure("".join(g.char for g in piece))]
        for one in (above, row)
    ]
    return any(one[0] < two[1] and two[0] < one[1] for one in figures[0] for two in figures[1])
