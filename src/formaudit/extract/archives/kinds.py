"""Which kind of archive bytes are, told by the bytes and never by a name.

Office documents are ZIP files too; they are documents here and not archives.
"""

from typing import Final

from formaudit.extract.archives.salvage import first_name
from formaudit.extract.archives.zips import directory

__all__ = ["archive_kind", "is_tar"]

_MAGIC: Final = (
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
)
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK\x03\x04")
_DOCUMENT_PARTS: Final = frozenset({"[content_types].xml", "ofd.xml", "meta-inf/container.xml"})
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
_CHECKSUM: Final = slice(148, 156)
_BZ2_BLOCK: Final = (b"1AY&SY", b"\x17rE8P\x90")


def archive_kind(data: bytes) -> str:
    """``zip``, ``tar``, ``gz``, ``bz2``, ``xz``, ``7z`` or ``rar``; empty for anything else, documents included.

    A ZIP that has the parts of an office document is a document. One whose directory is lost is judged by its first
    name, so that a broken DOCX is reported as a broken document.
    """
    if data.startswith(_ZIP):
        return "" if _is_document(data) else "zip"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return "" if kind == "bz2" and not data.startswith(_BZ2_BLOCK, 4) else kind
    return "tar" if is_tar(data[:512]) else ""


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
