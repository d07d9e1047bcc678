"""Blocks of funds that are laid out otherwise: labels beside their figures, and sources in columns."""

from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site, is_blank
from formaudit.forms.execution_points import points_of_row
from formaudit.forms.fund_block import (
    AGAIN,
    FUND_COLUMNS,
    fund_figure,
    fund_row,
    is_of_fiscal,
    own_rate,
    printed_again,
    source_name,
)
from formaudit.forms.fund_codes import fund_code, stage_code
from formaudit.forms.headers import Columns, cell_for
from formaudit.indicators.lexicon import Entry, identify, lexicon
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, label

__all__ = ["PairBlock", "SourceColumns", "grouped_rows"]

_BARE_UNITS: Final = frozenset({"万元", "元", "亿元", "千元", "%"})
_FEWEST: Final = 2
_INVESTED: Final = compiled(r"投入|筹集|筹措")
_SPENT: Final = compiled(r"支出|使用|支付")
_OF_TOTAL: Final = frozenset({"weight", "rate", "score"})
_STRANGE: Final = "?"
"""Stands before the printed words of a source that nobody knows."""


def _value(cell: Cell) -> bool:
    """Whether a cell beside a label may be its figure; a unit left alone means a blank that nobody filled."""
    return compact(cell.text) not in _BARE_UNITS and (not compact(cell.text) or read_cell(cell.text) is not None)


class PairBlock:
    """A block in which each stage has its own pair of columns: a label and, beside it, the figure.

    ``计划安排资金 | 80 | 实际到位资金 | 70 | 实际支出 | 66``, and below it the sources in the same places. Money that
    arrived stands for the full-year budget where no pair has that.
    """

    def __init__(self, site: Site, money: str, pairs: dict[str, tuple[Cell, Cell]]) -> None:
        """``pairs`` are the labels and figures of the first row, by what the labels name."""
        self.site, self.money = site, money
        arrived = "final_budget" not in pairs and "arrived" in pairs
        self.places = {
            "final_budget" if arrived and code == "arrived" else code: (name.col, value.col)
            for code, (name, value) in pairs.items()
            if name.row == value.row and name is not value
        }
        rate = pairs.get("rate")
        # A rate without a label beside it: its header stands over the column, or nowhere.
        alone = rate is not None and (rate[0] is rate[1] or rate[0].row != rate[1].row)
        self.rate = rate[1].col if rate is not None and alone else None
        self.first = {
            "final_budget" if arrived and code == "arrived" else code: value for code, (_, value) in pairs.items()
        }

    def total(self, table: Table) -> FundRow:
        """The first row."""
        name = source_name("total", "")
        values = {
            code: fund_figure(self.site, table, cell, code=code, tail="total", name=name, money=self.money)
            for code, cell in self.first.items()
            if code != "note"
        }
        return fund_row("total", name, values)

    def source(self, table: Table, row: int) -> FundRow | None:
        """A further row as a source, or ``None`` where its cells are not laid out as the first row's."""
        names = [(code, table.at(row, name)) for code, (name, _) in self.places.items()]
        labels = [
            label(cell.text)
            for code, cell in names
            if cell is not None and cell.row == row and compact(cell.text) and fund_code(cell.text) != code
        ]
        if not labels and all(cell is not None and fund_code(cell.text) == code for code, cell in names):
            labels = self._repeated(table, row)
        if len(labels) < _FEWEST or len(set(labels)) > 1 or fund_code(labels[0]):
            return None
        entry = identify("source", labels[0])
        source = entry.code if entry is not None else ""
        cells = {code: table.at(row, value) for code, (_, value) in self.places.items()}
        values: dict[str, Figure] = {
            code: fund_figure(
                self.site,
                table,
                cell,
                code=code,
                tail=source or labels[0],
                name=source_name(source, labels[0]),
                money=self.money,
            )
            for code, cell in cells.items()
            if cell is not None and cell.row == row and _value(cell)
        }
        bare = table.at(row, self.rate) if self.rate is not None else None
        if values and bare is not None and bare.row == row and read_cell(bare.text) is not None:
            name = source_name(source, labels[0])
            tail = source or labels[0]
            code = AGAIN if printed_again(table, bare) and not own_rate(values, bare) else "rate"
            values[code] = fund_figure(self.site, table, bare, code=code, tail=tail, name=name, money=self.money)
        return fund_row(source, labels[0], values) if values else None

    def _repeated(self, table: Table, row: int) -> list[str]:
        """The label left of a row that repeats the labels of all stages, once for each of them."""
        left = min(name for name, _ in self.places.values())
        cells = [cell for cell in table.starting(row) if cell.col < left and compact(cell.text)]
        return [label(cells[-1].text)] * len(self.places) if cells else []

    def more(self, table: Table, row: int, total: FundRow) -> FundRow | None:
        """The total with further stages that a row of other labels prints beside their figures, or ``None``."""
        known = {code for code in FUND_COLUMNS if getattr(total, code) is not None} | {code for code, _ in total.beside}
        pairs = [(name, cell) for name, cell in pairwise(table.starting(row)) if read_cell(cell.text) is not None]
        fresh = {code: cell for name, cell in pairs if (code := stage_code(name.text)) not in (*known, "")}
        # Of one source beside the total nobody knows the others: it is kept and adds up to nothing.
        fresh |= {compact(name.text): cell for name, cell in pairs if identify("source", name.text) is not None}
        fresh |= {code: cell for code, cell in points_of_row(table, row).items() if code not in known}
        if not fresh:
            return None
        name = source_name("total", "")
        values = {
            code: fund_figure(self.site, table, cell, code=code, tail="total", name=name, money=self.money)
            for code, cell in fresh.items()
        }
        added = fund_row("total", name, values)
        usual = {code: figure for code in FUND_COLUMNS if (figure := getattr(added, code)) is not None}
        return replace(total, beside=(*total.beside, *added.beside), **usual)


class SourceColumns:
    """A block with the sources of money in columns and, where it has several rows, the stages in rows."""

    def __init__(self, site: Site, money: str, columns: Columns) -> None:
        """``columns`` as ``source_header`` gives them."""
        self.site, self.money = site, money
        self.columns = {code: span for code, span in columns.items() if not code.startswith("@")}
        self.stages = {code[1:]: span for code, span in columns.items() if code.startswith("@")}
        self.values: dict[str, dict[str, Figure]] = {}
        self.told: dict[str, tuple[str, int]] = {}

    def row(self, table: Table, row: int) -> bool:
        """Take over a row; false where no figure stands under the sources."""
        cells = {code: cell_for(table, row, span) for code, span in self.columns.items()}
        filled = [cell for cell in cells.values() if cell is not None and read_cell(cell.text) is not None]
        words = [cell for cell in cells.values() if cell is not None and not _value(cell) and not is_blank(cell.text)]
        if not filled or words:
            return False
        left = min(span[0] for span in self.columns.values())
        named = [fund_code(cell.text) for cell in table.row(row) if cell.col < left]
        stage = next((code for code in named if code), "final_budget")
        printed = "".join(compact(cell.text) for cell in table.row(row) if cell.col < left)
        if stage in self.told and _INVESTED.search(self.told[stage][0]) and _SPENT.search(printed):
            self._came_in(table, stage)
        if any(stage in values for values in self.values.values()):
            return False
        self.told[stage] = printed, row
        for code, cell in cells.items():
            if cell is not None:
                self._take(table, cell, code, stage)
        self._beside(table, row, stage)
        return True

    def _came_in(self, table: Table, stage: str) -> None:
        """Take the row of a stage as that of what came in: 实际投入 above 实际支出."""
        _, row = self.told.pop(stage)
        for source, values in self.values.items():
            cell = cell_for(table, row, self.columns[source])
            if values.pop(stage, None) is not None and cell is not None:
                self._take(table, cell, source, "arrived")

    def _beside(self, table: Table, row: int, stage: str) -> None:
        """Take what stands beside the sources: stages in the row of the budget, points and the rate in any row."""
        known = self.values.get("total", {})
        for other, span in self.stages.items():
            cell = cell_for(table, row, span)
            told = other in _OF_TOTAL and other not in known and cell is not None and not is_blank(cell.text)
            if cell is not None and (told or (other not in _OF_TOTAL and stage == "final_budget")):
                self._take(table, cell, "total", other)

    def _take(self, table: Table, cell: Cell, source: str, stage: str) -> None:
        self.values.setdefault(source, {})[stage] = fund_figure(
            self.site,
            table,
            cell,
            code=stage,
            tail=source.removeprefix(_STRANGE),
            name=source_name(source, self._printed(source)),
            money=self.money,
        )

    def _printed(self, source: str) -> str:
        if source.startswith(_STRANGE):
            return source.removeprefix(_STRANGE)
        entry = next((one for one in _sources() if one.code == source), None)
        return entry.names[0] if entry is not None else source

    def rows(self) -> tuple[FundRow, ...]:
        """The rows read so far: the total first."""
        order = sorted(self.values, key=lambda source: source != "total")
        fiscal = self.columns["fiscal"][0] if "fiscal" in self.values else None
        return tuple(
            fund_row(
                "" if source.startswith(_STRANGE) else source,
                source_name(source, self._printed(source)),
                self.values[source],
                # A class of budget left of 财政资金 stands beside it.
                nested=fiscal is not None and is_of_fiscal(source) and self.columns[source][0] > fiscal,
            )
            for source in order
        )


def grouped_rows(
    site: Site, table: Table, row: int, groups: dict[str, dict[str, tuple[int, int]]], money: str
) -> tuple[FundRow, ...]:
    """The rows of funds that one row of figures holds for sources side by side, the total first."""
    found: list[FundRow] = []
    for source, columns in sorted(groups.items(), key=lambda pair: pair[0] != "total"):
        name = source_name(source, source)
        cells = {code: cell_for(table, row, span) for code, span in columns.items()}
        values = {
            code: fund_figure(site, table, cell, code=code, tail=source, name=name, money=money)
            for code, cell in cells.items()
            if cell is not None and _value(cell)
        }
        if "final_budget" not in values and "arrived" in values:
            values["final_budget"] = values.pop("arrived")
        if found and found[0].source == "total":
            points = {code: values.pop(code) for code in ("weight", "score") if code in values}
            found[0] = replace(found[0], **points)
        found.extend([fund_row(source, name, values)] if values else [])
    return tuple(found)


def _sources() -> tuple[Entry, ...]:
    return lexicon().of_kind("source")
