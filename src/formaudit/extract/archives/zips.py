"""ZIP through its central directory, as long as there is a sound one."""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.archives.entry import BLOCK, Entry
from formaudit.extract.archives.names import name_from_bytes
from formaudit.extract.archives.salvage import salvaged

__all__ = ["directory", "strangely_packed", "zip_entries"]

_END: Final = b"PK\x05\x06"
_CENTRAL: Final = b"PK\x01\x02"
_SPANNED: Final = b"PK\x07\x08"
_MOST_LISTED: Final = 200_000
_UTF8_FLAG: Final = 0x800
_UNICODE_PATH: Final = 0x7075
_PACKED: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
_UNIX: Final = 3

_BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
)
"""What zipfile and its decompressors are known to raise on damaged bytes (``ValueError`` covers names)."""


def directory(data: bytes) -> zipfile.ZipFile | None:
    """The archive opened by its central directory, or ``None`` where that is missing, broken or absurdly long.

    A directory is held in memory as objects, some twenty times its size in the file; hence the bound.
    """
    if _is_volume(data) or data.count(_CENTRAL) > _MOST_LISTED:
        return None
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, NotImplementedError):
        return None


def zip_entries(data: bytes) -> Iterator[Entry]:
    """The entries in the order of the directory; without a directory, whatever can be found by its local headers.

    Raises:
        InputError: ``multi-volume`` or ``damaged``, after the entries that could be found.

    """
    archive = directory(data)
    if archive is None:
        yield from salvaged(data)
        raise InputError("multi-volume" if _is_volume(data) else "damaged")
    with archive:
        for info in archive.infolist():
            if not info.filename.endswith("/"):
                yield _entry(archive, info)


def strangely_packed(data: bytes) -> bool:
    """Whether a sound archive has entries packed in a way that Python does not know (PPMd, XZ, Zstandard …).

    One with a password is left alone: its entries are told one by one.
    """
    archive = directory(data)
    if archive is None:
        return False
    with archive:
        found = archive.infolist()
    return any(info.compress_type not in _PACKED for info in found) and not any(info.flag_bits & 1 for info in found)


def _is_volume(data: bytes) -> bool:
    """Whether this is one of several files that only together are an archive; 0xFFFF means "see ZIP64"."""
    end = data.rfind(_END)
    disk = int.from_bytes(data[end + 4 : end + 6], "little") if end >= 0 else 0
    return disk not in {0, 0xFFFF} or (end < 0 and data.startswith(_SPANNED))


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Entry:
    kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == _UNIX else 0
    return Entry(
        name=_name(info),
        chunks=_chunks(archive, info),
        size=info.file_size,
        packed=info.compress_size,
        special=kind not in {0, stat.S_IFREG},
        encrypted=bool(info.flag_bits & 1),
    )


def _name(info: zipfile.ZipInfo) -> str:
    """Info-ZIP's Unicode field, else the UTF-8 that bit 11 promises, else what the bytes tell."""
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    extra = info.extra
    while len(extra) >= 4:
        field, length = struct.unpack_from("<HH", extra)
        if field == _UNICODE_PATH and extra[5:9] == zlib.crc32(raw).to_bytes(4, "little"):
            return extra[9 : 4 + length].decode("utf-8", "replace")
        extra = extra[4 + length :]
    return name_from_bytes(raw)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of one entry; zipfile compares their checksum at the end."""
    try:
        with archive.open(info) as stream:
            while block := stream.read(BLOCK):
                yield block
    except NotImplementedError as error:
        raise InputError("unsupported", detail=str(error)) from error
    except RuntimeError as error:  # zipfile has no class of its own for a missing password
        raise InputError("encrypted") from error
    except _BROKEN as error:
        raise InputError("damaged", detail=str(error)) from error
