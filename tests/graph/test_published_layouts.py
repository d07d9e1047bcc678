"""The relations of forms as units publish them, and what the first slips that each names make of them.

``published_layouts.txt`` has a block for each layout of ``tests/checks/published_layouts`` with all that the graph says of
it, and for some of its slips (``layout: f1``) what is said then and was not before, and the other way round. Running this
module writes the file anew.
"""

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.intake.grouping import group_documents
from tests.checks.test_published_layouts import NAMES, layout
from tests.drawn import drawn
from tests.graph.lines import graph_lines
from tests.whole import NOTHING, against, blocks, named, short, written

TABLE: Final = Path(__file__).with_name("published_layouts.txt")


def _said(text: str) -> list[str]:
    submissions, _ = group_documents([drawn(text, path="form.docx")])
    return list(dict.fromkeys(line for submission in submissions for line in graph_lines(submission)))


@cache
def _before(name: str) -> tuple[str, ...]:
    return tuple(_said(layout(name).text()))


def told(head: str) -> list[str]:
    """The lines of a block."""
    name, slip = named(head)
    if not slip:
        return [f"  {line}" for line in _before(name)] or [NOTHING]
    own = layout(name)
    return against(_before(name), _said(own.text((slip, dict(own.faults)[slip]))))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_the_relations_of_a_published_form(head: str, lines: list[str]) -> None:
    assert told(head) == lines


def test_every_layout_is_there() -> None:
    assert {named(head)[0] for head, _ in blocks(TABLE)} == set(NAMES)


if __name__ == "__main__":
    written(TABLE, told)
