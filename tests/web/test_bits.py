"""Sets of findings against plain sets of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from formaudit.web.bits import Layout, from_flags

LENGTHS = st.lists(st.integers(min_value=1, max_value=70), min_size=1, max_size=12)


@st.composite
def chosen(draw: st.DrawFn) -> tuple[Layout, list[int], set[tuple[int, int]]]:
    lengths = draw(LENGTHS)
    every = [(segment, place) for segment, length in enumerate(lengths) for place in range(length)]
    picked = draw(st.sets(st.sampled_from(every)))
    return Layout(lengths), lengths, picked


def bits(layout: Layout, picked: set[tuple[int, int]]) -> int:
    return sum(1 << (layout.starts[segment] + place) for segment, place in picked)


@given(chosen())
def test_a_set_knows_its_segments_and_what_lies_in_each(made: tuple[Layout, list[int], set[tuple[int, int]]]) -> None:
    layout, lengths, picked = made
    here = bits(layout, picked)
    touched = sorted({segment for segment, _ in picked})
    assert here.bit_count() == len(picked)
    assert layout.count(here) == len(touched)
    assert list(layout.walk(here)) == touched
    assert layout.counts(here) == {segment: sum(each == segment for each, _ in picked) for segment in touched}
    for segment in range(len(lengths)):
        assert list(layout.places(here, segment)) == sorted(place for each, place in picked if each == segment)
        assert layout.count_in(here, segment) == sum(each == segment for each, _ in picked)
        assert list(layout.walk(here, segment)) == [each for each in touched if each > segment]
        assert list(layout.back(here, segment)) == [each for each in reversed(touched) if each < segment]


@given(LENGTHS)
def test_everything_is_all_findings_and_no_place_between(lengths: list[int]) -> None:
    layout = Layout(lengths)
    assert layout.everything.bit_count() == sum(lengths)
    assert layout.count(layout.everything) == len(lengths) == len(layout)
    assert layout.count(0) == 0
    for number in range(len(lengths)):
        assert layout.segment(number) == layout.segments([number])
        assert layout.owner(layout.starts[number]) == number


def test_flags_are_read_from_the_lowest_bit_on() -> None:
    assert from_flags(bytearray([0b101, 0b1])) == 0b1_0000_0101


@given(chosen())
def test_the_neighbours_of_a_place_are_those_of_a_sorted_list(
    made: tuple[Layout, list[int], set[tuple[int, int]]],
) -> None:
    layout, lengths, picked = made
    here = bits(layout, picked)
    for segment, length in enumerate(lengths):
        places = sorted(place for each, place in picked if each == segment)
        assert layout.last_in(here, segment) == (places[-1] if places else None)
        for at in range(-1, length):
            assert layout.next_in(here, segment, at) == next((place for place in places if place > at), None)
        for at in range(length):
            assert layout.last_in(here, segment, at) == next((place for place in reversed(places) if place < at), None)
            assert layout.piece(here, segment, at, 3) == sum(1 << (p - at) for p in places if at <= p < at + 3)
