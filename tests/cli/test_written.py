import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from formaudit.cli.main import main
from formaudit.cli.wanted import NAMES, formats_of
from formaudit.cli.written import FORMATS, Job, write_reports
from formaudit.errors import UsageError
from formaudit.extract.door import extract_file
from tests.corpus import CORPORA
from tests.reports.sample import documents, main_submission, quiet_submission, sample

JOB = Job(report=sample(), documents=documents())
ALL = [name for name in NAMES if name != "pdf"]


def test_every_format_that_can_be_named_has_a_writer() -> None:
    assert tuple(FORMATS) == NAMES


def test_the_usual_files_are_written_into_a_folder_that_was_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "结果" / "甲"
    write_reports(JOB, folder)
    names = sorted(path.name for path in folder.iterdir())
    assert [name for name in names if not name.endswith((".docx", ".csv"))] == [
        "findings.json",
        "findings.xlsx",
        "report.html",
        "units",
    ]
    assert any(name.endswith(".docx") for name in names)
    assert (folder / "report.html").read_text("utf-8").startswith("<!doctype html>")
    assert json.loads((folder / "findings.json").read_text("utf-8"))["verdict"] == "incomplete"
    assert (folder / "findings.xlsx").read_bytes().startswith(b"PK")


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_reports(JOB, tmp_path, ALL)]
    assert [path.read_bytes() for path in write_reports(JOB, tmp_path, ALL)] == first


def test_a_folder_that_cannot_be_made_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError) as caught:
        write_reports(JOB, tmp_path / "file" / "out")
    assert caught.value.code == "cannot-write"
    assert caught.value.file.startswith(str(tmp_path))


def test_a_letter_with_nothing_to_ask_is_not_written_and_an_old_one_goes(tmp_path: Path) -> None:
    one = replace(JOB, report=sample(submissions=(main_submission(),)))
    write_reports(one, tmp_path, ["letter"])
    assert (tmp_path / "letter.docx").exists()
    clean = sample(submissions=(replace(quiet_submission(), findings=(), causes=()),), errors=(), verdict="clean")
    assert write_reports(Job(report=clean, documents={}), tmp_path, ["letter"]) == (tmp_path / "letters.csv",)
    assert not (tmp_path / "letter.docx").exists()


def test_every_format_tells_the_same_number_of_findings(tmp_path: Path) -> None:
    assert main(["audit", str(CORPORA / "quickstart"), "--out", str(tmp_path), "--reports", ",".join(ALL)]) == 1
    data = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    found = [finding for submission in data["submissions"] for finding in submission["findings"]]
    rows = list(csv.reader(io.StringIO((tmp_path / "findings.csv").read_text("utf-8-sig"))))
    assert len(rows) - 1 == len(found)
    (run,) = json.loads((tmp_path / "findings.sarif").read_text("utf-8"))["runs"]
    assert {result["partialFingerprints"]["formaudit/v1"] for result in run["results"]} == {one["id"] for one in found}
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.count('class="finding ') == len(found)
    book = extract_file(tmp_path / "findings.xlsx", "findings.xlsx")
    ids = {cell.text for table in book.tables for cell in table}
    assert {one["id"] for one in found} <= ids
    paper = extract_file(tmp_path / "report.docx", "report.docx")
    text = "\n".join([*(p.text for p in paper.paragraphs), *(c.text for t in paper.tables for c in t)])
    assert all(one["title"] in text for one in found)
    for name in ("chain", "graph", "score"):
        assert ET.fromstring((tmp_path / f"{name}.svg").read_text("utf-8")).tag.endswith("svg")


def test_the_report_command_writes_what_audit_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["audit", str(CORPORA / "culture-replaced"), "--out", str(tmp_path / "a"), "--reports", "json,csv"]) == 1
    )
    capsys.readouterr()
    assert (
        main(["report", str(tmp_path / "a"), "--format", "csv,sarif", "--format", "svg", "--out", str(tmp_path / "b")])
        == 0
    )
    said = capsys.readouterr().out
    assert all(str(tmp_path / "b" / name) in said for name in ("findings.csv", "findings.sarif", "chain.svg"))
    assert (tmp_path / "b" / "findings.csv").read_bytes() == (tmp_path / "a" / "findings.csv").read_bytes()


def test_what_is_asked_for_comes_to_what_is_always_written(tmp_path: Path) -> None:
    assert main(["audit", str(CORPORA / "culture-replaced"), "--out", str(tmp_path), "--reports", "csv,json"]) == 1
    assert {path.name for path in tmp_path.iterdir()} == {
        "findings.json", "report.html", "findings.xlsx", "letter.docx", "letters.csv", "findings.csv",
    }  # fmt: skip


def test_an_unknown_format_is_an_error_of_the_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert formats_of(" csv, html,csv ") == ("csv", "html")
    assert main(["audit", str(CORPORA / "quickstart"), "--out", str(tmp_path), "--reports", "html,odt"]) == 2
    assert "odt" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_page_shows_suspect_figures_of_a_pdf_as_they_are_printed(tmp_path: Path) -> None:
    source = next((CORPORA / "culture-other-funds").glob("*.docx"))
    call = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*call, "--outdir", str(tmp_path / "in"), str(source)], check=True, capture_output=True, timeout=180)
    assert main(["audit", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 1
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    boxed = [
        figure
        for submission in data["submissions"]
        for finding in submission["findings"]
        for figure in finding["figures"]
        if figure["role"] == "suspect" and figure["where"]["bbox"]
    ]
    assert boxed
    assert page.count('<svg class="crop"') == len(boxed)
    assert len(page) < 2_000_000


class PanicException(BaseException):
    """What a library written in Rust raises where it gives up: no ``Exception``."""


def test_a_format_that_cannot_be_made_takes_no_other_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise PanicException("a table of the font is cut short")

    monkeypatch.setattr("typst.compile", broken)
    with pytest.raises(UsageError) as caught:
        write_reports(JOB, tmp_path, ["pdf", "json", "csv"])
    assert caught.value.code == "pdf-broken"
    assert "cut short" in caught.value.detail
    assert (tmp_path / "findings.json").exists()
    assert [path.suffix for path in tmp_path.iterdir()].count(".csv") > 0
    assert not list(tmp_path.glob("*.pdf"))


def test_an_interrupt_while_a_page_is_set_is_an_interrupt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def left(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("typst.compile", left)
    with pytest.raises(KeyboardInterrupt):
        write_reports(JOB, tmp_path, ["pdf"])


def test_each_format_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without(_: Job) -> None:
        raise UsageError("pdf-extra", "", "typst")

    monkeypatch.setattr("formaudit.cli.written.FORMATS", {**FORMATS, "svg": without, "sarif": without})
    with pytest.raises(UsageError):
        write_reports(JOB, tmp_path, ["svg", "sarif", "json"])
    assert (tmp_path / "findings.json").exists()
    assert len(capsys.readouterr().err.splitlines()) == 1
