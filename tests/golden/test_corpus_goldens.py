"""The shipped corpus says what was accepted of it, and nothing accepted is left without its case."""

from pathlib import Path

import pytest

from formaudit.golden.check import check_cases, corpus_cases, golden_cases
from formaudit.golden.produce import producer
from formaudit.golden.review import decisions

ROOT = Path(__file__).resolve().parents[2]
CORPUS = corpus_cases(ROOT / "corpora")
PUBLISHED = ("published-city-budget-code", "published-north-budget-missing", "published-south-accounts-base")
"""A few of the published papers, which have one truth for all of them."""
CASES = (*CORPUS, *PUBLISHED)


@pytest.mark.parametrize("case", CASES)
def test_a_case_says_what_was_accepted(case: str) -> None:
    (state,) = check_cases(ROOT / "golden", producer, only=[case])
    assert (state.status, state.detail, state.changes[:3]) == ("equal", "", ())


def test_the_corpus_and_the_goldens_are_the_same_cases() -> None:
    assert set(golden_cases(ROOT / "golden")) == set(CASES)


def test_every_golden_was_accepted_with_a_name_and_a_reason() -> None:
    accepted = {
        one.case for one in decisions(ROOT / "golden") if one.decision == "accept" and one.reviewer and one.reason
    }
    assert accepted == set(golden_cases(ROOT / "golden"))
