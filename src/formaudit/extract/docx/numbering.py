"""Automatic numbers: what Word prints before a paragraph of a list although the text does not hold it.

The 序号 column of a form is often numbered this way; without it every row would have lost its serial number.
"""

import re
from typing import Final

from lxml import etree
from msgspec import Struct, field

from formaudit.extract.docx.names import ALTERNATE, NUM_PR, P_PR, P_STYLE, VAL, W, attr, on
from formaudit.extract.docx.numerals import numeral
from formaudit.patterns import compiled

__all__ = ["MINUS", "Level", "Numbering", "Style", "read_numbering", "read_styles"]

MINUS: Final = "-"
"""What is printed before an item whose bullet is a dash: before a figure nobody can tell it from a minus sign."""
_DASHES: Final = frozenset("-−–—－‐‑\uf02d")
_PLACEHOLDER: Final = compiled(r"%([1-9])")


class Level(Struct, frozen=True, kw_only=True):
    """One level of a list.

    ``restart`` is the level (from 1) after which it starts anew; 0 is never, ``None`` after any level above.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    gap: str = " "
    restart: int | None = None
    legal: bool = False


class Style(Struct, frozen=True, kw_only=True):
    """What a paragraph style says of numbering, its ancestors included; ``None`` where it says nothing."""

    list_id: str | None = None
    level: int | None = None


class _List(Struct, frozen=True, kw_only=True):
    abstract: str
    levels: dict[int, Level]
    overrides: dict[int, int]


class Numbering(Struct, kw_only=True):
    """The lists of a document and how far each has been counted. Ask once for each paragraph, in reading order."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    linked: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def next(self, properties: etree._Element | None) -> str:
        """The printed number of the paragraph with these properties and the gap behind it, or an empty text."""
        list_id, level = self._where(properties)
        known = self.lists.get(list_id) if list_id else None
        if known is None or level not in known.levels:
            return ""
        counters = self._counters.setdefault(known.abstract, {})
        if level in known.overrides and (list_id, level) not in self._started:
            counters[level] = known.overrides[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = known.levels[level].start
        self._started.add((list_id, level))
        for deeper in [other for other in counters if other > level]:
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or level < restart:
                del counters[deeper]
        return _printed(known.levels, counters, level)

    def _where(self, properties: etree._Element | None) -> tuple[str, int]:
        own = properties.find(NUM_PR) if properties is not None else None
        style_element = properties.find(P_STYLE) if properties is not None else None
        style_id = style_element.get(VAL, "") if style_element is not None else ""
        style = self.styles.get(style_id, Style())
        list_id, level = style.list_id, style.level
        if own is not None:
            list_id = _value(own, "numId") or list_id
            level = _int(_value(own, "ilvl"), 0) if own.find(W + "ilvl") is not None else level
        if list_id is None or list_id == "0":
            return "", 0
        if level is None:
            known = self.lists.get(list_id)
            linked = self.linked.get(style_id)
            level = linked[1] if linked is not None and known is not None and linked[0] == known.abstract else 0
        return list_id, level


def _printed(levels: dict[int, Level], counters: dict[int, int], level: int) -> str:
    this = levels[level]
    if this.form == "bullet":
        return MINUS if this.text.strip() in _DASHES else ""

    def one(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index)
        if other is None:
            return ""
        form = "decimal" if this.legal and other.form not in {"none", "decimalZero"} else other.form
        return numeral(counters.setdefault(index, other.start), form, other.pattern)

    label = _PLACEHOLDER.sub(one, this.text)
    return label + this.gap if label.strip() else ""


def read_numbering(root: etree._Element | None, styles: dict[str, Style]) -> Numbering:
    """The lists of ``numbering.xml``; an empty numbering where there is none."""
    if root is None:
        return Numbering(styles=styles)
    abstract: dict[str, dict[int, Level]] = {}
    linked: dict[str, tuple[str, int]] = {}
    by_style: dict[str, str] = {}
    pending: dict[str, str] = {}
    for element in root.iterfind(W + "abstractNum"):
        key = attr(element, "abstractNumId")
        abstract[key] = {}
        for child in element.iterfind(W + "lvl"):
            index = _int(attr(child, "ilvl"), 0)
            abstract[key][index] = _level(child)
            if style := _value(child, "pStyle"):
                linked[style] = (key, index)
        if style := _value(element, "styleLink"):
            by_style[style] = key
        if style := _value(element, "numStyleLink"):
            pending[key] = style
    for key, style in pending.items():
        abstract[key] = abstract[key] or abstract.get(by_style.get(style, ""), {})
    lists: dict[str, _List] = {}
    for element in root.iterfind(W + "num"):
        key = _value(element, "abstractNumId")
        levels, overrides = dict(abstract.get(key, {})), {}
        for change in element.iterfind(W + "lvlOverride"):
            index = _int(attr(change, "ilvl"), 0)
            other = change.find(W + "lvl")
            if other is not None:
                levels[index] = _level(other)
            if start := _value(change, "startOverride"):
                overrides[index] = _int(start, 1)
        lists[attr(element, "numId")] = _List(abstract=key, levels=levels, overrides=overrides)
    return Numbering(lists=lists, styles=styles, linked=linked)


def _level(element: etree._Element) -> Level:
    form, pattern = _value(element, "numFmt") or "decimal", ""
    alternate = element.find(ALTERNATE)
    if alternate is not None:
        for child in alternate.iter(W + "numFmt"):
            form, pattern = attr(child, "val", "decimal"), attr(child, "format")
            break
    gap = {"nothing": ""}.get(_value(element, "suff"), " ")
    restart = _value(element, "lvlRestart")
    return Level(
        start=_int(_value(element, "start"), 0),
        form=form,
        pattern=pattern,
        text=_value(element, "lvlText"),
        gap=gap,
        restart=_int(restart, 0) if restart else None,
        legal=on(element.find(W + "isLgl")),
    )


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """What paragraph styles say of numbering."""
    if root is None:
        return {}
    own: dict[str, tuple[str, Style]] = {}
    for element in root.iterfind(W + "style"):
        numbers = element.find(f"{P_PR}/{NUM_PR}")
        style = Style()
        if numbers is not None:
            depth = _value(numbers, "ilvl")
            style = Style(list_id=_value(numbers, "numId") or None, level=_int(depth, 0) if depth else None)
        own[attr(element, "styleId")] = (_value(element, "basedOn"), style)
    styles: dict[str, Style] = {}
    for key in own:
        list_id: str | None = None
        level: int | None = None
        at, seen = key, set[str]()
        while at in own and at not in seen:
            seen.add(at)
            parent, style = own[at]
            list_id = list_id if list_id is not None else style.list_id
            level = level if level is not None else style.level
            at = parent
        if list_id is not None:
            styles[key] = Style(list_id=list_id, level=level)
    return styles


def _value(element: etree._Element, local: str) -> str:
    child = element.find(W + local)
    return "" if child is None else child.get(VAL, "")


def _int(text: str, default: int) -> int:
    try:
        return int(text)
    except ValueError:
        return default
