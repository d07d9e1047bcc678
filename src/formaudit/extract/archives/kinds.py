"""Which kind of archive bytes are, told by the bytes and never by a name.

Office documents are ZIP files too; they are documents here and not archives.
"""

import re
from functools import lru_cache
from typing import Final

from formaudit.extract.archives.mail_marks import is_eml, is_mbox, is_msg
from formaudit.extract.archives.salvage import first_name
from formaudit.extract.archives.zips import directory
from formaudit.extract.lead import bare
from formaudit.patterns import late

__all__ = ["archive_kind", "carried", "is_tar"]

_MAGIC: Final = (
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"MSCF\0\0\0\0", "cab"),
    (b"\x1f\x9d", "z"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"LZIP", "lz"),
    (b"\x78\x9f\x3e\x22", "tnef"),
)
_PROGRAM: Final = b"MZ"
_PACKED_BEHIND: Final = ((b"7z\xbc\xaf\x27\x1c\x00", "sfx-7z"), (b"Rar!\x1a\x07", "sfx-rar"))
"""What follows a program that unpacks itself."""
_PROGRAM_SIZE: Final = 2 * 1024 * 1024
_ISO: Final = (0x8001, b"CD001")
_LZH: Final = late(rb"^..-lh[0-7d]-", re.DOTALL)
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK\x03\x04")
_DOCUMENT_PARTS: Final = frozenset(
    {
        "[content_types].xml", "ofd.xml", "meta-inf/container.xml", "meta-inf/manifest.xml",
        "word/document.xml", "xl/workbook.xml", "index/document.iwa", "index.zip", "buildversionhistory.plist",
    }
)  # fmt: skip
_DOCUMENT_STARTS: Final = (
    "[content_types].xml",
    "_rels/",
    "docprops/",
    "word/",
    "xl/",
    "ppt/",
    "customxml/",
    "ofd.xml",
    "doc_0/",
)
_HEADER: Final = 512
_SMALL: Final = 1 << 17
_FILES: Final = 32
"""So many small files at most are remembered, 4 MB: who finds a file and who lists it ask in turn."""
_CHECKSUM: Final = slice(148, 156)
_BZ2_BLOCK: Final = (b"1AY&SY", b"\x17rE8P\x90")


def archive_kind(data: bytes) -> str:
    """The kind of an archive; empty for anything else, documents included.

    One of zip, tar, gz, bz2, xz, 7z, rar, cab, z, zst, lz4, lz, iso, lzh, eml, mbox, msg, tnef, sfx-7z, sfx-rar. A
    program that unpacks itself is named after what it carries.

    A ZIP that has the parts of an office document is a document. One whose directory is lost is judged by its first
    name, so that a broken DOCX is reported as a broken document.
    """
    return _remembered(data) if len(data) <= _SMALL else _kind(data)


def _kind(data: bytes) -> str:
    data = bare(data)
    if data.startswith(_ZIP):
        return "" if _is_document(data) else "zip"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return "" if kind == "bz2" and not data.startswith(_BZ2_BLOCK, 4) else kind
    if data.startswith(_PROGRAM):
        return _behind_program(data)
    if data[_ISO[0] : _ISO[0] + len(_ISO[1])] == _ISO[1]:
        return "iso"
    if _LZH.match(data):
        return "lzh"
    if is_msg(data):
        return "msg"
    if is_tar(data[:512]):
        return "tar"
    if is_mbox(data):
        return "mbox"
    return "eml" if is_eml(data) else ""


_remembered = lru_cache(maxsize=_FILES)(_kind)


def _behind_program(data: bytes) -> str:
    if directory(data) is not None and not _is_document(data):
        return "zip"
    head = data[:_PROGRAM_SIZE]
    return next((kind for mark, kind in _PACKED_BEHIND if mark in head), "")


def carried(data: bytes) -> bytes:
    """What a program that unpacks itself carries, without the program."""
    head = data[:_PROGRAM_SIZE]
    places = [head.index(mark) for mark, _ in _PACKED_BEHIND if mark in head]
    return data[min(places) :] if places else data


def is_tar(head: bytes) -> bool:
    """Whether the first 512 bytes are a TAR header: its checksum agrees (old TARs have no magic word)."""
    head = head[:_HEADER]
    if len(head) < _HEADER or not head.strip(b"\0"):
        return False
    try:
        said = int(head[_CHECKSUM].strip(b" \0") or b"x", 8)
    except ValueError:
        return False
    return said == sum(head) - sum(head[_CHECKSUM]) + 8 * ord(" ")


def _is_document(data: bytes) -> bool:
    archive = directory(data)
    if archive is None:
        first = first_name(data).lower()
        return first == "mimetype" or first.startswith(_DOCUMENT_STARTS)
    with archive:
        names = [name.lower() for name in archive.namelist()]
    return not _DOCUMENT_PARTS.isdisjoint(names) or names[:1] == ["mimetype"]
