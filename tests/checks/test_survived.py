"""A defect in one form or one check: it is told, nothing is called complete, and the rest is audited all the same."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submissions
from formaudit.checks.catalogue import CHECKS
from formaudit.cli.main import main
from formaudit.errors import ExitCode
from formaudit.forms import read
from formaudit.model.report import AuditReport, ReportVerdict
from formaudit.model.verdict import Verdict
from formaudit.settings import Profile
from tests.checks.cases import drawn


def _fails(*_: object, **__: object) -> Iterator[Verdict]:
    raise ZeroDivisionError("一除以零")


def _audited() -> AuditReport:
    changed = ("report", "预算执行率为99.92%", "预算执行率为91%")
    return audit_submissions([drawn((changed,))], (), Profile(), "zh")


@pytest.fixture(autouse=True)
def _as_users_run_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORMAUDIT_DEBUG", raising=False)


def test_a_form_that_ends_its_reading_is_named_and_the_others_are_audited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "read_base_data", _fails)
    report = _audited()
    assert [one.code for one in report.errors] == ["defect"]
    assert "ZeroDivisionError: 一除以零" in report.errors[0].message
    assert report.verdict is ReportVerdict.INCOMPLETE
    assert "N02" in {one.check for one in report.submissions[0].findings}
    assert "annex2" not in {one.form for one in report.submissions[0].forms}


def test_a_check_that_ends_early_is_named_and_the_others_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [replace(one, run=_fails) if one.code == "X06" else one for one in CHECKS]
    monkeypatch.setattr(sys.modules[audit_submissions.__module__], "checks_of", lambda _: broken)
    report = _audited()
    assert [(one.code, "X06 ZeroDivisionError" in one.message) for one in report.errors] == [("defect", True)]
    assert report.verdict is ReportVerdict.INCOMPLETE
    assert "N02" in {one.check for one in report.submissions[0].findings}
    assert [one.check for one in report.submissions[0].undecided if not one.figures] == ["X06"]


def test_a_run_with_a_defect_says_that_it_is_incomplete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "read_report_region", _fails)
    text = "\n".join(["某县林业局2023年度部门整体支出绩效自评报告", "一、基本情况", "某县林业局承担相关工作。" * 12])
    (tmp_path / "a.txt").write_text(f"{text}\n二、资金使用情况\n支出12万元。\n", "utf-8")
    assert main(["audit", str(tmp_path)]) == ExitCode.INCOMPLETE
    told = capsys.readouterr()
    assert "程序缺陷" in told.out + told.err
