"""Reading in workers: documents come back whole, errors know their file, no file costs another its result."""

from pathlib import Path

import pytest

from formaudit.errors import InputError
from formaudit.extract.door import extract_bytes
from formaudit.extract.isolated import read_in, read_isolated, read_many
from formaudit.extract.worker.pool import Pool
from formaudit.model.document import Document
from tests.extract import hostile

PLAIN = hostile.docx(
    hostile.paragraph("岳阳楼区")
    + hostile.table(
        hostile.cell("三公经费", '<w:gridSpan w:val="2"/>') + hostile.cell("0.6", '<w:vMerge w:val="restart"/>'),
        hostile.cell("a") + hostile.cell("b") + hostile.cell("", "<w:vMerge/>"),
    )
)
CUT = PLAIN[:-30]


def test_a_document_crosses_unchanged() -> None:
    assert read_isolated(PLAIN, "附件2.docx") == extract_bytes(PLAIN, "附件2.docx")


def test_a_table_still_finds_its_covering_cells_after_crossing() -> None:
    [table] = read_isolated(PLAIN, "附件2.docx").tables
    assert table.at(0, 1) is table.at(0, 0)
    assert table.at(1, 2) is table.at(0, 2)


def test_a_path_is_opened_in_the_worker(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(PLAIN)
    assert read_isolated(path, "甲/a.docx").source.path == "甲/a.docx"
    with pytest.raises(InputError) as caught:
        read_isolated(tmp_path / "none.docx", "甲/none.docx")
    assert (caught.value.code, caught.value.file) == ("not-found", "甲/none.docx")


def test_an_error_names_the_member_of_the_archive() -> None:
    with Pool() as pool, pytest.raises(InputError) as caught:
        read_in(pool, CUT, "a.zip", "x/b.docx")
    assert (caught.value.code, caught.value.file) == ("damaged", "a.zip!/x/b.docx")


def test_a_killed_worker_still_names_the_file() -> None:
    with pytest.raises(InputError) as caught:
        read_isolated(PLAIN, "a.docx", seconds=0)
    assert (caught.value.code, caught.value.file) == ("timeout", "a.docx")


def test_many_files_keep_their_order_and_errors_cost_only_their_own_file() -> None:
    jobs = [(PLAIN, "1.docx", ""), (CUT, "2.docx", ""), (b"", "3.txt", ""), (PLAIN, "4.zip", "a.docx")] * 2
    with Pool(size=2) as pool:
        outcomes = list(read_many(pool, jobs))
    shown = [
        outcome.source.path if isinstance(outcome, Document) else f"{outcome.code} {outcome.file}"
        for outcome in outcomes
        if isinstance(outcome, Document | InputError)
    ]
    assert shown == ["1.docx", "damaged 2.docx", "empty 3.txt", "4.zip"] * 2
