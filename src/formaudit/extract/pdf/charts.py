"""Rows of text that look like a table and are none: what is printed around a chart, and lists of contents."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.rows import Row, Span, text_of, words_of
from formaudit.patterns import compiled

__all__ = ["is_chart", "is_contents"]

_MARK: Final = compiled(r"^[-−–]?[$€£¥￥]?\d[\d,]*(?:\.\d+)?[%％]?$")
"""What stands at the marks of a scale."""
_PAGE: Final = compiled(r"^\d{1,4}$|^[ivxlc]{1,7}$")
"""The number of a page."""
_LIST: Final = compiled(r"\d{4},\d{4}|,\d{1,2}(?:,|$)|^\d{1,4},$")
"""Numbers of pages with commas between them, which are none of thousands."""
_FEWEST: Final = 3
"""Marks of a scale, and numbers of pages in a list of contents, at least."""
_ENTRIES: Final = 6
_FLUSH: Final = 2.0
"""Points by which the ends of a scale's marks may differ."""
_EVEN: Final = 0.15
"""Parts of the mean step by which the steps between a scale's marks may differ, in height and in value."""


def is_chart(rows: Sequence[Row], strips: Sequence[Span]) -> bool:
    """Whether rows are the print of a chart: a scale whose marks fall evenly, and little beside them.

    A column of years or numbers that fall evenly has figures beside it in its rows. A scale that rises from left to
    right stands below its bars.
    """
    several = [{text_of(piece) for piece in row.pieces} for row in rows if row.several]
    if len(several) >= _FEWEST and all(len(texts) == 1 and _MARK.match(min(texts)) for texts in several):
        return True  # the scales of charts beside each other
    if any(_rises(row) for row in rows[len(rows) // 2 + 1 :]):
        return True
    places = [
        (at, text_of(piece), span)
        for at, row in enumerate(rows)
        for number, (piece, span) in enumerate(zip(row.pieces, row.spans, strict=True))
        if number in {0, len(row.pieces) - 1}
    ]
    marks = [(at, text, span) for at, text, span in places if _MARK.match(text)]
    for side in (1, 0):
        for _, _, edge in marks[: 2 * _FEWEST]:
            scale = [(at, text) for at, text, span in marks if abs(span[side] - edge[side]) < _FLUSH]
            if len(scale) >= _FEWEST and _falls(rows, scale):
                beside = sum(len(rows[at].pieces) - 1 for at, _ in scale)
                if 2 * beside < len(scale) * len(strips):
                    return True
    return False


def _rises(row: Row) -> bool:
    """Whether a row holds nothing but marks that rise by even steps, at even distances."""
    words = words_of(row)
    texts = [text_of(piece) for piece in words.pieces]
    if len(texts) < _ENTRIES or not all(_MARK.match(text) for text in texts):
        return False
    return _even([_value(text) for text in texts]) and _even([(x0 + x1) / 2 for x0, x1 in words.spans])


def _value(text: str) -> float:
    value = float("".join(char for char in text if char in "0123456789.") or 0)
    return -value if text[0] in "-−–" else value


def _even(values: Sequence[float]) -> bool:
    """Whether values rise by even steps."""
    steps = [two - one for one, two in pairwise(values)]
    mean = sum(steps) / len(steps)
    return mean > 0 and max(abs(step - mean) for step in steps) < _EVEN * mean


def _falls(rows: Sequence[Row], scale: Sequence[tuple[int, str]]) -> bool:
    """Whether marks stand at even distances below each other and their values fall by even steps."""
    return _even([-_value(text) for _, text in scale]) and _even([rows[at].top + rows[at].bottom for at, _ in scale])


def is_contents(rows: Sequence[Row], cells: Sequence[Sequence[str]]) -> bool:
    """Whether rows are a list of contents: a number of a page behind each text, and these never fall.

    Dots may lead to them, in an index to several for one text. Where none do, nothing but numbers of pages may stand
    behind the texts, and no heading; a column before the texts may count them. ``cells`` are the texts of the rows by
    column.
    """
    columns = len(cells[0])
    last = [text for row in cells if (text := row[-1])]
    pages = [int(text) for text in last if text.isdigit()]
    led = 2 * sum(row.leader for row in rows) >= len(rows)
    if led and sum(any(_LIST.search(text_of(piece)) for piece in row.pieces) for row in rows) > 1:
        return True
    if pages != sorted(pages) or columns > _FEWEST:
        return False
    if led and columns == _FEWEST - 1:
        return 2 * len(pages) >= len(last)
    counted = columns < _FEWEST or all(len(row[0]) < _ENTRIES for row in cells)
    texts = all(row[-2] and not row[-2].isdigit() for row in cells if row[-1])
    bare = all(_PAGE.match(text) for text in last) and len(last) >= _ENTRIES
    return counted and texts and bare and len(set(pages)) > _FEWEST and bool(cells[0][-1])
