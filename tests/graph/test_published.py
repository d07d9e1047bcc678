"""What one change to a published paper that agrees makes of its relations and of the amounts of its text.

``published.txt`` has a block for each change: the paper, the line as it was (``#2`` the second of its kind) and as it is;
then what is there now and was not before (``+``) and the other way round (``-``): relations with their outcome and
arithmetic, amounts of the text with the cells that they mean, paragraphs of items with what was read in them, rows under
two codes, tables under another unit. Two blocks without a change have everything. Running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.intake.grouping import group_documents
from tests.checks.papers import ACCOUNTS, BUDGET
from tests.drawn import drawn
from tests.graph.lines import beside, published_lines
from tests.whole import against, blocks, named, one_line, short, written

TABLE: Final = Path(__file__).with_name("published.txt")
PAPERS: Final = {"budget": BUDGET, "accounts": ACCOUNTS}


def _said(text: str) -> Iterator[str]:
    submissions, _ = group_documents([drawn(text, path="paper.docx")])
    for submission in submissions:
        yield from beside(submission, build_graph(submission))
        yield from published_lines(submission)


@cache
def _before(paper: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(PAPERS[paper])))


def told(head: str) -> list[str]:
    """The lines of a block."""
    paper, change = named(head)
    if not change:
        return [f"  {line}" for line in _before(paper)]
    return against(_before(paper), _said(one_line(PAPERS[paper], change)))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_to_a_paper_shows_where_it_should(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
