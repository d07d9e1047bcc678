"""The box of annex 3 by income and by spending: 按收入性质分 / 按支出性质分."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.cells import Site, is_blank
from formaudit.forms.fund_block import fund_figures, fund_row, without_heading
from formaudit.forms.headers import Columns
from formaudit.forms.marks import split_label
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow, FundSource
from formaudit.model.table import Cell, Table
from formaudit.numbers import possible_numbers, read_cell
from formaudit.text import compact, label

__all__ = ["is_halves", "is_income", "may_open_box", "read_box_row"]

_INCOME: Final = "income_"


def _left(columns: Columns) -> int:
    return min((span[0] for span in columns.values()), default=0)


def _box_code(text: str) -> str:
    for name in (split_label(text)[0], _without_colon(text)[0]):
        entry = identify("box", name) if name else None
        if entry is not None:
            return entry.code
    return ""


def _beside(cells: list[Cell], position: int, left: int) -> Cell | None:
    """The cell beside a label, without the blanks that a lost merge leaves between it and the columns."""
    for cell in cells[position + 1 :]:
        if cell.col >= left or compact(cell.text):
            return cell
    return None


def read_box_row(
    site: Site, table: Table, row: int, columns: Columns, money: str, *, halves: bool = False
) -> list[FundRow]:
    """What a row says of the box 按收入性质分 / 按支出性质分.

    Two shapes: the figure behind the colon of its own label cell or in the cell beside it (``halves``), or a label with
    the same columns as the rows above. Without a column of its own, the figure goes to ``final_budget``.
    """
    found: list[FundRow] = []
    left = _left(columns)
    cells = [cell for cell in table.row(row) if cell.row == row]
    for position, cell in enumerate(cells):
        if _repeats(cells, position):
            continue
        name, inside, start = split_label(cell.text)
        if inside and _box_code(name).endswith("_total") and identify("box", inside) is not None:
            name, inside, start = inside, "", len(cell.text)  # 按支出性质：基本支出
        own = without_heading(cell.text)
        if inside and own != compact(cell.text):
            name, inside, start = own, "", len(cell.text)  # 2.资金结构：（1）基本支出
        entry = identify("box", name)
        tail_text = inside
        if entry is None and not inside:
            name, tail_text, start = _without_colon(cell.text)
            entry = identify("box", name) if name else None
        if entry is None:
            continue
        printed = label(name)
        following = _beside(cells, position, left)
        if _heads_rows(table, row, cell, following, left):
            continue
        alone = not compact(tail_text) and following is not None and cell.col + cell.colspan <= left
        if alone and not halves and following is not None and following.col >= left:
            values = fund_figures(site, table, row, columns, money=money, tail=entry.code, name=printed)
            if values:
                # A head without any figure in several columns only names the rows below it.
                bare = entry.code.endswith("_total") and len(values) > 1 and not any(map(_something, values.values()))
                found.append(fund_row(entry.code, printed, {} if bare else values))
                break
        if not compact(tail_text) and following is not None and _holds_value(cells, position, following):
            figure = site.figure(table, following, tail=f".{entry.code}", label=printed, unit=money)
        else:
            figure = site.part(table, cell, tail_text, start, tail=f".{entry.code}", label=printed, unit=money)
        found.append(FundRow(source=FundSource(entry.code), name=printed, final_budget=figure))
    return found


def _repeats(cells: Sequence[Cell], position: int) -> bool:
    """Whether a cell says again what the one left of it says, label and figure: a merge whose cells were all filled."""
    text = compact(cells[position].text)
    return position > 0 and bool(possible_numbers(text)) and compact(cells[position - 1].text) == text


def _heads_rows(table: Table, row: int, cell: Cell, following: Cell | None, left: int) -> bool:
    """Whether a label of the box reaches down over named rows with figures: 基本支出 | 人员经费 | 402."""
    if cell.rowspan < len(("row", "row")) or following is None or following.col >= left or is_blank(following.text):
        return False
    if not compact(following.text) or read_cell(following.text) is not None or _box_code(following.text):
        return False
    return any(one.col >= left and read_cell(one.text) is not None for one in table.starting(row))


def _something(figure: Figure) -> bool:
    return figure.something


def _holds_value(cells: Sequence[Cell], position: int, following: Cell) -> bool:
    """Whether the cell beside a label of the box is its value; a label with a colon left blank has none there.

    Words there are a value that cannot be read, unless they are a label: one of the box, or with a number behind them.
    """
    if read_cell(following.text) is not None:
        return True
    if possible_numbers(following.text) and not _box_code(following.text):
        return True
    if compact(cells[position].text).endswith(":"):
        return False
    after = next((cell for cell in cells[position + 1 :] if cell.col > following.col and compact(cell.text)), None)
    named = _box_code(following.text) or (after is not None and read_cell(after.text) is not None)
    return is_blank(following.text) or not named


def _without_colon(text: str) -> tuple[str, str, int]:
    """``基本支出97.26`` parted before its first digit; an empty label where there is none."""
    for position, char in enumerate(text):
        if char.isdigit() or char in "-－":
            if read_cell(text[position:]) is not None:
                return text[:position], text[position:], position
            return "", "", len(text)
    return text, "", len(text)


def is_income(row: FundRow) -> bool:
    """Whether a row of the box belongs to its income side."""
    return row.source.startswith(_INCOME)


def is_halves(table: Table, row: int, columns: Columns) -> bool:
    """Whether a row has the two sides of annex 3's box (收入 | 支出) rather than the columns of money above it.

    So it is where it has two labels of the box, the second under those columns, or where the cell beside the label lies
    under several of them.
    """
    left = _left(columns)
    cells = table.starting(row)
    named = [position for position, cell in enumerate(cells) if _box_code(cell.text)]
    if not named:
        return False
    beside = _beside(list(cells), named[0], left)
    wide = beside is not None and sum(
        beside.col <= low and high <= beside.col + beside.colspan for low, high in columns.values()
    )
    return any(cells[position].col >= left for position in named[1:]) or bool(wide and wide > 1)


def may_open_box(part: FundRow) -> bool:
    """Whether a row of the box is one of basic or project expenditure over several columns of money.

    Such a row may open a block whose total stands below it.
    """
    money = [part.original_budget, part.final_budget, part.actual_amount]
    return part.source in ("basic_expenditure", "project_expenditure") and sum(one is not None for one in money) > 1
