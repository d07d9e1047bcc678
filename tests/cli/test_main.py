"""The command line says everything in one line and an exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

from formaudit.cli import main as module
from formaudit.cli.main import COMMANDS, main
from formaudit.errors import ExitCode
from formaudit.messages import has
from formaudit.version import __version__

ROOT = Path(__file__).resolve().parents[2]


def _said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, list[str]]:
    code = main(argv)
    caught = capsys.readouterr()
    return code, caught.out, caught.err.splitlines()


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _said(capsys, "--help")
    assert (code, err) == (0, [])
    assert all(name in out for name, _, _ in COMMANDS)


def test_every_command_has_a_help_line_and_a_module() -> None:
    for _, name, key in COMMANDS:
        assert has(key)
        assert callable(__import__(name, fromlist=["run"]).run)


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, "--version") == (0, f"formaudit {__version__}\n", [])


def test_no_command_shows_the_help_as_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _said(capsys)
    assert code == ExitCode.USAGE
    assert "extract" in out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("nothing",), "没有命令“nothing”"),
        (("serve", "--store", "nothing.db"), "nothing.db：没有这个数据库"),
        (("extract",), "缺少参数 FILE"),
        (("extract", "a", "--format", "pdf"), "“pdf”无效，可选：json"),
        (("extract", "a", "--out"), "参数 --out 缺少取值"),
        (("extract", "a", "--colour"), "不认识的参数 --colour"),
        (("extract", "a", "--form", "json"), "不认识的参数 --form json"),
        (("extract", "没有.docx"), "没有.docx：找不到该文件"),
        (("audit", ""), "找不到该文件"),
        (("extract", " "), "找不到该文件"),
        (("scan", ""), "找不到该文件"),
        (("audit", "没有.docx", "--out", ""), "找不到该文件"),
    ],
)
def test_a_wrong_call_is_one_chinese_line(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], words: str
) -> None:
    code, out, err = _said(capsys, *argv)
    assert (code, out, len(err)) == (ExitCode.USAGE, "", 1)
    assert words in err[0]


def test_the_help_of_a_command_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _said(capsys, "extract", "--help")
    assert code == 0
    assert out.startswith("用法：formaudit extract")
    assert "usage" not in out
    assert "options:" not in out


def test_a_defect_is_one_line_with_its_type(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: list[str]) -> int:
        raise ZeroDivisionError("一除以零\n第二行")

    monkeypatch.setattr(module, "_dispatch", fail)
    monkeypatch.delenv("FORMAUDIT_DEBUG", raising=False)
    code, _, err = _said(capsys, "extract")
    assert (code, len(err)) == (ExitCode.DEFECT, 1)
    assert "程序缺陷：ZeroDivisionError" in err[0]
    monkeypatch.setenv("FORMAUDIT_DEBUG", "1")
    _, _, err = _said(capsys, "extract")
    assert any("Traceback" in line for line in err)


def test_an_interrupt_is_silent(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_dispatch", interrupt)
    assert _said(capsys, "extract") == (130, "", [])


def _process(
    *argv: str, script: str = "from formaudit.cli.main import entry; entry()"
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", script, *argv],
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"},
    )


def test_the_help_loads_no_file_library_and_no_parser() -> None:
    script = (
        "import sys\nfrom formaudit.cli.main import main, prepare\nprepare()\nmain(['--help'])\n"
        "print([m for m in ('argparse', 'lxml', 'xlsxwriter', 'networkx') if m in sys.modules], file=sys.stderr)"
    )
    assert _process(script=script).stderr.strip() == b"[]"


def test_a_terminal_without_chinese_gets_no_traceback() -> None:
    done = _process("extract", "没有.docx")
    assert done.returncode == ExitCode.USAGE
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_early_causes_no_noise(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("正文\n" * 50_000, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", "from formaudit.cli.main import entry; entry()", "extract", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT / "src")},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    "moment", ["keep_compiled", "complain"], ids=["when all has been said", "while an error is told"]
)
def test_a_late_interrupt_leaves_no_traceback(moment: str) -> None:
    script = (
        "import formaudit.cli.main as module\n"
        "def interrupt(*_):\n    raise KeyboardInterrupt\n"
        f"module.{moment} = interrupt\nmodule.entry()"
    )
    done = _process("explain", "T09" if moment == "keep_compiled" else "T0X9", script=script)
    assert (done.returncode, done.stderr) == (130, b"")
