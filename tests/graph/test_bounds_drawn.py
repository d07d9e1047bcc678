"""What the graph says of indicators named in a text, of columns beside the points and of headings: each rule from both sides.

``bounds_drawn.txt`` is written as ``drawn.txt``: submissions with all that is said of them, and blocks that change one.
Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.graph.test_drawn import said
from tests.whole import Given, blocks, short, written

TABLE: Final = Path(__file__).with_name("bounds_drawn.txt")
DRAWN: Final = Given(TABLE, said)


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_what_the_graph_says_on_either_side_of_a_bound(head: str, lines: list[str]) -> None:
    assert DRAWN.told(head) == lines


if __name__ == "__main__":
    written(TABLE, DRAWN.told)
