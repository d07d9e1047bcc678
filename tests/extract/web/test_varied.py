"""Pages of ``whole.txt`` with a line, a mark or a word elsewhere than usual: ``varied.txt``.

They were sought for the sake of conditions that nothing else decides, so many read oddly; what counts is that what cannot
be read for certain is told to be in doubt. Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.extract.web.test_whole import opened
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("varied.txt")


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:30])
def test_all_that_is_read_in_a_page_that_is_varied(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
