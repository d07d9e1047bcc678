"""Drawn forms, layouts and papers with lines, cells and words of others, beside those of ``varied.txt``: ``further.txt``.

Each decides conditions of the readers that no other input decides, so many read oddly. Running this module writes the file
anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.extract.whole import blocks
from tests.forms.test_varied import told

TABLE: Final = Path(__file__).with_name("further.txt")


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:40])
def test_all_that_is_read_of_a_further_form(given: str, outcome: str) -> None:
    assert told(given) == outcome


if __name__ == "__main__":
    inputs = (given for given, _ in blocks(TABLE))
    TABLE.write_text("\n=====\n".join(f"{given}\n-----\n{told(given)}" for given in inputs) + "\n", encoding="utf-8")
