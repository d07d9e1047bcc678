"""The rows of money of annex 3 and 4 as they are met: sources under stages, the box, pairs, sources side by side."""

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.execution_points import points_of_row
from formaudit.forms.fund_block import fund_figure, read_fund_row
from formaudit.forms.head_totals import concludes
from formaudit.forms.headers import Columns
from formaudit.forms.label_pairs import figures_of_pairs, pairs_across
from formaudit.forms.marks import money_unit
from formaudit.forms.money_box import is_halves, may_open_box, read_box_row
from formaudit.forms.money_grid import PairBlock, SourceColumns
from formaudit.forms.money_header import fund_header
from formaudit.forms.noted_base import is_remark
from formaudit.forms.points import weighed
from formaudit.forms.region import Rows
from formaudit.forms.sole_amounts import AMOUNT, amounts_in_cells, amounts_in_line, sole_amounts
from formaudit.forms.surroundings import lone_text
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import FundRow
from formaudit.model.table import Cell, Table

__all__ = ["MoneyRows"]


class MoneyRows:
    """What has been read of a form's money so far; ``unit`` is that of the block in hand."""

    def __init__(self, site: Site, unit: str) -> None:
        """Nothing is read before the first row."""
        self.site, self.unit = site, unit
        self.rows: list[FundRow] = []
        self.box: list[FundRow] = []
        self.beside: list[Figure] = []
        self._halves = False
        self._pairs: PairBlock | None = None
        self._sources: SourceColumns | None = None

    @property
    def funds(self) -> tuple[FundRow, ...]:
        """The rows of the block of funds, the total first where the form prints one."""
        return tuple(self.rows) or (self._sources.rows() if self._sources is not None else ())

    def open_sources(self, columns: Columns) -> None:
        """Begin a block with sources side by side."""
        self._sources = SourceColumns(self.site, self.unit, columns)

    def open_pairs(self, table: Table, row: int, pairs: dict[str, tuple[Cell, Cell]]) -> None:
        """Begin a block of labels with their figures beside them; its first row is the total."""
        self._pairs = PairBlock(self.site, self.unit, pairs)
        self.rows.append(self._pairs.total(table))
        self.weigh(table, row, row)

    def stacked(self, table: Table, pairs: dict[str, tuple[Cell, Cell]]) -> None:
        """Take the total's stages that stand below each other."""
        self.rows.append(PairBlock(self.site, self.unit, pairs).total(table))

    def weigh(self, table: Table, header: int, last: int) -> None:
        """Give the points for carrying out the budget where only a heading prints them: 预算执行情况（20分）."""
        self.rows = weighed(self.site, table, header, last, self.rows)

    def sole(self, rows: Rows, row: int) -> int | None:
        """The last row of a block of sources whose one column has no heading, or ``None`` where none begins here."""
        table = rows.table
        money = money_unit([cell.text for cell in table.starting(row)], self.unit)
        line = amounts_in_line(self.site, table, row, money)
        if any(fund_header(table, at) is not None for at in range(row + 1, rows.last + 1)):
            # A block with headings has the form's money; what its head prints stands beside that.
            self.beside.extend(figure for one in line for _, figure in one.beside)
            return row if line else None
        if line and (row == rows.last or not amounts_in_line(self.site, table, row + 1, money)):
            self.rows.extend(line)  # two such rows would be stages of the budget
            return row
        inside = amounts_in_cells(self.site, table, row, rows.last, money)
        if inside is not None:
            self.rows.extend(inside[0])
            return inside[1]
        found = sole_amounts(table, row, rows.last)
        if found is None:
            return None
        span, last = found
        for at in range(row, last + 1):
            one = read_fund_row(self.site, table, at, {AMOUNT: span}, money, self.rows)
            self.rows.extend([one] if one is not None else [])
        return last

    def fund(self, table: Table, row: int, columns: Columns) -> None:
        """Take a row under stages side by side."""
        if concludes(table, row) or is_remark(lone_text(table, row)):
            return
        # Below the total and outside a box labels in the columns of figures are no sources, whatever they are called.
        pairs = pairs_across(table, row, columns, below_all=bool(self.rows) and not self.box)
        if pairs:
            self.beside.extend(figures_of_pairs(self.site, table, pairs, self.unit, "below"))
            return
        if self.site.form is FormKind.ANNEX3:
            self._halves = self._halves or is_halves(table, row, columns)
            box = read_box_row(self.site, table, row, columns, self.unit, halves=self._halves)
            known = bool(self.rows) or any(part.source.endswith("_total") or may_open_box(part) for part in box)
            if box and known and (self.box or not self._by_sources(table, row)):
                self.box.extend(box)
                return
        found = read_fund_row(self.site, table, row, columns, self.unit, self.rows, in_box=bool(self.box))
        if found is not None:
            self.rows.append(found)

    def points(self, table: Table, row: int) -> bool:
        """Give the total the rate and the points that a row below it prints beside their labels; whether it does."""
        points = points_of_row(table, row)
        total = self.rows[0] if self.rows and self.rows[0].source == "total" else None
        if total is None or not points or any(getattr(total, code) is not None for code in points):
            return False
        figures = {
            code: fund_figure(self.site, table, cell, code=code, tail="total", name=total.name, money=self.unit)
            for code, cell in points.items()
        }
        self.rows[0] = replace(total, **figures)
        return True

    def earned(self, table: Table, cells: dict[str, Cell]) -> tuple[Figure, ...]:
        """Give the total the points that stand elsewhere in the form; those that it has already are given back."""
        first = self.rows[0]
        figures = {
            code: fund_figure(self.site, table, cell, code=code, tail="total.again", name=first.name, money=self.unit)
            for code, cell in cells.items()
        }
        if first.score is not None and first.score.filled:
            return tuple(figures.values())
        known = first.weight is not None and first.weight.filled
        weight = figures.pop("weight", None)
        self.rows[0] = replace(first, score=figures["score"], weight=first.weight if known else weight)
        return (weight,) if known and weight is not None else ()

    def _by_sources(self, table: Table, row: int) -> bool:
        """Whether the block lists sources of money without the heads of a box, and the row names one more of them."""
        listed = any(one.source not in ("", "total") for one in self.rows)
        return listed and any(identify("source", cell.text) is not None for cell in table.starting(row))

    def pair(self, table: Table, row: int) -> bool:
        """Take a row of a block of pairs; whether it is one."""
        found = self._pairs.source(table, row) if self._pairs is not None else None
        if found is not None:
            self.rows.append(found)
            return True
        total = self._pairs.more(table, row, self.rows[0]) if self._pairs is not None else None
        if total is not None:
            self.rows[0] = total
        return total is not None

    def source(self, table: Table, row: int) -> bool:
        """Take a row of a block with sources side by side; whether it is one."""
        return self._sources is not None and self._sources.row(table, row)
