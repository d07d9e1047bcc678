"""Which texts can be the address of a figure."""

import pytest

from formaudit.graph.collect import figures_of
from formaudit.profiles.addresses import judge_address
from tests.corpus import CASES, load


@pytest.mark.parametrize("case", CASES)
def test_every_address_of_the_corpus_is_in_a_known_space(case: str) -> None:
    unknown = {figure.key for figure in figures_of(load(case).submission) if judge_address(figure.key) is not None}
    assert unknown == set()


@pytest.mark.parametrize(
    ("address", "word", "near"),
    [
        ("annex5.total.weight", "annex5", "annex4"),
        ("annex2[项目支出].final_acount", "final_acount", "final_account"),
        ("annex2.staff_in_pots", "staff_in_pots", "staff_in_post"),
        ("annex2.building.size_rate", "annex2.building.size_rate", "annex2.building[1].size_rate"),
        ("annex3.totl.weight", "totl", "total"),
        ("annex3.total.wieght", "wieght", "weight"),
        ("annex3.level[OUTT].weight", "OUTT", "OUT"),
        ("annex3.level.weight", "annex3.level.weight", "level[OUT].weight"),
        ("annex3.indicator.score", "annex3.indicator.score", "indicator[…].score"),
        ("annex4.total.weight", "annex4.total.weight", "annex4[…].total.weight"),
        ("annex1.seq", "annex1.seq", "annex1[…].seq"),
        ("report.gdp", "report.gdp", "report[…]"),
        ("annex3.grand.weight.more", "more", ""),
        ("annex3", "annex3", ""),
    ],
)
def test_an_unknown_address_says_what_is_unknown_and_what_was_perhaps_meant(address: str, word: str, near: str) -> None:
    assert judge_address(address) == (word, near)


@pytest.mark.parametrize(
    "address",
    [
        "annex4[*].*.final_budget",
        "annex3.indicator[*].*",
        "annex3.专项债券.final_budget",
        "annex3#2.total.weight",
        "report[*]",
    ],
)
def test_stars_unknown_sources_and_second_forms_are_addresses(address: str) -> None:
    assert judge_address(address) is None
