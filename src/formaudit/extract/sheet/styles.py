"""The tables beside the sheets of an XLSX file: shared strings, number formats, rules, what letters look like."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeVar

from lxml import etree
from msgspec import Struct

from formaudit.extract import marks
from formaudit.extract.contrast import is_lost
from formaudit.extract.package import Package
from formaudit.extract.sheet.codes import BUILTIN
from formaudit.extract.sheet.printed import print_value
from formaudit.extract.sheet.stream import local, stream
from formaudit.extract.symbols import is_symbol_font, spelled
from formaudit.patterns import compiled

__all__ = ["PLAIN", "Style", "Styles", "read_strings", "read_styles", "string_of", "unescape"]

_ESCAPE: Final = compiled(r"_x([0-9A-Fa-f]{4})_")


_T = TypeVar("_T")
_WHITE: Final = "FFFFFF"
_TINY: Final = 2.5
"""Points of type that nobody can see."""
_USUAL: Final = 11.0
"""Points of type where a font says nothing of its size."""
_SIZE: Final = compiled(r"\d{1,4}(?:\.\d+)?")
_THEME: Final = {"0": _WHITE, "1": "000000"}
_INDEXED: Final = {"0": "000000", "1": _WHITE, "8": "000000", "9": _WHITE}


class Style(Struct, frozen=True):
    """What a cell style says that matters here.

    ``code`` is its number format, ``ruled`` says whether it rules a vertical side, ``struck`` and ``font`` how its
    letters look (the name of a symbol font, else empty). ``unseen`` is that they have the colour of the cell's ground,
    ``ground`` that the cell has a ground of its own, ``across`` that its words are centred over the blank cells to its
    right, ``repeats`` that what it holds is printed again and again until the cell is full, ``size`` the points of its
    type, ``wraps`` that line ends in it are printed as such, ``shrinks`` that its type gets as small, or is turned, so
    that it fits in.
    """

    code: str = "General"
    ruled: bool = False
    struck: bool = False
    unseen: bool = False
    font: str = ""
    ground: bool = False
    across: bool = False
    repeats: bool = False
    size: float = _USUAL
    wraps: bool = False
    shrinks: bool = False


class Styles(Struct, frozen=True):
    """The cell styles by number, and of each format of conditions whether it hides what it is applied to.

    Of one that does not hide, the number format by which it shows that otherwise.
    """

    cells: tuple[Style, ...] = ()
    hiding: tuple[bool | str, ...] = ()

    @property
    def usual(self) -> float:
        """The points of type by which the widths of columns are told."""
        return self.cells[0].size if self.cells else _USUAL


class _Font(Struct, frozen=True):
    struck: bool = False
    colour: str = ""
    name: str = ""
    tiny: bool = False
    size: float = _USUAL


PLAIN: Final = Style()


def read_styles(package: Package, name: str) -> Styles:
    """The styles of a workbook; none where the part is missing."""
    data = package.part(name)
    if data is None:
        return Styles()
    codes = dict(BUILTIN)
    ruled: list[bool] = []
    fonts: list[_Font] = []
    grounds: list[str | None] = []
    styles: list[Style] = []
    hiding: list[bool | str] = []
    looks: list[tuple[str, str]] = []
    palette = _palette(data, package.path)
    tags = ("{*}numFmt", "{*}border", "{*}font", "{*}fill", "{*}cellXfs", "{*}dxf")
    for element in stream(data, tags, package.path):
        kind = local(element)
        parent = element.getparent()
        home = "" if parent is None else local(parent)
        if kind == "numFmt" and home == "numFmts":
            number = _number(element.get("numFmtId"))
            codes[number] = element.get("formatCode", "General")
        elif kind == "border" and home == "borders":
            sides = {local(side) for side in element if side.get("style", "none") != "none"}
            ruled.append(bool(sides & {"left", "right", "start", "end"}))
        elif kind == "font" and home == "fonts":
            fonts.append(_font(element, palette))
        elif kind == "fill" and home == "fills":
            grounds.append(_ground(element, palette))
        elif kind == "cellXfs":
            for entry in element:
                border = _number(entry.get("borderId"))
                code = codes.get(_number(entry.get("numFmtId")), "General")
                font = _at(fonts, _number(entry.get("fontId")), _Font())
                ground = _at(grounds, _number(entry.get("fillId")), "")
                place = next((part for part in entry if local(part) == "alignment"), None)
                level = place.get("horizontal", "") if place is not None else ""
                styles.append(
                    Style(
                        code,
                        0 <= border < len(ruled) and ruled[border],
                        struck=font.struck,
                        unseen=font.tiny or (ground is not None and is_lost(font.colour, ground or _WHITE)),
                        font=font.name,
                        ground=ground != "",
                        across=level == "centerContinuous",
                        repeats=level == "fill",
                        size=font.size,
                        wraps=place is not None and place.get("wrapText") in ("1", "true"),
                        shrinks=place is not None
                        and (place.get("shrinkToFit") in ("1", "true") or place.get("textRotation", "0") != "0"),
                    )
                )
        elif home == "dxf":  # its parts end before it does, and are emptied then
            looks.append(_look_of(element, kind, palette))
        elif kind == "dxf":
            hiding.append(_hides(looks))
            looks = []
    return Styles(tuple(styles), tuple(hiding))


def _at(items: list[_T], number: int, default: _T) -> _T:
    return items[number] if 0 <= number < len(items) else default


def _palette(data: bytes, path: str) -> Mapping[str, str]:
    """The colours by number: a workbook may have a palette of its own, which stands behind all that use it."""
    if b"indexedColors" not in data:
        return _INDEXED
    own = [element.get("rgb", "")[-6:].upper() for element in stream(data, ("{*}rgbColor",), path)]
    return {**_INDEXED, **{str(number): rgb for number, rgb in enumerate(own) if rgb}}


def _font(element: etree._Element, palette: Mapping[str, str] = _INDEXED) -> _Font:
    struck, colour, name, points = False, "", "", _USUAL
    for child in element:
        kind = local(child)
        if kind == "strike":
            struck = child.get("val", "1") not in ("0", "false")
        elif kind == "color":
            colour = _colour(child, palette)
        elif kind in ("name", "rFont"):
            name = child.get("val", "")
        elif kind == "sz":
            size = child.get("val", "")
            points = float(size) if _SIZE.fullmatch(size) is not None else _USUAL
    return _Font(struck, colour, name if is_symbol_font(name) else "", points <= _TINY, points)


def _colour(element: etree._Element, palette: Mapping[str, str]) -> str:
    """A colour as six hexadecimal digits, or a name of its own where only likeness can be told; empty for automatic."""
    rgb, theme, indexed = element.get("rgb", ""), element.get("theme", ""), element.get("indexed", "")
    if rgb:
        return rgb[-6:].upper()
    if theme:
        tint = element.get("tint", "0")
        return _THEME.get(theme, f"theme {theme}") if not tint.strip("0.") else f"theme {theme} {tint}"
    return palette.get(indexed, f"indexed {indexed}") if indexed and indexed not in ("64", "65") else ""


def _ground(element: etree._Element, palette: Mapping[str, str]) -> str | None:
    """The colour of a fill: empty for none, ``None`` for patterns and gradients."""
    pattern = next((child for child in element if local(child) == "patternFill"), None)
    if pattern is None:
        return None
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return ""
    colour = next((child for child in pattern if local(child) == "fgColor"), None)
    return _colour(colour, palette) or None if kind == "solid" and colour is not None else None


def _look_of(element: etree._Element, kind: str, palette: Mapping[str, str]) -> tuple[str, str]:
    """One part of a condition's format: a number format's code, the colour of letters, the colour of the ground."""
    if kind == "numFmt":
        return kind, element.get("formatCode", "General")
    if kind == "font":
        font = _font(element, palette)
        return ("strike", "") if font.struck else (kind, font.colour)
    shade = next((part for part in element.iter() if local(part) == "bgColor"), None)
    return kind, "" if shade is None else _colour(shade, palette)


def _hides(looks: list[tuple[str, str]]) -> bool | str:
    """Whether a format of a condition prints nothing: a number format without signs, letters in the colour of paper.

    Any other number format is told as it is.
    """
    told = dict(looks)
    if "strike" in told:
        return True
    if "numFmt" in told and not print_value(Decimal(1), told["numFmt"]).strip():
        return True
    return is_lost(told.get("font", ""), told.get("fill") or _WHITE) or told.get("numFmt", "")


def read_strings(package: Package, name: str) -> tuple[str, ...]:
    """The shared strings by number; none where the part is missing."""
    data = package.part(name)
    return () if data is None else tuple(string_of(element) for element in stream(data, ("{*}si",), package.path))


def string_of(element: etree._Element) -> str:
    """The text of a string item: its runs one after the other, without the readings above them."""
    out: list[str] = []
    for child in element:
        kind = local(child)
        if kind == "t":
            out.append(child.text or "")
        elif kind == "r":
            words = "".join(part.text or "" for part in child if local(part) == "t")
            look = next((part for part in child if local(part) == "rPr"), None)
            out.append(words if look is None else _looking(words, look))
    return unescape("".join(out))


def _looking(words: str, look: etree._Element) -> str:
    """The words of a run, set apart where it is struck, raised, tiny, or in the colour of paper."""
    font = _font(look)
    level = next((part.get("val", "") for part in look if local(part) == "vertAlign"), "")
    if font.name:
        words = spelled(font.name, words)
    if level == "superscript":
        words = marks.raised(words)
    elif level == "subscript":
        words = marks.lowered(words)
    if font.struck:
        words = marks.struck(words)
    return marks.hidden(words) if font.tiny or is_lost(font.colour, _WHITE) else words


def unescape(text: str) -> str:
    """A text with its ``_x000D_`` escapes read and its lines ended by one sign."""
    text = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
