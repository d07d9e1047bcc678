"""Stages of money that a header repeats for each year: 2022年 | 2023年 over 预算 | 执行 | 执行率 each."""

from collections.abc import Sequence
from typing import Final

from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["of_one_year"]

_YEAR: Final = compiled(r"(20\d{2})年?")
_THIS: Final = compiled(r"本年|当年|今年")
_FEWEST: Final = 2


def of_one_year(table: Table, row: int, heads: Sequence[tuple[Cell, str]]) -> list[tuple[Cell, str]]:
    """The heads of the latest year where a row prints the same stages for several years, else all of them.

    A column of one year beside one of another would make a rate of neither. Where nothing over the heads tells the
    years, those on the right count.
    """
    every = [code for _, code in heads if code]
    # What stands once beside them (备注, the points of the form) is of no year.
    named = [(cell, code) for cell, code in heads if code and every.count(code) > 1]
    codes = [code for _, code in named]
    size = codes.index(codes[0], 1) if codes and codes[0] in codes[1:] else 0
    groups = [named[at : at + size] for at in range(0, len(named), size)] if size >= _FEWEST else []
    if len(groups) < _FEWEST or any([code for _, code in group] != codes[:size] for group in groups):
        return list(heads)
    last = len(groups) - 1
    years = [_year_over(table, row, group[0][0]) for group in groups]
    best = max(range(len(groups)), key=lambda at: (years[at], at)) if all(years) else last
    left = groups[best]
    return [(cell, code) for cell, code in heads if (cell, code) in left or (cell, code) not in named]


def _year_over(table: Table, row: int, cell: Cell) -> int:
    """The year that stands over a head, or over one left of it with nothing between; 0 where none does."""
    for col in range(cell.col, -1, -1):
        over = table.at(row - 1, col) if row else None
        words = compact(over.text) if over is not None else ""
        if words:
            year = _YEAR.search(words)
            return int(year[1]) if year is not None else 9999 if _THIS.search(words) else 1 if "年" in words else 0
    return 0
