from formaudit.decisions.baseline import since
from formaudit.decisions.compare import compare
from formaudit.model.comparison import Change
from formaudit.model.form_kind import FormKind
from formaudit.model.report import Tick, Undecided
from tests.decisions.made import figure, finding, report, submission


def test_a_finding_is_new_changed_or_unchanged() -> None:
    old = report(submission([finding("same"), finding("other", calculation="1 ≠ 2")]))
    new = report(submission([finding("same"), finding("other", calculation="1 ≠ 3"), finding("more")]))
    assert {row.finding.id: row.change for row in compare(old, new).rows} == {
        "same": Change.UNCHANGED,
        "other": Change.CHANGED,
        "more": Change.NEW,
    }


def test_another_printed_figure_is_a_change_even_where_the_sum_reads_the_same() -> None:
    old, new = (report(submission([finding("f", raw=raw)])) for raw in ("4", "5"))
    assert compare(old, new).rows[0].change is Change.CHANGED


def test_a_finding_is_fixed_where_its_figures_now_hold() -> None:
    tick = Tick(check="T09", figures=(figure("a", "16.55"),), calculation="4 + 12.55 = 16.55")
    (row,) = compare(report(submission([finding("f")])), report(submission(ticks=[tick]))).rows
    assert (row.change, row.reason, row.proof) == (Change.FIXED, "holds", "4 + 12.55 = 16.55")


def test_a_finding_whose_form_is_gone_is_not_called_fixed() -> None:
    (row,) = compare(report(submission([finding("f")])), report(submission(forms=[FormKind.ANNEX3]))).rows
    assert (row.change, row.reason) == (Change.UNJUDGED, "form-gone")


def test_a_finding_whose_figure_is_gone_is_not_called_fixed() -> None:
    (row,) = compare(report(submission([finding("f")])), report(submission())).rows
    assert (row.change, row.reason) == (Change.UNJUDGED, "figure-gone")


def test_a_figure_that_other_checks_still_see_and_the_check_accepts_is_fixed() -> None:
    tick = Tick(check="T10", figures=(figure("a", "16.55"),), calculation="x")
    (row,) = compare(report(submission([finding("f")])), report(submission(ticks=[tick]))).rows
    assert (row.change, row.reason, row.proof) == (Change.FIXED, "figure-now", "a 16.55")


def test_an_undecided_relation_and_a_check_that_was_off_prove_nothing() -> None:
    old = report(submission([finding("f")]))
    undecided = Undecided(check="T09", reason="空白", figures=(figure("a"),))
    assert compare(old, report(submission(undecided=[undecided]))).rows[0].reason == "undecided"
    assert compare(old, report(submission(checks=["T10"]))).rows[0].reason == "check-off"


def test_a_tick_on_another_relation_of_the_figure_s_neighbour_proves_nothing() -> None:
    both = finding("f")
    tick = Tick(check="T09", figures=(figure("b", "2"),), calculation="2 = 2")
    (row,) = compare(report(submission([both])), report(submission(ticks=[tick]))).rows
    assert row.change is Change.UNJUDGED


def test_two_submissions_of_one_unit_and_year_are_both_compared() -> None:
    old = report(submission([finding("f")]), submission([finding("g", key="z")]))
    result = compare(old, report(submission([finding("f")]), submission([finding("h")])))
    assert {row.finding.id: row.change for row in result.rows} == {
        "f": Change.UNCHANGED, "g": Change.UNJUDGED, "h": Change.NEW,
    }  # fmt: skip


def test_another_unit_is_a_stranger_and_never_a_fix() -> None:
    result = compare(report(submission([finding("f")])), report(submission([finding("g")], unit="别站")))
    assert {row.change for row in result.rows} == {Change.NEW, Change.UNJUDGED}
    assert set(result.strangers) == {"某站 2023", "别站 2023"}


def test_a_baseline_marks_every_finding() -> None:
    marked = since(report(submission([finding("f"), finding("g")])), report(submission([finding("f")])))
    assert [each.change for each in marked.submissions[0].findings] == ["unchanged", "new"]
    assert [(remark.code, remark.detail) for remark in marked.remarks] == [("since.new", "1"), ("since.unchanged", "1")]
