"""A number put together from its digits and what stands around them: unit, sign, currency, comparison."""

import re
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.numbers.grammar import COMPARE_LEFT, COMPARE_RIGHT, CURRENCY_SIGNS, SIGNS, TIME_UNITS
from formaudit.numbers.quantity import EXACT, FOREIGN_MONEY, Kind, Quantity

__all__ = ["Unit", "assemble", "bare", "read_unit"]

_TIMES: Final = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000), "亿": Decimal(100000000)}
_TRIANGLES: Final = frozenset("△▲▽▼∆")
_SAME_UNIT: Final = {"个百分点": "百分点", "m2": "m²"}


class Unit(Struct, frozen=True):
    """What the words behind a number say; ``more`` is 'more than' (100余人), ``factor`` the 万 of 5万人."""

    kind: Kind = Kind.PLAIN
    name: str = ""
    factor: Decimal = Decimal(1)
    more: bool = False


def read_unit(match: re.Match[str] | None) -> Unit:
    """The unit of a match of ``grammar.UNIT``; no match is no unit."""
    if match is None:
        return Unit()
    if match["percent"] or match["boxed"] == "%":
        return Unit(Kind.DAMAGED if len(match["percent"] or "") > 1 else Kind.PERCENT, "%")
    if match["boxed"]:
        return Unit(Kind.MONEY, match["boxed"])
    if match["wan"]:
        return Unit(Kind.MONEY, match["wan"] + "元", more=_any(match, "wanover", "wanmore"))
    if match["counter"]:
        counter = match["counter"]
        name = _SAME_UNIT.get(counter) or FOREIGN_MONEY.get(counter, counter)
        name += (match["each"] or "").replace("m2", "m²")
        kind = Kind.PERCENT if name == "百分点" else Kind.COUNT
        return Unit(kind, name, _TIMES.get(match["times"], Decimal(1)), _any(match, "someover", "some"))
    if match["large"]:
        return Unit(factor=_TIMES[match["large"]], more=_any(match, "largemore"))
    name = (match["scale"] or "") + "元"
    if match["per"]:
        return Unit(Kind.COUNT, name + match["per"].replace("m2", "m²"), more=_any(match, "over", "more"))
    return Unit(Kind.MONEY, name, more=_any(match, "over", "more"))


def _any(match: re.Match[str], *names: str) -> bool:
    """Whether 多 or 余 stands before the multiplier (120余万元) or behind it (5万余元)."""
    return any(match[name] is not None for name in names)


def bare(text: str, kind: Kind, span: tuple[int, int], unit: str = "") -> Quantity:
    """A quantity without a value: a date, or a damaged number."""
    raw = text[span[0] : span[1]]
    return Quantity(kind=kind, raw=raw, value=None, unit=unit, decimals=0, comparison="", span=span)


def assemble(
    text: str, shaped: str, span: tuple[int, int], read: tuple[Decimal, int], unit: Unit, *, floor: int
) -> Quantity:
    """The quantity whose digits and unit fill ``span``, widened by what belongs to it on both sides.

    ``read`` is the value of the digits and their decimals. ``floor`` is where the quantity before ends; a hyphen
    right there makes a range (5-10人), not a negative number.
    """
    start, end = span
    kind, name = unit.kind, unit.name
    value = EXACT.multiply(read[0], unit.factor)
    comparison = ">" if unit.more else ""
    currency = False
    after = COMPARE_RIGHT.match(shaped, end)
    if after and (not after["within"] or name in TIME_UNITS):
        comparison = "≥" if after["least"] else "≤"
        end = after.end()
    left = COMPARE_LEFT.search(shaped, max(floor, start - 12), start)
    if left is not None and left[0].strip() and not _dash(shaped, left, floor):
        if left["sign"] in {"-", "负"}:
            value = EXACT.minus(value)
        if left["currency"] and kind is Kind.PLAIN:
            kind, name, currency = Kind.MONEY, "元", True
        if left["abroad"] and "元" not in text[span[0] : span[1]] and kind in {Kind.PLAIN, Kind.MONEY}:
            value = EXACT.multiply(value, _TIMES[name[0]] if kind is Kind.MONEY else Decimal(1))  # $20万
            kind, name = Kind.COUNT, CURRENCY_SIGNS[left["abroad"].rstrip()]
        if left["compare"]:
            comparison = SIGNS.get(left["compare"], "")
            kind = kind if comparison else Kind.DAMAGED
        start = left.start() + len(left[0]) - len(left[0].lstrip())
    if kind is Kind.DAMAGED:
        return bare(text, kind, (start, end), name)
    if shaped[max(floor, start - 1) : start] in _TRIANGLES:
        kind, name = Kind.PLAIN, ""  # below zero, or more or less than last year: nobody can say which
    raw, span = text[start:end], (start, end)
    return Quantity(
        kind=kind,
        raw=raw,
        value=value,
        unit=name,
        decimals=read[1],
        comparison=comparison,
        span=span,
        currency=currency,
    )


def _dash(shaped: str, left: re.Match[str], floor: int) -> bool:
    """Whether what looks like a sign is a dash: of a range (5-10), of a code (A-3), or drawn (--5)."""
    sign = left["sign"]
    if not sign or sign == "负":
        return False
    at = left.start("sign")
    before = shaped[at - 1 : at]
    joined = before.isascii() and (before.isalnum() or before == ")")
    return len(sign) > 1 or joined or (sign == "-" and 0 < floor == at)
