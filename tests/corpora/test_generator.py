import io
import zipfile
from pathlib import Path

import pytest

from corpora.generator.catalogue import CASES, Case, case_and_truth, case_files

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def unpacked(name: str, content: bytes) -> object:
    """A file's content free of how a zlib version happened to compress it."""
    if not name.endswith((".docx", ".xlsx")):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(info.filename, info.date_time, archive.read(info)) for info in archive.infolist()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_writing_a_case_again_gives_what_is_in_the_repository(case: Case) -> None:
    written, truth = case_and_truth(case)
    assert (CORPORA / "truth" / f"{case.name}.json").read_bytes() == truth
    folder = CORPORA / case.name
    assert sorted(each.name for each in folder.iterdir()) == sorted(written)
    for name, content in written.items():
        assert unpacked(name, (folder / name).read_bytes()) == unpacked(name, content), name


def test_the_same_case_twice_gives_the_same_bytes() -> None:
    for case in CASES[:4]:
        assert case_files(case) == case_files(case)


def test_every_folder_belongs_to_a_case() -> None:
    folders = {each.name for each in CORPORA.iterdir() if each.is_dir() and not each.name.startswith("__")}
    assert folders - {"generator", "published", "secondhand", "truth"} == {case.name for case in CASES}


def test_the_corpus_stays_small() -> None:
    files = [each for each in CORPORA.rglob("*") if each.is_file() and each.parent.name != "__pycache__"]
    assert sum(each.stat().st_size for each in files) < 3_000_000


def test_a_twin_names_a_clean_base() -> None:
    clean = {case.name for case in CASES if not case.accidents}
    assert {case.base for case in CASES} <= clean
    assert len(clean) >= 8
    assert len(CASES) - len(clean) >= 12
