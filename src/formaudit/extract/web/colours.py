"""The colours that a page's style sheets name, and the colour of the ground behind an element."""

import colorsys
from collections.abc import Mapping
from typing import Final

from lxml import etree

from formaudit.patterns import compiled

__all__ = ["colour_of", "ground_of"]

_NAMES: Final = (
    "white=ffffff black=000000 red=ff0000 silver=c0c0c0 gray=808080 grey=808080 maroon=800000 yellow=ffff00 "
    "olive=808000 lime=00ff00 green=008000 aqua=00ffff cyan=00ffff teal=008080 blue=0000ff navy=000080 "
    "fuchsia=ff00ff magenta=ff00ff purple=800080 orange=ffa500 snow=fffafa ivory=fffff0 whitesmoke=f5f5f5 "
    "ghostwhite=f8f8ff floralwhite=fffaf0 azure=f0ffff aliceblue=f0f8ff mintcream=f5fffa honeydew=f0fff0 "
    "seashell=fff5ee linen=faf0e6 oldlace=fdf5e6 beige=f5f5dc cornsilk=fff8dc lightyellow=ffffe0 "
    "lightcyan=e0ffff lavender=e6e6fa lavenderblush=fff0f5 gainsboro=dcdcdc lightgray=d3d3d3 "
    "lightgrey=d3d3d3 darkgray=a9a9a9 darkgrey=a9a9a9 lightblue=add8e6 lightgreen=90ee90 pink=ffc0cb "
    "gold=ffd700 skyblue=87ceeb khaki=f0e68c wheat=f5deb3 darkred=8b0000 darkblue=00008b darkgreen=006400 "
    "crimson=dc143c firebrick=b22222 tomato=ff6347 brown=a52a2a indigo=4b0082 dimgray=696969"
)
_NAMED: Final = {name: f"#{code}" for name, _, code in (pair.partition("=") for pair in _NAMES.split())}
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
        drawn = f"{named} {rules.get('background-image', '')}"
        if at.get("background") or "url(" in drawn or "gradient" in drawn:
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
