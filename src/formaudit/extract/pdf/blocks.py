"""Rows of text with common white strips between them: whether they are a table."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.extract.pdf.charts import is_chart, is_contents
from formaudit.extract.pdf.figures import is_figure, is_prose
from formaudit.extract.pdf.ink import Rule
from formaudit.extract.pdf.rows import Row, Span, crosses, text_of
from formaudit.patterns import compiled

__all__ = ["Block", "are_of_one_type", "goes_on", "is_other", "is_table", "joined", "texts_of"]

_BULLET: Final = compiled(
    r"^(?:[•●■▪◆○·*–—-]|[（(]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[)）.、]?)$"
)


_DECIMAL: Final = compiled(r"[-−–]?[\d,]*\d\.\d{1,4}")
_MOSTLY: Final = 0.8
_WITH_MONEY: Final = 0.5
_WITHOUT: Final = 0.7
"""The part of a table's places that are filled at least, in one with a column of amounts and in any other."""
_PITCH: Final = 1.2
"""Heights of type from one row to the next at most."""
_BARE: Final = 4
"""Rows that are a table though nothing but figures stands in them."""


class Block(Struct, frozen=True):
    """Rows that make a table, the strips that part its columns, and the rules within and around it."""

    rows: tuple[Row, ...]
    strips: tuple[Span, ...]
    rules: tuple[Rule, ...] = ()


def is_table(rows: Sequence[Row], strips: Sequence[Span], *, fenced: bool) -> bool:
    """Whether rows with common white strips are a table and not a list, a signature line or text in two columns."""
    several = [row for row in rows if row.several]
    columns = len(strips) + 1
    wrapped = sum(
        not row.several and not any(crosses(row.spans[0], strip) for strip in strips) and len(strips) > 1
        for row in rows
    )
    if len(several) < _BARE and not any(
        char.isalpha() for row in rows for piece in row.pieces for char in text_of(piece)
    ):
        return False  # the figures of a chart
    if len(several) < (2 if fenced else 3) or 2 * len(several) < len(rows) - 0.7 * wrapped:
        return False
    cells = [texts_of(row, strips) for row in several]
    filled = sum(sum(map(bool, row)) for row in cells)
    if filled < 0.45 * columns * len(several):
        return False
    heads = [row[0] for row in cells if row[0]]
    if columns == 2 and heads and sum(bool(_BULLET.match(head)) for head in heads) > 0.5 * len(heads):
        return False
    rest = [text for row in cells for text in row[1:] if text]
    if not rest or is_other(rows, strips):
        return False
    figures = sum(map(is_figure, rest)) / len(rest)
    prose = [
        is_prose(text_of(piece), span[1] - span[0], row.size)
        for row in several
        for piece, span in zip(row.pieces, row.spans, strict=True)
    ]
    if figures < 0.5 and sum(prose) > (0.5 if fenced else 0.35) * len(prose):
        return False
    long = sum(len(text.encode("gbk", "replace")) > 40 for row in cells for text in row if text) / max(filled, 1)
    if 2 * len(several) < len(rows) and figures < 0.5:
        return False
    if figures >= 0.5:
        return len(several) >= 3 or fenced
    if long > (0.5 if fenced else 0.2):
        return False
    if fenced:
        return columns > 2 or len(several) > 2
    full = _WITH_MONEY if _has_money(cells) else _WITHOUT
    return columns > 2 and len(several) > 3 and filled >= full * columns * len(several) and _even(rows)


def _has_money(cells: Sequence[Sequence[str]]) -> bool:
    """Whether one column behind the first has a decimal figure in nearly every row, as one of amounts has."""
    return any(
        sum(_DECIMAL.fullmatch(row[at]) is not None for row in cells) >= _MOSTLY * len(cells)
        for at in range(1, len(cells[0]))
    )


def goes_on(above: Block, below: Block) -> bool:
    """Whether a table goes on with another one right below it: a page set in columns parts them where one column ends.

    They have the same white strips, and neither reaches further than the other.
    """
    last, first = above.rows[-1], below.rows[0]
    near = -first.size < first.top - last.bottom < _PITCH * first.size and are_of_one_type(first, [last])
    if not near or len(above.strips) != len(below.strips):
        return False
    shared = all(one[0] < two[1] and two[0] < one[1] for one, two in zip(above.strips, below.strips, strict=True))
    left, right = (min(row.spans[0][0] for row in block.rows) for block in (above, below))
    return shared and abs(left - right) < 2 * first.size


def joined(above: Block, below: Block) -> Block:
    """The table that a table and the one right below it make."""
    strips = [(max(one[0], two[0]), min(one[1], two[1])) for one, two in zip(above.strips, below.strips, strict=True)]
    return Block((*above.rows, *below.rows), tuple(strips), tuple(sorted({*above.rules, *below.rules})))


def is_other(rows: Sequence[Row], strips: Sequence[Span]) -> bool:
    """Whether rows with common white strips are a list of contents, or what is printed around a chart."""
    several = [row for row in rows if row.several]
    cells = [texts_of(row, strips) for row in several]
    return bool(cells) and (is_contents(several, cells) or is_chart(rows, strips))


def _even(rows: Sequence[Row]) -> bool:
    """Whether the rows follow each other at an even pitch."""
    steps = sorted(two.bottom - one.bottom for one, two in pairwise(rows))
    return bool(steps) and steps[-1] < 3 * max(steps[len(steps) // 2], 1.0)


def texts_of(row: Row, strips: Sequence[Span]) -> list[str]:
    """The texts of a row by column; a piece counts in the column where it begins."""
    out = [""] * (len(strips) + 1)
    for piece, span in zip(row.pieces, row.spans, strict=True):
        column = sum(span[0] > (strip[0] + strip[1]) / 2 for strip in strips)
        out[column] += text_of(piece)
    return out


def are_of_one_type(row: Row, taken: Sequence[Row]) -> bool:
    """Whether a row is set in type about as large as that of the last of some rows."""
    return abs(row.size - taken[-1].size) < 0.35 * max(row.size, taken[-1].size)
