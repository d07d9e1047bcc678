"""Tables that stand between two level lines of one length, as most have that are set without a grid."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.blocks import Block, are_of_one_type, is_table, texts_of
from formaudit.extract.pdf.columns import strips_of
from formaudit.extract.pdf.figures import is_figure, is_prose
from formaudit.extract.pdf.ink import Rule
from formaudit.extract.pdf.rows import Row, Span, crosses, text_of, text_rows
from formaudit.patterns import compiled

__all__ = ["fenced_blocks"]

_FLUSH: Final = 0.3
_SAME_ENDS: Final = 8.0
_MANY: Final = 400
_COLON: Final = compiled(r"[:：]")
"""What stands in the line of unit, year and money above a table, and in no heading of a column."""
_TOTAL: Final = compiled(r"^(?:[合总小共]计|总分)$")
"""What a row is called that never stands alone."""
_HEADED: Final = 3
"""Rules of a table with a heading, and columns and rows that it has at least where its texts are long."""
_RULED: Final = 2.0
_FULL: Final = 0.9
"""The part of a rule's length from which a line of running text is as long."""
_GROUPS: Final = 12
"""Groups of rules, those with most of them, that are looked at for tables beside each other."""
_ASIDE: Final = 4.0
"""Points between two tables beside each other."""
_LEVEL: Final = 0.6
"""The part of the lower one's height along which they stand beside each other."""
_MOSTLY: Final = 0.9
"""The part of the texts between their rules that both tables hold."""
_PITCH: Final = 1.2
"""Heights of type from one row to the next at most, over the rule between them."""


def fenced_blocks(rows: Sequence[Row], rules: Sequence[Rule], titles: Sequence[float]) -> tuple[list[Block], list[Row]]:
    """The tables between some of a page's level lines, and the rows that are left. No title stands within a table.

    ``titles`` are the heights of titles, ascending.
    """
    found: list[Block] = []
    free = list(rows)
    groups = _fenced(rules)
    for one, two in permutations(groups[:_GROUPS], 2):
        blocks, band = _beside(free, one, two)
        found += blocks
        free = [row for row in free if id(row) not in band]
    for group in groups:
        for some in _between_titles(group, titles):
            for part in _between_prose(free, some):
                block = _between(free, part)
                if block is not None:
                    found.append(block)
                    taken = {id(row) for row in block.rows}
                    free = [row for row in free if id(row) not in taken]
    return found, free


def _fenced(rules: Sequence[Rule]) -> list[tuple[Rule, ...]]:
    """Rules of the same length above each other, longest groups first."""
    if len(rules) > _MANY:
        return []  # a drawing
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        for group in groups:
            if abs(group[0].start - rule.start) < _SAME_ENDS and abs(group[0].end - rule.end) < _SAME_ENDS:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return sorted((tuple(group) for group in groups if len(group) > 1), key=len, reverse=True)


def _between_titles(rules: Sequence[Rule], titles: Sequence[float]) -> list[tuple[Rule, ...]]:
    """The rules in groups between which no title stands."""
    out: dict[int, list[Rule]] = {}
    for rule in rules:
        out.setdefault(bisect_right(titles, rule.at), []).append(rule)
    return [tuple(group) for group in out.values() if len(group) > 1]


def _between_prose(rows: Sequence[Row], rules: Sequence[Rule]) -> list[tuple[Rule, ...]]:
    """The rules in groups between which no running text stands: notes below one table, and the text before the next."""
    out: list[list[Rule]] = [[rules[0]]]
    for above, below in pairwise(rules):
        held = [row for row in rows if above.at < (row.top + row.bottom) / 2 < below.at]
        full = [row for row in held if _is_line(row, above)]
        if full and not any(row.several for row in held):
            out.append([])
        out[-1].append(below)
    return [tuple(group) for group in out if len(group) > 1]


def _is_line(row: Row, rule: Rule) -> bool:
    """Whether a row is a full line of running text, as long as a rule."""
    ((x0, x1), *others) = row.spans
    wide = x1 - x0 > _FULL * (rule.end - rule.start)
    return not others and wide and is_prose(text_of(row.pieces[0]), x1 - x0, row.size)


def _beside(
    rows: Sequence[Row], left: Sequence[Rule], right: Sequence[Rule]
) -> tuple[tuple[Block, ...], frozenset[int]]:
    """The two tables beside each other that two groups of rules fence, and the rows that hold them, by identity."""
    gap = left[0].end, right[0].start
    tops, feet = [group[0].at for group in (left, right)], [group[-1].at for group in (left, right)]
    shared = min(feet) - max(tops)
    shorter = min(foot - top for top, foot in zip(tops, feet, strict=True))
    if gap[1] - gap[0] < _ASIDE or shared < _LEVEL * shorter or shared <= 0:
        return (), frozenset()
    band = [row for row in rows if min(tops) - 2 < (row.top + row.bottom) / 2 < max(feet) + 2]
    middle = sum(gap) / 2
    if any(span[0] < middle < span[1] for row in band for span in row.spans):
        return (), frozenset()
    glyphs = [glyph for row in band for piece in row.pieces for glyph in piece]
    sides = [[glyph for glyph in glyphs if (glyph.x0 > middle) is behind] for behind in (False, True)]
    blocks = [_between(text_rows(side), tuple(group)) for side, group in zip(sides, (left, right), strict=True)]
    told = tuple(block for block in blocks if block is not None)
    if len(told) < len(blocks) or sum(len(row.spans) for block in told for row in block.rows) < _MOSTLY * sum(
        len(row.spans) for row in band
    ):
        return (), frozenset()
    if above := _above(rows, band, middle):
        halves = [
            text_rows(glyph for piece in above.pieces for glyph in piece if (glyph.x0 > middle) is behind)
            for behind in (False, True)
        ]
        if all(
            half and _is_like(half[0], block.rows[0], block.strips, block.rules[0].at)
            for half, block in zip(halves, told, strict=True)
        ):
            return tuple(
                replace(block, rows=(half[0], *block.rows)) for half, block in zip(halves, told, strict=True)
            ), frozenset(map(id, [above, *band]))
    return told, frozenset(map(id, band))


def _above(rows: Sequence[Row], band: Sequence[Row], middle: float) -> Row | None:
    """The row right above some rows with texts on both sides of a gap."""
    above = [row for row in rows if row.top < band[0].top and row is not band[0]]
    return above[-1] if above and not any(span[0] < middle < span[1] for span in above[-1].spans) else None


def _between(rows: Sequence[Row], rules: Sequence[Rule]) -> Block | None:
    """The table between the first and the last of some rules; running heads and feet have rules as well."""
    for first, last in ((0, 0), (1, 0), (0, 1), (1, 1)):
        some = rules[first : len(rules) - last]
        if len(some) < 2:
            continue
        inside = [row for row in rows if some[0].at - 2 < (row.top + row.bottom) / 2 < some[-1].at + 2]
        inside = [row for row in inside if row.spans[0][0] > some[0].start - 6 and row.spans[-1][1] < some[0].end + 6]
        if len(inside) < 2:
            continue
        inside = _without_notes(inside)
        strips = strips_of(inside)
        if strips and (is_table(inside, strips, fenced=True) or _is_headed(inside, strips, some)):
            return _grown(Block(tuple(inside), tuple(strips), tuple(some)), rows)
    return None


def _without_notes(rows: Sequence[Row]) -> list[Row]:
    """The rows without running text that stands below all others, up to a line that ends a page or parts it."""
    last = max((at for at, row in enumerate(rows) if row.several), default=len(rows) - 1)
    below = rows[last + 1 :]
    left, right = min(row.spans[0][0] for row in rows), max(row.spans[-1][1] for row in rows)
    text = [row for row in below if _is_line(row, Rule(row.top, left, right))]
    return list(rows[: last + 1] if text and last else rows)


def _is_headed(rows: Sequence[Row], strips: Sequence[Span], rules: Sequence[Rule]) -> bool:
    """Whether rows of long texts are a table: a rule parts them from a row with one short heading for each column."""
    first, second = rows[0], rows[1]
    columns = len(strips) + 1
    if len(rules) != _HEADED or columns < _HEADED or not len(first.spans) == len(second.spans) == columns:
        return False
    under = any(first.bottom - 0.3 * first.size < rule.at < second.top + 0.3 * second.size for rule in rules[1:-1])
    flush = all(
        abs(head[0] - text[0]) < _FLUSH * first.size for head, text in zip(first.spans, second.spans, strict=True)
    )
    full = all(all(texts_of(row, strips)) for row in (first, second))
    return under and flush and full and sum(row.several for row in rows) >= _HEADED


def _grown(block: Block, rows: Sequence[Row]) -> Block:
    """The table with the rows right above its first and right below its last rule that have its columns.

    Statements are ruled under their headings and above their sums only.
    """
    inside, strips = list(block.rows), list(block.strips)
    at = next(number for number, row in enumerate(rows) if row is inside[0])
    end = at + len(inside)
    if at and _is_like(rows[at - 1], inside[0], strips, block.rules[0].at):
        inside.insert(0, rows[at - 1])
    elif heading := _heading_above(block, rows[:at]):
        inside = [*heading, *inside]
        strips = max(strips, strips_of(inside), key=len)  # a column may hold nothing but its heading
    if end < len(rows) and _is_like(rows[end], inside[-1], strips, block.rules[-1].at):
        inside.append(rows[end])
        # the last rule parts two groups of rows: the lower one goes on over the page
        inside += _going_on(rows[end + 1 :], inside[-1], strips)
    return replace(block, rows=tuple(inside), strips=tuple(strips)) if len(inside) > len(block.rows) else block


def _heading_above(block: Block, above: Sequence[Row]) -> list[Row]:
    """The heading right above the first rule of a table that has none: words, in nearly all columns.

    Where every row has a rule above it, as some programs draw them, the heading stands over the first one.
    """
    first = block.rows[0]
    told = [text for text in texts_of(first, block.strips)[1:] if text]
    figures = sum(map(is_figure, told))
    if not figures:
        return []
    out: list[Row] = []
    left, right = block.rules[0].start - _SAME_ENDS, block.rules[0].end + _SAME_ENDS
    for row in reversed(above[-_HEADED:]):
        below = out[0] if out else first
        texts = [text_of(piece) for piece in row.pieces]
        if (
            not row.several
            or below.top - row.bottom > _PITCH * row.size
            or not are_of_one_type(row, [below])
            or row.spans[0][0] < left
            or row.spans[-1][1] > right
            or any(is_figure(text) or _COLON.search(text) for text in texts)
            or (figures < len(told) and not _heads_all(row, block.strips))
        ):
            break
        out.insert(0, row)
    return out if any(len(row.spans) >= len(block.strips) for row in out) else []


def _heads_all(row: Row, strips: Sequence[Span]) -> bool:
    """Whether a row has one text for each column."""
    return len(row.spans) == len(strips) + 1 and not any(crosses(span, strip) for span in row.spans for strip in strips)


def _going_on(rows: Sequence[Row], above: Row, strips: Sequence[Span]) -> list[Row]:
    """The rows that follow one of a table closely, with its columns and figures in them."""
    out: list[Row] = []
    for row in rows:
        near = row.top - above.bottom < _PITCH * row.size and are_of_one_type(row, [above])
        apart = len(row.spans) > _RULED and not any(crosses(span, strip) for span in row.spans for strip in strips)
        if not near or not apart or 2 * sum(is_figure(text_of(piece)) for piece in row.pieces) < len(row.pieces):
            break
        out.append(row)
        above = row
    return out


def _is_like(row: Row, beside: Row, strips: Sequence[Span], rule: float) -> bool:
    """Whether a row next to one of a table is its row too: a text in nearly every column, most figures, or a total."""
    upper, lower = (row, beside) if row.top < beside.top else (beside, row)
    near = lower.top - upper.bottom < _PITCH * row.size and are_of_one_type(row, [beside])
    near = near and upper.bottom - _RULED < rule < lower.top + _RULED
    if not near or any(crosses(span, strip) for span in row.spans for strip in strips):
        return False
    texts = [text for text in texts_of(row, strips) if text]
    figures = sum(map(is_figure, texts))
    if lower is row and figures and _TOTAL.match(texts[0]):
        return len(row.spans) == len(texts)
    return len(row.spans) == len(texts) >= len(strips) and 2 * figures >= len(strips)
