"""Header rows: which column means what, told by the words of the header and never by position.

What all blocks share stands here; the headers of money and of indicators have modules of their own.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from formaudit.forms.remembered import by_label, by_row
from formaudit.forms.repeated_stages import of_one_year
from formaudit.indicators.lexicon import Entry, identify, in_force
from formaudit.model.table import Cell, Table
from formaudit.numbers import Kind, read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, fold

__all__ = [
    "Columns",
    "cell_for",
    "cost_header",
    "goal_header",
    "is_numbering",
    "naming_cells",
    "pairs_points",
    "read_header",
    "repeats_left",
    "turned_points",
    "with_second_row",
    "without_year",
]

_HEADED: Final = ("fund-column", "indicator-column", "goal-column", "list-column", "detail-column", "source")
"""The vocabularies of headers that every row is held against."""
Columns = Mapping[str, tuple[int, int]]
"""Code of a column to its half-open range of grid columns."""

_YEAR: Final = compiled(r"\(?20\d{2}\s*年?度?\)?")
_DATED: Final = compiled(r"^\(?20\d{2}年")
_OF_A_YEAR: Final = frozenset({"target", "achieved"})
_NUMBERING: Final = ("列次", "行次", "栏次", "栏目")
_LETTER: Final = compiled(r"[^\W\d_]")
_FEWEST_NUMBERED: Final = 3
_PAIRED_POINTS: Final = compiled(r"^(?:指标|标准)?(?:分值|权重|满分)[/／]?(?:指标|自评|评价|实际)*(?:得|评|自评)分$")
_TURNED_POINTS: Final = compiled(r"^(?:指标|自评|评价|实际)*(?:得|评|自评)分[/／](?:指标|标准)?(?:分值|权重|满分)$")
_COLUMN_MARK: Final = compiled(r"^[(（]?(\d{1,3}|[A-Z]|[①-⑳])[)）]?(?:=[-+×÷*/%()（）\d.A-Z①-⑳]+)?$")


def without_year(text: str) -> str:
    """A label without the first year in it: ``2023年决算数`` is 决算数."""
    folded = fold(text)
    return _YEAR.sub("", folded, count=1) if "20" in folded else folded


def cost_header(table: Table, row: int) -> bool:
    """Whether a row names the columns of annex 2's table of expenses, at least two of them."""
    return sum(identify("cost-column", without_year(cell.text)) is not None for cell in table.starting(row)) >= 2


@by_label
def pairs_points(text: str) -> bool:
    """Whether a header names one column for points to be had and points reached: 分值/得分 over 20/19, or turned."""
    return _PAIRED_POINTS.match(compact(text)) is not None or _TURNED_POINTS.match(compact(text)) is not None


def turned_points(table: Table, cell: Cell) -> bool:
    """Whether the header over a cell of two numbers of points names those reached first: 得分/分值 over 19/20."""
    above = (table.at(row, cell.col) for row in range(cell.row - 1, -1, -1))
    head = next((one for one in above if one is not None and pairs_points(one.text)), None)
    return head is not None and _TURNED_POINTS.match(compact(head.text)) is not None


@by_label
def _named_in(text: str) -> Mapping[str, Entry]:
    """What a label names in a header, by vocabulary; most texts of a form name nothing in any."""
    if in_force() is None and _LETTER.search(text) is None:
        return {}  # a figure: no name that ships is without a letter
    words = "分值" if pairs_points(text) else text
    named = {kind: entry for kind in _HEADED if (entry := identify(kind, words)) is not None}
    if not named and _DATED.match(compact(text)):
        # 2024年指标值 beside 2024年完成值
        entry = identify("indicator-column", without_year(text))
        named = {"indicator-column": entry} if entry is not None and entry.code in _OF_A_YEAR else {}
    return named


@by_row
def naming_cells(table: Table, row: int) -> tuple[tuple[Cell, Mapping[str, Entry]], ...]:
    """The cells of a row that name something in a header, with what they name in each vocabulary of headers."""
    return tuple([(cell, named) for cell in table.row(row) if (named := _named_in(cell.text))])


def repeats_left(table: Table, row: int, cell: Cell) -> bool:
    """Whether a head and the figures below it are those of the column left of it: merged cells, taken apart."""
    left = table.at(row, cell.col - 1) if cell.col else None
    if left is None or left is cell or not compact(cell.text) or compact(left.text) != compact(cell.text):
        return False
    pairs = [
        (_text(table, at, cell.col - 1), _text(table, at, cell.col)) for at in range(row + cell.rowspan, table.rows)
    ]
    counted = [one == other for one, other in pairs if any(read_cell(text) is not None for text in (one, other))]
    return len(counted) >= _FEWEST_NUMBERED and sum(counted) * 4 >= len(counted) * 3


def _text(table: Table, row: int, col: int) -> str:
    cell = table.at(row, col)
    return compact(cell.text) if cell is not None else ""


def read_header(kind: str, table: Table, row: int) -> dict[str, tuple[int, int]]:
    """The columns that a row's cells name in one vocabulary of headers; the first of two equal names wins."""
    found: dict[str, tuple[int, int]] = {}
    for cell, named in naming_cells(table, row):
        entry = named.get(kind)
        if entry is not None and entry.code not in found:
            found[entry.code] = (cell.col, cell.col + cell.colspan)
            if entry.code == "weight" and "score" not in found and pairs_points(cell.text):
                found["score"] = found[entry.code]
    return found


def with_second_row(
    kind: str, table: Table, row: int, first: dict[str, tuple[int, int]]
) -> tuple[dict[str, tuple[int, int]], int]:
    """Add what a second header row says: ``预算数`` over ``年初`` and ``全年`` means two columns, not one."""
    below = row + 1
    if below >= table.rows or not first:
        return first, row
    own = [cell for cell in table.starting(below) if compact(cell.text)]
    if _holds_figures(kind, own):
        return first, row
    # A named cell that reaches down into the row makes it a header for certain, strange words in it or not.
    certain = any(
        cell.row == row and cell.row + cell.rowspan == below + 1 and identify(kind, cell.text) is not None
        for cell in table.row(row)
    )
    codes = [_code_below(kind, table, row, cell) for cell in own]
    if not all(codes) and not certain:
        return first, row
    named: dict[str, tuple[int, int]] = {}
    for cell, code in of_one_year(table, below, list(zip(own, codes, strict=True))):
        if code:
            named.setdefault(code, (cell.col, cell.col + cell.colspan))
    if len(named) < 2 and not certain:
        return first, row
    # A group header gives way to the columns under it.
    kept = {
        code: span
        for code, span in first.items()
        if code not in named and not any(span[0] <= low and high <= span[1] for low, high in named.values())
    }
    return {**kept, **named}, below


def _code_below(kind: str, table: Table, row: int, cell: Cell) -> str:
    """What a cell below a header's row names by itself or with the words over it, or nothing."""
    if kind == "fund-column" and compact(cell.text).startswith("其中"):
        return ""  # a part of the column over it: 预算数 over 总额 | 其中：当年下达
    upper = _above(table, row, cell.col)
    hits = (identify(kind, text) for text in (cell.text, cell.text + upper, upper + cell.text))
    return next((hit.code for hit in hits if hit is not None), "")


def _holds_figures(kind: str, cells: Sequence[Cell]) -> bool:
    """Whether a row is one of figures: more of its cells hold one than name a column."""
    figures = sum((found := read_cell(cell.text)) is not None and found.kind is not Kind.DATE for cell in cells)
    return figures > sum(identify(kind, cell.text) is not None for cell in cells)


def _above(table: Table, row: int, col: int) -> str:
    """The text of the header over a column; a blank one stands for the cell to its left where merges were lost."""
    for place in range(col, -1, -1):
        cell = table.at(row, place)
        if cell is not None and compact(cell.text):
            return cell.text
    return ""


@by_row
def goal_header(table: Table, row: int) -> dict[str, tuple[int, int]] | None:
    """The two columns of a block of goals.

    The label of the whole block (年度总体目标) may stand left of the two headers and reads like the first of them, so
    of several labels for the expected goals the last one left of the achieved ones counts.
    """
    named = [(cell, entry.code) for cell in table.row(row) if (entry := identify("goal-column", cell.text)) is not None]
    # The block's own label (总体目标完成情况) may read like the second header as well.
    achieved = next(((cell.col, cell.col + cell.colspan) for cell, code in reversed(named) if code == "achieved"), None)
    if achieved is None:
        return None
    expected = [
        (cell.col, cell.col + cell.colspan) for cell, code in named if cell.col < achieved[0] and code == "expected"
    ]
    return {"expected": expected[-1], "achieved": achieved} if expected else None


@by_row
def is_numbering(table: Table, row: int) -> bool:
    """Whether a row under a header only counts the columns (列次 0 1 2 3, A B C=B/A): no figures stand in it."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    # Where merges were lost a number may stand in several cells: it is counted once.
    counted = [text for text, _ in groupby(compact(cell.text) for cell in cells)]
    marks = [(text, _COLUMN_MARK.match(text)) for text in counted]
    numbers = [_index(mark[1]) for _, mark in marks if mark is not None]
    words = [text for text, mark in marks if mark is None]
    counts = any(text.startswith(_NUMBERING) for text in words)
    if len(numbers) < (2 if counts else _FEWEST_NUMBERED) or not (counts or numbers[0] == 1):
        return False
    return all(after == before + 1 for before, after in pairwise(numbers)) and (
        counts or all(len(text) > 2 for text in words)
    )


def _index(mark: str) -> int:
    """The number that a column's mark stands for: A is the first like 1 and ①."""
    if mark.isdecimal():
        return int(mark)
    return ord(mark) - (ord("①") if mark >= "①" else ord("A")) + 1


def cell_for(table: Table, row: int, span: tuple[int, int] | None) -> Cell | None:
    """The cell of a row that stands in a column; a cell begun in an earlier row counts once, there.

    Where rows are cut more finely than the header, the first filled cell of the range is taken.
    """
    if span is None:
        return None
    first: Cell | None = None
    for col in range(*span):
        cell = table.at(row, col)
        if cell is None or cell.row != row or cell.col < span[0]:
            continue
        if compact(cell.text):
            return cell
        first = first or cell
    if first is None:
        cell = table.at(row, span[0])
        if cell is not None and cell.row == row:
            return cell
    return first
