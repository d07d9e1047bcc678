"""What declarations and elements do to the words of a page: hidden, struck, raised, invisible, printed beside them."""

from collections.abc import Mapping
from typing import Final

import tinycss2  # type: ignore[import-untyped]  # it ships no types
from lxml import etree
from msgspec import Struct

from formaudit.extract import marks
from formaudit.extract.contrast import is_lost
from formaudit.extract.web.cascade import declared_beside
from formaudit.extract.web.colours import colour_of, ground_of
from formaudit.extract.web.junctions import is_set_apart
from formaudit.extract.web.turned import is_turned, size_of
from formaudit.extract.web.words import tag_of
from formaudit.patterns import compiled

__all__ = ["Look", "added", "looks"]

_PAINT: Final = {
    **dict.fromkeys(("background-clip", "-webkit-background-clip"), "border-box"),
    **dict.fromkeys(("text-shadow", "filter"), "none"),
    **dict.fromkeys(("-webkit-text-stroke", "-webkit-text-stroke-width"), "0"),
    "mix-blend-mode": "normal",
}
"""What paints the shape of words, or mixes them with their ground, by its name with what is none."""
_SIDES: Final = ("height", "max-height", "width", "max-width")
_TINY: Final = {"rem": 0.2, "em": 0.2, "ex": 0.3, "%": 20.0, "pt": 2.5, "px": 3.0, "cm": 0.09, "mm": 0.9, "in": 0.035}
"""By unit, the size of type up to which nobody can see it; without a unit only none at all."""
_FAINT: Final = 0.12
"""The opacity below which nothing can be read."""
_RAISING: Final = {"super": 1, "text-top": 1, "top": 0, "sub": -1, "text-bottom": -1}


class Look(Struct, frozen=True, kw_only=True):
    """What one element's words look like; ``level`` is 1 raised, -1 lowered.

    ``turned``: its characters are printed from right to left whatever they are, or in another order than they
    stand in. ``painted``: their own colour is lost, and something else is drawn in their shape.
    ``font`` is that of the element itself. ``shows_again``: it is hidden, and something in it is not.
    ``leaves_place``: it is a cell that shows nothing, and the cells behind it do not move up.
    """

    hidden: bool = False
    struck: bool = False
    level: int = 0
    unseen: bool = False
    turned: bool = False
    font: str = ""
    shows_again: bool = False
    leaves_place: bool = False
    painted: bool = False


def looks(root: etree._Element, told: Mapping[etree._Element, Mapping[str, str]]) -> dict[etree._Element, Look]:
    """The looks of the elements that are not plain; ``told`` is what ``declared`` found."""
    found: dict[etree._Element, Look] = {}
    for element in root.iter(etree.Element):
        rules = told.get(element, {})
        tag = tag_of(element)
        if not rules and tag not in _SPEAKING and element.get("hidden") is None and element.get("color") is None:
            continue
        bare, lost = _lacks_ink(rules), _is_lost(element, rules, told)
        painted = lost and not bare and any(rules.get(name, no) != no for name, no in _PAINT.items())
        look = Look(
            hidden=element.get("hidden") is not None or _is_hidden(rules),
            struck=tag in ("s", "strike", "del") or "line-through" in _decoration(rules),
            level={"sup": 1, "sub": -1}.get(tag, _level(rules)),
            unseen=bare or (lost and not painted),
            painted=painted,
            turned=is_turned(element, rules, told) or is_set_apart(element, rules),
            font=_font(rules, element),
            shows_again=rules.get("visibility") == "hidden" and _shows_again(element, told),
            leaves_place=tag in ("td", "th") and _is_hidden(rules) and not _is_gone(element, rules),
        )
        if look != _PLAIN:
            found[element] = look
    return found


def _shows_again(element: etree._Element, told: Mapping[etree._Element, Mapping[str, str]]) -> bool:
    return any(told.get(one, {}).get("visibility") == "visible" for one in element.iterdescendants(etree.Element))


_PLAIN: Final = Look()
_SPEAKING: Final = frozenset(("sup", "sub", "s", "strike", "del", "font", "bdo"))
_AWAY: Final = compiled(
    r"rect\((?:\s*(?:0|1)(?:px)?\s*,?){4}\)|inset\((?:100|[5-9]\d)%.*\)|circle\(0.*\)|scale[xy]?\(0(?:\.0+)?[,)].*"
)
"""Clips and scales that leave nothing to be seen."""
_NO_INK: Final = compiled(r"opacity\(\s*0*(?:\.0+)?%?\s*\)")


def added(root: etree._Element) -> list[tuple[etree._Element, bool, str]]:
    """The words that style sheets print before (``True``) or behind what elements hold, in the order of the page."""
    if not any("content" in (sheet.text or "") for sheet in root.iter("style")):
        return []
    sides = {True: declared_beside(root, before=True), False: declared_beside(root, before=False)}
    return [
        (element, before, words)
        for element in root.iter(etree.Element)
        for before, rules in sides.items()
        if (words := _printed(rules.get(element, {}), element)).strip()
    ]


def _printed(rules: Mapping[str, str], element: etree._Element) -> str:
    """What ``content`` prints; icons print nothing that matters, nor do counters beside words.

    A counter that stands alone in a cell, or before the rest of a figure, prints digits that the page does not hold.
    """
    if not rules.get("content") or _is_hidden(rules):
        return ""
    out = ""
    for token in tinycss2.parse_component_value_list(rules["content"]):
        if token.type == "string":
            out += token.value
        elif token.type == "function" and token.lower_name == "attr":
            out += element.get(tinycss2.serialize(token.arguments).strip(), "")
        elif token.type == "function" and token.lower_name in ("counter", "counters") and _lacks_digits(element):
            out += marks.DOUBTED
    return "".join(char for char in out if not "\ue000" <= char <= "\uf8ff")


def _lacks_digits(element: etree._Element) -> bool:
    """Whether an element is a cell of a table, or stands right in one, that holds nothing or the rest of a figure."""
    cell = element if tag_of(element) in ("td", "th") else element.getparent()
    return (
        cell is not None and tag_of(cell) in ("td", "th") and not _OWN_WORDS.match("".join(map(str, cell.itertext())))
    )


_OWN_WORDS: Final = compiled(r"\s*[^\s.．%％]")


def _is_hidden(rules: Mapping[str, str]) -> bool:
    if rules.get("display") == "none" or rules.get("visibility") in ("hidden", "collapse"):
        return True
    if rules.get("mso-hide") in ("all", "screen") or rules.get("content-visibility") == "hidden":
        return True
    clipped = rules.get("overflow", "") in ("hidden", "clip")
    if clipped and any(size_of(rules.get(side, "")) == 0 for side in _SIDES):
        return True
    if any(_AWAY.fullmatch(rules.get(name, "")) for name in ("clip", "clip-path", "transform")):
        return True
    away = rules.get("position") in ("absolute", "fixed") and any(
        (size_of(rules.get(side, "")) or 0) <= -500 for side in ("left", "top")
    )
    return away or (size_of(rules.get("text-indent", "")) or 0) <= -500


def _is_gone(element: etree._Element, rules: Mapping[str, str]) -> bool:
    """Whether what is hidden takes no place either."""
    gone = rules.get("display") == "none" or "mso-hide" in rules or element.get("hidden") is not None
    return gone or rules.get("position") in ("absolute", "fixed")


def _decoration(rules: Mapping[str, str]) -> str:
    """The lines at the words; those that Word strikes twice it names in a word of its own."""
    if rules.get("text-line-through", "none") != "none":
        return "line-through"
    return rules.get("text-decoration-line", rules.get("text-decoration", ""))


def _level(rules: Mapping[str, str]) -> int:
    align = rules.get("vertical-align", "")
    moved = size_of(rules.get("mso-text-raise", "")) or (size_of(align) if align[:1] in "-0123456789." else None)
    if not moved and rules.get("position") == "relative":
        moved = -(size_of(rules.get("top", "")) or 0) or size_of(rules.get("bottom", ""))
    return (moved > 0) - (moved < 0) if moved else _RAISING.get(align, 0)


def _lacks_ink(rules: Mapping[str, str]) -> bool:
    """Words without size or ink."""
    tiny = _is_tiny(rules.get("font-size", ""))
    return tiny or _is_faint(rules.get("opacity", "")) or _NO_INK.search(rules.get("filter", "")) is not None


def _is_lost(
    element: etree._Element, rules: Mapping[str, str], told: Mapping[etree._Element, Mapping[str, str]]
) -> bool:
    """Words in the colour of the ground behind them as far as the page says what that is."""
    named = rules.get("-webkit-text-fill-color") or rules.get("color", "")
    named = named or (element.get("color", "") if tag_of(element) == "font" else "")
    if not named:
        return False
    colour = colour_of(named)
    if colour == "transparent":
        return True
    ground = ground_of(element, told)
    return colour is not None and ground is not None and is_lost(colour, ground)


def _is_faint(opacity: str) -> bool:
    share = size_of(opacity)
    return share is not None and share < (100 * _FAINT if opacity.strip().endswith("%") else _FAINT)


def _is_tiny(text: str) -> bool:
    """Whether nobody can see type of a size: a share of the size around it is told by its own measure."""
    size = size_of(text)
    if size is None:
        return False
    most = next((most for unit, most in _TINY.items() if text.strip().endswith(unit)), 0.0)
    return size <= most


def _font(rules: Mapping[str, str], element: etree._Element) -> str:
    named = rules.get("font-family", "") or (element.get("face", "") if tag_of(element) == "font" else "")
    named = named or ("wingdings" if "wingdings" in rules.get("font", "") else "")
    return named.split(",")[0].strip().strip("'\"")
