import datetime as dt

from msgspec.structs import replace

from formaudit.decisions.apply import decided, standing_of
from formaudit.decisions.book import Book
from formaudit.model.decision import Decision, Standing
from formaudit.model.report import ReportVerdict
from tests.decisions.made import finding, report, submission

TODAY = dt.date(2026, 6, 30)


def decision(state: Standing, expires: dt.date | None = None, id_: str = "f1", unit: str = "某站") -> Decision:
    return Decision(finding=id_, standing=state, reason="x", owner="y", expires=expires, unit=unit, year=2023)


def test_a_waiver_holds_through_its_last_day_and_no_longer() -> None:
    waiver = decision(Standing.WAIVED, TODAY)
    held = decided(report(submission([finding("f1")])), Book(decisions=(waiver,)), TODAY)
    assert held.verdict == "clean"
    assert [(remark.code, remark.detail) for remark in held.remarks] == [("set-aside", "1")]
    assert standing_of(held.submissions[0].findings[0], TODAY) is Standing.WAIVED
    tomorrow = TODAY + dt.timedelta(days=1)
    late = decided(report(submission([finding("f1")])), Book(decisions=(waiver,)), tomorrow)
    assert late.verdict == "findings"
    assert [remark.code for remark in late.remarks] == ["expired"]
    assert standing_of(late.submissions[0].findings[0], tomorrow) is Standing.OPEN


def test_dismissed_findings_stay_in_the_report_but_do_not_count() -> None:
    told = decided(report(submission([finding("f1")])), Book(decisions=(decision(Standing.DISMISSED),)), TODAY)
    assert told.verdict == "clean"
    assert told.submissions[0].findings[0].decision == decision(Standing.DISMISSED)


def test_a_rectified_finding_that_is_found_again_is_open_and_told() -> None:
    told = decided(report(submission([finding("f1")])), Book(decisions=(decision(Standing.RECTIFIED),)), TODAY)
    assert told.verdict == "findings"
    assert [remark.code for remark in told.remarks] == ["not-rectified"]


def test_an_unused_decision_is_told_for_the_submission_it_was_made_for_only() -> None:
    book = Book(decisions=(decision(Standing.WAIVED, TODAY, "gone"), decision(Standing.WAIVED, TODAY, "far", "别站")))
    told = decided(report(submission([finding("f1")])), book, TODAY)
    assert [(remark.code, remark.finding) for remark in told.remarks] == [("unused", "gone")]


def test_an_incomplete_report_never_becomes_clean() -> None:
    base = replace(report(submission([finding("f1")])), verdict=ReportVerdict.INCOMPLETE)
    assert decided(base, Book(decisions=(decision(Standing.DISMISSED),)), TODAY).verdict == "incomplete"
