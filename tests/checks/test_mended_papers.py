"""Which cells of a published paper, were they another value, would make all broken sums of a story true."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.checks.disclosure.repairs import Mended, Test, find_mended, find_moved
from formaudit.graph.disclosure import reading
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome
from tests.graph.making import figure


def _cells(rows: Sequence[str], table: int = 0) -> dict[str, Figure]:
    """The cells of drawn rows, called by row and column (``a1``), ``□`` blank."""
    found = {}
    for at, row in enumerate(rows):
        for col, raw in enumerate(row.split()):
            key = f"{'abcdef'[at]}{col}" + ("" if not table else f".{table}")
            one = figure("" if raw == "□" else raw, key=key)
            found[key] = replace(one, place=Place(table=table, row=at, col=col))
    return found


def _sum(cells: dict[str, Figure], whole: str, *parts: str, check: str = "D01", most: bool = False) -> Test:
    relation = Relation(
        check=check,
        kind=RelationKind.AT_MOST if most else RelationKind.SUM,
        subject=whole,
        result=cells[whole],
        parts=tuple(cells[part] for part in parts),
        why="whole",
    )
    return relation, reading.tested(relation, reading.places_of(cells.values()))


def _rows(cells: dict[str, Figure], letters: str, check: str = "D01") -> list[Test]:
    return [_sum(cells, f"{row}0", f"{row}1", f"{row}2", check=check) for row in letters]


def _told(found: tuple[Mended, ...]) -> list[str]:
    return [f"{one.figure.key}={one.value.normalize():f}" for one in found]


@pytest.mark.parametrize(
    ("rows", "moved"),
    [
        (["10 4 3", "9 7 5"], ["a1=7", "b1=4"]),
        (["10 4 3"], []),
        (["10 4 3", "9 7 6"], []),
        (["10 4 3", "9 6 6"], ["a2=6", "b2=3"]),
        (["10 4 3", "9 8 4"], []),
        (["10 4 3", "9 7 5", "8 2 3"], []),
        (["10 4 3", "9 7 5", "20 12 5", "20 15 8"], ["a1=7", "b1=4", "c1=15", "d1=12"]),
        (["10 4 3", "20 12 5", "9 7 5", "20 15 8"], ["a1=7", "c1=4", "b1=15", "d1=12"]),
        (["10 4 3", "20 2 15", "9 7 5", "20 5 18"], ["a1=7", "c1=4", "b1=5", "d1=2"]),
        (["10 □ 3", "2 7 2"], ["a1=7", "b1=0"]),
        (["10 3 4", "9 5 7"], ["a2=7", "b2=4"]),
    ],
)
def test_two_amounts_of_a_column_that_changed_places(rows: list[str], moved: list[str]) -> None:
    broken = [test for test in _rows(_cells(rows), "abcdef"[: len(rows)]) if test[1].outcome is Outcome.BROKEN]
    assert len(broken) == len(rows)
    assert _told(find_moved(broken)) == moved


def test_amounts_change_places_in_one_table_and_within_sums_of_rows_only() -> None:
    cells = _cells(["10 4 3", "9 7 5"])
    first, second = _rows(cells, "ab")
    assert find_moved([first, second])
    other = _cells(["9 7 5"], table=1)
    assert not find_moved([first, _sum(other, "a0.1", "a1.1", "a2.1")])
    assert not find_moved([first, _sum(cells, "b0", "b1", "b2", check="D02")])
    assert not find_moved([])


@pytest.mark.parametrize(
    ("rows", "broken", "held", "mended"),
    [
        # A part that is wrong in its row and in its column.
        (["10 4 3", "9 5 4", "19 12 7"], [("a0", "a1", "a2"), ("c1", "a1", "b1")], [("b0", "b1", "b2"), ("c2", "a2", "b2")], ["a1=7"]),
        # What is rounded in each of them may keep the second a little off, up to half a place of each figure.
        (["10 4 3", "9 5 4", "19 14 7"], [("a0", "a1", "a2"), ("c1", "a1", "b1")], [], ["a1=7"]),
        (["10 4 3", "9 5 4", "19 15 7"], [("a0", "a1", "a2"), ("c1", "a1", "b1")], [], []),
        # One broken sum has no story.
        (["10 4 3"], [("a0", "a1", "a2")], [], []),
        # A total that two sums print.
        (["12 7 3", "10 4 6"], [("a0", "a1", "a2"), ("a0", "b1", "b2")], [], ["a0=10"]),
        # A cell that would have to be less than nothing.
        (["3 4 9", "2 4 8"], [("a0", "a1", "a2"), ("b0", "a1", "b2")], [], []),
        # A blank that would have to stay one.
        (["10 □ 3", "12 □ 5"], [("a0", "a1", "a2"), ("b0", "a1", "b2")], [], ["a1=7"]),
        # What mends two and breaks two that hold mends nothing.
        (["10 4 3", "12 4 5", "9 4 5", "8 4 4"], [("a0", "a1", "a2"), ("b0", "a1", "b2")], [("c0", "a1", "c2"), ("d0", "a1", "d2")], []),
    ],
)  # fmt: skip
def test_the_cell_that_makes_broken_sums_true(
    rows: list[str], broken: list[tuple[str, ...]], held: list[tuple[str, ...]], mended: list[str]
) -> None:
    cells = _cells(rows)
    wrong, right = ([_sum(cells, *one) for one in each] for each in (broken, held))
    assert {told.outcome for _, told in wrong} == {Outcome.BROKEN}
    assert {told.outcome for _, told in right} <= {Outcome.HOLDS}
    assert _told(find_mended(wrong, right, reading.places_of(cells.values()))) == mended


def test_a_bound_is_no_part_of_a_story_and_a_cell_counts_for_the_sums_that_it_mends() -> None:
    cells = _cells(["10 4 3", "9 5 4", "19 12 7"])
    places = reading.places_of(cells.values())
    first, second = _sum(cells, "a0", "a1", "a2"), _sum(cells, "c1", "a1", "b1")
    assert not find_mended([first, _sum(cells, "c1", "a0", most=True)], [], places)
    (found,) = find_mended([first, second], [], places)
    assert (found.figure.key, found.value, found.count) == ("a1", Decimal(7), 2)
