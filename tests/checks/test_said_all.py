"""资金已全部支付 beside a rate that says otherwise: told as a minor finding, and only where both are of the same money."""

import pytest

from formaudit.audit import audit_submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.cases import drawn

_RATE = "全年执行数为126.5万元，预算执行率为99.92%。"
_PART = "项目资金预算安排90万元，实际支付63万元，支付率70%。"


def told(*sentences: str) -> list[tuple[str, Severity]]:
    submission = drawn((("report", _RATE, "\n".join(sentences)),))
    report = audit_submission(submission, Profile(), "zh")
    return [
        (one.figures[-1].raw, one.severity)
        for one in report.findings
        if one.check == "N02" and one.calculation == "70% ≠ 100%"
    ]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("项目资金已全部支付完毕。", "项目资金已全部支付完毕"),
        ("管理规范，资金均已全部支出。", "资金均已全部支出"),
        ("手续齐全；专项资金已全额支付。", "专项资金已全额支付"),
        ("该项目资金全部使用完毕，无结余。", "该项目资金全部使用完毕"),
    ],
)
def test_all_is_said_and_a_part_is_told(sentence: str, shown: str) -> None:
    assert told(_PART, sentence) == [(shown, Severity.MINOR)]


def test_handed_on_beside_a_rate_of_what_was_handed_on() -> None:
    part = "项目资金预算安排90万元，已拨付63万元，拨付率70%。"
    assert told(part, "资金已全部拨付。") == [("资金已全部拨付", Severity.MINOR)]


@pytest.mark.parametrize(
    "sentence",
    [
        "截至目前，项目资金已全部支付完毕。",
        "2024年3月，项目资金已全部支付完毕。",
        "验收后，项目资金须全部支付。",
        "项目资金未全部支付。",
        "项目资金已全部拨付。",  # handed on to those who spend it
        "项目资金已全部拨付到位。",
        "项目资金已全部支付到农户“一卡通”账户的占七成。",
        "工程款已全部支付。",
        "上年结转资金已全部支付。",
        "中央资金已全部支付。",
        "剩余资金已全部支付。",
    ],
)
def test_other_money_another_day_or_another_act_contradicts_nothing(sentence: str) -> None:
    assert told(_PART, sentence) == []


@pytest.mark.parametrize(
    ("paid", "rate", "found"),
    [
        ("89.5", "99.44", False),  # so near the hundred people say all and mean it
        ("89.1", "99", False),
        ("88.2", "98", True),
        ("0.45", "0.5", True),
        ("0", "0", False),  # nobody has filled it in yet
    ],
)
def test_how_much_less_than_all_is_told(paid: str, rate: str, *, found: bool) -> None:
    part = f"项目资金预算安排90万元，实际支付{paid}万元，支付率{rate}%。"
    submission = drawn((("report", _RATE, f"{part}\n项目资金已全部支付完毕。"),))
    report = audit_submission(submission, Profile(), "zh")
    told = [one.calculation for one in report.findings if one.check == "N02"]
    assert told == ([f"{rate}% ≠ 100%"] if found else [])


def test_of_two_rates_nobody_knows_which_is_meant() -> None:
    other = "另一项目预算安排20万元，实际支付20万元，支付率100%。"
    assert told(_PART, other, "项目资金已全部支付完毕。") == []


_ROW = "| 年度资金总额 | < | < | 12 | 12.6 | 12.5 | 10 | 99.21% | 9.92 |"


@pytest.mark.parametrize(
    ("row", "without", "found"),
    [
        ("| 年度资金总额 | < | < | 12 | 12.6 | 8.82 | 10 | 70% | 7 |", ("unit", "transfer"), True),
        ("| 年度资金总额 | < | < | 12 | 12.6 | 8.82 | 10 | 70% | 7 |", ("transfer",), False),  # two forms: of which?
        (_ROW, ("unit", "transfer"), False),
        # All of it is spent, and the rate is what is wrong.
        ("| 年度资金总额 | < | < | 12 | 12.6 | 12.6 | 10 | 70% | 7 |", ("unit", "transfer"), False),
        ("", ("unit", "transfer"), False),
    ],
)
def test_the_rate_of_the_only_form_is_meant_where_the_text_has_none(
    row: str, without: tuple[str, ...], found: bool
) -> None:
    spoken = (("report", _RATE, "项目资金已全部支付完毕。"), ("project", f"{_ROW}\n", f"{row}\n" if row else ""))
    report = audit_submission(drawn(spoken, without=without), Profile(), "zh")
    assert [one.figures[0].raw for one in report.findings if one.check == "N02"] == (["70%"] if found else [])
