"""A run of text rows as a table: which rows are one row of the table, which pieces of text make a cell."""

from collections.abc import Sequence
from typing import Final

from formaudit.extract.pdf.blocks import Block, goes_on, joined
from formaudit.extract.pdf.built import built
from formaudit.extract.pdf.columns import Columns, columns_of, kinds_apart, recut, strips_of
from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.flows import flows
from formaudit.extract.pdf.gaps import find_blocks
from formaudit.extract.pdf.heads import head_rows, one_each
from formaudit.extract.pdf.ink import Glyph, Rule, Shade
from formaudit.extract.pdf.pieces import Piece
from formaudit.extract.pdf.rows import Row, Span, text_of, text_rows, typed_rules
from formaudit.extract.pdf.rules import cluster

__all__ = ["unruled_pieces"]

_BESIDE: Final = 1.5
"""Heights of type between the texts of the outermost column and a heading that stands beside them all."""
_TOTALS: Final = 2
"""Labels at the left of their column for each one that stands in the middle, as the word for a total does."""


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
    middles = [(strip[0] + strip[1]) / 2 for strip in columns.strips]
    return built(rows, columns, count, rules, _marks(block, shades), (left, *middles, right), page)


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
    over = [columns.covered(span) for row in rows[:count] for span in row.spans]
    head = {first for first, _ in over}
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
        # under one heading, words at the left of their column and others in its middle
        shared = any(first <= at - 1 and at <= last for first, last in over) and told == [True, False]
        shared = shared and bool(mine and theirs) and not mine & theirs and not figures & {*left, at}
        if (told[0] != told[1] and bare == told) or (few and mine and theirs) or shared:
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


def _marks(block: Block, shades: Sequence[Shade]) -> list[float]:
    """Where lines, or the edges of shaded boxes, part the block's rows."""
    top, bottom = block.rows[0].top, block.rows[-1].bottom
    left, right = block.strips[0][0], block.strips[-1][1]
    inside = [
        s for s in shades if not s.white and top - 9 < s.top and s.bottom < bottom + 9 and s.x1 > left and s.x0 < right
    ]
    edges = [edge for shade in inside for edge in (shade.top, shade.bottom) if top + 2 < edge < bottom - 2]
    return cluster([*cluster(rule.at for rule in block.rules)[1:-1], *edges])
