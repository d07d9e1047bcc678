"""The tables beside the sheets of an XLSX file: shared strings, number formats, rules."""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from formaudit.extract.package import Package
from formaudit.extract.sheet.codes import BUILTIN
from formaudit.extract.sheet.stream import local, stream

__all__ = ["PLAIN", "Style", "read_strings", "read_styles", "string_of", "unescape"]

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell style says that matters here: its number-format code and whether it rules a vertical side."""

    code: str = "General"
    ruled: bool = False


PLAIN: Final = Style()


def read_styles(package: Package, name: str) -> tuple[Style, ...]:
    """The cell styles by number; none where the part is missing."""
    data = package.part(name)
    if data is None:
        return ()
    codes = dict(BUILTIN)
    ruled: list[bool] = []
    styles: list[Style] = []
    tags = ("{*}numFmt", "{*}border", "{*}cellXfs")
    for element in stream(data, tags, package.path):
        kind = local(element)
        parent = element.getparent()
        if kind == "numFmt" and parent is not None and local(parent) == "numFmts":
            number = _number(element.get("numFmtId"))
            codes[number] = element.get("formatCode", "General")
        elif kind == "border" and parent is not None and local(parent) == "borders":
            sides = {local(side) for side in element if side.get("style", "none") != "none"}
            ruled.append(bool(sides & {"left", "right", "start", "end"}))
        elif kind == "cellXfs":
            for entry in element:
                border = _number(entry.get("borderId"))
                code = codes.get(_number(entry.get("numFmtId")), "General")
                styles.append(Style(code, 0 <= border < len(ruled) and ruled[border]))
    return tuple(styles)


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
            out.extend(part.text or "" for part in child if local(part) == "t")
    return unescape("".join(out))


def unescape(text: str) -> str:
    """A text with its ``_x000D_`` escapes read and its lines ended by one sign."""
    text = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
