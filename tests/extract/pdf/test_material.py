"""The figures that the reader reaches on files nobody here wrote."""

import json
from pathlib import Path

import pytest

from benchmarks.extraction.fiscal import totals
from benchmarks.extraction.icdar import own_tables, truth
from benchmarks.extraction.metrics import Box, Score, cells_of, score_pages, score_tables, squeeze
from benchmarks.extraction.pdf import own_pages
from formaudit.extract.pdf import read
from formaudit.model.document import Document, Source
from tests.material import MATERIAL, needs_material

pytestmark = needs_material

FORMS = MATERIAL / "forms"
PAGED = sorted(path.name.removesuffix(".pages.json") for path in FORMS.glob("truth/*.pages.json"))
WHOLE = sorted(path.stem for path in FORMS.glob("truth/*.json") if (FORMS / "pdf" / f"{path.stem}.pdf").is_file())
LOST_IN_PRINT = {"h_vert": 0.99}
"""Files whose PDF lacks text that the truth has: the converter left it out."""


def _read(path: Path) -> Document:
    return read(path.read_bytes(), Source(path=path.name, sha256="", format="pdf"))


@pytest.mark.parametrize("name", PAGED)
def test_every_page_of_the_forms_is_read_exactly(name: str) -> None:
    cut = json.loads((FORMS / "truth" / f"{name}.pages.json").read_text(encoding="utf-8"))
    there = {int(page) + 1: [cells_of(table["cells"]) for table in tables] for page, tables in cut.items()}
    score = score_pages(there, own_pages((FORMS / "pdf" / f"{name}.pdf").read_bytes(), name))
    assert (score.exact.f1, score.grid.f1, score.adjacent.f1, score.extra) == (1, 1, 1, 0)


@pytest.mark.parametrize("name", WHOLE)
def test_tables_over_pages_are_whole_again(name: str) -> None:
    there = [
        cells_of(table["cells"]) for table in json.loads((FORMS / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    ]
    tables = _read(FORMS / "pdf" / f"{name}.pdf").tables
    found = [[Box(c.row, c.col, c.rowspan, c.colspan, squeeze(c.text)) for c in table] for table in tables]
    score = score_tables(there, found)
    assert len(found) == len(there)
    assert score.exact.f1 >= LOST_IN_PRINT.get(name, 1.0)


def test_printed_totals_of_budget_disclosures_come_out() -> None:
    checks = [
        total
        for path in (MATERIAL / "fiscal-pdf").glob("*.pdf")
        for table in _read(path).tables
        for total in totals(table)
    ]
    assert len(checks) > 2000
    assert sum(total.holds for total in checks) >= 0.99 * len(checks)


@pytest.mark.long
def test_tables_of_the_icdar_competition_are_found_and_parted() -> None:
    folder = MATERIAL / "icdar2013" / "competition-dataset-eu"
    pooled = Score()
    for path in sorted(folder.glob("*-str.xml")):
        pdf = folder / f"{path.name.removesuffix('-str.xml')}.pdf"
        if pdf.is_file():
            pooled.merge(score_pages(truth(path), own_tables(pdf)[0]))
    assert pooled.adjacent.f1 > 0.97
