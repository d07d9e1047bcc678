"""The blocks of annex 3 and 4 in reading order: funds, goals, indicators, plain tables; each found by its header."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.detail_table import is_figure_cell, read_detail_table
from formaudit.forms.foreign_blocks import begins_foreign_block, entitles_foreign_block
from formaudit.forms.fund_block import read_fund_row
from formaudit.forms.goal_rows import goal_cells, goal_row, goal_without_header
from formaudit.forms.head_totals import concludes
from formaudit.forms.headers import Columns, goal_header, is_numbering
from formaudit.forms.indicator_header import indicator_header, second_half
from formaudit.forms.indicator_header import strange_columns as strange_in_indicators
from formaudit.forms.indicator_rows import IndicatorRows
from formaudit.forms.inner_tables import begins_inner_table, begins_own_block, in_inner_table
from formaudit.forms.margins import Margin, share_out
from formaudit.forms.marks import money_unit
from formaudit.forms.money_box import is_halves, may_open_box, read_box_row
from formaudit.forms.money_grid import PairBlock, SourceColumns, grouped_rows
from formaudit.forms.money_header import (
    dated_header,
    dated_heads,
    fund_header,
    grouped_header,
    lists_by_source,
    lists_tasks,
    may_be_header,
    source_header,
    strange_columns,
)
from formaudit.forms.money_pairs import fund_pairs, stacked_pairs
from formaudit.forms.points import block_points, column_points, goal_points, in_group, points_within
from formaudit.forms.region import Rows
from formaudit.forms.side_by_side import Half, halves
from formaudit.forms.sole_amounts import AMOUNT, amounts_in_line, sole_amounts
from formaudit.forms.stage_rows import stage_rows
from formaudit.forms.staged_pairs import staged_pairs
from formaudit.forms.subtotals import bare_heading, points_cell
from formaudit.indicators.lexicon import identify
from formaudit.model.cells import DetailTable, TextCell
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import FundRow, Goal, Points
from formaudit.model.table import Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["Blocks", "read_blocks"]

_SECTION: Final = compiled(r"^[一二三四五六七八九十]{1,3}[、.．]")


class Blocks:
    """What has been read so far; rows are met in order and each goes to the block whose header was last seen."""

    def __init__(self, site: Site, money: str, margin: Margin | None) -> None:
        """Nothing is read before the first row."""
        self.site, self.money, self.margin = site, money, margin
        self.money_rows: list[FundRow] = []
        self.box: list[FundRow] = []
        self.goals: list[Goal] = []
        self.rows = IndicatorRows(site)
        self.points: list[Points] = []
        self.details: list[DetailTable] = []
        self.beside: list[Figure] = []
        self.heads: list[tuple[str, TextCell]] = []
        self._halves = False
        self._block = ""
        self._columns: Columns = {}
        self._pairs: PairBlock | None = None
        self._sources: SourceColumns | None = None
        self._opened: tuple[Table, int, int] | None = None
        self._points_of_goal: Figure | None = None

    @property
    def funds(self) -> tuple[FundRow, ...]:
        """The rows of the block of funds, the total first where the form prints one."""
        return tuple(self.money_rows) or (self._sources.rows() if self._sources is not None else ())

    def row(self, rows: Rows, row: int) -> int:
        """Read a row; return the last row that belonged to it (headers may have two, a plain table all of its own)."""
        table = rows.table
        last = self._header(rows, row)
        if last is None:
            last = self._sole(rows, row)
        if last is None:
            last = self._foreign(rows, row)
        if last is not None:
            return last
        if is_numbering(table, row):
            return row
        if self._block in ("funds", "pairs", "sources") and self._goal_alone(table, row):
            return row
        if self._block == "funds":
            self._fund(table, row)
        elif self._block == "pairs":
            self._pair(table, row)
        elif self._block == "sources":
            self._source(table, row)
        elif self._block == "goals":
            self._goal(table, row)
        elif self._block == "indicators":
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
        dated = None if self.funds else dated_header(table, row)
        if not may_be_header(table, row) and dated is None:
            return self._detail(rows, row)
        twins = halves(table, row, rows.last) if self._block != "indicators" else None
        if twins is not None:
            return self._take_halves(*twins)
        sources = source_header(table, row) if not self.funds else None
        listed = sources is not None and lists_by_source(table, row, rows.last, sources)
        if listed and (end := self._take_detail(rows, row, len(alone))) is not None:
            return end
        if sources is not None:
            self._open("sources", sources)
            self._sources = SourceColumns(self.site, self.money, sources)
            return row
        grouped = None if self.funds else grouped_header(table, row)
        if grouped is not None and grouped[1] < rows.last:
            self.money_rows.extend(grouped_rows(self.site, table, grouped[1] + 1, grouped[0], self.money))
            return grouped[1] + 1
        funds = fund_header(table, row) or dated
        lists = funds is not None and lists_tasks(table, row, funds)
        tasks = (self._detail(rows, row) or self._take_detail(rows, row, len(alone))) if lists else None
        if tasks is not None:
            return tasks
        if funds is not None:
            columns, last = funds
            self._open("funds", {**columns, **strange_columns(table, last, columns)})
            self._dated(table, row, last)
            self._opened = (table, row, last)
            # A block that names its own unit (资金使用情况（元）) has it, whatever the head of the form says.
            self.money = money_unit([cell.text for at in range(row, last + 1) for cell in table.row(at)], self.money)
            return last
        staged = None
        if not (self._block or self.funds):
            args = (self.site, table, row, rows.last, self.money)
            staged = stage_rows(*args) or staged_pairs(*args)
        if staged is not None:
            self.money_rows.extend(staged[0])
            return staged[1]
        pairs = {} if self._block == "indicators" or self.funds else fund_pairs(table, row)
        if pairs:
            self._open("pairs", {})
            self._pairs = PairBlock(self.site, self.money, pairs)
            self.money_rows.append(self._pairs.total(table))
            self._weigh_execution(table, row, row)
            return row
        stacked = None if self._block or self.funds else stacked_pairs(table, row)
        if stacked is not None and stacked[1] <= rows.last:
            self.money_rows.append(PairBlock(self.site, self.money, stacked[0]).total(table))
            return stacked[1]
        indicators = indicator_header(table, row)
        if indicators is not None:
            columns, last = indicators
            if self.margin is not None and "score" not in columns:
                columns = {**columns, "score": self.margin.span}
            self.rows.right = second_half(table, row)
            strange = {} if self.rows.right else strange_in_indicators(table, last, columns)
            self._open("indicators", {**columns, **strange})
            self._dated(table, row, last)
            self._opened = (table, row, len(self.rows.indicators))
            return last
        goals = goal_header(table, row)
        if goals is not None and self._block != "indicators":
            self._open("goals", goals)
            return row
        return self._detail(rows, row)

    def _sole(self, rows: Rows, row: int) -> int | None:
        """The last row of a block of sources whose one column has no heading, or ``None`` where none begins here."""
        if self._block or self.funds:
            return None
        table = rows.table
        money = money_unit([cell.text for cell in table.starting(row)], self.money)
        line = amounts_in_line(self.site, table, row, money)
        if any(fund_header(table, at) is not None for at in range(row + 1, rows.last + 1)):
            # A block with headings has the form's money; what its head prints stands beside that.
            self.beside.extend(figure for one in line for _, figure in one.beside)
            return row if line else None
        if line and (row == rows.last or not amounts_in_line(self.site, table, row + 1, money)):
            self.money_rows.extend(line)  # two such rows would be stages of the budget
            return row
        found = sole_amounts(table, row, rows.last)
        if found is None:
            return None
        span, last = found
        for at in range(row, last + 1):
            one = read_fund_row(self.site, table, at, {AMOUNT: span}, money, self.money_rows)
            self.money_rows.extend([one] if one is not None else [])
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
            self._weigh_execution(*self._opened)
        self._opened = None

    def _weigh_execution(self, table: Table, header: int, last: int) -> None:
        """The points for carrying out the budget where only a heading prints them: 预算执行情况（20分）.

        They are those of the total, or of the first row where no row is called so.
        """
        at = next((i for i, row in enumerate(self.money_rows) if row.source == "total"), 0 if self.money_rows else None)
        if at is None or self.money_rows[at].weight is not None:
            return
        figure = points_within(self.site, table, header, last, tail=".total.weight", name="预算执行")
        if figure is not None:
            self.money_rows[at] = replace(self.money_rows[at], weight=figure)

    def _detail(self, rows: Rows, row: int) -> int | None:
        """A plain table inside the form (支出内容 | 实际支出数 | 凭证号): its last row, or ``None``."""
        width = begins_inner_table(rows, row)
        return self._take_detail(rows, row, width) if width else None

    def _take_detail(self, rows: Rows, row: int, width: int) -> int | None:
        """Read a plain table whose header begins in a row, ``width`` cells wide: its last row, or ``None``."""
        table, last = rows.table, row
        headed = row < rows.last and not any(is_figure_cell(cell) for cell in table.starting(row + 1))
        if headed and not begins_own_block(table, row + 1):
            last += 1  # a second row of the header has fewer cells than the rows below it
        while last < rows.last and in_inner_table(table, last + 1, width):
            last += 1
        title = next((compact(cell.text) for cell in table.starting(row) if compact(cell.text)), "")
        found = read_detail_table(self.site, Rows(table=table, first=row, last=last), title=title, money="")
        if found is None:
            return None
        self._open("", {})
        self.details.append(found)
        return last

    def _take_halves(self, found: tuple[Half, ...], last: int) -> int:
        """Read two plain tables that share their rows up to ``last``."""
        self._open("", {})
        read = (read_detail_table(self.site, rows, title=title, money=money) for rows, title, money in found)
        self.details.extend(table for table in read if table is not None)
        return last

    def _fund(self, table: Table, row: int) -> None:
        if concludes(table, row):
            return
        if self.site.form is FormKind.ANNEX3:
            self._halves = self._halves or is_halves(table, row, self._columns)
            box = read_box_row(self.site, table, row, self._columns, self.money, halves=self._halves)
            known = bool(self.money_rows) or any(part.source.endswith("_total") or may_open_box(part) for part in box)
            if box and known and (self.box or not self._by_sources(table, row)):
                self.box.extend(box)
                return
        found = read_fund_row(self.site, table, row, self._columns, self.money, self.money_rows, in_box=bool(self.box))
        if found is not None:
            self.money_rows.append(found)

    def _by_sources(self, table: Table, row: int) -> bool:
        """Whether the block lists sources of money without the heads of a box, and the row names one more of them."""
        listed = any(one.source not in ("", "total") for one in self.money_rows)
        return listed and any(identify("source", cell.text) is not None for cell in table.starting(row))

    def _pair(self, table: Table, row: int) -> None:
        found = self._pairs.source(table, row) if self._pairs is not None else None
        if found is not None:
            self.money_rows.append(found)
        elif self._pairs is not None and (total := self._pairs.more(table, row, self.money_rows[0])) is not None:
            self.money_rows[0] = total
        else:
            self._open("", {})

    def _source(self, table: Table, row: int) -> None:
        if self._sources is None or not self._sources.row(table, row):
            self._open("", {})

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


def read_blocks(site: Site, parts: Sequence[Rows], money: str, margin: Margin | None) -> Blocks:
    """Read all rows of a form, table by table."""
    blocks = Blocks(site, money, margin)
    for rows in parts:
        row = rows.first
        while row <= rows.last:
            row = blocks.row(rows, row) + 1
    blocks.rows.finish()
    blocks.beside.extend(blocks.rows.beside)
    blocks.close()
    if margin is not None:
        blocks.beside.extend(share_out(site, parts[0].table, margin, blocks.money_rows))
    return blocks
