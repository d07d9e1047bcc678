"""``formaudit find``: text, JSON and CSV of a page, facets, series, and bad calls in one line each."""

import csv
import io
import json
from pathlib import Path

import pytest

from formaudit.cli.main import main
from formaudit.errors import ExitCode
from tests.archive.made import scanned, write_case

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("archive")
    for year in (2022, 2023):
        write_case(root / str(year) / "文化馆", "culture-other-funds", year=year)
    place = str(tmp_path_factory.mktemp("store") / "audit.db")
    scanned(root, place)
    return place


def run(capsys: Captured, *argv: str) -> tuple[int, str, str]:
    code = main(["find", *argv])
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def test_a_page_says_how_many_there_are_and_counts_them_by_year_form_and_check(store: str, capsys: Captured) -> None:
    code, out, _ = run(capsys, "三公经费", "--store", store, "--limit", "3")
    assert code == ExitCode.OK
    lines = out.splitlines()
    assert lines[0] == "“三公经费”：2 份材料中有"
    assert lines[1].startswith("按年度：2023年度 1，2022年度 1")
    assert lines[2].startswith("按表种：附件2 2")
    assert lines[-1] == "后面还有；查看下一页：加 --offset 3"
    assert "附件2" in out


def test_json_and_csv_hold_the_same_hits(store: str, capsys: Captured) -> None:
    _, out, _ = run(capsys, "经费", "--store", store, "--limit", "50", "--format", "json")
    data = json.loads(out)
    assert data["schema"] == "formaudit.find/1"
    assert sum(each["submissions"] for each in data["facets"]["year"]) == data["submissions"] == 2
    _, out, _ = run(capsys, "经费", "--store", store, "--limit", "50", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["printed"] for row in rows] == [hit["raw"] or "" for hit in data["hits"]]
    assert {hit["standing"] for hit in data["hits"]} <= {"tied", "contradicted", "untested", None}


def test_a_series_is_a_row_with_a_value_for_each_year(store: str, capsys: Captured) -> None:
    _, out, _ = run(capsys, "三公经费", "决算", "--store", store, "--series", "--form", "annex2", "--format", "json")
    rows = json.loads(out)["series"]
    assert any(set(row["values"]) >= {"2022", "2023"} for row in rows)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["费"], "词语太短"),
        (["经费", "--year", "去年"], "年度写法不对"),
        (["经费", "--year", "20192020"], "年度写法不对"),
        (["经费", "--over", "很多"], "金额不是数字"),
        (["经费", "--limit", "0"], "条数不对"),
    ],
)
def test_a_wrong_call_is_one_line_with_its_remedy(argv: list[str], said: str, store: str, capsys: Captured) -> None:
    code, out, err = run(capsys, *argv, "--store", store)
    assert (code, out) == (ExitCode.USAGE, "")
    assert said in err
    assert err.count("\n") == 1


def test_nothing_found_is_no_error(store: str, capsys: Captured) -> None:
    code, out, _ = run(capsys, "锂电池", "--store", store)
    assert (code, out) == (ExitCode.OK, "没有找到“锂电池”\n")


def test_a_store_that_is_not_there_is_named(tmp_path: Path, capsys: Captured) -> None:
    code, _, err = run(capsys, "经费", "--store", str(tmp_path / "没有.db"))
    assert code == ExitCode.USAGE
    assert "没有.db" in err
    assert not (tmp_path / "没有.db").exists()
