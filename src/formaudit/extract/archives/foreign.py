"""7z and RAR through libarchive, in a process of its own. The only door to libarchive.

Its readers for these formats are C code with a history of memory faults, so it never runs in our process: a worker
reads and sends what it finds piece by piece; a fault kills the worker, and what came before it is kept.
"""

import contextlib
import ctypes
import itertools
import locale
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from formaudit.errors import InputError
from formaudit.extract.archives.entry import BLOCK, Entry
from formaudit.extract.archives.names import name_from_bytes
from formaudit.extract.archives.rar import is_rar_volume
from formaudit.extract.worker.pool import Pool

__all__ = ["foreign_entries"]

_SECRET: Final = re.compile("encrypt|passphrase|password", re.IGNORECASE)
_NEEDED: Final = "pip install 'formaudit[archives]'; apt install libarchive13"


@dataclass(frozen=True, slots=True)
class _Head:
    """The start of an entry; its blocks follow, and an empty block once it is whole."""

    name: str
    special: bool
    size: int | None


@dataclass(frozen=True, slots=True)
class _Spoilt:
    """Instead of the rest of an entry: why it cannot be read."""

    code: str
    detail: str


_Piece = _Head | _Spoilt | bytes


def foreign_entries(data: bytes, kind: str) -> Iterator[Entry]:
    """The entries of a 7z or RAR archive.

    Raises:
        InputError: ``missing-extra``, ``multi-volume``, ``encrypted``, ``damaged`` or what befell the worker
            (``timeout``, ``memory``, ``crashed``), after the entries before it.

    """
    if kind == "rar" and is_rar_volume(data):
        raise InputError("multi-volume")
    failures: list[InputError] = []
    with Pool() as pool:
        numbered = _numbered(pool.stream(_read, data, kind), failures)
        for _, pieces in itertools.groupby(numbered, operator.itemgetter(0)):
            _, head = next(pieces)
            if isinstance(head, _Head):
                yield Entry(name=head.name, chunks=_blocks(pieces), size=head.size, special=head.special)  # noqa: B031 - head and blocks are its two parts, taken in turn
    if failures:
        raise failures[0]


def _numbered(pieces: Iterator[_Piece], failures: list[InputError]) -> Iterator[tuple[int, _Piece]]:
    """The pieces with the number of their entry; a failure of the archive is kept for its end."""
    number = 0
    try:
        for piece in pieces:
            number += isinstance(piece, _Head)
            yield number, piece
    except InputError as error:
        failures.append(error)


def _blocks(pieces: Iterator[tuple[int, _Piece]]) -> Iterator[bytes]:
    for _, piece in pieces:
        if isinstance(piece, _Spoilt):
            raise InputError(piece.code, detail=piece.detail)
        if isinstance(piece, bytes):
            if not piece:
                return
            yield piece
    raise InputError("damaged")


def _read(data: bytes, kind: str) -> Iterator[_Piece]:
    """Runs in the worker: every entry but folders, from the front to the back."""
    with contextlib.suppress(locale.Error):  # libarchive converts names by the locale of the process
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    try:
        import libarchive  # noqa: PLC0415 - an optional extra at its one door
    except (ImportError, OSError, AttributeError, TypeError) as error:  # the last three: no system library
        raise InputError("missing-extra", detail=_NEEDED) from error
    every_kind = "7zip" if kind == "7z" else "all"  # "all" reads both dialects of RAR
    try:
        with libarchive.memory_reader(data, format_name=every_kind, header_codec="ascii") as archive:
            for entry in archive:
                if not entry.isdir:
                    yield _head(entry)
                    yield from _contents(entry, libarchive.ffi.read_data)
    except libarchive.exception.ArchiveError as error:
        reason = _reason(error)
        raise InputError(reason.code, detail=reason.detail) from error


def _head(entry: Any) -> _Head:
    name = entry.pathname or ""
    told = name if isinstance(name, str) else name_from_bytes(name)
    return _Head(told, special=not entry.isreg or entry.islnk, size=entry.size)


def _contents(entry: Any, read_data: Callable[..., int]) -> Iterator[_Piece]:
    """The blocks of an entry; ``get_blocks`` of the binding takes a warning's negative number for a length."""
    archive = entry._archive_p  # noqa: SLF001 - the binding has no other way to read with the return code in hand
    buffer = ctypes.create_string_buffer(BLOCK)
    try:
        while (got := read_data(archive, buffer, BLOCK)) > 0:
            yield buffer.raw[:got]
    except Exception as error:  # noqa: BLE001 - the binding's own class is known in the caller only
        yield _reason(error)
    else:
        yield b"" if got == 0 else _Spoilt("damaged", "")


def _reason(error: Exception) -> _Spoilt:
    """What a remark of libarchive means."""
    remark = str(getattr(error, "msg", None) or error)
    return _Spoilt("encrypted" if _SECRET.search(remark) else "damaged", remark)
