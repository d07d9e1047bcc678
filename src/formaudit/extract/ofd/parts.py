"""The parts of an OFD package (GB/T 33190): looked up as offices' programs really name them.

Declared paths differ from the package's in case, are absolute or relative, and lead nowhere at times: what is not there
is nothing, and the rest is read.
"""

import posixpath
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from msgspec import Struct, field

from formaudit.errors import InputError
from formaudit.extract.package import Package, open_package, parse

__all__ = ["Body", "PageEntry", "Parts", "bodies", "children", "first", "local", "open_parts", "text_of"]

_ROOT: Final = "OFD.xml"
_MOST_PAGES: Final = 5_000


class PageEntry(Struct, frozen=True):
    """A page as the document lists it: its id, and the part that holds it."""

    id: str
    part: str


class Body(Struct, frozen=True, kw_only=True):
    """A document of the package (most hold one): its root part and element, its pages, the signatures that cover it."""

    part: str
    root: Any
    pages: tuple[PageEntry, ...]
    signatures: str


class Parts(Struct):
    """An open package. ``missing`` collects the parts that were declared and are not there."""

    package: Package
    missing: list[str] = field(default_factory=list)

    def resolve(self, location: str, base: str) -> str:
        """The name of the part that a location in the part ``base`` means; empty where there is none such."""
        location = location.strip().replace("\\", "/")
        if not location:
            return ""
        folder = posixpath.dirname(base)
        tried = (
            [location]
            if location.startswith("/")
            else [posixpath.join(folder, location), posixpath.join(folder.split("/")[0], location), location]
        )
        for name in tried:
            clean = posixpath.normpath(name).lstrip("/")
            if self.package.has(clean):
                return clean
        self.missing.append(location)
        return ""

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, ``None`` where it is not there.

        Raises:
            InputError: damaged, encrypted, too-large.

        """
        return self.package.part(name) if name else None

    def xml(self, name: str) -> Any | None:
        """The root element of a part; ``None`` where it is not there or no XML (tags of other programs are none).

        Raises:
            InputError: damaged, encrypted, too-large.

        """
        data = self.data(name)
        if data is None:
            return None
        try:
            return parse(data)
        except etree.XMLSyntaxError:
            self.missing.append(name)
            return None


def open_parts(data: bytes, path: str) -> Parts:
    """Open the package.

    Raises:
        InputError: damaged, encrypted, too-large.

    """
    return Parts(open_package(data, path))


def local(element: Any) -> str:
    """The name of an element without its namespace; files without one, or with an older one, are the same to us."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """The child elements of a name."""
    return (child for child in element if local(child) == name)


def first(element: Any, *names: str) -> Any | None:
    """The first element on a path of names, ``None`` where the path ends before."""
    found = element
    for name in names:
        found = next(children(found, name), None)
        if found is None:
            return None
    return found


def text_of(element: Any | None) -> str:
    """The text of an element, empty where there is no element."""
    return "" if element is None else "".join(element.itertext()).strip()


def bodies(parts: Parts, path: str) -> tuple[Body, ...]:
    """The documents of the package with their pages.

    Raises:
        InputError: ``damaged`` where no document can be found, ``encrypted`` where the package says so, ``too-large``.

    """
    root = parts.xml(_ROOT)
    if root is None:
        code = "encrypted" if parts.package.has("Encryptions.xml") else "damaged"
        raise InputError(code, path, "" if code == "encrypted" else _ROOT)
    found = []
    for body in children(root, "DocBody"):
        part = parts.resolve(text_of(first(body, "DocRoot")), _ROOT)
        document = parts.xml(part)
        if document is None:
            continue
        entries = (
            tuple(
                PageEntry(page.get("ID", ""), parts.resolve(page.get("BaseLoc", ""), part))
                for page in children(pages, "Page")
            )
            if (pages := first(document, "Pages")) is not None
            else ()
        )
        if len(entries) > _MOST_PAGES:
            raise InputError("too-large", path, f"{len(entries)} > {_MOST_PAGES}")
        signed = text_of(first(body, "Signatures"))
        found.append(
            Body(part=part, root=document, pages=entries, signatures=parts.resolve(signed, _ROOT) if signed else "")
        )
    if not any(body.pages for body in found):
        if parts.package.has("Encryptions.xml"):
            raise InputError("encrypted", path)
        raise InputError("damaged", path, "no pages")
    return tuple(found)
