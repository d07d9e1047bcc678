"""What sentences of a report are held against: totals and their steps, parts, items with a budget and an account, other years.

``sentences.txt`` has a block for each change to a submission that agrees, written as ``one_change.txt``. Running this module
writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.graph.test_one_change import told
from tests.whole import blocks, short, written

TABLE: Final = Path(__file__).with_name("sentences.txt")


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_what_a_sentence_is_held_against(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
