"""Paths given by the user to submissions: files, folders, archives; an error of one file never loses the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formaudit.errors import FormauditError, InputError
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Document
from formaudit.model.submission import Submission

__all__ = ["Gathered", "gather"]

_JUNK: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The submissions found, and one error for each file that could not be read or in which nothing was recognised."""

    submissions: tuple[Submission, ...]
    errors: tuple[FormauditError, ...]


def _is_junk(path: Path) -> bool:
    return path.name in _JUNK or path.name.startswith((".", "~$")) or "__MACOSX" in path.parts


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The files under a path with the names to show, in a stable order."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and not any(_is_junk(Path(part)) for part in file.relative_to(path).parts):
                yield file, file.relative_to(path).as_posix()
    else:
        yield path, path.name


def gather(paths: Sequence[Path]) -> Gathered:
    """Read everything under the paths and put it together by unit and year.

    Raises:
        UsageError: never; a path that is not there is an ``InputError`` among the errors.

    """
    documents: list[Document] = []
    errors: list[FormauditError] = []
    for path in paths:
        if not path.exists():
            errors.append(InputError("not-found", str(path)))
            continue
        found = False
        for file, shown in _files(path):
            found = True
            try:
                data = file.read_bytes()
            except OSError as problem:
                errors.append(InputError("unreadable", shown, problem.strerror or ""))
                continue
            try:
                documents.append(extract_bytes(data, shown))
            except FormauditError as problem:
                errors.append(problem)
        if not found:
            errors.append(InputError("no-submission", str(path)))
    submissions, strangers = group_documents(documents)
    errors.extend(InputError("no-form", document.source.path) for document in strangers)
    return Gathered(submissions=submissions, errors=tuple(errors))
