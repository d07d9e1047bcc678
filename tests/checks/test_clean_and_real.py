"""The whole catalogue over submissions: silent on clean ones, and on what holds in the real one."""

from collections import Counter

import pytest

from formaudit.audit import audit_submission
from formaudit.intake.gather import gather
from formaudit.model.report import SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.corpus import CASES, load
from tests.material import MATERIAL, needs_material

CLEAN = tuple(case for case in CASES if case.endswith("-clean"))
GRAVE = (Severity.CRITICAL, Severity.MAJOR)

# What acceptance lists as findings: the money that was left out, the replacement, the copied budget, the adjustment,
# the class that takes all.
EXPECTED = {
    "C01",
    "C02",
    "C03",
    "S12",
    "T09",
    "T10",
    "T11",
    "T12",
    "T14",
    "X04",
    "X06",
    "X07",
    "X10",
    "X11",
    "X15",
    "X02",
}
# Staff rate, 三公, sums of the box, the chain of projects, 公用 above its items, buildings, names, whole points.
HOLDING = {
    "T01",
    "T02",
    "T03",
    "T04",
    "T05",
    "T07",
    "T08",
    "X01",
    "X03",
    "X05",
    "X08",
    "X09",
    "X12",
    "X16",
    "S01",
}


def test_clean_submissions_have_two_minor_findings_each_at_most_on_average() -> None:
    counts = [Counter(finding.severity for finding in load(name).report.findings) for name in CLEAN]
    assert sum(count[Severity.MINOR] for count in counts) <= 2 * len(CLEAN)
    assert not any(count[grave] for count in counts for grave in GRAVE)


@pytest.fixture(scope="module", params=["submission", "forms/docx/full.docx"])
def real(request: pytest.FixtureRequest) -> SubmissionReport:
    (submission,) = gather([MATERIAL / str(request.param)]).submissions
    return audit_submission(submission, Profile(), "zh")


@needs_material
def test_nothing_grave_is_said_of_the_real_submission_that_acceptance_does_not_list(real: SubmissionReport) -> None:
    grave = {finding.check for finding in real.findings if finding.severity in GRAVE}
    assert grave <= EXPECTED
    assert {"C02", "T09", "T12", "S12", "X06"} <= grave


@needs_material
def test_what_holds_in_the_real_submission_is_not_reported(real: SubmissionReport) -> None:
    assert {finding.check for finding in real.findings} & HOLDING == set()


@needs_material
def test_suspicions_and_faults_of_design_are_minor_at_most(real: SubmissionReport) -> None:
    assert {finding.severity for finding in real.findings if finding.check[0] in "IFNYU"} <= {
        Severity.MINOR,
        Severity.NOTE,
    }
