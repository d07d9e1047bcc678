"""A column under a name that nobody knows: what may stand in it is not said to contradict the text or another form."""

import pytest

from formaudit.model.verdict import Outcome
from tests.checks.cases import breaks, verdicts

FUNDS = "| 年度预算申请（万元） | < | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 |"
COSTS = "| 经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数 |"
TEXT = "2023年年初预算数为112万元，全年预算数为126.6万元，全年执行数为126.5万元"


@pytest.mark.parametrize("column", ["年初预算数", "全年执行数", "全年预算数"])
def test_an_amount_of_the_text_may_be_that_of_the_unknown_column(column: str) -> None:
    found = verdicts(breaks("X09", "", ("unit", FUNDS, FUNDS.replace(column, "某某事项"))))
    assert Outcome.BROKEN not in {each.outcome for each in found}


@pytest.mark.parametrize("amount", ["年初预算数为113万元", "年初预算数为115万元"])
def test_with_all_columns_known_another_amount_is_told(amount: str) -> None:
    found = verdicts(breaks("X09", "", ("report", TEXT, TEXT.replace("年初预算数为112万元", amount))))
    assert Outcome.BROKEN in {each.outcome for each in found}


def test_the_adjustment_may_stand_in_the_unknown_column() -> None:
    (found,) = verdicts(breaks("X11", "", ("base", COSTS, COSTS.replace("2023年决算数", "某某事项"))))
    assert found.outcome is Outcome.UNDECIDED


def test_with_its_column_known_another_adjustment_is_told() -> None:
    row = "| 部门基本支出预算调整 | 0 | 0 | 2 |"
    (found,) = verdicts(breaks("X11", "", ("base", row, row.replace("| 2 |", "| 7 |"))))
    assert found.outcome is Outcome.BROKEN
