"""The budgets and final accounts that units publish (部门预算公开, 部门决算公开): typed tables and text.

The tables are in 元 or 万元, the text is in 万元. Rows of accounts are known by their codes (201, 20105, 2010507 of the
functional classification, 301, 30101 of the economic one), all others by what their label means.
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from formaudit.model.cells import FormKind
from formaudit.model.figure import Figure
from formaudit.model.place import Place

__all__ = [
    "Disclosure",
    "DisclosureGrid",
    "DisclosureKind",
    "DisclosureNote",
    "DisclosureRow",
    "DisclosureTable",
    "RowRole",
    "TableKind",
]


class DisclosureKind(StrEnum):
    """What was published, and for whom: a department with all its units, or one unit. Literal words of the interface.

    One office publishes both scopes; they are two documents and are never put together.
    """

    BUDGET = "budget"
    UNIT_BUDGET = "unit-budget"
    ACCOUNTS = "accounts"
    UNIT_ACCOUNTS = "unit-accounts"

    @property
    def final(self) -> bool:
        """Whether it is the final accounts (决算) and not the budget."""
        return self in (DisclosureKind.ACCOUNTS, DisclosureKind.UNIT_ACCOUNTS)

    @property
    def of_unit(self) -> bool:
        """Whether it is that of a single unit (单位)."""
        return self in (DisclosureKind.UNIT_BUDGET, DisclosureKind.UNIT_ACCOUNTS)


class TableKind(StrEnum):
    """The standard tables, alike for budgets and final accounts; what is not among them is OTHER.

    OVERALL 收支总表, INCOME 收入表, SPENDING 支出表, APPROPRIATION 财政拨款收支总表, GENERAL 一般公共预算支出表,
    FUND 政府性基金, CAPITAL 国有资本经营, BASIC 基本支出(经济分类), PUBLIC 三公经费, UNITS the list of units.
    """

    OVERALL = "overall"
    INCOME = "income"
    SPENDING = "spending"
    APPROPRIATION = "appropriation"
    GENERAL = "general"
    FUND = "fund"
    CAPITAL = "capital"
    BASIC = "basic"
    PUBLIC = "public"
    UNITS = "units"
    OTHER = "other"


class RowRole(StrEnum):
    """What a row is: the line 合计, a row with a code, or one that its label names."""

    TOTAL = "total"
    CODE = "code"
    LABEL = "label"


class DisclosureRow(Struct, frozen=True, kw_only=True):
    """A row: ``code`` with its digits put together (empty without one), ``name`` as printed, ``item`` what it means.

    ``item`` is the code where there is one, ``total`` for 合计, else a word of ``forms/disclosure/items.py``; empty
    where the label is not known. ``figures`` has one entry for each column of the grid, ``None`` where no cell stands.
    """

    role: RowRole
    code: str
    name: str
    item: str
    figures: tuple[Figure | None, ...]
    place: Place


class DisclosureGrid(Struct, frozen=True, kw_only=True):
    """One side of a table, or the whole of a table with one side.

    ``side`` is income, spending or empty. ``columns`` names the columns by what they mean (total, basic, project …);
    one that is not known bears its printed name in brackets. Columns of the year before begin with ``prior`` (its
    budget) or ``executed`` (what came of it), the budget beside final accounts with ``planned``, differences and rates
    with ``change``. ``whole`` says that every row and column was understood, so that sums over them may be asserted.
    """

    side: str
    columns: tuple[str, ...]
    rows: tuple[DisclosureRow, ...]
    whole: bool = True

    def column(self, name: str) -> int | None:
        """The position of a column, or ``None``."""
        return self.columns.index(name) if name in self.columns else None

    def figure(self, item: str, column: str) -> Figure | None:
        """The figure of the first row that means ``item`` in a column, or ``None``."""
        at = self.column(column)
        if at is None:
            return None
        return next((row.figures[at] for row in self.rows if row.item == item), None)


class DisclosureNote(Struct, frozen=True, kw_only=True):
    """A line of text that belongs to a table or to the explanation, with its place."""

    text: str
    place: Place
    confidence: float = 1.0


class DisclosureTable(Struct, frozen=True, kw_only=True):
    """A typed table. ``unit`` is that of its money (元, 万元), empty where nothing names one.

    ``tables`` are the tables of the file that it consists of: several where pages cut it.
    """

    kind: TableKind
    title: str
    tables: tuple[int, ...]
    unit: str
    grids: tuple[DisclosureGrid, ...]
    notes: tuple[DisclosureNote, ...] = ()

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures, blanks included, in reading order of the sides."""
        for grid in self.grids:
            for row in grid.rows:
                yield from (figure for figure in row.figures if figure is not None)

    def side(self, side: str = "") -> DisclosureGrid | None:
        """The grid of a side, or ``None``."""
        return next((grid for grid in self.grids if grid.side == side), None)


class Disclosure(Struct, frozen=True, kw_only=True):
    """A published budget or final accounts of one year and one scope.

    ``body`` is the text beside the tables, a paragraph each. ``index`` counts the disclosures of a submission.
    """

    kind: DisclosureKind
    index: int
    title: str
    year: int | None
    unit: str
    file: int
    confidence: float
    place: Place
    typed: tuple[DisclosureTable, ...]
    body: tuple[DisclosureNote, ...] = ()

    @property
    def form(self) -> FormKind:
        """The kind as one of all kinds of form."""
        return FormKind(self.kind.value)

    @property
    def name(self) -> str:
        """Whose paper it is."""
        return self.unit

    @property
    def tables(self) -> tuple[int, ...]:
        """The tables of the file that belong to it."""
        return tuple(dict.fromkeys(number for table in self.typed for number in table.tables))

    def table(self, kind: TableKind) -> DisclosureTable | None:
        """The first table of a kind, or ``None``."""
        return next((table for table in self.typed if table.kind is kind), None)
