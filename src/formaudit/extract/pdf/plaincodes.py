"""Files that say of their fonts in one line that each code is the character itself, which pdfium does not take."""

import zlib
from collections.abc import Iterable
from typing import Final

from formaudit.patterns import late

__all__ = ["are_characters", "tells_plain_codes"]

_STREAM: Final = late(rb"stream\r?\n")
_MAP: Final = b"begincmap"
_PLAIN: Final = late(rb"<0000>\s*<[fF]{4}>\s*<0000>")
_OTHERS: Final = late(rb"<[0-9a-fA-F]{2,}>")
_CODES: Final = 5
"""Codes in such a map: the two ends of its code space, and those of its one line."""
_LARGEST: Final = 1 << 16
"""Bytes of such a map, unpacked: it is a page long."""
_MOST: Final = 4_000
"""Streams of a file that are looked at."""
_RANGES: Final = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x203B),
    (0x2100, 0x22FF),
    (0x2460, 0x25FF),
    (0x3000, 0x303F),
    (0x4E00, 0x9FFF),
    (0xFF00, 0xFFEF),
)
"""Where the characters stand that forms are printed in."""


def tells_plain_codes(data: bytes) -> bool:
    """Whether all maps from codes to characters in a file consist of the one line that leaves each code as it is.

    Files of the libraries that web pages of offices print with are so; their codes are read as they stand.
    """
    plain = 0
    for number, start in enumerate(_STREAM.finditer(data)):
        if number >= _MOST:
            return False
        body = data[start.end() : start.end() + _LARGEST]
        if body[:1] in {b"x", b"H", b"X", b"h"}:
            try:
                body = zlib.decompressobj().decompress(body, _LARGEST)
            except zlib.error:
                continue
        body = body.split(b"endcmap")[0]
        if _MAP not in body:
            continue
        if _PLAIN.search(body) is None or len(_OTHERS.findall(body)) != _CODES:
            return False
        plain += 1
    return plain > 0


def are_characters(codes: Iterable[int]) -> bool:
    """Whether codes are those of characters that forms are printed in: glyphs counted by a font are mostly not."""
    return all(any(first <= code <= last for first, last in _RANGES) for code in codes)
