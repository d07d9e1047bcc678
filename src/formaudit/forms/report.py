"""The report text (自评报告) as a form: title, unit, sections, claims, attachments."""

from formaudit.forms.cells import Site
from formaudit.forms.marks import paragraph_place, title_of
from formaudit.forms.narrative import read_report
from formaudit.forms.regions import Region
from formaudit.forms.units import named_unit
from formaudit.model.forms import Report

__all__ = ["read_report_region"]


def read_report_region(region: Region, *, file: int, form_index: int) -> Report:
    """Read the report from its paragraphs."""
    text = read_report(region.body, file=file, form_index=form_index)
    return Report(
        index=form_index,
        title=region.title,
        printed_title=title_of(Site(file=file, form="report", form_index=form_index), region),
        year=region.year,
        file=file,
        confidence=region.confidence,
        unit_name=named_unit(region),
        sections=text.sections,
        claims=text.claims,
        attachments=text.attachments,
        statements=text.statements,
        place=paragraph_place(file, region.body[0], form="report", index=form_index),
    )
