"""Paths given by the user to submissions: files, folders, archives; an error of one file never loses the others."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from msgspec import Struct

from formaudit.errors import FormauditError, InputError
from formaudit.extract.ahead import Converted, converted_ahead, none_known
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.archives.volumes import joined, volume_sets
from formaudit.extract.door import (
    LARGEST,
    SLOW,
    carried,
    carried_read,
    convert_together,
    extract_bytes,
    open_archive,
    reading_apart,
)
from formaudit.extract.own_output import is_own_output
from formaudit.extract.sniff import sniff
from formaudit.forms.disclosure.recognise import is_blank_paper
from formaudit.held import held
from formaudit.indicators.lexicon import using
from formaudit.intake.grouping import Sorted, group_sorted, sort_document
from formaudit.model.document import Document
from formaudit.model.submission import Submission
from formaudit.settings import NameBook

__all__ = ["Gathered", "Watch", "gather", "located"]

_LIGHT: Final = frozenset({"docx", "txt", "csv", "xlsx", "html", "empty"})
_EMBEDDED: Final = b"word/embeddings/"
"""A Word file that holds others is no light one: their readers may need a converter."""
_TOGETHER: Final = 24
_HELD: Final = 64 * 1024 * 1024
_SMALL: Final = 16 * 1024 * 1024
_SECONDS: Final = 120
_MEGABYTES: Final = 2048
_NO_NAMES: Final = NameBook()
_DEEPEST: Final = 2
"""So deep files are opened that other files carry."""
Watch = Callable[[int, int], None]
_JUNK: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class Gathered(Struct, frozen=True, kw_only=True):
    """The submissions found, and one error for each file that could not be read or in which nothing was recognised.

    ``own`` are the files that this program wrote itself, by the names shown: they are never read.
    """

    submissions: Sequence[Submission]
    errors: tuple[FormauditError, ...]
    own: tuple[str, ...] = ()


def _is_junk(path: Path) -> bool:
    return path.name in _JUNK or path.name.startswith((".", "~$")) or "__MACOSX" in path.parts


def _root(paths: Sequence[Path]) -> Path:
    """The folder that the names shown start from: the given one, or the one that holds all the given paths."""
    folders = [path.absolute() if path.is_dir() else path.absolute().parent for path in paths]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # paths on different drives
        return folders[0]


def _files(path: Path, root: Path) -> Iterator[tuple[Path, str]]:
    """The files under a path with the names to show, in a stable order."""
    found = [path.absolute()]
    if path.is_dir():
        own = found[0]
        found = [
            file
            for file in sorted(own.rglob("*"))
            if file.is_file() and not any(_is_junk(Path(part)) for part in file.relative_to(own).parts)
        ]
    for file in found:
        yield file, file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name


def located(paths: Sequence[Path]) -> dict[str, Path]:
    """Where each file lies that ``gather`` shows by a name; members of archives are not among them."""
    if not paths:
        return {}
    root = _root(paths)
    return {shown: file for path in paths if path.exists() for file, shown in _files(path, root)}


def gather(
    paths: Sequence[Path],
    names: NameBook = _NO_NAMES,
    *,
    isolated: bool = True,
    leave: Path | None = None,
    watch: Watch | None = None,
) -> Gathered:
    """Read everything under the paths and put it together by unit and year; labels are understood with ``names``.

    Files that this program wrote are left out, and so is all under the folder ``leave``, to which results will go,
    unless it is one of the paths itself.

    A path that is not there, a folder without files and a file that cannot be read are among the errors; nothing is
    raised for them, so that the other files keep their results. A file reached by two of the paths is read once.
    Without ``isolated`` files are read here and not in a worker: for who is a worker already. ``watch`` is told the
    files read and all files after each.
    """
    told = _Errands(watch, sum(1 for path in paths if path.exists() for _ in _files(path, path)) if watch else 0)
    entries = held(_sorted(paths, names, told, isolated=isolated, leave=leave))
    with using(names):
        submissions, strangers = group_sorted(entries)
    told.errors.extend(
        InputError("blank-paper" if is_blank_paper(document) else "no-form", document.source.path)
        for document in strangers
        if not _is_cover(document)
    )
    return Gathered(submissions=submissions, errors=tuple(told.errors), own=tuple(told.own))


class _Errands:
    """What comes up while documents are read: errors, files of our own, how many files have been read."""

    def __init__(self, watch: Watch | None, total: int) -> None:
        self.errors: list[FormauditError] = []
        self.own: list[str] = []
        self._watch = watch
        self._total = total
        self._read: set[str] = set()

    def read(self, shown: str) -> None:
        """A file, or a member of a packed one, has been read."""
        if self._watch is not None:
            self._read.add(shown.partition("!/")[0])
            self._watch(min(len(self._read), self._total), self._total)


def _sorted(
    paths: Sequence[Path], names: NameBook, told: _Errands, *, isolated: bool, leave: Path | None
) -> Iterator[Sorted]:
    """The documents under the paths one by one, their forms looked for, so that none need stay in memory as it is."""
    root = _root(paths) if paths else Path()
    seen: set[Path] = set()
    with ExitStack() as stack:
        reader = _Reader(stack, isolated=isolated)
        for chunk in _chunks(entry for path in paths for entry in _under(path, root, seen, _left(leave, path))):
            read = [entry for entry in chunk if not isinstance(entry, _Own)]
            told.own.extend(entry.shown for entry in chunk if isinstance(entry, _Own))
            converted = convert_together(entry.data for entry in read if isinstance(entry, _File))
            with converted_ahead(converted):
                for entry in read:
                    outcomes = reader.all_of(entry, converted) if isinstance(entry, _File) else [entry]
                    for outcome in outcomes:
                        if isinstance(outcome, Document):
                            with using(names):
                                found = sort_document(outcome)
                            yield found
                        else:
                            told.errors.append(outcome)
                    told.read(entry.shown if isinstance(entry, _File) else entry.file)


class _File(Struct, frozen=True):
    """A file to be read, under the name that is shown, and what its first bytes say it is."""

    data: bytes
    shown: str
    kind: str


class _Own(Struct, frozen=True):
    """A file that this program wrote, under the name that is shown."""

    shown: str


_Entry = _File | _Own | FormauditError


def _is_cover(document: Document) -> bool:
    """Whether a file without a form only goes with the files that it carries, all of which were read."""
    told = [warning.code for warning in document.warnings]
    return "carried-read" in told and not any(warning.unread for warning in document.warnings)


def _left(leave: Path | None, path: Path) -> Path | None:
    """The folder to leave out under a path; the path itself is what the user asked for."""
    return leave.absolute() if leave is not None and leave.absolute() != path.absolute() else None


def _chunks(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    """The files in their order, cut so that old Word files come by the dozen and go through one call of a converter."""
    chunk: list[_Entry] = []
    slow = held = 0
    for entry in entries:
        chunk.append(entry)
        if isinstance(entry, _File):
            slow += entry.kind in SLOW
            held += len(entry.data)
        if slow >= _TOGETHER or held >= _HELD or not slow:
            yield chunk
            chunk, slow, held = [], 0, 0
    yield chunk


class _Reader:
    """Reads files: plain text formats here, formats with a large reader in a worker that may die alone."""

    def __init__(self, stack: ExitStack, *, isolated: bool) -> None:
        self._stack = stack
        self._isolated = isolated
        self._apart: Callable[..., Document] | None = None

    def all_of(self, file: _File, converted: Converted, depth: int = 1) -> Iterator[Document | FormauditError]:
        """The file's document, and those of the files that it carries (attachments, embedded files)."""
        outcome = self.read(file, converted)
        if not isinstance(outcome, Document):
            yield outcome
            return
        inside: list[Document | FormauditError] = []
        unread = False
        for member in carried(outcome, file.data) if depth <= _DEEPEST else ():
            name = f"{file.shown}!/{member.name}"
            found = list(self.all_of(_File(member.data, name, sniff(member.data)), none_known, depth + 1))
            unread = unread or not all(isinstance(each, Document) for each in found)
            inside += found
        yield carried_read(outcome, len(inside)) if inside and not unread else outcome
        yield from inside

    def read(self, file: _File, converted: Converted) -> Document | FormauditError:
        """The document, or what kept it from being read."""
        try:
            light = file.kind in _LIGHT and len(file.data) <= _SMALL and _EMBEDDED not in file.data
            if not self._isolated or light:
                return extract_bytes(file.data, file.shown)
            if self._apart is None:
                self._apart = self._stack.enter_context(reading_apart(_SECONDS, _MEGABYTES))
            own = hashlib.sha256(file.data).hexdigest() if converted else ""
            ahead = {own: converted[own]} if own in converted else none_known
            return self._apart(file.data, file.shown, converted=ahead)
        except FormauditError as error:
            return error
        except Exception as defect:  # noqa: BLE001 -- a defect of a reader must not lose the other files' results
            return InputError("defect", file.shown, f"{type(defect).__name__}: {defect}"[:200])


def _under(path: Path, root: Path, seen: set[Path], leave: Path | None) -> Iterator[_Entry]:
    """The files under one path, archives opened; nothing under the folder ``leave``."""
    if not path.exists():
        yield InputError("not-found", str(path))
        return
    found = False
    listed = list(_files(path, root))
    sets = _volume_sets(listed)
    for file, shown in listed:
        found = True
        if file.resolve() in seen or (leave is not None and file.is_relative_to(leave)):
            continue
        if file in sets:
            parts = sets[file]
            seen.update(part.resolve() for part in parts.files)
            yield from _joined(parts, shown)
            continue
        seen.add(file.resolve())
        try:
            data = file.read_bytes()
        except OSError as problem:
            yield InputError("unreadable", shown, problem.strerror or "")
            continue
        if is_own_output(data):
            yield _Own(shown)
        elif archive_kind(data):
            yield from _members(data, shown)
        else:
            yield _File(data, shown, sniff(data))
    if not found:
        yield InputError("no-submission", str(path))


class _Volumes(Struct, frozen=True):
    """The files of an archive that was cut, in their order; ``missing`` is the number of one that is not there."""

    files: tuple[Path, ...]
    missing: int | None


def _volume_sets(listed: Sequence[tuple[Path, str]]) -> dict[Path, _Volumes]:
    """The cut archives among some files, by their first file and, so that none is read alone, by each other one."""
    folders: dict[Path, list[str]] = {}
    for file, _ in listed:
        folders.setdefault(file.parent, []).append(file.name)
    found: dict[Path, _Volumes] = {}
    for folder, names in folders.items():
        for one in volume_sets(names).values():
            volumes = _Volumes(tuple(folder / name for name in one.names), one.missing)
            found.update(dict.fromkeys(volumes.files, volumes))
    return found


def _joined(volumes: _Volumes, shown: str) -> Iterator[_Entry]:
    """The members of an archive that was cut into several files."""
    if volumes.missing is not None:
        yield InputError("multi-volume", shown)
        return
    try:
        parts = [file.read_bytes() for file in volumes.files]
    except OSError as problem:
        yield InputError("unreadable", shown, problem.strerror or "")
        return
    if sum(map(len, parts)) > LARGEST:
        yield InputError("too-large", shown)
    elif archive_kind(parts[0]) == "rar":
        yield from _members(parts[0], shown, parts[1:])
    else:
        yield from _members(joined(parts), shown)


def _members(data: bytes, shown: str, rest: Sequence[bytes] = ()) -> Iterator[_Entry]:
    unpacked = open_archive(data, shown, rest)
    yield from unpacked.errors
    for member in unpacked.members:
        name = f"{shown}!/{member.name}"
        yield _Own(name) if is_own_output(member.data) else _File(member.data, name, sniff(member.data))
    if not unpacked.members and not unpacked.errors:
        yield InputError("no-submission", shown)
