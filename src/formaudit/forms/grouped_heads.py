"""Heads of money in two rows: sources each over its stages, or stages each over its sources."""

from typing import Final

from formaudit.forms.fund_codes import fund_code, stage_code
from formaudit.indicators.lexicon import identify
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.text import compact

__all__ = ["Groups", "grouped_header"]

Groups = dict[str, dict[str, tuple[int, int]]]
"""The columns of stages, and of points, by the source that they are of."""
_POINTS: Final = ("weight", "score")
_BARE: Final = {"预算": "final_budget", "执行": "actual_amount", "决算": "actual_amount", "支出": "actual_amount"}
"""What a stage is called below the name of a source."""
_MONEY: Final = frozenset({"original_budget", "final_budget", "actual_amount", "arrived"})
_FEWEST: Final = 2


def grouped_header(table: Table, row: int) -> tuple[Groups, int] | None:
    """Sources side by side over their stages (合计 and 财政资金 over 预算数 | 执行数), or turned; else ``None``.

    With them comes the last row of the header.
    """
    if row + 1 >= table.rows:
        return None
    return _sources_over_stages(table, row) or _stages_over_sources(table, row)


def _sources_over_stages(table: Table, row: int) -> tuple[Groups, int] | None:
    heads = [(code, cell) for cell in table.starting(row) if cell.colspan > 1 and (code := _source(cell))]
    stages = [(_stage(cell), cell) for cell in table.starting(row + 1) if compact(cell.text)]
    if len(heads) < len(("total", "fiscal")) or not stages or not all(code for code, _ in stages):
        return None
    found = {
        source: {code: _span(cell) for code, cell in stages if _within(cell, over)} for source, over in heads
    }  # fmt: skip
    # Points stand behind the last of them, and are those of all.
    alike = {tuple(code for code in columns if code not in _POINTS) for columns in found.values()}
    return (found, row + 1) if len(alike) == 1 and len(next(iter(alike))) > 1 else None


def _stages_over_sources(table: Table, row: int) -> tuple[Groups, int] | None:
    """One row of figures without a name of its own below: further rows, or a name, make it a list."""
    heads = [
        (code, cell) for cell in table.starting(row) if cell.colspan > 1 and (code := fund_code(cell.text)) in _MONEY
    ]
    parts = [(code, [cell for cell in table.starting(row + 1) if _within(cell, over)]) for code, over in heads]
    named = [[_source(cell) for cell in cells] for _, cells in parts]
    if len(dict(parts)) < _FEWEST or len(dict(parts)) < len(parts) or any(names != named[0] for names in named):
        return None
    if len(named[0]) < _FEWEST or "total" not in named[0] or len(set(named[0])) < len(named[0]) or "" in named[0]:
        return None
    some = any(compact(cell.text).startswith("其中") for _, cells in parts for cell in cells)
    if some and len(named[0]) == len(("total", "part")):
        return None  # one part of the whole and not all that it is made of
    places = [cell.col for _, cells in parts for cell in cells]
    if not _sole_row(table, row + 2, places):
        return None
    found: Groups = {source: {} for source in named[0]}
    for code, cells in parts:
        for source, cell in zip(named[0], cells, strict=True):
            found[source][code] = _span(cell)
    return found, row + 1


def _sole_row(table: Table, row: int, places: list[int]) -> bool:
    """Whether a row has figures in some places, no name before them, and the next row has no such figures."""
    if row >= table.rows or _figures(table, row, places) < len(places) - 1:
        return False
    named = any(compact(cell.text) and cell.col < min(places) for cell in table.starting(row))
    return not named and (row + 1 >= table.rows or _figures(table, row + 1, places) < _FEWEST)


def _figures(table: Table, row: int, places: list[int]) -> int:
    cells = {id(cell): cell for col in places if (cell := table.at(row, col)) is not None and cell.row == row}
    return sum(read_cell(cell.text) is not None for cell in cells.values())


def _source(cell: Cell) -> str:
    entry = identify("source", cell.text)
    return entry.code if entry is not None else "total" if compact(cell.text) == "小计" else ""


def _stage(cell: Cell) -> str:
    code = fund_code(cell.text)
    return stage_code(cell.text) or (code if code in _POINTS else _BARE.get(compact(cell.text), ""))


def _within(cell: Cell, over: Cell) -> bool:
    return over.col <= cell.col < over.col + over.colspan


def _span(cell: Cell) -> tuple[int, int]:
    return cell.col, cell.col + cell.colspan
