"""Pages as they are published, with all that is read in them: ``whole.txt``."""

from pathlib import Path
from typing import Final

import pytest

from formaudit.extract.web import read
from formaudit.model.document import Document, Source
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("whole.txt")


def opened(given: str) -> Document:
    return read(given.encode(), Source(path="a.html", sha256="", format="html"))


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:30])
def test_all_that_is_read_in_a_page(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
