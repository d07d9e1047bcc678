"""The report text (自评报告) as a form: title, unit, sections, claims, attachments."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.marks import paragraph_place, title_of
from formaudit.forms.narrative import read_report
from formaudit.forms.region import Region
from formaudit.forms.units import named_unit
from formaudit.model.form_kind import FormKind
from formaudit.model.report_text import Claim, Report
from formaudit.model.statement import Statement

__all__ = ["read_report_region"]

Said = TypeVar("Said", Claim, Statement)


def _as_sure(claim: Said, sure: Mapping[int, float]) -> Said:
    """The claim or statement with its figures as sure as the characters of their paragraphs."""
    if all(confidence >= 1 for confidence in sure.values()):
        return claim
    figures = tuple(
        replace(figure, confidence=min(figure.confidence, sure.get(figure.place.paragraph or 0, 1.0)))
        for figure in claim.figures
    )
    return replace(claim, figures=figures)


def read_report_region(region: Region, *, file: int, form_index: int) -> Report:
    """Read the report from its paragraphs."""
    text = read_report(region.body, file=file, form_index=form_index)
    sure = {paragraph.index: paragraph.confidence for paragraph in region.body}
    return Report(
        index=form_index,
        title=region.title,
        printed_title=title_of(Site(file=file, form=FormKind.REPORT, form_index=form_index), region),
        year=region.year,
        file=file,
        confidence=region.confidence,
        unit_name=named_unit(region),
        sections=text.sections,
        claims=tuple(_as_sure(claim, sure) for claim in text.claims),
        attachments=text.attachments,
        statements=tuple(_as_sure(statement, sure) for statement in text.statements),
        place=paragraph_place(file, region.body[0], form=FormKind.REPORT, index=form_index),
    )
