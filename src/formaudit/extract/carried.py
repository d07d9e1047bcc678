"""Files that another file carries: attached to a PDF or OFD file, embedded in a Word file or a workbook.

They are handed on like the members of an archive, under limits on their number and size; what cannot be taken out stays
named in the warnings of the file that carries it.
"""

import importlib
from collections.abc import Iterator
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.archives.entry import Member
from formaudit.extract.archives.names import distinct, safe_name
from formaudit.extract.embedded import opened
from formaudit.extract.package import open_package
from formaudit.extract.sniff import sniff

__all__ = ["carried_files"]

_MOST: Final = 50
_LARGEST: Final = 64 * 1024 * 1024
_TOGETHER: Final = 256 * 1024 * 1024
_FORMS: Final = frozenset(
    (
        "docx",
        "doc",
        "wps",
        "rtf",
        "pdf",
        "ofd",
        "xlsx",
        "xls",
        "xlsb",
        "odt",
        "ods",
        "html",
        "mhtml",
        "csv",
        "txt",
        "image",
    )
)
_EMBEDDED: Final = ("word/embeddings/", "xl/embeddings/", "ppt/embeddings/")
_WORKBOOKS: Final = frozenset(("xlsx", "xls", "xlsb"))


def carried_files(data: bytes, kind: str) -> tuple[Member, ...]:
    """The carried files that some reader knows, the first ones where there are too many; none where they are broken.

    Workbooks embedded in Word files are read where they stand and are not among them.
    """
    found: list[Member] = []
    names: set[str] = set()
    total = 0
    try:
        for name, content in _inside(data, kind):
            total += len(content)
            if len(found) >= _MOST or total > _TOGETHER:
                break
            if content and len(content) <= _LARGEST and sniff(content) in _FORMS:
                own = distinct(safe_name(name) or "file", names)
                names.add(own)
                found.append(Member(name=own, data=content))
    except InputError:
        return tuple(found)
    return tuple(found)


def _inside(data: bytes, kind: str) -> Iterator[tuple[str, bytes]]:
    if kind == "pdf":
        yield from importlib.import_module("formaudit.extract.pdf.fields").attached_files(data, _LARGEST)
    elif kind == "ofd":
        yield from importlib.import_module("formaudit.extract.ofd.attached").attached_contents(data)
    elif kind in ("docx", "xlsx"):
        yield from _embedded(data, kind)


def _embedded(data: bytes, kind: str) -> Iterator[tuple[str, bytes]]:
    package = open_package(data, "")
    for part in package.archive.namelist():
        if not part.lower().startswith(_EMBEDDED):
            continue
        content = package.part(part)
        if not content:
            continue
        inside = opened(content, part.rpartition("/")[2])
        if not (kind == "docx" and inside.kind in _WORKBOOKS):
            yield inside.name, inside.data
