"""A row of totals that was left at 0 or blank is one cause; a row that says anything in one column is not."""

import pytest

from formaudit.causes.fold import FoldedCause, fold_causes
from formaudit.checks.catalogue import CHECKS
from formaudit.messages import say
from formaudit.model.cause_kind import CauseKind
from tests.graph.drawings import WHOLE, changed
from tests.graph.making import evidence_of

_TOTAL = "年度资金总额 | 38 | 40 | 38.6 | 10 | 96.5%"


def empty(*drawings: str) -> list[FoldedCause]:
    evidence = evidence_of(*drawings)
    verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
    return [cause for cause in fold_causes(evidence, verdicts) if cause.kind is CauseKind.EMPTY_TOTAL]


def restored(cause: FoldedCause) -> list[tuple[str, str]]:
    return [(str(cell.figure.key.rpartition(".")[2]), cell.restored) for cell in cause.cells]


@pytest.mark.parametrize("left", ["0 | 0 | 0 | 10 | 96.5%", " | | | 10 | 96.5%", "0 | | 0.00 | 10 | 96.5%"])
def test_a_row_left_at_0_or_blank_is_one_cause_with_all_that_follows_from_it(left: str) -> None:
    (cause,) = empty(*changed((_TOTAL, f"年度资金总额 | {left}")))
    assert restored(cause) == [("original_budget", "38"), ("final_budget", "40"), ("actual_amount", "38.6")]
    assert [verdict.check for verdict in cause.verdicts[:3]] == ["T09"] * 3
    touched = {cell.figure.key for cell in cause.cells}
    for verdict in cause.verdicts[3:]:
        assert touched & {figure.key for figure in verdict.figures}, verdict.key
    assert "流动图书车 年度资金总额 年初预算数等3栏" in say(cause.message)
    assert cause.cells[1].constraints == ("37.5 + 2.5 = 40",)


@pytest.mark.parametrize(
    "left",
    [
        "38 | 40 | 0 | 10 | 96.5%",  # one column only: any slip may have left it
        "38 | 0 | 0 | 10 | 96.5%",  # the first column was filled in, and rightly
        "37 | 0 | 0 | 10 | 96.5%",  # the first column was filled in, and wrongly
        "见附件 | 0 | 0 | 10 | 96.5%",  # or with words
    ],
)
def test_a_row_that_says_something_was_filled_in(left: str) -> None:
    assert empty(*changed((_TOTAL, f"年度资金总额 | {left}"))) == []


def test_blank_rows_of_totals_above_blank_parts_are_no_event() -> None:
    assert empty(*WHOLE) == []


def test_the_row_of_another_form_is_counted_apart() -> None:
    causes = empty(
        *changed(
            (_TOTAL, "年度资金总额 | 0 | 0 | 38.6 | 10 | 96.5%"),
            ("年度资金总额 | 14.5 | 12.5 | 12.15 | 10", "年度资金总额 | 0 | 0 | 0 | 10"),
        )
    )
    assert [restored(cause) for cause in causes] == [
        [("original_budget", "14.5"), ("final_budget", "12.5"), ("actual_amount", "12.15")]
    ]
