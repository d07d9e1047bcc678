"""What one change to a submission that agrees makes the program say: every cause, its cells and what it is worth.

``one_change.txt`` has a block for each change: the line as it was and as it is, then a line for each cause with its kind,
confidence and checks (the one that it is named after first), below it the cells that it would restore, with the points that speak for each; remarks that are
merely repeated are left out. A change of the
search that moves a line shows there which faults it touches; the file is written anew by running this module.
"""

import re
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from formaudit.causes.fold import fold_causes
from formaudit.causes.repair import find_repairs
from formaudit.checks.catalogue import CHECKS
from formaudit.model.cause_kind import CauseKind
from formaudit.model.verdict import Outcome
from tests.causes.folding import changed
from tests.graph.drawings import WHOLE
from tests.graph.making import evidence_of

TABLE: Final = Path(__file__).with_name("one_change.txt")
ARROW: Final = " → "


def told(*changes: tuple[str, str]) -> list[str]:
    """The lines of a block."""
    evidence = evidence_of(*changed(*changes))
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
    return lines or ["  nothing"]


def blocks() -> list[tuple[tuple[tuple[str, str], ...], list[str]]]:
    found = []
    for block in re.split(r"\n\n+", TABLE.read_text("utf-8").strip()):
        lines = block.split("\n")
        changes = tuple((was, now) for line in lines if ARROW in line for was, now in [line.split(ARROW)])
        found.append((changes, [line for line in lines if ARROW not in line]))
    return found


@pytest.mark.parametrize(("changes", "lines"), blocks(), ids=lambda each: str(each[0])[:60])
def test_one_change_is_told_as_its_cause(changes: tuple[tuple[str, str], ...], lines: list[str]) -> None:
    assert told(*changes) == lines


def test_the_submission_that_is_changed_agrees() -> None:
    assert told() == ["  nothing"]
    assert len(WHOLE) == 5


if __name__ == "__main__":
    said = ("\n".join([*(f"{was}{ARROW}{now}" for was, now in changes), *told(*changes)]) for changes, _ in blocks())
    TABLE.write_text("\n\n".join(said) + "\n", encoding="utf-8")
