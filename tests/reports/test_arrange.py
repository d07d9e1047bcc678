from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from formaudit.model.cause_kind import CauseKind
from formaudit.model.report import Cause, Finding, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import arrange, cause_order
from tests.reports.sample import TOTAL_BUDGET, finding, main_submission


def cause(id_: str, *findings: str) -> Cause:
    return Cause(id=id_, kind=CauseKind.SINGLE_CELL, message="", findings=findings, repairs=(), confidence=1.0)


def ids(submission: SubmissionReport) -> list[str]:
    return [item.finding.id for item in arrange(submission).all]


def test_causes_come_first_and_numbers_run_through() -> None:
    arrangement = arrange(main_submission())
    assert [block.cause.id for block in arrangement.causes] == ["C1"]
    assert [item.finding.id for item in arrangement.all] == ["T09-a1", "T10-b2", "T11-c3", "X06-d4", "S11-e5", "F01-f6"]
    assert [item.number for item in arrangement.all] == [1, 2, 3, 4, 5, 6]
    assert [item.cause for item in arrangement.all] == ["C1", "C1", "C1", "", "", ""]


def test_the_finding_a_cause_is_named_after_stays_first_and_the_rest_is_sorted_by_severity() -> None:
    findings = (
        finding("note", "T01", Severity.NOTE, TOTAL_BUDGET),
        finding("minor", "T02", Severity.MINOR, TOTAL_BUDGET),
        finding("critical", "T03", Severity.CRITICAL, TOTAL_BUDGET),
    )
    submission = replace(main_submission(), findings=findings, causes=(cause("C1", "note", "minor", "critical"),))
    assert ids(submission) == ["note", "critical", "minor"]


def test_a_finding_of_two_causes_stands_under_the_first_and_is_referred_to_from_the_second() -> None:
    findings = tuple(finding(name, "T01", Severity.MAJOR, TOTAL_BUDGET) for name in ("a", "b"))
    causes = (cause("C2", "b", "a"), cause("C1", "a"))
    first, second = arrange(replace(main_submission(), findings=findings, causes=causes)).causes
    assert [item.finding.id for item in first.findings] == ["a"]
    assert [item.finding.id for item in second.findings] == ["b"]
    assert second.others == (1,)


def test_a_cause_may_name_findings_that_are_not_there_and_a_finding_a_cause_that_is_not() -> None:
    findings = (finding("a", "T01", Severity.MAJOR, TOTAL_BUDGET, cause="C9"),)
    arrangement = arrange(replace(main_submission(), findings=findings, causes=(cause("C1", "lost"),)))
    assert [item.finding.id for item in arrangement.alone] == ["a"]
    assert arrangement.causes[0].findings == ()


def test_cause_ids_are_ordered_as_numbers() -> None:
    names = ["C10", "C2", "C1", "根"]
    assert [item.id for item in sorted(map(cause, names), key=cause_order)] == ["C1", "C2", "C10", "根"]


@given(st.permutations(list(main_submission().findings)))
def test_the_order_does_not_depend_on_how_the_findings_came(findings: list[Finding]) -> None:
    submission = replace(main_submission(), findings=tuple(findings))
    assert arrange(submission) == arrange(main_submission())


def test_two_findings_of_one_id_are_both_shown() -> None:
    twins = tuple(finding("a", "T01", severity, TOTAL_BUDGET) for severity in (Severity.NOTE, Severity.MAJOR))
    under = arrange(replace(main_submission(), findings=twins, causes=(cause("C1", "a"),)))
    alone = arrange(replace(main_submission(), findings=twins, causes=()))
    assert [item.number for item in under.causes[0].findings] == [1, 2]
    assert [item.number for item in alone.alone] == [1, 2]
