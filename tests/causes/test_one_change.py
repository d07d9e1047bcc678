"""What one change to a submission that agrees is said to be: the whole search, a case a block.

``one_change.txt`` has a block for each change: the texts as they were and as they are, below the causes that are told then,
written as ``lines_of`` says. A change of the search that moves a line shows there which faults it touches; the file is
written anew by running this module.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.causes.folding import lines_of
from tests.graph.drawings import WHOLE, changed
from tests.graph.making import evidence_of
from tests.whole import NOTHING, blocks, short, swaps, written

TABLE: Final = Path(__file__).with_name("one_change.txt")


def told(head: str) -> list[str]:
    """The lines of a block."""
    return lines_of(evidence_of(*changed(*swaps(head)))) or [NOTHING]


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_is_told_as_its_cause(head: str, lines: list[str]) -> None:
    assert told(head) == lines


def test_the_submission_that_is_changed_agrees() -> None:
    assert told("unchanged") == [NOTHING]
    assert len(WHOLE) == 5


if __name__ == "__main__":
    written(TABLE, told)
