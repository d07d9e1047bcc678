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

from tests.drawn import drawn
from tests.forms.marked import forms_of
from tests.forms.telling import record_lines
from tests.graph.test_published import PAPERS, changed

TABLE: Final = Path(__file__).with_name("one_change_to_a_paper.txt")
MOST: Final = 8


def _said(text: str) -> tuple[str, ...]:
    lines = (line for form in forms_of(drawn(text)) for line in record_lines(form, type(form).__name__))
    return tuple(dict.fromkeys(re.sub(r"@\S+?(?=[;,\]]|$)", "", line) for line in lines))


@cache
def _before(paper: str) -> tuple[str, ...]:
    return _said(PAPERS[paper])


def told(paper: str, change: str) -> list[str]:
    """The lines of a block."""
    now = _said(changed(paper, change))
    if not change:
        return [f"  {line}" for line in now]
    came = [f"  + {line}" for line in now if line not in _before(paper)]
    went = [f"  - {line}" for line in _before(paper) if line not in now]
    return [*_first(came), *_first(went)] or ["  nothing"]


def _first(lines: list[str]) -> list[str]:
    return lines if len(lines) <= MOST else [*lines[: MOST // 2], f"  {lines[0][2]} {len(lines) - MOST // 2} more"]


def blocks() -> list[tuple[str, str, list[str]]]:
    """The changes of the file and what they make of the record."""
    found = []
    for block in re.split(r"\n\n+", TABLE.read_text("utf-8").strip()):
        head, *lines = block.split("\n")
        paper, _, change = head.partition(": ")
        found.append((paper.rstrip(":"), change, lines))
    return found


@pytest.mark.parametrize(("paper", "change", "lines"), blocks(), ids=lambda each: str(each)[:60])
def test_one_change_to_a_paper_shows_in_what_it_concerns(paper: str, change: str, lines: list[str]) -> None:
    assert told(paper, change) == lines


if __name__ == "__main__":
    written = ("\n".join([f"{paper}: {change}".rstrip(), *told(paper, change)]) for paper, change, _ in blocks())
    TABLE.write_text("\n\n".join(written) + "\n", encoding="utf-8")
