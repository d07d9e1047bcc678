"""Forms that LibreOffice prints: page breaks inside rows, labels and headings, read back cell by cell."""

import shutil
from pathlib import Path

import pytest

from benchmarks.extraction.printed import is_printed, judged, print_files, write

SEEDS = (5, 23, 67, 92, 101)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_printed_forms_come_back_row_by_row(tmp_path: Path) -> None:
    names = [f"p{seed:04d}" for seed in SEEDS]
    for name, seed in zip(names, SEEDS, strict=True):
        write(tmp_path, name, seed)
    print_files(tmp_path, [tmp_path / f"{name}.docx" for name in names])
    printed = [truth for name in names if is_printed(truth := tmp_path / f"{name}.json")]
    assert len(printed) > 3
    results = [judged(truth) for truth in printed]
    assert [rows for _, rows in results] == [0] * len(results)
    hits = sum(score.exact.hits for score, _ in results)
    assert 2 * hits >= 0.998 * sum(score.exact.found + score.exact.there for score, _ in results)
