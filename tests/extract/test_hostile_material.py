"""Third-party files that are broken, encrypted, fuzzed or hostile: a document or a named error, and nothing left."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from formaudit.errors import InputError
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.archives.unpack import unpack
from formaudit.extract.isolated import read_in
from formaudit.extract.sniff import sniff
from formaudit.extract.worker.pool import Pool
from formaudit.messages import has
from formaudit.model.document import Document
from tests.material import MATERIAL, needs_material

pytestmark = needs_material
ROBUST = MATERIAL / "robust"
FILES = sorted(path for path in ROBUST.rglob("*") if path.is_file()) if ROBUST.is_dir() else []
ARCHIVES = {"zip", "7z", "rar", "tar", "gz", "bz2", "xz"}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """One worker, whose folder for temporary files stands where the last test can look."""
    own = tmp_path_factory.mktemp("workers")
    patch = pytest.MonkeyPatch()
    patch.setattr(tempfile, "tempdir", str(own))
    with Pool(seconds=60, megabytes=1024) as one:
        yield one
    patch.undo()
    assert not list(own.iterdir())


def read(pool: Pool, data: bytes, path: str, member: str) -> Document | InputError:
    """The document or the error; a defect is raised and fails the test."""
    try:
        return read_in(pool, data, path, member)
    except InputError as error:
        return error


def shown(path: Path) -> str:
    return path.relative_to(ROBUST).as_posix()


@pytest.mark.long
@pytest.mark.parametrize("path", FILES, ids=shown)
def test_a_hostile_file_ends_as_a_document_or_a_named_error(pool: Pool, path: Path) -> None:
    data = path.read_bytes()
    if archive_kind(data):
        got = unpack(data, shown(path))
        assert all(has(f"error.{error.code}") and has(f"remedy.{error.code}") for error in got.errors)
        members = [(member.data, member.name) for member in got.members]
    else:
        members = [(data, "")]
    for content, name in members:
        outcome = read(pool, content, shown(path), name)
        if isinstance(outcome, InputError):
            assert has(f"error.{outcome.code}"), outcome.code
            assert has(f"remedy.{outcome.code}"), outcome.code
            assert outcome.file.startswith(shown(path))
        elif path.suffix == ".pdf":
            assert outcome.source.pages


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_the_two_judges_of_a_format_agree_on_what_is_an_archive(path: Path) -> None:
    data = path.read_bytes()
    told = sniff(data)
    if archive_kind(data):
        assert told == archive_kind(data)
    else:  # a document that broke off before its first telling part is a ZIP to one and a broken document to the other
        assert told not in ARCHIVES or b"[Content_Types].xml" in data[:100]
