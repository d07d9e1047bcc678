"""A second reader for the cells of doubtful tables: pdfplumber looks at the same boxes. The one door to pdfplumber."""

import io
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.sheet import Sheet

__all__ = ["doubted", "reread"]

_MOST: Final = 40
"""Pages of a document that are read twice: pdfplumber takes ten times as long."""
_DOUBT: Final = 0.6
"""The confidence of a cell in which two readers see different characters."""


def reread(data: bytes, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages, with the confidence lowered of cells where the second reader sees other characters.

    Only pages with a table whose grid was partly guessed are read again, and nothing at all where pdfplumber is not
    installed or gives up on the file.
    """
    unsure = [at for at, sheet in enumerate(sheets) if any(piece.unsure for piece in sheet.pieces)][:_MOST]
    out = list(sheets)
    if not unsure:
        return out
    try:
        import pdfplumber  # noqa: PLC0415  # an optional extra, met here alone and only when a page needs it
    except ImportError:
        return out
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for at in unsure:
                page = pdf.pages[sheets[at].ink.page - 1]
                out[at] = doubted(sheets[at], _glyphs(page))
                page.close()
    except Exception:  # noqa: BLE001  # a second opinion may fail in any way; the first one stands
        return out
    return out


def _glyphs(page: Any) -> list[tuple[float, float, str]] | None:
    """The characters with their middles, or ``None`` where the page's own space is not what a viewer shows."""
    if page.rotation or tuple(page.mediabox) != tuple(page.cropbox) or page.mediabox[:2] != (0, 0):
        return None
    return [
        ((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2, char["text"])
        for char in page.dedupe_chars().chars
    ]


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
    if _bag(theirs) == _bag(part.text):
        return part
    return replace(part, confidence=min(part.confidence, _DOUBT))


def _bag(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))
