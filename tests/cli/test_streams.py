"""Streams that are closed, full or read by nobody: quiet where nobody is to be told, one line where a result is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from formaudit.cli.console import ReaderLeftError, results
from formaudit.cli.main import main
from formaudit.errors import ExitCode
from tests.corpus import CORPORA

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="redirections of a POSIX shell")
QUICKSTART = str(CORPORA / "quickstart")
LETTER = str(next((CORPORA / "quickstart").glob("*报告.docx")))
CALLS = {
    "help": ["--help"],
    "help of a command": ["audit", "--help"],
    "text": ["audit", QUICKSTART],
    "bytes": ["extract", LETTER, "--format", "xlsx"],
    "a check": ["explain", "T09", "--format", "json"],
}
ENTRY = [sys.executable, "-c", "from formaudit.cli.main import entry; entry()"]


def _ended(redirection: str, *call: str, lang: str = "zh") -> tuple[int, bytes, str]:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {redirection}', "sh", *ENTRY, *call],
        capture_output=True,
        check=False,
        env={**os.environ, "FORMAUDIT_LANG": lang},
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout, done.stderr.decode()


def _usual(call: list[str]) -> int:
    return 1 if call[0] == "audit" and "--help" not in call else 0


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_one_that_nobody_wanted(call: list[str], closed: str) -> None:
    code, out, err = _ended(closed, *call)
    assert (code, err) == (_usual(call), "")
    assert bool(out) == (">&-" not in closed.replace("2>&-", ""))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_a_result_that_nothing_takes_is_an_error_in_one_line(call: list[str]) -> None:
    said = "标准输出：无法输出结果：磁盘已满；请检查标准输出指向的文件或设备是否可写、磁盘是否已满\n"
    assert _ended(">/dev/full", *call) == (ExitCode.USAGE, b"", said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_it_is_said_in_the_language_of_the_call_and_what_was_asked_for_is_written(tmp_path: Path) -> None:
    code, _, err = _ended(">/dev/full", "audit", QUICKSTART, "--out", str(tmp_path), lang="en")
    assert code == ExitCode.USAGE
    assert err.splitlines()[-1].startswith("standard output: the result cannot be shown: ")
    assert {"findings.json", "report.html"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_remark_that_nothing_takes_is_no_error() -> None:
    code, out, _ = _ended("2>/dev/full", "audit", QUICKSTART, "--date", "2026-01-01")
    assert code == 1
    assert out.decode().startswith("结论：")
    assert _ended("2>/dev/full", "audit", "没有")[0] == ExitCode.USAGE


def _left(*call: str) -> tuple[int, bytes]:
    """The code and what was complained of where the reader has gone before the first word."""
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen([*ENTRY, *call], stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        assert process.stderr is not None
        said = process.stderr.read()
    return process.returncode, said


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_a_reader_that_has_gone_ends_the_call_as_the_system_does(call: list[str]) -> None:
    assert _left(*call) == (141, b"")


def test_what_was_asked_for_is_written_though_the_reader_has_gone(tmp_path: Path) -> None:
    code, _ = _left("audit", QUICKSTART, "--out", str(tmp_path))
    assert code == 141
    assert (tmp_path / "findings.json").is_file()


def test_a_comparison_writes_its_sheets_and_keeps_what_is_proven_though_the_reader_has_gone(tmp_path: Path) -> None:
    for name in ("quickstart", "machinery-clean"):
        main(["audit", str(CORPORA / name), "--out", str(tmp_path / name), "--reports", "json"])
    runs = [str(tmp_path / name) for name in ("quickstart", "machinery-clean")]
    book = tmp_path / "decisions.toml"
    call = ("compare", *runs, "--out", str(tmp_path / "sheets"), "--rectify", "--decisions", str(book))
    assert _left(*call)[0] == 141
    assert {path.suffix for path in (tmp_path / "sheets").iterdir()} == {".docx", ".xlsx"}
    assert "rectified" in book.read_text("utf-8")


def test_a_pipe_that_breaks_elsewhere_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: list[str]) -> int:
        raise BrokenPipeError

    monkeypatch.setattr("formaudit.cli.main._dispatch", fail)
    assert main(["checks"]) == ExitCode.DEFECT
    with pytest.raises(ReaderLeftError), results():
        raise BrokenPipeError


def test_the_file_that_takes_the_result_is_no_paper(tmp_path: Path) -> None:
    for path in Path(QUICKSTART).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    script = f'"$@" > "{tmp_path}/结果.txt" 2> "{tmp_path}/日志.txt"'
    codes = [
        subprocess.run(["sh", "-c", script, "sh", *ENTRY, "audit", str(tmp_path)], check=False).returncode
        for _ in range(2)
    ]
    assert codes == [1, 1]
    assert (tmp_path / "结果.txt").read_text("utf-8").startswith("结论：发现 ")
