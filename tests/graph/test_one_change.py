"""What one change to a submission that agrees makes of its relations.

``one_change.txt`` has a block for each change, written as in ``tests/causes/one_change.txt``: each relation that is there or
comes out otherwise now (``+``), or did before (``-``), and so with the money chain and what text and tables share. A block
without a change has all relations. Running this module writes the file anew.
"""

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.graph.drawings import changed
from tests.graph.lines import graph_lines
from tests.graph.making import submission_of
from tests.whole import against, blocks, short, swaps, written

TABLE: Final = Path(__file__).with_name("one_change.txt")


@cache
def _before() -> tuple[str, ...]:
    return tuple(dict.fromkeys(graph_lines(submission_of(*changed()))))


def told(head: str) -> list[str]:
    """The lines of a block."""
    changes = swaps(head)
    if not changes:
        return [f"  {line}" for line in _before()]
    return against(_before(), graph_lines(submission_of(*changed(*changes))))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_shows_in_the_relations_that_it_concerns(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
