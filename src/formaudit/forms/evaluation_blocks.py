"""The blocks of annex 3 and 4 in reading order: funds, goals, indicators, plain tables; each found by its header."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.detail_table import read_detail_table
from formaudit.forms.foreign_blocks import begins_foreign_block, entitles_foreign_block
from formaudit.forms.goal_rows import goal_cells, goal_row, goal_without_header
from formaudit.forms.grouped_heads import grouped_header
from formaudit.forms.headers import Columns, goal_header, is_numbering
from formaudit.forms.indicator_header import indicator_header, second_half
from formaudit.forms.indicator_header import strange_columns as strange_in_indicators
from formaudit.forms.indicator_rows import IndicatorRows
from formaudit.forms.inner_tables import begins_inner_table, table_within
from formaudit.forms.margins import Margin, share_out
from formaudit.forms.marks import money_unit
from formaudit.forms.money_grid import grouped_rows
from formaudit.forms.money_header import (
    dated_header,
    dated_heads,
    fund_header,
    may_be_header,
    source_header,
    strange_columns,
)
from formaudit.forms.money_lists import lists_by_source, lists_tasks
from formaudit.forms.money_pairs import fund_pairs, stacked_pairs
from formaudit.forms.money_rows import MoneyRows
from formaudit.forms.points import block_points, column_points, goal_points, in_group
from formaudit.forms.rate_formulas import heads_of_block, rate_base
from formaudit.forms.region import Rows
from formaudit.forms.side_by_side import Half, halves
from formaudit.forms.stage_rows import stage_rows
from formaudit.forms.staged_pairs import staged_pairs
from formaudit.forms.subtotals import bare_heading, execution_row, points_cell
from formaudit.model.cells import DetailTable, TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import Goal, Points
from formaudit.model.table import Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["Blocks", "read_blocks"]

_SECTION: Final = compiled(r"^[一二三四五六七八九十]{1,3}[、.．]")


class Blocks:
    """What has been read so far; rows are met in order and each goes to the block whose header was last seen."""

    def __init__(self, site: Site, money: str, margin: Margin | None) -> None:
        """Nothing is read before the first row."""
        self.site, self.margin = site, margin
        self.money = MoneyRows(site, money)
        self.goals: list[Goal] = []
        self.rows = IndicatorRows(site)
        self.points: list[Points] = []
        self.details: list[DetailTable] = []
        self.beside: list[Figure] = []
        self.heads: list[tuple[str, TextCell]] = []
        self.rate_of: tuple[str, ...] = ()
        self._block = ""
        self._columns: Columns = {}
        self._opened: tuple[Table, int, int] | None = None
        self._points_of_goal: Figure | None = None

    def row(self, rows: Rows, row: int) -> int:
        """Read a row; return the last row that belonged to it (headers may have two, a plain table all of its own)."""
        table = rows.table
        if self._block != "indicators" and self.money.points(table, row):
            return row
        last = self._header(rows, row)
        if last is None:
            last = self.money.sole(rows, row) if not (self._block or self.money.funds) else None
        if last is None:
            last = self._foreign(rows, row)
        if last is not None:
            return last
        if is_numbering(table, row):
            return row
        if self._block in ("funds", "pairs", "sources") and self._goal_alone(table, row):
            return row
        if self._block == "funds":
            self.money.fund(table, row, self._columns)
        elif self._block in ("pairs", "sources"):
            if not (self.money.pair if self._block == "pairs" else self.money.source)(table, row):
                self._open("", {})
        elif self._block == "goals":
            self._goal(table, row)
        elif self._block == "indicators" and not self._executed(table, row):
            self.rows.read(table, row, self._columns)
        return row

    def _header(self, rows: Rows, row: int) -> int | None:
        """The last row of a header that begins here, or ``None`` where the row is none."""
        table = rows.table
        alone = [cell for cell in table.row(row) if compact(cell.text)]
        goal = goal_points(self.site, table, row)
        if goal is not None:
            self._open("", {})
            self._points_of_goal = goal
            return row
        section = len(alone) == 1 and alone[0].row == row and _SECTION.match(compact(alone[0].text))
        if section and not self._scored_below(rows, row):
            self._open("", {})
            return row
        if section and bare_heading(table, row, self._columns) is None:
            return row
        twins = halves(table, row, rows.last) if self._block != "indicators" else None
        if twins is not None:
            return self._take_halves(*twins)
        dated = None if self.money.funds else dated_header(table, row)
        if not may_be_header(table, row) and dated is None:
            return self._detail(rows, row)
        for begin in (self._sources_begin, self._funds_begin, self._money_laid_otherwise, self._indicators_begin):
            last = begin(rows, row)
            if last is not None:
                return last
        goals = goal_header(table, row)
        if goals is not None and self._block != "indicators":
            self._open("goals", goals)
            return row
        return self._detail(rows, row)

    def _sources_begin(self, rows: Rows, row: int) -> int | None:
        """The last row of a header with sources side by side, or of all their rows; ``None`` where none begins here."""
        table = rows.table
        sources = source_header(table, row) if not self.money.funds else None
        listed = sources is not None and lists_by_source(table, row, rows.last, sources)
        if listed and (end := self._take_detail(rows, row, _filled(table, row))) is not None:
            return end
        if sources is not None:
            self._open("sources", sources)
            self.money.open_sources(sources)
            return row
        grouped = None if self.money.funds else grouped_header(table, row)
        if grouped is not None and grouped[1] < rows.last:
            found = grouped_rows(self.site, table, grouped[1] + 1, grouped[0], self.money.unit)
            self.money.rows.extend(found)
            return grouped[1] + 1
        return None

    def _funds_begin(self, rows: Rows, row: int) -> int | None:
        """The last row of a header with stages of money side by side, or of a list of tasks; ``None`` where none is."""
        table = rows.table
        funds = fund_header(table, row) or (None if self.money.funds else dated_header(table, row))
        if funds is None:
            return None
        lists = lists_tasks(table, row, funds)
        tasks = (self._detail(rows, row) or self._take_detail(rows, row, _filled(table, row))) if lists else None
        if tasks is not None:
            return tasks
        columns, last = funds
        self._open("funds", {**columns, **strange_columns(table, last, columns)})
        self.rate_of = self.rate_of or rate_base(heads_of_block(table, row, last, self._columns))
        self._dated(table, row, last)
        self._opened = (table, row, last)
        # A block that names its own unit (资金使用情况（元）) has it, whatever the head of the form says.
        heads = [cell.text for at in range(row, last + 1) for cell in table.row(at)]
        self.money.unit = money_unit(heads, self.money.unit)
        return last

    def _money_laid_otherwise(self, rows: Rows, row: int) -> int | None:
        """The last row of money in pairs of label and figure, or with a stage in each row, as far as read here."""
        table = rows.table
        staged = None
        if not (self._block or self.money.funds):
            args = (self.site, table, row, rows.last, self.money.unit)
            staged = stage_rows(*args) or staged_pairs(*args)
        if staged is not None:
            self.money.rows.extend(staged[0])
            return staged[1]
        pairs = {} if self._block == "indicators" or self.money.funds else fund_pairs(table, row)
        if pairs:
            self._open("pairs", {})
            self.money.open_pairs(table, row, pairs)
            return row
        stacked = None if self._block or self.money.funds else stacked_pairs(table, row)
        if stacked is not None and stacked[1] <= rows.last:
            self.money.stacked(table, stacked[0])
            return stacked[1]
        return None

    def _indicators_begin(self, rows: Rows, row: int) -> int | None:
        """The last row of a header of indicators, or ``None`` where none begins here."""
        table = rows.table
        indicators = indicator_header(table, row)
        if indicators is None:
            return None
        columns, last = indicators
        if self.margin is not None and "score" not in columns:
            columns = {**columns, "score": self.margin.span}
        self.rows.right = second_half(table, row)
        strange = {} if self.rows.right else strange_in_indicators(table, last, columns)
        self._open("indicators", {**columns, **strange})
        self._dated(table, row, last)
        self._opened = (table, row, len(self.rows.indicators))
        return last

    def _foreign(self, rows: Rows, row: int) -> int | None:
        """The last row of a block that is none of the form's own, or of its title; ``None`` where none begins here.

        What cannot be read by its own header is left unread, and told.
        """
        if begins_foreign_block(rows.table, row, rows.last, self._block, self._columns):
            heads = [cell for cell in rows.table.starting(row) if compact(cell.text)]
            end = self._take_detail(rows, row, len(heads))
            self._open("", {})
            return row if end is None else end
        ended = self._block == "indicators" and self.rows.totals is not None
        if ended and entitles_foreign_block(rows.table, row, rows.last):
            self._open("", {})
            return row
        return None

    def _dated(self, table: Table, first: int, last: int) -> None:
        """Keep the heads of the block's columns that name a year."""
        heads = dated_heads(table, first, last, self._columns)
        self.heads.extend((code, self.site.text(table, cell)) for code, cell in heads)

    def _scored_below(self, rows: Rows, row: int) -> bool:
        """Whether the next row goes on with the points of the block of indicators in hand."""
        spans = [self._columns.get(code) for code in ("weight", "score")] if self._block == "indicators" else []
        return row < rows.last and any(points_cell(rows.table, row + 1, span) is not None for span in spans)

    def _open(self, block: str, columns: Columns) -> None:
        """Begin a block; the points that the one before has printed for all its rows are known now."""
        self.close()
        self._block, self._columns = block, columns

    def close(self) -> None:
        """End the block in hand."""
        if self._block == "indicators" and self._opened is not None:
            table, header, first = self._opened
            self.rows.lift_score(table, self._columns, first)
            whole = block_points(self.site, table, header, self._columns, self.rows.indicators, first)
            if self.margin is not None and self._columns.get("score") == self.margin.span:
                rows = tuple(range(first, len(self.rows.indicators)))
                self.points.append(Points(level=0, name="绩效指标", figure=self.margin.block, rows=rows, earned=True))
            self.points.extend([whole] if whole is not None else [])
            if self._points_of_goal is not None:
                rows = tuple(range(first, len(self.rows.indicators)))
                self.points.append(Points(level=0, name="年度目标", figure=self._points_of_goal, rows=rows))
                self._points_of_goal = None
            groups = tuple(column_points(self.site, table, self.rows.indicators, self._columns, first))
            self.points.extend(groups)
            self.rows.indicators = in_group(self.rows.indicators, groups)
        elif self._block == "funds" and self._opened is not None:
            self.money.weigh(*self._opened)
        self._opened = None

    def _detail(self, rows: Rows, row: int) -> int | None:
        """A plain table inside the form (支出内容 | 实际支出数 | 凭证号): its last row, or ``None``."""
        width = begins_inner_table(rows, row)
        return self._take_detail(rows, row, width) if width else None

    def _take_detail(self, rows: Rows, row: int, width: int) -> int | None:
        """Read a plain table whose header begins in a row, ``width`` cells wide: its last row, or ``None``."""
        found = table_within(self.site, rows, row, width)
        if found is None:
            return None
        self._open("", {})
        self.details.append(found[0])
        return found[1]

    def _take_halves(self, found: tuple[Half, ...], last: int) -> int:
        """Read two plain tables that share their rows up to ``last``."""
        self._open("", {})
        read = (read_detail_table(self.site, rows, title=title, money=money) for rows, title, money in found)
        self.details.extend(table for table in read if table is not None)
        return last

    def _executed(self, table: Table, row: int) -> bool:
        """Give the money the points for carrying it out that a row among the indicators prints; whether it does."""
        if not (self.money.rows and execution_row(table, row, self._columns)):
            return False
        cells = {code: points_cell(table, row, self._columns.get(code)) for code in ("weight", "score")}
        self.beside.extend(self.money.earned(table, {code: cell for code, cell in cells.items() if cell is not None}))
        return True

    def _goal_alone(self, table: Table, row: int) -> bool:
        """Take a row of a goal that has no header, in a block of money; it holds none either way."""
        cells = goal_cells(table, row)
        goal = goal_without_header(self.site, table, cells)
        self.goals.extend([goal] if goal is not None else [])
        return bool(cells)

    def _goal(self, table: Table, row: int) -> None:
        found = goal_row(self.site, table, row, self._columns)
        if found is not None:
            self.goals.append(found[0])
            self.beside.extend(found[1])


def _filled(table: Table, row: int) -> int:
    """How many cells of a row say something."""
    return sum(bool(compact(cell.text)) for cell in table.row(row))


def read_blocks(site: Site, parts: Sequence[Rows], money: str, margin: Margin | None) -> Blocks:
    """Read all rows of a form, table by table."""
    blocks = Blocks(site, money, margin)
    for rows in parts:
        row = rows.first
        while row <= rows.last:
            row = blocks.row(rows, row) + 1
    blocks.rows.finish()
    blocks.beside.extend((*blocks.money.beside, *blocks.rows.beside))
    blocks.close()
    if margin is not None:
        blocks.beside.extend(share_out(site, parts[0].table, margin, blocks.money.rows))
    return blocks
