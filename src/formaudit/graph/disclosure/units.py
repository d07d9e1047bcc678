"""A table whose unit of money is misprinted: every amount that it shares with other tables or the text is 10,000 off.

One wrong word above a table would break every relation of it. The table is then read in the unit that its amounts are
in, so that what else is wrong is still found, and the word is told once.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.graph.disclosure.across import across_tables
from formaudit.graph.disclosure.amounts import Passage
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.told import Tie, ties_of
from formaudit.graph.tolerance import wan
from formaudit.model.disclosure import DisclosureGrid, DisclosureTable, TableKind
from formaudit.model.figure import Figure

__all__ = ["Mislabelled", "in_own_units"]

_FACTOR: Final = Decimal(10000)
_NEAR: Final = Decimal("0.002")
_FEWEST: Final = 3
_MOST: Final = 9
"""No paper has more tables that can be wrong."""
_UNJUDGED: Final = (TableKind.OTHER, TableKind.UNITS)
_OTHER_UNIT: Final = {"元": "万元", "万元": "元"}


class Mislabelled(Struct, frozen=True, kw_only=True):
    """Tables with the unit printed above them and that of their amounts; ``pairs`` show the same amounts elsewhere."""

    tables: tuple[DisclosureTable, ...]
    printed: str
    right: str
    pairs: tuple[tuple[Figure, Figure], ...]


class _Pair(Struct, frozen=True, kw_only=True):
    """An amount in a table and elsewhere: ``off`` is 1 or -1 where it is ten thousand times too large or small."""

    own: Figure
    other: Figure
    off: int


def in_own_units(book: Book, passages: tuple[Passage, ...]) -> tuple[Book, tuple[Mislabelled, ...], tuple[Tie, ...]]:
    """The book with every table in the unit of its amounts, and the tables above which another one is printed.

    Behind them the ties of the passages to that book.
    """
    found: list[Mislabelled] = []
    ties = tuple(ties_of(passages, book))
    named = _with_units(book, ties)
    if named is not book:
        book, ties = named, tuple(ties_of(passages, named))
    for _ in range(_MOST):
        wrong = _whole_paper(book, ties) or _one_table(book)
        if wrong is None:
            break
        book = _read_again(book, wrong)
        ties = tuple(ties_of(passages, book))
        if all(table.unit for table in wrong.tables):
            found.append(wrong)
    return book, tuple(found), ties


def _with_units(book: Book, ties: Sequence[Tie]) -> Book:
    """The book with each table that names no unit in the one that its amounts have where others print them too.

    Such a table was read in 万元. It is in 元 if every amount that it shares with a table that names its unit, or with
    the text, is ten thousand times as large as there.
    """
    for _ in range(_MOST):
        silent = [
            table for table in book.tables if not table.unit and table.kind not in _UNJUDGED and any(table.figures)
        ]
        keys = {_key_of(table): table for table in silent}
        offs: dict[str, list[_Pair]] = {}
        told = (
            _Pair(own=cell, other=tie.amount.figure, off=off)
            for tie in ties
            for cell in tie.cells
            if (off := _off(cell, tie.amount.figure)) is not None
        )
        for pair in (*_pairs(book), *told):
            if _key(pair.own) in keys and _key(pair.other) not in keys:
                offs.setdefault(_key(pair.own), []).append(pair)
        wrong = next(
            (
                made
                for key, pairs in offs.items()
                if {pair.off for pair in pairs} == {1} and (made := _mislabelled([keys[key]], pairs)) is not None
            ),
            None,
        )
        if wrong is None:
            break
        read = _read_again(book, wrong)
        tables = tuple(
            replace(own, unit=wrong.right) if table in wrong.tables else own
            for table, own in zip(book.tables, read.tables, strict=True)
        )
        book = replace(read, tables=tables)
    return book


def _off(own: Figure, other: Figure) -> int | None:
    """How two figures of one amount differ: 0 the same, 1 and -1 by the factor; ``None`` where it says nothing."""
    if not own.filled or not other.filled or not own.amount or not other.amount:
        return None
    ratio = abs(wan(own) / wan(other))
    for off, factor in ((0, Decimal(1)), (1, _FACTOR), (-1, 1 / _FACTOR)):
        if abs(ratio / factor - 1) <= _NEAR:
            return off
    return None


def _pairs(book: Book) -> Iterator[_Pair]:
    """Both views of each amount that two tables share."""
    for relation in across_tables(book):
        if len(relation.parts) != 1 or relation.check not in ("D04", "D05"):
            continue
        one, other = relation.result, relation.parts[0]
        off = _off(one, other)
        if off is not None and one.place.table != other.place.table:
            yield _Pair(own=one, other=other, off=off)
            yield _Pair(own=other, other=one, off=-off)


def _one_table(book: Book) -> Mislabelled | None:
    """The table that misses most of the amounts that it shares with other tables by the factor, and meets none."""
    own: dict[str, list[_Pair]] = {}
    for pair in _pairs(book):
        own.setdefault(_key(pair.own), []).append(pair)
    chosen: tuple[DisclosureTable, list[_Pair]] | None = None
    for table in book.tables:
        pairs = own.get(_key_of(table), [])
        ways = {pair.off for pair in pairs}
        if len(pairs) < _FEWEST or len(ways) != 1 or ways == {0}:
            continue
        if chosen is None or len(pairs) > len(chosen[1]):
            chosen = (table, pairs)
    return None if chosen is None else _mislabelled([chosen[0]], chosen[1])


def _whole_paper(book: Book, ties: Sequence[Tie]) -> Mislabelled | None:
    """All tables, where no amount of the text meets its cell and several miss it by the factor."""
    pairs: list[_Pair] = []
    for tie in ties:
        if not tie.amount.figure.filled or not tie.amount.figure.amount:
            continue
        if tie.cell is not None:
            return None
        cell = next((cell for cell in tie.cells if _off(cell, tie.amount.figure)), None)
        if cell is not None:
            pairs.append(_Pair(own=cell, other=tie.amount.figure, off=_off(cell, tie.amount.figure) or 0))
    ways = {pair.off for pair in pairs}
    if len(pairs) < _FEWEST or len(ways) != 1 or len({pair.own.unit for pair in pairs}) != 1:
        return None
    unit = pairs[0].own.unit
    tables = [table for table in book.tables if _unit_of(table) == unit and table.kind is not TableKind.UNITS]
    return _mislabelled(tables, pairs)


def _mislabelled(tables: Sequence[DisclosureTable], pairs: Sequence[_Pair]) -> Mislabelled | None:
    printed = pairs[0].own.unit
    right = _OTHER_UNIT.get(printed)
    # Too large an amount is one in 元 that was taken for 万元.
    if right is None or (pairs[0].off > 0) != (printed == "万元"):
        return None
    return Mislabelled(
        tables=tuple(tables), printed=printed, right=right, pairs=tuple((pair.own, pair.other) for pair in pairs)
    )


def _key_of(table: DisclosureTable) -> str:
    return next((_key(figure) for figure in table.figures), "")


def _unit_of(table: DisclosureTable) -> str:
    return next((figure.unit for figure in table.figures if figure.unit), table.unit)


def _key(figure: Figure) -> str:
    """Its table: several may stand in one grid of the file, and the sides of one are told apart by their address."""
    return f"{figure.place.file}.{figure.place.table}.{figure.address.section.partition('-')[0]}"


def _read_again(book: Book, wrong: Mislabelled) -> Book:
    tables = tuple(
        replace(table, grids=tuple(_in_unit(grid, wrong) for grid in table.grids)) if table in wrong.tables else table
        for table in book.tables
    )
    return replace(book, tables=tables)


def _in_unit(grid: DisclosureGrid, wrong: Mislabelled) -> DisclosureGrid:
    rows = tuple(
        replace(
            row,
            figures=tuple(
                replace(figure, unit=wrong.right) if figure is not None and figure.unit == wrong.printed else figure
                for figure in row.figures
            ),
        )
        for row in grid.rows
    )
    return replace(grid, rows=rows)
