"""Drawn forms, layouts and papers with a line, a cell or a word elsewhere than usual: ``varied.txt``.

An input is a drawing as in ``whole.txt``, or a change to a layout or a paper as in ``one_change.txt`` and
``one_change_to_a_paper.txt``. They were sought for the sake of conditions that nothing else decides, so many read oddly.
Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.extract.whole import blocks
from tests.forms import test_one_change, test_one_change_to_a_paper, test_whole
from tests.forms.layouts import LAYOUTS
from tests.graph.test_published import PAPERS
from tests.whole import ARROW, named

TABLE: Final = Path(__file__).with_name("varied.txt")


def told(given: str) -> str:
    """All that is read, or what a change makes of it."""
    name = named(given)[0] if ARROW in given else ""
    if name in LAYOUTS:
        return "\n".join(test_one_change.told(given))
    return "\n".join(test_one_change_to_a_paper.told(given)) if name in PAPERS else test_whole.told(given)


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:40])
def test_all_that_is_read_of_a_form_that_is_varied(given: str, outcome: str) -> None:
    assert told(given) == outcome


if __name__ == "__main__":
    inputs = (given for given, _ in blocks(TABLE))
    TABLE.write_text("\n=====\n".join(f"{given}\n-----\n{told(given)}" for given in inputs) + "\n", encoding="utf-8")
