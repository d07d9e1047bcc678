"""The colours that a page's style sheets name, and the colour of the ground behind an element."""

import colorsys
from collections.abc import Mapping
from typing import Final

from lxml import etree

from formaudit.patterns import compiled

__all__ = ["colour_of", "ground_of"]

_NAMED: Final = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "silver": "#c0c0c0", "gray": "#808080"}
_RGB: Final = compiled(r"rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*(?:[,/]\s*([\d.]+%?))?\s*\)")
_HSL: Final = compiled(
    r"hsla?\(\s*(-?[\d.]+)(?:deg)?\s*[, ]\s*([\d.]+)%\s*[, ]\s*([\d.]+)%\s*(?:[,/]\s*([\d.]+%?))?\s*\)"
)
_NOTHING: Final = frozenset(("0", "0.0", "0%"))


def ground_of(element: etree._Element, told: Mapping[etree._Element, Mapping[str, str]]) -> str | None:
    """The colour behind an element: that of the nearest which has one, white at the end; ``None`` for pictures."""
    at: etree._Element | None = element
    while at is not None:
        rules = told.get(at, {})
        named = rules.get("background-color", "") or rules.get("background", "") or at.get("bgcolor") or ""
        if at.get("background") or "url(" in named or "gradient" in named:
            return None
        colour = colour_of(named.split(" ")[0] if named and not named.startswith(("rgb", "hsl")) else named)
        if colour is not None and colour != "transparent":
            return colour
        at = at.getparent()
    return "#ffffff"


def colour_of(text: str) -> str | None:
    """A colour as ``#rrggbb``, ``transparent``, or ``None`` for what is not understood."""
    text = text.strip().lower()
    rgb = _RGB.match(text)
    if rgb:
        if rgb[4] in _NOTHING:
            return "transparent"
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in rgb.groups()[:3])
    hsl = _HSL.match(text)
    if hsl:
        if hsl[4] in _NOTHING:
            return "transparent"
        hue, rich, light = (float(part) for part in hsl.groups()[:3])
        parts = colorsys.hls_to_rgb(hue / 360 % 1, min(light, 100) / 100, min(rich, 100) / 100)
        return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
    if text == "transparent" or compiled(r"#(?:[0-9a-f]{6}00|[0-9a-f]{3}0)").fullmatch(text):
        return "transparent"
    if compiled(r"#[0-9a-f]{8}").fullmatch(text):
        return text[:7]
    if compiled(r"#?[0-9a-f]{6}").fullmatch(text):
        return "#" + text.lstrip("#")
    if compiled(r"#[0-9a-f]{3}").fullmatch(text):
        return "#" + "".join(char * 2 for char in text[1:])
    return _NAMED.get(text)
