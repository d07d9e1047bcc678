"""What the checks say of forms of many provinces and years, and of one change to one of them.

``one_change_to_a_layout.txt`` has a block for each layout of ``tests/forms/layouts`` with every verdict that is broken or
undecided, and for each change to one those that are there now (``+``) or were before (``-``), of many the first. A change
is written as in ``tests/forms/one_change.txt``. Running this module writes the file anew.
"""

from functools import cache
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import build_graph
from formaudit.intake.grouping import group_documents
from formaudit.model.verdict import Outcome
from formaudit.settings import Profile
from tests.forms.layouts import layout
from tests.forms.marked import marked
from tests.whole import NOTHING, against, blocks, named, one_line, short, written

TABLE: Final = Path(__file__).with_name("one_change_to_a_layout.txt")
MOST: Final = 12


def _said(drawing: str) -> list[str]:
    document = marked(drawing).document
    submissions, _ = group_documents([replace(document, source=replace(document.source, path="form.docx"))])
    found = []
    for submission in submissions:
        evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile())
        for verdict in (each for check in CHECKS for each in check.run(evidence)):
            if verdict.outcome in (Outcome.BROKEN, Outcome.UNDECIDED):
                severity = "" if verdict.severity is None else f" {verdict.severity.value}"
                found.append(
                    f"{verdict.check} {verdict.outcome.value}{severity} {verdict.key}: {verdict.calculation[:90]}"
                )
    return list(dict.fromkeys(found))


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
def test_a_form_of_any_layout_is_told_what_is_wrong_with_it(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
