"""Pages inside a page: those that it holds itself are put where they stand, those that lie elsewhere are told."""

import base64
import binascii
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from formaudit.extract.web.charset import decode_page
from formaudit.extract.web.words import tag_of
from formaudit.model.document import Warn

__all__ = ["open_frames"]

_FRAMES: Final = ("iframe", "frame")
_SMALL: Final = 64
"""Pixels: a frame that counts visitors is smaller."""
_DEEPEST: Final = 3


def open_frames(root: etree._Element, *, elsewhere: bool = True) -> tuple[Warn, ...]:
    """Put the pages that frames hold in their place; a warning for frames whose page lies ``elsewhere``.

    In a web archive those pages are parts of it, and read anyway.
    """
    for _ in range(_DEEPEST):
        opened = [_opened(frame) for frame in list(root.iter(*_FRAMES))]
        if not any(opened):
            break
    left = [frame for frame in root.iter(*_FRAMES) if elsewhere and _shows(frame)]
    if not left:
        return ()
    names = "、".join(dict.fromkeys(frame.get("src", "").rpartition("/")[2][:40] for frame in left))
    return (Warn(code="frame-unread", detail=names, unread=True),)


def _opened(frame: etree._Element) -> bool:
    """Whether a frame held its page, which now stands in its place."""
    page = frame.get("srcdoc", "") or _held(frame.get("src", ""))
    if not page.strip():
        return False
    try:
        inner = html.document_fromstring(
            page.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return False
    body = next((element for element in inner.iter() if tag_of(element) == "body"), inner)
    tail = frame.tail
    frame.clear()
    frame.tag, frame.text, frame.tail = "div", body.text, tail
    frame.extend(list(body))
    return True


def _held(source: str) -> str:
    """The page in a ``data:`` address; empty where it is another address."""
    head, comma, content = source.strip().partition(",")
    if not comma or not head.lower().startswith("data:text/html"):
        return ""
    try:
        code = base64.b64decode(content) if head.lower().endswith(";base64") else unquote_to_bytes(content)
    except (binascii.Error, ValueError):
        return ""
    return decode_page(code, "")


def _shows(frame: etree._Element) -> bool:
    """Whether a frame leads to a page and is large enough to be looked at."""
    sides = [frame.get(name, "") for name in ("width", "height")]
    small = any(side.isdecimal() and int(side) < _SMALL for side in sides)
    source = frame.get("src", "").strip().lower()
    return bool(source) and not small and not source.startswith(("about:", "javascript:", "#"))
