"""Archives cut into several files are joined, whatever the cutter called them; a missing file is told."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from formaudit.extract.archives.unpack import unpack
from formaudit.extract.archives.volumes import joined, volume_sets
from formaudit.intake.gather import gather
from tests.material import MATERIAL, needs_material


@pytest.mark.parametrize(
    ("names", "sets"),
    [
        ("a.7z.001 a.7z.002 b.docx", {"a.7z.001": ("a.7z.001", "a.7z.002", None)}),
        ("a.zip.002 a.zip.001", {"a.zip.001": ("a.zip.001", "a.zip.002", None)}),
        ("a.zip a.z01 a.z02", {"a.z01": ("a.z01", "a.z02", "a.zip", None)}),
        ("a.part1.rar a.part2.rar", {"a.part1.rar": ("a.part1.rar", "a.part2.rar", None)}),
        ("a.rar a.r00 a.r01", {"a.rar": ("a.rar", "a.r00", "a.r01", None)}),
        ("a.zip", {}),
        ("a.rar b.rar c.zip", {}),
        ("a.7z.001 a.7z.003", {"a.7z.001": ("a.7z.001", "a.7z.003", 2)}),
        ("a.7z.002", {"a.7z.002": ("a.7z.002", 1)}),
        ("a.z01", {"a.z01": ("a.z01", 1_000_000)}),
        ("2023.docx 2024.docx", {}),
    ],
)
def test_files_that_belong_together_are_found_by_name(names: str, sets: dict[str, tuple[object, ...]]) -> None:
    found = {first: (*one.names, one.missing) for first, one in volume_sets(names.split()).items()}
    assert found == sets


def test_a_zip_cut_anywhere_is_whole_again() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("附件4.txt", "一" * 400)
    data = held.getvalue()
    for cut in (1, 30, len(data) // 2, len(data) - 5):
        assert joined([data[:cut], data[cut:]]) == data


@pytest.mark.skipif(shutil.which("zip") is None, reason="the program zip is not installed")
def test_a_zip_cut_by_zip_itself_is_read(tmp_path: Path) -> None:
    content = bytes(range(256)) * 900
    (tmp_path / "a.bin").write_bytes(content)
    subprocess.run(["zip", "-0", "-s", "64k", "all.zip", "a.bin"], cwd=tmp_path, check=True, capture_output=True)
    names = volume_sets([path.name for path in tmp_path.iterdir()])["all.z01"].names
    (member,) = unpack(joined([(tmp_path / name).read_bytes() for name in names]), "all.zip").members
    assert member.data == content


@needs_material
@pytest.mark.parametrize("pattern", ["vol.7z.*", "vol.zip.*", "split.*"])
def test_cut_archives_of_other_programs_give_their_submission(pattern: str, tmp_path: Path) -> None:
    for path in (MATERIAL / "formats" / "archives").glob(pattern):
        shutil.copy(path, tmp_path)
    gathered = gather([tmp_path])
    assert [len(each.forms) for each in gathered.submissions] == [6]
    assert {error.code for error in gathered.errors} <= {"unsupported"}  # the ballast that made it worth cutting


@needs_material
def test_a_rar_in_three_files_is_read(tmp_path: Path) -> None:
    for path in (MATERIAL / "formats" / "third_party").glob("rar5-vols*"):
        shutil.copy(path, tmp_path)
    errors = gather([tmp_path]).errors
    assert sorted((error.code, error.file.rpartition("/")[2]) for error in errors) == [
        ("no-form", "bigfile.txt"), ("no-form", "smallfile.txt"),
    ]  # fmt: skip


@needs_material
def test_a_missing_file_of_a_set_is_told_once(tmp_path: Path) -> None:
    for name in ("vol.zip.001", "vol.zip.003"):
        shutil.copy(MATERIAL / "formats" / "archives" / name, tmp_path)
    gathered = gather([tmp_path])
    assert [(error.code, error.file) for error in gathered.errors] == [("multi-volume", "vol.zip.001")]


@needs_material
@pytest.mark.parametrize("name", ["disk.iso", "x.cab", "a.docx.Z", "plain.7z", "big5.zip"])
def test_seldom_archives_give_their_submission(name: str) -> None:
    gathered = gather([MATERIAL / "formats" / "archives" / name])
    assert [len(each.forms) for each in gathered.submissions] == [6]


@needs_material
@pytest.mark.parametrize(
    "name", ["archives/x.lzh", "third_party/rar3-solid.rar", "third_party/rar202-comment-nopsw.rar"]
)
def test_a_sound_archive_that_cannot_be_read_is_not_called_damaged(name: str) -> None:
    errors = gather([MATERIAL / "formats" / name]).errors
    assert "damaged" not in {error.code for error in errors}


def test_a_program_that_unpacks_itself_is_opened(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("附件4.txt", "一" * 400)
    (tmp_path / "自解压.exe").write_bytes(b"MZ" + b"\0" * 5000 + held.getvalue())
    assert [error.file for error in gather([tmp_path]).errors] == ["自解压.exe!/附件4.txt"]
