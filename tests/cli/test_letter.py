"""``formaudit letter`` over the command line: who goes in, what is written, what is refused."""

import importlib
import io
from pathlib import Path

import docx
import pytest

from formaudit.cli.main import main
from formaudit.extract.door import extract_file
from formaudit.letters.letter import Kind
from tests.corpus import CORPORA

FAULTY = str(CORPORA / "culture-other-funds")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    assert main(["audit", FAULTY, "--out", str(folder)]) == 1
    return folder


def decided(run: Path, book: Path, state: str) -> str:
    assert main(["decide", str(run), "all", "--state", state, "--reason", "已核对", "--decisions", str(book)]) == 0
    return str(book)


def test_the_letter_of_an_audit_asks_about_what_is_open(run: Path) -> None:
    document = extract_file(run / "letter.docx")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "有关数据的函" in text
    assert "一、《项目支出绩效自评表》（区级专项资金）“年度资金总额”行" in text
    assert [cell.text for cell in document.tables[0] if cell.row == 0][-2:] == ["核实情况", "更正后数值"]


def test_only_an_inquiry_may_speak_of_what_nobody_confirmed(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in Kind:
        assert main(["letter", str(run), "--kind", kind, "--out", str(tmp_path / "x.docx")]) == 2
        code = main(["letter", str(run), "--kind", kind, "--all-open", "--out", str(tmp_path / "x.docx")])
        assert code == (0 if kind is Kind.INQUIRY else 2)
        (tmp_path / "x.docx").unlink(missing_ok=True)
    lines = capsys.readouterr().err.strip().split("\n")
    assert len(lines) == 9
    assert all("；请先" in line for line in lines)


def test_confirmed_findings_go_into_every_letter_and_dismissed_ones_into_none(run: Path, tmp_path: Path) -> None:
    yes, no = tmp_path / "yes.toml", tmp_path / "no.toml"
    decided(run, yes, "confirmed")
    decided(run, no, "dismissed")
    for kind in Kind:
        out = tmp_path / f"{kind}.docx"
        call = ["letter", str(run), "--kind", kind, "--out", str(out)]
        assert main([*call, "--decisions", str(no)]) == 2
        assert not out.exists()
        assert main([*call, "--decisions", str(yes), "--sender", "某区财政局", "--date", "2026-05-09"]) == 0
        cells = [cell.text for table in extract_file(out).tables for cell in table]
        assert len(cells) > 8
    refused = ["letter", str(run), "--kind", "inquiry", "--all-open", "--decisions", str(no), "--out", str(tmp_path)]
    assert main(refused) == 2


def test_a_template_can_be_dumped_without_findings_and_filled(run: Path, tmp_path: Path) -> None:
    pytest.importorskip("docxtpl", reason="the extra for templates is not installed")
    mine, out = tmp_path / "mine.docx", tmp_path / "out.docx"
    assert main(["letter", "--kind", "inquiry", "--dump-template", str(mine)]) == 0
    call = ["letter", str(run), "--kind", "inquiry", "--all-open", "--template", str(mine), "--out", str(out)]
    assert main(call) == 0
    assert "{" not in "".join(paragraph.text for paragraph in extract_file(out).paragraphs)


def test_a_broken_template_is_one_line_and_writes_nothing(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("docxtpl", reason="the extra for templates is not installed")
    book, data = docx.Document(), io.BytesIO()
    book.add_paragraph("{{ unti }}")
    book.save(data)
    mine, out = tmp_path / "mine.docx", tmp_path / "out.docx"
    call = ["letter", str(run), "--kind", "inquiry", "--all-open", "--template", str(mine), "--out", str(out)]
    assert main(call) == 2
    mine.write_bytes(data.getvalue())
    assert main(call) == 2
    lines = capsys.readouterr().err.strip().split("\n")
    assert len(lines) == 2
    assert "没有字段 unti" in lines[1]
    assert "第 1 段" in lines[1]
    assert not out.exists()


def test_a_letter_that_fails_its_self_check_is_a_defect_and_is_not_written(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FORMAUDIT_DEBUG", raising=False)  # as users run it: one line and no traceback
    assert main(["audit", FAULTY, "--out", str(tmp_path)]) == 1
    old = tmp_path / "letter.docx"
    assert old.exists()
    capsys.readouterr()
    official = importlib.import_module("formaudit.letters.official")
    original = official.paragraph_of
    monkeypatch.setattr(official, "paragraph_of", lambda item, letter: original(item, letter).replace("5", "6"))
    out = tmp_path / "out.docx"
    assert main(["letter", str(run), "--kind", "inquiry", "--all-open", "--out", str(out)]) == 70
    assert not out.exists()
    assert len(capsys.readouterr().err.strip().split("\n")) == 1
    assert main(["audit", FAULTY, "--out", str(tmp_path)]) == 70
    assert not old.exists()


@pytest.mark.parametrize(
    "rest", [[], ["--kind", "inquiry"], ["--kind", "poem", "x"], ["--kind", "inquiry", "x", "--days", "0"]]
)
def test_a_wrong_call_is_one_line(rest: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letter", *rest]) == 2
    assert len(capsys.readouterr().err.strip().split("\n")) == 1
