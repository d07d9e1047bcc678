"""A page's tree in reading order: lines of text, and tables that hold data."""

from collections.abc import Container, Iterator
from typing import Final

from lxml import etree

from formaudit.extract.blocks import Grid, Text
from formaudit.extract.web.tables import is_layout, table_of
from formaudit.extract.web.words import BLOCKS, spoken, squeeze, tag_of

__all__ = ["pieces"]

_MACHINERY: Final = frozenset({"script", "style", "noscript", "template", "head", "title", "map", "rt", "rp"})
_MEDIA: Final = frozenset({"iframe", "object", "svg", "canvas", "audio", "video"})
_STAND_INS: Final = frozenset({"datalist", "progress", "meter"})
"""Elements whose words only old browsers print."""
_UNSEEN: Final = _MACHINERY | _MEDIA | _STAND_INS


def pieces(root: etree._Element, file: str, hidden: Container[etree._Element] = ()) -> Iterator[Text | Grid]:
    """The lines and tables of a page in reading order; a layout table is looked through, ``hidden`` left out.

    Raises:
        InputError: ``too-large`` for a table with more cells than any form has.

    """
    prune(root, hidden)
    line: list[str] = []
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = tag_of(element)
        if inside is not None:
            if event == "end" and element is inside:
                inside = None
                line.append(element.tail or "")
            continue
        if tag in BLOCKS and line:
            yield Text(text=squeeze("".join(line)))
            line = []
        if event == "start":
            if tag == "table" and not is_layout(element):
                caption = element.find("caption")
                if caption is not None:
                    yield Text(text=squeeze("".join(caption.itertext())))
                grid = table_of(element, file)
                if grid is not None:
                    yield grid
                inside = element
                continue
            line.append(spoken(element) + (element.text or ""))
        else:
            line.append(element.tail or "")
    yield Text(text=squeeze("".join(line)))


def prune(root: etree._Element, hidden: Container[etree._Element] = ()) -> None:
    """Take out what a reader of the page never sees; the text that follows it stays."""
    _fold(root)
    doomed = [element for element in root.iter() if _unseen(element) or element in hidden]
    for element in doomed:
        parent = element.getparent()
        if parent is None:
            continue
        before = element.getprevious()
        if element.tail:
            if before is not None:
                before.tail = (before.tail or "") + element.tail
            else:
                parent.text = (parent.text or "") + element.tail
        parent.remove(element)
    for block in list(root.iter("pre")):
        for element in list(block.iter(etree.Element)):
            _break_lines(element, inside=True)
            if element is not block:
                _break_lines(element, inside=False)


def _break_lines(element: etree._Element, *, inside: bool) -> None:
    """Preformatted text ends its lines where the file does: what ends a line elsewhere is put there."""
    first, *rest = ((element.text if inside else element.tail) or "").split("\n")
    parent = element if inside else element.getparent()
    if not rest or parent is None:
        return
    if inside:
        element.text = first
    else:
        element.tail = first
    place = 0 if inside else parent.index(element) + 1
    for step, text in enumerate(rest):
        end = etree.Element("br")
        end.tail = text
        parent.insert(place + step, end)


def _unseen(element: etree._Element) -> bool:
    tag = tag_of(element)
    if not tag or tag in _UNSEEN:
        return True
    if tag == "dialog" and element.get("open") is None:
        return True
    return element.get("hidden") is not None or element.get("popover") is not None


def _fold(root: etree._Element) -> None:
    """Of what is folded up in a table's cell only the summary is shown."""
    for box in list(root.iter("details")):
        if box.get("open") is not None or next(box.iterancestors("td", "th"), None) is None:
            continue
        box.text = None
        for child in list(box):
            child.tail = None
            if tag_of(child) != "summary":
                box.remove(child)
