"""What one change to a submission that agrees makes the program say: every cause, its cells and what it is worth.

``one_change.txt`` has a block for each change: the line as it was and as it is, then a line for each cause with its kind,
confidence and checks (the one that it is named after first), below it the cells that it would restore, with the points that speak for each; remarks that are
merely repeated are left out. A change of the
search that moves a line shows there which faults it touches; the file is written anew by running this module.
"""

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from formaudit.causes.fold import fold_causes
from formaudit.causes.repair import find_repairs
from formaudit.checks.catalogue import CHECKS
from formaudit.model.cause_kind import CauseKind
from formaudit.model.verdict import Outcome
from tests.graph.drawings import WHOLE, changed
from tests.graph.making import evidence_of
from tests.whole import NOTHING, blocks, short, swaps, written

TABLE: Final = Path(__file__).with_name("one_change.txt")


def told(head: str) -> list[str]:
    """The lines of a block."""
    evidence = evidence_of(*changed(*swaps(head)))
    verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
    open_ = frozenset((each.check, each.key) for each in verdicts if each.outcome is Outcome.BROKEN)
    points: dict[tuple[str, Decimal], Decimal] = {}
    led: list[str] = []
    for repairs in find_repairs(evidence, verdicts, open_):
        led.append(repairs[0].figure.key)
        for repair in repairs:
            points.setdefault((repair.figure.key, repair.value), repair.likely)
    assert len(set(led)) == len(led)  # a cell is mended once
    lines = []
    for cause in fold_causes(evidence, verdicts):
        if cause.kind is CauseKind.REPEATED_REMARK:
            continue
        checks = " ".join(dict.fromkeys(verdict.check for verdict in cause.verdicts))
        lines.append(f"  {cause.kind} {cause.confidence:.2f}: {checks}")
        for cell in cause.cells:
            worth = {str(likely) for (key, _), likely in points.items() if key == cell.figure.key}
            lines.append(
                f"    {cell.figure.key} {cell.figure.raw or '□'} ⇒ {cell.restored} ({' '.join(sorted(worth))})"
            )
    return lines or [NOTHING]


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_is_told_as_its_cause(head: str, lines: list[str]) -> None:
    assert told(head) == lines


def test_the_submission_that_is_changed_agrees() -> None:
    assert told("unchanged") == [NOTHING]
    assert len(WHOLE) == 5


if __name__ == "__main__":
    written(TABLE, told)
