"""The JSON Schemas that ship with the package: current, valid, and true of everything that is written."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from formaudit.cli.main import main
from formaudit.extract.door import extract_file
from formaudit.extract.write import write
from formaudit.reports.findings_json import dumps
from tests.reports.sample import sample

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "corpora"
SCHEMAS = ROOT / "src" / "formaudit" / "schemas"
CASES = sorted(path.stem for path in (CORPORA / "truth").glob("*.json") if (CORPORA / path.stem).is_dir())
FILES = sorted(
    path.relative_to(CORPORA).as_posix()
    for case in CASES
    for path in (CORPORA / case).iterdir()
    if path.suffix in (".docx", ".txt", ".xlsx", ".csv", ".html", ".pdf")
)


@cache
def _validator(name: str) -> Any:
    schema = json.loads((SCHEMAS / f"{name}-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _faults(name: str, data: object) -> list[str]:
    return [f"{error.json_path}: {error.message}"[:200] for error in _validator(name).iter_errors(data)]


def test_the_schemas_are_those_of_the_records() -> None:
    spec = importlib.util.spec_from_file_location("generate_schemas", ROOT / "docs" / "generate_schemas.py")
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    written = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")}
    assert written == generator.schemas(), "run python docs/generate_schemas.py"


@pytest.mark.parametrize("case", CASES)
def test_every_audit_of_the_corpus_fits_its_schema(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit", str(CORPORA / case), "--format", "json"])
    assert _faults("findings", json.loads(capsys.readouterr().out)) == []


@pytest.mark.parametrize("file", FILES)
def test_every_extract_of_the_corpus_fits_its_schema(file: str) -> None:
    assert _faults("document", json.loads(write(extract_file(CORPORA / file), "json"))) == []


def test_a_report_with_everything_in_it_fits_the_schema() -> None:
    assert _faults("findings", json.loads(dumps(sample()))) == []


def test_what_is_wrong_does_not_fit() -> None:
    data = json.loads(dumps(sample()))
    data["submissions"][0]["findings"][0]["severity"] = "grave"
    data["submissions"][0]["findings"][0]["figures"][0]["value"] = "about 4"
    assert len(_faults("findings", data)) == 2


@pytest.mark.parametrize("name", ["findings", "document"])
def test_the_command_prints_the_schema(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema", name]) == 0
    assert capsysbinary.readouterr().out == (SCHEMAS / f"{name}-1.json").read_bytes()


def test_the_command_writes_the_schema(tmp_path: Path) -> None:
    assert main(["schema", "findings", "--out", str(tmp_path / "findings.schema.json")]) == 0
    assert (
        json.loads((tmp_path / "findings.schema.json").read_text(encoding="utf-8"))["title"] == "formaudit.findings/1"
    )
