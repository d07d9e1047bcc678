"""Figures, relations and graphs for tests: figures by hand, submissions from drawings."""

from decimal import Decimal

from formaudit.audit import audit_submission
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import FigureGraph, build_graph
from formaudit.graph.reading import read_relation
from formaudit.intake.grouping import group_documents
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity
from formaudit.settings import Profile
from tests.drawn import drawn

__all__ = ["evidence_of", "figure", "not_holding", "outcomes", "relation", "submission_of", "told_in_earnest"]


def figure(raw: str, unit: str = "万元", *, key: str = "", table: int | None = 0, state: State | None = None) -> Figure:
    """A figure as printed; a blank text is a blank figure."""
    number = raw.rstrip("%").replace(",", "")
    value = Decimal(number) if number and state in (None, State.FILLED) else None
    return Figure(
        key=key or f"figure.{raw}.{unit}",
        label=key or raw,
        raw=raw,
        value=value,
        unit=unit,
        decimals=len(number.partition(".")[2]),
        state=state or (State.FILLED if value is not None else State.BLANK),
        place=Place(table=table, row=0, col=0),
    )


def relation(kind: RelationKind, result: Figure, *parts: Figure, exhaustive: bool = True) -> Relation:
    """A relation of figures made by hand."""
    return Relation(
        check="T09",
        kind=kind,
        subject="subject",
        result=result,
        parts=parts,
        why="three-sources",
        exhaustive=exhaustive,
    )


def submission_of(*drawings: str) -> Submission:
    """The one submission that drawn files make."""
    documents = [drawn(text, path=f"材料/{number}.docx") for number, text in enumerate(drawings, 1)]
    (submission,), strangers = group_documents(documents)
    assert not strangers
    return submission


def told_in_earnest(submission: Submission, *checks: str) -> list[str]:
    """The calculations of what some checks find in a submission that is critical or major."""
    found = audit_submission(submission, Profile(), "zh").findings
    return [one.calculation for one in found if one.check in checks and one.severity.rank <= Severity.MAJOR.rank]


def evidence_of(*drawings: str) -> Evidence:
    """The evidence of a drawn submission."""
    submission = submission_of(*drawings)
    return Evidence(submission=submission, graph=build_graph(submission), profile=Profile())


def outcomes(graph: FigureGraph, *checks: str) -> dict[tuple[str, str], Outcome]:
    """What came of the relations of some checks, by check and subject."""
    return {
        (one.check, one.subject): read_relation(one, graph.precision).outcome
        for one in graph.relations
        if not checks or one.check in checks
    }


def not_holding(text: str, check: str) -> list[tuple[Outcome, str]]:
    """The relations of a check in the one submission that a text draws, without those that hold: each by its result."""
    (submission,), _ = group_documents([drawn(text)])
    graph = build_graph(submission)
    readings = [
        (read_relation(relation, graph.precision), relation) for relation in graph.relations if relation.check == check
    ]
    return [
        (reading.outcome, relation.result.raw) for reading, relation in readings if reading.outcome is not Outcome.HOLDS
    ]
