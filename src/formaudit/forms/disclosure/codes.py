"""The codes of rows: 2010507 in one column, or 201·05·07 in three, or the full code repeated in each of three."""

from collections.abc import Sequence
from typing import Final

from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["is_code", "joined_code", "parent_of"]

_DIGITS: Final = Late(r"\d{1,7}")
_LENGTHS: Final = frozenset({3, 5, 7})


def is_code(text: str) -> bool:
    """Whether a text is a whole code by itself."""
    code = compact(text)
    return bool(_DIGITS.now.fullmatch(code)) and len(code) in _LENGTHS and code[0] in "2345"


def joined_code(parts: Sequence[str]) -> str:
    """The code that the cells of the code columns make, from left to right; an empty text where they make none.

    A cell holds a level (201, 05, 07, where a zero may be lost: 5, 7) or the whole code up to it (201, 20105).
    """
    code = ""
    for part in parts:
        text = compiled(r"\.0+$").sub("", compact(part))
        if not text:
            continue
        if not _DIGITS.now.fullmatch(text):
            return ""
        if not code or (len(text) > len(code) and text.startswith(code)):
            code = text
        elif len(text) <= 2:
            code += text.zfill(2)
        elif text != code:
            return ""
    return code if is_code(code) else ""


def parent_of(code: str) -> str:
    """The code one level above, empty for a class."""
    return code[:-2] if len(code) > 3 else ""
