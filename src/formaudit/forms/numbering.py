"""How rows are numbered: 一、 over （一） over 1. over （1） over ①."""

from typing import Final

from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["serial_depth"]

_SERIALS: Final = tuple(
    compiled(r"(?:其中[:：,，]*)?(?:" + pattern + ")")
    for pattern in (
        r"[一二三四五六七八九十]{1,3}[、.．]",
        r"[(（][一二三四五六七八九十]{1,3}[)）]",
        r"\d{1,2}[、.．](?!\d)",
        r"\d{1,2}[.．]\d{1,2}(?!\d|%)",
        r"[(（]\d{1,2}[)）]|\d{1,2}[)）]",
        r"[①-⑳]",
    )
)
"""The numberings from the outermost to the innermost."""


def serial_depth(text: str) -> int | None:
    """How deep a row's own number stands, 0 for the outermost numbering; ``None`` for a row without number."""
    name = compact(text)
    return next((depth for depth, serial in enumerate(_SERIALS) if serial.match(name)), None)
