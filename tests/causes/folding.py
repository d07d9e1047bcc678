"""What is said to be the cause of a drawn submission's faults."""

from formaudit.causes.fold import FoldedCause, fold_causes
from formaudit.checks.catalogue import CHECKS
from formaudit.model.verdict import Outcome, Severity, Verdict
from tests.graph.drawings import changed
from tests.graph.making import evidence_of

__all__ = ["broken", "causes_of", "changed"]


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
