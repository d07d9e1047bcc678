"""Second opinions on doubtful tables: other characters, or other cells, throw doubt; the same cells take it away."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.peers import PeerTable, camelot_tables, plumber_glyphs
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.sheet import Sheet

__all__ = ["doubted", "reread", "weighed"]

_MOST: Final = 40
"""Pages of a document that are read twice: the others take ten times as long and more."""
_BUSIEST: Final = 5_000
"""Objects on a page that is read twice: drawings take seconds."""
_DOUBT: Final = 0.6
"""The confidence of a cell in which two readers see different characters."""
_CONTESTED: Final = 0.8
"""The confidence of a cell that another reader cuts or joins otherwise, where the page does not tell who is right."""
_AGREED: Final = 0.95
"""The confidence of a cell without rules that two readers see alike."""


def reread(data: bytes, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages, with the confidence of cells changed by what other readers see.

    Only pages with a table whose grid was partly guessed are read again: by pdfplumber character by character, and by
    camelot where the table has no rules at all.
    """
    out = list(sheets)
    unsure = [
        at
        for at, sheet in enumerate(sheets)
        if sheet.ink.objects <= _BUSIEST and not sheet.ink.turn and any(piece.unsure for piece in sheet.pieces)
    ][:_MOST]
    if not unsure:
        return out
    seen = plumber_glyphs(data, [sheets[at].ink.page for at in unsure])
    upright = [at for at in unsure if seen.get(sheets[at].ink.page) is not None]
    for at in upright:
        out[at] = doubted(out[at], seen[out[at].ink.page])
    bare = [at for at in upright if any(not piece.ruled for piece in sheets[at].pieces)]
    if bare:
        found = camelot_tables(data, [sheets[at].ink.page for at in bare])
        for at in bare:
            out[at] = weighed(out[at], [table for table in found if table.page == out[at].ink.page])
    return out


def doubted(sheet: Sheet, glyphs: Sequence[tuple[float, float, str]] | None) -> Sheet:
    """The page with doubt thrown on cells that hold other characters than ``glyphs`` have in their boxes."""
    if glyphs is None or sheet.ink.turn:
        return sheet
    pieces = [_compared(piece, glyphs) if piece.unsure else piece for piece in sheet.pieces]
    return replace(sheet, pieces=tuple(pieces))


def _compared(piece: Piece, glyphs: Sequence[tuple[float, float, str]]) -> Piece:
    x0, top, x1, bottom = piece.box
    near = [glyph for glyph in glyphs if x0 <= glyph[0] <= x1 and top <= glyph[1] <= bottom]
    return replace(piece, parts=tuple(_judged(part, near) for part in piece.parts))


def _judged(part: Part, glyphs: Sequence[tuple[float, float, str]]) -> Part:
    x0, top, x1, bottom = part.box
    theirs = "".join(text for x, y, text in glyphs if x0 <= x < x1 and top <= y < bottom)
    mine, other = _bag(part.text), _bag(theirs)
    if mine == other or mine + mine == other:  # printed twice, to look bold
        return part
    return replace(part, confidence=min(part.confidence, _DOUBT))


def _bag(text: str) -> Counter[str]:
    return Counter(_flat(text))


def _flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def weighed(sheet: Sheet, tables: Sequence[PeerTable]) -> Sheet:
    """The page with the cells of its tables without rules held against those of another reader.

    A line of text that both have as a cell is agreed on. One that the other cuts, or joins with its neighbour, is
    contested, unless what is joined are two figures: those are never one cell. Where the other sees no table with
    columns at all, nothing of ours is agreed on, and prose that looks like a table is the likeliest mistake.
    """
    pieces = [piece if piece.ruled else _weighed(piece, tables) for piece in sheet.pieces]
    return replace(sheet, pieces=tuple(pieces))


def _weighed(piece: Piece, tables: Sequence[PeerTable]) -> Piece:
    x0, top, x1, bottom = piece.box
    near = [t for t in tables if t.box[0] < x1 and x0 < t.box[2] and t.box[1] < bottom and top < t.box[3]]
    if not near:
        figures = [part for part in piece.parts if part.col and part.lines and is_figure(_flat(part.text))]
        filled = [part for part in piece.parts if part.col and part.lines]
        if 2 * len(figures) >= len(filled):
            return piece
        parts = [replace(part, confidence=min(part.confidence, _CONTESTED)) for part in piece.parts]
        return replace(piece, parts=tuple(parts))
    cells = [
        (_flat(line), cell.box)
        for table in near
        for cell in table.cells
        for line in cell.text.split("\n")
        if cell.text and line.strip()
    ]
    return replace(piece, parts=tuple(_voted(part, cells) for part in piece.parts))


def _voted(part: Part, cells: Sequence[tuple[str, tuple[float, float, float, float]]]) -> Part:
    if not part.lines or part.confidence < _CONTESTED:
        return part
    votes = [_vote(_flat(line.text), (line.top + line.bottom) / 2, line.x0, line.x1, cells) for line in part.lines]
    if all(vote > 0 for vote in votes) and part.colspan == 1:  # the other reader knows of no spans
        return replace(part, confidence=max(part.confidence, _AGREED))
    if any(vote < 0 for vote in votes) and not is_figure(_flat(part.text)):
        return replace(part, confidence=min(part.confidence, _CONTESTED))
    return part


def _vote(
    text: str,
    middle: float,
    x0: float,
    x1: float,
    cells: Sequence[tuple[str, tuple[float, float, float, float]]],
) -> int:
    """1 where a cell of the other reader holds just this line, -1 where it is cut or joined there, else 0."""
    level = [(other, box) for other, box in cells if box[1] - 2 < middle < box[3] + 2]
    over = [(other, box) for other, box in level if box[0] < x1 and x0 < box[2]]
    if any(other == text for other, _ in over):
        return 1
    if any(text in other for other, _ in over):
        return -1
    return -1 if sum(len(other) > 1 and other in text for other, _ in over) > 1 else 0
