"""From what a reader found to the blocks of a ``Document``: numbers, captions, nothing blank."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from formaudit.errors import InputError
from formaudit.model.document import Paragraph
from formaudit.model.table import Cell, Table

__all__ = ["Grid", "Text", "assemble", "trim"]

_LONGEST_CAPTION: Final = 60
_MOST_POSITIONS: Final = 2_000_000


class Text(Struct, frozen=True, kw_only=True):
    """A paragraph as a reader found it; it may be blank."""

    text: str
    line: int | None = None
    confidence: float = 1.0


class Grid(Struct, frozen=True, kw_only=True):
    """A table as a reader found it, before it has a number and a caption."""

    cells: tuple[Cell, ...]
    rows: int
    cols: int


def assemble(pieces: Iterable[Text | Grid]) -> tuple[Paragraph | Table, ...]:
    """The blocks in reading order: blank paragraphs and empty tables left out, both kinds counted from 0.

    A table's caption is the paragraph directly before it where that is no longer than 60 characters.

    Raises:
        InputError: code ``too-large``, without a file: a small file can claim spans over millions of positions.

    """
    blocks: list[Paragraph | Table] = []
    paragraphs = tables = 0
    for piece in pieces:
        if isinstance(piece, Grid):
            if not piece.cells:
                continue
            if piece.rows * piece.cols > _MOST_POSITIONS and _positions(piece) > _MOST_POSITIONS:
                raise InputError("too-large", detail=f"> {_MOST_POSITIONS} grid positions")
            before = blocks[-1] if blocks else None
            caption = before.text.strip() if isinstance(before, Paragraph) else ""
            blocks.append(
                Table(
                    index=tables,
                    cells=piece.cells,
                    rows=piece.rows,
                    cols=piece.cols,
                    caption=caption if len(caption) <= _LONGEST_CAPTION else "",
                )
            )
            tables += 1
        elif piece.text.strip():
            blocks.append(Paragraph(index=paragraphs, text=piece.text, line=piece.line, confidence=piece.confidence))
            paragraphs += 1
    return tuple(blocks)


def _positions(piece: Grid) -> int:
    """How many places of the grid the cells cover."""
    return sum(cell.rowspan * cell.colspan for cell in piece.cells)


def trim(text: str) -> str:
    """A cell's text without blank lines before and after and without blanks at the end; inner lines stay."""
    if len(text.strip()) == len(text):
        return text
    text = text.rstrip().lstrip("\n")
    while text[:1].isspace() and not (split := text.partition("\n"))[0].strip():
        text = split[2]
    return text
