import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submissions
from formaudit.intake.gather import gather
from formaudit.model.report import SubmissionReport, Tick
from formaudit.profiles.read import read_profile
from formaudit.reports.arrange import arrange
from formaudit.reports.matrix import Matrix, matrix_of
from tests.corpus import CORPORA
from tests.reports.sample import (
    A2_PROJECT,
    A2_PUBLICITY,
    A2_REST,
    BLANK,
    FISCAL_SPENT,
    R_PROJECT,
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


def test_a_sum_stands_beside_its_row_with_its_operators_and_its_parts_in_no_cell() -> None:
    whole = Tick(check="X02", figures=(R_PROJECT, A2_PUBLICITY, A2_REST), calculation="9.8 + 28.8 = 38.6")
    part = Tick(check="N01", figures=(A2_PUBLICITY, FISCAL_SPENT), calculation="9.8 = 9.8")
    found = {row.label: row for row in matrix(with_ticks(whole, part)).rows}
    assert [figure.raw for cell in found[R_PROJECT.label].cells for figure in cell] == [R_PROJECT.raw]
    assert found[R_PROJECT.label].sums == ("9.8 + 28.8 = 38.6",)
    assert [figure.raw for cell in found[A2_PUBLICITY.label].cells for figure in cell] == ["9.8", "9.8"]


@pytest.mark.parametrize("calculation", ["9.8 ≤ 38.6", "9.8 → 38.6", "公务用车运行 / 38.6", "9.8 ÷ 38.6 = 25.39%"])
def test_a_comparison_that_is_no_equality_makes_no_row(calculation: str) -> None:
    tick = Tick(check="X07", figures=(A2_PUBLICITY, R_PROJECT), calculation=calculation)
    assert matrix(with_ticks(tick)).rows == ()


def test_figures_that_differ_are_never_said_to_agree() -> None:
    tick = Tick(check="N01", figures=(A2_PUBLICITY, R_PROJECT), calculation="9.8 = 38.6")
    assert matrix(with_ticks(tick)).rows == ()


@pytest.mark.parametrize("case", ["quickstart", "machinery-clean", "offices-clean"])
def test_a_row_without_findings_prints_one_value_everywhere(case: str) -> None:
    gathered = gather([CORPORA / case])
    report = audit_submissions(gathered.submissions, (), read_profile("auto"), "zh")
    for submission in report.submissions:
        rows = [row for row in matrix(submission).rows if not row.findings]
        assert len(rows) > 10
        assert [row.label for row in rows if len({one.value for cell in row.cells for one in cell}) != 1] == []


def test_a_row_is_named_after_the_table_and_not_the_sentence() -> None:
    (row,) = matrix(with_ticks(Tick(check="X08", figures=(R_PROJECT, A2_PROJECT), calculation="38.6 = 38.6"))).rows
    assert row.label == A2_PROJECT.label
    assert row.sums == ()
