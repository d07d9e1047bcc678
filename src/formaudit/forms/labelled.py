"""Figures that stand beside or below a label of their own: staff, rates, sizes."""

from collections.abc import Mapping
from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.headers import without_year
from formaudit.forms.marks import split_label
from formaudit.forms.region import Rows
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.text import compact, label, without_remark

__all__ = ["STAFF_UNITS", "labelled_figures"]

STAFF_UNITS: Final = {"authorised_posts": "人", "staff_in_post": "人", "staffing_rate": "%"}


def _beside_or_below(table: Table, cell: Cell, kind: str) -> Cell | None:
    """The value of a label: the cell to its right unless that is a label too, else the cell below."""
    right = table.at(cell.row, cell.col + cell.colspan)
    below = table.at(cell.row + cell.rowspan, cell.col)
    if (
        right is not None
        and right.row == cell.row
        and identify(kind, without_year(right.text)) is None
        and (read_cell(right.text) is not None or below is None)
    ):
        return right
    return below


def labelled_figures(site: Site, rows: Rows, kind: str, units: Mapping[str, str], money: str) -> dict[str, Figure]:
    """The figures that stand beside or below labels of one vocabulary, by code; ``units`` has the codes wanted."""
    found: dict[str, Figure] = {}
    table = rows.table
    for row in range(rows.first, rows.last + 1):
        for cell in table.starting(row):
            name, inside, start = split_label(cell.text)
            entry = identify(kind, name) or identify(kind, without_year(name))
            if entry is None or entry.code in found or entry.code not in units:
                continue
            unit = units[entry.code] or money
            printed = without_remark(label(name))
            if compact(inside):
                found[entry.code] = site.part(
                    table, cell, inside, start, tail=f".{entry.code}", label=printed, unit=unit
                )
                continue
            value = _beside_or_below(table, cell, kind)
            if value is not None and value.row <= rows.last:
                found[entry.code] = site.figure(table, value, tail=f".{entry.code}", label=printed, unit=unit)
    return found
