"""The files under the paths that a user gives: archives opened, volumes joined, own outputs told apart."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from formaudit.errors import FormauditError, InputError
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.archives.volumes import joined, volume_sets
from formaudit.extract.door import LARGEST, open_archive
from formaudit.extract.own_output import is_own_output
from formaudit.extract.sniff import sniff

__all__ = ["Aside", "Entry", "Found", "Own", "common_root", "entries_under", "files_under", "left_out", "located"]

_JUNK: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class Found(Struct, frozen=True):
    """A file to be read, under the name that is shown, and what its first bytes say it is."""

    data: bytes
    shown: str
    kind: str


class Own(Struct, frozen=True):
    """A file that this program wrote, under the name that is shown."""

    shown: str


Entry = Found | Own | FormauditError
Aside = Callable[[Path], bool]
"""Whether a file belongs to this program in a way that its content does not tell."""


def located(paths: Sequence[Path]) -> dict[str, Path]:
    """Where each file lies that ``gather`` shows by a name; members of archives are not among them."""
    if not paths:
        return {}
    root = common_root(paths)
    return {shown: file for path in paths if path.exists() for file, shown in files_under(path, root)}


def common_root(paths: Sequence[Path]) -> Path:
    """The folder that the names shown start from: the given one, or the one that holds all the given paths."""
    folders = [path.absolute() if path.is_dir() else path.absolute().parent for path in paths]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # paths on different drives
        return folders[0]


def files_under(path: Path, root: Path) -> Iterator[tuple[Path, str]]:
    """The files under a path with the names to show, in a stable order."""
    for file, shown, problem in _listed(path, root):
        if problem is None:
            yield file, shown


def _listed(path: Path, root: Path) -> Iterator[tuple[Path, str, InputError | None]]:
    """The files under a path, and what stands in the way of others: a closed folder, a link that is not followed."""
    found: list[tuple[Path, tuple[str, str] | None]] = [(path.absolute(), None)]
    if path.is_dir():
        found = sorted(_inside(path.absolute()), key=lambda each: each[0])
    for file, problem in found:
        shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
        yield file, shown, None if problem is None else InputError(problem[0], shown or str(path), problem[1])


def _inside(top: Path) -> Iterator[tuple[Path, tuple[str, str] | None]]:
    """What lies in a folder at any depth; what cannot be reached with the code of an error and its reason.

    A link to a folder is not followed, for it may lead anywhere and in a circle; where it leads to a folder of the
    papers, nothing is lost by it.
    """
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as problem:
            yield folder, ("unreadable", problem.strerror or "")
            continue
        for entry in entries:
            place = folder / entry.name
            if _is_junk(Path(entry.name)):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(place)
                elif entry.is_file():
                    yield place, None
                elif entry.is_symlink() and not place.exists():
                    yield place, ("not-found", "")
                elif entry.is_dir() and not place.resolve().is_relative_to(top.resolve()):
                    yield place, ("linked-folder", "")
            except OSError as problem:
                yield place, ("unreadable", problem.strerror or "")


def _is_junk(path: Path) -> bool:
    return path.name in _JUNK or path.name.startswith((".", "~$")) or "__MACOSX" in path.parts


def left_out(leave: Path | None, path: Path) -> Path | None:
    """The folder to leave out under a path; the path itself is what the user asked for."""
    return leave.absolute() if leave is not None and leave.absolute() != path.absolute() else None


def entries_under(path: Path, root: Path, seen: set[Path], leave: Path | None, aside: Aside) -> Iterator[Entry]:
    """The files under one path, archives opened; nothing under the folder ``leave``, and what is ``aside`` unopened."""
    if not path.exists():
        yield InputError("not-found", str(path))
        return
    found = False
    listed = list(_listed(path, root))
    sets = _volume_sets([(file, shown) for file, shown, problem in listed if problem is None])
    for file, shown, problem in listed:
        found = True
        if problem is not None:
            if leave is None or not file.is_relative_to(leave):
                yield problem
            continue
        if file.resolve() in seen or (leave is not None and file.is_relative_to(leave)):
            continue
        if file in sets:
            parts = sets[file]
            seen.update(part.resolve() for part in parts.files)
            yield from _joined(parts, shown)
            continue
        seen.add(file.resolve())
        if aside(file):
            yield Own(shown)
            continue
        try:
            data = file.read_bytes()
        except OSError as closed:
            yield InputError("unreadable", shown, closed.strerror or "")
            continue
        if is_own_output(data):
            yield Own(shown)
        elif archive_kind(data):
            yield from _members(data, shown)
        else:
            yield Found(data, shown, sniff(data))
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


def _joined(volumes: _Volumes, shown: str) -> Iterator[Entry]:
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


def _members(data: bytes, shown: str, rest: Sequence[bytes] = ()) -> Iterator[Entry]:
    unpacked = open_archive(data, shown, rest)
    yield from unpacked.errors
    for member in unpacked.members:
        name = f"{shown}!/{member.name}"
        yield Own(name) if is_own_output(member.data) else Found(member.data, name, sniff(member.data))
    if not unpacked.members and not unpacked.errors:
        yield InputError("no-submission", shown)
