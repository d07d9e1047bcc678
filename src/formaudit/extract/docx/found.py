"""What a document holds beside text: pictures, objects, charts; what is noticed while its XML is made plain."""

import re
from typing import Final

from lxml import etree
from msgspec import Struct, field

from formaudit.extract.blocks import Grid, Text
from formaudit.extract.docx import names as n
from formaudit.extract.marks import DOUBTED, Remark
from formaudit.extract.pictured import HIGH, WIDE
from formaudit.patterns import compiled

__all__ = ["Found", "note_objects"]

_EMU: Final = 360_000
"""English metric units in a centimetre."""
_SIZE: Final = compiled(r"(width|height)\s*:\s*([\d.]+)\s*(pt|cm|mm|in|px)?", re.IGNORECASE)
_CENTIMETRES: Final = {"pt": 2.54 / 72, "cm": 1.0, "mm": 0.1, "in": 2.54, "px": 2.54 / 96, "": 2.54 / 72}
_WIDE, _HIGH = 5.0, 1.5
"""Centimetres from which a picture may be one of a table."""
_UNKNOWN: Final = 100.0
"""The sides of a picture that does not say how large it is."""
_CHART: Final = "drawingml/2006/chart"
_CHART_X: Final = "drawing/2014/chartex"
_DIAGRAM: Final = "drawingml/2006/diagram"


class Embedded(Struct, frozen=True, kw_only=True):
    """An embedded object: the relation to its part, the program it names, whether it is shown as an icon."""

    link: str
    program: str
    icon: bool
    key: str


class Shown(Struct, frozen=True, kw_only=True):
    """A picture between tables that may show words: the relation to its part, its width in centimetres, its place."""

    link: str
    wide: float
    large: bool
    key: str


class Found(Struct, kw_only=True):
    """What was noticed. ``large`` counts the pictures that may hold a table, ``pictures`` all of them.

    ``keys`` counts the elements that stand in the place of other files; ``marked`` says that words were set apart in
    the text. ``inserted`` holds, by the key of the element in its place, what another file prints.
    """

    marked: bool = False
    bodies: int = 0
    keys: int = 0
    chunks: int = 0
    pictures: int = 0
    large: int = 0
    in_cells: int = 0
    charts: int = 0
    diagrams: int = 0
    controls: list[str] = field(default_factory=list)
    documents: int = 0
    bound: int = 0
    deleted: int = 0
    objects: list[Embedded] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    inserted: dict[str, list[Text | Grid]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def note_objects(root: etree._Element, found: Found) -> None:
    """Note pictures, charts and objects; one that stands in a cell for its text makes the cell doubtful.

    An embedded object that stands between tables leaves an element in its place, where its content may be put.
    """
    for element in list(root.iter(n.DRAWING, n.PICT, n.OBJECT)):
        if next(element.iterancestors(n.OBJECT, n.PICT), None) is not None:
            continue
        before = (found.pictures, found.charts, found.diagrams, len(found.objects))
        if element.tag == n.OBJECT:
            _note_object(element, found)
        elif not _note_graphic(element, found):
            width, height = _extent(element)
            if next(element.iter(n.BLIP, n.IMAGE_DATA), None) is not None:
                found.pictures += 1
                found.large += width >= _WIDE and height >= _HIGH
                _note_picture(element, found, width, height)
            _say_shapes(element)
        if before != (found.pictures, found.charts, found.diagrams, len(found.objects)):
            _doubt_cell(element, found)
    for path in list(root.iter(n.TEXT_PATH)):
        _word_art(path)


def _note_object(element: etree._Element, found: Found) -> None:
    ole = next(element.iter(n.OLE_OBJECT), None)
    if ole is None:
        control = next(element.iter(n.CONTROL), None)
        if control is not None:
            found.controls.append(n.attr(control, "name") or "?")
        elif next(element.iter(n.BLIP, n.IMAGE_DATA), None) is not None:
            width, height = _extent(element)
            found.pictures += 1
            found.large += width >= _WIDE and height >= _HIGH
        return
    found.keys += 1
    key = str(found.keys)
    found.objects.append(
        Embedded(
            link=ole.get(n.RELATION + "id", ""),
            program=ole.get("ProgID", ""),
            icon=ole.get("DrawAspect", "").lower() == "icon",
            key=key,
        )
    )
    _keep_place(element, key)


def _note_picture(element: etree._Element, found: Found, width: float, height: float) -> None:
    """A picture that may show words leaves an element in its place, where they may be put; none inside a table does."""
    blips = list(element.iter(n.BLIP, n.IMAGE_DATA))
    link = blips[0].get(n.RELATION + "embed") or blips[0].get(n.RELATION + "id", "")
    if len(blips) == 1 and link and width >= WIDE and height >= HIGH:
        found.keys += 1
        key = str(found.keys)
        if _keep_place(element, key):
            large = width >= _WIDE and height >= _HIGH
            found.shown.append(Shown(link=link, wide=width if width < _UNKNOWN else 0.0, large=large, key=key))


def _keep_place(element: etree._Element, key: str) -> bool:
    """Put an element behind the paragraph of another one, and whether that could be done: not inside a table."""
    anchor = next(element.iterancestors(n.P), None)
    if anchor is None or next(element.iterancestors(n.TC), None) is not None:
        return False
    place = etree.Element(n.INSERTED, key=key)
    last = anchor
    while (following := last.getnext()) is not None and following.tag == n.INSERTED:
        last = following
    last.addnext(place)
    return True


def _note_graphic(element: etree._Element, found: Found) -> bool:
    data = next(element.iter(n.GRAPHIC_DATA), None)
    kind = "" if data is None else data.get("uri", "")
    if _CHART in kind or _CHART_X in kind:
        found.charts += 1
    elif _DIAGRAM in kind:
        found.diagrams += 1
    else:
        return False
    return True


def _extent(element: etree._Element) -> tuple[float, float]:
    """Width and height in centimetres; a picture that does not say is as large as can be."""
    extent = next(element.iter(n.WP + "extent"), None)
    if extent is not None:
        return n.whole(extent.get("cx", "0")) / _EMU, n.whole(extent.get("cy", "0")) / _EMU
    for shape in element.iter(n.V + "shape", n.V + "rect", n.V + "group"):
        sizes = {name.lower(): float(size) * _CENTIMETRES[unit.lower()] for name, size, unit in _sizes(shape)}
        if len(sizes) == 2:
            return sizes["width"], sizes["height"]
    return _UNKNOWN, _UNKNOWN


def _sizes(shape: etree._Element) -> list[tuple[str, str, str]]:
    found = _SIZE.findall(shape.get("style", ""))
    return [(name, size, unit) for name, size, unit in found if size.count(".") <= 1 and size != "."]


def _doubt_cell(element: etree._Element, found: Found) -> None:
    """A picture or an object in a cell without text is what the cell prints, and nobody has read it."""
    cell = next(element.iterancestors(n.TC), None)
    if cell is None or any((text.text or "").strip() for text in cell.iter(n.T)):
        return
    run = next(element.iterancestors(n.R), None)
    if run is None:
        return
    text = etree.SubElement(run, n.T)
    text.text = DOUBTED
    found.marked = True
    found.in_cells += 1


def _say_shapes(element: etree._Element) -> None:
    """Words in drawn shapes that are no text boxes of the document's own (a locked canvas) print where they stand."""
    words = [text.text or "" for text in element.iter(n.A + "t")]
    run = next(element.iterancestors(n.R), None)
    if run is not None and "".join(words).strip():
        etree.SubElement(run, n.T).text = " ".join(words)


def _word_art(path: etree._Element) -> None:
    """Words drawn as a picture print where they stand, unless they are said a second time as text."""
    words = path.get("string", "")
    run = next(path.iterancestors(n.R), None)
    if words.strip() and run is not None and next(run.iter(n.TXBX), None) is None:
        text = etree.SubElement(run, n.T)
        text.text = words
