"""The rate and the points for carrying out the budget in rows below its money: 执行率 | 95%, 分值 | 10 | 得分 | 9.5."""

from decimal import Decimal
from typing import Final

from formaudit.forms.fund_codes import fund_code
from formaudit.forms.remembered import by_row
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["points_of_row"]

_ASKED: Final = frozenset({"rate", "weight", "score"})
_PAIR: Final = compiled(r"\d{1,2}(?:\.\d+)?[/／]\d{1,2}(?:\.\d+)?")
_MOST: Final = Decimal(30)
"""More points than carrying out the budget has anywhere: such a number is the result of the whole form."""


@by_row
def points_of_row(table: Table, row: int) -> dict[str, Cell]:
    """The cells with the rate, the points to be had and those reached, by code, where a row holds nothing else.

    A row that prints the points of the whole form (自评得分 | 97.5) is none.
    """
    filled = [cell for cell in table.starting(row) if compact(cell.text)]
    above = table.at(row - 1, filled[0].col) if filled and row else None
    if above is not None and compact(above.text) == compact(filled[0].text) and not fund_code(filled[0].text):
        filled = filled[1:]  # the name of the block, printed beside each of its rows
    # Merges that were taken apart leave a value twice.
    cells = [cell for at, cell in enumerate(filled) if not at or compact(cell.text) != compact(filled[at - 1].text)]
    found = {fund_code(name.text): value for name, value in zip(cells[::2], cells[1::2], strict=False)}
    if not found or len(found) * 2 != len(cells) or not _ASKED.issuperset(found):
        return {}
    both = found.get("weight")
    if both is not None and "score" not in found and _PAIR.fullmatch(compact(both.text)):
        rest = {code: cell for code, cell in found.items() if code != "weight"}
        numbered = all(read_cell(cell.text) is not None for cell in rest.values())
        return {**rest, "weight": both, "score": both} if numbered else {}
    numbers = {code: read_cell(cell.text) for code, cell in found.items()}
    fits = all(
        one is not None and one.value is not None and (code == "rate" or one.value <= _MOST)
        for code, one in numbers.items()
    )
    return found if fits else {}
