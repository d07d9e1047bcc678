"""Words that are printed otherwise than they stand in a page: turned, mirrored, masked, in another order, cut off."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from formaudit.extract.web.words import tag_of
from formaudit.patterns import compiled

__all__ = ["is_turned", "pixels_of", "size_of"]

_NUMBER: Final = compiled(r"-?\d*\.?\d+")
_MIRRORED: Final = compiled(
    r"scale(?:x|3d)?\(\s*-|matrix\(\s*-|rotate(?:y|z)?\(\s*-?(?:180deg|200grad|0?\.5turn)", re.IGNORECASE
)
"""Turned by half or mirrored: 6 looks like 9, and digits stand in another order."""
_POINTS: Final = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "ex": 8.0, "cm": 38.0, "mm": 3.8, "in": 96.0}
"""Pixels by unit, as far as the size of the type is the usual one."""
_LINE: Final = 10.0
"""The least height of a line in pixels."""
_LETTER: Final = 4.5
"""The least width of a digit in pixels."""

_Rules = Mapping[str, str]


def is_turned(element: etree._Element, rules: _Rules, told: Mapping[etree._Element, _Rules]) -> bool:
    """Whether what is seen of an element's words may be something else than the words; ``told`` has all rules."""
    return _runs_back(element, rules) or _is_shuffled(element, rules, told) or _is_cut_off(element, rules)


def _runs_back(element: etree._Element, rules: _Rules) -> bool:
    if rules.get("unicode-bidi", "").endswith("bidi-override") or rules.get("unicode-bidi") == "isolate-override":
        return (rules.get("direction") or element.get("dir", "").lower()) == "rtl"
    return tag_of(element) == "bdo" and element.get("dir", "").lower() == "rtl"


def _is_shuffled(element: etree._Element, rules: _Rules, told: Mapping[etree._Element, _Rules]) -> bool:
    """Whether words are printed in another order than they stand in, turned, mirrored, masked or cut off."""
    if _MIRRORED.search(rules.get("transform", "")):
        return True
    if rules.get("-webkit-text-security", rules.get("text-security", "none")) != "none":
        return True
    before = element.getprevious()
    if before is not None and rules.get("float") == told.get(before, {}).get("float") == "right":
        return True
    if rules.get("float") in ("left", "right") and _floats_past(element, before, to_right=rules["float"] == "right"):
        return True
    if len(element) < 2 or next(element.iter("table"), None) is not None:
        return False
    if "flex" in rules.get("display", "") and "-reverse" in f"{rules.get('flex-direction')} {rules.get('flex-flow')}":
        return True
    return any(size_of(told.get(child, {}).get("order", "")) for child in element)


def _floats_past(element: etree._Element, before: etree._Element | None, *, to_right: bool) -> bool:
    """Whether words of a cell go to the other side of those beside them, some of which hold a figure."""
    home = element.getparent()
    if home is None or next(element.iterancestors("td", "th"), None) is None:
        return False
    if to_right:
        others = [element.tail or "", *("".join(map(str, each.itertext())) for each in element.itersiblings())]
    else:
        earlier = [] if before is None else [before, *before.itersiblings(preceding=True)]
        others = [home.text or "", *("".join(map(str, each.itertext(with_tail=True))) for each in earlier)]
    beside, own = "".join(others).strip(), "".join(map(str, element.itertext()))
    return bool(beside) and bool(own.strip()) and any(map(str.isdigit, beside + own))


def _is_cut_off(element: etree._Element, rules: _Rules) -> bool:
    """Whether an element is so low that some of its lines, or so narrow that the end of its line may be cut off."""
    if next(element.iter("table"), None) is not None:
        return False
    aside, below = (rules.get(f"overflow-{way}", rules.get("overflow", "")) in ("hidden", "clip") for way in "xy")
    if aside and rules.get("white-space") in ("nowrap", "pre") and _is_too_narrow(element, rules):
        return True
    if not below:
        return False
    high = rules.get("height", "") or rules.get("max-height", "")
    lines = 1 + sum(tag_of(inner) in ("br", "p", "div", "li") for inner in element.iterdescendants())
    shown = rules.get("-webkit-line-clamp") or rules.get("line-clamp", "")
    if shown.isdecimal() and int(shown) < lines:
        return True
    pixels = pixels_of(high)
    return pixels is not None and lines > 1 and pixels < lines * _LINE


def _is_too_narrow(element: etree._Element, rules: _Rules) -> bool:
    """Whether a line that may not be broken is surely wider than its element."""
    # A cell grows with what stands in it, unless it is told not to.
    said = rules.get("max-width", "") if tag_of(element) in ("td", "th") else rules.get("width", "")
    pixels = pixels_of(said or rules.get("max-width", ""))
    words = "".join(map(str, element.itertext())).strip()
    return pixels is not None and pixels < len(words) * _LETTER and any(map(str.isdigit, words))


def pixels_of(text: str) -> float | None:
    """A length in pixels; ``None`` where its unit says nothing by itself."""
    size = size_of(text)
    unit = text.strip().lstrip("-.0123456789").strip()
    return size * _POINTS[unit] if size is not None and unit in _POINTS else None


def size_of(text: str) -> float | None:
    """The number that a length begins with."""
    match = _NUMBER.match(text)
    return float(match[0]) if match else None
