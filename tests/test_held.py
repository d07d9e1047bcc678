"""A long sequence is held packed and gives back what was put in."""

import gc
from collections.abc import Iterator

from formaudit.held import Held, held, picked


def test_a_few_members_are_a_tuple_and_the_very_same_objects() -> None:
    members = [object(), object()]
    kept = held(members)
    assert isinstance(kept, tuple)
    assert list(map(id, kept)) == list(map(id, members))


def test_many_members_come_back_equal_and_in_order() -> None:
    kept = held((number, str(number) * 40) for number in range(30))
    assert isinstance(kept, Held)
    assert list(kept) == [(number, str(number) * 40) for number in range(30)]
    assert kept[7] == (7, "7" * 40)
    assert list(kept[2:4]) == [kept[2], kept[3]]
    assert len(kept) == 30


def test_members_are_packed_as_they_come_and_not_all_at_the_end() -> None:
    class Noted:
        alive = 0

        def __init__(self) -> None:
            Noted.alive += 1

        def __reduce__(self) -> tuple[type[int], tuple[int]]:
            return int, (1,)

        def __del__(self) -> None:
            Noted.alive -= 1

    most = 0

    def coming() -> Iterator[Noted]:
        nonlocal most
        for _ in range(100):
            yield Noted()
            most = max(most, Noted.alive)

    kept: list[object] = list(held(coming()))
    assert kept == [1] * 100
    assert most < 15


def test_picked_members_are_those_at_the_positions() -> None:
    assert picked((1, 2, 3), [0, 2]) == (1, 3)
    assert list(picked(held(range(50)), [3, 40])) == [3, 40]
    whole = held(range(50))
    assert picked(whole, range(50)) is whole


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    list(held(range(20)))
    assert gc.isenabled()
