"""The verdicts of the corpus are those that a person accepted."""

import pytest

from tests.accepted import CASES, differing


@pytest.mark.parametrize("case", CASES)
def test_the_corpus_says_what_was_accepted(case: str) -> None:
    assert differing(case, "verdicts")[:5] == []
