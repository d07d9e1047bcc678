"""Numbers as printed in forms and reports, read into ``Decimal`` with unit, sign of comparison and state."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = ["Kind", "Quantity", "find_quantities", "in_wan", "read_cell"]


class Kind(StrEnum):
    """What sort of figure a quantity is."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    PLAIN = "plain"
    DATE = "date"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number found in a text.

    ``raw`` is the exact piece of text, ``span`` its half-open range there. ``value`` is ``None`` for damaged numbers
    and dates. ``unit`` is 元, 万元, 亿元, %, a counting word (人, 次, 起, 个 …) or empty. ``decimals`` counts the
    printed digits behind the point. ``comparison`` is ≥, ≤, >, <, = or empty.
    """

    kind: Kind
    raw: str
    value: Decimal | None
    unit: str
    decimals: int
    comparison: str
    span: tuple[int, int]


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All numbers of a running text, in order, not overlapping."""
    raise NotImplementedError


def read_cell(text: str) -> Quantity | None:
    """The one number a table cell consists of, or ``None`` where the cell is blank or holds other words."""
    raise NotImplementedError


def in_wan(value: Decimal, unit: str) -> Decimal:
    """A sum of money in 万元."""
    raise NotImplementedError
