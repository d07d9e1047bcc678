"""A form of goals without results: read, and told as nothing that could be examined."""

import pytest

from formaudit.audit import audit_submissions
from formaudit.intake.grouping import group_documents
from formaudit.model.report import AuditReport
from formaudit.settings import Profile
from tests.drawn import drawn

DECLARED = """
2024年度项目支出绩效目标表

项目名称 | 卫生室补助 | < | <
主管部门 | 云溪县卫生局 | 实施单位 | 云溪县卫生局
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 补助卫生室 | 42个
"""
EVALUATED = """
2024年度项目支出绩效自评表

项目名称 | 卫生室补助 | < | < | <
主管部门 | 云溪县卫生局 | < | 实施单位 | 云溪县卫生局
三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
补助卫生室 | 42个 | 42个 | 90 | 90
"""


def audited(*drawings: str) -> AuditReport:
    found, _ = group_documents(tuple(drawn(one, path=f"{at}.docx") for at, one in enumerate(drawings)))
    return audit_submissions(found, (), Profile(), "zh")


def codes(*drawings: str) -> list[str]:
    return [error.code for error in audited(*drawings).errors]


def test_a_form_of_goals_alone_cannot_be_called_clean() -> None:
    report = audited(DECLARED)
    assert report.verdict == "incomplete"
    assert [error.code for error in report.errors] == ["goals-only"]
    assert "绩效目标表" in report.errors[0].message


@pytest.mark.parametrize(
    "drawing",
    [
        EVALUATED,
        EVALUATED.replace("| 42个 | 90 | 90", "| | | "),  # the columns of results stand there, blank
        DECLARED.replace("三级指标 | 指标值", "三级指标 | 完成值"),
    ],
)
def test_a_form_with_a_place_for_results_is_a_self_evaluation(drawing: str) -> None:
    assert "goals-only" not in codes(drawing)


def test_goals_beside_the_self_evaluation_of_the_same_project_are_no_gap() -> None:
    assert codes(DECLARED + EVALUATED) == []


def test_goals_of_another_project_are_one() -> None:
    assert codes(DECLARED.replace("卫生室补助", "药品采购") + EVALUATED) == ["goals-only"]


BLANK = EVALUATED.replace("42个 | 42个 | 90 | 90", " | | 90 | ")


def test_a_form_without_any_entry_cannot_be_called_clean() -> None:
    report = audited(BLANK)
    assert report.verdict == "incomplete"
    assert [error.code for error in report.errors] == ["blank-form"]


@pytest.mark.parametrize("row", ["42个 | | 90 | ", " | 42个 | 90 | ", " | | 90 | 90", " | 无 | 90 | "])
def test_a_form_with_one_entry_is_no_template(row: str) -> None:
    assert "blank-form" not in codes(EVALUATED.replace("42个 | 42个 | 90 | 90", row))


def test_a_template_beside_the_filled_form_is_no_version_of_it() -> None:
    report = audited(EVALUATED, BLANK)
    assert [submission.version for submission in report.submissions] == [None]
    assert [(error.code, error.file) for error in report.errors] == [("blank-form", "1.docx")]
