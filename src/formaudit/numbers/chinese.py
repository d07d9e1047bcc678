"""Chinese numerals (十五, 一百五十三点六七, 二〇二三, 壹佰伍拾叁) as ``Decimal``."""

from decimal import Decimal
from typing import Final

from formaudit.numbers.quantity import EXACT
from formaudit.patterns import compiled

__all__ = ["FIRST", "NUMERAL", "money_tail", "read_chinese"]

_DIGITS: Final = "〇一二三四五六七八九"
_FEWEST: Final = 4
"""Digits that stand side by side without a zero and are one number all the same: those of a year (一九九八)."""
_PLAIN: Final = str.maketrans("零○Ｏ两壹贰貳叁参肆伍陆陸柒捌玖拾佰仟萬億", "〇〇〇二一二二三三四五六六七八九十百千万亿")

FIRST: Final = "一二三四五六七八九两十壹贰貳叁肆伍陆陸柒捌玖拾"
"""The characters a numeral may begin with: 百人 and 万家 are words, 十家 is a count."""

NUMERAL: Final = FIRST + "零〇○百千万亿佰仟萬億"
"""The characters of the integer part of a numeral."""

_BELOW_WAN: Final = compiled(
    r"(?:(?P<k>[一二三四五六七八九])千)?〇?(?:(?P<h>[一二三四五六七八九])百)?"
    r"〇?(?:(?P<t>[一二三四五六七八九]?)(?P<ten>十))?〇?(?P<u>[一二三四五六七八九])?"
)


def read_chinese(text: str) -> tuple[Decimal, int] | None:
    """Value and number of decimals of a numeral in small or formal characters.

    ``None`` for what is no numeral or can be read in two ways: 一百五 is 150 in speech and 105 by its characters.
    """
    whole, point, fraction = text.translate(_PLAIN).partition("点")
    if point and not (fraction and all(char in _DIGITS for char in fraction)):
        return None
    value = _integer(whole)
    if value is None:
        return None
    digits = "".join(str(_DIGITS.index(char)) for char in fraction)
    return Decimal(f"{value}.{digits}" if digits else value), len(digits)


def _integer(text: str) -> int | None:
    if not text:
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        if text in _DIGITS or (len(text) < _FEWEST and "〇" not in text):
            return None  # 一二, 一二三四: the first and the second, one after the other; 三五: three to five
        return int("".join(str(_DIGITS.index(char)) for char in text))
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        left, found, right = text.rpartition(mark)
        if not found:
            continue
        if len(right) == 1:  # 一万五: fifteen thousand in speech
            return None
        high = _integer(left)
        low = _integer(right.removeprefix("〇")) if right else 0
        if high is None or low is None or low >= size:
            return None
        return high * size + low
    return _below_wan(text)


def _below_wan(text: str) -> int | None:
    match = _BELOW_WAN.fullmatch(text)
    if match is None or text == "〇":
        return 0 if text == "〇" else None
    part = match.groupdict()
    if part["u"] and not part["ten"] and (part["h"] or part["k"]) and "〇" not in text:
        return None  # 一百五
    tens = (_DIGITS.index(part["t"]) if part["t"] else 1) if part["ten"] else 0
    digits = [_DIGITS.index(part[name]) if part[name] else 0 for name in ("k", "h", "u")]
    return digits[0] * 1000 + digits[1] * 100 + tens * 10 + digits[2]


def money_tail(jiao: str | None, fen: str | None) -> tuple[Decimal, int]:
    """What 角 and 分 behind 元 add, in 元, and the decimals they stand for."""
    tail = Decimal(0)
    decimals = 0
    for text, worth, places in ((jiao, Decimal("0.1"), 1), (fen, Decimal("0.01"), 2)):
        value = _below_wan(text.translate(_PLAIN)) if text else None
        if value is not None:
            tail = EXACT.add(tail, EXACT.multiply(Decimal(value), worth))
            decimals = places
    return tail, decimals
