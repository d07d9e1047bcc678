"""What labels of the block of funds name: a stage of money, a rate, points."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.headers import pairs_points
from formaudit.forms.remembered import by_label, by_row
from formaudit.forms.scoring_rules import without_rule
from formaudit.indicators.lexicon import identify
from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["BUDGETS", "CORE", "MONEY", "TALLEST", "budgets_apart", "fund_code", "fund_codes", "stage_code"]

CORE: Final = ("original_budget", "final_budget", "actual_amount", "rate", "arrived")
"""Columns of which a block of funds has two at least."""
MONEY: Final = ("original_budget", "final_budget", "actual_amount", "adjustment", "arrived", "remaining")
BUDGETS: Final = frozenset({"original_budget", "final_budget", "arrived"})
TALLEST: Final = 2
"""Rows that the head of a column of money reaches over at most: what is taller names a block."""
_FORMULA: Final = compiled(r"[A-Z][)）]?[/÷][(（]?[A-Z]|[①-⑳][/÷][①-⑳]|\d[)）]?[/÷][(（]?\d")
_MARKED: Final = compiled(r"^(.*[\u4e00-\u9fff)])(?:[A-Z]|[①-⑳]|\d)(?:=.*)?$|^[A-Z][.、]?([\u4e00-\u9fff].*)$")
"""A label with the letter or number of its column behind or before it: 全年预算数A, 执行数③."""
_FULL_YEAR: Final = compiled(r"全年|调整|调剂|追加")
_SENTENCE: Final = compiled(r"[。；;]")
_LONGEST: Final = 40


@by_label
def fund_code(text: str) -> str:
    """What a label of the block's header names, or an empty text; a formula (E/C×100%, ③/②) makes a stage its rate."""
    text = without_rule(text)
    if _SENTENCE.search(text) or len(compact(text)) > _LONGEST:
        return ""
    name = compact(text)
    marked = _MARKED.match(name)
    entry = identify("fund-column", text)
    if entry is None and marked is not None:
        entry = identify("fund-column", marked[1] or marked[2])
    code = entry.code if entry is not None else "weight" if pairs_points(text) else ""
    if code in ("", *MONEY) and _FORMULA.search(name):
        return "arrival_rate" if "到位" in name else "rate" if compiled(r"执行|支出|完成").search(name) else code
    return code


@by_row
def fund_codes(table: Table, row: int) -> tuple[str, ...]:
    """What each cell of a row names as a header of the block; nothing at all where none names anything."""
    codes = tuple([fund_code(cell.text) for cell in table.row(row)])
    return codes if any(codes) else ()


def stage_code(text: str) -> str:
    """What stage of money, or rate of it, a label names, or the points for that rate; other points are the form's."""
    code = fund_code(text)
    points = code in ("weight", "score") and "执行" in text
    return code if points or code in (*MONEY, "rate", "arrival_rate") else ""


def budgets_apart(claims: Sequence[Cell]) -> dict[str, Cell]:
    """Of two budgets, one of which says that it is the full-year one (预算数 | 全年预算数), the other is the first."""
    final = [cell for cell in claims if _FULL_YEAR.search(compact(cell.text))]
    if len(claims) != 2 or len(final) != 1:
        return {}
    (other,) = (cell for cell in claims if cell is not final[0])
    return {"original_budget": other, "final_budget": final[0]}
