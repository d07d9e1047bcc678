"""A letter about a published paper quotes table, account and column, and calls the paper what it is."""

import pytest

from formaudit.audit import audit_submissions
from formaudit.letters.build import build_letter
from formaudit.letters.letter import Kind, Party
from formaudit.settings import Profile
from tests.checks.papers import BUDGET, changed, read
from tests.letters.made import confirmed


def letter(text: str, lang: str) -> str:
    report = confirmed(audit_submissions(read(text), [], Profile(), lang))
    built = build_letter(report, report.submissions[0], Kind.INQUIRY, Party(days=7))
    return " ".join([built.title, *built.opening, *(fact.text for item in built.items for fact in item.facts)])


@pytest.mark.parametrize(("lang", "called"), [("zh", "预决算公开材料"), ("en", "published budget or accounts")])
def test_a_misprinted_cell_is_quoted_by_table_account_and_column(lang: str, called: str) -> None:
    row = "30108 | 机关事业单位基本养老保险缴费"
    text = changed(BUDGET, (f"{row} | 600,000 | 600,000", f"{row} | 60,000 | 60,000"))
    said = letter(text, lang)
    assert called in said
    assert "2025年部门一般公共预算基本支出部门预算经济分类预算表" in said
    assert "301 工资福利支出" in said or "30108 机关事业单位基本养老保险缴费" in said
