"""Words of a page that are not its text: hidden ones, what style sheets and hints show, long values of fields."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from formaudit.extract.beside import may_hold_form, short
from formaudit.extract.web.words import spoken, tag_of
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = ["long_values", "unread_words"]

_AMOUNT: Final = compiled(r"\d[\d,]*\.\d|\d\s*[万亿]?元|\d\s*[%％]")
_ASIDE: Final = frozenset(("noscript", "template"))
_CONTENT: Final = compiled(r"\bcontent\s*:\s*([\"'])(.*?)\1", re.DOTALL)
_MOST: Final = 2_000_000
"""Characters of a style sheet that are looked through."""


def unread_words(root: etree._Element, hidden: Iterable[etree._Element]) -> tuple[Warn, ...]:
    """Warnings for words with amounts that nobody sees, or sees only in hints; menus hold none."""
    unseen = {*hidden, *(element for element in root.iter() if tag_of(element) in _ASIDE)}
    # In the order of the page: a set has another one in each run.
    places = {element: place for place, element in enumerate(root.iter()) if element in unseen}
    ordered = sorted(unseen, key=lambda element: (places.get(element, len(places)), element.sourceline or 0))
    return (
        *_told("hidden-text", [_words(element) for element in ordered]),
        *_told("generated-text", _generated(root)),
    )


def long_values(root: etree._Element) -> tuple[Warn, ...]:
    """A warning for fields in whose words a form may stand: they are read as words only."""
    values = [value for value in _values(root) if may_hold_form(value)]
    return (Warn(code="long-text", detail=short(values[0]), unread=True),) if values else ()


def _told(code: str, texts: Iterable[str]) -> tuple[Warn, ...]:
    texts = [text for text in texts if _AMOUNT.search(text)]
    if not texts:
        return ()
    return (Warn(code=code, detail=short(" ".join(texts)), unread=any(map(may_hold_form, texts))),)


def _words(element: etree._Element) -> str:
    """The words of an element; those that a script would write are in it as markup."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def _generated(root: etree._Element) -> Iterator[str]:
    for sheet in root.iter("style"):
        text = "".join(map(str, sheet.itertext()))[:_MOST]
        if "content" in text:
            yield from (match[2].replace("\\A", " ") for match in _CONTENT.finditer(text))
    for element in root.iter(etree.Element):
        hint = element.get("title")
        if hint:
            yield hint


def _values(root: etree._Element) -> Iterator[str]:
    for element in root.iter("input", "textarea", "select"):
        yield spoken(element) if tag_of(element) == "input" else _words(element)
