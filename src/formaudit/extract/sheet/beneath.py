"""Parts of an XLSX sheet that hold words or pictures apart from its drawing: controls, margins, grounds, charts."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from formaudit.errors import InputError
from formaudit.extract.beside import may_hold_form, short, words_of_part
from formaudit.extract.package import Package, parse
from formaudit.extract.sheet.stream import local
from formaudit.extract.unit_line import holds_figures
from formaudit.model.document import Warn

__all__ = ["draws_form", "other_things"]

_PARTS: Final = frozenset(("chart", "chartEx", "diagramData"))
_CONTROLS: Final = frozenset(("control", "ctrlProp"))
_NOTE: Final = "Note"


def draws_form(package: Package, path: str) -> bool:
    """Whether a form may stand in the words of the charts and diagrams of a sheet."""
    return any(
        may_hold_form(_words(package, link.target))
        for drawing in package.relations(path)
        if drawing.kind == "drawing"
        for link in package.relations(drawing.target)
        if link.kind in _PARTS
    )


def other_things(package: Package, path: str, name: str) -> list[Warn]:
    """Warnings for a sheet's controls, for the pictures of its margins and of its ground."""
    found: list[Warn] = []
    controls: list[str] = []
    pictures = 0
    for link in package.relations(path):
        if link.kind in _CONTROLS:
            controls.append(_words(package, link.target) or link.target.rpartition("/")[2])
        elif link.kind == "image":  # the ground of a sheet; pictures over cells belong to its drawing
            pictures += 1
        elif link.kind == "vmlDrawing":
            root = _tree(package, link.target)
            controls += [] if root is None else _labels(root)
            pictures += sum(other.kind == "image" for other in package.relations(link.target))
    if controls:
        told = short(" ".join(controls))
        unread = any(map(may_hold_form, controls))
        found.append(Warn(code="control", detail=f"{name}: {told}", unread=unread))
    if pictures:
        found.append(Warn(code="sheet-picture", detail=f"{name} &G: {pictures}", unread=True))
    return found


def _labels(root: etree._Element) -> Iterator[str]:
    """The words of old controls; the boxes of comments are told with these, and buttons and ticks hold no figures."""
    for shape in root.iter(etree.Element):
        if local(shape) != "shape":
            continue
        kinds = [item.get("ObjectType", "") for item in shape.iter(etree.Element) if local(item) == "ClientData"]
        words = "\n".join(text.strip() for text in map(str, shape.itertext()) if text.strip())
        if _NOTE not in kinds and holds_figures(words):
            yield words


def _tree(package: Package, part: str) -> etree._Element | None:
    try:
        data = package.part(part)
        return parse(data) if data else None
    except (InputError, etree.XMLSyntaxError, ValueError):
        return None


def _words(package: Package, part: str) -> str:
    try:
        return words_of_part(package.part(part))
    except InputError:
        return ""
