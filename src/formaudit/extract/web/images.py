"""Pictures of a page: which may show a table, and which stand in a cell for its figure."""

import re
from typing import Final

from lxml import etree

from formaudit.extract.beside import may_hold_form
from formaudit.extract.marks import DOUBTED
from formaudit.extract.web.words import tag_of
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = ["note_images"]

_SMALL: Final = 64
_GLYPH: Final = 8
"""Pixels from which a picture that stands alone in a cell may be a figure: 11.5 in small print is 25 by 10."""
_WIDE, _HIGH = 190, 57
"""Pixels (5 by 1.5 cm) from which a picture may be one of a table."""
_EMBEDDED: Final = 20_000
_INSTEAD: Final = frozenset(("object", "canvas", "progress", "meter"))
"""Elements that hold words for those to whom they cannot be shown."""
_SIDE: Final = compiled(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(px|pt|cm|in|mm)?", re.IGNORECASE)
_GROUND: Final = compiled(r"url\(\s*[\"']?data:image/[^)]*\)", re.IGNORECASE)
_PIXELS: Final = {"": 1.0, "px": 1.0, "pt": 96 / 72, "cm": 96 / 2.54, "mm": 96 / 25.4, "in": 96.0}


def note_images(root: etree._Element) -> tuple[Warn, ...]:
    """A warning for the pictures of a page; a cell that holds one instead of words becomes doubtful."""
    count, large, cells = 0, False, 0
    for image in root.iter("img", "object", "embed", "canvas", "svg", "progress", "meter"):
        width, height = _sides(image)
        drawn = (tag_of(image) == "svg" and image.find(".//{*}text") is not None) or tag_of(image) in _INSTEAD
        large = large or (image.tag in ("object", "svg") and may_hold_form("\n".join(map(str, image.itertext()))))
        cell = next((above for above in image.iterancestors() if tag_of(above) in ("td", "th")), None)
        alone = (
            cell is not None
            and _words(cell) == (_words(image) if drawn else "")
            and next(cell.iter("table"), None) is None
        )
        if 0 < width < _SMALL and 0 < height < _SMALL and not drawn and not (alone and min(width, height) >= _GLYPH):
            continue
        count += 1
        large = large or (width >= _WIDE and height >= _HIGH) or len(image.get("src", "")) > _EMBEDDED
        if alone:
            image.tail = DOUBTED + (image.tail or "")
            cells += 1
    grounds = [
        len(match[0]) for element in root.iter(etree.Element) for match in _GROUND.finditer(element.get("style", ""))
    ]
    count, large = count + len(grounds), large or any(size > _EMBEDDED for size in grounds)
    found = [Warn(code="picture", detail=str(count), unread=large)] if count else []
    return (*found, *([Warn(code="picture-in-cell", detail=str(cells))] if cells else ()))


def _words(element: etree._Element) -> str:
    return "".join("".join(map(str, element.itertext())).split())


def _sides(image: etree._Element) -> tuple[float, float]:
    """Width and height in pixels, 0 where they are not said."""
    sides = {"width": 0.0, "height": 0.0}
    for name in sides:
        digits = compiled(r"\d+").match(image.get(name, ""))
        sides[name] = float(digits[0]) if digits else 0.0
    for name, size, unit in _SIDE.findall(image.get("style", "")):
        if size.count(".") <= 1 and size != ".":
            sides[name.lower()] = float(size) * _PIXELS[unit.lower()]
    return sides["width"], sides["height"]
