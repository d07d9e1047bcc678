"""Frames of lines become grids of cells."""

from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.pdf.ink import Box, Rule
from formaudit.extract.pdf.lattice import Grid, Slot, grid_of
from formaudit.extract.pdf.rules import Frame


def _text_nowhere(_: Box) -> bool:
    return False


def _text_anywhere(_: Box) -> bool:
    return True


def _frame(slots: list[Slot], xs: list[float], ys: list[float]) -> Frame:
    """The rules around each cell, one by one, as word processors draw them."""
    across, down = set(), set()
    for row, col, high, wide in slots:
        for y in (ys[row], ys[row + high]):
            across.add(Rule(y, xs[col], xs[col + wide]))
        for x in (xs[col], xs[col + wide]):
            down.add(Rule(x, ys[row], ys[row + high]))
    return Frame(tuple(sorted(across)), tuple(sorted(down)))


def _grid(frame: Frame) -> Grid:
    grid = grid_of(frame, _text_nowhere)
    assert grid is not None
    return grid


@st.composite
def merged_grids(draw: st.DrawFn) -> tuple[list[Slot], int, int]:
    """Cells that cover a grid, each edge used by at least one of them."""
    rows, cols = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    free = {(row, col) for row in range(rows) for col in range(cols)}
    slots = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) not in free:
                continue
            wide = draw(st.integers(1, 2))
            while any((row, col + step) not in free for step in range(wide)):
                wide -= 1
            high = draw(st.integers(1, 3))
            while any((row + down, col + step) not in free for down in range(high) for step in range(wide)):
                high -= 1
            free -= {(row + down, col + step) for down in range(high) for step in range(wide)}
            slots.append((row, col, high, wide))
    ups = {edge for row, _, high, _ in slots for edge in (row, row + high)}
    lefts = {edge for _, col, _, wide in slots for edge in (col, col + wide)}
    if len(ups) <= rows or len(lefts) <= cols:
        slots = [(row, col, 1, 1) for row in range(rows) for col in range(cols)]
    return slots, rows, cols


@given(merged_grids())
def test_a_drawn_grid_is_found_again_with_its_merged_cells(made: tuple[list[Slot], int, int]) -> None:
    slots, rows, cols = made
    grid = _grid(_frame(slots, [10 + 40.0 * n for n in range(cols + 1)], [20 + 15.0 * n for n in range(rows + 1)]))
    assert list(grid.slots) == slots
    assert not grid.unsure


@given(merged_grids(), st.floats(-1, 1), st.floats(-1, 1))
def test_rules_that_miss_each_other_by_a_point_do_not_matter(
    made: tuple[list[Slot], int, int], shift: float, stretch: float
) -> None:
    slots, rows, cols = made
    frame = _frame(slots, [10 + 40.0 * n for n in range(cols + 1)], [20 + 15.0 * n for n in range(rows + 1)])
    across = tuple(
        Rule(rule.at + shift * (n % 2), rule.start + stretch, rule.end) for n, rule in enumerate(frame.across)
    )
    assert list(_grid(Frame(across, frame.down)).slots) == slots


def test_every_position_is_covered_once_although_a_rule_is_missing_halfway() -> None:
    frame = _frame([(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)], [0, 50, 100], [0, 20, 40])
    halved = tuple(rule for rule in frame.across if rule != Rule(20, 50, 100))
    grid = _grid(Frame(halved, tuple(rule for rule in frame.down if rule != Rule(50, 0, 20))))
    covered = [
        (r, c) for row, col, high, wide in grid.slots for r in range(row, row + high) for c in range(col, col + wide)
    ]
    assert sorted(covered) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert grid.unsure


def test_an_underline_makes_no_row() -> None:
    frame = _frame([(0, 0, 1, 1), (0, 1, 1, 1)], [0, 50, 100], [0, 20])
    grid = _grid(Frame((*frame.across, Rule(14, 8, 40)), frame.down))
    assert grid.slots == ((0, 0, 1, 1), (0, 1, 1, 1))


def test_double_rules_are_one_edge() -> None:
    frame = _frame([(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)], [0, 50, 100], [0, 20, 40])
    grid = _grid(Frame((*frame.across, Rule(22, 0, 100)), (*frame.down, Rule(52, 0, 40))))
    assert len(grid.slots) == 4


def test_open_sides_are_closed_where_text_stands() -> None:
    across = tuple(Rule(y, 0, 150) for y in (0.0, 20.0, 40.0))
    frame = Frame(across, (Rule(50, 0, 40), Rule(100, 0, 40)))
    open_grid = grid_of(frame, _text_anywhere)
    assert open_grid is not None
    assert open_grid.xs == (0, 50, 100, 150)
    assert open_grid.unsure
    assert _grid(frame).xs == (50, 100)


def test_a_page_that_cuts_a_row_leaves_the_grid_open_below() -> None:
    frame = Frame((Rule(0, 0, 100), Rule(20, 0, 100)), (Rule(0, 0, 60), Rule(50, 0, 60), Rule(100, 0, 60)))
    grid = grid_of(frame, _text_anywhere)
    assert grid is not None
    assert grid.open_bottom
    assert grid.ys == (0, 20, 60)


def test_a_box_is_a_grid_of_one_cell() -> None:
    assert _grid(_frame([(0, 0, 1, 1)], [0, 50], [0, 20])).slots == ((0, 0, 1, 1),)
