"""A submission: what one unit handed in for one year."""

from functools import cached_property
from typing import Any

from msgspec import Struct

from formaudit.model.disclosure import Disclosure
from formaudit.model.document import Document
from formaudit.model.forms import BaseDataForm, Form, FundList, SelfEvaluation, UnknownForm
from formaudit.model.report_text import Report

__all__ = ["Submission", "Version"]


class Version(Struct, frozen=True, kw_only=True):
    """Which of several versions (版本) a submission is: ``of`` so many, one of them ``adopted``.

    ``label`` is what the names of its files call it (定稿); ``certain`` that the names tell which one is the latest.
    """

    label: str
    adopted: bool
    of: int
    certain: bool


class Submission(Struct, frozen=True, kw_only=True, dict=True):
    """All forms of one unit and one year.

    ``unit`` and ``year`` may be empty / ``None`` where no form names them. ``documents`` are the files, in the order
    to which ``Place.file`` counts. ``fund_lists`` … are the forms by kind, in reading order. ``version`` is filled
    where the same forms were handed in several times with other figures. ``disclosures`` holds the published budget
    or final accounts where that is what was handed in: of one kind, and beside no form of a self-evaluation.
    ``elsewhere`` are tables (file and number) that another submission has from the same file.
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
    disclosures: tuple[Disclosure, ...] = ()
    version: Version | None = None
    elsewhere: tuple[tuple[int, int], ...] = ()

    @cached_property
    def found_out(self) -> dict[Any, Any]:
        """What those who look through all of it may be asked again; no part of what was handed in."""
        return {}

    @property
    def adopted(self) -> bool:
        """Whether it is what the unit stands by: the only version, or the adopted one of several."""
        return self.version is None or self.version.adopted

    @property
    def part(self) -> str:
        """Which of a unit's papers of a year it is: the kind of its disclosure, empty for a self-evaluation."""
        return self.disclosures[0].kind.value if self.disclosures else ""

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
            *self.disclosures,
            *self.unknown,
        )
