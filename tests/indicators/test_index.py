"""Many names against many find what one against one finds."""

import pytest

from formaudit.indicators.index import NameIndex
from formaudit.indicators.lexicon import using
from formaudit.indicators.match import best_match
from formaudit.settings import NameBook
from tests.indicators.test_pairs import PAIRS

NAMES = tuple(dict.fromkeys(pair.right for pair in PAIRS if not pair.vocabulary))
INDEX = NameIndex(NAMES)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not pair.vocabulary], ids=lambda pair: str(pair.left))
def test_an_accepted_match_is_the_one_that_comparing_with_all_gives(pair: tuple[str, ...]) -> None:
    name = pair[3]
    one_by_one, looked_up = best_match(name, NAMES), INDEX.match(name)
    if one_by_one is None or one_by_one.score < 0.9:
        assert looked_up is None or looked_up.score < 0.9
    else:
        assert looked_up is not None
        assert (looked_up.index, looked_up.score, looked_up.rule) == (
            one_by_one.index,
            one_by_one.score,
            one_by_one.rule,
        )


def test_many_names_are_matched_in_their_order_and_blanks_with_nothing() -> None:
    found = INDEX.match_all(["群众满意度", "", "群众满意度", "完全无关的名称甲乙丙"])
    assert [match is not None for match in found] == [True, False, True, False]
    assert found[0] is found[2]
    assert NameIndex(()).match("群众满意度") is None


def test_a_pair_that_people_found_the_same_is_found_without_a_common_character() -> None:
    with using(NameBook(same=(("送戏下乡", "惠民演出"),))):
        match = NameIndex(["农家书屋", "惠民演出"]).match("送戏下乡")
    assert match is not None
    assert (match.index, match.score, match.rule) == (1, 1.0, "reviewed")
