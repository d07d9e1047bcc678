"""Made-up published papers printed to PDF say what they say as documents of Word."""

from pathlib import Path

import pytest

from formaudit.audit import audit_submissions
from formaudit.extract import soffice
from formaudit.intake.gather import gather
from formaudit.model.report import SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.extract.office import needs_office

ROOT = Path(__file__).resolve().parents[2] / "corpora" / "published"
NAMES = ("city-budget-clean", "city-budget-code", "sea-accounts-clean")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionReport]:
    files = [(name, next((ROOT / name).glob("*.docx")).read_bytes(), "docx") for name in NAMES]
    made = soffice.convert(files, "pdf:writer_pdf_Export", 120.0)
    reports = {}
    for name in NAMES:
        folder = tmp_path_factory.mktemp(name)
        data = made[name]
        assert isinstance(data, bytes), data
        (folder / f"{next((ROOT / name).glob('*.docx')).stem}.pdf").write_bytes(data)
        submissions = gather([folder], isolated=False).submissions
        (reports[name],) = audit_submissions(submissions, [], Profile(), "zh").submissions
    return reports


@needs_office
@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("clean")])
def test_a_clean_paper_has_nothing_to_find(printed: dict[str, SubmissionReport], name: str) -> None:
    (form,) = [one for one in printed[name].forms if one.form in ("budget", "accounts")]
    assert len(form.tables) == 9
    assert [finding.message for finding in printed[name].findings] == []


@needs_office
def test_a_misprinted_code_is_its_one_story(printed: dict[str, SubmissionReport]) -> None:
    (finding,) = printed["city-budget-code"].findings
    assert (finding.check, finding.severity) == ("D04", Severity.MAJOR)
    assert "2101103" in finding.message
