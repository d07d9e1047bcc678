"""Short texts beside the plainest forms: what must be told of them, and what is another stage, part, score or base.

A line of ``text_beside_plain_forms.txt`` is a form, the checks of text and causes that find something above a note
(without X22, whose rates and scores have cases of their own), and a paragraph.
"""

from pathlib import Path
from typing import Final

import pytest

from formaudit.audit import audit_submission
from formaudit.intake.grouping import group_documents
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.plain_forms import LAST, PROJECT, ROWS, WHOLE
from tests.drawn import drawn

TABLE: Final = Path(__file__).with_name("text_beside_plain_forms.txt")
LINES: Final = [
    [cell.strip() for cell in line.split("|")]
    for line in TABLE.read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
_REPORT: Final = """{unit}2023年度{kind}绩效自评报告
一、基本情况
{unit}承担本地区相关公共管理和服务工作。
二、资金安排和使用情况
{text}
三、存在的问题
预算编制的精细化程度有待提高。
"""


def _whole(total: str, general: str, fund: str, basic: str, project: str) -> dict[str, str]:
    income, spending = float(general) + float(fund), float(basic) + float(project)
    return {
        "total": total,
        "income": f"{income:g}",
        "spending": f"{spending:g}",
        "general": general,
        "fund": fund,
        "basic": basic,
        "project": project,
    }


FORMS: Final = {
    # The box holds what was spent, or the budget, of one source or of two; half of the budget in other digits.
    "spent": _whole("1000 | 1100 | 1056 | 10 | 96% | 9.6", "1056", "0", "706", "350"),
    "budget": _whole("1000 | 1100 | 1056 | 10 | 96% | 9.6", "1100", "0", "706", "394"),
    "funds": _whole("1000 | 1100 | 1056 | 10 | 96% | 9.6", "600", "500", "706", "394"),
    "digits": _whole("860 | 935.5 | 917.82 | 10 | 98.11% | 9.81", "917.82", "0", "650.3", "267.52"),
}


def submission_of(form: str, text: str) -> Submission:
    """A paragraph beside a form."""
    unit = "青石县林业局"
    if form == "project":
        kind, table, points = "项目支出", PROJECT, "99.6"
    else:
        kind, points = "部门整体支出", f"{90 + float(FORMS[form]['total'].rsplit('|', 1)[1]):.2f}".rstrip("0")
        table = WHOLE.format(unit=unit, **FORMS[form])
    report = _REPORT.format(unit=unit, kind=kind, text=text.replace("\\n", "\n"))
    (submission,), strangers = group_documents([drawn(report + table + ROWS + LAST.format(weight=100, points=points))])
    assert not strangers
    return submission


def told(form: str, text: str) -> set[str]:
    """The checks that say something above a note of a paragraph beside a form."""
    found = audit_submission(submission_of(form, text), Profile(), "zh").findings
    codes = {one.check for one in found if one.severity is not Severity.NOTE}
    return {code for code in codes if code[0] in "XNC" and code != "X22"}


@pytest.mark.parametrize(("form", "checks", "text"), LINES, ids=[f"{line[0]}-{line[2][:36]}" for line in LINES])
def test_a_text_beside_a_plain_form(form: str, checks: str, text: str) -> None:
    assert told(form, text) == set(checks.split())


def test_the_plain_forms_are_right() -> None:
    assert [told(form, "资金实行专账核算。") for form in (*FORMS, "project")] == [set()] * (len(FORMS) + 1)
