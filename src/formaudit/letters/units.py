"""Arithmetic of a letter in the unit of the paper: the program reckons money in 万元, a form may be filled in in 元."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.numbers import MONEY_UNITS
from formaudit.patterns import compiled
from formaudit.reports.words import plain

__all__ = ["sum_as_printed", "text_as_printed"]

_WAN: Final = "万元"
_NUMBER: Final = compiled(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.%％])")
_AMOUNT: Final = compiled(r"(?<![\d.,])(\d+(?:\.\d+)?)万元")
_RATIO: Final = compiled(r"[×÷]")


def sum_as_printed(line: str, figures: Iterable[Figure], lang: str) -> str:
    """A line of arithmetic with its amounts in the unit in which all its figures are printed.

    In a product or a quotient only what one of the figures prints is an amount. Where they are printed in several units
    the line stays in 万元, and says so.
    """
    money = [figure for figure in figures if figure.value is not None and figure.unit in MONEY_UNITS]
    units = {figure.unit for figure in money}
    if not units or units == {_WAN}:
        return line
    if len(units) > 1:
        return word("letter.in-wan", lang, text=line)
    (unit,) = units
    said = {figure.value * MONEY_UNITS[unit] for figure in money if figure.value is not None}
    ratio = _RATIO.search(line) is not None
    return _NUMBER.sub(
        lambda found: found[0] if ratio and Decimal(found[0]) not in said else _turned(found[0], unit), line
    )


def text_as_printed(text: str, figures: Iterable[Figure]) -> str:
    """A sentence with the amounts that were reckoned in the unit in which all its figures are printed."""
    units = {figure.unit for figure in figures if figure.value is not None and figure.unit in MONEY_UNITS}
    if len(units) != 1 or units == {_WAN}:
        return text
    (unit,) = units
    return _AMOUNT.sub(lambda found: _turned(found[1], unit) + unit, text)


def _turned(number: str, unit: str) -> str:
    return plain(Decimal(number) / MONEY_UNITS[unit])
