"""What is said to be the cause of a drawn submission's faults."""

from decimal import Decimal

from formaudit.causes.fold import FoldedCause, fold_causes
from formaudit.causes.repair import find_repairs
from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.messages import say
from formaudit.model.cause_kind import CauseKind
from formaudit.model.verdict import Outcome, Severity, Verdict
from tests.graph.drawings import changed
from tests.graph.making import evidence_of

__all__ = ["broken", "causes_of", "changed", "lines_of"]


def _verdicts(*drawings: str) -> tuple[list[Verdict], tuple[FoldedCause, ...]]:
    evidence = evidence_of(*drawings)
    verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
    return verdicts, fold_causes(evidence, verdicts)


def causes_of(*drawings: str) -> tuple[FoldedCause, ...]:
    """The causes that two relations or more point to, in the order in which they were found.

    Remarks of one pattern and what one relation alone makes possible are left out: those have their own tests.
    """
    return tuple(
        cause
        for cause in _verdicts(*drawings)[1]
        if cause.kind != "repeated-remark" and cause.message.key != "cause.possible"
    )


def broken(*drawings: str) -> list[tuple[str, str]]:
    """The contradictions by check and address, causes aside; remarks on design, form and wording left out."""
    return [
        (verdict.check, verdict.key)
        for verdict in _verdicts(*drawings)[0]
        if verdict.outcome is Outcome.BROKEN and verdict.severity is not Severity.NOTE and verdict.check[0] in "CTX"
    ]


def lines_of(evidence: Evidence) -> list[str]:
    """What is told of a submission: each cause with its confidence, the checks that it explains (the one that it is named
    after first), below it the cells that it would restore, with the points that speak for each and what then holds.

    Remarks that are merely repeated are left out.
    """
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
        lines.append(f"  {cause.kind} {cause.confidence:.2f}: {checks} ({len(cause.verdicts)})")
        for cell in cause.cells:
            worth = {str(likely) for (key, _), likely in points.items() if key == cell.figure.key}
            held = "; ".join(each if isinstance(each, str) else say(each) for each in cell.constraints)
            printed = cell.figure.raw or "□"
            lines.append(f"    {cell.figure.key} {printed} ⇒ {cell.restored} ({' '.join(sorted(worth))}): {held}")
    return lines
