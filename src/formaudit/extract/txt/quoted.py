"""Rows as a sheet puts them on the clipboard: a cell with a line end in it stands in quotes, over several lines."""

from collections.abc import Sequence
from typing import Final

__all__ = ["JOINED", "unbroken", "unquoted"]

JOINED: Final = "\x1f"
"""What is left of a line that was joined to the one above: lines keep their numbers."""
_BREAK: Final = "\v"
_MOST: Final = 12
"""Lines of one cell."""


def unbroken(lines: Sequence[str]) -> Sequence[str]:
    """The lines with each row on one of its own; a quote that is not closed within a few lines is a plain sign."""
    if not any('"' in line and "\t" in line for line in lines):
        return lines
    out = list(lines)
    at = 0
    while at < len(out):
        end = at + 1
        if "\t" in out[at] or out[at].startswith('"'):
            whole = out[at]
            while _is_open(whole) and end < len(out) and end - at < _MOST:
                whole += _BREAK + out[end]
                end += 1
            if end > at + 1 and not _is_open(whole) and "\t" in whole:
                out[at:end] = [whole, *[JOINED] * (end - at - 1)]
            else:
                end = at + 1
        at = end
    return out


def _is_open(row: str) -> bool:
    """Whether the last cell that begins with a quote has none at its end."""
    opened = False
    for part in row.split("\t"):
        if opened or part.startswith('"'):
            opened = (part.count('"') % 2 == 1) is not opened
    return opened


def unquoted(part: str) -> str:
    """A cell without the quotes around it."""
    if len(part) > 1 and part[0] == part[-1] == '"' and part.count('"') % 2 == 0:
        part = part[1:-1].replace('""', '"')
    return part.replace(_BREAK, "\n")
