"""Tables as printed: each cell once, with its span; a position asks for the cell that covers it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct

__all__ = ["Cell", "Table"]


class Cell(Struct, frozen=True):
    r"""One cell (单元格), standing at the grid position of its top left corner.

    ``text`` is what is printed, paragraphs parted by ``\\n``. ``confidence`` is 1.0 where the characters are certain
    (a text format) and lower where they were recognised or where two readers disagree. ``line`` is the line of a text
    file on which the cell starts, from 1.
    """

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    confidence: float = 1.0
    line: int | None = None


class Table(Struct, frozen=True, kw_only=True, dict=True):
    """A logical table, put together again where it ran over pages.

    Invariants: no two cells cover one position; ``cells`` are in reading order; iterating meets each cell once;
    ``at`` gives the covering cell, and ``None`` for a gap that no cell covers.
    """

    index: int
    cells: tuple[Cell, ...]
    rows: int
    cols: int
    caption: str = ""
    pages: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Hold the invariants as soon as the table is made.

        Raises:
            ValueError: two cells cover one position, or a cell leaves the grid. This is a defect of an extractor.

        """
        _ = self._cover

    @cached_property
    def found_out(self) -> dict[Any, Any]:
        """What readers of forms found out about its rows and may be asked again; no part of what is printed."""
        return {}

    @cached_property
    def _cover(self) -> dict[tuple[int, int], Cell]:
        """By position, the cell that covers it."""
        cover: dict[tuple[int, int], Cell] = {}
        rows, cols = self.rows, self.cols
        for cell in self.cells:
            if cell.rowspan == 1 == cell.colspan:  # most cells of a large table
                spot = (cell.row, cell.col)
                if spot in cover or cell.row >= rows or cell.col >= cols:
                    raise self._clash(cell.row, cell.col)
                cover[spot] = cell
                continue
            for row in range(cell.row, cell.row + cell.rowspan):
                for col in range(cell.col, cell.col + cell.colspan):
                    if (row, col) in cover or row >= rows or col >= cols:
                        raise self._clash(row, col)
                    cover[row, col] = cell
        return cover

    @cached_property
    def _rows(self) -> dict[int, tuple[Cell, ...]]:
        """The rows that somebody asked for."""
        return {}

    @cached_property
    def _starting(self) -> dict[int, tuple[Cell, ...]]:
        """The same, without what began in an earlier row."""
        return {}

    def _clash(self, row: int, col: int) -> ValueError:
        return ValueError(f"table {self.index}: position ({row}, {col}) is covered twice or outside the grid")

    def __iter__(self) -> Iterator[Cell]:
        """Meet each cell once, in reading order."""
        return iter(self.cells)

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a position, or ``None`` for a gap."""
        return self._cover.get((row, col))

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row, each once, from left to right (a tall cell appears in each of its rows)."""
        known = self._rows.get(row)
        if known is None:
            across = (self._cover.get((row, col)) for col in range(self.cols))
            known = self._rows[row] = tuple({id(cell): cell for cell in across if cell is not None}.values())
        return known

    def starting(self, row: int) -> tuple[Cell, ...]:
        """The cells whose top left corner stands in a row, from left to right."""
        known = self._starting.get(row)
        if known is None:
            known = self._starting[row] = tuple([cell for cell in self.row(row) if cell.row == row])
        return known
