"""A number in one cell over columns of money and of rates or points is none of them."""

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.model.verdict import Outcome
from tests.graph.drawings import CAR, changed
from tests.graph.making import evidence_of, submission_of

_LAST = "其他资金 | 2.5 | 2.5 | 2.5 | | 100% |"


@pytest.mark.parametrize("row", ["自评得分 | 97.58", "受益人数 | 3000", "项目总投资 | 500", "结余资金 | 5"])
def test_a_row_below_the_money_with_one_number_over_all_columns_accuses_nobody(row: str) -> None:
    drawings = changed((_LAST, f"{_LAST}\\n{row} | < | < | < | < | <"))
    evidence = evidence_of(*drawings)
    (car, _) = evidence.submission.projects
    assert [fund.source for fund in car.funds] == ["total", "fiscal", "carried", "other"]
    broken = [
        v.key for check in CHECKS for v in check.run(evidence) if v.outcome is Outcome.BROKEN and v.check[0] == "T"
    ]
    assert [key for key in broken if "流动图书车" in key] == []


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ("资金结余（万元） | 5 | 结余率 | 4.17% | < | <", ["资金结余 5万元", "结余率 4.17%"]),
        ("结转结余资金 | 5 | < | 结转结余率 | < | 4.17%", ["结转结余资金 5万元", "结转结余率 4.17%"]),
        (
            "受益人数 | 3000 | 覆盖行政村（个） | 12 | 满意度自测得分 | 9.5",
            ["受益人数 3000", "覆盖行政村 12个", "满意度自测得分 9.5分"],
        ),
        ("结余资金 | 5 | 结余率 | 4.17% | 结余原因 | 招标节约", ["结余资金 5万元", "结余率 4.17%"]),
    ],
)
def test_labels_with_their_figures_below_the_money_are_no_source_of_it(row: str, labels: list[str]) -> None:
    (car, _) = submission_of(*changed((_LAST, f"{_LAST}\n{row}"))).projects
    assert [fund.source for fund in car.funds] == ["total", "fiscal", "carried", "other"]
    assert [f"{one.label} {one.value}{one.unit}" for one in car.beside] == labels


def test_sources_beside_each_other_are_no_labels_of_something_else() -> None:
    row = "其他资金 | 2.5 | 财政拨款 | 2.5 | | "
    (car, _) = submission_of(*changed((_LAST, row))).projects
    assert car.beside == ()


def test_a_number_over_columns_of_money_alone_is_read() -> None:
    (car,) = submission_of(CAR.replace(_LAST, "其他资金 | 2.5 | < | < | | 100% |")).projects
    other = car.funds[-1]
    assert other.final_budget is not None
    assert other.final_budget.raw == "2.5"
