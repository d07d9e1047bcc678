"""The tables of a submission's disclosure as one book: the same paper may come as several files."""

from msgspec import Struct

from formaudit.model.disclosure import Disclosure, DisclosureGrid, DisclosureNote, DisclosureTable, TableKind
from formaudit.model.figure import Figure

__all__ = ["Book", "book_of"]


class Book(Struct, frozen=True, kw_only=True):
    """All tables and lines of one published paper. ``final`` says that it is final accounts."""

    final: bool
    of_unit: bool
    year: int | None
    unit: str
    tables: tuple[DisclosureTable, ...]
    body: tuple[DisclosureNote, ...]
    address: str

    def table(self, kind: TableKind) -> DisclosureTable | None:
        """The first table of a kind that has figures, else the first of the kind, or ``None``."""
        own = [table for table in self.tables if table.kind is kind]
        return next((table for table in own if any(table.figures)), own[0] if own else None)

    def grid(self, kind: TableKind, side: str = "") -> DisclosureGrid | None:
        """A side of a table, or ``None``."""
        table = self.table(kind)
        return None if table is None else table.side(side)

    def figure(self, kind: TableKind, item: str, column: str = "total", side: str = "") -> Figure | None:
        """A figure of a table by what its row and column mean, or ``None``."""
        grid = self.grid(kind, side)
        return None if grid is None else grid.figure(item, column)

    @property
    def filled(self) -> bool:
        """Whether any table holds an amount that is not zero."""
        return any(
            figure.filled and figure.amount != 0
            for table in self.tables
            if table.kind not in (TableKind.OTHER, TableKind.UNITS)
            for figure in table.figures
        )


def book_of(disclosures: tuple[Disclosure, ...]) -> Book | None:
    """The book of some disclosures of one key, or ``None`` where there are none."""
    if not disclosures:
        return None
    first = disclosures[0]
    return Book(
        final=first.kind.final,
        of_unit=first.kind.of_unit,
        year=first.year,
        unit=first.unit,
        tables=tuple(table for each in disclosures for table in each.typed),
        body=tuple(line for each in disclosures for line in each.body),
        address=first.kind.value,
    )
