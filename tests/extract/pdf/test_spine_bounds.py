"""Which lines beside a column of figures are one cell: every distance from both sides of its bound.

Lines are given by the heights of their middles; type is ten points high.
"""

import pytest

from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.spine import _heights, _placed, _Text

SIZE = 10.0


def _texts(*heights: float) -> list[_Text]:
    return [
        _Text(number, at, (Glyph("字", 0, at - 5, 10, at + 5, spaced=False, turn=0),))
        for number, at in enumerate(heights)
    ]


def _cells(lines: tuple[float, ...], rows: tuple[float, ...], share: float) -> list[tuple[int, int]] | None:
    """The row of each cell with the number of its lines; ``None`` where the lines fit no rows."""
    placed = _placed(_texts(*lines), rows, share, SIZE)
    return None if placed is None else [(row, len(cell)) for row, cell in placed[1]]


@pytest.mark.parametrize(
    ("lines", "rows", "share", "cells"),
    [
        # Lines of one cell stand evenly.
        ((0, 12, 24), (12,), 0.5, [(0, 3)]),
        ((0, 12, 25.4), (12,), 0.5, [(0, 3)]),
        ((0, 12, 25.6), (12,), 0.5, None),
        ((0, 12, 22.6), (12,), 0.5, [(0, 3)]),
        ((0, 12, 22.4), (12,), 0.5, None),
        ((0, 12, 24, 36, 49.6), (0,), 0.0, None),
        # None is further from the next than nearly two heights of type.
        ((0, 19), (0,), 0.0, [(0, 2)]),
        ((0, 19.1), (0,), 0.0, None),
        # A cell misses its row by less than half a height.
        ((4.2,), (0,), 0.0, [(0, 1)]),
        ((4.3,), (0,), 0.0, None),
        ((0, 12), (10.2,), 0.5, [(0, 2)]),
        ((0, 12), (10.3,), 0.5, None),
        ((0, 12), (12,), 1.0, [(0, 2)]),
        ((0, 12), (0,), 1.0, None),
        # It has sixteen lines at most.
        (tuple(12.0 * each for each in range(16)), (0,), 0.0, [(0, 16)]),
        (tuple(12.0 * each for each in range(17)), (0,), 0.0, None),
        # Two cells stand in two rows, each line in one of them, in their order.
        ((0, 12, 40, 52), (0, 40), 0.0, [(0, 2), (1, 2)]),
        ((0, 12), (0, 12), 0.5, [(0, 1), (1, 1)]),
        ((0, 12), (0, 12), 0.0, [(0, 2)]),
        ((0, 40), (0, 20, 40), 0.0, [(0, 1), (2, 1)]),
        ((0, 1), (0,), 0.0, [(0, 2)]),
        ((), (0,), 0.0, []),
    ],
)
def test_lines_are_cells_of_rows(
    lines: tuple[float, ...], rows: tuple[float, ...], share: float, cells: list[tuple[int, int]] | None
) -> None:
    assert _cells(lines, rows, share) == cells


def test_the_nearest_way_to_part_lines_costs_least() -> None:
    cost = {
        lines: placed[0]
        for lines in ((0, 40), (1, 40), (1, 43), (1, 14))
        if (placed := _placed(_texts(*lines), (0, 12, 40), 0, SIZE))
    }
    assert cost == {(0, 40): 0, (1, 40): 1, (1, 43): 4, (1, 14): 1}


@pytest.mark.parametrize(
    ("places", "heights"),
    [
        ((), []),
        ((0, 20), [0, 20]),
        ((0, 4.2, 20), [2.1, 20]),
        ((0, 4.3, 20), []),  # too close to be told apart
        ((0, 8), [0, 8]),
        ((0, 7.9), []),
        ((20, 0), [0, 20]),
        ((0, 3, 4.2, 20), [2.4, 20]),
    ],
)
def test_figures_on_one_height_are_one_row(places: tuple[float, ...], heights: list[float]) -> None:
    assert _heights(places, SIZE) == pytest.approx(heights)
