"""What the program wrote is never read as a submission: not in audit, not in a scan, not inside an archive."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from corpora.generator.catalogue import CASES, case_files
from formaudit.cli.main import main
from formaudit.cli.written import FORMATS
from formaudit.extract.own_output import is_own_output
from formaudit.intake.gather import gather

Captured = pytest.CaptureFixture[str]
ALL = ",".join(FORMATS)


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    folder.mkdir()
    for name, content in case_files(next(case for case in CASES if case.name == "quickstart")).items():
        (folder / name).write_bytes(content)
    return folder


def findings(capsys: Captured, *argv: object) -> dict[str, Any]:
    main(["audit", *map(str, argv), "--format", "json"])
    loaded: dict[str, Any] = json.loads(capsys.readouterr().out)
    return loaded


def test_every_file_that_the_program_writes_bears_its_mark(submission: Path, capsys: Captured) -> None:
    out = submission.parent / "out"
    main(["audit", str(submission), "--out", str(out), "--reports", ALL])
    main(["letter", str(out / "findings.json"), "--kind", "inquiry", "--all-open", "--out", str(out / "inquiry.docx")])
    main(["scan", str(submission), "--store", str(out / "audit.db")])
    for form in ("xlsx", "csv", "json"):
        main(["export", "--store", str(out / "audit.db"), "--format", form, "--out", str(out / f"export.{form}")])
    source = next(submission.iterdir())
    for form in ("html", "json", "xlsx"):
        capsys.readouterr()
        main(["extract", str(source), "--format", form, "--out", str(out / f"extract.{form}")])
    written = sorted(path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    assert len(written) > 14
    assert [path.name for path in written if not is_own_output(path.read_bytes())] == []


def test_no_file_of_the_corpus_is_taken_for_an_output() -> None:
    for case in CASES:
        for name, content in case_files(case).items():
            assert not is_own_output(content), (case.name, name)


@pytest.mark.parametrize("place", ["out", "."], ids=["results in a folder inside", "results among the files"])
def test_a_second_and_a_third_run_over_their_own_results_equal_the_first(
    submission: Path, place: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(submission)
    first = findings(capsys, ".", "--out", place, "--reports", ALL)
    assert len(first["submissions"]) == 1
    for _ in range(2):
        again = findings(capsys, ".", "--out", place, "--reports", ALL)
        assert again == first


def test_the_run_says_what_it_left_out(submission: Path, capsys: Captured) -> None:
    main(["audit", str(submission), "--out", str(submission)])
    capsys.readouterr()
    main(["audit", str(submission)])
    assert "已跳过本程序自己写出的 5 个文件" in capsys.readouterr().err


def test_a_scan_keeps_its_outputs_apart_and_fails_on_none(submission: Path, capsys: Captured) -> None:
    store = submission.parent / "a.db"
    main(["scan", str(submission), "--store", str(store)])
    capsys.readouterr()
    main(["status", "--store", str(store)])
    before = capsys.readouterr().out
    main(["audit", str(submission), "--out", str(submission / "结果"), "--reports", ALL])
    shutil.copy(store, submission / "old.db")
    code = main(["scan", str(submission), "--store", str(store)])
    capsys.readouterr()
    main(["status", "--store", str(store)])
    after = capsys.readouterr().out
    assert code == 1
    assert after.splitlines()[0] == before.splitlines()[0]


def test_an_output_inside_an_archive_is_left_out_too(submission: Path) -> None:
    out = submission.parent / "out"
    main(["audit", str(submission), "--out", str(out)])
    packed = submission.parent / "全部.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in (*submission.iterdir(), *out.iterdir()):
            archive.write(path, path.name)
    gathered = gather([packed])
    assert len(gathered.submissions) == 1
    assert gathered.errors == ()
    assert sorted(gathered.own) == sorted(f"全部.zip!/{path.name}" for path in out.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        "def total(rows):\n    # 绩效 预算 支出 项目 资金 自评 目标\n    return sum(rows)  # 单位 年度 完成\n" * 12,
        '{"单位": "某局", "项目支出": 12, "绩效目标": "x", "预算": 3, "资金": 4, "自评": 5, "完成": 6}\n' * 12,
        "<config><预算 value='1'/><绩效 name='a'/><资金 id='b'/><项目 k='c'/><自评 k='d'/></config>\n" * 12,
    ],
    ids=["a program", "settings", "markup"],
)
def test_not_any_text_with_our_words_is_a_report(text: str, tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text(text, "utf-8")
    assert gather([tmp_path]).submissions == ()


def test_results_that_cannot_be_written_are_told_before_the_work(
    submission: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = submission.parent / "taken"
    taken.write_text("a file", "utf-8")
    monkeypatch.setattr("formaudit.cli.audit.gather", lambda *_, **__: pytest.fail("the work was begun"))
    assert main(["audit", str(submission), "--out", str(taken)]) == 2
    assert "taken" in capsys.readouterr().err


def test_sampling_what_is_not_there_makes_no_store(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sample", "nosuch", "--size", "3", "--seed", "1"]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "nosuch" in capsys.readouterr().err


def test_bench_without_a_corpus_says_what_to_give(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["bench"]) == 2
    assert "没有给出合格材料" in capsys.readouterr().err


def test_a_date_with_a_slip_is_a_wrong_call_even_without_decisions(submission: Path) -> None:
    assert main(["audit", str(submission), "--date", "2026/1/1"]) == 2
