"""Signs that stand before each line and are no part of it: of what is answered to, and of a list."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from formaudit.patterns import compiled

__all__ = ["bare_lines"]

_QUOTE: Final = compiled(r"^(?:> ?)+")
_FIGURE: Final = compiled(r"^(?:> ?)+\s*[\d.]")
_ANSWERED: Final = 3
"""So many lines below each other with such a sign are quoted, unless figures stand behind most of them."""
_BULLET: Final = compiled(r"^\s*[-*•·]\s+(?=.*[|\t])")
_NUMBER: Final = compiled(r"^\s*(\d{1,3})[.)、．]\s*(?=.*[|\t])")
_LISTED: Final = 4
"""So many rows below each other make a list."""


def bare_lines(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the signs that a mail program or the writer of a list sets before each of them.

    A list is one of rows, and its numbers count from the first of them on: those of a heading and of its rows alike.
    """
    if not any(line.startswith(">") or _BULLET.match(line) or _NUMBER.match(line) for line in lines):
        return lines
    out = list(lines)
    for start, end in _runs(lines, [line.startswith(">") for line in lines]):
        quoted = lines[start:end]
        if len(quoted) >= _ANSWERED and 2 * sum(_FIGURE.match(line) is not None for line in quoted) <= len(quoted):
            out[start:end] = [_QUOTE.sub("", line) for line in quoted]
    for start, end in _runs(lines, [_BULLET.match(line) is not None for line in lines]):
        if end - start >= _LISTED:
            out[start:end] = [_BULLET.sub("", line) for line in lines[start:end]]
    for start, end in _runs(lines, [_NUMBER.match(line) is not None for line in lines]):
        told = [int(number[1]) for line in lines[start:end] if (number := _NUMBER.match(line)) is not None]
        if len(told) >= _LISTED and told[0] == 1 and all(below == above + 1 for above, below in pairwise(told)):
            out[start:end] = [_NUMBER.sub("", line) for line in lines[start:end]]
    return out


def _runs(lines: Sequence[str], belongs: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and belongs[at]:
            continue
        if at > start:
            yield start, at
        start = at + 1
