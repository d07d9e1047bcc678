"""A grant from above that stands behind all other sources may be one of them, and not a part of the grant above."""

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome
from tests.graph.drawings import BASE, CAR, TRAINING, UNIT
from tests.graph.making import submission_of

_LAST = "其他资金 | 2.5 | 2.5 | 2.5 | | 100% |"
_TOTAL = "年度资金总额 | 38 | 40 | 38.6"


def broken(total: str, row: str, *, above: bool = False) -> list[str]:
    fiscal = "上年结转资金 | | | | | |"
    car = CAR.replace(_TOTAL, f"年度资金总额 | {total}")
    car = car.replace(fiscal, f"{row}\n{fiscal}") if above else car.replace(_LAST, f"{_LAST}\n{row}")
    graph = build_graph(submission_of(BASE, UNIT, car, TRAINING))
    found = [(one, read_relation(one, graph.precision)) for one in graph.relations if one.check == "T09"]
    return [one.calculation for relation, one in found if one.outcome is Outcome.BROKEN and "流动" in relation.subject]


@pytest.mark.parametrize("name", ["上级补助资金", "中央补助资金", "县级配套资金"])
def test_it_is_added_where_the_whole_then_comes_out(name: str) -> None:
    assert broken("45 | 47 | 45.6", f"{name} | 7 | 7 | 7 | | 100% |") == []


def test_a_whole_that_comes_out_neither_way_is_broken() -> None:
    assert len(broken("46 | 48 | 46.6", "上级补助资金 | 7 | 7 | 7 | | 100% |")) == 3


def test_right_below_the_grant_it_is_a_part_of_it() -> None:
    assert len(broken("45 | 47 | 45.6", "其中：上级补助资金 | 7 | 7 | 7 | | 100% |", above=True)) == 3


@pytest.mark.parametrize("name", ["结余资金", "结转结余资金", "结余（万元）"])
def test_what_is_left_at_the_end_is_no_source(name: str) -> None:
    assert broken("38 | 40 | 38.6", f"{name} | | | 1.4 | | |") == []


def test_what_was_brought_along_from_last_year_is_one() -> None:
    assert len(broken("38 | 40 | 38.6", "上年结余资金 | | | 1.4 | | |")) == 1
