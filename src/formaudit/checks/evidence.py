"""What a check gets, and how a check is declared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from formaudit.graph.figure_graph import FigureGraph
from formaudit.model.submission import Submission
from formaudit.model.verdict import Nature, Severity, Verdict
from formaudit.settings import Profile

__all__ = ["Check", "Evidence", "Run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The frozen evidence of one submission."""

    submission: Submission
    graph: FigureGraph
    profile: Profile


Run = Callable[[Evidence], Iterable[Verdict]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check of the catalogue.

    ``code`` is stable and never used twice; ``name`` states the defect and reads well after "allow". The words stand
    in the catalogue of messages: ``<code>.title``, ``<code>.basis``, ``<code>.question``.
    """

    code: str
    name: str
    severity: Severity
    nature: Nature
    run: Run
