from msgspec.structs import replace

from formaudit.model.report import SubmissionReport, Tick
from formaudit.reports.arrange import arrange
from formaudit.reports.matrix import Matrix, matrix_of
from tests.reports.sample import (
    A2_PROJECT,
    A2_PUBLICITY,
    A2_REST,
    BLANK,
    R_PROJECT,
    TOTAL_SPENT,
    main_submission,
)


def matrix(submission: SubmissionReport) -> Matrix:
    return matrix_of(submission, arrange(submission))


def with_ticks(*ticks: Tick) -> SubmissionReport:
    return replace(main_submission(), findings=(), causes=(), ticks=ticks)


def test_a_fact_that_several_comparisons_share_has_one_row() -> None:
    found = matrix(main_submission())
    assert found.columns == (("annex2", 0), ("annex4", 0), ("report", 0))
    broken, whole = found.rows
    assert [[figure.raw for figure in cell] for cell in whole.cells] == [["38.6"], ["38.6"], ["38.6"]]
    assert (whole.label, whole.findings) == ("项目支出 2023年决算数", ())
    assert [[figure.raw for figure in cell] for cell in broken.cells] == [["9.8"], [], ["10"]]
    assert broken.findings == (4,)


def test_rows_that_do_not_agree_come_first() -> None:
    assert [bool(row.findings) for row in matrix(main_submission()).rows] == [True, False]


def test_a_relation_inside_one_form_is_no_row() -> None:
    assert matrix(with_ticks(Tick(check="X06", figures=(A2_PROJECT, A2_REST), calculation=""))).rows == ()


def test_a_check_within_a_table_makes_no_row() -> None:
    assert matrix(with_ticks(Tick(check="T02", figures=(A2_PROJECT, R_PROJECT), calculation=""))).rows == ()


def test_a_blank_states_no_fact() -> None:
    assert matrix(with_ticks(Tick(check="X02", figures=(BLANK, R_PROJECT), calculation=""))).rows == ()


def test_the_parts_of_a_sum_do_not_tie_different_facts_together() -> None:
    whole = Tick(check="X02", figures=(R_PROJECT, A2_PUBLICITY, A2_REST), calculation="9.8 + 28.8 = 38.6")
    part = Tick(check="N01", figures=(A2_PUBLICITY, TOTAL_SPENT), calculation="")
    assert len(matrix(with_ticks(whole, part)).rows) == 2


def test_a_row_is_named_after_the_table_and_not_the_sentence() -> None:
    (row,) = matrix(with_ticks(Tick(check="X08", figures=(R_PROJECT, A2_PROJECT), calculation="38.6 = 38.6"))).rows
    assert row.label == A2_PROJECT.label
    assert row.calculations == ("38.6 = 38.6",)
