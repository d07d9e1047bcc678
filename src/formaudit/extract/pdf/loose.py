"""Rows of print outside all tables that look like rows of one: words and, below each other, figures."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.pieces import Piece
from formaudit.extract.pdf.rows import Row, Span, text_of, text_rows
from formaudit.patterns import compiled

__all__ = ["beside_loose", "loose_rows"]

_FEWEST: Final = 3
"""So many rows may be a form."""
_NEAR: Final = 6.0
"""Heights of type between a table and a row that may be its own: lines of a tall cell stand between."""
_DOUBT: Final = 0.7
_TOTAL: Final = compiled(r"^(?:[合总小共]计|总分)$")
"""What a row is called that never stands alone."""
_OTHER: Final = compiled(r"^(?:19|20)\d\d$|\d{4}[-/.]\d{1,2}[-/.]\d|\d{7}|\d:\d")
"""Years, dates, times, numbers of telephones and accounts."""
_AROUND: Final = "-–—·.()（）"
"""What is printed around the number of a page."""
_WORD: Final = compiled(r"[\u4e00-\u9fffA-Za-z]{2}")


def loose_rows(glyphs: Iterable[Glyph]) -> tuple[Row, ...]:
    """The rows of a page, of what is in no table, that look like rows of one; none where they are too few.

    Each holds words and behind them a figure above or below that of another one. The numbers of pages in a table of
    contents, which never fall, are none. A total is told though it is alone.
    """
    rows = [row for row in text_rows(glyphs) if row.several and not row.leader]
    columns: list[tuple[Span, list[tuple[Row, str]]]] = []
    for row in rows:
        for text, span in _figures(row):
            for at, (held, found) in enumerate(columns):
                if min(span[1], held[1]) > max(span[0], held[0]):
                    columns[at] = (min(span[0], held[0]), max(span[1], held[1])), [*found, (row, text)]
                    break
            else:
                columns.append((span, [(row, text)]))
    told = {id(row) for _, found in columns if len(found) >= _FEWEST and not _are_pages(found) for row, _ in found}
    return tuple(row for row in rows if id(row) in told or _is_total(row))


def beside_loose(pieces: Sequence[Piece], loose: Sequence[Row]) -> list[Piece]:
    """The tables with doubt on those without a grid that stand right above or below a row that may be theirs."""
    return [
        replace(piece, parts=tuple(replace(part, confidence=min(part.confidence, _DOUBT)) for part in piece.parts))
        if not piece.ruled and any(_stands_by(piece, row) for row in loose)
        else piece
        for piece in pieces
    ]


def _figures(row: Row) -> list[tuple[str, Span]]:
    """The figures behind the first words of a row."""
    out: list[tuple[str, Span]] = []
    worded = False
    for piece, span in zip(row.pieces, row.spans, strict=True):
        text = text_of(piece)
        if not is_figure(text):
            worded = worded or _WORD.search(text) is not None
        elif worded and any(char.isdigit() for char in text) and not _OTHER.search(text):
            out.append((text, span))
    return out


def _is_total(row: Row) -> bool:
    return _TOTAL.match(text_of(row.pieces[0])) is not None and bool(_figures(row))


def _are_pages(found: Sequence[tuple[Row, str]]) -> bool:
    numbers = [int(bare) for _, text in found if (bare := text.strip(_AROUND)).isdecimal()]
    return len(numbers) == len(found) and all(one <= two for one, two in pairwise(numbers))


def _stands_by(piece: Piece, row: Row) -> bool:
    return piece.box[1] - row.bottom < _NEAR * row.size and row.top - piece.box[3] < _NEAR * row.size
