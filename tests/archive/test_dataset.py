"""The data set of a store: five tables in four formats, decimals as decimals, one folder a year on request."""

import csv
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from formaudit.archive.dataset import data_rows, years_of
from formaudit.archive.store import Store
from formaudit.cli.main import main
from formaudit.reports.tables import TABLES
from tests.archive.made import scanned, small_archive

QUICKSTART = Path(__file__).parents[2] / "corpora" / "quickstart"
pa = pytest.importorskip("pyarrow")
from pyarrow import parquet  # noqa: E402 - an extra


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("dataset")
    small_archive(home / "archive")
    store = str(home / "audit.db")
    scanned(home / "archive", store)
    return store


def _records(url: str, table: str) -> list[dict[str, Any]]:
    names = [column.name for column in TABLES[table]]
    with Store(url, create=False) as store:
        return [dict(zip(names, row, strict=True)) for row in data_rows(store, table, "zh")]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_the_same_in_all_four_formats(url: str, table: str, tmp_path: Path) -> None:
    told = _records(url, table)
    assert told
    for form in ("parquet", "csv", "json", "xlsx"):
        out = tmp_path / f"{table}.{form}"
        assert main(["export", "--store", url, "--table", table, "--out", str(out)]) == 0
        assert out.stat().st_size > 0
    kept = parquet.read_table(tmp_path / f"{table}.parquet")
    assert kept.num_rows == len(told)
    assert kept.column_names == [column.name for column in TABLES[table]]
    assert json.loads((tmp_path / f"{table}.json").read_text("utf-8")) == told
    with (tmp_path / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == len(told) + 1


def test_a_printed_amount_comes_out_as_the_decimal_that_it_is(url: str, tmp_path: Path) -> None:
    out = tmp_path / "figures.parquet"
    main(["export", "--store", url, "--table", "figures", "--out", str(out)])
    kept = parquet.read_table(out)
    assert kept.schema.field("value").type == pa.decimal128(38, 10)
    told = [Decimal(row["value"]) if row["value"] is not None else None for row in _records(url, "figures")]
    assert kept.column("value").to_pylist() == told
    assert any(value is not None and value != value.to_integral_value() for value in told)


def test_codes_have_their_words_beside_them_in_the_language_asked_for(url: str) -> None:
    (said, *_) = _records(url, "findings")
    assert said["severity"] in ("critical", "major", "minor", "note")
    assert said["severity_label"] in ("严重", "较重", "一般", "提示")
    with Store(url, create=False) as store:
        english = next(iter(data_rows(store, "relations", "en")))
    names = [column.name for column in TABLES["relations"]]
    assert dict(zip(names, english, strict=True))["outcome_label"] in (
        "holds",
        "broken",
        "cannot be decided",
        "undecided",
    )


def test_a_relation_names_figures_that_are_there(url: str) -> None:
    known = {(row["submission"], row["key"]) for row in _records(url, "figures")}
    told = [row for row in _records(url, "relations") if row["outcome"] == "holds" and row["kind"] == "sum"]
    assert told
    for row in told:
        assert (row["submission"], row["result"]) in known


def test_a_folder_a_year_holds_every_row_once_and_takes_the_year_from_its_name(url: str, tmp_path: Path) -> None:
    out = tmp_path / "figures"
    call = ["export", "--store", url, "--table", "figures", "--format", "parquet", "--partition", "year"]
    assert main([*call, "--out", str(out)]) == 0
    with Store(url, create=False) as store:
        years = years_of(store)
    assert {path.name for path in out.iterdir()} == {f"year={year}" for year in years}
    whole = parquet.read_table(out)
    told = _records(url, "figures")
    assert whole.num_rows == len(told)
    assert sorted(map(int, whole.column("year").to_pylist())) == sorted(row["year"] for row in told)


def test_files_of_no_submission_have_a_folder_of_their_own(url: str, tmp_path: Path) -> None:
    out = tmp_path / "files"
    assert (
        main(
            ["export", "--store", url, "--table", "files", "--format", "csv", "--partition", "year", "--out", str(out)]
        )
        == 0
    )
    assert sum(len(path.read_text("utf-8").splitlines()) - 1 for path in out.rglob("*.csv")) == len(
        _records(url, "files")
    )


def test_a_table_parted_by_year_does_not_go_into_one_file(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figures.parquet"
    assert main(["export", "--store", url, "--table", "figures", "--partition", "year", "--out", str(out)]) == 2
    assert "--out" in capsys.readouterr().err


def test_the_documented_queries_run_over_the_files(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    for table in TABLES:
        main(["export", "--store", url, "--table", table, "--out", str(tmp_path / f"{table}.parquet")])
    monkeypatch.chdir(tmp_path)
    text = (Path(__file__).parents[2] / "docs" / "data-set.md").read_text("utf-8")
    queries = [part.split("```")[0] for part in text.split("```sql\n")[1:]]
    assert len(queries) >= 5
    link = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    for query in queries:
        assert link.execute(query).fetchall() != [], query


def test_polars_reads_the_decimals(url: str, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    out = tmp_path / "figures.parquet"
    main(["export", "--store", url, "--table", "figures", "--out", str(out)])
    frame = polars.read_parquet(out)
    told = sum(Decimal(row["value"]) for row in _records(url, "figures") if row["value"] is not None)
    assert frame["value"].sum() == told


def test_a_finding_is_in_the_file_where_its_figure_stands(tmp_path: Path) -> None:
    shutil.copytree(QUICKSTART, tmp_path / "archive")
    store = str(tmp_path / "audit.db")
    scanned(tmp_path / "archive", store)
    told = _records(store, "findings")
    assert {row["file"] for row in told} <= {row["path"] for row in _records(store, "files")}
    named = [row for row in told if row["place"].endswith(".docx）")]
    assert len({row["file"] for row in named}) > 1
    assert all(row["place"].endswith(f"（{Path(row['file']).name}）") for row in named)
