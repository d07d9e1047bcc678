"""The rows of the block of indicators as they are met: items, rows that add them up, remarks, the line 总分."""

from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.head_totals import closing_score
from formaudit.forms.headers import Columns
from formaudit.forms.indicator_block import LevelState, level_weight, read_indicator_row
from formaudit.forms.points import as_share, in_points
from formaudit.forms.subtotals import bare_heading, labelled_subtotal, numbered_parts, remark_row, subtotal_row
from formaudit.forms.total_line import beside_total, total_row, unnamed_total
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, Subtotal
from formaudit.model.table import Table

__all__ = ["IndicatorRows"]

_FEW: Final = 2
_Totals = tuple[Figure | None, Figure | None]
"""Points to be had and points reached of the line 总分."""


class IndicatorRows:
    """What the rows read so far have given; ``right`` are the columns of a second set of indicators."""

    def __init__(self, site: Site) -> None:
        """Nothing is read before the first row."""
        self.site = site
        self.indicators: list[Indicator] = []
        self.subtotals: list[Subtotal] = []
        self.remarks: list[TextCell] = []
        self.beside: list[Figure] = []
        self.level_weights: dict[str, Figure] = {}
        self.totals: _Totals | None = None
        self.right: Columns = {}
        self._closed: int | None = None
        self._alone = False
        self._levels = LevelState()
        self._right_levels = LevelState()
        self._right_rows: list[Indicator] = []

    def read(self, table: Table, row: int, columns: Columns) -> None:
        """Take over a row."""
        totals = total_row(self.site, table, row, columns) or unnamed_total(
            self.site, table, row, columns, self.indicators
        )
        if totals is not None:
            self._total(totals)
            self.beside.extend(beside_total(self.site, table, row, columns))
            return
        closing = closing_score(self.site, table, row) if self.indicators else None
        if closing is not None:
            self._close(closing)
            return
        above = self._levels.level1.text if self._levels.level1 is not None else ""
        subtotal = subtotal_row(self.site, table, row, columns, len(self.indicators), above) or labelled_subtotal(
            self.site, table, row, len(self.indicators)
        )
        if subtotal is not None:
            self.subtotals.append(subtotal)
            return
        remark = remark_row(table, row, columns)
        if remark is not None:
            self.remarks.append(self.site.text(table, remark))
            return
        heading = bare_heading(table, row, columns)
        if heading is not None:
            self._levels.head(self.site.text(table, heading))
            return
        found = read_indicator_row(self.site, table, row, columns, self._levels)
        if found is None:
            return
        self.indicators.append(found)
        self._beside_it(table, row)
        if found.level1 and found.level1 not in self.level_weights:
            weight = level_weight(self.site, found.level1_text, found.level1, self._levels.points)
            if weight is not None:
                self.level_weights[found.level1] = weight

    def _beside_it(self, table: Table, row: int) -> None:
        """A second indicator in the same row; those of the right half go behind those of the left one."""
        if self.right:
            right = read_indicator_row(self.site, table, row, self.right, self._right_levels)
            self._right_rows.extend([right] if right is not None else [])

    def _total(self, totals: _Totals) -> None:
        """The line 总分; one that further rows and another such line follow has added up a part only."""
        if self.totals is not None and self._closed is not None:
            if not any(map(_scored, self.indicators[self._closed :])) and not _exceeds(totals, self.totals):
                self.totals = (_first(self.totals[0], totals[0]), _first(self.totals[1], totals[1]))
                return
            self.subtotals.append(Subtotal(name="合计", at=self._closed, weight=self.totals[0], score=self.totals[1]))
            self._alone = False
        self.totals, self._closed = totals, len(self.indicators)

    def _close(self, score: Figure) -> None:
        """Take a score printed alone beside its label: that of the form, or of a part where further items follow."""
        if self.totals is not None and self._closed is not None:
            self.totals = (self.totals[0], _first(self.totals[1], score))
            return
        self._alone = True
        self.totals, self._closed = (None, score), len(self.indicators)

    def lift_score(self, table: Table, columns: Columns, first: int) -> None:
        """One cell of scores over all rows from ``first`` on holds that of the form and not that of the first row."""
        rows = self.indicators[first:]
        place = rows[0].score.place if len(rows) > _FEW and rows[0].score is not None else None
        if place is None or place.row is None or place.col is None or "score" not in columns:
            return
        cell = table.at(place.row, place.col)
        if cell is None or cell.rowspan < len(rows) or any(row.score is not None for row in rows[1:]):
            return
        score = self.site.figure(table, cell, tail=".grand.score", label="总分 得分", unit="分")
        self.indicators[first] = replace(rows[0], score=None)
        if self.totals is None and score.filled:
            self.totals = (None, score)

    def finish(self) -> None:
        """Leave out what stands behind the line 总分, where this is not the first of the block."""
        if self._alone and self._closed is not None and any(map(_scored, self.indicators[self._closed :])):
            score = self.totals[1] if self.totals is not None else None
            self.subtotals.append(Subtotal(name="得分", at=self._closed, weight=None, score=score))
            self.subtotals.sort(key=lambda one: one.at)
            self.totals, self._closed = None, None
        if self._closed:
            del self.indicators[self._closed :]
            self.subtotals = [one for one in self.subtotals if one.at <= self._closed]
        self.indicators.extend(self._right_rows)
        self.indicators = numbered_parts(in_points(self.indicators))
        weights = [row.weight for row in self.indicators if row.weight is not None]
        if self.totals is not None and any(weight.raw and weight.unit == "%" for weight in weights):
            self.totals = (self.totals[0] and as_share(self.totals[0]), self.totals[1])


def _first(one: Figure | None, other: Figure | None) -> Figure | None:
    """The first of two figures, or the second where the first says nothing."""
    return other if one is None or not one.something else one


def _exceeds(later: _Totals, first: _Totals) -> bool:
    """Whether of two lines 合计 | 总分 that follow each other the later has more points to be had and reached.

    A later line that prints no points to be had is held against the first by those reached.
    """
    pairs = [
        (new, old)
        for at, (new, old) in enumerate(zip(later, first, strict=True))
        if at or (new is not None and new.something)
    ]
    return all(
        new is not None and old is not None and new.filled and old.filled and new.amount > old.amount
        for new, old in pairs
    )


def _scored(row: Indicator) -> bool:
    return any(figure is not None and figure.filled for figure in (row.weight, row.score))
