"""The encoding of a web page: what its first bytes, its own words and its characters say."""

import codecs
import re
from typing import Final

from formaudit.extract.encoding import decode

__all__ = ["decode_page"]

_HEAD: Final = 8192
_NAMED: Final = re.compile(rb"""(?:charset\s*=|<\?xml[^>]*encoding\s*=)\s*["']?\s*([\w:-]+)""", re.IGNORECASE)
# GB 18030 holds all of GB 2312 and GBK, and pages under the older names use its characters.
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "hz-gb-2312": "hz", "x-gbk": "gb18030"}
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_page(data: bytes, charset: str = "") -> str:
    """The text of a page. ``charset`` is what stands outside it, in the head of a web archive.

    Bytes that are UTF-8 are taken as such whatever the page says: other encodings hardly ever are by chance, and pages
    copied into a new template keep the old template's name for it.
    """
    if data.startswith(_MARKS):
        found = decode(data)
        return found[0] if found else data.decode("utf-16" if data[:1] in b"\xff\xfe" else "utf-8", "replace")
    if not data.isascii() and b"\0" not in data:
        text = _try(data, "utf-8")
        if text is not None:
            return text
    named = _NAMED.search(data[:_HEAD])
    names = [charset, named.group(1).decode("ascii") if named else ""]
    for name in names:
        text = _try(data, name)
        if text is not None:
            return text
    found = decode(data)
    if found is not None:
        return found[0]
    known = [name for name in names if name and _known(name)]
    return data.decode(_known(known[0]) if known else "gb18030", "replace")


def _try(data: bytes, name: str) -> str | None:
    known = _known(name)
    if not known or (known.startswith("utf-16") and b"\0" not in data):
        return None
    try:
        return data.decode(known)
    except (UnicodeDecodeError, ValueError):
        return None


def _known(name: str) -> str:
    """The name under which Python knows an encoding of text, or nothing."""
    wider = _WIDER.get(name.strip().lower(), name.strip().lower())
    try:
        return codecs.lookup(wider).name if wider and "\0".encode(wider) is not None else ""
    except (LookupError, UnicodeEncodeError, ValueError):
        return ""
