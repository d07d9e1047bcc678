"""A block of funds with a stage in each row, its sources beside it: 预算数 | 60 | 财政拨款 | 50 | 其他 | 10."""

from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.forms.cells import Site
from formaudit.forms.fund_block import fund_figure, fund_row, is_of_fiscal, source_name
from formaudit.forms.fund_codes import stage_code
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.text import compact, label

__all__ = ["stage_rows"]

_STAGES: Final = frozenset({"original_budget", "final_budget", "actual_amount", "arrived", "remaining"})
_FEWEST: Final = 2


class _Stage(Struct, frozen=True, kw_only=True):
    """A row: its stage, the cell of all money, and the sources with the words of their labels."""

    code: str
    whole: Cell
    sources: tuple[tuple[str, str, Cell], ...]
    rate: Cell | None


def stage_rows(site: Site, table: Table, row: int, last: int, money: str) -> tuple[tuple[FundRow, ...], int] | None:
    """The rows of funds that begin in a row, the total first, with the last row of theirs; else ``None``.

    At least two rows name different stages, each with the same sources beside it.
    """
    found: list[_Stage] = []
    end = row - 1
    while end < last:
        stage = _stage(table, end + 1)
        if stage is None or any(stage.code == known.code for known in found):
            break
        if found and [name for name, _, _ in stage.sources] != [name for name, _, _ in found[0].sources]:
            break
        found.append(stage)
        end += 1
    if len(found) < _FEWEST:
        return None
    values: dict[str, tuple[str, dict[str, Figure]]] = {"total": ("", {})}
    for stage in found:
        values["total"][1][stage.code] = _figure(site, table, stage.whole, stage.code, "total", "", money)
        if stage.rate is not None:
            values["total"][1]["rate"] = _figure(site, table, stage.rate, "rate", "total", "", money)
        for source, printed, cell in stage.sources:
            own = values.setdefault(source or printed, (printed, {}))[1]
            own[stage.code] = _figure(site, table, cell, stage.code, source, printed, money)
    if "final_budget" not in values["total"][1]:
        for _, own in values.values():
            if "arrived" in own:
                own["final_budget"] = own.pop("arrived")
    known = {source for stage in found for source, _, _ in stage.sources}
    return tuple(
        fund_row(
            name if name == "total" or name in known else "",
            printed or source_name("total", ""),
            own,
            nested="fiscal" in known and is_of_fiscal(name),
        )
        for name, (printed, own) in values.items()
    ), end


def _figure(site: Site, table: Table, cell: Cell, code: str, source: str, printed: str, money: str) -> Figure:
    name = source_name(source, printed)
    return fund_figure(site, table, cell, code=code, tail=source or printed, name=name, money=money)


def _stage(table: Table, row: int) -> _Stage | None:
    """What a row says of one stage, or ``None`` where it is not laid out so."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    at = next((at for at, cell in enumerate(cells) if _stage_of(cell) in _STAGES), None)
    if at is None or at > 1 or at + 1 >= len(cells) or read_cell(cells[at + 1].text) is None:
        return None
    sources: list[tuple[str, str, Cell]] = []
    rate: Cell | None = None
    behind = cells[at + 2 :]
    for name, value in pairwise(behind):
        if read_cell(value.text) is None:
            continue
        entry = identify("source", name.text)
        if stage_code(name.text) == "rate":
            rate = value
        elif stage_code(name.text):
            return None
        elif entry is not None and entry.code != "total":
            sources.append((entry.code, label(name.text), value))
    codes = [code for code, _, _ in sources]
    if not sources or len(set(codes)) < len(codes):
        return None
    return _Stage(code=_stage_of(cells[at]), whole=cells[at + 1], sources=tuple(sources), rate=rate)


def _stage_of(cell: Cell) -> str:
    """The stage that a label names; 资金总额 beside its sources is the budget."""
    entry = identify("source", cell.text)
    return stage_code(cell.text) or ("final_budget" if entry is not None and entry.code == "total" else "")
