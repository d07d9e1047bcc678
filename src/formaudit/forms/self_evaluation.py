"""Annex 3 (部门整体) and annex 4 (项目): a form of blocks that are found by their headers."""

from formaudit.forms.cells import Site
from formaudit.forms.fund_block import is_halves, is_income, read_box_row, read_fund_row, read_pairs
from formaudit.forms.headers import Columns, cell_for, fund_header, fund_pairs, goal_header, indicator_header
from formaudit.forms.indicator_block import LevelState, level_weight, read_indicator_row, total_row
from formaudit.forms.marks import find_field, find_units, labelled_in, money_unit, notes_of, read_footer, title_of
from formaudit.forms.regions import Region, Rows
from formaudit.model.figure import Figure
from formaudit.model.forms import FormKind, FundRow, Goal, Indicator, SelfEvaluation
from formaudit.model.table import Table
from formaudit.text import compact

__all__ = ["read_self_evaluation"]


class _Reading:
    """What has been read so far; rows are met in order and each goes to the block whose header was last seen."""

    def __init__(self, site: Site, money: str) -> None:
        self.site, self.money = site, money
        self.funds: list[FundRow] = []
        self.box: list[FundRow] = []
        self.goals: list[Goal] = []
        self.indicators: list[Indicator] = []
        self.level_weights: dict[str, Figure] = {}
        self.totals: tuple[Figure | None, Figure | None] | None = None
        self.halves = False
        self.block = ""
        self.columns: Columns = {}
        self.levels = LevelState()

    def row(self, table: Table, row: int) -> int:
        """Read a row; return the last row that belonged to it (headers may have two)."""
        funds = fund_header(table, row)
        if funds is not None:
            self.block, (self.columns, last) = "funds", funds
            return last
        pairs = fund_pairs(table, row)
        if pairs and not self.funds:
            self.funds.append(read_pairs(self.site, table, pairs, self.money))
            return row
        indicators = indicator_header(table, row)
        if indicators is not None:
            self.block, (self.columns, last) = "indicators", indicators
            return last
        goals = goal_header(table, row)
        if goals is not None and self.block != "indicators":
            self.block, self.columns = "goals", goals
            return row
        if self.block == "funds":
            self._fund(table, row)
        elif self.block == "goals":
            self._goal(table, row)
        elif self.block == "indicators":
            self._indicator(table, row)
        return row

    def _fund(self, table: Table, row: int) -> None:
        if self.site.form == "annex3":
            self.halves = self.halves or is_halves(table, row, self.columns)
            box = read_box_row(self.site, table, row, self.columns, self.money, halves=self.halves)
            known = bool(self.funds) or any(part.source.endswith("_total") for part in box)
            if box and known:
                self.box.extend(box)
                return
        found = read_fund_row(self.site, table, row, self.columns, self.money, self.funds, in_box=bool(self.box))
        if found is not None:
            self.funds.append(found)

    def _goal(self, table: Table, row: int) -> None:
        expected = cell_for(table, row, self.columns.get("expected"))
        actual = cell_for(table, row, self.columns.get("achieved"))
        if expected is not None and actual is not None and (compact(expected.text) or compact(actual.text)):
            self.goals.append(Goal(expected=self.site.text(table, expected), actual=self.site.text(table, actual)))

    def _indicator(self, table: Table, row: int) -> None:
        totals = total_row(self.site, table, row, self.columns)
        if totals is not None:
            if self.totals is None:
                self.totals = totals
            return
        if self.totals is not None:
            return
        found = read_indicator_row(self.site, table, row, self.columns, self.levels)
        if found is None:
            return
        self.indicators.append(found)
        if found.level1 and found.level1 not in self.level_weights:
            weight = level_weight(self.site, found.level1_text, found.level1)
            if weight is not None:
                self.level_weights[found.level1] = weight


def _header_texts(region: Region) -> list[str]:
    """Captions and the labels of the first rows, where a unit of money may be named."""
    texts = [caption.text for caption in reversed(region.captions)]
    for rows in region.parts[:1]:
        for row in range(rows.first, min(rows.first + 6, rows.last + 1)):
            texts += [cell.text for cell in rows.table.starting(row)]
    return texts


def _read_rows(reading: _Reading, rows: Rows) -> None:
    row = rows.first
    while row <= rows.last:
        row = reading.row(rows.table, row) + 1


def read_self_evaluation(region: Region, *, file: int, form_index: int, repeat: int = 1) -> SelfEvaluation:
    """Read annex 3 or 4 from its rows; ``repeat`` tells forms of one project's name apart."""
    first = region.parts[0]
    probe = Site(file=file, form=region.kind, form_index=form_index)
    head = (first.table, first.first, min(first.first + 5, first.last))
    project = find_field(probe, *head, "project") if region.kind == "annex4" else None
    units = find_units(probe, *head)
    name = compact(project.text) if project is not None else ""
    number = f"#{repeat}" if repeat > 1 else ""
    prefix = f"annex4[{name or form_index + 1}{number}]" if region.kind == "annex4" else "annex3"
    if region.kind == "annex3" and form_index:
        prefix = f"annex3#{form_index + 1}"
    site = Site(file=file, form=region.kind, form_index=form_index, prefix=prefix)
    named = money_unit(_header_texts(region), "")
    site.unit_unknown, money = not named, named or "万元"
    reading = _Reading(site, money)
    for rows in region.parts:
        _read_rows(reading, rows)
    weight, score = reading.totals or (None, None)
    return SelfEvaluation(
        form=FormKind(region.kind),
        index=form_index,
        title=region.title,
        printed_title=title_of(site, region),
        year=region.year,
        table=first.table.index,
        tables=tuple(rows.table.index for rows in region.parts),
        file=file,
        confidence=region.confidence,
        # On the form of a whole unit 资金使用单位 is the unit itself.
        unit_name=units.unit
        or labelled_in(site, region.captions, "unit_name")
        or (units.implementing if region.kind == "annex3" else None),
        project=project,
        supervising_department=units.department,
        implementing_unit=units.implementing,
        unit=money,
        funds=tuple(reading.funds),
        income=tuple(row for row in reading.box if is_income(row)),
        spending=tuple(row for row in reading.box if not is_income(row)),
        goals=tuple(reading.goals),
        indicators=tuple(reading.indicators),
        level_weights=tuple(reading.level_weights.items()),
        total_weight=weight,
        total_score=score,
        footer=read_footer(site, region),
        notes=notes_of(site, region),
    )
