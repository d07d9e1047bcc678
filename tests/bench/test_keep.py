import json
from pathlib import Path

import pytest

from formaudit.bench.base import read_base
from formaudit.bench.keep import SCHEMA, keep_cases
from formaudit.bench.kinds import kind_of
from formaudit.errors import UsageError
from tests.bench.bases import base


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_a_kept_case_is_the_submission_with_its_fault(tmp_path: Path, form: str) -> None:
    kinds = [kind_of("total-wrong")]
    assert keep_cases(tmp_path, [base("culture-clean", form)], seed=5, count=3, faults=1, kinds=kinds) == 3
    for number in (1, 2, 3):
        truth = json.loads((tmp_path / f"{number:04d}.json").read_text("utf-8"))
        assert truth["schema"] == SCHEMA
        (fault,) = truth["faults"]
        assert fault["kind"] == "total-wrong"
        edit = fault["edits"][0]
        again = read_base([tmp_path / f"{number:04d}"], "kept")
        assert sorted(path.name for path in (tmp_path / f"{number:04d}").iterdir()) == sorted(truth["files"])
        assert any(
            cell.text == edit["after"]
            for document in again.documents
            for table in document.tables
            if table.index == edit["at"]["table"]
            for cell in table.cells
            if (cell.row, cell.col) == (edit["at"]["row"], edit["at"]["col"])
        )
        assert any(edit["figure"] in {f.key for f in finding.figures} for finding in again.report.findings)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UsageError, match="not-empty"):
        keep_cases(tmp_path, [base("culture-clean")], seed=1, count=1, faults=1, kinds=[kind_of("total-wrong")])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
