"""Labels that stand to the left of a ruled grid of figures, line by line beside its rows, with no line around them."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.figures import is_figure, is_prose
from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.lines import Line, printed_lines
from formaudit.extract.pdf.pieces import Part, Piece

__all__ = ["with_stub"]

_ROWS: Final = 3
_FILLED: Final = 0.7
"""The part of the rows, the first one left out, that have a label."""
_LEVEL: Final = 0.35
"""Heights of type by which a label may stand higher or lower than the figures of its row."""
_AWAY: Final = 12.0
"""Heights of type between the longest label and the grid at most."""
_SURE: Final = 0.9


def with_stub(piece: Piece, rest: Sequence[Glyph]) -> tuple[Piece, list[Glyph]]:
    """The table with its labels as a first column, and the glyphs that are left; both as they were without labels.

    Only where the grid has figures from its first column on: then its rows have no other names.
    """
    if len(piece.ys) <= _ROWS or not piece.ruled or not _bare(piece):
        return piece, list(rest)
    left, top, _, bottom = piece.box
    beside = [g for g in rest if g.x1 < left + 1 and top < (g.top + g.bottom) / 2 < bottom and g.turn == 0]
    rows: dict[int, list[Glyph]] = {}
    for glyph in beside:
        rows.setdefault(bisect_right(piece.ys, (glyph.top + glyph.bottom) / 2) - 1, []).append(glyph)
    lines = {row: printed_lines(glyphs) for row, glyphs in rows.items()}
    if not _labels(lines, piece):
        return piece, list(rest)
    edge = min(line.x0 for some in lines.values() for line in some)
    labels = [
        Part(
            row=row,
            col=0,
            rowspan=1,
            colspan=1,
            lines=lines.get(row, ()),
            page=piece.page,
            box=(edge, piece.ys[row], left, piece.ys[row + 1]),
            confidence=_SURE,
        )
        for row in range(len(piece.ys) - 1)
    ]
    parts = sorted([*labels, *(replace(part, col=part.col + 1) for part in piece.parts)], key=lambda p: (p.row, p.col))
    used = {id(glyph) for glyph in beside}
    whole = replace(piece, xs=(edge, *piece.xs), parts=tuple(parts), unsure=True)
    return whole, [glyph for glyph in rest if id(glyph) not in used]


def _bare(piece: Piece) -> bool:
    """Whether the first column holds figures below its heading and hardly anything else."""
    texts = [part.text for part in piece.parts if part.col == 0 and part.row > 0 and part.lines]
    return len(texts) >= _ROWS - 1 and sum(map(is_figure, texts)) >= 0.8 * len(texts)


def _labels(lines: dict[int, tuple[Line, ...]], piece: Piece) -> bool:
    """Whether the text beside a grid is one label for each row, on a level with its figures."""
    rows = len(piece.ys) - 1
    body = [row for row in lines if row > 0]
    if len(body) < _FILLED * (rows - 1):
        return False
    printed = [line for some in lines.values() for line in some]
    if max(line.x1 for line in printed) < piece.xs[0] - _AWAY * printed[0].size:
        return False
    prose = sum(is_prose("".join(line.text.split()), line.x1 - line.x0, line.size) for line in printed)
    if 2 * prose > len(printed) or sum(is_figure(line.text) for line in printed) > 0.3 * len(printed):
        return False
    level = sum(_is_level(lines[row], row, piece) for row in body)
    return level >= 0.8 * len(body)


def _is_level(label: Sequence[Line], row: int, piece: Piece) -> bool:
    """Whether the first or the last line of a label stands as high as a text in its row of the grid."""
    texts = [line for part in piece.parts if part.row == row for line in part.lines]
    ends = (label[0], label[-1])
    return any(abs(line.bottom - one.bottom) < _LEVEL * one.size for line in texts for one in ends)
