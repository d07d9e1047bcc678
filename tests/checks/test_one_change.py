"""What one change to a submission that agrees makes the checks say, and what it leaves open.

``one_change.txt`` has a block for each change: the lines as they were and as they are, then each verdict that is broken or
undecided now and was not before (``+``), or was before and is not now (``-``): its check, outcome, subject and
calculation. A change of a rule that moves a line shows there what it does to whom; running this module writes the file anew.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.model.verdict import Outcome
from tests.causes.folding import changed
from tests.graph.making import evidence_of

TABLE: Final = Path(__file__).with_name("one_change.txt")
ARROW: Final = " → "
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
def _before() -> frozenset[str]:
    return frozenset(_lines(()))


def told(changes: Changes) -> list[str]:
    """The lines of a block."""
    now = list(dict.fromkeys(_lines(changes)))
    new = [f"  + {line}" for line in now if line not in _before()]
    return [*new, *(f"  - {line}" for line in sorted(_before()) if line not in now)] or ["  nothing"]


def blocks() -> list[tuple[Changes, list[str]]]:
    """The changes of the file and what it says of them."""
    found = []
    for block in re.split(r"\n\n+", TABLE.read_text("utf-8").strip()):
        lines = block.split("\n")
        pairs = [line.split(ARROW, 1) for line in lines if not line.startswith("  ")]
        found.append((tuple((was, now) for was, now in pairs), [line for line in lines if line.startswith("  ")]))
    return found


@pytest.mark.parametrize(("changes", "lines"), blocks(), ids=lambda each: str(each[0])[:60])
def test_one_change_is_told_by_the_checks_that_it_concerns(changes: Changes, lines: list[str]) -> None:
    assert told(changes) == lines


if __name__ == "__main__":
    said = ("\n".join([*(f"{was}{ARROW}{now}" for was, now in changes), *told(changes)]) for changes, _ in blocks())
    TABLE.write_text("\n\n".join(said) + "\n", encoding="utf-8")
