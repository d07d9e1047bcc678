"""Pages with lines of others, marks and words elsewhere than usual, beside those of ``varied.txt``: ``further.txt``.

Each decides conditions of the reader that no other input decides, so many read oddly. Running this module writes the file
anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.extract.web.test_whole import opened
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("further.txt")


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:30])
def test_all_that_is_read_in_page_further(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
