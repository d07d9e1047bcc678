"""Words of a page that look otherwise than plain: hidden ones go, struck and raised ones are set apart."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from formaudit.extract import marks
from formaudit.extract.one_line import over, raise_to
from formaudit.extract.symbols import is_symbol_font, spelled
from formaudit.extract.web.cascade import declared
from formaudit.extract.web.grids import lay_grids
from formaudit.extract.web.junctions import lay_blocks
from formaudit.extract.web.scripted import doubt_scripted
from formaudit.extract.web.sheetstyle import Look, added, looks
from formaudit.extract.web.words import spoken, tag_of
from formaudit.patterns import compiled

__all__ = ["dress"]

_COLOURED: Final = ("color", "background", "background-color")
_TABLES: Final = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_LAID: Final = {
    "table": "table",
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
    "table-row": "tr",
    "table-cell": "td",
}
"""By ``display``, the element of a table that an element is."""
_CALLED: Final = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "rowgroup": "tbody",
    "row": "tr",
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader"), "td"),
}
"""By ``role``, the element of a table that an element is called, however it is laid out."""
_FACE: Final = compiled(r"@font-face\s*\{(.*?)\}", re.IGNORECASE | re.DOTALL)
_FAMILY: Final = compiled(r"font-family\s*:\s*([^;}]+)", re.IGNORECASE)
_TELLING: Final = 40
"""So much of hidden words is worth a remark: longer ones are menus and scripts of the page."""


def dress(root: etree._Element, remarks: list[marks.Remark]) -> set[etree._Element]:
    """Apply to the tree in place what words look like; the elements that are hidden with all they hold."""
    for shadow in root.iter("template"):
        if shadow.get("shadowrootmode") is not None:
            shadow.tag = "div"
    for maths in list(root.iter("math")):
        _flatten(maths)
    for choice in list(root.iter("select")):
        _choose(choice)
    told = declared(root)
    lay_grids(root, told)
    _lay_tables(root, told)
    lay_blocks(told)
    doubt_scripted(root)
    for element, before, words in added(root):
        _print_beside(element, words, before=before)
    hidden: set[etree._Element] = set()
    brought = _brought_fonts(root)
    emptied: dict[etree._Element, None] = {}
    for element, look in looks(root, told).items():
        if look.hidden and tag_of(element) == "col":
            hidden.update(_column(element))
            continue
        if look.shows_again or look.leaves_place:
            _make_unseen(element, told, until="visibility")
            continue
        if look.hidden:
            hidden.add(element)
            words = " ".join("".join(map(str, element.itertext())).split())
            if words and len(words) <= _TELLING and next(element.iterancestors("table"), None) is not None:
                remarks.append(marks.Remark(code="hidden-text", text=words))
                if any(map(str.isdigit, words)):
                    emptied.update((cell, None) for cell in list(element.iterancestors("td", "th"))[:1])
            continue
        if is_symbol_font(look.font):
            _spell(element, look.font)
        if look.struck or look.level:
            _set_apart(element, look)
        if look.turned or look.painted or look.font.lower() in brought:
            element.text = marks.DOUBTED + (element.text or "")
        if look.unseen:
            _make_unseen(element, told)
    for cell in emptied:
        # A cell that shows nothing since its figure is hidden is no certain blank.
        if not _shown(cell, hidden).strip():
            cell.text = marks.DOUBTED + (cell.text or "")
    _doubt_moved(hidden)
    return hidden


def _shown(element: etree._Element, hidden: set[etree._Element]) -> str:
    if element in hidden:
        return ""
    words = spoken(element) + (element.text or "")
    return words + "".join(_shown(child, hidden) + (child.tail or "") for child in element)


def _doubt_moved(hidden: set[etree._Element]) -> None:
    """Behind a cell that takes no place, the rest of its row stands one column to the left of what it was written for.

    Where all rows leave out a cell at that place a column is switched off, and nothing moves.
    """
    for cell in [cell for cell in hidden if tag_of(cell) in ("td", "th")]:
        row, table = cell.getparent(), next(cell.iterancestors("table"), None)
        if row is None or table is None:
            continue
        place = row.index(cell)
        rows = [each for each in table.iter("tr") if each not in hidden and len(each) > place]
        if sum(each[place] in hidden for each in rows) * 2 > len(rows):
            continue
        for behind in cell.itersiblings("td", "th"):
            if behind not in hidden and any(map(str.isdigit, _shown(behind, hidden))):
                behind.text = marks.DOUBTED + (behind.text or "")


def _brought_fonts(root: etree._Element) -> frozenset[str]:
    """The fonts that a page holds itself: in them a digit may look like another one."""
    sheets = "".join("".join(map(str, sheet.itertext())) for sheet in root.iter("style"))
    if "@font-face" not in sheets.lower():
        return frozenset()
    faces = [face[1] for face in _FACE.finditer(sheets) if "data:" in face[1]]
    return frozenset(name[1].strip(" '\"").lower() for face in faces if (name := _FAMILY.search(face)))


def _column(element: etree._Element) -> list[etree._Element]:
    """The cells of a column that its ``col`` hides; a cell that spans others too is one column narrower."""
    table = next(element.iterancestors("table"), None)
    before = list(table.iter("col")) if table is not None else []
    if table is None or any(cell.get("rowspan", "1") != "1" for cell in table.iter("td", "th")):
        return []
    place = sum(_wide(one) for one in before[: before.index(element)])
    found: list[etree._Element] = []
    for row in table.iter("tr"):
        at = 0
        for cell in row.iterchildren("td", "th"):
            wide = _wide(cell, "colspan")
            lost = sum(at <= place + step < at + wide for step in range(_wide(element)))
            if lost == wide:
                found.append(cell)
            elif lost:
                cell.set("colspan", str(wide - lost))
            at += wide
    return found


def _wide(element: etree._Element, name: str = "span") -> int:
    told = element.get(name, "1").strip()
    return int(told) if told.isdecimal() and 0 < len(told) < 4 else 1


def _lay_tables(root: etree._Element, told: Mapping[etree._Element, Mapping[str, str]]) -> None:
    """Elements that are laid out as a table, or said to be one to those who hear a page, become one."""
    for element in root.iter(etree.Element):
        if tag_of(element) in _TABLES:
            continue
        kind = told.get(element, {}).get("display", "").removeprefix("inline-")
        tag = _LAID.get(kind) or _CALLED.get(element.get("role", "").strip().lower())
        if tag is not None:
            element.tag = tag


def _print_beside(element: etree._Element, words: str, *, before: bool) -> None:
    if before:
        element.text = words + (element.text or "")
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _choose(choice: etree._Element) -> None:
    """A list to choose from shows what is chosen, else its first entry; one that shows several stays."""
    entries = list(choice.iter("option"))
    if choice.get("multiple") is not None or not entries:
        return
    shown = next((entry for entry in entries if entry.get("selected") is not None), entries[0])
    words = shown.get("label") or "".join(map(str, shown.itertext()))
    tail = choice.tail
    choice.clear()
    choice.tag = "span"
    choice.text, choice.tail = words, tail


def _set_apart(element: etree._Element, look: Look) -> None:
    def marked(text: str) -> str:
        if look.level:
            text = marks.raised(text) if look.level > 0 else marks.lowered(text)
        return marks.struck(text) if look.struck else text

    for inner in element.iter(etree.Element):
        if inner.text and inner.text.strip():
            inner.text = marked(inner.text)
        if inner is not element and inner.tail and inner.tail.strip():
            inner.tail = marked(inner.tail)


def _make_unseen(element: etree._Element, told: Mapping[etree._Element, Mapping[str, str]], *, until: str = "") -> None:
    """Words of an element, and of those in it that have no colour of their own, or are not shown anew (``until``)."""
    if element.text and element.text.strip():
        element.text = marks.hidden(element.text)
    ends = (until,) if until else _COLOURED
    for child in element:
        if isinstance(child.tag, str) and not any(name in told.get(child, {}) for name in ends):
            _make_unseen(child, told, until=until)
        if child.tail and child.tail.strip():
            child.tail = marks.hidden(child.tail)


def _spell(element: etree._Element, font: str) -> None:
    for inner in element.iter(etree.Element):
        if inner.text:
            inner.text = spelled(font, inner.text)
        if inner is not element and inner.tail:
            inner.tail = spelled(font, inner.tail)


def _flatten(maths: etree._Element) -> None:
    """An equation becomes its text on one line."""
    text, tail = _said(maths), maths.tail
    maths.clear()
    maths.tag = "span"
    maths.text, maths.tail = text, tail


def _said(element: etree._Element) -> str:
    parts = [_said(child) for child in element if isinstance(child.tag, str)]
    kind = tag_of(element)
    if kind in ("annotation", "annotation-xml", "mphantom"):
        return ""
    if kind == "menclose" and any("strike" in way for way in element.get("notation", "").split()):
        return marks.struck((element.text or "").strip() + "".join(parts))
    if kind == "mfrac" and len(parts) == 2:
        return over(*parts)
    if kind == "msup" and len(parts) == 2:
        return raise_to(*parts)
    if kind == "msqrt":
        return f"√({''.join(parts)})"
    if kind == "mroot" and len(parts) == 2:
        return f"{parts[1]}√({parts[0]})"
    return (element.text or "").strip() + "".join(parts)
