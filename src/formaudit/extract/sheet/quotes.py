"""Quotes of a delimited text that do not part its fields as they should: one that nothing closes, backslashes."""

import csv
import re
from typing import Final

from formaudit.patterns import compiled

__all__ = ["is_escaped", "quote_of", "without_stray_quotes"]

_BACKSLASH: Final = compiled(r'\\"[^",;|\t\n]')
_DOUBLED: Final = compiled(r'[^,;|\t\n\\]""[^,;|\t\n]')
_MOST: Final = 200_000
"""Lines that are looked through."""
_AHEAD: Final = 200
"""Lines that a quoted field may run on over."""


def is_escaped(text: str) -> bool:
    r"""Whether quotes inside fields have a backslash before them, as databases write them, and are nowhere doubled.

    >>> is_escaped('"6\\"注",5'), is_escaped('"6""注",5')
    (True, False)
    """
    return _BACKSLASH.search(text) is not None and _DOUBLED.search(text) is None


def quote_of(text: str, delimiter: str) -> str:
    """The sign that encloses fields: a single quote where most of the filled fields of the first lines stand in two.

    >>> quote_of("'项目','金额'", ","), quote_of("'项目,金额", ",")
    ("'", '"')
    """
    if '"' in text or "'" not in text:
        return '"'
    lines = text.split("\n")[:_AHEAD]
    filled = sum(bool(field.strip()) for row in csv.reader(lines, delimiter=delimiter, quotechar="'") for field in row)
    whole = "\n".join(lines)
    sign = re.escape(delimiter)
    opening = len(compiled(rf"(?:^|{sign})[ ]*'(?!')", re.MULTILINE).findall(whole))
    closing = len(compiled(rf"(?<!')'[ ]*(?={sign}|$)", re.MULTILINE).findall(whole))
    return "'" if opening == closing and 2 * opening > filled else '"'


def without_stray_quotes(text: str, delimiter: str) -> tuple[str, frozenset[int]]:
    """The text without quotes at the head of a field that nothing closes, and the lines (from 1) that had one.

    Such a quote would make one cell of whole lines. It is stray where it is never closed, or where a line before the
    one that closes it has as many fields as a row of the table: text of a cell that runs on has not.
    """
    if '"' not in text or is_escaped(text):
        return text, frozenset()
    lines = text.split("\n")[:_MOST]
    counts = [line.count(delimiter) for line in lines if delimiter in line]
    usual = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
    stray: set[int] = set()
    at = start = 0
    while at < len(lines):
        place = _left_open(lines[at], delimiter, start)
        if place is None:
            at, start = at + 1, 0
            continue
        ahead = range(at + 1, min(at + _AHEAD, len(lines)))
        end, closing = next(
            ((other, found) for other in ahead if (found := _end_of_quoted(lines[other], 0)) is not None), (None, 0)
        )
        closed = end is not None and lines[end][closing + 1 :].lstrip(" ")[:1] in ("", delimiter)
        if usual and (not closed or any(_is_row(line, delimiter, usual) for line in lines[at + 1 : end])):
            lines[at] = lines[at][:place] + lines[at][place + 1 :]
            stray.add(at + 1)
        elif end is None:
            break
        else:
            at, start = end, closing + 1
    if not stray:
        return text, frozenset()
    return "\n".join([*lines, *text.split("\n")[_MOST:]]), frozenset(stray)


def _is_row(line: str, delimiter: str, usual: int) -> bool:
    """Whether a line is a whole row of the table: as many fields, none of them blank."""
    return usual > 1 and line.count(delimiter) == usual and all(field.strip() for field in line.split(delimiter))


def _left_open(line: str, delimiter: str, start: int) -> int | None:
    """Where the quote stands that begins a field and is not closed on the line; ``start`` is where a field ended."""
    at = start and line.find(delimiter, start) + 1
    if start and not at:
        return None
    while True:
        at += len(line[at:]) - len(line[at:].lstrip(" "))
        if line[at : at + 1] == '"':
            end = _end_of_quoted(line, at + 1)
            if end is None:
                return at
            at = end + 1
        after = line.find(delimiter, at)
        if after < 0:
            return None
        at = after + 1


def _end_of_quoted(line: str, start: int) -> int | None:
    """Where the quote stands that closes a field, two being one inside it."""
    while (at := line.find('"', start)) >= 0:
        if line[at + 1 : at + 2] != '"':
            return at
        start = at + 2
    return None
