import json
from pathlib import Path

import pytest

from formaudit.cli.main import main
from tests.corpus import CORPORA


def test_the_table_is_printed_and_the_exit_code_is_that_of_the_clean_submissions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = ["bench", str(CORPORA / "seed-clean"), "--cases", "4", "--kind", "total-wrong", "--kind", "score-wrong"]
    assert main([*call, "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "total-wrong" in printed
    assert "score-wrong" in printed
    assert "digit-changed" not in printed


def test_the_same_call_prints_the_same_data(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["bench", str(CORPORA / "seed-clean"), "--cases", "3", "--seed", "9", "--faults", "2", "--format", "json"]
    runs = []
    for _ in range(2):
        assert main(call) == 0
        data = json.loads(capsys.readouterr().out)
        del data["milliseconds"]
        runs.append(data)
    assert runs[0] == runs[1]
    assert all(len(case["faults"]) == 2 for case in runs[0]["cases"])


def test_a_path_that_is_not_there_and_an_unknown_kind_are_errors_of_the_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["bench", str(tmp_path / "none")]) == 2
    assert main(["bench", str(CORPORA / "seed-clean"), "--kind", "nonsense"]) == 2
    monkeypatch.chdir(tmp_path)
    assert main(["bench"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_a_path_that_holds_two_submissions_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", str(CORPORA), "--cases", "1"]) == 3
    assert capsys.readouterr().err.strip()
