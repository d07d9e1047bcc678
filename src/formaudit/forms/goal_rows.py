"""Rows of the block of goals: what was planned for the year and what became of it."""

from formaudit.forms.cells import Site
from formaudit.forms.detail_table import is_figure_cell
from formaudit.forms.headers import Columns, cell_for
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.forms import Goal
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.text import compact

__all__ = ["goal_cells", "goal_row", "goal_without_header"]


def goal_row(site: Site, table: Table, row: int, columns: Columns) -> tuple[Goal, tuple[Figure, ...]] | None:
    """The goal in a row below the header of the block, and the figures beside it; ``None`` where both are blank."""
    expected = cell_for(table, row, columns.get("expected"))
    actual = cell_for(table, row, columns.get("achieved"))
    if expected is None or actual is None or not (compact(expected.text) or compact(actual.text)):
        return None
    own = [(expected, "预期目标"), (actual, "实际完成情况")]
    own += [(cell, "目标完成率") for cell in table.starting(row) if cell.col > actual.col]
    figures = tuple(
        site.figure(table, cell, tail=f".goal[{word}]", label=word, unit="")
        for cell, word in own
        if is_figure_cell(cell)
    )
    return Goal(expected=site.text(table, expected), actual=site.text(table, actual)), figures


def goal_without_header(site: Site, table: Table, cells: list[Cell]) -> Goal | None:
    """The goal of a row that has no header, of its ``goal_cells``; one without what became of it is none."""
    if len(cells) != len(("expected", "actual")):
        return None
    expected, actual = (site.text(table, cell) for cell in cells)
    return Goal(expected=expected, actual=actual)


def goal_cells(table: Table, row: int) -> list[Cell]:
    """The words of a row that its label calls the goal (年度总体目标 | 维修校舍 | 已完成); else nothing."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    named = [cell for cell in cells if identify("goal-column", cell.text) is not None]
    if len(cells) not in (2, 3) or named != cells[:1] or any(read_cell(cell.text) is not None for cell in cells):
        return []
    return cells[1:]
