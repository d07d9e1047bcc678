"""Rows 加分项 and 扣分项 among the indicators: in the total, left out of it, filled up to a hundred, taken off."""

import pytest

from formaudit.audit import audit_submission
from formaudit.intake.grouping import group_documents
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.plain_forms import LAST, PROJECT, ROWS
from tests.drawn import drawn


def told(rows: str, points: str, weight: str = "100", checks: tuple[str, ...] = ("T14", "T15")) -> list[str]:
    """What T14 and T15 say seriously of a form whose indicators come to 90 points beside 9.6 of 10 for execution."""
    form = PROJECT + ROWS + rows + LAST.format(weight=weight, points=points)
    (submission,), strangers = group_documents([drawn(form)])
    assert not strangers
    return [
        one.calculation
        for one in audit_submission(submission, Profile(), "zh").findings
        if one.check in checks and one.severity is not Severity.NOTE
    ]


@pytest.mark.parametrize(
    ("rows", "points", "weight"),
    [
        ("^ | 加分项 | 创新做法 | 获市级推广 | — | 1项 | — | 1 | 不计入总分\n", "99.6", "100"),
        ("^ | 加分项 | 创新做法 | 获市级推广 | — | 1项 | — | 1 |\n", "100.6", "100"),
        ("^ | 加分项 | 创新做法 | 获市级推广 | — | 1项 | 2 | 1 |\n", "100.6", "100"),
        ("^ | 加分项（5分） | 获奖情况 | 省级表扬 | — | 1次 | 5 | 2 |\n", "101.6", "105"),
        ("^ | 加分项 | 获奖情况 | 省级表扬 | — | 1次 | 5 | 2 | 加分后不超过满分\n", "100", "100"),
        ("附加分（不计入总分） | < | < | < | < | < | 5 | 3 |\n", "99.6", "100"),
        ("附加分（不计入总分） |  |  |  |  |  | 5 | 3 |\n", "99.6", "100"),
        ("^ | ^ | 附加分 | 群众来信表扬 | — | 3封 | 2 | 1 |\n", "100.6", "100"),
        ("^ | 扣分项 | 资料报送 | 逾期报送 | 0次 | 1次 | — | -1 | 逾期\n", "98.6", "100"),
        ("^ | 扣分项 | 资料报送 | 逾期报送 | 0次 | 1次 |  | 1 | 扣1分\n", "98.6", "100"),
        ("^ | 减分项 | 违规情况 | 审计发现问题 | 0个 | 2个 | — | 2 | 另行处理\n", "99.6", "100"),
        (
            "^ | 加分项 | 创新做法 | 经验推广 | — | 1次 |  | 2 |\n^ | 扣分项 | 资料报送 | 逾期报送 | — | 1次 |  | 1 |\n",
            "100.6",
            "100",
        ),
    ],
)
def test_points_beyond_the_hundred_may_be_counted_in_any_way(rows: str, points: str, weight: str) -> None:
    assert told(rows, points, weight) == []


@pytest.mark.parametrize(
    ("rows", "points", "calculation"),
    [
        (
            "^ | 加分项 | 创新做法 | 获市级推广 | — | 1项 | — | 1 |\n",
            "101.1",
            "9.6 + 25 + 25 + 30 + 10 + 1 = 100.6 ≠ 101.1",
        ),
        (
            "^ | 扣分项 | 资料报送 | 逾期报送 | 0次 | 1次 |  | 1 |\n",
            "98.1",
            "9.6 + 25 + 25 + 30 + 10 − 1 = 98.6 ≠ 98.1",
        ),
        # 增加分拣点 is an indicator like others.
        (
            "^ | 产出指标 | 数量指标 | 增加分拣点 | ≥2处 | 2处 | — | 1 |\n",
            "99.6",
            "9.6 + 25 + 25 + 30 + 10 + 1 = 100.6 ≠ 99.6",
        ),
        ("", "98.6", "9.6 + 25 + 25 + 30 + 10 = 99.6 ≠ 98.6"),
    ],
)
def test_a_total_that_no_way_of_counting_makes_is_told(rows: str, points: str, calculation: str) -> None:
    assert told(rows, points) == [calculation]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("^ | 加分项 | 创新做法 | 获市级推广 | 推广 | 基本达成 | 2 | 1 |\n", 0),
        ("^ | 产出指标 | 质量指标 | 获市级推广 | 推广 | 推广 | 2 | 1 |\n", 2),
    ],
)
def test_a_bonus_that_is_not_the_highest_has_lost_no_points(rows: str, found: int) -> None:
    assert len(told(rows, "100.6", checks=("S05", "S10"))) == found
