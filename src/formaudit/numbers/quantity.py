"""What a number read from a text is, and money brought to one unit."""

from decimal import Context, Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct

__all__ = ["EXACT", "FOREIGN_MONEY", "MONEY_UNITS", "Kind", "Quantity", "in_wan"]

# The default context rounds at 28 digits; no number read here has more than 40 (see the grammar), so this is exact.
EXACT: Final = Context(prec=100)

MONEY_UNITS: Final = {
    "元": Decimal("0.0001"),
    "百元": Decimal("0.01"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "十万元": Decimal(10),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
    "十亿元": Decimal(100000),
    "百亿元": Decimal(1000000),
    "千亿元": Decimal(10000000),
    "万亿元": Decimal(100000000),
}
"""Units of money and what one of each is in 万元."""

FOREIGN_MONEY: Final = {
    "美元": "美元", "美金": "美元", "欧元": "欧元", "港元": "港元", "港币": "港元", "日元": "日元", "英镑": "英镑",
    "澳元": "澳元", "澳大利亚元": "澳元", "加元": "加元", "加拿大元": "加元", "新加坡元": "新加坡元", "韩元": "韩元",
    "新台币": "新台币", "台币": "新台币", "澳门元": "澳门元", "澳门币": "澳门元", "瑞士法郎": "瑞士法郎",
    "卢布": "卢布", "泰铢": "泰铢", "越南盾": "越南盾",
}  # fmt: skip
"""Words for money of other countries and the one name of each; it is counted, never a sum in 万元."""


class Kind(StrEnum):
    """What sort of figure a quantity is."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    PLAIN = "plain"
    DATE = "date"
    DAMAGED = "damaged"


class Quantity(Struct, frozen=True, kw_only=True):
    """A number found in a text.

    ``raw`` is the exact piece of text, ``span`` its half-open range there; both take in the sign or word of comparison
    and the unit. ``value`` is ``None`` for damaged numbers and dates. ``unit`` is 元, 万元, 亿元 …, %, 百分点, a
    counting word (人, 次, 起, 个 …), foreign money (美元, a count too), a price such as 元/人 or 美元/吨 (which is a
    count, not a sum of money) or empty.
    ``currency`` says that nothing but a sign such as ¥ told that it is money: it names the currency, not the unit.
    ``decimals`` counts the printed digits behind the point. ``comparison`` is ≥, ≤, >, <, = or empty.
    """

    kind: Kind
    raw: str
    value: Decimal | None
    unit: str
    decimals: int
    comparison: str
    span: tuple[int, int]
    currency: bool = False


def in_wan(value: Decimal, unit: str) -> Decimal:
    """A sum of money in 万元, exactly.

    Raises:
        ValueError: the unit is none of money.

    """
    factor = MONEY_UNITS.get(unit)
    if factor is None:
        message = f"{unit!r} is no unit of money"
        raise ValueError(message)
    return value if factor == 1 else EXACT.multiply(value, factor)
