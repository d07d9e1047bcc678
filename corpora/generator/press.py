"""From a submission to files: forms under a layout, put into papers, pressed into bytes."""

from typing import Final

from corpora.generator.basedata import base_data_part, fund_list_part
from corpora.generator.docx import docx_bytes
from corpora.generator.evaluation import department_part, project_part
from corpora.generator.html import html_bytes
from corpora.generator.layout import Layout
from corpora.generator.narrative import report_part
from corpora.generator.sheet import Draft, Paper, Part
from corpora.generator.spec import Submission
from corpora.generator.txt import txt_bytes
from corpora.generator.xlsx import xlsx_bytes

__all__ = ["draft", "press"]

_NAMES: Final = {
    "annex1": "附件1 专项资金绩效自评清单",
    "annex2": "附件2 整体支出绩效评价基础数据表",
    "annex3": "附件3 整体支出绩效自评表",
    "annex4": "附件4 项目支出绩效自评表",
    "report": "整体支出绩效自评报告",
}
_PRESSES: Final = {"docx": docx_bytes, "txt": txt_bytes, "xlsx": xlsx_bytes, "html": html_bytes}


def _parts(layout: Layout, submission: Submission) -> list[Part]:
    parts = [fund_list_part(layout, submission)] if submission.fund_list else []
    parts += [base_data_part(layout, submission), department_part(layout, submission)]
    for at, project in enumerate(submission.projects):
        parts.append(project_part(layout, submission, project, heading=at == 0))
    return [*parts, report_part(layout, submission)]


def draft(layout: Layout, submission: Submission, form: str, *, apart: bool) -> Draft:
    """The submission on paper: one file, or one for each form. A report that cannot stand in a sheet becomes DOCX."""
    parts = _parts(layout, submission)
    if not apart:
        name = f"{submission.year}年度绩效自评材料"
        if form == "xlsx":
            return Draft([Paper(name, form, parts[:-1]), Paper(_NAMES["report"], "docx", parts[-1:])])
        return Draft([Paper(name, form, parts)])
    papers: list[Paper] = []
    count = sum(part.form == "annex4" for part in parts)
    for part in parts:
        serial = f"（{part.name}）" if part.form == "annex4" and count > 1 else ""
        kind = "docx" if form == "xlsx" and part.form == "report" else form
        papers.append(Paper(_NAMES[part.form] + serial, kind, [part]))
    return Draft(papers)


def press(paper: Paper) -> bytes:
    """The bytes of a paper in its format."""
    return _PRESSES[paper.format](paper)
