"""Files that another file carries: attached to a PDF, an OFD file or a web archive, embedded in an Office file.

They are handed on like the members of an archive, under limits on their number and size; what cannot be taken out stays
named in the warnings of the file that carries it.
"""

import importlib
import re
from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.archives.entry import Limits, Member, Unpacked
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.archives.names import distinct, safe_name
from formaudit.extract.embedded import DOCUMENTS, LARGEST, Inside, opened
from formaudit.extract.package import open_package
from formaudit.extract.sniff import sniff
from formaudit.model.document import Warn
from formaudit.model.source_format import SourceFormat
from formaudit.patterns import compiled

__all__ = ["carried_files", "embedded_files"]

_MOST: Final = 50
_TOGETHER: Final = 256 * 1024 * 1024
_READABLE: Final = DOCUMENTS | {
    SourceFormat.HTML,
    SourceFormat.MHTML,
    SourceFormat.CSV,
    SourceFormat.TXT,
    SourceFormat.IMAGE,
}
_EMBEDDED: Final = ("word/embeddings/", "xl/embeddings/", "ppt/embeddings/")
_WORKBOOKS: Final = frozenset((SourceFormat.XLSX, SourceFormat.XLS, SourceFormat.XLSB))
_OLD: Final = frozenset((SourceFormat.DOC, SourceFormat.WPS, SourceFormat.OLE, SourceFormat.XLS))
_READ_HERE: Final = "embedded-read"
_OBJECT_DATA: Final = re.compile(rb"\\objdata\b([0-9a-fA-F\s]{64,})")
_STARTS: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-")
_OBJECT: Final = compiled(r"^(?:\./)?(Obj[^/]*)$")


def carried_files(data: bytes, kind: str, told: Sequence[Warn] = ()) -> tuple[Member, ...]:
    """The carried files that some reader knows, the first ones where there are too many; none where they are broken.

    Workbooks embedded in Word files are read where they stand, which ``told``, the file's warnings, say; only those
    that were not are among them.
    """
    found: list[Member] = []
    names: set[str] = set()
    total = 0
    try:
        for name, content in _inside(data, kind, told):
            total += len(content)
            if len(found) >= _MOST or total > _TOGETHER:
                break
            packed = bool(content) and len(content) <= LARGEST and bool(archive_kind(content))
            if packed or (content and len(content) <= LARGEST and sniff(content) in _READABLE):
                own = distinct(safe_name(name) or "file", names)
                names.add(own)
                found += _unpacked(own, content) if packed else (Member(name=own, data=content),)
    except InputError:
        return tuple(found)
    return tuple(found)


def _unpacked(name: str, data: bytes) -> Iterator[Member]:
    """The files in an archive or a mail that a file carries; nothing where not all of them can be read.

    Then the archive stays named among what is unread.
    """
    unpacked: Unpacked = importlib.import_module("formaudit.extract.archives.unpack").unpack(
        data, name, Limits(depth=2, total_bytes=_TOGETHER)
    )
    readable = [member for member in unpacked.members if sniff(member.data) in _READABLE]
    if not unpacked.errors and len(readable) == len(unpacked.members):
        yield from (Member(name=f"{name}!/{member.name}", data=member.data) for member in readable[:_MOST])


def _inside(data: bytes, kind: str, told: Sequence[Warn]) -> Iterator[tuple[str, bytes]]:
    if kind == SourceFormat.PDF:
        yield from importlib.import_module("formaudit.extract.pdf.fields").attached_files(data, LARGEST)
    elif kind == SourceFormat.OFD:
        yield from importlib.import_module("formaudit.extract.ofd.attached").attached_contents(data)
    elif kind == SourceFormat.MHTML:
        yield from importlib.import_module("formaudit.extract.web.mhtml").attached_parts(data)
    else:
        here = [warning.detail for warning in told if warning.code == _READ_HERE]
        for inside in _embedded(data, kind, here):
            yield inside.name, inside.data


def _embedded(data: bytes, kind: str, here: Sequence[str]) -> Iterator[Inside]:
    """The embedded files without the workbooks that were read where they stand."""
    if kind in (SourceFormat.DOCX, SourceFormat.XLSX):
        parts = [(part.rpartition("/")[2], inside) for part, inside in _parts(data)]
        yield from (inside for name, inside in parts if not (_is_book(inside) and _named(name, inside, here)))
        return
    found = list(embedded_files(data, kind))
    # Which of several workbooks was read is not known here: the converter has given them other names.
    yield from (inside for inside in found if not (here and _is_book(inside)))


def _is_book(inside: Inside) -> bool:
    return inside.kind in _WORKBOOKS


def _named(name: str, inside: Inside, here: Sequence[str]) -> bool:
    return any(detail.startswith((f"{name} ", f"{inside.name} ")) or detail in (name, inside.name) for detail in here)


def _parts(data: bytes) -> Iterator[tuple[str, Inside]]:
    package = open_package(data, "")
    for part in package.archive.namelist():
        content = package.part(part) if part.lower().startswith(_EMBEDDED) else None
        if content:
            yield part, opened(content, part.rpartition("/")[2])


def embedded_files(data: bytes, kind: str) -> Iterator[Inside]:
    """The files embedded in an older Office file, in rich text or in an ODT.

    Raises:
        InputError: damaged, encrypted, too-large.

    """
    if kind in _OLD:
        yield from importlib.import_module("formaudit.extract.ole_objects").files_in(data)
    elif kind == SourceFormat.RTF:
        for number, found in enumerate(_OBJECT_DATA.finditer(data), start=1):
            digits = b"".join(found[1].split())
            content = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
            start = min((at for mark in _STARTS if (at := content.find(mark)) >= 0), default=-1)
            if start >= 0:
                yield opened(content[start:], f"{number}.{sniff(content[start:])}")
    elif kind == SourceFormat.ODT:
        package = open_package(data, "")
        for part in package.archive.namelist():
            inner = package.part(part) if _OBJECT.match(part) else None
            if inner:
                yield opened(inner, part)
