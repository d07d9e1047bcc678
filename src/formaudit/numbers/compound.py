"""Numbers that say their large part first: 3亿5000万元 is one number, not 3 and 5000万元."""

import re
from decimal import Decimal
from typing import Final

from formaudit.numbers.assemble import Unit, read_unit
from formaudit.numbers.grammar import DATE, UNIT
from formaudit.numbers.quantity import EXACT, MONEY_UNITS, Kind
from formaudit.patterns import compiled

__all__ = ["Compound", "read_compound", "size_of"]

_HEAD: Final = compiled(r"(?P<digits>[0-9]{1,4})(?P<scale>[亿万千百])(?P<nought>[零〇]?)(?=[0-9])")
_LAST: Final = compiled(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?![.,，][0-9])")
_REST: Final = compiled(r"[亿万千百]{0,2}")
_WORTH: Final = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
_YUAN: Final = Decimal(10000)  # in one 万元

Compound = tuple[tuple[Decimal, int] | None, Unit, int]
"""Value in the unit and its decimals, or None for speech that can be read in two ways (1万5); the unit; the end."""


def read_compound(shaped: str, start: int) -> Compound | None:
    """The number that begins at a digit with a part in 亿, 万, 千 or 百; None where none does.

    Its last part has a unit of less than the part before. What only stands beside (5万2023年) is none.
    """
    heads: list[re.Match[str]] = []
    position = start
    while head := _HEAD.match(shaped, position):
        heads.append(head)
        position = head.end()
    last = _LAST.match(shaped, position) if heads else None
    if last is None or DATE.match(shaped, position):
        return None
    match = UNIT.match(shaped, last.end())
    if match is None:
        rest = _REST.match(shaped, last.end())
        return None, Unit(), rest.end() if rest else last.end()
    unit = read_unit(match)
    size = size_of(unit)
    value = _sum(heads, Decimal(last[0].replace(",", "")), size, strict=unit.kind is not Kind.MONEY) if size else None
    if value is None:
        return None
    return (value, len(last[0].partition(".")[2])), unit, match.end()


def size_of(unit: Unit) -> Decimal:
    """How many 元, or things, one of the unit is; 0 where it is neither money nor things."""
    if unit.kind not in {Kind.MONEY, Kind.COUNT} or unit.name == "百分点":
        return Decimal(0)
    money = MONEY_UNITS.get(unit.name.partition("/")[0])
    return unit.factor if money is None else EXACT.multiply(money, _YUAN)


def _sum(heads: list[re.Match[str]], low: Decimal, size: Decimal, *, strict: bool) -> Decimal | None:
    """All parts in the last one's unit; each must be worth less than one of the part before."""
    total, worth = EXACT.multiply(low, size), size
    for number, head in enumerate(reversed(heads)):
        one = Decimal(_WORTH[head["scale"]])
        if one <= worth and head["scale"] in "千百":
            one *= _WORTH["万"]  # 1千2百万元: the thousand is one of 万
        if one <= worth or total >= one:
            return None
        ratio = EXACT.divide(one, size)
        if strict and number == 0 and not head["nought"] and low < ratio / 10:
            return None  # 12万3个项目 are two numbers, 3万2000人 is one
        total, worth = EXACT.add(total, EXACT.multiply(Decimal(head["digits"]), one)), one
    return EXACT.divide(total, size)
