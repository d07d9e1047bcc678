"""One indicator through annex 3, annex 4 and the report."""

from hypothesis import given
from hypothesis import strategies as st

from formaudit.indicators.follow import follow

UNIT = ["宣传培训场次", "服务对象满意度", "总成本控制"]
PROJECT = ["群众投诉率", "服务对象满意度指标", "宣传陪训场次"]
REPORT = ["宣传培训次数", "满意度调查"]


def test_an_indicator_is_followed_however_it_is_written() -> None:
    threads = {thread.name: thread for thread in follow([UNIT, PROJECT, REPORT])}
    assert set(threads) == {*UNIT, "群众投诉率", "满意度调查"}
    training = threads["宣传培训场次"]
    assert [(stop.place, stop.index, stop.rule) for stop in training.stops] == [
        (0, 0, "exact"),
        (1, 2, "slip"),
        (2, 0, "synonym"),
    ]
    assert threads["服务对象满意度"].at(1) == 1
    assert threads["服务对象满意度"].at(2) is None


def test_the_better_of_two_takes_the_name_and_the_other_goes_on_alone() -> None:
    first, second = follow([["道路保洁", "道路保洁经费"], ["道路保洁经费"]])
    assert first.at(1) is None
    assert second.at(1) == 0


NAMES = st.lists(st.text("河堤养护专项资金年初全", max_size=6), max_size=5)


@given(st.lists(NAMES, max_size=3))
def test_every_name_is_in_one_thread_and_a_thread_in_a_place_once(places: list[list[str]]) -> None:
    stops = [(stop.place, stop.index) for thread in follow(places) for stop in thread.stops]
    named = [(place, index) for place, names in enumerate(places) for index, name in enumerate(names) if name]
    assert sorted(stops) == named
    for thread in follow(places):
        assert len({stop.place for stop in thread.stops}) == len(thread.stops)
