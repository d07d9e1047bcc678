import json
import re
from pathlib import Path

import pytest

from formaudit.cli.main import main
from tests.corpus import paths_of

(THIS_YEAR,) = paths_of("offices-clean")


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """Last year's submission: every year one less, the same amounts."""
    text = THIS_YEAR.read_text(encoding="utf-8")
    moved = re.sub(r"20(?:18|19|20|21)(?=\s*[年.])", lambda found: str(int(found[0]) - 1), text)
    path = tmp_path / "prior" / "上年材料.txt"
    path.parent.mkdir()
    path.write_text(moved, encoding="utf-8")
    return path


def test_last_years_documents_are_matched_by_unit_and_compared(
    last_year: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["audit", str(THIS_YEAR), "--prior", str(last_year.parent), "--format", "json", "--out", str(out)]) == 1
    (submission,) = json.loads(capsys.readouterr().out)["submissions"]
    assert [file["path"] for file in submission["files"]] == [THIS_YEAR.name, "上年材料.txt"]
    differing = [finding for finding in submission["findings"] if finding["check"] == "Y02"]
    assert differing
    assert all([figure["where"]["file"] for figure in finding["figures"]] == [0, 1] for finding in differing)
    assert "上年材料.txt" in (out / "report.html").read_text(encoding="utf-8")


def test_a_prior_path_that_is_not_there_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(THIS_YEAR), "--prior", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_last_year_of_another_unit_is_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    (other,) = paths_of("culture-clean")
    assert main(["audit", str(THIS_YEAR), "--prior", str(other), "--format", "json"]) == 0
    (submission,) = json.loads(capsys.readouterr().out)["submissions"]
    assert len(submission["files"]) == 1
