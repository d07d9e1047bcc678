"""All that is read, and all that competes, in passages of which other tests ask the verdict alone.

``passages_whole.txt`` has a block for each of some hundred lines of ``passages``, those that take ways through the rules
which no other table takes; its lines are those of ``varied.txt``. Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.forms.narrative.test_varied import told
from tests.whole import blocks, short, written

TABLE: Final = Path(__file__).with_name("passages_whole.txt")


@pytest.mark.parametrize(("text", "lines"), blocks(TABLE), ids=short)
def test_all_that_is_read_in_a_passage_whose_verdict_is_known(
    text: str, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(text, monkeypatch) == lines


if __name__ == "__main__":
    written(TABLE, lambda text: told(text, pytest.MonkeyPatch()))
