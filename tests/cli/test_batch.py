"""Many units in one call: a screen, an index with a page for each unit, and nothing of one unit in another's page."""

import csv
import io
import json
import shlex
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from formaudit.cli import audit as audit_command
from formaudit.cli import scan as scan_command
from formaudit.cli.main import main
from formaudit.cli.meter import line
from tests.archive.made import write_case

Captured = pytest.CaptureFixture[str]
PLACES, KINDS = "甲乙丙丁", ("文化馆", "河道管护所", "种子检验站")
CASES = ("culture-other-funds", "river-clean", "seed-rates")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen units, three of each kind in other names."""
    root = tmp_path_factory.mktemp("材料")
    for number in range(12):
        case = CASES[number % 3]
        write_case(root / f"单位{number}", case, unit=f"{PLACES[number // 3]}江县{KINDS[number % 3]}")
    return root


def run(capsys: Captured, *argv: object) -> tuple[int, str, str]:
    code = main(list(map(str, argv)))
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def test_a_batch_is_one_screen_with_the_next_call_and_no_line_for_each_file(papers: Path, capsys: Captured) -> None:
    code, out, err = run(capsys, "audit", papers)
    assert code in (0, 1)
    lines = out.splitlines()
    assert lines[0].startswith("结论：")
    assert len(lines) <= 60
    assert "共 12 家单位" in out
    assert f"formaudit audit {papers} --out 结果" in out
    assert err == ""
    assert len(run(capsys, "audit", papers, "--full")[1].splitlines()) > 200


def test_the_folder_holds_an_index_a_page_for_each_unit_and_an_overview(
    papers: Path, tmp_path: Path, capsys: Captured
) -> None:
    _, out, err = run(capsys, "audit", papers, "--out", tmp_path)
    assert "查看全部" not in out + err
    assert f"打开 {tmp_path / 'report.html'}" in out
    pages = sorted(path.name for path in (tmp_path / "units").iterdir())
    assert len(pages) == 12
    index = (tmp_path / "report.html").read_text("utf-8")
    assert all(f"units/{name}" in index for name in pages)
    book = CalamineWorkbook.from_path(tmp_path / "findings.xlsx")
    assert book.sheet_names[0] == "总览"
    assert len(book.get_sheet_by_name("总览").to_python()) == 14
    data = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert len(data["submissions"]) == 12
    rows = book.get_sheet_by_name("问题清单").to_python()
    assert len([row for row in rows if str(row[0]).replace(".0", "").isdigit()]) == sum(
        len(each["findings"]) for each in (*data["submissions"], data["batch"])
    )


def test_the_printed_next_steps_run_and_keep_the_letters_of_those_who_are_asked(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    _, out, _ = run(capsys, "audit", papers, "--out", "结果")
    letters = sorted(path.name for path in (tmp_path / "结果").glob("*.docx"))
    assert len(letters) > 1
    calls = [shlex.split(line.split("formaudit ", 1)[1]) for line in out.splitlines() if "formaudit letter" in line]
    finding = next(csv.DictReader(io.StringIO((tmp_path / "结果" / "letters.csv").read_text("utf-8-sig"))))
    assert finding["文件"] in letters
    assert run(capsys, "decide", "结果", "T09", "--state", "confirmed", "--reason", "已核对")[0] == 0
    (call,) = calls
    code, _, err = run(capsys, *call)
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "结果").glob("*.docx")) == letters
    assert err == ""
    # Without what is open, letters to units of which nothing is confirmed are taken away, and that is said.
    _, _, err = run(capsys, *(word for word in call if word != "--all-open"))
    left = sorted(path.name for path in (tmp_path / "结果").glob("*.docx"))
    assert len(left) < len(letters)
    assert f"已撤下 {len(letters) - len(left)} 份" in err


def test_least_says_how_grave_a_matter_of_a_batch_must_be(papers: Path, tmp_path: Path, capsys: Captured) -> None:
    run(capsys, "audit", papers, "--out", tmp_path / "out")
    call = ("letter", tmp_path / "out", "--kind", "inquiry", "--all-open", "--out")
    counts = {}
    for level in ("critical", "major", "note"):
        code, out, _ = run(capsys, *call, tmp_path / level, "--least", level)
        assert code == 0
        counts[level] = len(list((tmp_path / level).glob("*.docx")))
        assert out.count("没有达到发函等级") == 12 - counts[level]
    run(capsys, *call, tmp_path / "plain")
    assert counts["critical"] <= counts["major"] <= counts["note"]
    assert counts["critical"] < 12
    assert len(list((tmp_path / "plain").glob("*.docx"))) == counts["major"]


def test_the_whole_text_or_json_of_a_batch_says_what_was_written_beside_it(
    papers: Path, tmp_path: Path, capsys: Captured
) -> None:
    for option in (["--full"], ["--format", "json"]):
        _, _, err = run(capsys, "audit", papers, "--out", tmp_path, *option)
        assert str(tmp_path / "report.html") in err
        assert err.count("\n") < 10


def test_many_units_are_held_packed_and_say_the_same_as_each_alone(papers: Path, tmp_path: Path) -> None:
    main(["audit", str(papers), "--out", str(tmp_path / "all")])
    together = json.loads((tmp_path / "all" / "findings.json").read_text("utf-8"))["submissions"]
    for number in (0, 5):
        folder = papers / f"单位{number}"
        main(["audit", str(folder), "--out", str(tmp_path / str(number))])
        (alone,) = json.loads((tmp_path / str(number) / "findings.json").read_text("utf-8"))["submissions"]
        (same,) = [each for each in together if each["unit"] == alone["unit"]]
        ids = {each["id"] for each in same["findings"] if not each["check"].startswith("U")}
        assert ids == {each["id"] for each in alone["findings"]}
        assert same["coverage"] == alone["coverage"]


def test_a_second_run_writes_the_same_and_takes_away_the_page_of_a_unit_that_left(
    papers: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "结果"
    run(capsys, "audit", papers, "--out", out)
    first = {path.name: path.read_bytes() for path in (out / "units").iterdir()}
    run(capsys, "audit", papers, "--out", out)
    assert {path.name: path.read_bytes() for path in (out / "units").iterdir()} == first
    (out / "units" / "备忘.html").write_text("<p>我的笔记</p>", "utf-8")
    run(capsys, "audit", *[papers / f"单位{number}" for number in range(11)], "--out", out)
    left = {path.name for path in (out / "units").iterdir()}
    assert "备忘.html" in left
    assert len(left) == 12


def test_a_report_is_written_even_where_a_page_cannot_be(papers: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "units").write_text("kein Ordner", "utf-8")
    code, out, err = run(capsys, "audit", papers, "--out", tmp_path)
    assert code == 2
    assert out.startswith("结论：")
    assert "units" in err


@pytest.mark.parametrize(("module", "name"), [(audit_command, "gather"), (scan_command, "scan")])
def test_who_stops_a_run_is_told_how_to_go_on_and_the_code_stays(
    module: object, name: str, papers: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, name, stop)
    verb = "audit" if name == "gather" else "scan"
    argv = [verb, papers] + (["--store", tmp_path / "库.db"] if verb == "scan" else [])
    code, out, err = run(capsys, *argv)
    assert (code, out) == (130, "")
    assert err.startswith("已中断")
    assert f"formaudit scan {papers}" in err


def test_the_line_of_progress_says_what_is_left_once_it_can_be_known() -> None:
    assert line("read", 5, 20, 1.0, "zh") == "读取 ██████░░░░░░░░░░░░░░░░░░ 5/20  5.0/秒  剩余 …"
    assert line("audit", 10, 20, 10.0, "zh").endswith("1.0/秒  剩余 0:10")
    assert line("write", 1, 7201, 1.0 * 3, "zh").endswith("剩余 6:00:00")
