"""What a check gets, and how a check is declared."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct

from formaudit.checks.kernel.batch import Batch
from formaudit.forms.quoting import submission_figure
from formaudit.graph.figure_graph import FigureGraph
from formaudit.messages import phrase
from formaudit.model.submission import Submission
from formaudit.model.verdict import Nature, Outcome, Severity, Verdict
from formaudit.settings import Profile

__all__ = ["Check", "Evidence", "Family", "Run", "Tolerance", "Trait", "not_applicable"]


class Evidence(Struct, frozen=True, kw_only=True):
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


Run = Callable[[Evidence], Iterable[Verdict]]


class Family(StrEnum):
    """The families of checks: the first letter of a code, in the order of the catalogue."""

    DAMAGE = "C"
    TABLES = "T"
    ACROSS = "X"
    SCORES = "S"
    INDICATORS = "I"
    FILLING_IN = "F"
    TEXT = "N"
    YEARS = "Y"
    UNITS = "U"
    DISCLOSURE = "D"
    USER = "R"

    @staticmethod
    def of(code: str) -> "Family":
        """The family of a check."""
        return Family(code[:1])


class Tolerance(StrEnum):
    """Which tolerance a check uses, as ``explain`` says it (``tolerance.<kind>``)."""

    NONE = "none"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    SUM_OF_POINTS = "sum-of-points"
    BAND = "band"
    POWER = "power"
    PRINTED = "printed"
    ALIKE = "alike"
    PROFILE = "profile"
    PLACES = "places"


class Trait(StrEnum):
    """What others build on a check.

    SEPARATE: each finding is its own story and is never put together with its like. COST: it judges a cost row by a
    sum of money printed elsewhere. REJUDGED: a repair is tried on it as on a sum. READINGS: it offers readings of its
    own, so that a repair must be likelier than elsewhere. INDICATOR: it speaks of one indicator of a form. ADJUSTMENT:
    it asks how the budget came to change. REPORT: it asks for what a report must hold. OPEN: it lists what nothing was
    tested against, so that its figures count neither as tied nor as contradicted. INFERS: its title says what may have
    happened, not what is printed. BATCH: it speaks of all units of a call, and not of the one under which it is kept.
    EVALUATION: it asks for what belongs to a self-evaluation only, so that it is not asked of a published paper.
    """

    SEPARATE = "separate"
    COST = "cost"
    REJUDGED = "rejudged"
    READINGS = "readings"
    INDICATOR = "indicator"
    ADJUSTMENT = "adjustment"
    REPORT = "report"
    OPEN = "open"
    INFERS = "infers"
    BATCH = "batch"
    EVALUATION = "evaluation"


class Check(Struct, frozen=True, kw_only=True):
    """A check of the catalogue.

    ``code`` is stable and never used twice; ``name`` states the defect and reads well after "allow". The words stand
    in the catalogue of messages: ``<code>.title``, ``<code>.basis``, ``<code>.question``, and for ``explain``
    ``<code>.purpose``, ``<code>.formula``, ``<code>.guard``, ``<code>.breaks``, ``<code>.holds``.
    """

    code: str
    name: str
    severity: Severity
    nature: Nature
    run: Run
    tolerance: Tolerance = Tolerance.NONE
    traits: frozenset[Trait] = frozenset()

    @property
    def family(self) -> Family:
        """The family that the code's first letter names."""
        return Family.of(self.code)


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
