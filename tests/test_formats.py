"""One and the same submission in every format: the same findings, with the same fingerprints."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.generator.catalogue import CASES, case_files
from formaudit.audit import audit_submission
from formaudit.intake.gather import gather
from formaudit.settings import Profile

SAMPLES = ("culture-other-funds", "legal-units", "river-project")
WRITTEN = ("docx", "txt", "xlsx", "html")
CONVERTED = ("pdf", "doc")


def written(name: str, form: str, folder: Path) -> list[Path]:
    """The case's files in a format that the generator writes."""
    case = replace(next(case for case in CASES if case.name == name), format=form, apart=False)
    paths = []
    for file, content in case_files(case).items():
        path = folder / file
        path.write_bytes(content)
        paths.append(path)
    return paths


def findings(paths: list[Path]) -> set[tuple[str, str, str]]:
    """What the program says: fingerprint, check and severity."""
    gathered = gather(paths)
    assert not gathered.errors, [str(error) for error in gathered.errors]
    (submission,) = gathered.submissions
    report = audit_submission(submission, Profile(), "zh")
    return {(finding.id, finding.check, finding.severity.value) for finding in report.findings}


@pytest.mark.parametrize("form", [form for form in WRITTEN if form != "docx"])
@pytest.mark.parametrize("name", SAMPLES)
def test_formats_that_the_generator_writes_give_the_same_findings(name: str, form: str, tmp_path: Path) -> None:
    (tmp_path / "docx").mkdir()
    (tmp_path / form).mkdir()
    expected = findings(written(name, "docx", tmp_path / "docx"))
    assert len(expected) > 3
    assert findings(written(name, form, tmp_path / form)) == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", CONVERTED)
@pytest.mark.parametrize("name", SAMPLES)
def test_formats_that_a_word_processor_writes_give_the_same_findings(name: str, form: str, tmp_path: Path) -> None:
    (source,) = written(name, "docx", tmp_path)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(tmp_path),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert findings([source.with_suffix(f".{form}")]) == findings([source])
