"""What one change to a published paper makes of its record: every table, row, column and figure that it concerns.

``one_change_to_a_paper.txt`` has a block for each change, written as in ``tests/graph/published.txt``: the lines of the
record (``telling``) that are there now (``+``) or were before (``-``), of many the first, without places, as every line
below moves. Running this module writes the file anew.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.model.report_text import Report
from tests.drawn import drawn
from tests.forms.marked import forms_of
from tests.forms.telling import record_lines
from tests.graph.test_published import PAPERS
from tests.whole import against, blocks, named, one_line, short, written

TABLE: Final = Path(__file__).with_name("one_change_to_a_paper.txt")
MOST: Final = 8


def _said(text: str) -> tuple[str, ...]:
    forms = (form for form in forms_of(drawn(text)) if not isinstance(form, Report))
    lines = (line for form in forms for line in record_lines(form, type(form).__name__))
    return tuple(dict.fromkeys(re.sub(r"@\S+?(?=[;,\]]|$)", "", line) for line in lines))


@cache
def _before(paper: str) -> tuple[str, ...]:
    return _said(PAPERS[paper])


def told(head: str) -> list[str]:
    """The lines of a block."""
    paper, change = named(head)
    if not change:
        return [f"  {line}" for line in _before(paper)]
    return against(_before(paper), _said(one_line(PAPERS[paper], change)), most=MOST)


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_to_a_paper_shows_in_what_it_concerns(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
