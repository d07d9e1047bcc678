"""Figures that a sentence reckons, as people are shown them; the exact ones stay in calculation and effect."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from formaudit.model.figure import Figure
from formaudit.patterns import compiled

__all__ = ["shown"]

_LONG: Final = compiled(r"(?<![\d.])\d+\.\d{3,}(?![\d.])")
_NUMBER: Final = compiled(r"\d+(?:\.\d+)?")
_APART: Final = compiled(r"(?:相差|差额|超出|高出|低于|少|多|\bby|\bdifference of)\s*$")
"""Before a distance between two prints, which may well look like one of them."""
_PLACES: Final = 2
"""So many decimals an amount of 万元 or a rate has, unless the print in doubt has more."""


def shown(text: str, figures: Sequence[Figure]) -> str:
    """A sentence whose reckoned figures have no more decimals than the print in doubt, and two where that has fewer.

    What is printed somewhere stays as it is. A figure is left whole where rounding would make it nought, or the very
    print that it contradicts; a distance contradicts none.
    """
    if not _LONG.search(text):
        return text
    printed = {Decimal(digits) for each in figures for digits in _NUMBER.findall(each.raw.replace(",", ""))}
    printed |= {abs(each.value) for each in figures if each.value is not None}
    places = max((_decimals(each.raw) for each in figures[:1]), default=0)
    step = Decimal(1).scaleb(-max(_PLACES, places))

    def short(found: re.Match[str]) -> str:
        exact = Decimal(found[0])
        if exact in printed:
            return found[0]
        near = exact.quantize(step, ROUND_HALF_UP)
        apart = _APART.search(text[: found.start()]) is not None
        if not near or (near in printed and not apart):
            return found[0]
        return format(near.normalize(), "f")

    return _LONG.sub(short, text)


def _decimals(raw: str) -> int:
    return max((len(digits.partition(".")[2]) for digits in _NUMBER.findall(raw)), default=0)
