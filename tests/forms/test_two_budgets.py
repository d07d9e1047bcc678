"""Two columns of which either could be the full-year budget: the words of the other tell them apart, or nothing does."""

import pytest

from formaudit.forms.lookups import total_of
from formaudit.forms.money_header import fund_header
from formaudit.forms.money_pairs import fund_pairs
from tests.drawn import drawn
from tests.graph.drawings import BASE, CAR, TRAINING, UNIT
from tests.graph.making import submission_of

AMOUNTS = "年度资金总额 | 38 | 40 | 38.6"


def stages(*heads: str) -> dict[str, str]:
    """What the columns of a header are taken for, by their heads."""
    (table,) = drawn(f"资金 | {' | '.join(heads)}\n{AMOUNTS}\n其他资金 | 2.5 | 2.5 | 2.5").tables
    header = fund_header(table, 0)
    return {} if header is None else {heads[low - 1]: code for code, (low, _) in header[0].items() if low}


@pytest.mark.parametrize(
    ("first", "second"),
    [("预算数", "全年预算数"), ("年度预算数", "全年预算数"), ("预算金额", "调整后预算数"), ("当年预算数", "全年预算")],
)
def test_the_budget_that_says_so_is_the_full_year_one(first: str, second: str) -> None:
    expected = {first: "original_budget", second: "final_budget", "全年执行数": "actual_amount"}
    assert stages(first, second, "全年执行数") == expected
    assert stages(second, first, "全年执行数") == expected  # by their words, wherever they stand


def test_of_two_budgets_without_a_word_the_first_counts_and_no_opening_one_is_made_up() -> None:
    assert "original_budget" not in stages("预算数", "本年预算数", "全年执行数").values()


def test_a_budget_alone_is_the_full_year_one() -> None:
    assert stages("预算数", "执行数", "备注")["预算数"] == "final_budget"


def test_the_same_holds_for_labels_beside_their_figures() -> None:
    (table,) = drawn("年度预算数 | 38 | 全年预算数 | 40 | 全年执行数 | 38.6").tables
    found = fund_pairs(table, 0)
    assert {code: value.text for code, (_, value) in found.items()} == {
        "original_budget": "38",
        "final_budget": "40",
        "actual_amount": "38.6",
    }


def test_a_form_with_such_columns_agrees() -> None:
    car = CAR.replace(" | 年初预算数 | 全年预算数 | 全年执行数", " | 预算数 | 全年预算数 | 全年执行数")
    assert car != CAR
    (form, _) = submission_of(BASE, UNIT, car, TRAINING).projects
    row = total_of(form)
    assert row is not None
    assert [each.raw for each in (row.original_budget, row.final_budget, row.actual_amount) if each] == [
        "38",
        "40",
        "38.6",
    ]
