import argparse
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from formaudit.cli.main import main
from formaudit.cli.names import configure, run
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import word
from formaudit.profiles.names import read_names
from tests.corpus import CORPORA

RIVER = str(CORPORA / "river-clean")
PAIR = ("工程验收合格率", "堤防工程验收合格率")
WHO = ("--reviewer", "张某某", "--reason", "逐项核对", "--date", "2024-05-09")


def call(*words: str, answers: tuple[str, ...] | None = None) -> int:
    parser = argparse.ArgumentParser()
    configure(parser)
    options = parser.parse_args(["review", *words])
    if answers is None:
        return run(options)
    given: Iterator[str] = iter(answers)

    def ask(_: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    return run(options, ask)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "aliases.toml"


def test_json_lists_the_doubts_with_place_and_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "review", RIVER, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "formaudit.names/1"
    (doubt,) = data["doubts"]
    assert (doubt["kind"], doubt["label"], doubt["candidates"][0]["name"]) == ("name", *PAIR)
    assert 0.75 <= float(doubt["candidates"][0]["score"]) < 0.9
    assert "附件4" in doubt["where"]


@pytest.mark.parametrize(("answer", "table"), [("1", "same"), ("n", "distinct")])
def test_an_answer_is_written_down_and_ends_the_doubt(
    answer: str, table: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(RIVER, "--out", str(out), *WHO, answers=("x", "9", answer)) == 0
    assert getattr(read_names(str(out)), table) == (PAIR,)
    assert "date = 2024-05-09" in out.read_text(encoding="utf-8")
    capsys.readouterr()
    assert call(RIVER, "--format", "json", "--aliases", str(out)) == 0
    assert json.loads(capsys.readouterr().out)["doubts"] == []
    assert call(RIVER, "--out", str(out), *WHO, answers=()) == 0


@pytest.mark.parametrize("answers", [("",), ("q",), ()])
def test_without_a_decision_nothing_is_written(
    answers: tuple[str, ...], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(RIVER, "--out", str(out), *WHO, answers=answers) == 0
    assert not out.exists()
    assert "没有作出决定" in capsys.readouterr().out


@pytest.mark.parametrize(("choice", "table"), [("all", "same"), ("none", "distinct")])
def test_a_script_decides_on_everything_at_once(choice: str, table: str, out: Path) -> None:
    assert call(RIVER, "--out", str(out), "--accept", choice, *WHO) == 0
    assert getattr(read_names(str(out)), table) == (PAIR,)


def test_a_script_must_say_who_and_why(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "review", RIVER, "--out", str(out), "--accept", "all"]) == 2
    assert "--reviewer" in capsys.readouterr().err
    assert not out.exists()


def test_nobody_to_ask_and_a_wrong_date_are_wrong_calls(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(UsageError) as caught:
        call(RIVER, "--out", str(out), *WHO)
    assert caught.value.code == "names-accept"
    with pytest.raises(UsageError):
        call(RIVER, "--date", "9.5.2024")
    with pytest.raises(UsageError):
        call("nowhere", "--format", "json")


def test_reviewed_names_are_in_force_in_an_audit(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(RIVER, "--out", str(out), "--accept", "all", *WHO)
    assert main(["audit", RIVER, "--aliases", str(out)]) == 0
    assert main(["audit", RIVER, "--aliases", "nowhere.toml"]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def test_what_this_program_wrote_itself_is_said_to_hold_no_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", RIVER, "--out", str(tmp_path / "out")])
    capsys.readouterr()
    assert call(str(tmp_path / "out"), *WHO) == ExitCode.INCOMPLETE
    told = capsys.readouterr()
    assert told.out == word("names.unread", "zh") + "\n"
    assert "findings.json" in told.err
