"""The relations of forms of many provinces and years, and what one change to a form makes of them.

``layouts.txt`` has a block for each layout of ``tests/forms/layouts`` with all its relations, and for each change to one
those that are there or come out otherwise now (``+``), or did before (``-``), of many the first. A line is written as in
``one_change.txt``, a change as in ``tests/forms/one_change.txt``. Running this module writes the file anew.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.intake.grouping import group_documents
from tests.forms.layouts import layout
from tests.forms.marked import marked
from tests.forms.test_one_change import changed
from tests.graph.test_one_change import beside

TABLE: Final = Path(__file__).with_name("layouts.txt")
MOST: Final = 12


def _said(drawing: str) -> list[str]:
    document = marked(drawing).document
    submissions, _ = group_documents([replace(document, source=replace(document.source, path="form.docx"))])
    found: list[str] = []
    for submission in submissions:
        graph = build_graph(submission)
        found.extend(beside(submission, graph))
        for one in graph.relations:
            reading = read_relation(one, graph.precision)
            marks = ("" if one.exhaustive else " open", f" {one.doubt}" if one.doubt else "")
            found.append(
                f"{one.check} {one.kind} {one.subject} {reading.outcome.value}: {reading.calculation} "
                f"({one.why}{''.join(marks)})"
            )
    return list(dict.fromkeys(found))


@cache
def _before(name: str) -> tuple[str, ...]:
    return tuple(_said(layout(name)))


def told(name: str, change: str) -> list[str]:
    """The lines of a block."""
    now = _said(changed(name, change))
    if not change:
        return [f"  {line}" for line in now] or ["  nothing"]
    came = [f"  + {line}" for line in now if line not in _before(name)]
    went = [f"  - {line}" for line in _before(name) if line not in now]
    return [*_first(came), *_first(went)] or ["  nothing"]


def _first(lines: list[str]) -> list[str]:
    return lines if len(lines) <= MOST else [*lines[: MOST // 2], f"  {lines[0][2]} {len(lines) - MOST // 2} more"]


def blocks() -> list[tuple[str, str, list[str]]]:
    """The layouts and changes of the file and what it says of them."""
    found = []
    for block in re.split(r"\n\n+", TABLE.read_text("utf-8").strip()):
        head, *lines = block.split("\n")
        name, _, change = head.partition(": ")
        found.append((name.rstrip(":"), change, lines))
    return found


@pytest.mark.parametrize(("name", "change", "lines"), blocks(), ids=lambda each: str(each)[:60])
def test_the_relations_of_a_form_are_those_of_its_layout(name: str, change: str, lines: list[str]) -> None:
    assert told(name, change) == lines


if __name__ == "__main__":
    said = ("\n".join([f"{name}: {change}".rstrip(), *told(name, change)]) for name, change, _ in blocks())
    TABLE.write_text("\n\n".join(said) + "\n", encoding="utf-8")
