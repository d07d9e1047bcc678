"""The labelled pairs: what the matcher accepts, refuses, and how it stands beside plain rapidfuzz."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from rapidfuzz import fuzz

from formaudit.indicators.match import ACCEPT, DOUBT, compare
from formaudit.indicators.names import ready
from formaudit.indicators.vocabulary import same_label


class Pair(NamedTuple):
    answer: str
    kind: str
    vocabulary: str
    left: str
    right: str


def pairs(name: str) -> list[Pair]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [Pair(*line.split("\t")) for line in text.splitlines() if not line.startswith("#")]


PAIRS = pairs("pairs.tsv")
HELD_OUT = pairs("held_out.tsv")


def ours(pair: Pair) -> float:
    if pair.vocabulary:
        return same_label(pair.vocabulary, pair.left, pair.right)[0]
    return compare(ready(pair.left), ready(pair.right))[0]


def f1(scorer: Callable[[Pair], float], threshold: float, chosen: list[Pair]) -> float:
    scored = [(scorer(pair) >= threshold, pair.answer == "same") for pair in chosen]
    right = sum(taken and same for taken, same in scored)
    return 2 * right / (2 * right + sum(taken != same for taken, same in scored))


def test_there_are_enough_pairs_of_every_kind_and_none_twice() -> None:
    assert len(PAIRS) >= 400
    assert len({frozenset((pair.vocabulary, pair.left, pair.right)) for pair in PAIRS}) == len(PAIRS)
    kinds = {kind: sum(pair.kind == kind for pair in PAIRS) for kind in {pair.kind for pair in PAIRS}}
    assert all(kinds[kind] >= 9 for kind in ("sound", "shape", "swap", "double", "drop", "cut", "synonym", "opposite"))


def test_the_matcher_is_right_about_nearly_all_pairs() -> None:
    assert f1(ours, ACCEPT, PAIRS) >= 0.97


@pytest.mark.parametrize("chosen", [PAIRS, HELD_OUT])
def test_no_two_different_things_are_accepted(chosen: list[Pair]) -> None:
    assert [pair for pair in chosen if pair.answer == "different" and ours(pair) >= ACCEPT] == []


def test_words_that_exclude_each_other_are_not_even_doubtful() -> None:
    doubtful = [pair for pair in PAIRS if pair.kind == "opposite" and ours(pair) >= DOUBT]
    assert doubtful == []


@pytest.mark.parametrize("scorer", [fuzz.WRatio, fuzz.token_set_ratio, fuzz.ratio])
@pytest.mark.parametrize("chosen", [PAIRS, HELD_OUT])
def test_plain_scorers_are_behind_even_at_their_best_threshold(
    scorer: Callable[[str, str], float], chosen: list[Pair]
) -> None:
    def plain(pair: Pair) -> float:
        return scorer(pair.left, pair.right)

    best = max(f1(plain, threshold, chosen) for threshold in {plain(pair) for pair in chosen})
    assert best < f1(ours, ACCEPT, chosen)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.left}-{pair.right}")
def test_a_score_has_no_direction(pair: Pair) -> None:
    turned = pair._replace(left=pair.right, right=pair.left)
    assert ours(turned) == ours(pair)
