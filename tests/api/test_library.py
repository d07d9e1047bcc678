"""``import formaudit``: what a programmer gets, and what it costs."""

import ast
import importlib
import inspect
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

import formaudit as fa
from tests.archive.made import scanned, small_archive

ROOT = Path(__file__).parents[2]
QUICKSTART = ROOT / "corpora" / "quickstart"
SCHEMAS = ROOT / "src" / "formaudit" / "schemas"


@pytest.fixture(scope="module")
def done() -> fa.Audit:
    return fa.audit(QUICKSTART)


def test_an_import_loads_nothing_of_the_house() -> None:
    code = "import sys, formaudit; print(sorted(name for name in sys.modules if name.startswith('formaudit')))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "['formaudit', 'formaudit.version']"


def test_the_packages_that_bear_the_names_of_functions_are_both() -> None:
    for name, inner in (("audit", "examine"), ("extract", "door")):
        house = importlib.import_module(f"formaudit.{name}")
        importlib.import_module("formaudit.extract.door")
        assert getattr(fa, name) is house
        assert getattr(house, inner) is not None
        assert callable(house)
    assert "progress" in inspect.signature(fa.audit).parameters
    assert (inspect.unwrap(fa.extract).__doc__ or "").startswith("Read one file")


def test_the_types_that_a_checker_sees_are_those_of_the_functions() -> None:
    tree = ast.parse((ROOT / "src" / "formaudit" / "__init__.pyi").read_text("utf-8"))
    written = {node.name: ast.unparse(node.args) for node in tree.body if isinstance(node, ast.FunctionDef)}
    for name in ("audit", "extract"):
        function = inspect.unwrap(getattr(fa, name))
        (own,) = ast.parse(inspect.getsource(function)).body
        assert isinstance(own, ast.FunctionDef)
        own.args.kw_defaults = [None if value is None else ast.Constant(...) for value in own.args.kw_defaults]
        assert ast.unparse(own.args) == written[name]


def test_what_is_offered_is_there_and_nothing_else() -> None:
    assert dir(fa) == sorted(fa.__all__)
    for name in fa.__all__:
        assert getattr(fa, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        getattr(fa, "nothing")  # noqa: B009 - what the type checker knows to be wrong


def test_an_audit_says_what_the_command_says(done: fa.Audit, capsys: pytest.CaptureFixture[str]) -> None:
    from formaudit.cli.main import main  # noqa: PLC0415 - the other way to the same result

    assert main(["audit", str(QUICKSTART), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == json.loads(done.to_json())
    assert done.verdict == "findings"
    assert [each["id"] for each in done.findings] == [each.id for each in done.report.submissions[0].findings]


def test_every_result_fits_the_shipped_schemas(done: fa.Audit) -> None:
    findings, document = (
        json.loads((SCHEMAS / f"{name}-1.json").read_text("utf-8")) for name in ("findings", "document")
    )
    jsonschema.validate(json.loads(done.to_json()), findings)
    for file in sorted(QUICKSTART.glob("*.docx")):
        jsonschema.validate(fa.extract(file).to_dict(), document)


def test_money_is_a_decimal_in_records_frames_and_arrow(done: fa.Audit) -> None:
    money = [each["money"] for each in done.findings if each["money"] is not None]
    assert money
    assert all(isinstance(value, Decimal) for value in money)
    assert list(done.findings.to_pandas()["money"].dropna()) == money
    pa = pytest.importorskip("pyarrow")
    table = done.findings.to_arrow()
    assert table.schema.field("money").type == pa.decimal128(38, 10)
    assert [value for value in table.column("money").to_pylist() if value is not None] == money
    polars = pytest.importorskip("polars")
    assert polars.from_arrow(done.figures.to_arrow())["value"].sum() == sum(
        each["value"] for each in done.figures if each["value"] is not None
    )


def test_figures_and_relations_hang_together_and_make_a_graph(done: fa.Audit) -> None:
    figures = {each["key"]: each for each in done.figures}
    for each in done.relations:
        if each["outcome"] == "holds" and each["kind"] == "equal":
            assert each["result"] in figures
    network = done.graph()
    assert set(figures) <= set(network.nodes)
    counts = done.submissions[0]
    for standing in ("tied", "contradicted", "untested"):
        assert sum(each["standing"] == standing for each in figures.values()) == counts[standing]


def test_a_table_is_a_grid_of_texts_with_gaps_where_spans_reach(done: fa.Audit) -> None:
    view = max(done.tables, key=lambda each: sum(cell["colspan"] for cell in each.cells))
    grid, full = view.grid(), view.grid(repeat=True)
    assert (len(grid), len(grid[0])) == view.shape == view.to_pandas().shape
    assert sum(text is not None for row in grid for text in row) == len(view.cells)
    assert sum(text is None for row in full for text in row) < sum(text is None for row in grid for text in row)
    assert "rowspan" in view._repr_html_()
    assert f"{len(grid)} × {len(grid[0])} {view.caption}" in repr(view)
    assert len(repr(view)) < 100


def test_notebooks_show_verdict_and_escaped_rows(done: fa.Audit) -> None:
    shown = done._repr_html_()
    assert "结论" in shown
    assert shown.count("<tr>") == len(done.findings) + 1
    assert "<script" not in fa.Rows([], list)._repr_html_()
    assert done.findings[0:2] == list(done.findings)[:2]


def test_progress_is_told_phase_by_phase() -> None:
    told: list[tuple[str, int, int]] = []
    fa.audit([QUICKSTART], progress=lambda *step: told.append(step))
    assert [phase for phase, _, _ in told] == sorted((phase for phase, _, _ in told), key=("read", "audit").index)
    assert all(done <= total for _, done, total in told)
    assert told[-1][1] == told[-1][2] == 1


def test_errors_are_the_documented_ones(tmp_path: Path) -> None:
    with pytest.raises(fa.UsageError) as missing:
        fa.audit(tmp_path / "nothing")
    assert missing.value.code == "not-found"
    with pytest.raises(fa.InputError) as refused:
        fa.extract(tmp_path / "nothing.docx")
    assert refused.value.code == "not-found"
    with pytest.raises(fa.UsageError):
        fa.extract(next(QUICKSTART.glob("*.docx")), reader="tea-leaves")
    with pytest.raises(fa.UsageError) as store:
        fa.open(tmp_path / "nothing.db")
    assert store.value.code == "store-missing"
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no more")
    done = fa.audit(tmp_path)
    assert done.verdict == "incomplete"
    assert [error.file for error in done.errors] == ["broken.docx"]
    assert [each["state"] for each in done.files] == ["error"]


def test_a_store_opens_as_the_same_tables(tmp_path: Path) -> None:
    small_archive(tmp_path / "archive")
    url = str(tmp_path / "audit.db")
    scanned(tmp_path / "archive", url)
    with fa.open(url) as archive:
        assert archive.years
        assert len(archive.submissions) == 4
        figures = archive.figures.to_pandas()
        assert set(figures["submission"]) <= {each["submission"] for each in archive.submissions}
        assert archive.findings.columns == fa.audit(QUICKSTART).findings.columns
        assert archive.report("文化馆").submissions
        assert "4 submissions" in repr(archive)
    with pytest.raises(fa.UsageError):
        archive.findings[0]
