"""Rows of a table without a grid whose texts stand on no common line: cells in their middle, taller than they look."""

from collections.abc import Sequence
from typing import Final

from formaudit.extract.pdf.columns import Columns
from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.rows import Row, text_of

__all__ = ["are_uneven"]

_LEVEL: Final = 0.45
"""Heights of type by which what stands on one line may differ, as other fonts beside it do."""
_SMALL: Final = 0.8
"""Parts of a row's height of type from which a glyph stands on its line and is no raised mark."""


def are_uneven(head: Sequence[Row], bands: Sequence[Sequence[Row]], columns: Columns) -> bool:
    """Whether the lines of some table's rows say that it has other rows: each of ``bands`` is taken for one.

    The texts of a row begin on one line, end on one, or have their middles on one. Where a cell stands beside several
    rows its text is in their middle, between the lines of two, or beside the second of three; the first row below the
    heading ``head`` then has words and figures and no label.
    """
    return any(_is_torn(band, columns) for band in bands) or _is_headless(head, bands, columns)


def _is_torn(band: Sequence[Row], columns: Columns) -> bool:
    """Whether the texts of a row neither begin nor end on one line, nor have their middles on one."""
    size = max(row.size for row in band)
    lines: dict[int, list[float]] = {}
    for row in band:
        for piece, span in zip(row.pieces, row.spans, strict=True):
            first, last = columns.covered(span)
            if first == last:
                told = [glyph.bottom for glyph in piece if glyph.bottom - glyph.top > _SMALL * row.size]
                lines.setdefault(first, []).extend(told)
    ends = [(min(found), max(found)) for found in lines.values() if found]
    if len(ends) < 2:
        return False
    places = ([low for low, _ in ends], [high for _, high in ends], [(low + high) / 2 for low, high in ends])
    return all(max(place) - min(place) > _LEVEL * size for place in places)


def _is_headless(head: Sequence[Row], bands: Sequence[Sequence[Row]], columns: Columns) -> bool:
    """Whether the first row has words, a figure and no label, though the rows below have one.

    Figures right above it are those of its group's first row, with the label. A table without a heading that begins so
    has lost it, and its first rows.
    """
    held = [{columns.covered(span)[0] for row in band for span in row.spans} for band in bands]
    if len(bands) < 2 or 0 in held[0] or not any(0 in row for row in held[1:]):
        return False
    figures = {is_figure(text_of(piece)) for row in bands[0] for piece in row.pieces}
    if not head:
        return figures == {True} and len(held[0]) > 1
    return len(figures) > 1 and not any(is_figure(text_of(piece)) for piece in head[-1].pieces)
