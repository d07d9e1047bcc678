"""One and the same submission in every format: the same findings, with the same fingerprints."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpora.generator.catalogue import CASES, case_files
from formaudit.audit import audit_submission
from formaudit.intake.gather import gather
from formaudit.settings import Profile
from tests.extract.scan.paper import needs_recognition, tiff

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


needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def converted(source: Path, form: str) -> Path:
    """What a word processor makes of a file."""
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return source.with_suffix(f".{form}")


def scanned(source: Path) -> Path:
    """The printed pages of a PDF as a scanner at 200 dpi stores them, in one file."""
    with pdfium.PdfDocument(source) as document:
        pages = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document]
    target = source.with_suffix(".tiff")
    target.write_bytes(tiff(pages))
    return target


@needs_office
@pytest.mark.parametrize("form", CONVERTED)
@pytest.mark.parametrize("name", SAMPLES)
def test_formats_that_a_word_processor_writes_give_the_same_findings(name: str, form: str, tmp_path: Path) -> None:
    (source,) = written(name, "docx", tmp_path)
    assert findings([converted(source, form)]) == findings([source])


@needs_office
@needs_recognition
@pytest.mark.parametrize("name", ["culture-other-funds", "legal-units"])
def test_a_scan_gives_the_same_findings(name: str, tmp_path: Path) -> None:
    (source,) = written(name, "docx", tmp_path)
    assert findings([scanned(converted(source, "pdf"))]) == findings([source])
