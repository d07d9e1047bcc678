"""Drawn forms of which other tests ask one thing, with all that is read of them: ``forms_whole.txt``.

The blocks are those of ``whole.txt``. They stand here so that a row, a figure or a name that no test asks for is seen to
change. Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.extract.whole import blocks
from tests.forms.test_whole import told

TABLE: Final = Path(__file__).with_name("forms_whole.txt")


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:40])
def test_all_that_is_read_of_a_form_that_is_asked_one_thing_elsewhere(given: str, outcome: str) -> None:
    assert told(given) == outcome


if __name__ == "__main__":
    inputs = (given for given, _ in blocks(TABLE))
    TABLE.write_text("\n=====\n".join(f"{given}\n-----\n{told(given)}" for given in inputs) + "\n", encoding="utf-8")
