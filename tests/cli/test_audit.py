"""``formaudit audit``: exit codes, the verdict first, JSON as promised, files, and bad input in one line each."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from formaudit.cli.main import main
from formaudit.errors import ExitCode
from tests.drawn import written
from tests.graph.drawings import CAR, WHOLE

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("附件2.docx", "附件3.docx", "附件4-1.docx", "附件4-2.docx", "报告.docx")
BROKEN = written(CAR.replace("| 38 | 40 | 38.6", "| 38 | 37.5 | 38.6"))
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A folder with a submission in which every figure agrees."""
    folder = tmp_path / "图书馆"
    folder.mkdir()
    for name, text in zip(NAMES, WHOLE, strict=True):
        (folder / name).write_bytes(written(text))
    return folder


@pytest.fixture
def wrong(clean: Path) -> Path:
    """The same with a part left out of a total."""
    (clean / "附件4-1.docx").write_bytes(BROKEN)
    return clean


def run(capsys: Captured, *argv: object) -> tuple[int, str, str]:
    code = main(["audit", *map(str, argv)])
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def data(capsys: Captured, *argv: object) -> tuple[int, dict[str, Any]]:
    code, out, _ = run(capsys, *argv, "--format", "json")
    loaded: dict[str, Any] = json.loads(out)
    return code, loaded


# ---- exit codes and the first line ----


def test_nothing_serious_is_0_and_the_verdict_comes_first(clean: Path, capsys: Captured) -> None:
    code, out, err = run(capsys, clean)
    assert (code, err) == (ExitCode.OK, "")
    assert out.splitlines()[0].startswith("结论：未发现严重或较重问题")


def test_serious_findings_are_1_and_counted_first(wrong: Path, capsys: Captured) -> None:
    code, out, _ = run(capsys, wrong)
    assert code == ExitCode.FINDINGS
    assert out.splitlines()[0].startswith("结论：发现 5 处严重问题")


@pytest.mark.parametrize(("level", "code"), [("critical", 1), ("major", 1), ("minor", 1), ("note", 1), ("none", 0)])
def test_the_level_that_fails_can_be_chosen(wrong: Path, capsys: Captured, level: str, code: int) -> None:
    assert run(capsys, wrong, "--fail-on", level)[0] == code


def test_a_lower_level_fails_a_submission_with_small_findings(clean: Path, capsys: Captured) -> None:
    assert run(capsys, clean, "--fail-on", "critical")[0] == ExitCode.OK
    assert run(capsys, clean, "--fail-on", "minor")[0] == ExitCode.FINDINGS


def test_the_report_can_be_had_in_english(wrong: Path, capsys: Captured) -> None:
    _, out, _ = run(capsys, wrong, "--lang", "en")
    assert "critical" in out.splitlines()[0]
    assert "结论" not in out


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["没有这个文件.docx"],
        ["{folder}", "--format", "xml"],
        ["{folder}", "--lang", "fr"],
        ["{folder}", "--fail-on", "often"],
        ["{folder}", "--profile", "没有"],
        ["{folder}", "--colour"],
        ["{folder}", "--out", "{folder}/附件2.docx"],
    ],
)
def test_a_wrong_call_is_2_and_one_line(clean: Path, capsys: Captured, argv: list[str]) -> None:
    code, _, err = run(capsys, *(word.format(folder=clean) for word in argv))
    assert code == ExitCode.USAGE
    assert len(err.splitlines()) == 1


# ---- bad input ----


def bad_files(folder: Path) -> dict[str, str]:
    """Files nobody can read, with the code of the error for each."""
    truncated = written(CAR)
    files: dict[str, tuple[bytes, str]] = {
        "空.docx": (b"", "empty"),
        "断.docx": (truncated[: len(truncated) // 2], "damaged"),
        "冒名.docx": ("星期一吃白菜".encode(), "no-form"),
        "乱码.txt": (bytes([0xFF, 0xFE, 0x00]) + bytes(range(128, 256)) * 4, "encoding"),
        "菜单.docx": (written("星期一 | 白菜\n星期二 | 萝卜"), "no-form"),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    return {name: code for name, (_, code) in files.items()}


def test_every_bad_file_is_one_line_with_reason_and_remedy_and_the_audit_is_incomplete(
    wrong: Path, capsys: Captured
) -> None:
    _, before = data(capsys, wrong)
    expected = bad_files(wrong)
    code, out, _ = run(capsys, wrong)
    assert code == ExitCode.INCOMPLETE
    lines = out.splitlines()
    assert lines[0].startswith("结论：不完整")
    for name in expected:
        (line,) = [line for line in lines if f" {name}:" in line]
        assert "→" in line
    code, after = data(capsys, wrong)
    assert (code, after["verdict"]) == (ExitCode.INCOMPLETE, "incomplete")
    found = {error["file"]: error["code"] for error in after["errors"]}
    assert found == expected
    assert all(error["message"] and error["remedy"] for error in after["errors"])
    assert after["submissions"] == before["submissions"]


def test_a_file_that_may_not_be_read_loses_no_other(
    wrong: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wrong / "锁.docx").write_bytes(b"x")
    whole = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "锁.docx":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, result = data(capsys, wrong)
    assert code == ExitCode.INCOMPLETE
    assert [(error["file"], error["code"]) for error in result["errors"]] == [("锁.docx", "unreadable")]
    assert len(result["submissions"]) == 1
    assert len(result["submissions"][0]["files"]) == len(NAMES)


def test_a_folder_without_submissions_is_incomplete(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "空").mkdir()
    code, out, _ = run(capsys, tmp_path / "空")
    assert code == ExitCode.INCOMPLETE
    assert out.splitlines()[0].startswith("结论：不完整")
    code, result = data(capsys, tmp_path / "空")
    assert (code, result["submissions"]) == (ExitCode.INCOMPLETE, [])
    assert [error["code"] for error in result["errors"]] == ["no-submission"]


def test_one_of_several_paths_that_is_missing_makes_the_audit_incomplete(clean: Path, capsys: Captured) -> None:
    code, result = data(capsys, clean, clean / "没有.docx")
    assert code == ExitCode.INCOMPLETE
    assert [error["code"] for error in result["errors"]] == ["not-found"]
    assert len(result["submissions"]) == 1


# ---- JSON ----

PLACE = {"file", "form", "form_index", "table", "row", "col", "page", "bbox", "paragraph", "span", "line"}
FIGURE = {"label", "raw", "value", "unit", "role", "where"}
FINDING = {
    "id", "check", "name", "severity", "nature", "confidence", "cause", "title", "message", "calculation", "basis",
    "question", "effect", "figures",
}  # fmt: skip


def test_the_json_has_the_keys_that_other_programs_rely_on(wrong: Path, capsys: Captured) -> None:
    code, result = data(capsys, wrong)
    assert code == ExitCode.FINDINGS
    assert {"schema", "tool", "verdict", "submissions", "errors"} <= set(result)
    assert result["schema"] == "formaudit.findings/1"
    assert {"version", "profile", "checks"} <= set(result["tool"])
    assert result["verdict"] == "findings"
    (one,) = result["submissions"]
    assert {"id", "unit", "year", "files", "forms", "findings", "causes", "ticks", "undecided", "coverage"} <= set(one)
    assert (one["unit"], one["year"]) == ("清河县图书馆", 2023)
    assert all({"path", "sha256", "format", "pages"} <= set(file) for file in one["files"])
    assert sorted(file["path"] for file in one["files"]) == sorted(NAMES)
    assert all({"form", "index", "title", "file", "tables", "confidence"} <= set(form) for form in one["forms"])
    assert {form["form"] for form in one["forms"]} == {"annex2", "annex3", "annex4", "report"}
    for finding in one["findings"]:
        assert set(finding) >= FINDING
        assert finding["severity"] in {"critical", "major", "minor", "note"}
        assert finding["figures"]
        assert finding["figures"][0]["role"] == "suspect"
        for figure in finding["figures"]:
            assert set(figure) >= FIGURE
            assert set(figure["where"]) >= PLACE
            assert figure["value"] is None or isinstance(figure["value"], str)
    (cause,) = [cause for cause in one["causes"] if cause["kind"] == "omitted-part"]
    assert {"id", "kind", "message", "findings", "repairs", "confidence"} <= set(cause)
    assert set(cause["findings"]) <= {finding["id"] for finding in one["findings"]}
    assert {"where", "printed", "restored", "constraints"} <= set(cause["repairs"][0])
    assert all({"check", "figures", "calculation"} <= set(tick) for tick in one["ticks"])
    assert all({"check", "reason", "figures"} <= set(item) for item in one["undecided"])
    coverage = one["coverage"]
    assert coverage["tied"] + coverage["contradicted"] + coverage["untested"] == coverage["figures"]


def test_effects_are_decimals_in_strings(wrong: Path, capsys: Captured) -> None:
    _, result = data(capsys, wrong)
    effects = [finding["effect"] for finding in result["submissions"][0]["findings"] if finding["effect"]]
    assert effects
    assert {type(value) for effect in effects for value in effect.values()} <= {str, type(None)}


def test_fingerprints_do_not_depend_on_folder_order_or_an_inserted_row(
    wrong: Path, tmp_path: Path, capsys: Captured
) -> None:
    _, first = data(capsys, wrong)
    moved = tmp_path / "另一处"
    wrong.rename(moved)
    car = CAR.replace("| 38 | 40 | 38.6", "| 38 | 37.5 | 38.6")
    (moved / "附件4-1.docx").write_bytes(
        written(car.replace("实施单位 |", "项目负责人 | 甲某 | < | < | < | < | <\n实施单位 |"))
    )
    _, second = data(capsys, moved)
    ids = [{f["id"] for f in result["submissions"][0]["findings"]} for result in (first, second)]
    assert ids[0] == ids[1]


# ---- files ----


def test_out_writes_page_data_and_workbook_that_agree(wrong: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "结果" / "一"
    code, printed, _ = run(capsys, wrong, "--out", out)
    assert code == ExitCode.FINDINGS
    assert {path.name for path in out.iterdir()} >= {"report.html", "findings.json", "findings.xlsx"}
    stored = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    _, shown = data(capsys, wrong)
    assert stored == shown
    page = (out / "report.html").read_text(encoding="utf-8")
    ids = [finding["id"] for finding in stored["submissions"][0]["findings"]]
    assert all(one in page and one in printed for one in ids)
    book = CalamineWorkbook.from_path(out / "findings.xlsx")
    cells = {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert set(ids) <= cells


def test_a_second_run_overwrites_with_the_same_bytes(wrong: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "结果"
    run(capsys, wrong, "--out", out)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    run(capsys, wrong, "--out", out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


# ---- as a program ----


def program(*argv: object) -> subprocess.CompletedProcess[bytes]:
    script = "import sys; from formaudit.cli.main import entry; sys.argv[0] = 'formaudit'; entry()"
    return subprocess.run(
        [sys.executable, "-c", script, "audit", *map(str, argv)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": "src", "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
    )


def test_the_program_ends_with_the_codes_0_1_2_3(clean: Path, tmp_path: Path) -> None:
    assert program(clean).returncode == ExitCode.OK
    (clean / "附件4-1.docx").write_bytes(BROKEN)
    found = program(clean, "--format", "json")
    assert (found.returncode, found.stderr) == (ExitCode.FINDINGS, b"")
    assert json.loads(found.stdout)["verdict"] == "findings"
    missing = program(tmp_path / "没有.docx")
    assert (missing.returncode, missing.stdout, len(missing.stderr.splitlines())) == (ExitCode.USAGE, b"", 1)
    (clean / "空.pdf").write_bytes(b"%PDF-1.4\nnothing\n")
    incomplete = program(clean)
    assert incomplete.returncode == ExitCode.INCOMPLETE
    assert b"Traceback" not in incomplete.stdout + incomplete.stderr
