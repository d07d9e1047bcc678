"""A clean submission to inject faults into, with what the audit says of it before."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from formaudit.audit import audit_submission, judge
from formaudit.bench.edits import token_of
from formaudit.bench.written import written
from formaudit.checks.kernel.evidence import Evidence
from formaudit.errors import InputError
from formaudit.graph.collect import figures_of
from formaudit.graph.reading import read_relation
from formaudit.intake.gather import gather
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Document
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report import Finding, SubmissionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Verdict
from formaudit.settings import Profile

__all__ = ["Base", "Signature", "base_of", "read_base", "signature"]

Signature = tuple[str, str, str]
"""Check, first figure and sentence: two findings that say the same have the same, whatever the unit is called."""


def signature(finding: Finding) -> Signature:
    """What tells a finding that was there before from a new one."""
    return finding.check, finding.figures[0].key, finding.message


class Base(Struct, frozen=True, kw_only=True, dict=True):
    """A submission, its audit, and the figures that a fault may touch.

    ``through`` is the format that each case is written in and read back from; empty to stay in memory. Slots are left
    out so that what is asked often is computed once.
    """

    name: str
    submission: Submission
    report: SubmissionReport
    evidence: Evidence
    verdicts: tuple[Verdict, ...]
    through: str = ""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The files' content."""
        return self.submission.documents

    @cached_property
    def known(self) -> frozenset[Signature]:
        """What the audit said before."""
        return frozenset(map(signature, self.report.findings))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The filled figures whose number is found in its text, each once."""
        seen: dict[str, Figure] = {}
        for figure in figures_of(self.submission):
            if figure.filled and figure.key not in seen and token_of(self.documents, figure) is not None:
                seen[figure.key] = figure
        return tuple(seen.values())

    @cached_property
    def relations(self) -> dict[str, tuple[Relation, ...]]:
        """By figure, the relations that hold and that any change of the figure would break."""
        found: dict[str, list[Relation]] = {}
        for relation in self.evidence.graph.relations:
            if relation.kind in (RelationKind.AT_MOST, RelationKind.COVERS) or not relation.exhaustive:
                continue
            if read_relation(relation, self.evidence.graph.precision).outcome is Outcome.HOLDS:
                for figure in (relation.result, *relation.parts):
                    found.setdefault(figure.key, []).append(relation)
        published = self.evidence.graph.published
        for relation, told in published.tests if published is not None else ():
            if told.outcome is Outcome.HOLDS and relation.kind is not RelationKind.AT_MOST:
                for figure in (relation.result, *relation.parts):
                    found.setdefault(figure.key, []).append(relation)
        return {key: tuple(relations) for key, relations in found.items()}

    def covered(self, *units: str, least: int = 1) -> Iterator[Figure]:
        """The figures of tables that at least so many relations hold fast, by unit where units are given."""
        for figure in self.figures:
            if (
                figure.place.table is not None
                and len(self.relations.get(figure.key, ())) >= least
                and (not units or figure.unit in units)
            ):
                yield figure


def read_base(paths: Sequence[Path], name: str, through: str = "") -> Base:
    """Read and audit a submission, first written in another format and read back where ``through`` names one.

    Raises:
        FormauditError: a file cannot be read, or the files are not one submission.

    """
    gathered = gather(paths)
    if gathered.errors:
        raise gathered.errors[0]
    if len(gathered.submissions) != 1:
        raise InputError("bench-not-one", name, str(len(gathered.submissions)))
    submission = gathered.submissions[0]
    if through:
        found, _ = group_documents(written(submission.documents, through))
        submission = max(found, key=lambda one: len(one.documents))
    return base_of(submission, name, through)


def base_of(submission: Submission, name: str, through: str = "") -> Base:
    """A base from a submission that has been read."""
    evidence, verdicts = judge(submission, Profile())
    return Base(
        name=name,
        submission=submission,
        report=audit_submission(submission, Profile(), "zh"),
        evidence=evidence,
        verdicts=verdicts,
        through=through,
    )
