"""Runs of digits and separators: which of them are one number, which are several, and which are damaged."""

import re
from typing import Final

from formaudit.numbers.grammar import UNIT
from formaudit.patterns import compiled

__all__ = ["RUN", "classify", "meant"]

RUN: Final = compiled(r"[0-9]+(?:(?:[.,，。·]|\.{2,4}|\. | \.)[0-9]+){0,12}")
"""A run; its length is bounded so that a text of nothing but digits and commas is still read in linear time."""

_GROUPED: Final = compiled(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?:，[0-9]{3})+)(?:\.[0-9]+)?")
_SIMPLE: Final = compiled(r"[0-9]+(?:\.[0-9]+)?")
_SPACED: Final = compiled(r"[0-9]+(?:\. | \.)[0-9]{1,2}")
_FULL_STOP: Final = compiled(r"[0-9]+[。·][0-9]{1,2}")
_PARTS: Final = compiled(r"[，。·]|\. | \.")


def meant(match: re.Match[str] | None) -> bool:
    """Whether a unit of money or ``%`` stands behind: then the digits are surely meant as a number."""
    return match is not None and match["counter"] is None


def classify(shaped: str, run: re.Match[str]) -> tuple[str, int, bool]:
    """The digits to be read, where they end, and whether the number is damaged; an end at the start says skip."""
    whole = run[0]
    start, end = run.span()
    if _SIMPLE.fullmatch(whole):
        return whole, end, False
    sure = meant(UNIT.match(shaped, end))
    listed = "分别" in shaped[max(0, start - 8) : start]
    if _GROUPED.fullmatch(whole) and not (listed and "，" in whole):
        return whole.replace(",", "").replace("，", ""), end, False
    if sure and _SPACED.fullmatch(whole):
        return whole.replace(" ", ""), end, False
    if sure and _FULL_STOP.fullmatch(whole):
        return "", end, True
    head = _PARTS.split(whole, maxsplit=1)[0]
    if head != whole:
        return _first(head, start)
    if "," in whole:
        listing = listed or "." in whole.rpartition(",")[0]
        if not listing and ("." in whole or sure):
            return "", end, True
        return _first(whole.partition(",")[0], start)
    parts = whole.split(".")
    if all(parts) and not sure and max(map(len, parts)) <= 2:
        return "", start, False  # a version or the number of a section: 1.2.3
    return "", end, True


def _first(head: str, start: int) -> tuple[str, int, bool]:
    """The first of several numbers that punctuation parts."""
    if _GROUPED.fullmatch(head):
        return head.replace(",", ""), start + len(head), False
    first = head.partition(",")[0]
    return (first, start + len(first), False) if _SIMPLE.fullmatch(first) else ("", start + len(head), True)
