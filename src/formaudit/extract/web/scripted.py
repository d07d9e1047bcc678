"""Cells of a page that its scripts fill: what a reader sees in them is not in the page."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from formaudit.extract import marks
from formaudit.extract.web.words import spoken, tag_of
from formaudit.patterns import compiled

__all__ = ["doubt_scripted"]

_NAMED: Final = compiled(r"[\"'`]#?([\w-]+)[\"'`]")
_BOUND: Final = frozenset(("v-text", "v-html", "ng-bind", "ng-bind-html", "data-bind", "x-text", "x-html"))
"""Attributes that name what a script puts into an element."""
_MOST: Final = 2_000_000
"""Characters of scripts that are looked through."""


def doubt_scripted(root: etree._Element) -> None:
    """Mark the blank cells into which a script of the page writes, so that they are no certain blanks."""
    scripts = "".join("".join(map(str, script.itertext())) for script in root.iter("script"))[:_MOST]
    named = frozenset(_NAMED.findall(scripts))
    for cell in root.iter("td", "th"):
        if "".join(_shown(cell)).strip():
            continue
        if any(_is_written(inner, named) for inner in cell.iter(etree.Element)):
            cell.text = marks.DOUBTED + (cell.text or "")


def _shown(cell: etree._Element) -> Iterator[str]:
    for inner in cell.iter(etree.Element):
        yield spoken(inner) + ("" if tag_of(inner) == "script" else inner.text or "")
        yield "" if inner is cell else inner.tail or ""


def _is_written(element: etree._Element, named: frozenset[str]) -> bool:
    if tag_of(element) == "script":
        return "document.write" in (element.text or "")
    return element.get("id", "") in named or any(name in element.attrib for name in _BOUND)
