"""Slips of the hand are answered with what was meant; help, explanations and stores are found by the words one has."""

import json
from pathlib import Path

import pytest

from formaudit.cli.main import COMMANDS, main
from formaudit.errors import ExitCode
from tests.archive.made import scanned, write_case
from tests.corpus import CORPORA

Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    caught = capsys.readouterr()
    return code, caught.out, caught.err


@pytest.mark.parametrize(
    ("argv", "meant"),
    [
        (["aduit", "x"], "是不是想用 audit？"),
        (["scn"], "是不是想用 scan？"),
        (["audit", "x", "--pofile", "default"], "是不是想用 --profile？"),
        (["golden", "check", "--goldn", "x"], "是不是想用 --golden？"),
        (["golden", "chek"], "是不是想用 check？"),
        (["audit", "x", "--fail-on", "majr"], "是不是想用 major？"),
        (["letter", "x", "--kind", "inquary"], "是不是想用 inquiry？"),
        (["status", "--format", "jsn"], "是不是想用 json？"),
    ],
)
def test_a_slip_in_a_verb_an_option_or_a_choice_is_answered_with_what_was_meant(
    argv: list[str], meant: str, capsys: Captured
) -> None:
    code, out, err = run(capsys, *argv)
    assert (code, out) == (ExitCode.USAGE, "")
    assert meant in err
    assert err.count("\n") == 1


def test_what_is_like_nothing_gets_no_guess(capsys: Captured) -> None:
    assert "是不是" not in run(capsys, "qqqqqq")[2]
    assert "did you mean audit?" in run(capsys, "aduit", "--lang", "en")[2]


def test_help_names_all_commands_and_explains_one(capsys: Captured) -> None:
    code, out, _ = run(capsys, "help")
    assert code == ExitCode.OK
    assert all(name in out for name, _, _ in COMMANDS)
    code, shown, _ = run(capsys, "help", "audit")
    assert code == ExitCode.OK
    assert shown == run(capsys, "audit", "--help")[1]
    code, _, err = run(capsys, "help", "aduit")
    assert code == ExitCode.USAGE
    assert "audit" in err


def test_a_check_is_explained_by_code_and_found_by_a_word(capsys: Captured) -> None:
    assert run(capsys, "explain", "t9")[1].startswith("T09 ")
    code, out, _ = run(capsys, "explain", "合计")
    assert code == ExitCode.OK
    lines = out.splitlines()
    assert lines[0].startswith("与“合计”有关的检查")
    assert lines[1].strip().startswith("T01")
    assert lines[-1].startswith("查看其中一项：formaudit explain ")
    assert run(capsys, "explain", "签章所记")[1].startswith("F12 ")
    code, _, err = run(capsys, "explain", "锂电池")
    assert code == ExitCode.USAGE
    assert "锂电池" in err


@pytest.mark.parametrize("verb", [["checks"], ["explain", "T09"], ["profiles"]])
def test_json_is_asked_for_by_one_spelling_and_the_older_one_means_the_same(verb: list[str], capsys: Captured) -> None:
    code, out, _ = run(capsys, *verb, "--format", "json")
    assert code == ExitCode.OK
    assert json.loads(out) == json.loads(run(capsys, *verb, "--json")[1])


def test_a_store_may_be_named_as_a_url_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    write_case(tmp_path / "档案" / "甲", "river-clean")
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "库.db"
    scanned(tmp_path / "档案", str(place))
    capsys.readouterr()
    for url in (str(place), "库.db", "sqlite:///库.db", f"sqlite:///{place}"):
        assert run(capsys, "status", "--store", url)[0] == ExitCode.OK
        assert run(capsys, "find", "经费", "--store", url)[0] == ExitCode.OK
        assert run(capsys, "sample", url, "--size", "1", "--seed", "1")[0] == ExitCode.OK
        assert run(capsys, "waivers", url)[0] == ExitCode.OK
    assert sorted(path.name for path in tmp_path.iterdir()) == ["库.db", "档案"]
    for url in ("sqlite://库.db", "mysql://user:secret@host/db", "sqlite:///"):
        code, _, err = run(capsys, "status", "--store", url)
        assert code == ExitCode.USAGE
        assert "secret" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["库.db", "档案"]


def test_an_option_that_does_nothing_in_a_call_is_told(capsys: Captured) -> None:
    _, _, err = run(capsys, "audit", str(CORPORA / "machinery-clean"), "--date", "2026-01-01", "--reports", "pdf")
    assert "选项 --date 在本次没有作用：它需要与 --decisions 一起使用" in err
    assert "选项 --reports 在本次没有作用：它需要与 --out 一起使用" in err
