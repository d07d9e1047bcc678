"""A slip in one of several amounts is told of that one: nothing else of the passage is held against it."""

import pytest

from formaudit.forms.narrative import statements_of_text
from formaudit.model.place import Place
from formaudit.model.statement import Standing


def told(text: str) -> list[str]:
    return [one.calculation for one in statements_of_text(text, Place()) if one.standing is Standing.BROKEN]


@pytest.mark.parametrize(
    ("text", "calculation"),
    [
        # What a rate gave is no whole of the rate before it, total or not.
        ("按每亩1500元补助造林2000亩，首年拨付60%共180万元，次年拨付40%共150万元。", "180 ÷ 60% × 40% = 120 ≠ 150"),
        ("自评99.6分，复核扣1分、加0.5分，最终认定98.1分。", "99.6 − 1 + 0.5 = 99.1 ≠ 98.1"),
        ("考核得分98.5分（基础分95分，加分2分，扣分0.5分）。", "95 + 2 − 0.5 = 96.5 ≠ 98.5"),
        ("占局项目支出624万元的80%，占局总支出1428万元的40%。", "624 × 80% ÷ 1428 = 34.96% ≠ 40%"),
    ],
)
def test_one_slip_is_one_contradiction(text: str, calculation: str) -> None:
    assert told(text) == [calculation]
