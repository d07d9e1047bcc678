"""Texts as pairs of neighbouring characters, by which an archive is searched.

Chinese has no blanks between its words, and many words have two characters: the pairs of a text find each of them,
wherever a word is thought to begin. Only letters and digits count, so that 26.5 and 二十六 are found as they are typed.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from formaudit.text import fold

__all__ = ["LEAST", "grams", "hashed", "plain_words", "runs"]

LEAST: Final = 2
"""A word of fewer characters has no pair."""
_SIGNED: Final = 0x7FFFFFFF


def runs(text: str) -> Iterator[str]:
    """The stretches of letters and digits of a text, all in one shape; what stands between them parts words."""
    run: list[str] = []
    for char in fold(text).casefold():
        if char.isalnum():
            run.append(char)
        elif run:
            yield "".join(run)
            run.clear()
    if run:
        yield "".join(run)


def plain_words(text: str) -> str:
    """A text as it is compared with a word: the stretches with one blank between them."""
    return " ".join(runs(text))


def grams(texts: Iterable[str]) -> frozenset[str]:
    """The pairs in some texts."""
    return frozenset(run[at : at + LEAST] for text in texts for run in runs(text) for at in range(len(run) - LEAST + 1))


def hashed(pairs: Iterable[str]) -> list[int]:
    """The pairs as numbers that any database keeps small; two pairs of one number cost a look and no wrong answer."""
    return sorted({zlib.crc32(pair.encode()) & _SIGNED for pair in pairs})
