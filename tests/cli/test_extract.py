"""``formaudit extract`` reads one file and writes it in the wanted format."""

import io
import json
import sys
from pathlib import Path

import pytest

from formaudit.cli.main import main
from formaudit.errors import ExitCode
from tests.drawing import docx_of


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
