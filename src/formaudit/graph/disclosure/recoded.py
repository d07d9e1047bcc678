"""One amount under two codes: a row whose code is misprinted in some tables of a paper.

A code that one table lacks and one that only that table has, below the same code above, with the same amount, are one
row: the sums hold in each table, and only the codes betray it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from formaudit.forms.disclosure.codes import parent_of
from formaudit.graph.disclosure.book import Book
from formaudit.model.disclosure import DisclosureGrid, DisclosureRow, RowRole, TableKind
from formaudit.model.figure import Figure

__all__ = ["Recoded", "recoded_rows"]

_PAIRS: Final = (
    (TableKind.INCOME, TableKind.SPENDING),
    (TableKind.INCOME, TableKind.GENERAL),
    (TableKind.SPENDING, TableKind.GENERAL),
)


class Recoded(Struct, frozen=True, kw_only=True):
    """The same amount in two tables under two codes."""

    one: DisclosureRow
    other: DisclosureRow
    figures: tuple[Figure, Figure]


def recoded_rows(book: Book) -> Iterator[Recoded]:
    """Every pair of rows that differ in nothing but their code; each pair of codes once."""
    seen: set[tuple[str, str]] = set()
    for left, right in _PAIRS:
        one, other = book.grid(left), book.grid(right)
        if (
            one is None
            or other is None
            or not (one.whole and other.whole)
            or (book.final and TableKind.INCOME in (left, right))
        ):
            continue
        pairs = [
            (row, twin, figure, amount)
            for row in _only(one, other)
            for twin in _only(other, one)
            if parent_of(twin.code) == parent_of(row.code)
            and (figure := _amount(one, row)) is not None
            and (amount := _amount(other, twin)) is not None
            and amount.value == figure.value
            and amount.unit == figure.unit
        ]
        rows = Counter(row.code for row, *_ in pairs)
        twins = Counter(twin.code for _, twin, *_ in pairs)
        for row, twin, figure, amount in pairs:
            # Of several rows with one amount nobody can say which is which.
            if rows[row.code] > 1 or twins[twin.code] > 1 or (row.code, twin.code) in seen:
                continue
            seen |= {(row.code, twin.code), (twin.code, row.code)}
            yield Recoded(one=row, other=twin, figures=(figure, amount))


def _only(grid: DisclosureGrid, other: DisclosureGrid) -> list[DisclosureRow]:
    """The items with money whose code the other table does not have at all."""
    codes = {row.code for row in other.rows}
    return [row for row in grid.rows if row.role is RowRole.CODE and len(row.code) == 7 and row.code not in codes]


def _amount(grid: DisclosureGrid, row: DisclosureRow) -> Figure | None:
    at = grid.column("total")
    figure = None if at is None else row.figures[at]
    return figure if figure is not None and figure.filled and figure.amount != 0 else None
