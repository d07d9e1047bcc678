"""What a person types and is told at the desk: words in either language, places, reasons, names."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.cli.main import main
from formaudit.decisions.compare import compare
from formaudit.errors import UsageError
from formaudit.letters.verified import verifications
from formaudit.messages.failure import line
from tests.letters.made import audited

ROOT = Path(__file__).parents[2]
QUICKSTART = ROOT / "corpora" / "quickstart"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(QUICKSTART, tmp_path / "材料")
    monkeypatch.chdir(tmp_path)
    main(["audit", "材料", "--out", "结果", "--reports", "json"])
    return tmp_path


@pytest.mark.parametrize("said", ["确认", "已确认", "confirmed", "Confirmed"])
def test_a_state_may_be_typed_in_either_language(desk: Path, said: str) -> None:
    assert main(["decide", "结果", "T09", "--state", said, "--reason", "核对"]) == 0
    assert 'state = "confirmed"' in (desk / "decisions.toml").read_text("utf-8")


@pytest.mark.usefixtures("desk")
def test_kinds_of_letters_and_levels_too() -> None:
    assert main(["letter", "结果", "--kind", "核实函", "--all-open", "--least", "较重", "--out", "函"]) == 0
    assert main(["audit", "材料", "--fail-on", "严重"]) == 1
    assert main(["letter", "结果", "--kind", "核对函", "--all-open"]) == 2


def test_nobody_signs_who_has_not_given_a_name(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "machine-user")
    monkeypatch.setenv("USER", "machine-user")
    main(["decide", "结果", "T09", "--state", "确认", "--reason", "核对"])
    told = (desk / "decisions.toml").read_text("utf-8")
    assert "machine-user" not in told
    assert "owner" not in told


@pytest.mark.usefixtures("desk")
def test_waivers_know_the_option_of_the_other_commands(capsys: Captured) -> None:
    main(
        [
            "waive",
            "结果",
            "T09",
            "--reason",
            "口径",
            "--owner",
            "张",
            "--expires",
            "2999-01-01",
            "--decisions",
            "d.toml",
        ]
    )
    assert main(["waivers", "--decisions", "d.toml"]) == 0
    assert "豁免" in capsys.readouterr().out
    assert main(["waivers", "d.toml", "--decisions", "d.toml"]) == 2


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\xff" * 5000, b"no database at all " * 300])
def test_an_unusable_store_is_told_with_its_reason(desk: Path, content: bytes, capsys: Captured) -> None:
    (desk / "x.db").write_bytes(content)
    assert main(["status", "--store", "x.db"]) == 2
    said = capsys.readouterr().err
    assert "：；" not in said
    assert "这不是数据库" in said


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("words", ["", "  "])
def test_a_search_for_nothing_is_told_as_that(words: str, capsys: Captured) -> None:
    main(["scan", "材料", "--store", "s.db", "--workers", "1"])
    capsys.readouterr()
    assert main(["find", words, "--store", "s.db"]) == 2
    assert "没有给出要查找的词语" in capsys.readouterr().err


def test_a_fact_without_a_detail_ends_where_it_ends() -> None:
    assert "：；" not in line(UsageError("store", "a.db"))
    assert "：；" not in line(UsageError("find-form", "", ""))


def test_a_case_is_found_by_its_folder_or_its_files(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for said in ("golden/quickstart", "corpora/quickstart"):
        main(["golden", "diff", said])
        assert "1 个案例" in capsys.readouterr().out
    assert main(["golden", "diff", "src"]) == 2
    assert "没有哪个案例" in capsys.readouterr().err
    assert main(["golden", "diff", "quickstar"]) == 2
    assert "quickstart" in capsys.readouterr().err


def test_who_handed_in_nothing_gets_no_sheet_and_is_called_so(desk: Path, capsys: Captured) -> None:
    shutil.copytree(ROOT / "corpora" / "river-project", desk / "两家/河道")
    shutil.copytree(desk / "材料", desk / "两家/农机")
    main(["audit", "两家", "--out", "前", "--reports", "json"])
    capsys.readouterr()
    main(["compare", "前", "结果", "--out", "核查"])
    said = capsys.readouterr()
    assert "未重报：" in said.out
    assert "不写核查表" in said.err
    assert len(list((desk / "核查").glob("*.docx"))) == 1


def test_what_still_does_not_hold_is_said_with_its_places_and_no_word_twice() -> None:
    report, _ = audited("culture-replaced")
    sheets = verifications(compare(report, report), report, report, "zh")
    (sheet,) = sheets
    assert all("”行“" in row[5] or "一段" in row[5] or "栏" in row[5] for row in sheet.rows)
    assert verifications(compare(report, report), report, replace(report, submissions=()), "zh") == ()
