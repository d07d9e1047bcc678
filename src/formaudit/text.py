"""Text as people type it, brought to one shape for comparing. Nothing here changes what is printed in a report."""

import unicodedata
from functools import lru_cache
from typing import Final

from formaudit.characters import RADICALS, visible
from formaudit.patterns import compiled

__all__ = ["compact", "fold", "label", "strip_serial", "without_hint", "without_remark"]

# NFKC would turn ㎡ into m2, … into three full stops and the serial ① into a digit of what follows it.
_KEPT: Final = frozenset("㎡²³…℃①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_SIGNS: Final = str.maketrans(
    {"≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "﹥": ">", "﹤": "<", "〉": ">", "〈": "<", "−": "-", "﹣": "-", "–": "-"}
)
# What fonts and old input methods have for characters of labels: other shapes of the same ones.
_VARIANTS: Final = str.maketrans({**RADICALS, "戶": "户", "戸": "户", "內": "内", "爲": "为", "為": "为"})
_BLANK: Final = compiled(r"\s+")
_SERIAL: Final = compiled(
    r"^(?:"
    r"[（(]?[一二三四五六七八九十]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[（(]\d{1,2}[)）]"
    r"|\d{1,2}[、.．](?!\d)"
    r"|[①-⑳]"
    r"|\*+"
    r")"
)
_HINT: Final = compiled(r"[（(]一个?(?:专项|项目)一行[）)]")
_REMARK: Final = compiled(r"\([^()]*\)$")
_OF_WHICH: Final = compiled(r"^其中[:：,，]*")
_REMEMBERED: Final = 16384
"""Texts that are remembered: a cell's is asked for again by every block that may begin in its row, and forms repeat."""


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """NFKC without the few signs that carry meaning here and without invisible ones; ≧ becomes ≥, a blank one space."""
    text = visible(text).translate(_VARIANTS)
    if _KEPT.isdisjoint(text):
        folded = unicodedata.normalize("NFKC", text)
    else:
        folded = "".join(char if char in _KEPT else unicodedata.normalize("NFKC", char) for char in text)
    return _BLANK.sub(" ", folded.translate(_SIGNS)).strip()


@lru_cache(maxsize=_REMEMBERED)
def compact(text: str) -> str:
    """``fold`` without any blanks: labels broken by wraps and typed gaps (``年度预  算申请``) become one word."""
    return fold(text).replace(" ", "")


def strip_serial(text: str) -> str:
    """A compact label without its leading serial (``1、``, ``（一）``) and ``其中：``, in any order and number."""
    before = None
    while before != text:
        before = text
        text = _SERIAL.sub("", _OF_WHICH.sub("", text))
    return text


@lru_cache(maxsize=_REMEMBERED)
def label(text: str) -> str:
    """A printed label reduced to its name: compact, without serial, trailing colon, full stop or dash."""
    return strip_serial(compact(text)).rstrip(":;,。.、-— ")


def without_hint(text: str) -> str:
    """A label without what the form tells whoever fills it in: ``运转经费(一项一行)`` is 运转经费.

    Other brackets belong to the name: 堤防维修（二期） stays.
    """
    return _HINT.sub("", text)


def without_remark(text: str) -> str:
    """A folded label without the remark in brackets at its end: ``运转经费(一项一行)`` is 运转经费."""
    return _REMARK.sub("", text)
