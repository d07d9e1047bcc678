import argparse
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from formaudit.cli.golden import configure, run
from formaudit.errors import FormauditError, UsageError
from tests.golden.fake import accepted, actual, producing, record, snapshot, world

WHO = ["--reviewer", "张某某", "--reason", "逐项核对无误"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    world(tmp_path, "甲", "乙")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str, cell: str = "4") -> int:
    parser = argparse.ArgumentParser()
    configure(parser)
    return run(parser.parse_args(words), lambda _: producing(actual(cell=cell)))


def test_a_case_goes_from_proposal_to_equal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", "甲") == 0
    assert call("new", "--case", "乙", "corpora/乙/附件4.txt") == 0
    assert call("check") == 1
    assert call("accept", "甲", *WHO) == 0
    assert call("accept", "乙", *WHO) == 0
    capsys.readouterr()
    assert call("check") == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("通过")
    assert "truth" not in (root / "golden" / "甲" / "case.json").read_text(encoding="utf-8")


def test_a_difference_is_printed_with_its_floor_and_both_records(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted(root, "甲", actual())
    assert call("check", "甲", "--lang", "en", cell="16.55") == 1
    printed = capsys.readouterr().out
    assert printed.splitlines()[0].startswith("Failed: 1 of 1")
    assert "tables" in printed
    assert "- 4\n" in printed
    assert "+ 16.55\n" in printed


def test_a_long_list_of_changes_is_cut_and_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = tuple(record(file=0, table=0, row=row, col=0, text="旧") for row in range(20))
    accepted(root, "甲", replace(actual(), tables=many))
    assert call("check", "甲") == 1
    assert "另有 16 处" in capsys.readouterr().out


def test_proposing_again_takes_the_sources_and_the_profile_it_had(root: Path) -> None:
    assert call("new", "甲", "--profile", "cost20") == 0
    assert call("accept", "甲", *WHO) == 0
    assert call("new", "甲", cell="5") == 0
    assert '"profile": "cost20"' in (root / "golden" / "甲" / "case.json.new").read_text(encoding="utf-8")
    assert call("reject", "甲", *WHO) == 0
    assert call("check", "甲") == 0


def test_listing_runs_nothing_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted(root, "甲", actual())
    before = snapshot(root)
    parser = argparse.ArgumentParser()
    configure(parser)

    def never(_: str) -> object:
        raise AssertionError

    assert run(parser.parse_args(["list"]), never) == 1  # type: ignore[arg-type]  # must not be called
    printed = capsys.readouterr().out
    assert "已确认  甲" in printed
    assert "缺基准  乙" in printed
    assert snapshot(root) == before


def test_a_damaged_golden_makes_the_check_incomplete_and_loses_no_other(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted(root, "甲", actual())
    accepted(root, "乙", actual())
    (root / "golden" / "乙" / "case.json").write_text("oops", encoding="utf-8")
    assert call("check") == 3
    printed = capsys.readouterr().out
    assert "一致  甲" in printed
    assert "无法核对  乙" in printed


@pytest.mark.parametrize("command", ["check", "list", "review"])
def test_a_folder_without_goldens_is_a_wrong_call_and_never_a_pass(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("missing", "."):
        with pytest.raises(UsageError, match="golden-none"):
            call(command, "--golden", folder)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["new", "丙"], "not-found"),
        (["new", "--case", "../甲", "corpora/甲"], "golden-name"),
        (["accept", "甲", *WHO], "golden-no-pending"),
    ],
)
def test_a_wrong_call_is_an_error_with_a_code(root: Path, words: list[str], code: str) -> None:
    before = snapshot(root)
    with pytest.raises(FormauditError) as caught:
        call(*words)
    assert caught.value.code == code
    assert snapshot(root) == before


def test_the_check_as_json_and_junit_names_place_old_and_new(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted(root, "甲", actual())
    assert call("check", "甲", "--format", "json", cell="16.55") == 1
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert (result["status"], result["detail"]) == ("differs", "tables")
    (change,) = result["changes"]
    assert (change["before"], change["after"]) == ("4", "16.55")
    assert change["spot"] == {"file": 0, "table": 0, "row": 3, "col": 4}
    assert call("check", "甲", "--format", "junit", cell="16.55") == 1
    suite = ET.fromstring(capsys.readouterr().out)
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("1", "1", "0")


def test_a_name_that_is_taken_by_other_files_is_left_alone_unless_it_is_meant(root: Path) -> None:
    accepted(root, "甲", actual())
    before = snapshot(root)
    with pytest.raises(FormauditError) as caught:
        call("new", "--case", "甲", "corpora/乙/附件4.txt")
    assert caught.value.code == "golden-taken"
    assert snapshot(root) == before
    assert call("new", "--case", "甲", "corpora/乙/附件4.txt", "--replace") == 0


def test_an_acceptance_that_was_cut_short_is_finished(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", "甲") == 0
    assert call("accept", "甲", *WHO) == 0
    folder = root / "golden" / "甲"
    (folder / "report.md").rename(folder / "report.md.new")
    assert call("check", "甲") == 1
    log = (root / "golden" / "decisions.jsonl").read_bytes()
    assert call("accept", "甲", *WHO) == 0
    assert (root / "golden" / "decisions.jsonl").read_bytes() == log
    capsys.readouterr()
    assert call("check", "甲") == 0
