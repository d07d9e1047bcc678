"""Where words of one cell meet: elements that a style sheet makes lines of their own, or sets apart from each other.

36.5 and 99 in two elements that are blocks stand below each other and are no 36.599; with white between them that
only the style sheet tells of nobody knows how a person reads them.
"""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from formaudit.extract.web.turned import pixels_of
from formaudit.extract.web.words import BLOCKS, tag_of

__all__ = ["is_set_apart", "lay_blocks"]

_Rules = Mapping[str, str]
_LINES: Final = frozenset(("block", "list-item", "flow-root", "flex", "grid"))
_WORDS: Final = frozenset(("div", "p", "center", "section", "article"))
_TABLES: Final = frozenset(("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup"))
_FIGURE: Final = frozenset("0123456789.,")
_GAPS: Final = ("gap", "column-gap")
_ROOM: Final = 4.0
"""Pixels of white that part two figures."""


def lay_blocks(told: Mapping[etree._Element, _Rules]) -> None:
    """Name elements after what they are laid out as: those in lines of their own, and blocks that run on in a line."""
    for element, rules in told.items():
        display = rules.get("display", "")
        tag = tag_of(element)
        if display == "inline" and tag in _WORDS:
            element.tag = "span"
        elif display in _LINES and tag not in BLOCKS:
            element.tag = "div"
        column = "flex" in display and "column" in f"{rules.get('flex-direction')} {rules.get('flex-flow')}"
        if column or display in ("grid", "inline-grid"):
            for child in element:
                if isinstance(child.tag, str) and tag_of(child) not in BLOCKS:
                    child.tag = "div"


def is_set_apart(element: etree._Element, rules: _Rules) -> bool:
    """Whether white, or another place, parts an element from the rest of a figure that it would go on with."""
    if tag_of(element) in _TABLES or next(element.iterancestors("td", "th"), None) is None:
        return False
    display = rules.get("display", "")
    parted = "space" in rules.get("justify-content", "") or any(_is_wide(rules.get(gap, "")) for gap in _GAPS)
    if (
        "flex" in display
        and parted
        and any(_ends_in_figure(_before(child)) and _begins_with_figure(child) for child in element)
    ):
        return True
    before = after = rules.get("position") in ("absolute", "fixed", "relative") and any(
        _is_wide(rules.get(side, "")) for side in ("left", "right")
    )
    before = before or rules.get("position") in ("absolute", "fixed")
    fixed = display.startswith("inline-") and any(_is_wide(rules.get(name, "")) for name in ("width", "min-width"))
    before = before or any(_side(rules, name, 3) for name in ("margin", "padding"))
    after = after or fixed or any(_side(rules, name, 1) for name in ("margin", "padding"))
    figure = "".join(map(str, element.itertext())).strip()
    if not figure or tag_of(element) in BLOCKS:
        return False
    left = before and figure[0] in _FIGURE and _ends_in_figure(_before(element))
    return left or (after and figure[-1] in _FIGURE and _goes_on(element))


def _side(rules: _Rules, name: str, at: int) -> bool:
    """Whether a side of an element has room; ``at`` counts from the top by the clock, as the short form does."""
    own = rules.get(f"{name}-{('top', 'right', 'bottom', 'left')[at]}")
    if own is None:
        parts = rules.get(name, "").split()
        own = parts[at if len(parts) == 4 else min(1, len(parts) - 1)] if parts else ""
    return _is_wide(own)


def _is_wide(length: str) -> bool:
    pixels = pixels_of(length)
    return pixels is not None and abs(pixels) >= _ROOM


def _before(element: etree._Element) -> str:
    """The words right before an element, on its line."""
    previous, home = element.getprevious(), element.getparent()
    if previous is None:
        return (home.text or "") if home is not None else ""
    if previous.tail or tag_of(previous) in BLOCKS:
        return previous.tail or ""
    return "".join(map(str, previous.itertext()))


def _ends_in_figure(words: str) -> bool:
    return words[-1:] in _FIGURE and words != ""


def _begins_with_figure(element: etree._Element) -> bool:
    words = "".join(map(str, element.itertext())) if isinstance(element.tag, str) else ""
    return words[:1] in _FIGURE and words != ""


def _goes_on(element: etree._Element) -> bool:
    """Whether a figure goes on right behind an element."""
    if element.tail:
        return element.tail[0] in _FIGURE
    following = element.getnext()
    return following is not None and tag_of(following) not in BLOCKS and _begins_with_figure(following)
