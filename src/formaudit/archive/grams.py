"""Texts as pairs of neighbouring characters, by which an archive is searched.

Chinese has no blanks between its words, and many words have two characters: the pairs of a text find each of them,
wherever a word is thought to begin. Only letters and digits count, so that 26.5 and 二十六 are found as they are typed.
"""

import zlib
from collections.abc import Iterable, Iterator
from operator import add
from typing import Final

from formaudit.patterns import compiled
from formaudit.text import fold

__all__ = ["LEAST", "grams", "hashed", "plain_words", "runs"]

LEAST: Final = 2
"""A word of fewer characters has no pair."""
_SIGNED: Final = 0x7FFFFFFF
_RUN: Final = compiled(r"[^\W_]+")
"""What ``str.isalnum`` calls letters and digits, as long as it goes on."""


def runs(text: str) -> Iterator[str]:
    """The stretches of letters and digits of a text, all in one shape; what stands between them parts words."""
    yield from _RUN.findall(fold(text).casefold())


def plain_words(text: str) -> str:
    """A text as it is compared with a word: the stretches with one blank between them."""
    return " ".join(runs(text))


def grams(texts: Iterable[str]) -> frozenset[str]:
    """The pairs in some texts."""
    found: set[str] = set()
    # Texts are looked through together: what parts them is no letter, and no pair reaches over it.
    for run in set(_RUN.findall("\n".join(map(fold, texts)).casefold())):
        found.update(map(add, run, run[1:]))
    return frozenset(found)


def hashed(pairs: Iterable[str]) -> list[int]:
    """The pairs as numbers that any database keeps small; two pairs of one number cost a look and no wrong answer."""
    return sorted({zlib.crc32(pair.encode()) & _SIGNED for pair in pairs})
