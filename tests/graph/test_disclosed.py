"""All that is found in published papers whose cells are given by what they mean, and what changes to them make of it.

``disclosed.txt`` has a block for each paper of ``disclosed``, named on a line before it (``= name``), with everything: the
relations, the amounts of the text with the cells that they mean, items, rows under two codes, tables under another unit,
the money chain. Blocks below change it: its name, then lines as they were and as they are (nothing behind the arrow
where one is taken out, ``\\n`` where several come), and lines that are added. Running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.graph.disclosed import disclosed
from tests.graph.lines import published_lines
from tests.whole import ARROW, against, blocks, one_line, short, written

TABLE: Final = Path(__file__).with_name("disclosed.txt")
NAMED: Final = "= "


@cache
def _papers() -> dict[str, str]:
    heads = (head for head, _ in blocks(TABLE) if head.startswith(NAMED))
    return {name.removeprefix(NAMED): paper for name, _, paper in (head.partition("\n") for head in heads)}


def _said(paper: str) -> Iterator[str]:
    return published_lines(disclosed(paper))


@cache
def _before(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(_papers()[name])))


def told(head: str) -> list[str]:
    """The lines of a block."""
    name, *changes = head.split("\n")
    if name.startswith(NAMED):
        return [f"  {line}" for line in _before(name.removeprefix(NAMED))]
    paper = _papers()[name]
    for change in changes:
        paper = one_line(paper, change) if ARROW in change else f"{paper}\n{change}"
    return against(_before(name), _said(paper))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_all_that_is_found_in_a_paper(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
