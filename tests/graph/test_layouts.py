"""The relations of forms of many provinces and years, and what one change to a form makes of them.

``layouts.txt`` has a block for each layout of ``tests/forms/layouts`` with all its relations, and for each change to one
those that are there or come out otherwise now (``+``), or did before (``-``), of many the first. A line is written as in
``one_change.txt``, a change as in ``tests/forms/one_change.txt``. Running this module writes the file anew.
"""

from functools import cache
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from formaudit.intake.grouping import group_documents
from tests.forms.layouts import layout
from tests.forms.marked import marked
from tests.graph.lines import graph_lines
from tests.whole import NOTHING, against, blocks, named, one_line, short, written

TABLE: Final = Path(__file__).with_name("layouts.txt")
MOST: Final = 12


def _said(drawing: str) -> list[str]:
    document = marked(drawing).document
    submissions, _ = group_documents([replace(document, source=replace(document.source, path="form.docx"))])
    return list(dict.fromkeys(line for submission in submissions for line in graph_lines(submission)))


@cache
def _before(name: str) -> tuple[str, ...]:
    return tuple(_said(layout(name)))


def told(head: str) -> list[str]:
    """The lines of a block."""
    name, change = named(head)
    if not change:
        return [f"  {line}" for line in _before(name)] or [NOTHING]
    return against(_before(name), _said(one_line(layout(name), change)), most=MOST)


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_the_relations_of_a_form_are_those_of_its_layout(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
