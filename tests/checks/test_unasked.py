"""What a form does not ask for is not missing: points lost without a reason where there is no column for reasons."""

import pytest

from formaudit.model.verdict import Outcome
from tests.checks.cases import breaks, verdicts
from tests.checks.forms import FORMS

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 | < |"
LOST = "| ^ | 社会效益指标 | 开放档案利用率 | ≥80% | 76% | 15 | 14.25 | 鉴定人手不足，部分目录未能公开 | < |"


@pytest.mark.parametrize(
    ("head", "reason", "told"),
    [
        ("偏差原因分析及改进措施", "鉴定人手不足，部分目录未能公开", False),
        ("偏差原因分析及改进措施", "", True),
        ("偏差原因分析及改进措施", "无", True),
        ("未完成原因", "", True),
        ("负责科室", "", False),
        ("负责科室", "利用股", False),
        ("", "", False),
    ],
)
def test_a_reason_is_missing_only_where_the_form_asks_for_one(head: str, reason: str, told: bool) -> None:
    assert FORMS["unit"].count(HEAD) == FORMS["unit"].count(LOST) == 1
    changes = (
        ("unit", HEAD, HEAD.replace("偏差原因分析及改进措施", head)),
        ("unit", LOST, LOST.replace("鉴定人手不足，部分目录未能公开", reason)),
    )
    found = [each for each in verdicts(breaks("S10", "", *changes)) if "开放档案利用率" in each.key]
    assert [each.outcome for each in found] == ([Outcome.BROKEN] if told else [Outcome.HOLDS] if "原因" in head else [])
