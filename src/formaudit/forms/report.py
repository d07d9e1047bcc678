"""The report text (自评报告) as a form: title, unit, sections, claims, attachments."""

import re
from typing import Final

from formaudit.forms.marks import paragraph_place
from formaudit.forms.narrative import read_report
from formaudit.forms.regions import Region
from formaudit.model.forms import Report
from formaudit.text import compact

__all__ = ["read_report_region", "report_unit"]

_TITLE_UNIT: Final = re.compile(
    r"(?:关于)?(?:20\d{2}年?度?)?(?P<unit>[^年度]*?(?:20\d{2}年?度?)?[^年度]*?)(?:20\d{2}年?度?)?(?:部门|单位)?(?:整体)?(?:支出|项目|预算|财政|资金)*(?:绩效)?(?:目标)?(?:自评|评价|自我评价).*报告.*$"
)


def report_unit(title: str) -> str:
    """The unit that a report's title names, or an empty text: ``2023年度某某中心单位整体支出绩效自评报告``."""
    match = _TITLE_UNIT.search(compact(title))
    if match is None:
        return ""
    return re.sub(r"20\d{2}年?度?", "", match["unit"]).removesuffix("单位").removesuffix("部门")


def read_report_region(region: Region, *, file: int, form_index: int) -> Report:
    """Read the report from its paragraphs."""
    sections, claims, attachments = read_report(region.body, file=file, form_index=form_index)
    return Report(
        index=form_index,
        title=region.title,
        year=region.year,
        file=file,
        confidence=region.confidence,
        unit_name=report_unit(region.title),
        sections=sections,
        claims=claims,
        attachments=attachments,
        place=paragraph_place(file, region.body[0], form="report", index=form_index),
    )
