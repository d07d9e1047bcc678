"""All that is found in published papers whose cells are given by what they mean, and what changes to them make of it.

``disclosed.txt`` has a block for each paper, drawn as ``disclosed`` says, with everything: the relations, the amounts of
the text with the cells that they mean, items, rows under two codes, tables under another unit, the money chain; and
blocks that change one. Running this module writes the file anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.graph.disclosed import disclosed
from tests.graph.lines import published_lines
from tests.whole import Given, blocks, short, written

TABLE: Final = Path(__file__).with_name("disclosed.txt")


def _said(paper: str) -> Iterator[str]:
    return published_lines(disclosed(paper))


PAPERS: Final = Given(TABLE, _said)


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_all_that_is_found_in_a_paper(head: str, lines: list[str]) -> None:
    assert PAPERS.told(head) == lines


if __name__ == "__main__":
    written(TABLE, PAPERS.told)
