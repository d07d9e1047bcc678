"""Zip packages (OOXML) opened with limits: no part may grow without bound, no XML may reach outside itself."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

from lxml import etree
from msgspec import Struct, field

from formaudit.errors import InputError

__all__ = ["Package", "Relation", "open_package", "parse", "parse_in_turn"]

# A part of 300 MB is beyond any form; deflate reaches 1:1000 only on bombs, tables of blank cells stay under 1:200.
_LARGEST_PART: Final = 300 * 1024 * 1024
_SUSPECT_PART: Final = 30 * 1024 * 1024
_STEEPEST_RATIO: Final = 400
_MOST_ENTRIES: Final = 20_000
_TOGETHER: Final = 400
_SAFELY: Final[MappingProxyType[str, Any]] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)
"""No entities, no network, no DTD, and nothing that is not printed."""
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)


class Relation(Struct, frozen=True, kw_only=True):
    """A relationship of a part: the last word of its type (``styles``, ``numbering``), and the part it points to."""

    id: str
    kind: str
    target: str


class Package(Struct, frozen=True, kw_only=True):
    """An open package. ``path`` names it in errors."""

    path: str
    archive: zipfile.ZipFile
    _names: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether there is such a part, found whatever its case and leading slash."""
        return _key(name) in self._names

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, found whatever its case and leading slash; ``None`` where there is none.

        Raises:
            InputError: damaged, encrypted or too large.

        """
        entry = self._names.get(_key(name))
        if entry is None:
            return None
        info = self.archive.getinfo(entry)
        too_steep = info.file_size > _SUSPECT_PART and info.file_size > _STEEPEST_RATIO * max(info.compress_size, 1)
        if info.file_size > _LARGEST_PART or too_steep:
            raise InputError("too-large", self.path, entry)
        try:
            with self.archive.open(info) as stream:
                data = stream.read(min(info.file_size, _LARGEST_PART) + 1)
        except RuntimeError as error:  # zipfile's way of saying that a password is needed
            raise InputError("encrypted", self.path) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise InputError("damaged", self.path, entry) from error
        return data

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relationships of a part (of the package for an empty name); none where they cannot be read."""
        folder, base = posixpath.split(name)
        data = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if data is None:
            return ()
        try:
            root = parse(data)
        except etree.XMLSyntaxError:
            return ()
        found = []
        for child in root.iter("{*}Relationship"):
            if child.get("TargetMode") == "External":
                continue
            target = child.get("Target", "")
            joined = target if target.startswith("/") else posixpath.join(folder, target)
            kind = child.get("Type", "").rpartition("/")[2]
            found.append(Relation(id=child.get("Id", ""), kind=kind, target=posixpath.normpath(joined).lstrip("/")))
        return tuple(found)


def open_package(data: bytes, path: str) -> Package:
    """Open a zip package.

    Raises:
        InputError: damaged, or more entries than any document has.

    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.namelist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise InputError("damaged", path) from error
    if len(entries) > _MOST_ENTRIES:
        raise InputError("too-large", path)
    return Package(path=path, archive=archive, _names={_key(entry): entry for entry in entries})


def parse(data: bytes) -> etree._Element:
    """Parse XML without entities, network or DTD; the strict dialect's names are turned into the usual ones.

    Raises:
        etree.XMLSyntaxError: not well-formed beyond mending.

    """
    data = _usual(data)
    return etree.fromstring(data, etree.XMLParser(huge_tree=_harmless(data), collect_ids=False, **_SAFELY))


def parse_in_turn(data: bytes, parent: str, light: str, heavy: str) -> Iterator[tuple[etree._Element, bool]]:
    """One element again and again while its children are parsed, so that a large part never stands in memory whole.

    Each time it has further children, which are gone when the next are there. All but the last of them are whole; that
    one too where the second answer, given once at the end, is true. The children come when there are many with the
    ``light`` name, or one with the ``heavy`` name.

    Raises:
        etree.XMLSyntaxError: not well-formed beyond mending, perhaps after some children.

    """
    data = _usual(data)
    home: etree._Element | None = None
    found = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=(light, heavy), huge_tree=_harmless(data), collect_ids=False, **_SAFELY
    )
    for _, child in found:
        above = child.getparent()
        if home is None and above is not None and above.tag == parent:
            home = above
        if home is None or above is not home:
            continue  # deeper down, or given already: the parser runs ahead of what it tells
        before = list(home)[:-1]
        if len(before) >= _TOGETHER or any(each.tag == heavy for each in before):
            yield home, False
            for each in list(home)[:-1]:
                each.clear()  # what is empty is taken out at once; to take out a whole table takes long
                home.remove(each)
    if home is not None:
        yield home, True


def _usual(data: bytes) -> bytes:
    """XML of the strict dialect with the usual names."""
    if b"http://purl.oclc.org/ooxml/" in data[:8192]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def _harmless(data: bytes) -> bool:
    """Whether XML may be large: only a document type can declare entities that grow when they are expanded."""
    return b"<!DOCTYPE" not in data and b"\0" not in data[:64]


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
