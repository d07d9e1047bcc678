"""What one change to a submission that agrees makes the checks say, and what it leaves open.

``one_change.txt`` has a block for each change: the lines as they were and as they are, then each verdict that is broken or
undecided now and was not before (``+``), or was before and is not now (``-``): its check, outcome, subject and
calculation. A change of a rule that moves a line shows there what it does to whom; running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.model.verdict import Outcome
from tests.graph.drawings import changed
from tests.graph.making import evidence_of
from tests.whole import against, blocks, short, swaps, written

TABLE: Final = Path(__file__).with_name("one_change.txt")
Changes = tuple[tuple[str, str], ...]


def _lines(changes: Changes) -> Iterator[str]:
    evidence = evidence_of(*changed(*changes))
    for check in CHECKS:
        for verdict in check.run(evidence):
            if verdict.outcome in (Outcome.BROKEN, Outcome.UNDECIDED):
                said = verdict.severity.value if verdict.severity is not None else ""
                yield " ".join(
                    part
                    for part in (verdict.check, verdict.outcome.value, said, verdict.key, verdict.calculation)
                    if part
                )


@cache
def _before() -> tuple[str, ...]:
    return tuple(sorted(set(_lines(()))))


def told(head: str) -> list[str]:
    """The lines of a block."""
    return against(_before(), _lines(swaps(head)))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_is_told_by_the_checks_that_it_concerns(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
