"""Spans and texts agree with the structure that another project's converter expects of its own test files."""

import re
from pathlib import Path

import pytest

from formaudit.extract.docx import read
from formaudit.model.document import Source
from formaudit.model.table import Table
from tests.extract.docx.native import native_tables
from tests.material import MATERIAL, needs_material

FOLDER = MATERIAL / "word" / "pandoc"
FILES = sorted(
    path
    for path in FOLDER.glob("*.docx")
    if path.with_suffix(".native").exists() and "RowSpan" in path.with_suffix(".native").read_text("utf-8")
)
# Automatic numbers are part of what we read and no part of the expected text.
NUMBERED = frozenset(("table_with_list_cell",))
# Their grids have columns of 1 and 73 twips, which the converter counts and nobody sees: borders that miss by a hair.
HAIRS = frozenset(("table_gridbefore", "table_variable_width"))


def _cells(table: Table) -> set[tuple[int, int, int, int, str]]:
    cells = {(c.row, c.col, c.rowspan, c.colspan, re.sub(r"[\W_]", "", c.text)) for c in table}
    return cells | {(r, c, 1, 1, "") for r in range(table.rows) for c in range(table.cols) if table.at(r, c) is None}


@needs_material
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_tables_have_the_expected_cells(path: Path) -> None:
    tables = read(path.read_bytes(), Source(path=path.name, sha256="", format="docx")).tables
    expected = native_tables(path.with_suffix(".native").read_text("utf-8"))
    ours = [_cells(table) for table in tables]
    if path.stem in HAIRS:
        texts = [sorted(cell[4] for cell in table if cell[4]) for table in expected]
        assert [sorted(cell[4] for cell in table if cell[4]) for table in ours] == texts
        return
    assert [{cell[:4] for cell in table} for table in ours] == [{cell[:4] for cell in table} for table in expected]
    if path.stem not in NUMBERED:
        assert ours == expected


@needs_material
def test_there_is_something_to_compare() -> None:
    assert len(FILES) >= 12
