"""Pieces of ruling lines become whole lines and frames."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.pdf.ink import Rule
from formaudit.extract.pdf.rules import cluster, frames, joined


def test_dashes_and_the_borders_of_single_cells_make_one_line() -> None:
    dashes = [Rule(10, start, start + 2) for start in range(0, 60, 4)]
    assert joined([*dashes, Rule(10.2, 58, 90), Rule(10, 90, 120)]) == [Rule(10, 0, 120)]


def test_lines_far_apart_along_the_same_level_stay_two() -> None:
    assert joined([Rule(10, 0, 50), Rule(10, 80, 120)]) == [Rule(10, 0, 50), Rule(10, 80, 120)]


def test_specks_are_no_lines() -> None:
    assert joined([Rule(10, 0, 0.5), Rule(40, 7, 9)]) == []


def test_only_lines_that_meet_make_a_frame() -> None:
    across = [Rule(0, 0, 100), Rule(20, 0, 100), Rule(60, 0, 100)]
    down = [Rule(0, 0, 20), Rule(100, 0, 20), Rule(300, 0, 20)]
    [frame] = frames(across, down)
    assert frame.across == (Rule(0, 0, 100), Rule(20, 0, 100))
    assert frame.down == (Rule(0, 0, 20), Rule(100, 0, 20))


def test_a_page_full_of_lines_is_a_drawing() -> None:
    assert frames([Rule(n, 0, 100) for n in range(7_000)], [Rule(0, 0, 7_000)]) == []


@given(st.lists(st.floats(0, 1000), max_size=40))
def test_clustered_positions_are_ascending_and_near_to_what_they_stand_for(values: list[float]) -> None:
    out = cluster(values)
    assert out == sorted(set(out))
    assert all(min(abs(value - mark) for mark in out) <= 3 for value in values)


OPEN = [Rule(40, 50, 200), Rule(80, 50, 200)]
SIDES = [Rule(50, 0, 80), Rule(120, 0, 80), Rule(200, 0, 80)]


@pytest.mark.parametrize(
    ("across", "line", "taken"),
    [
        (OPEN, Rule(20, 0, 80), True),  # the label of a group that goes on over the page
        (OPEN, Rule(230, 0, 80), True),
        ([Rule(0, 50, 200), *OPEN], Rule(20, 0, 80), False),  # closed above and below: the mark of a revision
        (OPEN, Rule(20, 0, 60), False),
        (OPEN, Rule(20, 20, 80), False),
        (OPEN, Rule(46, 0, 80), False),  # a double border
        (OPEN, Rule(380, 0, 80), False),
        (OPEN, Rule(-120, 0, 80), False),
    ],
)
def test_a_line_that_meets_none_closes_a_column_that_goes_on_over_the_page(
    across: list[Rule], line: Rule, *, taken: bool
) -> None:
    [frame] = frames(across, sorted([*SIDES, line]))
    assert (line in frame.down) is taken
