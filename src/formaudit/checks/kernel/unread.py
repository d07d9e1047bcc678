"""Forms that may stand in something nobody read: their absence is no finding against the unit."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.messages import Phrase, phrase
from formaudit.model.document import Document
from formaudit.model.figure import Figure
from formaudit.model.submission import Submission
from formaudit.model.verdict import Absence, Outcome, Verdict
from formaudit.patterns import late
from formaudit.text import compact

__all__ = ["left_open", "missing_forms", "settle_unread", "unread_documents"]

_FORM: Final = late(r"自评(?!报告)|绩效评价.*表|基础数据表")
"""Titles of the forms that a unit hands in; a report is told by its text and not by a table."""


def unread_documents(submission: Submission) -> tuple[Document, ...]:
    """The files in which a whole form may stand unread: in a picture, an embedded file, another document."""
    return tuple(document for document in submission.documents if any(warning.unread for warning in document.warnings))


def missing_forms(submission: Submission) -> tuple[str, ...]:
    """The kinds of core form that a submission lacks. The list of funds is no core form: many units have none."""
    kinds = (
        ("annex2", submission.base_data),
        ("annex3", submission.departments),
        ("annex4", submission.projects),
        ("report", submission.reports),
    )
    return tuple(kind for kind, forms in kinds if not forms)


def left_open(figures: Sequence[Figure]) -> Phrase:
    """Why a verdict about an absent form is left open, in words that name what it was about."""
    return phrase("undecided.unread", label=figures[0].label if figures else "")


def _entitled(submission: Submission) -> bool:
    """Whether a table that nobody could read has the title of a form, or a form ended its reading: it may be that."""
    return any(form.defect or (form.tables and _FORM.search(compact(form.title))) for form in submission.unknown)


def settle_unread(submission: Submission, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts with those about absent forms left open where a form may stand unread."""
    if not unread_documents(submission) and not _entitled(submission):
        return tuple(verdicts)
    missing = bool(missing_forms(submission))
    settled: list[Verdict] = []
    for verdict in verdicts:
        absent = verdict.absence is Absence.FORM or (missing and verdict.absence is Absence.EXPLANATION)
        if absent and verdict.outcome is Outcome.BROKEN:
            message = left_open(verdict.figures)
            settled.append(replace(verdict, outcome=Outcome.UNDECIDED, message=message, calculation=""))
        else:
            settled.append(verdict)
    return tuple(settled)
