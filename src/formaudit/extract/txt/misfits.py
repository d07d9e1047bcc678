"""Rows of text whose values stand under headings that they cannot belong to: their columns were not found."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from formaudit.extract.blocks import Grid
from formaudit.extract.txt.columns import is_header, suits
from formaudit.extract.txt.features import is_total, kind
from formaudit.model.table import Cell
from formaudit.patterns import compiled

__all__ = ["misfits"]

_HEADINGS: Final = 3
"""So many headings beside each other tell the columns of the rows below them."""
_LABELLED: Final = 2
"""Cells of a row that holds a name and what belongs to it."""
_WRONG: Final = -0.2
_FIGURES: Final = frozenset(("plain", "percent"))
_YEAR: Final = compiled(r"^\s*(?:19|20)\d\d年度?(?=\S)")
"""A year before the words of a heading (2023年决算数), which is no figure."""

_Line = tuple[Cell, ...]


def misfits(grid: Grid, padded: frozenset[int]) -> frozenset[int]:
    """The lines of all rows under headings that some short row does not fit.

    A row whose cells are as many as the columns says itself where they stand; one that is shorter, or that blanks were
    added to (``padded`` has the lines of those), was laid on the columns by likeness. Where one of them went wrong the
    others under the same headings may have too.
    """
    found: set[int] = set()
    for heads, body in _blocks(grid):
        short = [row for row in body if len(row) < grid.cols or any(cell.line in padded for cell in row)]
        if any(not _fits(heads, row) for row in short):
            found.update(cell.line for row in body for cell in row if cell.line is not None)
    return frozenset(found)


def _blocks(grid: Grid) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """The rows of headings, one or more below each other, with the rows below them up to the next headings."""
    rows = [tuple(row) for _, row in groupby(sorted(grid.cells, key=_place), key=lambda cell: cell.row)]
    heads: list[_Line] = []
    body: list[_Line] = []
    for row in rows:
        if is_header([_YEAR.sub("", cell.text) for cell in row]) and ((heads and not body) or _speaks(row)):
            if body:
                yield heads, body
                heads, body = [], []
            heads.append(row)
        elif heads:
            body.append(row)
    if heads and body:
        yield heads, body


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.col


def _speaks(row: _Line) -> bool:
    """Whether enough of a row's words are headings that say what kind of value stands under them."""
    return sum(suits(cell.text, "1") is not None for cell in row) >= _HEADINGS


def _fits(heads: Sequence[_Line], row: _Line) -> bool:
    """Whether each figure stands under a heading that it can belong to, and no two under one."""
    taken: set[tuple[int, int]] = set()
    if len(row) > _LABELLED and is_total(row[0].text) and _lacks_figure(heads, row):
        return False
    for cell in row:
        if kind(cell.text) not in _FIGURES:
            continue
        head = _heading(heads, cell)
        if head is None:
            continue
        worth = suits(head.text, cell.text)
        if (worth is not None and worth < _WRONG) or _place(head) in taken:
            return False
        taken.add(_place(head))
    return True


def _lacks_figure(heads: Sequence[_Line], row: _Line) -> bool:
    """Whether words in a row of totals may stand for one of its figures."""
    return _stands_for_figure(row) or any(_hides_figures(heads, cell) for cell in row[1:])


def _stands_for_figure(row: _Line) -> bool:
    """Whether words follow the label of a row of totals, over several columns, with figures behind them.

    Nothing but figures is expected there: the words may stand for the first of them, which is not known (未统计).
    """
    behind = row[1]
    figures = any(kind(cell.text) in _FIGURES for cell in row[2:])
    return kind(behind.text) == "text" and behind.colspan > 1 and figures


def _hides_figures(heads: Sequence[_Line], cell: Cell) -> bool:
    """Whether words stand over several columns of figures: in a row of totals one of them is lacking its own."""
    if kind(cell.text) != "text":
        return False
    over = {
        _place(head)
        for row in heads
        for head in row
        if head.col < cell.col + cell.colspan
        and cell.col < head.col + head.colspan
        and (suits(head.text, "1") or 0) > 0
    }
    return len(over) > 1


def _heading(heads: Sequence[_Line], cell: Cell) -> Cell | None:
    """The lowest heading with words over a cell."""
    for row in reversed(heads):
        for head in row:
            if head.text.strip() and head.col < cell.col + cell.colspan and cell.col < head.col + head.colspan:
                return head
    return None
