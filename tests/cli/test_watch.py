"""``audit --watch``: again after a change, ended by Ctrl-C with the code of the last run."""

import argparse
from pathlib import Path

import pytest

from formaudit.cli.watch import again, snapshot


def _options(path: Path, out: Path | None = None) -> argparse.Namespace:
    return argparse.Namespace(paths=[path], out=out, lang="en", watch=True)


def test_the_audit_runs_again_after_each_settled_change_and_ends_with_the_last_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("1")
    codes = iter([1, 0])
    runs = []

    def run(options: argparse.Namespace) -> int:
        assert options.watch is False
        runs.append(file.read_text())
        return next(codes)

    looks = iter(["wait", "write", "write more", "settled", "wait", "stop"])

    def pause(seconds: float) -> None:
        assert seconds > 0
        step = next(looks)
        if step == "write":
            file.write_text("22")
        elif step == "write more":
            file.write_text("333")
        elif step == "stop":
            raise KeyboardInterrupt

    assert again(run, _options(tmp_path), pause) == 0
    assert runs == ["1", "333"], "a file that is still being written is waited for"
    assert "Ctrl-C" in capsys.readouterr().err


def test_results_hidden_files_and_files_that_vanish_are_no_change(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1")
    out = tmp_path / "out"
    before = snapshot([tmp_path], out)
    out.mkdir()
    (out / "findings.json").write_text('{"schema": "formaudit.findings/1"}')
    (tmp_path / ".a.txt.swp").write_text("x")
    assert snapshot([tmp_path], out) == before
    assert set(snapshot([tmp_path / "a.txt"], None)) == {str(tmp_path / "a.txt")}
    assert snapshot([tmp_path / "gone"], None) == {}


def test_a_paper_in_the_folder_of_the_results_is_watched(tmp_path: Path) -> None:
    paper = tmp_path / "附件2.txt"
    paper.write_text("1")
    before = snapshot([paper], tmp_path)
    paper.write_text("22")
    assert snapshot([paper], tmp_path) != before
