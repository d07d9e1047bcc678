"""All that the graph says of small submissions, and what changes to them make of it: tables of any kind, reports, forms.

``drawn.txt`` has a block for each submission, drawn as ``tests/drawn.py`` says (``---`` parts two tables, ``=====`` two
files), with everything, and blocks that change one. Running this module writes the file anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from formaudit.intake.grouping import group_documents
from tests.drawn import drawn
from tests.graph.lines import graph_lines
from tests.whole import Given, blocks, short, written

TABLE: Final = Path(__file__).with_name("drawn.txt")


def said(text: str) -> Iterator[str]:
    papers = text.replace("---", "").split("=====")
    documents = [drawn(paper, path=f"材料/{number}.docx") for number, paper in enumerate(papers, 1)]
    submissions, strangers = group_documents(documents)
    for document in strangers:
        yield f"no form in {document.source.path}"
    for submission in submissions:
        yield from graph_lines(submission)


DRAWN: Final = Given(TABLE, said)


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_all_that_the_graph_says_of_a_submission(head: str, lines: list[str]) -> None:
    assert DRAWN.told(head) == lines


if __name__ == "__main__":
    written(TABLE, DRAWN.told)
