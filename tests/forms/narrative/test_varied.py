"""Passages in which a word, a mark or a figure is another one than usual: all that is read, and all that competes.

``varied.txt`` has a block for each passage, its lines those of ``whole.txt`` and then those of ``candidates.txt``. They were
sought for the sake of conditions that no other passage decides, so many of them read oddly; what matters is that
little is made of them, and never a contradiction that is none. Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.forms.narrative import test_candidates, test_whole
from tests.whole import blocks, short, written

TABLE: Final = Path(__file__).with_name("varied.txt")


def told(text: str, patch: pytest.MonkeyPatch) -> list[str]:
    """The lines of a block below its text."""
    return [*test_whole.told(text), "  competing", *test_candidates.told(text, patch)]


@pytest.mark.parametrize(("text", "lines"), blocks(TABLE), ids=short)
def test_all_that_is_read_in_a_passage_that_is_varied(
    text: str, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(text, monkeypatch) == lines


if __name__ == "__main__":
    written(TABLE, lambda text: told(text, pytest.MonkeyPatch()))
