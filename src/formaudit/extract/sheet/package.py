"""The parts of an OOXML package, opened with the limits that a hostile file needs."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from urllib.parse import unquote

from lxml import etree

from formaudit.errors import InputError

__all__ = ["Package", "local", "open_package", "stream"]

_MAX_PART: Final = 300_000_000
_MAX_TOTAL: Final = 600_000_000
_MAX_RATIO: Final = 250
_SMALL: Final = 20_000_000  # below this size a high ratio is only a sparse sheet
_MAX_ENTRIES: Final = 20_000
_RELATION: Final = "{*}Relationship"


@dataclass(frozen=True, slots=True)
class Package:
    """An open package. Names are compared without case and leading slash, since producers disagree on both."""

    archive: zipfile.ZipFile
    names: dict[str, str]
    file: str

    def has(self, name: str) -> bool:
        """Whether the package holds a part."""
        return _key(name) in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            InputError: ``damaged`` where the part is missing or broken, ``encrypted`` where it is locked.

        """
        try:
            return self.archive.read(self.names[_key(name)])
        except KeyError:
            raise InputError("damaged", self.file, name) from None
        except RuntimeError as error:
            raise InputError("encrypted", self.file, str(error)) from error
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise InputError("damaged", self.file, f"{name}: {error}") from error
        except Exception as error:
            # zlib.error, lzma.LZMAError and struct.error have no common ancestor of their own.
            raise InputError("damaged", self.file, f"{name}: {error}") from error

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Identifier → (kind, part) for the relations of a part; targets outside the package are left out."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        if not self.has(rels):
            return {}
        found: dict[str, tuple[str, str]] = {}
        for element in stream(self.read(rels), (_RELATION,), self.file):
            if element.get("TargetMode") == "External":
                continue
            target = unquote(element.get("Target", "")).replace("\\", "/")
            path = target if target.startswith("/") else posixpath.join(folder, target)
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/"))
        return found


def open_package(data: bytes, file: str) -> Package:
    """Open a package after its declared sizes were judged.

    Raises:
        InputError: ``damaged`` for a broken archive, ``too-large`` for one that would unpack beyond all measure.

    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise InputError("damaged", file, str(error)) from error
    total = sum(entry.file_size for entry in entries)
    for entry in entries:
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > _MAX_PART or (entry.file_size > _SMALL and ratio > _MAX_RATIO):
            raise InputError("too-large", file, f"{entry.filename}: {entry.file_size}")
    if total > _MAX_TOTAL or len(entries) > _MAX_ENTRIES:
        raise InputError("too-large", file, str(total))
    return Package(archive, {_key(entry.filename): entry.filename for entry in entries}, file)


def stream(data: bytes, tags: tuple[str, ...], file: str) -> Iterator[etree._Element]:
    """The elements with these tags as they end, each emptied once the caller has gone on.

    Entities are not resolved and nothing is fetched.

    Raises:
        InputError: ``damaged`` for XML that breaks off or is none.

    """
    try:
        walker = etree.iterparse(
            BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, element in walker:
            yield element
            element.clear()
            parent = element.getparent()
            if parent is not None:
                while element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise InputError("damaged", file, str(error)) from error


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: strict and transitional files differ only in that."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
