"""A block of funds whose stages reach over rows of sources with their figures: 预算安排 | 中央 | 180 | 省级 | 60."""

from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.fund_block import fund_figure, fund_row, is_of_fiscal, source_name
from formaudit.forms.fund_codes import stage_code
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.text import compact, label

__all__ = ["staged_pairs"]

_STAGES: Final = frozenset({"original_budget", "final_budget", "actual_amount", "arrived", "remaining"})
_FEWEST: Final = 2
_Found = dict[str, dict[str, tuple[str, Cell]]]
"""By stage the sources of it, by code, each with its printed name and the cell of its figure."""


def staged_pairs(site: Site, table: Table, row: int, last: int, money: str) -> tuple[tuple[FundRow, ...], int] | None:
    """The rows of funds that begin in a row, the total first, with the last row of theirs; else ``None``.

    At least two stages name the same sources, two or more, one of them all money. A stage stands left of its sources
    and may reach over several rows, beside another one or above it.
    """
    found: _Found = {}
    end = row - 1
    while end < last and _take(table, end + 1, found):
        end += 1
    stages = {stage: sources for stage, sources in found.items() if len(sources) >= _FEWEST}
    named = [frozenset(sources) for sources in stages.values()]
    if len(stages) < _FEWEST or len(stages) < len(found) or len(set(named)) > 1 or "total" not in named[0]:
        return None
    values: dict[str, tuple[str, dict[str, Figure]]] = {}
    for stage, sources in stages.items():
        for source, (printed, cell) in sources.items():
            name = source_name(source, printed)
            figure = fund_figure(site, table, cell, code=stage, tail=source, name=name, money=money)
            values.setdefault(source, (name, {}))[1][stage] = figure
    if end < last and (rate := _rate(table, end + 1)) is not None:
        end += 1
        total = source_name("total", "")
        values["total"][1]["rate"] = fund_figure(site, table, rate, code="rate", tail="total", name=total, money=money)
    if "final_budget" not in stages and "arrived" in stages:
        for _, own in values.values():
            own["final_budget"] = own.pop("arrived")
    ordered = sorted(values, key=lambda source: source != "total")
    return tuple(
        fund_row(source, values[source][0], values[source][1], nested="fiscal" in values and is_of_fiscal(source))
        for source in ordered
    ), end


def _rate(table: Table, row: int) -> Cell | None:
    """The figure of a row that holds the rate of all money and nothing else: 资金使用率 | 90%."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    if len(cells) != len(("name", "rate")) or stage_code(cells[0].text) != "rate":
        return None
    return cells[1] if read_cell(cells[1].text) is not None else None


def _take(table: Table, row: int, found: _Found) -> bool:
    """Take over a row: stages begun here or above, each with pairs of source and figure behind it; else false."""
    stage = ""
    name: Cell | None = None
    taken = False
    for cell in table.row(row):
        words = compact(cell.text)
        code = stage_code(cell.text)
        if code in _STAGES:
            stage, name = code, None
        elif cell.row < row or not words:
            continue
        elif name is not None and stage and read_cell(cell.text) is not None:
            entry = identify("source", name.text)
            source = entry.code if entry is not None else ""
            if not source or source in found.setdefault(stage, {}):
                return False
            found[stage][source] = (label(name.text), cell)
            name, taken = None, True
        elif read_cell(cell.text) is not None or (name is None and not stage):
            return False
        else:
            name = cell
    return taken and name is None
