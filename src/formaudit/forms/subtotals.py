"""Rows among the indicators that add up others, and rows that are parts of another by their numbering."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site, is_blank
from formaudit.forms.headers import Columns
from formaudit.forms.numbering import serial_depth
from formaudit.forms.points import bracketed_points, points_figure, without_points
from formaudit.indicators.lexicon import identify
from formaudit.model.cells import TextCell
from formaudit.model.forms import Indicator, Subtotal
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, label

__all__ = [
    "bare_heading",
    "execution_row",
    "labelled_subtotal",
    "numbered_parts",
    "points_cell",
    "remark_row",
    "subtotal_row",
]

_ADDS_UP: Final = compiled(r"小计|(?:合计|总计|得分|分数)$")
_EXECUTION: Final = compiled(r"(?:部门|项目)?(?:预算|资金|经费)?(?:执行|支出)(?:率|进度)(?:得分|分值)")
_SUMMED: Final = compiled(
    r"(?:[\u4e00-\u9fff]{0,6}小计[(（]?(?:满分|分值|得分)[)）]?|(?:满分|分值|得分)[(（]?小计[)）]?)[:：]?"
)
_WITHIN: Final = compiled(r"(?:满分|分值|得分)[:：]?(?:\d+(?:\.\d+)?分?)?")
"""What may stand behind 小计 in its row: 满分 | 50 | 得分50."""
_FEW_WORDS: Final = 4
_LEVELS: Final = ("level1", "level2", "level3")
_CONTENT: Final = ("target", "achieved", "standard", "item", "completion", "nature", "adjusted_target")


def points_cell(table: Table, row: int, span: tuple[int, int] | None) -> Cell | None:
    """The cell of a row that begins under a column of points and holds a number, or ``None``."""
    for col in range(*span) if span is not None else ():
        cell = table.at(row, col)
        if cell is not None and cell.row == row and cell.col == col and read_cell(cell.text) is not None:
            return cell
    return None


def _own(table: Table, row: int, columns: Columns, code: str) -> str:
    """What a row prints under a column by itself: nothing where the cell reaches in from the left or from above.

    Where merges were lost, a label that reached over several columns stands in each of them.
    """
    span = columns.get(code)
    for col in range(*span) if span is not None else ():
        cell, left = table.at(row, col), table.at(row, col - 1) if col else None
        if cell is None or cell.row != row or cell.col != col or is_blank(cell.text):
            continue
        if left is None or compact(left.text) != compact(cell.text) or read_cell(cell.text) is not None:
            return compact(cell.text)
    return ""


def subtotal_row(site: Site, table: Table, row: int, columns: Columns, at: int, above: str = "") -> Subtotal | None:
    """A row of points that says of itself that it adds up others, or that has points and nothing else to measure.

    A heading over the whole width of the levels adds up the rows behind it where these go on under its name. ``above``
    is the first level in force, which stands in the row as well where merges were lost.
    """
    cells = {code: points_cell(table, row, columns.get(code)) for code in ("weight", "score")}
    if not any(cells.values()) or any(_own(table, row, columns, code) for code in _CONTENT):
        return None
    names = _names(table, row, columns)
    if any(map(_of_execution, names)):
        return None
    if names == [compact(above)] and not any(_own(table, row, columns, code) for code in _LEVELS[1:]):
        names, name = [], ""
    elif names:
        told = next((name for name in names if _ADDS_UP.search(without_points(name))), "")
        name = told or (names[0] if len(names) == 1 and _heads(table, row, columns, names[0]) else "")
    elif not _nameless(table, row, columns):
        return None
    else:
        name = ""
    if names and not name:
        return None
    title = without_points(name) or "小计"
    tail = f".subtotal[{title}]"
    weight, score = (
        None if cell is None else points_figure(site, table, cell, tail=f"{tail}.{code}", name=f"{title} {word}")
        for (code, cell), word in zip(cells.items(), ("分值", "得分"), strict=True)
    )
    return Subtotal(name=without_points(name), at=at, weight=weight, score=score)


def execution_row(table: Table, row: int, columns: Columns) -> bool:
    """Whether a row below the indicators prints the points for carrying out the budget and measures nothing."""
    if (
        any(_own(table, row, columns, code) for code in _CONTENT)
        or points_cell(table, row, columns.get("score")) is None
    ):
        return False
    return any(map(_of_execution, _names(table, row, columns)))


def _of_execution(name: str) -> bool:
    return _EXECUTION.fullmatch(without_points(name)) is not None


def labelled_subtotal(site: Site, table: Table, row: int, at: int) -> Subtotal | None:
    """A row whose every label is one of points that add up, figures behind each: 小计满分 | 50 | 小计得分 | 48."""
    found: dict[str, Cell] = {}
    code, summed, inside = "", False, False
    for cell in table.starting(row):
        words = compact(cell.text)
        if is_blank(words):
            continue
        name = _SUMMED.fullmatch(words) or (_WITHIN.fullmatch(words) if summed else None)
        if words == "小计":
            summed = True
        elif name is not None and any(map(str.isdigit, words)):
            inside = True  # 得分48: nobody is held to a figure inside a label
        elif name is not None:
            code = "score" if "得分" in words else "weight"
        elif code and code not in found and read_cell(cell.text) is not None:
            found[code] = cell
        else:
            return None
    if not found and not inside:
        return None
    weight, score = (
        points_figure(site, table, found[code], tail=f".subtotal[小计].{code}", name=f"小计 {word}")
        if code in found
        else None
        for code, word in (("weight", "分值"), ("score", "得分"))
    )
    return Subtotal(name="小计", at=at, weight=weight, score=score)


def _names(table: Table, row: int, columns: Columns) -> list[str]:
    """The words that a row begins with by itself, left of its values and points; serials are none."""
    values = [span[0] for code, span in columns.items() if code in ("weight", "score", *_CONTENT)]
    left = min(values) if values else table.cols
    names = (
        compact(cell.text)
        for cell in table.row(row)
        if cell.row == row and cell.col < left and not is_blank(cell.text) and read_cell(cell.text) is None
    )
    return list(dict.fromkeys(names))


def _nameless(table: Table, row: int, columns: Columns) -> bool:
    """Whether no name reaches into a row from above either, and nothing but points stands in it."""
    third = columns.get("level3") or columns.get("level2")
    cell = table.at(row, third[0]) if third is not None else None
    others = [cell for cell in table.row(row) if cell.row == row and not is_blank(cell.text)]
    return (cell is None or is_blank(cell.text)) and all(read_cell(cell.text) is not None for cell in others)


def _heads(table: Table, row: int, columns: Columns, name: str) -> bool:
    """Whether a row with one name at its beginning is the heading of the next row."""
    first, below = columns.get("level1"), row + 1
    if first is None or below >= table.rows or any(_own(table, row, columns, code) for code in _LEVELS[1:]):
        return False
    entry = identify("level1", without_points(name))
    head, next_cell = table.at(row, first[0]), table.at(below, first[0])
    if head is None or head.row != row or head is next_cell or (entry is not None and entry.code == "BUD"):
        return False
    if next_cell is not None and without_points(next_cell.text) == without_points(name):
        return True
    indented = any(_own(table, below, columns, code) for code in _LEVELS[1:])
    return (next_cell is None or is_blank(next_cell.text)) and indented


def remark_row(table: Table, row: int, columns: Columns) -> Cell | None:
    """The first cell of a row that asks something of the whole form (一票否决事项 | 是否存在… | 否), else ``None``.

    No number stands under its points, and a sentence reaches over the columns of targets and results.
    """
    spread = _spread(table, row, columns)
    if spread is not None:
        return spread
    points = [columns[code] for code in ("weight", "score") if code in columns]
    values = [columns[code] for code in ("target", "achieved") if code in columns]
    if len(values) < len(("target", "achieved")) or not points:
        return None
    cells = [cell for cell in table.row(row) if cell.row == row and not is_blank(cell.text)]
    over = any(all(cell.col < low and high <= cell.col + cell.colspan for low, high in values) for cell in cells)
    said = over and any(low <= cell.col < high for low, high in points for cell in cells)
    return cells[0] if said and not any(read_cell(cell.text) for cell in cells) else None


def _spread(table: Table, row: int, columns: Columns) -> Cell | None:
    """The words under the values and the points of a row alike (说明 | one cell over the rest), else ``None``.

    Where merges were lost they stand in each of these columns.
    """
    under = [columns[code] for code in ("target", "achieved", "weight", "score") if code in columns]
    if len(under) < len(("target", "achieved", "points")) or not any(code in columns for code in ("weight", "score")):
        return None
    first = table.at(row, under[0][0])
    if first is None or first.row != row or len(compact(first.text)) < _FEW_WORDS or read_cell(first.text) is not None:
        return None
    cells = (table.at(row, span[0]) for span in under)
    same = all(cell is not None and compact(cell.text) == compact(first.text) for cell in cells)
    return first if same else None


def bare_heading(table: Table, row: int, columns: Columns) -> Cell | None:
    """The only cell of a row with words in a block without first level, where it prints the points of what follows."""
    if "level1" in columns:
        return None
    filled = [cell for cell in table.row(row) if not is_blank(cell.text) and len(compact(cell.text)) > 1]
    if len(filled) == 1 and filled[0].row == row and bracketed_points(filled[0].text):
        return filled[0]
    return None


def numbered_parts(indicators: Sequence[Indicator]) -> list[Indicator]:
    """The rows with what each is a part of by its numbering: （1） below 1. under the same first level."""
    found: list[Indicator] = []
    open_rows: list[tuple[int, int]] = []
    for at, row in enumerate(indicators):
        depth = serial_depth(row.name.text)
        while open_rows and (depth is None or open_rows[-1][1] >= depth):
            open_rows.pop()
        above = open_rows[-1][0] if open_rows else None
        same = above is not None and _level(indicators[above].level1_text) == _level(row.level1_text)
        found.append(replace(row, part_of=above) if same else row)
        if depth is not None:
            open_rows.append((at, depth))
    return found


def _level(text: TextCell) -> str:
    return label(without_points(text.text))
