"""What one change to a published paper makes the checks say, beside last year's, the unit's own and its self-evaluation.

``one_change_to_a_paper.txt`` has a block for each change, written as in ``tests/graph/published.txt``: each verdict that is
broken or undecided now and was not before (``+``), or was before and is not now (``-``): check, outcome, severity where
it is not the check's, subject, the first printed figures that it shows and its arithmetic. A block without a change has what is said of the paper itself. Running
this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.batch import make_batch
from formaudit.checks.kernel.evidence import Evidence, Family
from formaudit.graph.figure_graph import build_graph
from formaudit.model.verdict import Outcome
from formaudit.settings import Profile
from tests.checks.papers import ACCOUNTS, BUDGET, EVALUATION, LAST, UNIT, read
from tests.graph.test_published import PAPERS
from tests.whole import NOTHING, against, blocks, named, one_line, short, written

TABLE: Final = Path(__file__).with_name("one_change_to_a_paper.txt")
LAST_ACCOUNTS: Final = (
    ACCOUNTS.replace("2025", "2024")
    .replace("年初结转和结余 | 30.00 | 年末结转和结余 | 20.00", "年初结转和结余 | 40.00 | 年末结转和结余 | 30.00")
    .replace("总计 | 940.00 | 总计 | 940.00", "总计 | 950.00 | 总计 | 950.00")
)
BESIDE: Final = {"budget": (LAST, UNIT), "accounts": (BUDGET, EVALUATION, LAST_ACCOUNTS)}
SHOWN: Final = 5
OF_PAPERS: Final = tuple(check for check in CHECKS if check.family is Family.DISCLOSURE)


def _said(paper: str, text: str) -> Iterator[str]:
    submissions = read(text, *BESIDE[paper])
    own = next(one for one in submissions if any(each.source.path == "0.docx" for each in one.documents))
    evidence = Evidence(
        submission=own,
        graph=build_graph(own),
        profile=Profile(),
        batch=make_batch(submissions),
        position=submissions.index(own),
    )
    for check in OF_PAPERS:
        for verdict in check.run(evidence):
            if verdict.outcome in (Outcome.BROKEN, Outcome.UNDECIDED):
                severity = "" if verdict.severity is None else verdict.severity.value
                shown = " ".join(dict.fromkeys(figure.raw[:16] or "□" for figure in verdict.figures[:SHOWN]))
                line = verdict.calculation[:120]
                parts = (verdict.check, verdict.outcome.value, severity, _key(verdict.key), f"[{shown}]", line)
                yield " ".join(part for part in parts if part)


def _key(key: str) -> str:
    return key.partition(".")[2] or key


@cache
def _before(paper: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(paper, PAPERS[paper])))


def told(head: str) -> list[str]:
    """The lines of a block."""
    paper, change = named(head)
    if not change:
        return [f"  {line}" for line in _before(paper)] or [NOTHING]
    return against(_before(paper), _said(paper, one_line(PAPERS[paper], change)))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_to_a_paper_is_told_by_the_checks_that_it_concerns(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
