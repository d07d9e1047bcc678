"""Relations between the tables of a disclosure that always hold, and those that usually do."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.within import roots_of, sum_relation
from formaudit.model.disclosure import DisclosureGrid, DisclosureRow, RowRole, TableKind
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind

__all__ = ["ALWAYS", "USUALLY", "across_tables"]

ALWAYS: Final = "D04"
"""The check of relations that hold in every paper."""
USUALLY: Final = "D05"
"""The check of relations that hold in nearly every one: a break is a question."""
_KINDS: Final = ("general", "fund", "capital")
_OF_KIND: Final = ((TableKind.GENERAL, "general"), (TableKind.FUND, "fund"), (TableKind.CAPITAL, "capital"))
_PERSONNEL: Final = ("301", "303")
_RUNNING: Final = ("302", "307", "309", "310", "311", "312", "313", "399")
_BRIDGES: Final = ((("2080505",), ("30108",)), (("2080506",), ("30109",)), (("2210201",), ("30113",)))
_MEDICAL: Final = (("2101101", "2101102", "2101103"), ("30110", "30111"))
_ITEMS: Final = (("reception", "30217"), ("running", "30231"), ("abroad", "30212"), ("purchase", "31013"))


def across_tables(book: Book) -> Iterator[Relation]:
    """The relations between tables; where two tables do not cover the same money, there is none."""
    yield from _totals_of_accounts(book) if book.final else _totals_of_budget(book)
    yield from _classes(book)
    yield from _appropriation(book)
    yield from _basic(book)
    yield from _bridges(book)
    yield from _at_least(book)
    if not book.final:
        yield from _by_code(book)


def _equal(check: str, result: Figure | None, other: Figure | None, why: str) -> Iterator[Relation]:
    yield from sum_relation(check, result, [other], why)


def _amount(book: Book, kind: TableKind, item: str, side: str) -> Figure | None:
    grid = book.grid(kind, side)
    if grid is None:
        return None
    return grid.figure(item, "amount" if "amount" in grid.columns else "total")


def _nothing(figure: Figure | None) -> bool:
    return figure is None or not figure.filled or figure.amount == 0


def _totals_of_budget(book: Book) -> Iterator[Relation]:
    """总计 of the first table = 合计 of income = 合计 of spending; 财政拨款 in three tables."""
    income, spending = book.figure(TableKind.INCOME, "total"), book.figure(TableKind.SPENDING, "total")
    left = _amount(book, TableKind.OVERALL, "grand-total", "income")
    right = _amount(book, TableKind.OVERALL, "grand-total", "spending")
    # With money carried over, provinces differ in what the tables of income and spending count.
    carried = any(
        not _nothing(_amount(book, kind, item, side))
        for kind in (TableKind.OVERALL, TableKind.APPROPRIATION)
        for item, side in (("carried-in", "income"), ("carried-out", "spending"), ("use-of-balances", "income"))
    )
    if not carried:
        yield from _equal(ALWAYS, left, income, "d-same-total")
        yield from _equal(ALWAYS, right, spending, "d-same-total")
        yield from _equal(ALWAYS, income, spending, "d-income-is-spending")
        whole = _amount(book, TableKind.APPROPRIATION, "grand-total", "income")
        fiscal = book.figure(TableKind.INCOME, "total", "fiscal")
        yield from _equal(ALWAYS, fiscal, whole, "d-fiscal-total")
        named = _amount(book, TableKind.OVERALL, "fiscal", "income")
        if named is not None:
            yield from _equal(ALWAYS, named, fiscal, "d-fiscal-total")
            yield from _equal(ALWAYS, named, whole, "d-fiscal-total")


def _totals_of_accounts(book: Book) -> Iterator[Relation]:
    """本年收入合计 and 本年支出合计 of the first table against the tables of income and of spending."""
    yield from _equal(
        ALWAYS,
        _amount(book, TableKind.OVERALL, "year-total", "income"),
        book.figure(TableKind.INCOME, "total"),
        "d-same-total",
    )
    yield from _equal(
        ALWAYS,
        _amount(book, TableKind.OVERALL, "year-total", "spending"),
        book.figure(TableKind.SPENDING, "total"),
        "d-same-total",
    )
    kinds = [_amount(book, TableKind.OVERALL, item, "income") for item in _KINDS]
    # A form that prints 财政拨款收入 with one kind under 其中 does not name the general budget beside it.
    own = [figure for figure in kinds if figure is not None] if kinds[0] is not None else []
    own = own or [figure for figure in (_amount(book, TableKind.OVERALL, "fiscal", "income"),) if figure is not None]
    yield from sum_relation(ALWAYS, book.figure(TableKind.INCOME, "total", "fiscal"), own, "d-fiscal-total")
    yield from sum_relation(
        ALWAYS, _amount(book, TableKind.APPROPRIATION, "year-total", "income"), own, "d-fiscal-total"
    )


def _classes(book: Book) -> Iterator[Relation]:
    """A class in the table of totals and in the table of spending."""
    grid, other = book.grid(TableKind.OVERALL, "spending"), book.grid(TableKind.SPENDING)
    if grid is None or other is None:
        return
    for row in grid.rows:
        if row.item.isdigit():
            yield from _equal(ALWAYS, grid.figure(row.item, "amount"), other.figure(row.item, "total"), "d-class")
    if {"personnel", "running", "project"} <= set(grid.columns):
        project = grid.figure("grand-total", "project")
        yield from _equal(ALWAYS, project, other.figure("total", "project"), "d-same-total")


def _appropriation(book: Book) -> Iterator[Relation]:
    """The columns of the table of appropriations against the tables of general budget, funds and state capital."""
    grid = book.grid(TableKind.APPROPRIATION, "spending")
    if grid is None:
        return
    carried = grid.figure("carried-out", "total")
    total = "year-total" if grid.figure("year-total", "total") is not None else "grand-total"
    for kind, column in _OF_KIND:
        other = book.grid(kind)
        if other is None or column not in grid.columns:
            continue
        if total == "year-total" or _nothing(carried):
            yield from _equal(ALWAYS, grid.figure(total, column), other.figure("total", "total"), "d-same-total")
        for row in grid.rows:
            if row.item.isdigit():
                yield from _equal(ALWAYS, grid.figure(row.item, column), other.figure(row.item, "total"), "d-class")


def _basic(book: Book) -> Iterator[Relation]:
    """基本支出 by economic classes against the general budget, and its halves against the classes."""
    grid = book.grid(TableKind.BASIC)
    if grid is None:
        return
    whole = book.figure(TableKind.GENERAL, "total", "basic")
    total = grid.figure("total", "total")
    halves = [grid.figure("personnel-total", "total"), grid.figure("running-total", "total")]
    if total is not None:
        yield from _equal(ALWAYS, total, whole, "d-basic")
    if all(half is not None for half in halves):
        yield from sum_relation(ALWAYS, whole, halves, "d-basic")
        for half, codes in zip(halves, (_PERSONNEL, _RUNNING), strict=True):
            yield from sum_relation(ALWAYS, half, _roots(grid, codes, "total"), "d-economic")
        return
    for column, codes in (("personnel", _PERSONNEL), ("running", _RUNNING)):
        if column in grid.columns:
            figures = _roots(grid, codes, "total")
            yield from sum_relation(USUALLY, grid.figure("total", column), figures, "d-economic")
            yield from _equal(USUALLY, _amount_column(book, column), grid.figure("total", column), f"d-{column}")


def _amount_column(book: Book, column: str) -> Figure | None:
    grid = book.grid(TableKind.OVERALL, "spending")
    return None if grid is None else grid.figure("grand-total", column)


def _roots(grid: DisclosureGrid, codes: Sequence[str], column: str) -> list[Figure]:
    at = grid.column(column)
    if at is None:
        return []
    return [figure for row in roots_of(grid) if row.code in codes and (figure := row.figures[at]) is not None]


def _codes(book: Book, kind: TableKind, codes: Sequence[str], column: str) -> list[Figure]:
    grid = book.grid(kind)
    if grid is None:
        return []
    return [figure for code in codes if (figure := grid.figure(code, column)) is not None]


def _bridges(book: Book) -> Iterator[Relation]:
    """Items of the functional classification that are one item of the economic one: pension, annuity, housing."""
    for check, (function, economic) in (*((ALWAYS, pair) for pair in _BRIDGES), (USUALLY, _MEDICAL)):
        left = _codes(book, TableKind.GENERAL, function, "basic")
        right = _codes(book, TableKind.BASIC, economic, "total")
        if not left or not right or all(map(_nothing, left)) or all(map(_nothing, right)):
            continue
        result, *rest = left
        yield from sum_relation(check, result, [*right, *rest], "d-bridge", (*(1 for _ in right), *(-1 for _ in rest)))


def _at_least(book: Book) -> Iterator[Relation]:
    """A public expense is at least what basic expenditure pays of it; projects may pay the rest."""
    prefix = "final-" if book.final else ""
    for item, code in _ITEMS:
        whole = book.figure(TableKind.PUBLIC, "total", prefix + item)
        part = book.figure(TableKind.BASIC, code, "total")
        if whole is not None and part is not None and not _nothing(part):
            yield Relation(
                check="D07",
                kind=RelationKind.AT_MOST,
                subject=f"{whole.key}>={code}",
                result=part,
                parts=(whole,),
                why="d-part-of",
            )

    office = book.figure(TableKind.PUBLIC, "total", "office")
    running = book.figure(TableKind.BASIC, "total", "running")
    if office is not None and running is not None:
        # 机关运行经费 counts administrative units only: never equal by rule, never more.
        yield Relation(
            check="D07",
            kind=RelationKind.AT_MOST,
            subject=f"{office.key}<=running",
            result=office,
            parts=(running,),
            why="d-office",
        )


def _brought(income: DisclosureGrid, row: DisclosureRow) -> bool:
    """Whether money of the year before stands in a row of the table of income: appropriations do not count it."""
    return any(
        column.startswith("carried-in") and not _nothing(figure)
        for column, figure in zip(income.columns, row.figures, strict=True)
    )


def _by_code(book: Book) -> Iterator[Relation]:
    """Income by code is spending by code; 财政拨款 by code is that of the three budgets together."""
    income, spending = book.grid(TableKind.INCOME), book.grid(TableKind.SPENDING)
    if income is None or spending is None:
        return
    total, spent = income.figure("total", "total"), spending.figure("total", "total")
    if total is None or spent is None or total.value != spent.value:
        return
    for row in income.rows:
        if row.role is RowRole.CODE:
            yield from _equal(ALWAYS, spending.figure(row.code, "total"), income.figure(row.code, "total"), "d-code")
            kinds = [
                figure
                for kind, _ in _OF_KIND
                if (grid := book.grid(kind)) is not None and (figure := grid.figure(row.code, "total")) is not None
            ]
            if not _brought(income, row):
                yield from sum_relation(ALWAYS, income.figure(row.code, "fiscal"), kinds, "d-code-fiscal")
    kinds = [
        figure
        for kind, _ in _OF_KIND
        if (grid := book.grid(kind)) is not None and (figure := grid.figure("total", "total")) is not None
    ]
    fiscal = income.figure("total", "fiscal")
    carried = any(_brought(income, row) for row in income.rows if row.item == "total")
    if fiscal is not None and kinds and not carried and book.figure(TableKind.GENERAL, "total") is not None:
        # What other income pays: spending of all kinds less the three budgets is income less appropriations.
        for relation in sum_relation(
            ALWAYS, spent, [total, *kinds, fiscal], "d-other-income", (1, *(1 for _ in kinds), -1)
        ):
            yield replace(relation, subject=f"{relation.subject}.all")
