"""Drawn pages of which other tests of this folder ask one thing, with all that is read in them: ``pages.txt``.

The pages are written as in ``whole.txt``. They stand here so that a cell, a doubt or a warning that no test asks for is
seen to change. Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.extract.pdf.test_whole import opened
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("pages.txt")


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:30])
def test_all_that_is_read_on_a_page_that_is_asked_one_thing_elsewhere(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
