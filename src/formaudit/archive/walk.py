"""What lies in an archive: a folder, a packed file, or a tree behind a URL that fsspec understands."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

from msgspec import Struct

from formaudit.errors import UsageError
from formaudit.patterns import compiled

__all__ = ["Seen", "fetched", "is_remote", "is_slow", "root_of", "walk"]

_ESCAPED: Final = compiled(r"\\u(dc[89a-f][0-9a-f])")
_SLOW_NAMES: Final = (".doc", ".wps", ".rtf")
_JUNK: Final = frozenset({"Thumbs.db", "desktop.ini", ".DS_Store"})


class Seen(Struct, frozen=True, kw_only=True):
    """A file of the archive: its path below the root with ``/``, its size, and when it changed, as text to compare.

    A folder that may not be entered is one too, its path ended by ``/``, and so is a link that leads nowhere or to a
    folder elsewhere: with the ``code`` of an error and the ``problem`` as the system tells it.
    """

    path: str
    size: int
    changed: str
    code: str = ""
    problem: str = ""

    @property
    def folder(self) -> str:
        """The folder it lies in, empty for the root."""
        parent = str(PurePosixPath(self.path).parent)
        return "" if parent == "." else parent


def is_slow(path: str) -> bool:
    """Whether a file's name is one of an old Word file, which only a converter reads."""
    return path.lower().endswith(_SLOW_NAMES)


def is_remote(archive: str) -> bool:
    """Whether an archive is a URL."""
    return "://" in archive


def root_of(archive: str) -> str:
    """The name under which the store knows an archive."""
    return archive.rstrip("/") if is_remote(archive) else str(Path(archive).absolute())


def walk(archive: str) -> Iterator[Seen]:
    """The files of an archive in a stable order, without what systems leave behind.

    Raises:
        UsageError: ``not-found``; ``store-extra`` where a URL needs fsspec.

    """
    if is_remote(archive):
        yield from _remote(archive)
        return
    root = Path(archive)
    if root.is_file():
        yield _seen(root, root.name)
        return
    if not root.is_dir():
        raise UsageError("not-found", archive)
    yield from _folder(root, "", root)


def _folder(folder: Path, shown: str, root: Path) -> Iterator[Seen]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return  # gone since its parent was listed
    except OSError as error:
        yield Seen(
            path=shown or "./", size=0, changed="", code="unreadable", problem=error.strerror or type(error).__name__
        )
        return
    for entry in entries:
        path = f"{shown}{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith((".", "__MACOSX")):
                    yield from _folder(Path(entry.path), f"{path}/", root)
            elif entry.is_file() and not _junk(entry.name):
                yield _seen(Path(entry.path), path)
            elif entry.is_symlink() and not _junk(entry.name) and (code := _lost(Path(entry.path), root)):
                yield Seen(path=path, size=0, changed="", code=code)
        except OSError:
            continue  # gone between the listing and the look


def _lost(link: Path, root: Path) -> str:
    """What is not read because of a link, as the code of an error; nothing where it leads into the archive."""
    if not link.exists():
        return "not-found"
    return "" if link.resolve().is_relative_to(root.resolve()) else "linked-folder"


def _junk(name: str) -> bool:
    return name in _JUNK or name.startswith((".", "~$"))


def _seen(path: Path, shown: str) -> Seen:
    told = path.stat()
    # A name that is no UTF-8 is written with escapes, so that it can be stored and shown; ``fetched`` undoes them.
    shown = shown.encode("utf-8", "backslashreplace").decode("utf-8")
    return Seen(path=shown, size=told.st_size, changed=str(told.st_mtime_ns))


def _filesystem(archive: str) -> tuple[Any, str]:
    try:
        import fsspec  # noqa: PLC0415 - an extra, loaded at its one door
    except ImportError:
        raise UsageError("store-extra", archive, "fsspec") from None
    with _reaching(archive):
        system, path = fsspec.core.url_to_fs(archive)
    return system, str(path).rstrip("/")


@contextmanager
def _reaching(archive: str) -> Iterator[None]:
    """What stands inside asks a store that fsspec knows; each kind raises its own errors, of any class.

    Raises:
        UsageError: ``archive-url``, with what the store said.

    """
    try:
        yield
    except Exception as error:
        raise UsageError("archive-url", archive, _short(error, 120)) from error


def _short(error: Exception, most: int) -> str:
    return " ".join(str(error).split())[:most]


def _remote(archive: str) -> Iterator[Seen]:
    system, root = _filesystem(archive)
    with _reaching(archive):
        found = system.find(root, detail=True)
    if not found:
        raise UsageError("not-found", archive)
    for name in sorted(found):
        shown = name[len(root) :].lstrip("/") or PurePosixPath(name).name
        if any(_junk(part) for part in shown.split("/")):
            continue
        told = found[name]
        changed = told.get("ETag") or told.get("etag") or told.get("mtime") or told.get("LastModified") or ""
        yield Seen(path=shown, size=int(told.get("size") or 0), changed=str(changed))


def _place(root: Path, path: str) -> Path:
    place = root / path
    if "\\udc" in path and not place.exists():
        return root / _ESCAPED.sub(lambda found: chr(int(found[1], 16)), path)
    return place


@contextmanager
def fetched(archive: str, paths: Sequence[str]) -> Iterator[tuple[dict[str, Path], dict[str, str]]]:
    """Where files of an archive lie on this machine while they are read; remote ones are copied and taken away again.

    A file that is not there any more is left out; the second answer says why others cannot be had.
    """
    if not is_remote(archive):
        root = Path(archive)
        found = {path: root if root.is_file() else _place(root, path) for path in paths}
        yield {path: place for path, place in found.items() if place.is_file()}, {}
        return
    system, root_path = _filesystem(archive)
    with TemporaryDirectory(prefix="formaudit-") as folder:
        here: dict[str, Path] = {}
        refused: dict[str, str] = {}
        for path in paths:
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                system.get_file(
                    f"{root_path}/{path}" if system.exists(f"{root_path}/{path}") else root_path, str(target)
                )
            except FileNotFoundError:
                continue
            except Exception as error:  # noqa: BLE001 - as in ``_reaching``, but this is about one file, which is named
                refused[path] = f"{type(error).__name__}: {_short(error, 120)}"
                continue
            here[path] = target
        yield here, refused
