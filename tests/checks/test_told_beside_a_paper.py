"""What the checks say of lines of text beside the tables of a published paper: the wordings of many places.

``told_beside_a_paper.txt`` has a block for each: the paper (``accounts``, or ``budget``) and its lines (``/`` parts them),
then each verdict that is there with them and not without, or the other way round (``-``), with all that it carries
(``telling``). Running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import build_graph
from formaudit.settings import Profile
from tests.checks.papers import ACCOUNTS, APPROPRIATIONS, BUDGET, PUBLIC, changed, read
from tests.checks.telling import verdict_line
from tests.whole import against, blocks, named, short, written

TABLE: Final = Path(__file__).with_name("told_beside_a_paper.txt")
_ACCOUNTS: Final = "2025年度本部门政府采购支出总额90.00万元。"
_BUDGET: Final = "其他相关情况说明\n"
PAPERS: Final = {
    "accounts": changed(
        changed(ACCOUNTS, ("\n第三部分", APPROPRIATIONS)), ("\n第三部分", PUBLIC), (_ACCOUNTS, f"○\n{_ACCOUNTS}")
    ),
    "budget": changed(BUDGET, (_BUDGET, f"○\n{_BUDGET}")),
}


def _said(paper: str, lines: str) -> Iterator[str]:
    (submission,) = read(PAPERS[paper].replace("○", lines.replace("/", "\n")))
    evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile())
    yield from (verdict_line(verdict) for check in CHECKS for verdict in check.run(evidence))


@cache
def _before(paper: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(paper, "")))


def told(head: str) -> list[str]:
    """The lines of a block."""
    paper, lines = named(head)
    return against(_before(paper), _said(paper, lines))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_what_is_told_of_lines_beside_a_paper(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
