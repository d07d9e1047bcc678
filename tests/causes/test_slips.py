"""What slips in forms of many places, and in published papers, are said to be.

``slips.txt`` has a block for each: a layout of ``tests/checks/published_layouts`` with one of the slips that it names
(``layout: f1``), a layout of ``tests/forms/layouts`` or a paper of ``tests/checks/papers.py`` with one line changed
(``layout: was → now``), and below the causes that are told then, written as ``lines_of`` says. Running this module writes
the file anew.
"""

from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import build_graph
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Document
from formaudit.settings import Profile
from tests.causes.folding import lines_of
from tests.checks.papers import ACCOUNTS, BUDGET
from tests.checks.test_published_layouts import layout as published
from tests.drawn import drawn
from tests.forms.layouts import layout
from tests.forms.marked import marked
from tests.whole import ARROW, NOTHING, blocks, named, one_line, short, written

TABLE: Final = Path(__file__).with_name("slips.txt")
PAPERS: Final = {"budget": BUDGET, "accounts": ACCOUNTS}


def _document(name: str, slip: str) -> Document:
    if name in PAPERS:
        return drawn(one_line(PAPERS[name], slip), path="form.docx")
    if ARROW not in slip:
        own = published(name)
        return drawn(own.text((slip, dict(own.faults)[slip])), path="form.docx")
    document = marked(one_line(layout(name), slip)).document
    return replace(document, source=replace(document.source, path="form.docx"))


def told(head: str) -> list[str]:
    """The lines of a block."""
    lines: list[str] = []
    submissions, _ = group_documents([_document(*named(head))])
    for submission in submissions:
        lines += lines_of(Evidence(submission=submission, graph=build_graph(submission), profile=Profile()))
    return lines or [NOTHING]


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_a_slip_is_told_as_its_cause(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
