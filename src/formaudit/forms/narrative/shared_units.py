"""Numbers of a list that share the unit of its last one: 分别为2.4、3.1和3.6万元."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.numbers import Kind, Quantity
from formaudit.patterns import compiled, late

__all__ = ["with_shared_units"]

_JOINED: Final = late(r"\s*(?:、|以及|和|及|与)\s*")
_EACH: Final = compiled(r"(?:分别|依次)[^，。；:0-9]{0,20}$")
_DIGITS: Final = compiled(r"[0-9][0-9,，]*(?:\.[0-9]+)?")
_DATED: Final = frozenset({"年", "月", "日", "号", "期", "批", "年级", "段"})
"""What is numbered and not counted: 第1、2期, 2022、2023年."""
_UNITS: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT})


def with_shared_units(flat: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those without a unit that are told to be as many as their list names with the unit of its last.

    The words must say that each number is one of several (分别, 依次), or a bare number may be anything.
    """
    found = list(quantities)
    run: list[int] = []
    for at, one in enumerate(found):
        joined = bool(run) and run[-1] == at - 1 and _JOINED.fullmatch(flat, found[at - 1].span[1], one.span[0])
        run = run if joined else []
        if one.kind is Kind.PLAIN and one.value is not None and not one.comparison:
            run.append(at)
        elif run and one.kind in _UNITS and one.unit not in _DATED and (times := _times(one)) is not None:
            if _EACH.search(flat, max(0, found[run[0]].span[0] - 40), found[run[0]].span[0]):
                for place in run:
                    bare = found[place]
                    value = (bare.value or Decimal(0)) * times
                    found[place] = replace(bare, kind=one.kind, unit=one.unit, value=value)
            run = []
        else:
            run = []
    return found


def _times(one: Quantity) -> Decimal | None:
    """How often the last number's value holds its digits: ten thousand of 3.4万人次, one of 3.4万元."""
    match = _DIGITS.search(one.raw)
    digits = Decimal(match[0].replace(",", "").replace("，", "")) if match else Decimal(0)
    return one.value / digits if one.value is not None and digits else None
