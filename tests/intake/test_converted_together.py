"""Old Word files of one call go through one call of the converter, wherever they lie, and say what each says alone."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpora.generator.catalogue import CASES, case_files
from formaudit.archive.job import Job
from formaudit.archive.work import bunches, work, work_together
from formaudit.errors import FormauditError, InputError
from formaudit.extract import soffice
from formaudit.intake.gather import gather
from formaudit.profiles.read import read_profile

_Answers = dict[str, bytes | FormauditError]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files each call of the converter had; it answers with the corpus, and fails on the word 坏."""
    made: list[int] = []
    whole = next(iter(case_files(next(case for case in CASES if case.name == "river-clean")).values()))

    def convert(files: Sequence[tuple[str, bytes, str]], target: str, seconds: float) -> _Answers:
        assert target.startswith("docx")
        assert seconds > 0
        made.append(len(files))
        return {name: InputError("damaged", name) if b"bad" in data else whole for name, data, _ in files}

    monkeypatch.setattr(soffice, "convert", convert)
    return made


def _rich(text: str) -> bytes:
    return b"{\\rtf1\\ansi " + text.encode("ascii") + b"\\par}"


def test_files_and_members_of_packed_files_are_converted_by_one_call(calls: list[int], tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.doc").write_bytes(_rich(f"file {number}"))
    (tmp_path / "bad.doc").write_bytes(_rich("bad"))
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as packed:
        packed.writestr("inner.rtf", _rich("inner"))
    gathered = gather([tmp_path], isolated=False)
    assert calls == [5]
    (submission,) = gathered.submissions
    assert [document.source.path for document in submission.documents] == [
        "0.doc", "1.doc", "2.doc", "packed.zip!/inner.rtf",
    ]  # fmt: skip
    assert [(error.file, error.code) for error in gathered.errors] == [("bad.doc", "damaged")]


def test_one_file_and_other_formats_need_no_call_ahead(calls: list[int], tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(_rich("alone"))
    (tmp_path / "b.txt").write_text("说明", "utf-8")
    gather([tmp_path], isolated=False)
    assert calls == [1]


def test_jobs_with_old_files_are_bunched_and_the_others_not() -> None:
    profile = read_profile("auto")
    names = [f"{number}/a.{'docx' if number % 3 else 'DOC'}" for number in range(180)]
    jobs = [Job(archive="/a", item=name, paths=(name,), profile=profile) for name in names]
    made = list(bunches(jobs))
    assert sorted(job.item for bunch in made for job in bunch) == sorted(job.item for job in jobs)
    assert [len(bunch) for bunch in made if len(bunch) > 1] == [48, 12]
    assert all(job.paths[0].endswith(".DOC") for bunch in made if len(bunch) > 1 for job in bunch)


def test_jobs_done_together_give_what_they_give_alone(calls: list[int], tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / "a.doc").write_bytes(_rich(f"unit {number}"))
    (tmp_path / "2" / "bad.doc").write_bytes(_rich("bad"))
    jobs = tuple(
        Job(
            archive=str(tmp_path),
            item=f"{number}/",
            paths=tuple(f"{number}/{path.name}" for path in sorted((tmp_path / str(number)).iterdir())),
            profile=read_profile("auto"),
        )
        for number in range(3)
    )
    together = work_together(jobs)
    assert calls == [4]
    alone = [work(job) for job in jobs]
    assert [done.files for done in together] == [done.files for done in alone]
    assert [done.audited for done in together] == [done.audited for done in alone]
    assert [row.state for row in together[2].files] == ["read", "error"]
