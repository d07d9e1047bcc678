"""Annex 2 (基础数据表): staff, the tree of expenses, finished buildings."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field

from formaudit.forms.cells import Site
from formaudit.forms.headers import cell_for, cost_header, repeats_left, without_year
from formaudit.forms.labelled import STAFF_UNITS, labelled_figures
from formaudit.forms.marks import find_field, labelled_in, money_unit, notes_of, read_footer, title_of
from formaudit.forms.region import Region, Rows
from formaudit.indicators.lexicon import Entry, identify, lexicon
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import BaseDataForm, Building, CostRow
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, fold, label

__all__ = ["cost_columns", "read_base_data"]

_YEAR: Final = compiled(r"(20\d{2})\s*年?度?")
_SERIAL: Final = compiled(
    r"^\d{1,2}[、.．](?!\d)|^[（(][一二三四五六七八九十\d]{1,2}[)）]|^[一二三四五六七八九十]{1,2}、"
)
_NUMBERED: Final = compiled(r"^(\d{1,2})(\D{3,})$")
_OF_WHICH: Final = compiled(r"^其中")
_PROJECTS: Final = "项目支出"
"""The budget line whose parts are projects, which have names of their own."""
_ROW_EACH: Final = frozenset(("本级专项资金", "上级转移支付"))
"""Kinds of project below which each one has a row."""
_CostColumns = tuple[tuple[str, str, tuple[int, int]], ...]
_Named = tuple[str, str, tuple[int, int], int]
"""A money column: code, printed head, range of grid columns, the year in the head or 0."""
_BUILDING_NAMES: Final = {entry.code: entry.names[0] for entry in lexicon().of_kind("building")}
_BUILDING_UNITS: Final = {"approved_size": "㎡", "actual_size": "㎡", "size_rate": "%", "cost_rate": "%"}


def cost_columns(table: Table, row: int) -> _CostColumns:
    """The money columns that a header row names: code, printed label, range of grid columns.

    Of two columns of final accounts one is last year's (``_last_years``).
    """
    found: list[_Named] = []
    for cell in table.starting(row):
        entry = identify("cost-column", cell.text) or identify("cost-column", without_year(cell.text))
        if entry is None or repeats_left(table, row, cell):
            continue
        match = _YEAR.search(compact(cell.text))
        found.append((entry.code, fold(cell.text), (cell.col, cell.col + cell.colspan), int(match[1]) if match else 0))
    past = _long_past(found)
    found = [(compact(column[1]), *column[1:]) if column in past else column for column in found]
    accounts = [column for column in found if column[0] == "final_account"]
    if len(accounts) == 2 and not any(column[0] == "prior_account" for column in found):
        earlier = _last_years(accounts, max((column[3] for column in found if column not in accounts), default=0))
        found = [("prior_account", *column[1:]) if column is earlier else column for column in found]
    elif len(accounts) == 1 and 0 < accounts[0][3] < max(column[3] for column in found):
        # The year of the budget beside it tells that these accounts are last year's; this year's column has no name.
        found = [("prior_account", *column[1:]) if column is accounts[0] else column for column in found]
    return tuple((code, text, span) for code, text, span, _ in found)


def _long_past(found: Sequence[_Named]) -> list[_Named]:
    """Budgets of a year before this one and accounts of a year before the last: they are held against no budget.

    Which years those are the heads tell where budget and accounts name the same one, the latest of all; accounts are
    older than last year's where last year's stand beside them.
    """
    years = {
        code: {year for kind, _, _, year in found if kind == code and year} for code in ("budget", "final_account")
    }
    latest = max((year for _, _, _, year in found), default=0)
    if not all(latest and latest in named for named in years.values()):
        return []
    budgets = [column for column in found if column[0] == "budget" and 0 < column[3] < latest]
    accounts = [column for column in found if column[0] in ("final_account", "prior_account")]
    older = [column for column in accounts if 0 < column[3] < latest - 1]
    return [*budgets, *(older if any(column[3] == latest - 1 for column in accounts) else ())]


def _last_years(accounts: Sequence[_Named], year: int) -> _Named:
    """Which of two columns of final accounts is last year's, ``year`` being that of the budget beside them (or 0).

    Of two years that follow each other the earlier one; else one is stale, and the budget's year tells which accounts
    are this year's, or the year before it which are last year's; without years it is the left one.
    """
    earlier, later = sorted(accounts, key=lambda column: (column[3], column[2]))
    if year and later[3] - earlier[3] > 1 and year not in (later[3], earlier[3] + 1):
        return later
    return earlier


class _Tree(Struct):
    """The rows of expenses met so far and the row that each kind of label would belong to."""

    rows: list[CostRow] = field(default_factory=list)
    top: int | None = None
    numbered: int | None = None
    group: int | None = None

    def parent(self, text: str, item: str) -> tuple[int | None, bool]:
        """Which row a row is a part of, and whether it stands under 其中."""
        home = lexicon().parent_of(item) if item else ""
        if home and self.top is not None and all(row.item != home for row in self.rows):
            home = self._above(home, self.rows[self.top :])
            if not home:
                return None, False
        known = next((i for i in range(len(self.rows) - 1, -1, -1) if home and self.rows[i].item == home), None)
        if _OF_WHICH.match(text):
            above = len(self.rows) - 1
            if known is None and not item and above >= 0 and self.rows[above].item in _ROW_EACH:
                return above, True  # a plain text may have lost the numbers: 上级转移支付, 其中：防火补助
            return (known if known is not None else self.numbered if self.numbered is not None else self.top), True
        if item and not lexicon().parent_of(item):
            return None, False  # 2、项目支出 behind 1、三公经费 is a budget line of its own
        if _SERIAL.match(text):
            return (known if known is not None else self.top), False
        if known is not None:
            return known, self.group is not None and self.group == known
        if item:
            return None, False
        if self.group is not None:
            return self.group, True
        if self.numbered is not None:
            return (self.numbered, True) if self._may_have_parts(self.numbered) else (None, False)
        return (self.top, True) if self.top is not None and self._has_parts(self.top) else (None, False)

    def lost(self) -> None:
        """A row with amounts and no label: what follows may be its parts, and is none of an earlier row."""
        self.top = self.numbered = self.group = None

    @staticmethod
    def _above(home: str, rows: Sequence[CostRow]) -> str:
        """The row in force where a form leaves out the one between: 三公经费, 其中：公务用车运行维护费.

        Nothing where that may be there under a name that nobody knows, or the row in force is another budget line.
        """
        if not all(row.item for row in rows):
            return ""
        while home and home != rows[0].item:
            home = lexicon().parent_of(home)
        return home

    def _has_parts(self, index: int) -> bool:
        """Whether a row is a budget line that has parts at all: below 政府采购金额 nothing is its part."""
        item = self.rows[index].item
        return any(entry.parent == item for entry in lexicon().of_kind("item")) if item else False

    def _may_have_parts(self, index: int) -> bool:
        """Whether a line that nobody knows may be a part of a numbered row: no part of 公务接待, one of projects."""
        above = self.rows[index].item
        while above and above != _PROJECTS:
            above = lexicon().parent_of(above)
        return above == _PROJECTS or not self.rows[index].item or self._has_parts(index)

    def repeats(self, text: str, item: str) -> bool:
        """Whether a line without a number says again what the numbered row above it is called: it is a part of it."""
        if self.numbered is None or _SERIAL.match(text):
            return False
        return self.rows[self.numbered].item == item

    def add(self, row: CostRow, text: str) -> None:
        """Take over a row; ``text`` is its compact label with serial and 其中."""
        self.rows.append(row)
        index = len(self.rows) - 1
        if row.parent is None:
            self.top, self.numbered, self.group = index, None, None
        elif _OF_WHICH.match(text):
            self.group = row.parent
        elif _SERIAL.match(text) or self._heads_projects(row):
            self.numbered, self.group = index, None

    def _heads_projects(self, row: CostRow) -> bool:
        """Whether a row that lost its number heads the rows of projects below it: it says that each has one."""
        each = any(said in row.name for said in lexicon().phrases["one-row-each"])
        return row.item in _ROW_EACH and each and row.parent == self.top


def _cost_rows(site: Site, rows: Rows, first: int, columns: _CostColumns, money: str, tree: _Tree) -> None:
    """Add the rows of expenses from row ``first`` on to the tree."""
    table = rows.table
    left = min(span[0] for _, _, span in columns)
    for row in range(first, rows.last + 1):
        if _ends_costs(table, row):
            return
        labels = [cell for cell in table.row(row) if cell.row == row and cell.col < left and compact(cell.text)]
        labels = [cell for cell in labels if read_cell(cell.text) is None] or labels
        values = [cell_for(table, row, span) for _, _, span in columns]
        if not any(compact(cell.text) for cell in table.row(row) if cell.col < left) and any(map(_filled, values)):
            tree.lost()
        if not labels or any(value is None for value in values):
            continue
        if any(identify("staff", cell.text) is not None for cell in table.starting(row)):
            continue  # 编制人数 | 55 | 实有人数 | 52 below the expenses: people are no money
        cell = labels[-1]
        text = compact(cell.text)
        entry = identify("item", cell.text) or _misnumbered(text)
        item = entry.code if entry and not tree.repeats(text, entry.code) else ""
        name = label(cell.text)
        parent, of_which = tree.parent(text, item)
        short = compiled(r"\([^()]*\)$").sub("", name) or name
        figures = tuple(
            site.figure(table, value, tail=f"[{item or short}].{code}", label=f"{short} {printed}", unit=money)
            for (code, printed, _), value in zip(columns, values, strict=True)
            if value is not None
        )
        place = site.place(table, cell)
        tree.add(CostRow(name=name, item=item, parent=parent, of_which=of_which, figures=figures, place=place), text)


def _misnumbered(text: str) -> Entry | None:
    """The budget line behind a number whose mark was lost or replaced: 3公用经费, 3和公用经费."""
    match = _NUMBERED.match(text)
    names = (match[2], match[2][1:]) if match is not None else ()
    return next((entry for name in names if (entry := identify("item", name)) is not None), None)


def _filled(value: Cell | None) -> bool:
    return value is not None and bool(compact(value.text))


def _ends_costs(table: Table, row: int) -> bool:
    cells = table.starting(row)
    buildings = sum(identify("building", cell.text) is not None for cell in cells)
    after = lexicon().phrases["after-costs"]
    return buildings >= 2 or any(said in compact(cell.text) for cell in cells for said in after)


def _buildings(site: Site, rows: Rows, money: str) -> tuple[Building, ...]:
    """One record for each row under the header of finished buildings."""
    table = rows.table
    for row in range(rows.first, rows.last + 1):
        spans = {
            entry.code: (cell.col, cell.col + cell.colspan)
            for cell in table.starting(row)
            if (entry := identify("building", cell.text)) is not None
        }
        if len(spans) < 3:
            continue
        units = {
            code: _BUILDING_UNITS.get(code) or money_unit([head.text], money)
            for code, span in spans.items()
            if (head := table.at(row, span[0])) is not None
        }
        found: list[Building] = []
        for below in range(row + 1, rows.last + 1):
            cells = {code: cell_for(table, below, span) for code, span in spans.items()}
            if any(cell is None for cell in cells.values()) or "厉行" in compact(
                "".join(c.text for c in table.starting(below))
            ):
                break
            found.append(
                Building(
                    **{
                        code: site.figure(
                            table,
                            cell,
                            tail=f".building[{len(found) + 1}].{code}",
                            label=f"楼堂馆所 {_BUILDING_NAMES[code]}",
                            unit=units[code],
                        )
                        for code, cell in cells.items()
                        if cell is not None
                    }
                )
            )
        return tuple(found)
    return ()


def _savings(site: Site, rows: Rows) -> TextCell | None:
    table = rows.table
    for row in range(rows.first, rows.last + 1):
        cells = table.starting(row)
        for position, cell in enumerate(cells):
            if "厉行节约" in compact(cell.text) and position + 1 < len(cells):
                return site.text(table, cells[position + 1])
    return None


def read_base_data(region: Region, *, file: int, form_index: int) -> BaseDataForm:
    """Read annex 2 from its rows."""
    prefix = "annex2" if form_index == 0 else f"annex2#{form_index + 1}"
    site = Site(file=file, form=FormKind.ANNEX2, form_index=form_index, prefix=prefix)
    texts = [caption.text for caption in region.captions]
    columns: _CostColumns = ()
    money = money_unit(texts)
    tree = _Tree()
    staff: dict[str, Figure] = {}
    buildings: tuple[Building, ...] = ()
    savings: TextCell | None = None
    for rows in region.parts:
        header = next((row for row in range(rows.first, rows.last + 1) if cost_header(rows.table, row)), None)
        staff = staff or labelled_figures(site, rows, "staff", STAFF_UNITS, "人")
        if header is not None and not tree.rows:
            columns = cost_columns(rows.table, header)
            around = [
                cell.text for row in range(max(rows.first, header - 1), header + 1) for cell in rows.table.starting(row)
            ]
            named = money_unit([*around, *texts], "")
            site.unit_unknown, money = not named, named or "万元"
            _cost_rows(site, rows, header + 1, columns, money, tree)
        elif columns and rows.table.cols >= max(span[1] for _, _, span in columns):
            _cost_rows(site, rows, rows.first if header is None else header + 1, columns, money, tree)
        buildings = buildings or _buildings(site, rows, money)
        savings = savings or _savings(site, rows)
    first = region.parts[0]
    return BaseDataForm(
        index=form_index,
        title=region.title,
        printed_title=title_of(site, region),
        year=region.year,
        table=first.table.index,
        file=file,
        confidence=region.confidence,
        unit_name=find_field(site, first.table, first.first, min(first.first + 5, first.last), "unit_name")
        or labelled_in(site, region.captions, "unit_name"),
        authorised_posts=staff.get("authorised_posts"),
        staff_in_post=staff.get("staff_in_post"),
        staffing_rate=staff.get("staffing_rate"),
        columns=tuple(code for code, _, _ in columns),
        rows=tuple(tree.rows),
        buildings=buildings,
        savings=savings,
        footer=read_footer(site, region),
        notes=notes_of(site, region),
    )
