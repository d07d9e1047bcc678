"""U: one submission among those of the same call."""

from decimal import Decimal

import pytest

from formaudit.checks.years_and_peers import peers
from formaudit.settings import Profile
from tests.checks.cases import Case, Change, breaks, holds, judge, silent, undecided, verdicts

_LONG = (
    "1、查档窗口只有一个，每逢房屋登记高峰群众平均等候超过四十分钟，窗口人员午间轮班不足，"
    "自助查询终端两次停机检修，投诉随之增多，整改任务按季度督办。"
)
_PROBLEM: Change = ("report", "1、开放档案利用率未达到目标，鉴定人手不足。", _LONG)
_GIVEN: Change = (
    "list",
    "| 3 | 档案保护专项 | 湖滨区档案馆 | 数字化加工 |",
    "| 3 | 区级专项资金 | 湖滨区档案馆 | 数字化加工{amount}万元 |",
)
_COMPLETE = Profile(complete_batch=True)


def _unit(name: str, *changes: Change) -> tuple[Change, ...]:
    """Another unit, with changes of its own."""
    return (
        ("base", "| 预算单位名称 | 湖滨区档案馆", f"| 预算单位名称 | {name}"),
        ("unit", "| 预算单位名称 | 湖滨区档案馆", f"| 预算单位名称 | {name}"),
        ("project", "| 实施单位 | 湖滨区档案馆", f"| 实施单位 | {name}"),
        ("transfer", "| 实施单位 | 湖滨区档案馆", f"| 实施单位 | {name}"),
        ("report", "2023年度湖滨区档案馆单位整体", f"2023年度{name}单位整体"),
        *changes,
    )


def _given(amount: str) -> Change:
    form, old, new = _GIVEN
    return form, old, new.format(amount=amount)


def _staff(number: int, spent: str) -> tuple[Change, ...]:
    return _unit(
        f"湖滨区第{number}图书馆", ("base", "| 公用经费 | 20 | 21 | 19.5 |", f"| 公用经费 | 20 | 21 | {spent} |")
    )


def _score(number: int, score: str) -> tuple[Change, ...]:
    return _unit(f"湖滨区第{number}图书馆", ("unit", "| 100 | 99.24 |", f"| 100 | {score} |"))


_OTHERS = tuple(
    _staff(number, spent) for number, spent in enumerate(("17", "18", "18.5", "19", "20", "20.5", "21", "22"), 1)
)
_VARIED = tuple(_score(number, str(80 + 2 * number)) for number in range(1, 9))

CASES: tuple[Case, ...] = (
    breaks(
        "U01",
        "the same account of problems in two units",
        _PROBLEM,
        peers=(_unit("石桥街道办事处", _PROBLEM), _unit("云台街道办事处")),
    ),
    holds("U01", "own words", _PROBLEM, peers=(_unit("石桥街道办事处"), _unit("云台街道办事处"))),
    silent(
        "U01",
        "what all units share is the form's own text",
        _PROBLEM,
        peers=tuple(
            _unit(name, _PROBLEM) for name in ("石桥街道办事处", "云台街道办事处", "湖滨区林业局", "湖滨区图书馆")
        ),
    ),
    silent("U01", "the same unit's other year", _PROBLEM, peers=((_PROBLEM,),)),
    breaks("U02", "a listed unit is not there", peers=(_unit("石桥街道办事处"),), profile=_COMPLETE),
    holds(
        "U02",
        "every listed unit is there",
        ("list", "| 林业局 |", "| 湖滨区林业局 |"),
        peers=(_unit("石桥街道办事处"), _unit("云台街道办事处"), _unit("湖滨区林业局")),
        profile=_COMPLETE,
    ),
    silent("U02", "files come late: nobody said that the batch is complete", peers=(_unit("石桥街道办事处"),)),
    breaks("U03", "15 given and at most 12.6 reported", _given("15"), peers=(_unit("石桥街道办事处"),)),
    holds("U03", "12 given and 12 reported", _given("12"), peers=(_unit("石桥街道办事处"),)),
    undecided("U03", "a form with more may have other sources", _given("7"), peers=(_unit("石桥街道办事处"),)),
    silent(
        "U03",
        "a list of another year",
        _given("15"),
        ("list", "2023年度湖滨区", "2022年度湖滨区"),
        peers=(_unit("石桥街道办事处"),),
        together=True,
    ),
    breaks("U04", "nine of nine at 95 and more", peers=tuple(_score(number, "98") for number in range(1, 9))),
    holds("U04", "from 82 to 99", peers=_VARIED),
    silent("U04", "too few for a distribution", peers=(_score(1, "98"),)),
    breaks(
        "U05",
        "ten times the expenses a head",
        ("base", "| 公用经费 | 20 | 21 | 19.5 |", "| 公用经费 | 20 | 21 | 195 |"),
        peers=_OTHERS,
    ),
    holds("U05", "near the middle", peers=_OTHERS),
    silent(
        "U05",
        "another class of size",
        ("base", "| 公用经费 | 20 | 21 | 19.5 |", "| 公用经费 | 20 | 21 | 195 |"),
        ("base", "| ^ | 12 | 9 | 75% |", "| ^ | 120 | 90 | 75% |"),
        peers=_OTHERS,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_the_drawn_forms_what_it_should(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize("check", ["U01", "U02", "U03", "U04", "U05"])
def test_without_other_units_a_check_does_not_apply(check: str) -> None:
    found = verdicts(silent(check, "alone"))
    assert [verdict.outcome.value for verdict in found] == ["not-applicable"]


@pytest.mark.parametrize("spread", ["0.00001", "0.0002", "0.004"])
def test_no_calculation_divides_by_nought_or_calls_a_small_number_nought(spread: str) -> None:
    assert peers._shown(Decimal(spread)).strip("0.") != ""
    assert peers._shown(Decimal("1.23456")) == "1.23"
    assert peers._shown(Decimal(0)) == "0"
