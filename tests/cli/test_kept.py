"""What a person typed into a file that the program wrote is never lost to the next run."""

import shutil
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # the library ships no type information
import pytest

from formaudit.cli.main import main

QUICKSTART = Path(__file__).parents[2] / "corpora" / "quickstart"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(QUICKSTART, tmp_path / "材料")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> int:
    return main(list(words))


def column(sheet: Any, head: str) -> int:
    return int(next(cell.column for row in sheet.iter_rows(max_row=3) for cell in row if cell.value == head))


def fill(path: Path, word: str, reason: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(3, column(sheet, "复核结论")).value = word
    sheet.cell(3, column(sheet, "理由")).value = reason
    book.save(path)


def cell(path: Path, head: str) -> object:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return sheet.cell(3, column(sheet, head)).value


def test_a_filled_workbook_stays_and_the_new_one_lies_beside(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("audit", "材料", "--out", "结果")
    fill(desk / "结果/findings.xlsx", "已确认", "核对原件无误")
    capsys.readouterr()
    run("audit", "材料", "--out", "结果")
    assert cell(desk / "结果/findings.xlsx", "理由") == "核对原件无误"
    assert cell(desk / "结果/findings.new.xlsx", "理由") is None
    said = capsys.readouterr()
    assert "findings.new.xlsx" in said.err + said.out
    assert "decide --from" in said.err


def test_the_new_one_is_kept_too_once_it_has_been_filled(desk: Path) -> None:
    run("audit", "材料", "--out", "结果")
    fill(desk / "结果/findings.xlsx", "已确认", "甲")
    run("audit", "材料", "--out", "结果")
    fill(desk / "结果/findings.new.xlsx", "已确认", "乙")
    run("audit", "材料", "--out", "结果")
    assert cell(desk / "结果/findings.xlsx", "理由") == "甲"
    assert cell(desk / "结果/findings.new.xlsx", "理由") == "乙"
    assert (desk / "结果/findings.new-2.xlsx").is_file()


def test_a_workbook_that_nobody_touched_gives_way(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("audit", "材料", "--out", "结果")
    run("audit", "材料", "--out", "结果")
    assert [path.name for path in (desk / "结果").glob("*.xlsx")] == ["findings.xlsx"]
    assert ".new" not in "".join(capsys.readouterr())


def test_report_writes_beside_it_too(desk: Path) -> None:
    run("audit", "材料", "--out", "结果")
    fill(desk / "结果/findings.xlsx", "已排除", "口径不同")
    run("report", "结果", "--format", "xlsx", "--out", "结果")
    assert cell(desk / "结果/findings.xlsx", "理由") == "口径不同"
    assert (desk / "结果/findings.new.xlsx").is_file()
