"""Where a source of a golden has gone: a file with the same content elsewhere below the same folder."""

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from formaudit.golden.case import SourceHash

__all__ = ["moved"]

_MOST: Final = 5_000
"""So many files are looked at: an archive of any size must not be hashed whole for one lost file."""


def moved(root: Path, sources: Sequence[SourceHash]) -> str:
    """``old → new`` of the first source that is gone and stands elsewhere unchanged; empty where there is none."""
    for source in sources:
        if (root / source.path).exists():
            continue
        top = PurePosixPath(source.path).parts[0]
        folder = root / top
        if not folder.is_dir():
            continue
        for count, path in enumerate(sorted(folder.rglob("*" + PurePosixPath(source.path).suffix))):
            if count >= _MOST:
                break
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256:
                return f"{source.path} → {path.relative_to(root).as_posix()}"
    return ""
