"""Labels nobody knows, near an entry."""

import pytest

from formaudit.indicators.lexicon import using
from formaudit.indicators.match import ACCEPT, DOUBT
from formaudit.indicators.vocabulary import match_label, same_label
from formaudit.settings import NameBook


@pytest.mark.parametrize(
    ("kind", "text", "code", "rule"),
    [
        ("fund-column", "全年预算数（A）", "final_budget", "exact"),
        ("fund-column", "全年预箅数", "final_budget", "slip"),
        ("level2", "社会效易指标", "BEN.SOC", "slip"),
        ("source", "上午结转资金", "carried", "slip"),
    ],
)
def test_a_label_says_which_entry_and_by_which_rule(kind: str, text: str, code: str, rule: str) -> None:
    match = match_label(kind, text)
    assert match is not None
    assert (match.entry.code, match.rule) == (code, rule)
    assert match.score >= ACCEPT


def test_a_label_near_two_entries_is_not_accepted() -> None:
    match = match_label("source", "省市级资金")
    assert match is None or match.score < ACCEPT


def test_a_label_far_from_all_entries_matches_none() -> None:
    assert match_label("source", "完全无关的说法") is None
    assert match_label("source", "") is None


def test_an_entry_that_people_refused_does_not_come_again() -> None:
    match = match_label("source", "当年财政拨款收入")
    assert match is not None
    assert match.score >= DOUBT
    with using(NameBook(distinct=(("当年财政拨款收入", match.name),))):
        again = match_label("source", "当年财政拨款收入")
    assert again is None or again.entry is not match.entry


def test_two_labels_are_the_same_where_their_entries_are() -> None:
    assert same_label("fund-column", "权重", "分值") == (1.0, "exact")
    assert same_label("fund-column", "分值", "得分") == (0.0, "distinct")
