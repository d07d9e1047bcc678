"""Which of several heads of money a column's code belongs to, told by the other heads of its row."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.fund_codes import BUDGETS, TALLEST, fund_code
from formaudit.forms.rate_formulas import mark_of, shares
from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["adjustment", "of_formula", "rate_of_plan", "spent_by_rate"]

_COMPLETED: Final = compiled(r"^(?:预算|资金)?完成(?:率|比例)(?:[(（].{1,8}[)）])?$")
_HANDED_ON: Final = compiled(r"拨付|拨出|下拨")


def spent_by_rate(heads: Sequence[tuple[Cell, str]]) -> dict[str, Cell]:
    """Of money handed on and money spent (拨付 | 支出), that which the rate beside them is of, by its words."""
    spent = [cell for cell, code in heads if code == "actual_amount" and cell.rowspan <= TALLEST]
    handed = [cell for cell in spent if _HANDED_ON.search(compact(cell.text))]
    if not handed or len(handed) == len(spent):
        return {}
    rates = [compact(cell.text) for cell, code in heads if code == "rate"]
    of_handed = any(_HANDED_ON.search(name) for name in rates)
    return {"actual_amount": next(cell for cell in spent if (cell in handed) == of_handed)}


def rate_of_plan(table: Table, row: int, found: dict[str, Cell]) -> dict[str, Cell]:
    """完成率 right of a budget and of what was spent of it: there it is the rate, elsewhere that of an indicator."""
    if "rate" in found or "actual_amount" not in found or BUDGETS.isdisjoint(found):
        return {}
    behind = [cell for cell in table.starting(row) if cell.col > found["actual_amount"].col]
    return next(({"rate": cell} for cell in behind if _COMPLETED.match(compact(cell.text))), {})


def of_formula(table: Table, row: int, found: dict[str, Cell]) -> dict[str, Cell]:
    """The columns of money that the rate's own formula names by their marks: in E/C×100% the budget is column C.

    A column that is called the opening budget stays that.
    """
    formula = next(shares(found["rate"].text), None) if "rate" in found else None
    if formula is None:
        return {}
    others = [cell for cell in table.row(row) if cell not in (found["rate"], found.get("original_budget"))]
    marked = {mark: cell for cell in others if (mark := mark_of(cell.text))}
    sides = {"actual_amount": marked.get(formula[0]), "final_budget": marked.get(formula[1])}
    return {
        code: cell
        for code, cell in sides.items()
        if cell is not None
        and (fund_code(cell.text) == code or (code == "final_budget" and fund_code(cell.text) in ("arrived", "")))
    }


def adjustment(table: Table, row: int, found: dict[str, Cell]) -> dict[str, Cell]:
    """调整预算数 between 年初预算数 and 全年预算数 is what was added, or the budget after it: no full-year budget."""
    final = [cell for cell in table.row(row) if fund_code(cell.text) == "final_budget" and cell.rowspan <= TALLEST]
    changed = [cell for cell in final if "调整" in compact(cell.text) and "全年" not in compact(cell.text)]
    whole = [cell for cell in final if "全年" in compact(cell.text)]
    if "original_budget" not in found or "adjustment" in found or len(changed) != 1 or len(whole) != 1:
        return {}
    return {"final_budget": whole[0], "adjustment": changed[0]}
