"""The life of a finding over the command line: audit, decide, waive, compare, baseline."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from corpora.generator.catalogue import CASES, case_files
from formaudit.cli.main import main
from formaudit.decisions.book import read_book
from formaudit.extract.door import extract_file
from formaudit.model.decision import Standing
from tests.corpus import CORPORA

FAULTY = str(CORPORA / "culture-other-funds")


def audited(path: str, out: Path) -> dict[str, Any]:
    assert main(["audit", path, "--out", str(out)]) in (0, 1)
    data: dict[str, Any] = json.loads((out / "findings.json").read_text("utf-8"))
    return data


def findings(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for submission in data["submissions"] for finding in submission["findings"]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    audited(FAULTY, tmp_path / "run")
    capsys.readouterr()
    return tmp_path / "run"


def test_waived_findings_do_not_count_until_the_waiver_expires(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = str(tmp_path / "d.toml")
    call = ["waive", str(run), "all", "--reason", "已有批复", "--owner", "张某某", "--expires", "2026-06-30"]
    assert main([*call, "--decisions", book, "--date", "2026-01-01"]) == 0
    assert main(["audit", FAULTY, "--decisions", book, "--date", "2026-06-30"]) == 0
    shown = capsys.readouterr().out
    assert "〔已豁免〕" in shown
    assert main(["audit", FAULTY, "--decisions", book, "--date", "2026-07-01"]) == 1
    assert "豁免已到期" in capsys.readouterr().out
    assert main(["waivers", book, "--date", "2026-06-20"]) == 0
    assert "剩 10 天" in capsys.readouterr().out
    assert main(["waivers", book, "--date", "2026-07-02", "--format", "json"]) == 1
    assert {waiver["days_left"] for waiver in json.loads(capsys.readouterr().out)["waivers"]} == {-2}


@pytest.mark.parametrize("form", ["txt", "xlsx", "html"])
def test_decisions_on_one_format_hold_for_another(form: str, run: Path, tmp_path: Path) -> None:
    book, case = str(tmp_path / "d.toml"), next(case for case in CASES if case.name == "culture-other-funds")
    (tmp_path / form).mkdir()
    for name, content in case_files(replace(case, format=form, apart=False)).items():
        (tmp_path / form / name).write_bytes(content)
    call = ["decide", str(run), "all", "--state", "dismissed", "--reason", "已核对", "--owner", "李某"]
    assert main([*call, "--decisions", book]) == 0
    out = tmp_path / "again"
    assert main(["audit", str(tmp_path / form), "--decisions", book, "--out", str(out)]) == 0
    again = findings(json.loads((out / "findings.json").read_text("utf-8")))
    assert len(again) == len(findings(json.loads((run / "findings.json").read_text("utf-8")))) > 5
    assert {each["state"] for each in again} == {"dismissed"}


def test_decisions_stand_in_the_findings_and_their_file(run: Path, tmp_path: Path) -> None:
    book, out = tmp_path / "d.json", tmp_path / "again"
    first = findings(json.loads((run / "findings.json").read_text("utf-8")))[0]
    call = ["decide", str(run), first["id"][:8], "--state", "confirmed", "--owner", "李某", "--decisions", str(book)]
    assert main(call) == 0
    assert main(["audit", FAULTY, "--decisions", str(book), "--out", str(out)]) == 1
    states = {each["id"]: each["state"] for each in findings(json.loads((out / "findings.json").read_text("utf-8")))}
    assert states.pop(first["id"]) == "confirmed"
    assert set(states.values()) == {"open"}


@pytest.mark.parametrize(
    "words",
    [
        ["decide", "RUN", "T09", "--state", "dismissed"],
        ["decide", "RUN", "all", "--state", "confirmed"],
        ["decide", "RUN", "ffffffffffff", "--state", "confirmed"],
        ["decide", "RUN", "all", "--state", "waived", "--reason", "x"],
        ["waive", "RUN", "all", "--reason", " ", "--owner", "y", "--expires", "2099-01-01"],
        ["waive", "RUN", "all", "--reason", "x", "--owner", " ", "--expires", "2099-01-01"],
        ["waive", "RUN", "all", "--reason", "x", "--owner", "y", "--expires", "2020-01-01"],
        ["waive", "RUN", "all", "--reason", "x", "--owner", "y", "--expires", "soon"],
        ["waivers", "NONE"],
        ["compare", "RUN", "NONE"],
        ["audit", FAULTY, "--baseline", "NONE"],
        ["audit", FAULTY, "--decisions", "NONE"],
    ],
)
def test_a_wrong_call_is_one_line_and_writes_nothing(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = {"RUN": str(run), "NONE": str(tmp_path / "none.json")}
    assert main([names.get(each, each) for each in words]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert not (tmp_path / "decisions.toml").exists()


def test_a_foreign_baseline_is_an_error_and_not_all_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"schema": "other/1"}', "utf-8")
    assert main(["audit", FAULTY, "--baseline", str(other)]) == 2
    assert "findings" in capsys.readouterr().err


def test_what_stood_in_the_baseline_does_not_fail_again(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", FAULTY, "--baseline", str(run)]) == 0
    assert "与基线相同" in capsys.readouterr().out
    clean = run.parent / "clean"
    assert main(["audit", str(CORPORA / "culture-clean"), "--out", str(clean)]) == 0
    assert main(["audit", FAULTY, "--baseline", str(clean)]) == 1


def test_a_resubmission_proves_its_points_closed(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean = tmp_path / "clean"
    audited(str(CORPORA / "culture-clean"), clean)
    capsys.readouterr()
    assert main(["compare", str(run), str(clean), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    serious = [row for row in data["findings"] if row["severity"] in ("critical", "major")]
    assert serious
    assert {row["change"] for row in serious} == {"fixed"}
    assert any(row["proof"] for row in serious)
    assert main(["compare", str(clean), str(run)]) == 1
    assert "新增" in capsys.readouterr().out


def test_the_same_run_compared_with_itself_has_nothing_new(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(run), str(run), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Compared: 0 new, 0 changed")


def test_a_resubmission_without_the_form_proves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, part = tmp_path / "whole", tmp_path / "part"
    shutil.copytree(CORPORA / "quickstart", whole)
    shutil.copytree(CORPORA / "quickstart", part)
    for file in part.glob("附件2*"):
        file.unlink()
    before = audited(str(whole), tmp_path / "a")
    audited(str(part), tmp_path / "b")
    capsys.readouterr()
    main(["compare", str(tmp_path / "a"), str(tmp_path / "b"), "--format", "json"])
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["findings"]}
    about = [
        finding["id"] for finding in findings(before) if any(f["where"]["form"] == "annex2" for f in finding["figures"])
    ]
    gone = [rows[id_] for id_ in about if rows[id_]["after"] is None and rows[id_]["change"] != "unchanged"]
    assert gone
    assert "fixed" not in {row["change"] for row in gone}


def cells(path: Path) -> list[list[str]]:
    (table,) = extract_file(path).tables
    return [[cell.text for cell in table.row(row)] for row in range(1, table.rows)]


def test_a_sheet_for_each_unit_says_what_was_asked_answered_and_put_right(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, clean, out = str(tmp_path / "d.toml"), tmp_path / "clean", tmp_path / "checked"
    audited(str(CORPORA / "culture-clean"), clean)
    letter = docx.Document(str(run / "letter.docx"))
    letter.tables[0].rows[1].cells[3].text = "漏列其他资金"
    letter.save(str(tmp_path / "back.docx"))
    assert main(["decide", "--from", str(tmp_path / "back.docx"), str(run), "--decisions", book]) == 0
    capsys.readouterr()
    assert main(["compare", str(run), str(clean), "--out", str(out), "--decisions", book]) == 0
    assert "--rectify" in capsys.readouterr().err
    sheet = next(out.glob("*.docx"))
    told = {row[1].split("：")[0]: row[2:] for row in cells(sheet)}
    assert told["年度资金总额与资金来源合计不一致"] == [
        "漏列其他资金", "36万元", "44.5万元", "现在成立：36 + 8.5 = 44.5", "已改正",
    ]  # fmt: skip
    assert told["资金来源有全年预算而无年初预算"][0] == "未反馈"
    assert told["资金来源有全年预算而无年初预算"][-1] == "未改正"
    assert next(out.glob("*.xlsx")).stem == sheet.stem
    assert main(["audit", str(out), "--format", "json"]) == 3
    assert json.loads(capsys.readouterr().out)["submissions"] == []


def test_what_is_proven_is_set_as_rectified_and_only_that(run: Path, tmp_path: Path) -> None:
    book, clean = str(tmp_path / "d.toml"), tmp_path / "clean"
    audited(str(CORPORA / "culture-clean"), clean)
    assert main(["decide", str(run), "S12", "--state", "dismissed", "--reason", "口径", "--decisions", book]) == 0
    assert main(["compare", str(run), str(clean), "--rectify", "--decisions", book, "--owner", "李某"]) == 0
    made = {each.check: each.standing for each in read_book(Path(book)).decisions}
    assert made.pop("S12") is Standing.DISMISSED
    assert set(made.values()) == {Standing.RECTIFIED}
    assert {"T09", "T10", "X02"} <= set(made)
    assert "F01" not in made
    assert main(["audit", FAULTY, "--decisions", book]) == 1, "what is called rectified and still found is open again"


def test_a_version_that_is_not_adopted_has_nothing_to_put_right(tmp_path: Path) -> None:
    both = tmp_path / "both"
    shutil.copytree(FAULTY, both / "初稿")
    shutil.copytree(CORPORA / "culture-clean", both / "定稿")
    audited(str(both), tmp_path / "old")
    audited(str(CORPORA / "culture-clean"), tmp_path / "new")
    assert main(["compare", str(tmp_path / "old"), str(tmp_path / "new"), "--out", str(tmp_path / "out")]) == 0
    text = "".join(path.name for path in (tmp_path / "out").iterdir())
    told = [row for path in (tmp_path / "out").glob("*.docx") for row in cells(path)]
    assert "年度资金总额" not in text
    assert not [row for row in told if row[-1] == "已改正"]
