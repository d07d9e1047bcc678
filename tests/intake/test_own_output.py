"""What the program wrote is never read as a submission: not in audit, not in a scan, not inside an archive."""

import json
import shutil
import zipfile
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from corpora.generator.catalogue import CASES, case_files
from formaudit.cli.configured import KEYS as SETTINGS_KEYS
from formaudit.cli.main import main
from formaudit.cli.written import FORMATS
from formaudit.extract.own_output import is_own_output
from formaudit.extract.own_settings import KEYS, is_own_settings
from formaudit.intake.gather import gather
from formaudit.messages import LANGUAGES
from formaudit.profiles.names import NAME_TABLES
from formaudit.profiles.read import _KEYS as PROFILE_KEYS

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


@pytest.mark.parametrize("place", ["inside", "above", "a file in it"])
def test_papers_in_the_folder_of_the_results_are_read(
    submission: Path, place: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(submission.parent)
    asked, out = {
        "inside": (".", submission.name),
        "above": (submission.name, "."),
        "a file in it": (f"{submission.name}/{min(path.name for path in submission.iterdir())}", submission.name),
    }[place]
    for _ in range(2):
        assert len(findings(capsys, asked, "--out", out)["submissions"]) == 1


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


SETTINGS = {
    "formaudit.toml": '# 本单位\n\nprofile = "county.toml"\nfail-on = "major"\n',
    "county.toml": 'extends = "default"\ntitle = "某区"\n[lines]\nover_fulfilment = 140\n',
    "aliases.toml": '[[alias]]\nkind = "fund-column"\ncode = "final_budget"\nnames = ["指标调整后金额"]\n',
    "answers.toml": 'reviewer = "审核员"\nreason = "核对原表"\n[labels]\n"指标调整后金额" = "fund-column:final_budget"\n',
    "pyproject.toml": '[project]\nname = "x"\n[tool.formaudit]\nlang = "zh"\n',
}


def test_settings_beside_the_papers_are_no_papers(submission: Path, capsys: Captured) -> None:
    before = main(["audit", str(submission)])
    for name, text in SETTINGS.items():
        (submission / name).write_text(text, "utf-8")
    capsys.readouterr()
    assert main(["audit", str(submission)]) == before == 1
    said = capsys.readouterr().err
    assert "5 个文件（含设置文件，如 aliases.toml）" in said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lang",
        "profile：某县\n",
        "[说明]\n",
        'name = "x"\nother = 1\n',
        "title = 未完",
        "[tool.other]\nx = 1\n[[x]]\n",
    ],
)
def test_what_is_no_setting_of_ours_is_read(text: str) -> None:
    assert not is_own_settings(text.encode())


def test_all_that_files_of_settings_may_say_is_known() -> None:
    assert {*SETTINGS_KEYS, *PROFILE_KEYS, *NAME_TABLES, "reviewer", "reason", "labels"} <= KEYS


def test_tables_and_texts_that_hold_no_mark_are_known_too(
    submission: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = submission.parent / "out"
    out.mkdir()
    monkeypatch.chdir(submission.parent)
    main(["scan", "材料", "--store", "audit.db"])
    tables = ("findings", "figures", "relations", "submissions", "files")
    forms = ("csv", "json", "parquet") if find_spec("pyarrow") else ("csv", "json")
    for lang in LANGUAGES:
        for form, table in product(forms, tables):
            target = str(out / f"{lang}-{table}.{form}")
            main(["export", "--store", "audit.db", "--table", table, "--format", form, "--out", target, "--lang", lang])
        for form in ("md", "csv", "html"):
            source = next(path for path in submission.iterdir() if path.name.startswith("附件3"))
            main(["extract", str(source), "--format", form, "--out", str(out / f"{lang}.{form}"), "--lang", lang])
        for name, call in {
            "text": ["audit", "材料"], "full": ["audit", "材料", "--full"], "gitlab": ["audit", "材料", "--format", "gitlab"],
            "found": ["find", "预算", "--format", "csv"], "series": ["find", "预算", "--series", "--format", "csv"],
        }.items():  # fmt: skip
            capsys.readouterr()
            main([*call, "--lang", lang])
            (out / f"{lang}-{name}").write_text(capsys.readouterr().out, "utf-8")
    main(["golden", "new", "材料", "--case", "一", "--golden", str(out / "golden"), "--corpora", "."])
    written = [path for path in out.rglob("*") if path.is_file()]
    assert len(written) > 40
    assert [path.name for path in written if not is_own_output(path.read_bytes())] == []


@pytest.mark.parametrize(
    "text",
    [
        "# 表1 部门收支总表\n\n| 项目 | 预算数 |\n| --- | --- |\n| 合计 | 12 |\n",
        "# 表1 部门收支总表\n项目,预算数\n合计,12\n",
        "结论：本年度目标全部完成。\n■ 产出 · 数量\n■ 效益 · 社会\n",
        "结论：自评得分96分。\nformaudit 是什么\n",
        "unit,form,label\n某局,附件3,合计\n",
    ],
)
def test_a_paper_that_looks_a_little_like_an_output_is_read(text: str) -> None:
    assert not is_own_output(text.encode())
    assert not is_own_output(text.encode("utf-8-sig"))
