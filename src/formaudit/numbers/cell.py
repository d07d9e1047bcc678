"""The number of a table cell.

A cell is meant as a number where nothing but digits, separators, a sign and a unit stands in it. Blanks in it are a
matter of typing or of a wrapped column and are overlooked, except where two complete numbers would be glued together
(``4 18.35``): then the cell is damaged, since nobody can say whether 418.35 was meant.
"""

import re
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from formaudit.characters import visible
from formaudit.numbers.chinese import read_chinese
from formaudit.numbers.grammar import NOT_A_NUMBER, shape
from formaudit.numbers.quantity import Kind, Quantity
from formaudit.numbers.scan import find_quantities
from formaudit.patterns import compiled

__all__ = ["read_cell", "read_value"]

_BLANK: Final = compiled(r"\s+")
_GAP: Final = compiled(r"(?<=[0-9])\s+(?=[0-9])")
_GROUPS: Final = compiled(r"-?[1-9][0-9]{0,2}(?:[^\S\n][0-9]{3})+(?:\.[0-9]+)?")
_WRAPPED: Final = compiled(r"[^.]*\.[0-9]\s+[0-9](?![0-9.]).*", re.DOTALL)
_ACCOUNTING: Final = compiled(
    r"\((?P<number>¥?[0-9][0-9.,]*)(?P<unit>%|元|万元|亿元|千元)?\)(?P<after>元|万元|亿元|千元)?"
)
_SIGNED_CURRENCY: Final = compiled(r"^-¥(?=[0-9])")
"""A minus sign before the currency, as sheets print it."""
_TYPED_AS_TEXT: Final = compiled(r"^['’‘`′](?=[-+¥]?[0-9])")
"""The sign that tells a sheet to keep a figure as text; typed twice, or in another program, it is printed."""
_BEHIND_LETTERS: Final = compiled(r"[A-Za-z][./+-]+$")
_SERIAL: Final = compiled(r"\(?[0-9]{1,2}\)|[0-9]{1,2}、")
_MEANT: Final = compiled(
    r"[-+≥≤<>=¥]*[0-9lIOoSsBbZz|.,，。·'’]*(?P<unit>%*|元|万元|亿元|千元|人|名|次|个|起|项|家|件|天|场|分)"
)
_ALIKE: Final = frozenset("lIOoSsBbZz|")
_CODE: Final = compiled(r"[A-Z][0-9]{1,3}|[0-9]+[A-HJ-NP-Z]|O2O|o2o|0[0-9]{2,}")
_REMEMBERED: Final = 8192
"""Cells that are remembered: every block of a form that may begin in a row asks for the number of each of its cells."""


@lru_cache(maxsize=_REMEMBERED)
def read_cell(text: str) -> Quantity | None:
    """The one number a table cell consists of, or ``None`` where the cell is blank or holds other words.

    A negative number may stand in brackets as in accounts, ``(14.40)``; ``(1)`` is a serial. A numeral in Chinese
    needs no unit here. A cell that is meant as a number but cannot be trusted has ``Kind.DAMAGED``; dates have
    ``Kind.DATE``; telephone numbers, codes, addresses and serials are no numbers.
    """
    stripped = text.strip()
    if not stripped:
        return None
    start = text.index(stripped)
    span = (start, start + len(stripped))
    shaped = shape(visible(stripped).strip())
    solid = _SIGNED_CURRENCY.sub("¥-", _BLANK.sub("", shaped))
    solid = _TYPED_AS_TEXT.sub("", solid)
    if _SERIAL.fullmatch(solid) or NOT_A_NUMBER.fullmatch(solid):
        return None
    if _glued(shaped):
        meant = _MEANT.fullmatch(solid)
        return _damaged(stripped, span, meant["unit"] if meant else "") if meant else None
    found = _whole(solid)
    if found is None:
        return None
    return replace(found, raw=stripped, span=span)


def read_value(text: str) -> Quantity | None:
    """The single number of a cell in which it stands among words, such as ``办结率100%`` or ``9次``.

    Dates do not count. ``None`` where there is no number, where there are several unequal ones, and where digits go on
    behind letters (#DIV/0!, 1.2E+05, O.5).
    """
    whole = read_cell(text)
    if whole is not None:
        return None if whole.kind is Kind.DATE else whole
    found = [quantity for quantity in find_quantities(text) if quantity.kind is not Kind.DATE]
    if any(_BEHIND_LETTERS.search(text[: quantity.span[0]]) for quantity in found):
        return None
    if not found or any((other.value, other.unit) != (found[0].value, found[0].unit) for other in found):
        return None
    return found[0]


def _glued(shaped: str) -> bool:
    """Whether dropping the blanks would make one number of two."""
    if _GAP.search(shaped) is None or _GROUPS.fullmatch(shaped):
        return False
    return _WRAPPED.fullmatch(shaped) is None and compiled(r"[年月日]").search(shaped) is None


def _whole(solid: str) -> Quantity | None:
    accounting = _ACCOUNTING.fullmatch(solid)
    if accounting:
        unit = accounting["unit"] or accounting["after"] or ""
        inner = _whole(accounting["number"] + unit)
        return replace(inner, value=-inner.value) if inner and inner.value is not None else inner
    found = find_quantities(solid)
    if len(found) == 1 and found[0].span == (0, len(solid)) and not _doubtful(found[0], solid):
        return found[0]
    if read := read_chinese(solid):
        kind, value, decimals = Kind.PLAIN, *read
        return Quantity(
            kind=kind, raw=solid, value=value, unit="", decimals=decimals, comparison="", span=(0, len(solid))
        )
    meant = _MEANT.fullmatch(solid)
    if meant is None or _CODE.fullmatch(solid) or NOT_A_NUMBER.fullmatch(solid):
        return None
    digits = sum(char in "0123456789" for char in solid)
    alike = sum(char in _ALIKE for char in solid)
    if not digits or alike >= digits or (alike and digits + alike < 3 and "." not in solid and not meant["unit"]):
        return None
    return _damaged(solid, (0, len(solid)), meant["unit"])


def _doubtful(found: Quantity, solid: str) -> bool:
    return found.kind is Kind.PLAIN and solid.endswith("、")


def _damaged(raw: str, span: tuple[int, int], unit: str) -> Quantity:
    return Quantity(
        kind=Kind.DAMAGED, raw=raw, value=None, unit="%" if "%" in unit else unit, decimals=0, comparison="", span=span
    )
