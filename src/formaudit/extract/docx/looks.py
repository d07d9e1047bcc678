"""How words look where it changes what is printed: struck, raised, hidden, in a symbol font, in the colour of paper."""

from collections.abc import Collection
from typing import Final

from lxml import etree
from msgspec import Struct

from formaudit.extract.contrast import is_pale
from formaudit.extract.docx import names as n
from formaudit.extract.symbols import is_symbol_font

__all__ = ["PLAIN", "Look", "look_of", "looks_of", "shading_styles"]

_WHITE: Final = "FFFFFF"
_CLEAR: Final = 95_000
"""Of 100,000: the transparency from which on a fill is none."""
_RAISES: Final = 3
"""Half points above or below the line from which a word counts as raised or lowered."""
_TINY: Final = 5
"""Half points of type size that nobody can see."""
_PRESSED: Final = 12
"""Hundredths of its width to which a letter is pressed so that nobody can read it."""


class Look(Struct, frozen=True, kw_only=True):
    """What run properties say; ``None`` where they say nothing. ``level`` is 1 raised, -1 lowered, 0 on the line.

    ``edged``: something is drawn around the letters that may be seen where they themselves are not.
    """

    vanish: bool | None = None
    strike: bool | None = None
    level: int | None = None
    font: str | None = None
    colour: str | None = None
    tiny: bool | None = None
    edged: bool | None = None

    def over(self, below: "Look") -> "Look":
        """The look where it says something, else the one below."""
        return Look(
            vanish=below.vanish if self.vanish is None else self.vanish,
            strike=below.strike if self.strike is None else self.strike,
            level=below.level if self.level is None else self.level,
            font=below.font if self.font is None else self.font,
            colour=below.colour if self.colour is None else self.colour,
            tiny=below.tiny if self.tiny is None else self.tiny,
            edged=below.edged if self.edged is None else self.edged,
        )


PLAIN: Final = Look()


def look_of(properties: etree._Element | None) -> Look:
    """What one ``rPr`` says by itself. A font that is no symbol font is an empty name."""
    if properties is None:
        return PLAIN
    vanish = strike = tiny = edged = None
    level: int | None = None
    font = colour = filled = None
    for child in properties:
        tag = child.tag
        if tag == n.VANISH:
            vanish = n.on(child)
        elif tag in (n.STRIKE, n.D_STRIKE):
            strike = n.on(child) or bool(strike)
        elif tag == n.VERT_ALIGN:
            level = {"superscript": 1, "subscript": -1}.get(n.attr(child, "val"), 0)
        elif tag == n.POSITION and level is None:
            moved = n.whole(n.attr(child, "val"))
            level = (moved > 0) - (moved < 0) if abs(moved) >= _RAISES else None
        elif tag == n.FONTS:
            name = n.attr(child, "ascii") or n.attr(child, "hAnsi")
            font = None if not name else name if is_symbol_font(name) else ""
        elif tag == n.COLOR:
            themed = n.attr(child, "themeColor")
            white = themed == "background1" and not n.attr(child, "themeTint") and not n.attr(child, "themeShade")
            colour = "FFFFFF" if white else n.attr(child, "val").upper() if not themed else "auto"
        elif tag == n.TEXT_FILL:
            filled = _fill_of(child)
            tiny = tiny or filled == ""
        elif tag in n.EDGES:
            edged = edged or child.find(n.NO_FILL) is None
        elif tag in (n.SHADOW, n.EMBOSS, n.IMPRINT):
            edged = edged or n.on(child)
        elif tag == n.SZ:
            tiny = tiny or 0 < n.whole(n.attr(child, "val", "24")) <= _TINY
        elif tag == n.WIDE:
            tiny = tiny or 0 < n.whole(n.attr(child, "val", "100")) <= _PRESSED
    # What a letter is filled with is printed, whatever colour is said beside it for older programs.
    colour = filled or colour
    return Look(vanish=vanish, strike=strike, level=level, font=font, colour=colour, tiny=tiny, edged=edged)


def _fill_of(fill: etree._Element) -> str | None:
    """The one colour that letters are filled with; empty for none, ``auto`` for several and for what is not known."""
    colours = list(fill.iter(n.RGB_FILL, n.SCHEME_FILL))
    clear = [n.whole(alpha.get(n.FILL_VALUE, "0")) for alpha in fill.iter(n.CLEAR_FILL)]
    if fill.find(n.NO_FILL) is not None or (clear and len(clear) == len(colours) and min(clear) >= _CLEAR):
        return ""
    values = {_named(colour) for colour in colours}
    return values.pop() if len(values) == 1 else "auto"


def _named(colour: etree._Element) -> str:
    if len(colour):  # lighter or darker than what it is called
        return "auto"
    value = colour.get(n.FILL_VALUE, "")
    return value.upper() if colour.tag == n.RGB_FILL else _WHITE if value in ("bg1", "lt1") else "auto"


def looks_of(root: etree._Element | None, used: Collection[str] | None = None) -> dict[str, Look]:
    """The styles that strike, raise, hide or speak in symbols, what they are based on included.

    ``used`` are the styles that the text names, ``None`` for all of them: a file brings many that it does not use.
    """
    if root is None:
        return {}
    own = {n.attr(style, "styleId"): style for style in root.iterfind(n.W + "style")}
    found: dict[str, Look] = {}
    for key in own if used is None else own.keys() & set(used):
        look, at, seen = PLAIN, key, set[str]()
        while at in own and at not in seen:
            seen.add(at)
            look = look.over(look_of(own[at].find(n.R_PR)))
            at = _based_on(own[at])
        if look.vanish or look.strike or look.level or look.font or look.tiny or (look.colour and is_pale(look.colour)):
            found[key] = look
    return found


def shading_styles(root: etree._Element | None) -> frozenset[str]:
    """The styles that shade: in a table of one of them white words may stand on another ground than paper."""
    if root is None:
        return frozenset()
    own = {n.attr(style, "styleId"): (_based_on(style), _shades(style)) for style in root.iterfind(n.W + "style")}
    found: set[str] = set()
    for key in own:
        at, seen = key, set[str]()
        while at in own and at not in seen:
            seen.add(at)
            if own[at][1]:
                found.add(key)
            at = own[at][0]
    return frozenset(found)


def _shades(style: etree._Element) -> bool:
    return any(n.attr(shade, "fill").upper() not in ("", "AUTO", _WHITE) for shade in style.iter(n.SHD))


def _based_on(style: etree._Element) -> str:
    child = style.find(n.W + "basedOn")
    return "" if child is None else n.attr(child, "val")
