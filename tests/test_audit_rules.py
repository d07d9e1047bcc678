"""What a profile changes in an audit: severities, checks that are off, verified articles, the profile chosen."""

import pytest

from formaudit.audit import audit_submission, audit_submissions
from formaudit.checks.catalogue import CHECKS
from formaudit.model.report import Finding, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.settings import Choice, Profile
from tests.checks.cases import drawn

RATE = ("unit", "99.92%", "98.92%")


def audited(profile: Profile) -> SubmissionReport:
    return audit_submission(drawn((RATE,)), profile, "zh")


def finding(profile: Profile, check: str = "T10") -> Finding:
    return next(one for one in audited(profile).findings if one.check == check)


def test_a_severity_of_the_profile_goes_before_that_of_the_check() -> None:
    assert finding(Profile()).severity is Severity.CRITICAL
    assert finding(Profile(severities=(("T10", "note"),))).severity is Severity.NOTE


def test_a_milder_case_stays_mild_under_a_graver_severity() -> None:
    tail = ("base", "| 1、公务用车购置和维护经费 | 1 | 1 | 0.8 |", "| 1、公务用车购置和维护经费 | 1 | 1.02 | 0.8 |")
    rules = Profile(severities=(("T01", "critical"),))
    found = [one for one in audit_submission(drawn((tail,)), rules, "zh").findings if one.check == "T01"]
    assert {one.severity for one in found} == {Severity.NOTE}


def test_a_check_that_is_off_is_in_no_finding_and_no_ledger() -> None:
    report = audited(Profile(disabled=frozenset({"T10"})))
    assert "T10" not in {one.check for one in report.findings}
    assert len(report.ledger) == len(CHECKS) - 1


def test_a_verified_article_stands_behind_the_basis() -> None:
    before, after = finding(Profile()), finding(Profile(articles=(("T10", "某办法第三条"),)))
    assert after.basis == (*before.basis, "某办法第三条")


@pytest.mark.parametrize(("year", "name"), [(2023, "chosen"), (2024, "default")])
def test_each_submission_says_by_which_profile_it_was_audited(year: int, name: str) -> None:
    rules = Profile(choices=(Choice(profile=Profile(name="chosen"), first=year),))
    report = audit_submissions((drawn(),), (), rules, "zh")
    assert report.profile == name
    assert [one.profile for one in report.submissions] == [name]
