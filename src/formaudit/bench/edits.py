"""Changes to what a document prints: a cell, a paragraph or a whole block gets another text, everything else stays."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.model.document import Document, Paragraph
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.table import Table
from formaudit.patterns import compiled

__all__ = ["Edit", "Spot", "apply_edits", "reprint", "spot_of", "text_at", "token_of"]

_NUMBER: Final = compiled(r"\d[\d,]*(?:\.\d+)?")

Spot = tuple[int, int | None, int | None, int | None, int | None]
"""File, table, row, column, paragraph: where a text stands, whatever part of it is meant."""


def spot_of(place: Place) -> Spot:
    """The cell or paragraph that a place lies in."""
    return (place.file, place.table, place.row, place.col, place.paragraph)


class Edit(Struct, frozen=True, kw_only=True):
    """One text that is to read otherwise: a cell, or a paragraph where ``paragraph`` is given.

    ``right`` is the number that stood there and ``wrong`` the one that stands there now, both as printed, where the
    edit is about one number. An ``after`` of ``None`` takes the whole paragraph, or the table when there is no row.
    ``near`` is the file and table of the form that a title belongs to: a finding on the form is one on its title.
    """

    spot: Spot
    before: str
    after: str | None
    right: str = ""
    wrong: str = ""
    key: str = ""
    near: tuple[int, int] | None = None


def text_at(documents: Sequence[Document], spot: Spot) -> str | None:
    """The text of a cell or paragraph, or ``None`` where there is none."""
    file, table, row, col, paragraph = spot
    if paragraph is not None:
        return next((each.text for each in documents[file].paragraphs if each.index == paragraph), None)
    for grid in documents[file].tables:
        if grid.index == table and row is not None and col is not None:
            cell = grid.at(row, col)
            return cell.text if cell is not None else None
    return None


def token_of(documents: Sequence[Document], figure: Figure) -> tuple[str, int, int] | None:
    """The text that holds a figure, and where its number begins and ends in it."""
    text = text_at(documents, spot_of(figure.place))
    if text is None:
        return None
    low, high = figure.place.span or (0, len(text))
    start = text.find(figure.raw, low) if figure.raw else -1
    if start < 0 or start >= high:
        start = low
    match = _NUMBER.search(text, start)
    return (text, match.start(), match.end()) if match is not None and match.start() < max(high, 1) else None


def reprint(documents: Sequence[Document], figure: Figure, number: str) -> Edit | None:
    """The edit that prints another number for a figure; ``None`` where it would change nothing or cannot be found."""
    found = token_of(documents, figure)
    if found is None:
        return None
    text, start, end = found
    right = text[start:end]
    if right == number:
        return None
    return Edit(
        spot=spot_of(figure.place),
        before=text,
        after=text[:start] + number + text[end:],
        right=right,
        wrong=number,
        key=figure.key,
    )


def apply_edits(documents: Sequence[Document], edits: Sequence[Edit]) -> tuple[Document, ...]:
    """The documents with the edits made; indexes of blocks do not move, so that places stay comparable."""
    changed = {edit.spot: edit.after for edit in edits}
    return tuple(_document(document, number, changed) for number, document in enumerate(documents))


def _document(document: Document, file: int, changed: dict[Spot, str | None]) -> Document:
    mine = {spot: after for spot, after in changed.items() if spot[0] == file}
    if not mine:
        return document
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        made = _table(block, file, mine) if isinstance(block, Table) else _paragraph(block, file, mine)
        if made is not None:
            blocks.append(made)
    return replace(document, blocks=tuple(blocks))


def _paragraph(block: Paragraph, file: int, changed: dict[Spot, str | None]) -> Paragraph | None:
    spot = (file, None, None, None, block.index)
    if spot not in changed:
        return block
    after = changed[spot]
    return None if after is None else replace(block, text=after)


def _table(block: Table, file: int, changed: dict[Spot, str | None]) -> Table | None:
    if (file, block.index, None, None, None) in changed:
        return None
    cells = tuple(
        replace(cell, text=changed[spot] or "")
        if (spot := (file, block.index, cell.row, cell.col, None)) in changed
        else cell
        for cell in block.cells
    )
    return Table(
        index=block.index, cells=cells, rows=block.rows, cols=block.cols, caption=block.caption, pages=block.pages
    )
