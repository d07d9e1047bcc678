"""Texts as they are copied, typed and exported, with all that is read in them: ``whole.txt``."""

from pathlib import Path
from typing import Final

import pytest

from formaudit.extract.txt import read
from formaudit.model.document import Document, Source
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("whole.txt")


def opened(given: str) -> Document:
    text = given.replace("⇥", "\t").replace("⏎", "")
    return read(text.encode(), Source(path="a.txt", sha256="", format="txt"))


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:30])
def test_all_that_is_read_in_a_text(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
