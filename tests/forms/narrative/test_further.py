"""Passages with words, marks and figures of others, beside those of ``varied.txt``: all that is read, and all that competes.

``further.txt`` is written as ``varied.txt`` is. Each passage decides conditions that no other one decides, so many of them
read oddly. Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.forms.narrative.test_varied import told
from tests.whole import blocks, short, written

TABLE: Final = Path(__file__).with_name("further.txt")


@pytest.mark.parametrize(("text", "lines"), blocks(TABLE), ids=short)
def test_all_that_is_read_in_a_further_passage(text: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(text, monkeypatch) == lines


if __name__ == "__main__":
    written(TABLE, lambda text: told(text, pytest.MonkeyPatch()))
