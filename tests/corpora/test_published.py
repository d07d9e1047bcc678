"""Made-up published budgets and final accounts: clean ones hold, each fault is one story."""

import io
import json
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from corpora.generator.published.cases import CASES, Published, bytes_of, truth_of
from formaudit.audit import audit_submissions
from formaudit.intake.gather import gather
from formaudit.model.report import Finding, SubmissionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile

ROOT = Path(__file__).resolve().parents[2] / "corpora" / "published"
CLEAN = [case for case in CASES if case.fault is None]
FAULTY = [case for case in CASES if case.fault is not None]
SERIOUS = (Severity.CRITICAL, Severity.MAJOR)


@cache
def audited(name: str) -> tuple[Submission, SubmissionReport]:
    gathered = gather([ROOT / name], isolated=False)
    assert gathered.errors == ()
    (submission,) = gathered.submissions
    (report,) = audit_submissions([submission], [], Profile(), "zh").submissions
    return submission, report


def content(name: str, data: bytes) -> object:
    if not name.endswith((".docx", ".xlsx")):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def shown(finding: Finding) -> str:
    said = [figure.raw for figure in finding.figures]
    return " ".join([*said, finding.calculation, finding.message]).replace(",", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_writing_a_paper_again_gives_what_is_in_the_repository(case: Published) -> None:
    written = bytes_of(case)
    assert sorted(each.name for each in (ROOT / case.name).iterdir()) == sorted(written)
    for name, data in written.items():
        assert content(name, (ROOT / case.name / name).read_bytes()) == content(name, data)


def test_the_truth_in_the_repository_is_that_of_the_generator() -> None:
    told = json.loads((ROOT / "truth.json").read_text(encoding="utf-8"))
    assert told == [truth_of(case) for case in CASES]
    assert {each.name for each in ROOT.iterdir() if each.is_dir()} == {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_paper_is_known_by_kind_unit_year_and_its_tables(case: Published) -> None:
    submission, _ = audited(case.name)
    truth = truth_of(case)
    assert (submission.part, submission.unit, submission.year) == (truth["kind"], truth["unit"], truth["year"])
    typed = [table.kind.value for paper in submission.disclosures for table in paper.typed]
    assert typed == truth["tables"]
    assert submission.unknown == ()


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case.name)
def test_a_clean_paper_is_accused_of_nothing(case: Published) -> None:
    _, report = audited(case.name)
    assert [(finding.check, finding.message) for finding in report.findings] == []
    assert report.coverage.unread == 0
    assert report.coverage.tied >= Decimal("0.97") * report.coverage.figures


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.name)
def test_a_fault_is_found_and_shown(case: Published) -> None:
    _, report = audited(case.name)
    wanted = SERIOUS if case.severity == "serious" else (Severity.MINOR,)
    assert any(
        finding.severity in wanted and all(value in shown(finding) for value in case.shows)
        for finding in report.findings
    ), [(finding.check, finding.calculation) for finding in report.findings]


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.name)
def test_a_fault_of_the_tables_is_one_finding(case: Published) -> None:
    _, report = audited(case.name)
    of_tables = [
        one for one in report.findings if one.check in ("D01", "D02", "D03", "D04", "D06") and one.severity in SERIOUS
    ]
    assert len(of_tables) <= 1
