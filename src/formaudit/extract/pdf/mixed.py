"""Cells of a table without a grid that may hold those of two columns: figures beside figures, words beside figures."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part
from formaudit.patterns import compiled

__all__ = ["holds_rows_whole", "mixed_doubted"]

_DOUBT: Final = 0.7
_FIGURE: Final = compiled(r"^[-−–+]?[$€£¥￥]?\d[\d,]*(?:\.\d+)?[%％]?$")
_GROUP: Final = compiled(r"^\d{3}(?:[.,]\d+)?[%％]?$")
"""The further digits of a figure that is set with blanks in place of commas."""
_WORDS: Final = compiled(r"^(?![A-Z]{1,3}\s?\d)[^\d\s$€£¥￥<>=≤≥±(（+\-−].*?(?<![\d.,])[-−+]?\d[\d,]*\.\d+[%％]?$")
"""Words with a decimal figure behind them; a currency before an amount is none."""
_LABELLED: Final = compiled(r"[^\d\s.,%％](?:\s?[-−]?\d[\d,]*(?P<point>\.\d+)|\s[-−]?\d[\d,]*)[%％]?$")
"""A label with a figure behind it."""
_EXACT: Final = compiled(r"^[-−–]?[\d,]+(?:\.\d+[%％]?|[%％])$")
"""A figure with decimals, or a rate: no part of a date."""
_FEWEST: Final = 3
_MOST: Final = 0.6
"""The part of a column's texts from which what they have in common is the column's way."""
_MANY: Final = 0.4
"""The part of the labels with a figure behind them that tells that their columns were not parted."""


def mixed_doubted(parts: Sequence[Part], body: int) -> list[Part]:
    """The cells with doubt on those, from row ``body`` on, that look like cells of two columns.

    That is several figures in one line, and words with a decimal figure behind them in most cells of a column other
    than the first one. Where most rows have several figures in a cell, or many labels of the first column a figure
    behind them, the columns are not known, and nothing is sure.
    """
    texts: dict[int, list[str]] = {}
    for part in parts:
        if part.row >= body and part.col and part.lines and part.colspan == 1:
            texts.setdefault(part.col, []).append(part.text)
    worded = {
        col
        for col, found in texts.items()
        if (hits := sum(_WORDS.match(text) is not None for text in found)) >= _FEWEST and hits >= _MOST * len(found)
    }
    rows = {part.row for part in parts if part.row >= body and part.lines}
    torn = {part.row for part in parts if part.row >= body and part.lines and _several(part)}
    if _swallows(parts, body) or (len(torn) >= _FEWEST and len(torn) >= _MOST * len(rows)):
        return [replace(part, confidence=min(part.confidence, _DOUBT)) for part in parts]
    return [
        replace(part, confidence=min(part.confidence, _DOUBT))
        if part.row >= body and part.lines and (_several(part) or (part.col in worded and _WORDS.match(part.text)))
        else part
        for part in parts
    ]


def holds_rows_whole(parts: Sequence[Part]) -> bool:
    """Whether cells over many columns hold the figures of whole rows: the rules of their columns are lacking.

    So it is where only every second row or column is painted on shades, cell by cell. Labels that have the figures of
    the next column behind them tell the same.
    """
    counts = [_exact(line) for part in parts if part.colspan >= _FEWEST for line in part.lines]
    rows_whole = sum(count > 1 for count in counts) > 1 and max(counts) >= _FEWEST
    return rows_whole or _swallows(parts, 0)


def _exact(line: Line) -> int:
    """How many figures with decimals, or rates, stand apart in a line."""
    return sum(_EXACT.match(text) is not None for text in line.text.split())


def _swallows(parts: Sequence[Part], body: int) -> bool:
    """Whether many labels of the first column have figures behind them, some with decimals: those of the second one."""
    texts = [part.text for part in parts if part.row >= body and not part.col and part.lines]
    found = [match["point"] for text in texts if (match := _LABELLED.search(text))]
    return sum(map(bool, found)) >= _FEWEST and len(found) >= _MANY * len(texts)


def _several(part: Part) -> bool:
    """Whether a line of a cell holds several figures."""
    for line in part.lines:
        first, *others = line.text.split() or [""]
        if others and all(_FIGURE.match(text) for text in (first, *others)):
            return not all(_GROUP.match(text) for text in others)
    return False
