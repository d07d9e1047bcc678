import pytest
from msgspec.structs import replace

from formaudit.model.report import Coverage, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.tally import count_all, coverage_line, ledger_line, ledger_of, tally, verdict_line
from tests.reports.sample import TOTAL_BUDGET, finding, main_submission, quiet_submission, sample


def with_findings(*severities: Severity) -> tuple[SubmissionReport, ...]:
    findings = tuple(finding(f"f{i}", "T01", severity, TOTAL_BUDGET) for i, severity in enumerate(severities))
    return (replace(quiet_submission(), findings=findings),)


def test_findings_are_counted_once_by_severity() -> None:
    counts = tally(sample().submissions)
    assert counts.by_severity == {Severity.CRITICAL: 2, Severity.MAJOR: 2, Severity.MINOR: 1, Severity.NOTE: 1}
    assert (counts.total, counts.explained, counts.causes) == (6, 3, 1)


def test_an_incomplete_audit_never_says_clean() -> None:
    assert verdict_line(sample()) == (
        "结论：不完整——1 个文件未能读取或检验，不能认定为无问题；"
        "已发现 2 处严重、2 处较重、1 处一般、1 处提示；其中 3 处可能出自 1 个共同原因。"
    )
    quiet = sample(submissions=(quiet_submission(),))
    assert verdict_line(quiet).endswith("不能认定为无问题；已检验的部分未发现矛盾。")
    assert verdict_line(sample(submissions=())) == "结论：不完整——1 个文件未能读取或检验，不能认定为无问题。"
    assert "没有可检验的材料" in verdict_line(sample(submissions=(), errors=()))
    assert "部分内容未能读取或检验" in verdict_line(sample(errors=()))


def test_findings_are_summed_up_by_severity_and_cause() -> None:
    report = sample(verdict="findings", errors=())
    assert verdict_line(report) == (
        "结论：发现 2 处严重、2 处较重问题，另有 1 处一般、1 处提示；其中 3 处可能出自 1 个共同原因。"
    )
    serious = sample(verdict="findings", errors=(), submissions=with_findings(Severity.MAJOR))
    assert verdict_line(serious) == "结论：发现 1 处较重问题。"


def test_light_findings_are_not_called_serious() -> None:
    report = sample(verdict="findings", errors=(), submissions=with_findings(Severity.NOTE, Severity.NOTE))
    assert verdict_line(report) == "结论：未发现严重或较重问题，有 2 处提示。"


def test_a_clean_verdict_says_what_was_tested() -> None:
    report = sample(verdict="clean", errors=(), submissions=(quiet_submission(),))
    assert verdict_line(report) == "结论：未发现矛盾（1 项关系相符，0 项无法判定）。"
    untested = replace(quiet_submission(), ledger=())
    assert verdict_line(sample(verdict="clean", errors=(), submissions=(untested,))) == "结论：未发现矛盾。"


@pytest.mark.parametrize("verdict", ["clean", "findings", "incomplete"])
def test_the_english_verdict_is_one_line_without_gaps(verdict: str) -> None:
    said = verdict_line(sample("en", verdict=verdict))
    assert said.startswith("Verdict: ")
    assert "\n" not in said
    assert "  " not in said


def test_coverage_and_ledger_add_up_over_submissions() -> None:
    report = sample()
    assert coverage_line(count_all(report.submissions), "zh") == "数字 26 个：相符 18，矛盾 5，未检验 3"
    assert ledger_line(count_all(report.submissions), "zh") == "关系 5 项：相符 3，不符 1，无法判定 1；用到检查 3 项"
    assert ledger_of(report.submissions).tested == 5
    empty = replace(main_submission(), coverage=Coverage(figures=0, tied=0, contradicted=0, untested=0))
    assert coverage_line(count_all((empty,)), "en") == "Figures 0: tied 0, contradicted 0, untested 0"
