"""Relations within one table of a disclosure: across a row, up the tree of codes, down to the totals."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.forms.disclosure.codes import parent_of
from formaudit.forms.disclosure.columns import ASIDE
from formaudit.graph.disclosure.book import Book
from formaudit.model.disclosure import DisclosureGrid, DisclosureRow, RowRole, TableKind
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind

__all__ = ["sum_relation", "within_tables"]

_SOURCES: Final = (
    "special-account", "higher", "business", "operating", "subordinate", "other", "carried-in", "use-of-balances",
)  # fmt: skip
_KINDS: Final = ("general", "fund", "capital")
_SPENT: Final = ("basic", "project", "up", "operating", "subsidy")
_OWN_FUNDS: Final = ("higher", "business", "operating", "subordinate", "other")
"""The sources that one column 单位资金 may count together."""
_PUBLIC: Final = ("abroad", "vehicles", "reception")
_INCOMES: Final = ("special-account", "higher", "business", "operating", "subordinate", "other")


def within_tables(book: Book) -> Iterator[Relation]:
    """Every relation within one table that always holds."""
    for kind in (TableKind.INCOME, TableKind.SPENDING, TableKind.GENERAL, TableKind.FUND, TableKind.CAPITAL):
        grid = book.grid(kind)
        if grid is not None:
            yield from _rows(grid, kind)
            yield from _tree(grid)
    basic = book.grid(TableKind.BASIC)
    if basic is not None:
        yield from _tree(basic)
        yield from _across(basic, "total", ("personnel", "running"))
    yield from _two_sides(book, TableKind.OVERALL)
    yield from _two_sides(book, TableKind.APPROPRIATION)
    yield from _public(book)


def sum_relation(
    check: str, result: Figure | None, parts: Sequence[Figure | None], why: str, signs: Sequence[int] = ()
) -> Iterator[Relation]:
    """A relation of a figure with those that make it up; none where one of them has no cell."""
    own = tuple(part for part in parts if part is not None)
    if result is None or not own or len(own) < len(parts):
        return
    yield Relation(
        check=check,
        kind=RelationKind.EQUAL if len(own) == 1 else RelationKind.SUM,
        subject=f"{result.key}={why}",
        result=result,
        parts=own,
        why=why,
        signs=tuple(signs),
    )


def _aside(column: str) -> bool:
    """Whether a column takes no part in the sums of its table: not known, of last year, a change."""
    return column.startswith(("[", *ASIDE))


def _rows(grid: DisclosureGrid, kind: TableKind) -> Iterator[Relation]:
    """合计 of a row against its columns; those of balances and of the year's income by themselves."""
    if any(column.startswith("[") for column in grid.columns):
        return
    if kind is TableKind.INCOME:
        yield from _incomes_of_row(grid)
        return
    halves = () if "basic" in grid.columns else ("personnel", "running")
    yield from _across(grid, "total", (*_SPENT, *halves))
    yield from _across(grid, "basic", ("personnel", "running"))
    yield from _across(grid, "personnel", ("wages", "family"))
    if "personnel" not in grid.columns:
        yield from _across(grid, "basic", ("wages", "services", "family", "equipment"))
    for group in ("carried-in", "income", "carried-out"):
        yield from _across(grid, group, (f"{group}-basic", f"{group}-project"))
    # What last year's columns print was put together anew for this year's table: a break is a question.
    for group in ("prior", "executed"):
        yield from _softer(_across(grid, group, (f"{group}-basic", f"{group}-project")))
    if {"carried-in", "income", "total", "carried-out"} <= set(grid.columns):
        for row in grid.rows:
            cells = [_cell(grid, row, column) for column in ("carried-in", "income", "carried-out")]
            yield from sum_relation("D01", _cell(grid, row, "total"), cells, "d-balance", (1, 1, -1))


def _softer(relations: Iterator[Relation]) -> Iterator[Relation]:
    for relation in relations:
        yield replace(relation, check="D05")


def _incomes_of_row(grid: DisclosureGrid) -> Iterator[Relation]:
    """All income of a row: its sources, or the year's income and what was carried in, where these have a 小计."""
    own = ("fiscal",) if "fiscal" in grid.columns else _KINDS
    sources = [
        name for name in _SOURCES if name != "carried-in" and not (name in _OWN_FUNDS and "own-funds" in grid.columns)
    ]
    sources += ["own-funds"]
    carried = [f"carried-in-{one}" for one in (*_KINDS, "fiscal", *_SOURCES, "own-funds")]
    brought = ["carried-in"] if "carried-in" in grid.columns else carried
    if "year-total" in grid.columns and "total" in grid.columns:
        yield from _across(grid, "total", ("year-total", *brought, "use-of-balances"))
        yield from _across(grid, "year-total", (*own, *(one for one in sources if one != "use-of-balances")))
    else:
        total = "total" if "total" in grid.columns else "year-total"
        yield from _across(grid, total, (*own, *sources, *brought))
    if "fiscal" in grid.columns:
        yield from _across(grid, "fiscal", _KINDS)
    yield from _across(grid, "own-funds", _OWN_FUNDS)
    yield from _across(grid, "carried-in", carried)


def _across(grid: DisclosureGrid, total: str, columns: Sequence[str]) -> Iterator[Relation]:
    own = [column for column in columns if column in grid.columns]
    if total not in grid.columns or not own or (len(own) < 2 and total != "total"):
        return
    if len(own) < 2 and set(_SPENT) <= set(columns):
        return
    for row in grid.rows:
        yield from sum_relation("D01", _cell(grid, row, total), [_cell(grid, row, one) for one in own], "d-row")


def _cell(grid: DisclosureGrid, row: DisclosureRow, column: str) -> Figure | None:
    at = grid.column(column)
    return None if at is None else row.figures[at]


def _above(code: str, codes: set[str]) -> str:
    """The nearest code above one that stands in the grid, or an empty text."""
    up = parent_of(code)
    while up and up not in codes:
        up = parent_of(up)
    return up


def _tree(grid: DisclosureGrid) -> Iterator[Relation]:
    """Each code against those right below it, and the line 合计 against the highest ones; prefixes tell."""
    rows = [row for row in grid.rows if row.role is RowRole.CODE]
    codes = {row.code for row in rows}
    if len(codes) != len(rows):
        return
    below: dict[str, list[DisclosureRow]] = {}
    for row in rows:
        below.setdefault(_above(row.code, codes), []).append(row)
    totals = [row for row in grid.rows if row.item == "total" and row.role is RowRole.TOTAL]
    for at, column in enumerate(grid.columns):
        if column.startswith(("[", "change")):
            continue
        soft = _aside(column)
        for row in rows:
            children = below.get(row.code, [])
            for relation in sum_relation(
                "D05" if soft else "D02", row.figures[at], [one.figures[at] for one in children], "d-codes"
            ):
                # A row whose code was not read may be one of the missing parts.
                yield relation if grid.whole else replace(relation, doubt="row-unknown")
        if len(totals) == 1 and grid.whole:
            roots = below.get("", [])
            yield from sum_relation(
                "D05" if soft else "D02", totals[0].figures[at], [root.figures[at] for root in roots], "d-total"
            )


def _first(grid: DisclosureGrid, item: str) -> DisclosureRow | None:
    return next((row for row in grid.rows if row.item == item), None)


def _two_sides(book: Book, kind: TableKind) -> Iterator[Relation]:
    """The totals of a table with income on its left and spending on its right."""
    income, spending = book.grid(kind, "income"), book.grid(kind, "spending")
    if income is not None and income.whole:
        yield from _incomes(income)
    if spending is not None and spending.whole:
        yield from _spendings(spending)
    if income is None or spending is None:
        return
    left = income.figure("grand-total", "amount")
    column = "amount" if "amount" in spending.columns else "total"
    right = spending.figure("grand-total", column)
    yield from sum_relation("D03", left, [right], "d-balanced")


def _incomes(grid: DisclosureGrid) -> Iterator[Relation]:
    fiscal, year, grand = (_first(grid, item) for item in ("fiscal", "year-total", "grand-total"))
    for at, column in enumerate(grid.columns):
        if _aside(column):
            continue

        def of(items: Sequence[str], at: int = at) -> list[Figure | None]:
            return [row.figures[at] for item in items if (row := _first(grid, item)) is not None]

        # Under 其中 a form may print one kind alone: 财政拨款收入, 其中：政府性基金.
        if fiscal is not None and of(_KINDS[:1]):
            yield from sum_relation("D03", fiscal.figures[at], of(_KINDS), "d-fiscal")
        if _first(grid, "nested") is not None and _first(grid, "general") is None:
            continue  # 经费拨款 and 非税收入 stand for the general budget, and which of them is not told
        funds = _first(grid, "own-funds")
        if funds is not None:
            yield from sum_relation("D03", funds.figures[at], of(_OWN_FUNDS), "d-incomes")
        sources = _INCOMES if funds is None else ("special-account", "own-funds")
        own = of((*(("fiscal",) if fiscal is not None else _KINDS), *sources))
        carried = of(("use-of-balances", "carried-in"))
        if year is not None:
            yield from sum_relation("D03", year.figures[at], own, "d-incomes")
            if grand is not None:
                yield from sum_relation("D03", grand.figures[at], [year.figures[at], *carried], "d-whole")
        elif grand is not None:
            yield from sum_relation("D03", grand.figures[at], [*own, *carried], "d-incomes")
        brought = _first(grid, "carried-in")
        kinds = of(("carried-general", "carried-fund", "carried-capital"))
        if brought is not None:
            yield from sum_relation("D03", brought.figures[at], kinds, "d-carried")


def _spendings(grid: DisclosureGrid) -> Iterator[Relation]:
    year, grand = _first(grid, "year-total"), _first(grid, "grand-total")
    classes = [row for row in grid.rows if row.item.isdigit()]
    nature = [row for row in grid.rows if row.item in _SPENT]
    for at, column in enumerate(grid.columns):
        if _aside(column):
            continue
        own = [row.figures[at] for row in (classes if not nature else [])]
        left = [row.figures[at] for item in ("distributed", "carried-out") if (row := _first(grid, item)) is not None]
        if year is not None:
            yield from sum_relation("D03", year.figures[at], own, "d-classes")
            if grand is not None:
                yield from sum_relation("D03", grand.figures[at], [year.figures[at], *left], "d-whole")
        elif grand is not None:
            yield from sum_relation("D03", grand.figures[at], [*own, *left] if own else [], "d-classes")
    for row in grid.rows:
        kinds = [_cell(grid, row, column) for column in _KINDS if column in grid.columns]
        yield from sum_relation("D01", _cell(grid, row, "total"), kinds, "d-row")
        natures = [_cell(grid, row, column) for column in ("personnel", "running", "project")]
        yield from sum_relation("D01", _cell(grid, row, "amount"), natures, "d-row")


def _public(book: Book) -> Iterator[Relation]:
    """三公 = 出国 + 公务用车 + 接待, 公务用车 = 购置 + 运行; of budget and of final accounts."""
    grid = book.grid(TableKind.PUBLIC)
    if grid is None or len(grid.rows) != 1:
        return
    row = grid.rows[0]
    for prefix in ("", "final-", "opening-", "prior-", "executed-"):
        cells = {name: _cell(grid, row, prefix + name) for name in ("total", "purchase", "running", *_PUBLIC)}
        total = cells["total"]
        beside = {"meeting", "training"} & {column.removeprefix(prefix) for column in grid.columns}
        if total is not None and (not beside or "三公" in total.label):
            yield from sum_relation("D06", total, [cells[name] for name in _PUBLIC], "d-public")
        yield from sum_relation("D06", cells["vehicles"], [cells["purchase"], cells["running"]], "d-vehicles")
