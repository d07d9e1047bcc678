"""``formaudit extract`` reads one file and writes it in the wanted format."""

import io
import json
import sys
from pathlib import Path

import pytest

from formaudit.cli.main import main
from formaudit.errors import ExitCode
from tests.drawing import docx_of
from tests.extract.pdf.paper import pdf, rows, table


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A DOCX with a title and a table."""
    path = tmp_path / "附件1.docx"
    path.write_bytes(docx_of("清单", "序号 | 项目\n1 | 三公"))
    return path


def test_json_goes_to_standard_output_by_default(form: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["extract", str(form)]) == 0
    content = json.loads(capfdbinary.readouterr().out)
    assert content["source"]["path"] == str(form)
    assert [cell["text"] for cell in content["tables"][0]["cells"]] == ["序号", "项目", "1", "三公"]


@pytest.mark.parametrize("suffix", ["json", "html", "md", "xlsx", "csv"])
def test_the_format_follows_the_name_of_the_file(form: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert main(["extract", str(form), "--out", str(out)]) == 0
    beginnings = {"json": b"{", "html": b"<!DOCTYPE", "md": b"# ", "xlsx": b"PK", "csv": b"\xef\xbb\xbf#"}
    assert out.read_bytes().startswith(beginnings[suffix])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([form.name, out.name])


def test_a_named_format_wins_over_the_name(form: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    assert main(["extract", str(form), "--format", "md", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"# ")


def test_a_workbook_does_not_go_to_a_terminal(
    form: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["extract", str(form), "--format", "xlsx"]) == ExitCode.USAGE
    assert "XLSX 是二进制格式" in capsys.readouterr().err


def test_a_workbook_goes_to_a_redirected_output(form: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["extract", str(form), "--format", "xlsx"]) == 0
    assert io.BytesIO(capfdbinary.readouterr().out).read(2) == b"PK"


def test_an_unreadable_file_is_incomplete_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "a.docx", tmp_path / "out.json"
    path.write_bytes(b"")
    assert main(["extract", str(path), "--out", str(out)]) == ExitCode.INCOMPLETE
    assert "文件是空的；" in capsys.readouterr().err
    assert not out.exists()


def test_warnings_go_to_standard_error(form: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    liar = tmp_path / "a.doc"
    liar.write_bytes(form.read_bytes())
    assert main(["extract", str(liar), "--out", str(tmp_path / "x.json")]) == 0
    assert "扩展名与实际格式不符" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_a_wrong_call(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(form), "--out", str(form / "x.json")]) == ExitCode.USAGE
    assert "无法写出结果" in capsys.readouterr().err


def _unruled(folder: Path) -> Path:
    path = folder / "a.pdf"
    lines: list[list[tuple[float, str]]] = [[(80, name), (200, "11"), (300, "12")] for name in ("甲", "乙", "丙", "丁")]
    path.write_bytes(pdf(rows(lines)))
    return path


@pytest.mark.parametrize("reader", ["own", "pdfplumber", "camelot"])
def test_a_pdf_is_read_by_the_reader_that_is_named(
    tmp_path: Path, reader: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(table("项目 | 金额\n三公 | 12\n会议 | 7")))
    assert main(["extract", str(path), "--reader", reader]) == 0
    [found] = json.loads(capfdbinary.readouterr().out)["tables"]
    assert [cell["text"] for cell in found["cells"]] == ["项目", "金额", "三公", "12", "会议", "7"]


def test_readers_are_laid_side_by_side(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = _unruled(tmp_path)
    assert main(["extract", str(path), "--compare"]) == 0
    readers = json.loads(capfdbinary.readouterr().out)["readers"]
    assert list(readers) == ["own", "pdfplumber", "camelot"]
    assert len(readers["own"]["tables"][0]["cells"]) == 12
    out = tmp_path / "a.html"
    assert main(["extract", str(path), "--compare", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").count("<h3>") == 3


def test_readers_cannot_be_compared_in_every_format(tmp_path: Path) -> None:
    assert main(["extract", str(_unruled(tmp_path)), "--compare", "--format", "csv"]) == ExitCode.USAGE


def test_another_reader_reads_pdf_only(form: Path) -> None:
    assert main(["extract", str(form), "--reader", "camelot"]) == ExitCode.INCOMPLETE
