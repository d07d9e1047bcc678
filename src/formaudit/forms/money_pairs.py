"""Money as labels with the figures beside them, in one row or in several."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.execution_points import points_of_row
from formaudit.forms.fund_codes import CORE, MONEY, budgets_apart, fund_code, fund_codes, stage_code
from formaudit.forms.remembered import by_row
from formaudit.indicators.lexicon import identify
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["fund_pairs", "stacked_pairs"]

_ROWS: Final = 4
_NEAR: Final = Decimal("0.1")
_POINTS: Final = compiled(r"\d分|[×xX*]\d+")
_SCORED: Final = compiled(r"^(?:执行率|预算执行|自评)?得分[:：]\d+(?:\.\d+)?分?$")
_AGREED: Final = compiled(r"^(?:合同|中标|成交|签约)(?:总)?(?:金额|价款?|额)(?:[(（].{1,3}[)）])?$")
_OTHER_MONEY: Final = compiled(r"^[^\d:：]{2,12}[(](?:万元|元|亿元)[)]$")


@by_row
def fund_pairs(table: Table, row: int) -> dict[str, tuple[Cell, Cell]]:
    """Labels with the figures beside them (年初预算数 | 100 | 全年预算数 | 120), by code, or nothing."""
    pairs = list(_pairs(table, row))
    numbers = sum(read_cell(value.text) is not None for _, _, value in pairs)
    core = sum(code in CORE for code, _, _ in pairs)
    if not numbers or core < 2:
        return {}
    found = {code: (name, value) for code, name, value in reversed(pairs)}
    if "original_budget" not in found:
        values = {id(name): value for _, name, value in pairs}
        apart = budgets_apart([name for code, name, _ in pairs if code == "final_budget"])
        found |= {code: (name, values[id(name)]) for code, name in apart.items()}
    found |= _whole_beside(table, row, found)
    found |= _rate_below(table, row, pairs)
    return found | _points_behind(table, row, found)


def _whole_beside(table: Table, row: int, found: dict[str, tuple[Cell, Cell]]) -> dict[str, tuple[Cell, Cell]]:
    """All the money beside what was spent of it, where no label names a budget: 资金总额 | 56 | 实际支出 | 53."""
    if "actual_amount" not in found or {"original_budget", "final_budget", "arrived"} & found.keys():
        return {}
    for name, value in pairwise(table.starting(row)):
        entry = identify("source", name.text)
        if entry is not None and entry.code == "total" and read_cell(value.text) is not None:
            return {"final_budget": (name, value)}
    return {}


def _points_behind(table: Table, row: int, found: dict[str, tuple[Cell, Cell]]) -> dict[str, tuple[Cell, Cell]]:
    """The points of a row: a cell that says so (得分：9.4), or the last where the first tells how many there are.

    ``预算执行（10分） | … | 9.4``.
    """
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    told = next((cell for cell in cells if "score" not in found and _SCORED.match(compact(cell.text))), None)
    if told is not None:
        return {"score": (told, told)}
    first, last, before = cells[0], cells[-1], cells[-2]
    taken = {id(cell) for pair in found.values() for cell in pair}
    quantity = read_cell(last.text)
    if "score" in found or id(last) in taken or quantity is None or quantity.unit not in ("", "分"):
        return {}
    headed = _POINTS.search(compact(first.text)) is not None and read_cell(before.text) is not None
    return {"score": (last, last)} if headed and id(before) in taken else {}


def _rate_below(table: Table, row: int, pairs: Sequence[tuple[str, Cell, Cell]]) -> dict[str, tuple[Cell, Cell]]:
    """The rate right of labels with their figures, which has no label beside it.

    Its header stands in the row above (预算执行进度), or it has none and is what was spent of the budget in some row.
    """
    if any(code == "rate" for code, _, _ in pairs):
        return {}
    for cell in table.starting(row):
        name, percent, rest = cell.text.rpartition("率")
        if percent and fund_code(name + percent) == "rate" and read_cell(rest.lstrip(":：")) is not None:
            return {"rate": (cell, cell)}
    right = max(value.col for _, _, value in pairs)
    for cell in table.starting(row):
        if cell.col <= right or (quantity := read_cell(cell.text)) is None:
            continue
        over = table.at(row - 1, cell.col) if row else None
        if over is not None and fund_code(over.text) == "rate":
            return {"rate": (over, cell)}
        if quantity.unit == "%" and _is_rate(table, row, cell.col, {code: value.col for code, _, value in pairs}):
            return {"rate": (cell, cell)}
    return {}


def _is_rate(table: Table, row: int, col: int, places: dict[str, int]) -> bool:
    """Whether in one of some rows the figure in a column is the execution of the budget, to a tenth of a point."""
    budget = places.get("final_budget", places.get("arrived", places.get("original_budget")))
    spent = places.get("actual_amount")
    if budget is None or spent is None:
        return False
    for at in range(row, min(row + _ROWS, table.rows)):
        rate, whole, part = (_number(table, at, place) for place in (col, budget, spent))
        if rate and whole and part and abs(part * 100 / whole - rate) <= _NEAR:
            return True
    return False


def _number(table: Table, row: int, col: int) -> Decimal | None:
    cell = table.at(row, col)
    quantity = read_cell(cell.text) if cell is not None and cell.row == row else None
    return quantity.value if quantity is not None else None


def _pairs(table: Table, row: int) -> Iterator[tuple[str, Cell, Cell]]:
    if not fund_codes(table, row):
        return
    for name, value in pairwise(table.starting(row)):
        code = fund_code(name.text) or _other_money(name, value)
        if code and not fund_code(value.text) and identify("source", value.text) is None:
            yield code, name, value


@by_row
@by_row
def stacked_pairs(table: Table, row: int) -> tuple[dict[str, tuple[Cell, Cell]], int] | None:
    """Labels with their figures beside them in several rows, one stage or two in each, with the last such row.

    ``年初预算数 | 24`` over ``全年预算数 | 30`` over ``全年执行数 | 28.5``: the total's stages, and labels of sources.
    """
    found: dict[str, tuple[Cell, Cell]] = {}
    last = row - 1
    while last + 1 < table.rows:
        pairs = [
            (code, name, value)
            for name, value in pairwise(table.starting(last + 1))
            if read_cell(value.text) is not None and (code := stage_code(name.text) or _stacked_code(name))
        ]
        if not pairs and found:
            points = points_of_row(table, last + 1)
            pairs = [(code, cell, cell) for code, cell in points.items()]
        if not pairs or any(code in found for code, _, _ in pairs):
            break
        found |= {code: (name, value) for code, name, value in pairs}
        last += 1
    stages = sum(code in MONEY for code in found)
    return (found, last) if last > row and stages > 1 and sum(code in CORE for code in found) > 1 else None


def _stacked_code(name: Cell) -> str:
    """What a label of one source alone stands for: the total budget, or its own words, as for a contract."""
    entry = identify("source", name.text)
    if entry is None:
        return compact(name.text) if _AGREED.match(compact(name.text)) else ""
    return "final_budget" if entry.code == "total" else compact(name.text)


def _other_money(name: Cell, value: Cell) -> str:
    """The words of a label that is none of the usual ones but says that a sum of money stands beside it."""
    words = compact(name.text)
    return words if _OTHER_MONEY.search(words) and read_cell(value.text) is not None else ""
