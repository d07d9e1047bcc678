"""What an amount is called beside the step of the year that it is at, and whether two amounts go by one name."""

import re
from typing import Final

from formaudit.forms.narrative.readings.ratios import COMMON, FILLER
from formaudit.patterns import compiled

__all__ = ["bare_name", "of_one_thing", "pairs_of"]

_NO_WORD: Final = compiled(r"[^\u4e00-\u9fff]")


def bare_name(words: str, steps: re.Pattern[str]) -> str:
    """The characters of some words that are neither a step of the year (``steps``) nor a filler."""
    return steps.sub("", COMMON.sub("", FILLER.sub("", _NO_WORD.sub("", words))))


def pairs_of(name: str) -> set[str]:
    """The pairs of characters of a name."""
    return {name[at : at + 2] for at in range(len(name) - 1)}


def of_one_thing(first: str, second: str) -> bool:
    """Whether the second name says nothing, or something that the first says too."""
    if not second:
        return True
    return second in first if len(second) == 1 else not pairs_of(first).isdisjoint(pairs_of(second))
