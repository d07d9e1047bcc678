"""The rows of the files of an archive: what became of each, members of packed files included."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.job import Job, key_of
from formaudit.errors import OTHER_PAPERS
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.sniff import sniff
from formaudit.intake.gather import Gathered
from formaudit.model.document import Document

__all__ = ["FileRow", "FileState", "failed", "file_rows", "refused_rows", "whole_path"]


class FileState(StrEnum):
    """What became of a file of an archive.

    READ; ERROR: it cannot be read; OTHER: nothing of a submission is in it; OWN: this program wrote it; VERSION: a
    version that is not adopted, so it is not audited; PACKAGE: it holds other files; GONE: it is no longer there.
    """

    READ = "read"
    ERROR = "error"
    OTHER = "other"
    OWN = "own"
    VERSION = "version"
    PACKAGE = "package"
    GONE = "gone"


class FileRow(Struct, frozen=True, kw_only=True):
    """What became of a file, or of a member of a packed one (``container`` names the packed file).

    ``code`` and ``detail`` are those of the error, in no language: whoever shows it says it in the reader's.
    """

    path: str
    container: str
    sha256: str
    format: str
    state: FileState
    code: str = ""
    detail: str = ""
    forms: str = ""
    submission: str = ""


def whole_path(shown: str, names: dict[str, str]) -> str:
    """The archive's path of a document, its place in a packed file included."""
    base, mark, member = shown.partition("!/")
    return names.get(base, base) + mark + member


def refused_rows(job: Job, refused: dict[str, str]) -> Iterable[FileRow]:
    """The rows of files that are there and that the archive does not hand out."""
    for path in job.paths:
        if path in refused:
            yield failed(path, "unreadable", refused[path], "")


def file_rows(
    job: Job, here: dict[str, Path], gathered: Gathered, names: dict[str, str], refused: Collection[str]
) -> tuple[FileRow, ...]:
    """What became of each file of a job and of the members of packed ones, by path.

    ``here`` has the files that could be fetched, ``names`` the archive's path for each name shown, ``refused`` those
    that the archive did not hand out.
    """
    rows: dict[str, FileRow] = {}
    hashes: dict[str, tuple[str, str]] = {}

    def hashed(path: str) -> tuple[str, str]:
        """Hash and format of a file of which no document tells them."""
        if path not in hashes:
            hashes[path] = _hash(here[path]) if path in here and path in job.paths else ("", "")
        return hashes[path]

    for submission in gathered.submissions:
        key = key_of(submission.unit, submission.year, job.item, submission.part)
        for number, document in enumerate(submission.documents):
            forms = sorted({form.form for form in submission.forms if form.file == number})
            row = _read(document, names, key, forms)
            if submission.adopted:
                rows[row.path] = row
            else:
                rows.setdefault(row.path, replace(row, state=FileState.VERSION, submission=""))
    for error in gathered.errors:
        path = whole_path(error.file, names)
        base, mark, _ = path.partition("!/")
        rows.setdefault(
            path,
            FileRow(
                path=path,
                container=base if mark else "",
                sha256=hashed(base)[0],
                format=hashed(base)[1],
                state=FileState.OTHER if error.code in OTHER_PAPERS else FileState.ERROR,
                code=error.code,
                detail=error.detail[:300],
            ),
        )
    for shown in gathered.own:
        path = whole_path(shown, names)
        base, mark, _ = path.partition("!/")
        digest, form = hashed(base)
        rows.setdefault(
            path, FileRow(path=path, container=base if mark else "", sha256=digest, format=form, state=FileState.OWN)
        )
    for path in job.paths:
        if path in refused:
            continue
        if path not in here:
            rows.setdefault(path, FileRow(path=path, container="", sha256="", format="", state=FileState.GONE))
        elif path not in rows:
            # A packed file stands for itself beside its members.
            digest, form = hashed(path)
            rows[path] = FileRow(path=path, container="", sha256=digest, format=form, state=FileState.PACKAGE)
    return tuple(rows[path] for path in sorted(rows))


def _read(document: Document, names: dict[str, str], key: str, forms: Sequence[str]) -> FileRow:
    source = document.source
    path = whole_path(source.path, names)
    base, mark, _ = path.partition("!/")
    return FileRow(
        path=path,
        container=base if mark else "",
        sha256=source.sha256,
        format=source.format,
        state=FileState.READ,
        forms=",".join(forms),
        submission=key,
    )


def _hash(path: Path) -> tuple[str, str]:
    """The hash of a file and its format told by its first bytes; empty where it is gone."""
    try:
        with path.open("rb") as file:
            head = file.read(65536)
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest(), archive_kind(head) or sniff(head)
    except OSError:
        return "", ""


def failed(path: str, code: str, detail: str, digest: str) -> FileRow:
    """The row of a file on which workers died: named, and not read again until it changes."""
    return FileRow(path=path, container="", sha256=digest, format="", state=FileState.ERROR, code=code, detail=detail)
