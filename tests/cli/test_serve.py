"""What ``formaudit serve`` refuses before it listens."""

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from formaudit.cli.main import main
from formaudit.errors import ExitCode

pytest.importorskip("starlette", reason="the extra web is not installed")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["--host", "0.0.0.0"], "监听本机以外的地址须有访问口令或可信代理：0.0.0.0"),
        (["--host", "192.0.2.7", "--trust-header", "x-user"], "须有访问口令或可信代理"),
        (["--trust-header", "x-user"], "须有访问口令或可信代理"),
        (["--token-file", "short.txt"], "口令文件不能使用"),
        (["--token-file", "none.txt"], "口令文件不能使用"),
        (["--port", "0"], "端口不能使用：0"),
        (["--port", "70000"], "端口不能使用：70000"),
        (["--golden", "none"], "none：找不到该文件"),
        (["--store", "none.db"], "none.db：没有这个数据库"),
        (["none"], "none：找不到该文件"),
    ],
)
def test_a_call_that_would_be_wrong_or_open_ends_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], call: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "short.txt").write_text("secret\n")
    assert main(["serve", *call]) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_without_the_extra_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "uvicorn" else there(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find)
    assert main(["serve"]) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert "pip install 'formaudit[web]'" in said
    assert "uvicorn" in said
