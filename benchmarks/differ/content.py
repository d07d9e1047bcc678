"""A submission on its way to many formats: lines and tables whose words know how they look."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Block", "Entry", "Form", "Look", "Piece", "Wording"]


class Look(StrEnum):
    """How words look: as all others, off the line, struck through, or in one of the ways of being unseen."""

    PLAIN = "plain"
    RAISED = "raised"
    STRUCK = "struck"
    HIDDEN = "hidden"
    STYLED = "styled"
    WHITE = "white"
    TINY = "tiny"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that look alike."""

    text: str
    look: Look = Look.PLAIN


@dataclass(slots=True)
class Entry:
    """A cell at the position of its top left corner.

    ``trick`` names what only some formats can show (``spread``, ``coloured``, ``fraction``, ``ticks``, ``field``,
    ``covered``, ``outside``); ``right`` are the texts that may be read, compared without blanks at their ends; ``open``
    says that no number may be read from it with certainty. ``decoration`` names what was done to the cell, ``address``
    the figure in it.
    """

    row: int
    col: int
    rows: int
    cols: int
    pieces: list[Piece]
    right: tuple[str, ...]
    trick: str = ""
    open: bool = False
    decoration: str = ""
    address: str = ""

    @property
    def seen(self) -> str:
        """What a person sees in the cell, note marks aside."""
        hidden = {Look.HIDDEN, Look.STYLED, Look.WHITE, Look.TINY, Look.DELETED, Look.STRUCK, Look.RAISED}
        return "".join(piece.text for piece in self.pieces if piece.look not in hidden)


@dataclass(slots=True)
class Form:
    """A table: its cells, its columns, and what its lines look like.

    ``unseen`` are rows (by number) that are put in and hidden; ``hair`` says that every other row's borders miss those
    of the rest by less than a millimetre.
    """

    entries: list[Entry]
    columns: int
    unseen: set[int] = field(default_factory=set)
    hair: bool = False

    @property
    def height(self) -> int:
        """How many rows the cells reach."""
        return max(entry.row + entry.rows for entry in self.entries)

    def cover(self) -> dict[tuple[int, int], Entry]:
        """The cell that covers each position."""
        return {
            (row, col): entry
            for entry in self.entries
            for row in range(entry.row, entry.row + entry.rows)
            for col in range(entry.col, entry.col + entry.cols)
        }


Block = str | Form


@dataclass(slots=True)
class Wording:
    """A whole submission; ``margin`` is what stands in the head of every page, each page of a form in one section."""

    sections: list[list[Block]]
    margin: str = ""

    def forms(self) -> Iterator[Form]:
        """The tables in their order."""
        for section in self.sections:
            yield from (block for block in section if isinstance(block, Form))
