"""Approximate and coarsely printed amounts of the text beside the form: nobody is accused by the gap that they leave."""

import pytest

from formaudit.audit import audit_submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.cases import drawn

_AMOUNT = "数字化加工9.4万元"
"""The form prints a budget of 9 and 9.4 spent."""


def accused(words: str) -> list[str]:
    report = audit_submission(drawn((("report", _AMOUNT, words),)), Profile(), "zh")
    serious = [one for one in report.findings if one.severity in (Severity.CRITICAL, Severity.MAJOR)]
    return [one.figures[0].raw for one in serious if one.check in ("X06", "X08", "N03")]


@pytest.mark.parametrize(
    "words",
    [
        "数字化加工约9万元",
        "数字化加工9万余元",
        "数字化加工9万元左右",
        "数字化加工近10万元",
        "数字化加工大约10万元",
        "数字化加工超过9万元",
        "数字化加工0.0009亿元",  # exactly the budget, and yet no other figure than what was spent
        "数字化加工94000元",
    ],
)
def test_an_approximate_amount_is_no_other_amount(words: str) -> None:
    assert accused(words) == []


@pytest.mark.parametrize(("words", "raw"), [("数字化加工9万元", "9万元"), ("数字化加工11.4万元", "11.4万元")])
def test_a_plain_amount_that_differs_is_told(words: str, raw: str) -> None:
    assert raw in accused(words)
