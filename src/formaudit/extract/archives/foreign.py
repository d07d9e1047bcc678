"""7z, RAR, CAB, ISO, LZH, .Z, .zst and ZIPs packed in new ways, by libarchive in a process of its own: its only door.

Its readers for these formats are C code with a history of memory faults, so it never runs in our process: a worker
reads and sends what it finds piece by piece; a fault kills the worker, and what came before it is kept.
"""

import contextlib
import ctypes
import itertools
import locale
import operator
import re
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.archives.entry import BLOCK, Entry
from formaudit.extract.archives.names import name_from_bytes
from formaudit.extract.archives.rar import RarFile, RarListing, rar_listing
from formaudit.extract.worker.pool import Pool
from formaudit.patterns import compiled

__all__ = ["foreign_entries"]

_SECRET: Final = compiled("encrypt|passphrase|password", re.IGNORECASE)
_UNABLE: Final = compiled("unavailable|unsupported|not supported", re.IGNORECASE)
_ALONE: Final = {"z": "compress", "zst": "zstd", "lz4": "lz4", "lz": "lzip"}
"""Kinds that pack one file without naming it, and what libarchive calls their packing."""
_SELDOM: Final = frozenset({"lzh", "cab", "iso"})
"""Kinds of which libarchive reads the usual ones only: what it stumbles over need not be damaged."""
_UNLISTED: Final = RarListing(volume=False, secret=False, whole=True, files=())


class _Head(Struct, frozen=True):
    """The start of an entry; its blocks follow, and an empty block once it is whole."""

    name: str
    special: bool
    size: int | None


class _Spoilt(Struct, frozen=True):
    """Instead of the rest of an entry: why it cannot be read."""

    code: str
    detail: str


_Piece = _Head | _Spoilt | bytes


def foreign_entries(data: bytes, kind: str, stem: str = "", rest: Sequence[bytes] = ()) -> Iterator[Entry]:
    """The entries of an archive that libarchive reads.

    ``stem`` is what a single compressed file is called, ``rest`` are the further files of a RAR that was cut.

    Raises:
        InputError: ``missing-extra``, ``missing-library``, ``multi-volume``, ``encrypted``, ``damaged`` or what befell
            the worker (``timeout``, ``memory``, ``crashed``), after the entries before it.

    """
    failures: list[InputError] = []
    with Pool() as pool:
        numbered = _numbered(pool.stream(_read, data, kind, stem, tuple(rest)), failures)
        for _, pieces in itertools.groupby(numbered, operator.itemgetter(0)):
            _, head = next(pieces)
            if isinstance(head, _Head):
                blocks = _blocks(pieces)  # noqa: B031 - the head was the first of the same pieces
                yield Entry(name=head.name, chunks=blocks, size=head.size, special=head.special)
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


def _read(data: bytes, kind: str, stem: str = "", rest: tuple[bytes, ...] = ()) -> Iterator[_Piece]:
    """Runs in the worker: every entry but folders, from the front to the back."""
    with contextlib.suppress(locale.Error):  # libarchive converts names by the locale of the process
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    try:
        import libarchive  # noqa: PLC0415 - an optional extra at its one door
    except ImportError as error:
        raise InputError("missing-extra", detail="archives") from error
    except (OSError, AttributeError, TypeError) as error:  # what the binding raises when it finds no library
        raise InputError("missing-library", detail="libarchive") from error
    listing = rar_listing(data) if kind == "rar" else _UNLISTED
    if (listing.volume and not rest) or listing.secret:
        raise InputError("multi-volume" if listing.volume else "encrypted")
    # The parts of a cut file have checksums of their own, which say nothing of the whole.
    files = () if rest else listing.files
    told = itertools.chain(files, itertools.repeat(RarFile(crc=None, encrypted=False)))
    try:
        with _opened(libarchive, data, kind, rest) as found:
            for entry, header in zip(found, told, strict=False):
                if entry.isdir:
                    continue
                head = _head(entry)
                yield replace(head, name=stem) if kind in _ALONE else head
                if header.encrypted:
                    yield _Spoilt("encrypted", "")
                else:
                    yield from _contents(entry, libarchive.ffi.read_data, header.crc, libarchive.exception.ArchiveError)
    except libarchive.exception.ArchiveError as error:
        reason = _reason(error)
        # A RAR whose own headers are whole to the end is sound, whatever libarchive stumbles over.
        sound = reason.code == "damaged" and ((kind == "rar" and listing.whole) or kind in _SELDOM)
        raise InputError("unsupported" if sound else reason.code, detail=reason.detail) from error
    if rest:
        return
    if not listing.whole:
        raise InputError("damaged")


@contextlib.contextmanager
def _opened(libarchive: Any, data: bytes, kind: str, rest: tuple[bytes, ...]) -> Iterator[Any]:
    """The archive's entries. The files of a cut RAR are laid in a folder, since libarchive goes on only in files."""
    if not rest:
        # "all" reads both dialects of RAR.
        forms = {
            "7z": "7zip",
            "cab": "cab",
            "iso": "iso9660",
            "lzh": "lha",
            "zip": "zip",
            **dict.fromkeys(_ALONE, "raw"),
        }
        form = forms.get(kind, "all")
        codec = "utf-8" if kind == "iso" else "ascii"
        with libarchive.memory_reader(
            data, format_name=form, filter_name=_ALONE.get(kind, "all"), header_codec=codec
        ) as found:
            yield found
        return
    with tempfile.TemporaryDirectory(prefix="formaudit-") as folder:
        paths = []
        for number, part in enumerate((data, *rest)):
            path = Path(folder) / f"{number:05d}.rar"
            path.write_bytes(part)
            paths.append(str(path).encode())
        names = (ctypes.c_char_p * (len(paths) + 1))(*paths, None)
        open_files = libarchive.ffi.libarchive.archive_read_open_filenames
        open_files.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p), ctypes.c_size_t]
        open_files.restype = ctypes.c_int
        with libarchive.read.new_archive_read("all", "all") as archive:
            if open_files(archive, names, BLOCK):
                raise InputError("damaged", detail="volumes")
            yield libarchive.read.ArchiveRead(archive, "ascii")


def _head(entry: Any) -> _Head:
    name = entry.pathname or ""
    told = name if isinstance(name, str) else name_from_bytes(name)
    return _Head(told, special=not entry.isreg or entry.islnk, size=entry.size)


def _contents(
    entry: Any, read_data: Callable[..., int], said: int | None, failure: type[Exception]
) -> Iterator[_Piece]:
    """The blocks of an entry, whose checksum must be the one its header said; ``failure`` is what the binding raises.

    ``get_blocks`` of the binding is not used: it takes a warning's negative number for a length.
    """
    archive = entry._archive_p  # noqa: SLF001 - the binding has no other way to read with the return code in hand
    buffer = ctypes.create_string_buffer(BLOCK)
    crc = 0
    try:
        while (got := read_data(archive, buffer, BLOCK)) > 0:
            block = buffer.raw[:got]
            crc = zlib.crc32(block, crc)
            yield block
    except failure as error:
        yield _reason(error)
    else:
        whole = got == 0 and (said is None or entry.islnk or not entry.isreg or said == crc)
        yield b"" if whole else _Spoilt("damaged", "checksum")


def _reason(error: Exception) -> _Spoilt:
    """What a remark of libarchive means."""
    remark = str(getattr(error, "msg", None) or error)
    if _SECRET.search(remark):
        return _Spoilt("encrypted", remark)
    return _Spoilt("unsupported" if _UNABLE.search(remark) else "damaged", remark)
