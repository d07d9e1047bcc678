"""In which file the figure stands that a finding is about, as the report of its submission says."""

import zlib
from collections.abc import Mapping
from typing import Final

import msgspec

from formaudit.archive.store import Store

__all__ = ["files_of_suspects"]


class _Where(msgspec.Struct):
    file: int


class _Figure(msgspec.Struct):
    where: _Where


class _Finding(msgspec.Struct):
    id: str
    figures: tuple[_Figure, ...]


class _File(msgspec.Struct):
    path: str


class _Submission(msgspec.Struct):
    files: tuple[_File, ...]
    findings: tuple[_Finding, ...]


class _Report(msgspec.Struct):
    submissions: tuple[_Submission, ...]


_decode: Final = msgspec.json.Decoder(_Report).decode


def files_of_suspects(store: Store, root: str, key: str) -> Mapping[str, str]:
    """The path of each finding's first figure, by the finding's id; nothing of a submission without a report."""
    rows = store.rows("SELECT report FROM submissions WHERE root = ? AND key = ?", [root, key])
    if not rows or rows[0][0] is None:
        return {}
    return {
        finding.id: submission.files[finding.figures[0].where.file].path
        for submission in _decode(zlib.decompress(bytes(rows[0][0]))).submissions
        for finding in submission.findings
        if finding.figures and finding.figures[0].where.file < len(submission.files)
    }
