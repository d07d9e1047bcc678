"""TAR, plain or compressed, and single compressed files; always as a stream, from the front to the back.

Reading forward only is what keeps hostile offsets harmless: a header that points backwards cannot make a loop.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from typing import IO, Final, cast

from formaudit.errors import InputError
from formaudit.extract.archives.entry import BLOCK, Entry, Limits
from formaudit.extract.archives.kinds import is_tar
from formaudit.extract.archives.names import name_from_bytes

__all__ = ["compressed_entries", "tar_entries"]

_HEADER: Final = 512
_MOST_EMPTY: Final = 8
_BROKEN: Final = (
    tarfile.TarError,
    gzip.BadGzipFile,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,  # a size of 2 ** 90
    RecursionError,  # tarfile reads a chain of extended headers by calling itself
)


class _Forward:
    """A stream that can only be read on, counts what it gave, refuses beyond a bound, and remembers its tail.

    The tail is there to look at the block on which tarfile stopped: tarfile takes a broken header for the end.
    """

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream = stream
        self._most = most
        self._given = 0
        self._tail = b""
        self._empty = 0

    def read(self, size: int) -> bytes:
        block = self._stream.read(size)
        self._given += len(block)
        if self._given > self._most:
            raise InputError("too-large", detail=f"> {self._most >> 20} MB")
        self._empty += not block
        if self._empty > _MOST_EMPTY:  # tarfile skips a member in small steps, even a terabyte beyond the end
            raise EOFError("unexpected end of data")
        self._tail = (self._tail + block)[-8 * tarfile.RECORDSIZE :]
        return block

    def zero_at(self, offset: int) -> bool:
        """Whether a block of zeros, the end mark, stands at an offset that was read lately."""
        at = offset - (self._given - len(self._tail))
        return at >= 0 and self._tail[at : at + _HEADER] == bytes(_HEADER)


def tar_entries(data: bytes) -> Iterator[Entry]:
    """The entries of a TAR that is not compressed.

    Raises:
        InputError: ``damaged``, after the entries before the damage.

    """
    return _entries(_Forward(io.BytesIO(data), len(data)))


def compressed_entries(data: bytes, kind: str, stem: str, limits: Limits) -> Iterator[Entry]:
    """The entries of a TAR compressed by gz, bz2 or xz; any other content is one entry with the name ``stem``.

    Raises:
        InputError: ``damaged``, or ``too-large`` when the stream grows beyond the limits.

    """
    if _starts_as_tar(data, kind):
        most = min(limits.total_bytes, max(limits.ratio_floor, limits.ratio * len(data)))
        yield from _entries(_Forward(_unpacking(data, kind), most))
    else:
        yield Entry(name=stem, chunks=_blocks(_unpacking(data, kind)), packed=len(data))


def _unpacking(data: bytes, kind: str) -> IO[bytes]:
    packed = io.BytesIO(data)
    if kind == "gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=packed))
    return cast("IO[bytes]", bz2.BZ2File(packed) if kind == "bz2" else lzma.LZMAFile(packed))


def _starts_as_tar(data: bytes, kind: str) -> bool:
    try:
        return is_tar(_unpacking(data, kind).read(_HEADER))
    except _BROKEN:
        return False


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    try:
        while block := stream.read(BLOCK):
            yield block
    except _BROKEN as error:
        raise InputError("damaged", detail=str(error)) from error


def _entries(stream: _Forward) -> Iterator[Entry]:
    try:
        with tarfile.open(
            fileobj=cast("IO[bytes]", stream), mode="r|", encoding="utf-8", errors="surrogateescape"
        ) as archive:
            while (info := archive.next()) is not None:
                if not info.isdir():
                    yield _entry(archive, info)
            whole = stream.zero_at(archive.offset)
    except _BROKEN as error:
        raise InputError("damaged", detail=str(error)) from error
    if not whole:
        raise InputError("damaged")


def _entry(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Entry:
    content = archive.extractfile(info) if info.isreg() else None
    return Entry(
        name=name_from_bytes(info.name.encode("utf-8", "surrogateescape")),
        chunks=_blocks(content) if content is not None else iter(()),
        size=info.size,
        special=content is None,
    )
