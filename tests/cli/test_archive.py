"""``formaudit scan``, ``status``, ``export`` and ``sample`` as they are called."""

import csv
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from formaudit.archive.sample import _shares
from formaudit.cli.main import main
from formaudit.errors import ExitCode
from formaudit.messages import word
from tests.archive.made import scanned, small_archive, write_case

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "archive.md"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("store")
    scanned(small_archive(folder / "a"), str(folder / "audit.db"))
    return str(folder / "audit.db")


def _json(capsys: Captured, *argv: str) -> Any:
    main(list(argv))
    return json.loads(capsys.readouterr().out)


def test_status_counts_what_the_store_holds(store: str, capsys: Captured) -> None:
    assert main(["status", "--store", store]) == ExitCode.INCOMPLETE
    assert capsys.readouterr().out.startswith("结论：不完整——1 个文件")
    told = _json(capsys, "status", "--store", store, "--format", "json")
    assert (sum(told["submissions"].values()), told["units"], told["years"]) == (4, 4, [2021, 2022, 2023, 2024])
    assert [each["path"] for each in told["errors"]] == ["说明.txt"]
    assert sum(each["findings"]["critical"] for each in told["trends"]) == told["findings"]["critical"] > 0


def test_status_says_errors_in_the_language_of_the_call(store: str, capsys: Captured) -> None:
    told = _json(capsys, "status", "--store", store, "--format", "json", "--lang", "en")
    assert [each["message"] for each in told["errors"]] == [word("error.no-form", "en")]
    main(["status", "--store", store, "--lang", "en"])
    assert word("error.no-form", "en") in capsys.readouterr().out


def test_the_heat_map_is_a_picture(store: str, tmp_path: Path, capsys: Captured) -> None:
    main(["status", "--store", store, "--heat", str(tmp_path / "heat.svg")])
    assert capsys.readouterr().err == ""
    assert "澄湖市柳浦区文化馆" in (tmp_path / "heat.svg").read_text("utf-8")


def test_all_formats_hold_the_same_findings(store: str, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    for form in ("csv", "json", "xlsx", "parquet"):
        assert main(["export", "--store", store, "--out", str(tmp_path / f"f.{form}")]) == ExitCode.OK
    told = json.loads((tmp_path / "f.json").read_text("utf-8"))
    ids = [each["id"] for each in told]
    assert ids
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[-1] for row in csv.reader(file)][1:] == ids
    sheet = CalamineWorkbook.from_path(tmp_path / "f.xlsx").get_sheet_by_index(0).to_python()
    assert [row[-1] for row in sheet][1:] == ids
    assert parquet.read_table(tmp_path / "f.parquet").column("id").to_pylist() == ids


def test_the_manifest_has_a_line_for_each_file(store: str, tmp_path: Path) -> None:
    assert main(["export", "--store", store, "--manifest", "--out", str(tmp_path / "m.json")]) == ExitCode.OK
    told = json.loads((tmp_path / "m.json").read_text("utf-8"))
    assert [each["seq"] for each in told] == list(range(1, 10))
    assert {each["event"] for each in told} == {"read", "other:no-form"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", each["sha256"]) for each in told)


def test_a_sample_can_be_drawn_again(store: str, capsys: Captured) -> None:
    call = ("sample", store, "--size", "2", "--format", "json", "--seed")
    first, second = (_json(capsys, *call, "7") for _ in range(2))
    assert first == second
    assert len(first["sample"]) == 2
    assert all(each["files"] for each in first["sample"])
    assert (
        len({str(_json(capsys, *call, str(seed))["sample"]) for seed in range(12)}) > 1
        or len({each["stratum"] for each in _json(capsys, *call, "7")["sample"]}) == 2
    )


def test_a_sample_of_an_archive_is_drawn_from_it_alone(tmp_path: Path, capsys: Captured) -> None:
    scanned(small_archive(tmp_path / "a"), str(tmp_path / "audit.db"))
    write_case(tmp_path / "b", "seed-rates")
    call = ("sample", str(tmp_path / "b"), "--store", str(tmp_path / "audit.db"), "--size", "9", "--seed", "7")
    drawn = _json(capsys, *call, "--format", "json")["sample"]
    assert len(drawn) == 1
    assert all((tmp_path / "b" / name).exists() for name in drawn[0]["files"])
    whole = ("sample", str(tmp_path / "audit.db"), "--size", "99", "--seed", "7", "--format", "json")
    assert len(_json(capsys, *whole)["sample"]) > 1


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.integers(1, 200))
def test_shares_of_a_sample_fit_their_strata(counts: list[int], size: int) -> None:
    shares = _shares(counts, size)
    assert sum(shares) == min(size, sum(counts))
    assert all(0 <= share <= count for share, count in zip(shares, counts, strict=True))
    if size >= len(counts):
        assert min(shares) >= 1


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["scan", "nowhere"], "not-found"),
        (["scan", ".", "--engine", "ray"], "engine"),
        (["scan", ".", "--workers", "0"], "workers"),
        (["status", "--store", "none.db"], "store-missing"),
        (["export", "--store", "none.db"], "store-missing"),
        (["export", "--out", "a.csv", "--format", "json"], "export-suffix"),
        (["sample", ".", "--size", "0", "--seed", "1"], "sample-size"),
    ],
)
def test_wrong_calls_are_said_in_one_line(
    argv: list[str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(argv) == ExitCode.USAGE
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert word(f"remedy.{code}", "zh").split("{")[0] in told
    assert list(tmp_path.iterdir()) == []


def test_the_queries_of_the_guide_run(store: str) -> None:
    queries = re.findall(r"```sql\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(queries) == 5
    link = sqlite3.connect(store)
    answers = [link.execute(query).fetchall() for query in queries]
    link.close()
    assert len(answers[0]) == 4  # a row for each year
    assert answers[1]
    assert answers[2] == [("no-form", 1)]
    assert answers[3] == []  # no file is there twice
    assert answers[4]
