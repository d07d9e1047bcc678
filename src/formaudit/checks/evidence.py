"""What a check gets, and how a check is declared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from formaudit.checks.batch import Batch
from formaudit.forms.quoting import submission_figure
from formaudit.graph.figure_graph import FigureGraph
from formaudit.messages import phrase
from formaudit.model.submission import Submission
from formaudit.model.verdict import Nature, Outcome, Severity, Verdict
from formaudit.settings import Profile

__all__ = ["Check", "Evidence", "Run", "not_applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The frozen evidence of one submission.

    ``prior`` is the unit's submission of the year before, where it was given. ``batch`` holds all submissions of the
    call, this one at ``position``; without a batch the checks across units do not apply.
    """

    submission: Submission
    graph: FigureGraph
    profile: Profile
    prior: Submission | None = None
    batch: Batch | None = None
    position: int = 0

    @property
    def peers(self) -> tuple[Submission, ...]:
        """The other submissions of the call."""
        if self.batch is None:
            return ()
        return (*self.batch.submissions[: self.position], *self.batch.submissions[self.position + 1 :])


Run = Callable[[Evidence], Iterable[Verdict]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check of the catalogue.

    ``code`` is stable and never used twice; ``name`` states the defect and reads well after "allow". The words stand
    in the catalogue of messages: ``<code>.title``, ``<code>.basis``, ``<code>.question``, and for ``explain``
    ``<code>.purpose``, ``<code>.formula``, ``<code>.tolerance``, ``<code>.guard``, ``<code>.breaks``, ``<code>.holds``.
    """

    code: str
    name: str
    severity: Severity
    nature: Nature
    run: Run


def not_applicable(check: str, evidence: Evidence, reason: str) -> Verdict:
    """The verdict of a check that needs documents which are not there."""
    figure = submission_figure(evidence.submission)
    return Verdict(
        check=check,
        outcome=Outcome.NOT_APPLICABLE,
        key=f"{check}.{reason}",
        figures=(figure,),
        calculation="",
        message=phrase(f"undecided.{reason}", label=figure.raw or figure.label or "—"),
    )
