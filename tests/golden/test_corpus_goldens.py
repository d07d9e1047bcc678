"""The shipped corpus says what was accepted of it, and nothing accepted is left without its case."""

from pathlib import Path

from formaudit.golden.check import check_cases, corpus_cases, golden_cases
from formaudit.golden.produce import producer
from formaudit.golden.review import decisions

ROOT = Path(__file__).resolve().parents[2]
CORPUS = corpus_cases(ROOT / "corpora")


def test_every_case_says_what_was_accepted() -> None:
    states = check_cases(ROOT / "golden", producer, corpus=CORPUS)
    assert [(state.name, state.status, state.detail, state.changes[:3]) for state in states if state.fails] == []
    assert {state.name for state in states} == set(CORPUS)


def test_every_golden_was_accepted_with_a_name_and_a_reason() -> None:
    accepted = {
        one.case for one in decisions(ROOT / "golden") if one.decision == "accept" and one.reviewer and one.reason
    }
    assert accepted == set(golden_cases(ROOT / "golden"))
