"""What is said to be the cause of a drawn submission's faults."""

from formaudit.causes.fold import FoldedCause, fold_causes
from formaudit.checks.catalogue import CHECKS
from formaudit.model.verdict import Outcome, Severity, Verdict
from tests.graph.drawings import WHOLE
from tests.graph.making import evidence_of

__all__ = ["broken", "causes_of", "changed"]


def changed(*changes: tuple[str, str]) -> tuple[str, ...]:
    """The consistent submission with pieces of text changed; each must be there once."""
    drawings: tuple[str, ...] = WHOLE
    for old, new in changes:
        assert sum(text.count(old) for text in drawings) == 1, old
        drawings = tuple(text.replace(old, new) for text in drawings)
    return drawings


def _verdicts(*drawings: str) -> tuple[list[Verdict], tuple[FoldedCause, ...]]:
    evidence = evidence_of(*drawings)
    verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
    return verdicts, fold_causes(evidence, verdicts)


def causes_of(*drawings: str) -> tuple[FoldedCause, ...]:
    """The causes, in the order in which they were found."""
    return _verdicts(*drawings)[1]


def broken(*drawings: str) -> list[tuple[str, str]]:
    """The contradictions by check and address, causes aside; remarks on design, form and wording left out."""
    return [
        (verdict.check, verdict.key)
        for verdict in _verdicts(*drawings)[0]
        if verdict.outcome is Outcome.BROKEN and verdict.severity is not Severity.NOTE and verdict.check[0] in "CTX"
    ]
