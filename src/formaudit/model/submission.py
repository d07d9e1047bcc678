"""A submission: what one unit handed in for one year."""

from dataclasses import dataclass

from formaudit.model.document import Document
from formaudit.model.forms import BaseDataForm, Form, FundList, Report, SelfEvaluation, UnknownForm

__all__ = ["Submission"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """All forms of one unit and one year.

    ``unit`` and ``year`` may be empty / ``None`` where no form names them. ``documents`` are the files, in the order
    to which ``Place.file`` counts. ``fund_lists`` … are the forms by kind, in reading order.
    """

    unit: str
    year: int | None
    documents: tuple[Document, ...]
    fund_lists: tuple[FundList, ...] = ()
    base_data: tuple[BaseDataForm, ...] = ()
    departments: tuple[SelfEvaluation, ...] = ()
    projects: tuple[SelfEvaluation, ...] = ()
    reports: tuple[Report, ...] = ()
    unknown: tuple[UnknownForm, ...] = ()

    @property
    def self_evaluations(self) -> tuple[SelfEvaluation, ...]:
        """Annex 3 and every annex 4."""
        return (*self.departments, *self.projects)

    @property
    def forms(self) -> tuple[Form, ...]:
        """All forms, by kind and then in reading order."""
        return (
            *self.fund_lists,
            *self.base_data,
            *self.departments,
            *self.projects,
            *self.reports,
            *self.unknown,
        )
