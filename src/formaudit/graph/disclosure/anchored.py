"""What an amount of the text is: the cells that its words mean, and how much may be said where it is none of them."""

from collections.abc import Sequence

from msgspec import Struct

from formaudit.graph.disclosure.book import Book
from formaudit.model.disclosure import TableKind
from formaudit.model.figure import Figure

__all__ = ["Anchor", "Cell", "anchored", "cells_of"]

Cell = tuple[TableKind, str, str, str]
"""Table, side, row and column of a cell by what they mean."""


class Anchor(Struct, frozen=True, kw_only=True):
    """What an amount is: its cells, and whether a contradiction may be told (``firm``) or only a tie."""

    name: str
    cells: tuple[Figure, ...]
    firm: bool
    every: bool = False
    """Whether ``cells`` are all that the words can mean: an amount that is none of them is at least a question."""


def cells_of(book: Book, cells: Sequence[Cell]) -> tuple[Figure, ...]:
    """The figures of those cells that the paper prints."""
    found: list[Figure] = []
    for kind, side, item, column in cells:
        grid = book.grid(kind, side)
        figure = None if grid is None else grid.figure(item, column)
        if figure is not None:
            found.append(figure)
    return tuple(found)


def anchored(book: Book, name: str, cells: Sequence[Cell], *, firm: bool = True, every: bool = False) -> Anchor:
    """An anchor by what its cells mean."""
    return Anchor(name=name, cells=cells_of(book, cells), firm=firm, every=every)
