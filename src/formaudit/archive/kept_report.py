"""What the report of a submission says of its findings, as the store keeps it: files, findings, figures."""

import zlib
from typing import Final

import msgspec

from formaudit.archive.store import Store

__all__ = ["KeptFinding", "KeptSubmission", "kept_submissions"]


class _Where(msgspec.Struct):
    file: int


class _Figure(msgspec.Struct):
    key: str
    where: _Where


class _File(msgspec.Struct):
    path: str


class KeptFinding(msgspec.Struct):
    """A finding with the keys and files of its figures, the suspected one first."""

    id: str
    check: str
    figures: tuple[_Figure, ...]


class KeptSubmission(msgspec.Struct):
    """The files of a submission in the order in which its figures count them, and its findings."""

    files: tuple[_File, ...]
    findings: tuple[KeptFinding, ...]


class _Report(msgspec.Struct):
    submissions: tuple[KeptSubmission, ...]


_decode: Final = msgspec.json.Decoder(_Report).decode


def kept_submissions(store: Store, root: str, key: str) -> tuple[KeptSubmission, ...]:
    """What the report of a submission holds; nothing where the store has none."""
    rows = store.rows("SELECT report FROM submissions WHERE root = ? AND key = ?", [root, key])
    if not rows or rows[0][0] is None:
        return ()
    return _decode(zlib.decompress(bytes(rows[0][0]))).submissions
