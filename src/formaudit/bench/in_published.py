"""Faults of published budgets and final accounts: a code misprinted, an amount on another row, an item left out."""

from collections.abc import Iterator
from random import Random

from formaudit.bench.base import Base
from formaudit.bench.edits import Edit, reprint, spot_of, text_at
from formaudit.graph.disclosure.paths import path_in
from formaudit.model.disclosure import DisclosureGrid, DisclosureRow, RowRole, TableKind
from formaudit.model.figure import Figure

__all__ = ["amount_on_other_row", "code_misprinted", "item_left_out"]

_CODED = (TableKind.SPENDING, TableKind.GENERAL)


def _grids(base: Base) -> Iterator[DisclosureGrid]:
    published = base.evidence.graph.published
    for kind in _CODED if published is not None else ():
        grid = published.book.grid(kind) if published is not None else None
        if grid is not None:
            yield grid


def _items(grid: DisclosureGrid) -> list[DisclosureRow]:
    """The items that have money."""
    total = grid.column("total")
    return [
        row
        for row in grid.rows
        if row.role is RowRole.CODE
        and len(row.code) == 7
        and total is not None
        and (cell := row.figures[total]) is not None
        and cell.filled
        and cell.amount != 0
    ]


def code_misprinted(base: Base, rng: Random) -> tuple[Edit, ...] | None:
    """The last digits of an item's code read otherwise in the table of spending (and that of the general budget)."""
    grids = list(_grids(base))
    shared = {row.code for row in _items(grids[0])} if grids else set()
    for grid in grids[1:]:
        shared &= {row.code for row in _items(grid)}
    used = {row.code for grid in grids for row in grid.rows}
    edits: list[Edit] = []
    for code in rng.sample(sorted(shared), len(shared)):
        other = next((f"{code[:5]}{at:02d}" for at in range(41, 60) if f"{code[:5]}{at:02d}" not in used), None)
        if other is None:
            continue
        edits = [edit for grid in grids if (edit := _recode(base, grid, code, other)) is not None]
        if len(edits) == len(grids):
            return tuple(edits)
    return None


def _recode(base: Base, grid: DisclosureGrid, code: str, other: str) -> Edit | None:
    row = next(row for row in grid.rows if row.code == code)
    place = row.place
    for col in range(place.col or 0):
        spot = (place.file, place.table, place.row, col, None)
        text = text_at(base.documents, spot)
        if text in (code, code[5:]):
            return Edit(spot=spot, before=text, after=other if text == code else other[5:], right=code, wrong=other)
    return None


def amount_on_other_row(base: Base, rng: Random) -> tuple[Edit, ...] | None:
    """Two amounts of one column of items change places."""
    for grid in _grids(base):
        for column in rng.sample(("basic", "project"), 2):
            at = grid.column(column)
            cells = [row.figures[at] for row in _items(grid)] if at is not None else []
            filled = [cell for cell in cells if cell is not None and cell.filled and cell.amount != 0]
            if len(filled) < 2:
                continue
            one, other = rng.sample(filled, 2)
            edits = (_reprinted(base, one, other), _reprinted(base, other, one))
            if one.value != other.value and None not in edits:
                return tuple(edit for edit in edits if edit is not None)
    return None


def _reprinted(base: Base, figure: Figure, other: Figure) -> Edit | None:
    return reprint(base.documents, figure, other.raw)


def item_left_out(base: Base, rng: Random) -> tuple[Edit, ...] | None:
    """The paragraph of an item is taken out of a budget's text."""
    published = base.evidence.graph.published
    if published is None or published.book.final:
        return None
    told = [item.passage for item in published.items if item.row is not None and path_in(item.passage) is not None]
    if len(told) < 4:
        return None
    passage = rng.choice(told)
    return (Edit(spot=spot_of(passage.note.place), before=passage.text, after=None),)
