"""Signs of the symbol fonts, which have private codes, as the Unicode signs they print.

They come as a sign of its own (``w:sym``) or as plain letters that a run's font turns into ticks: ``R`` in Wingdings 2
is ☑.
"""

from functools import lru_cache
from typing import Final

__all__ = ["is_symbol_font", "spelled", "symbol"]

_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA1: "○", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x70: "□",
    0x72: "□", 0x78: "☒", 0xA2: "◎", 0xA4: "◉", 0xA7: "▪", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0x76: "❖",
    0x75: "◆", 0x74: "◆", 0x4A: "☺", 0x4C: "☹", 0xAB: "★", 0xAA: "✦", 0x20: " ", 0x80: "⓪", 0x8B: "⓿", 0xF0: "⇨",
    0xFA: "×",
    **{0x81 + step: chr(ord("①") + step) for step in range(10)},
    **{0x8C + step: chr(ord("❶") + step) for step in range(10)},
}  # fmt: skip
_WINGDINGS_2: Final = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□", 0x20: " ",
    0x35: "□", 0x56: "☒", 0x57: "☒", 0x55: "☒", 0x97: "●", 0x98: "●", 0xA2: "■", 0x81: "○", 0x99: "●", 0x9A: "○",
    **{0x6A + step: chr(ord("①") + step) for step in range(10)},
    **{0x75 + step: chr(ord("❶") + step) for step in range(10)},
}  # fmt: skip
_SYMBOL: Final = {
    0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x25: "%",
    0xE5: "∑", 0xD6: "√", 0xA5: "∞", 0xAE: "→",
}  # fmt: skip
_WEBDINGS: Final = {
    0x61: "✓", 0x72: "✗", 0x63: "□", 0x67: "■", 0x6E: "●", 0x31: "□", 0x20: " ", 0x33: "◀", 0x34: "▶", 0x35: "▲",
    0x36: "▼",
    0x3D: "○", 0x69: "ℹ", 0x59: "♥",
}  # fmt: skip
_WINGDINGS_3: Final = {
    0x70: "▲",
    0x71: "▼",
    0x74: "◀",
    0x75: "▶",
    0x20: " ",
    0x22: "→",
    0x21: "←",
    0x23: "↑",
    0x24: "↓",
}
_DINGBATS: Final = {
    0x33: "✓", 0x34: "✓", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□",
    0x20: " ",
    **{0xC0 + step: chr(ord("①") + step) for step in range(10)},
}  # fmt: skip
_FONTS: Final = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "wingdings3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
    "zapfdingbats": _DINGBATS,
    "zapf dingbats": _DINGBATS,
}
_UNKNOWN: Final = "\ufffd"
"""A sign of a symbol font that is not known here: unreadable, but not the letter it is stored as."""


@lru_cache(maxsize=256)
def is_symbol_font(name: str) -> bool:
    """Whether a font prints signs where others print letters."""
    return _bare(name) in _FONTS


def spelled(font: str, text: str) -> str:
    """A text of ordinary letters as it prints in a symbol font. What is no letter of that font stays."""
    table = _FONTS.get(_bare(font))
    if table is None:
        return text
    own = font.lower().startswith("symbol")  # its figures and most of its signs are those of any font
    return "".join(_spelled(char, table, own=own) for char in text)


def _spelled(char: str, table: dict[int, str], *, own: bool) -> str:
    code = ord(char)
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if low in table:
        return table[low]
    if low > 0xFF or char.isspace():
        return char
    return chr(low) if own else _UNKNOWN


def _bare(name: str) -> str:
    return name.strip().strip("'\"").lower()


def symbol(font: str, code: str) -> str:
    """The sign for a code (four hexadecimal digits, often F000 and more) of a font; the plain character otherwise."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    low = value - 0xF000 if 0xF000 <= value <= 0xF0FF else value
    known = _FONTS.get(_bare(font), {}).get(low)
    if known is not None:
        return known
    if 0xF020 <= value <= 0xF07E:
        return chr(low)
    return chr(value) if 0x20 <= value <= 0xFFFF and not 0xD800 <= value <= 0xDFFF else ""
