"""D16 to D18: a disclosure beside others of the same unit: its self-evaluation, other years, its department."""

from collections.abc import Iterator

from formaudit.checks.evidence import Evidence
from formaudit.model.verdict import Verdict

__all__ = ["against_department", "against_evaluation", "against_years"]


def against_evaluation(evidence: Evidence) -> Iterator[Verdict]:
    """D16: figures of the self-evaluation against the published accounts and budget of the same year."""
    yield from ()


def against_years(evidence: Evidence) -> Iterator[Verdict]:
    """D17: what a paper says of last year against what was published then."""
    yield from ()


def against_department(evidence: Evidence) -> Iterator[Verdict]:
    """D18: each cell of a unit is at most that of its department."""
    yield from ()
