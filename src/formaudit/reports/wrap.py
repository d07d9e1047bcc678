"""Lines for a terminal: a Chinese character is two columns wide, and a mark never starts a line."""

import unicodedata
from typing import Final

from msgspec import Struct

__all__ = ["CUT", "Line", "fold_lines", "paint", "width_of"]

_WIDE: Final = frozenset("WFA")
_NO_START: Final = frozenset("，。；：、！？）】》”’％%,.;:!?)]}…")
_NO_END: Final = frozenset("（【《“‘([{")
CUT: Final = -1
"""As the hang of a line: it stays one line and loses what does not fit."""
_ESCAPES: Final = {
    "strong": "\x1b[1m",
    "critical": "\x1b[1;31m",
    "major": "\x1b[33m",
    "minor": "\x1b[36m",
    "note": "\x1b[2m",
    "good": "\x1b[32m",
    "faint": "\x1b[2m",
}


class Line(Struct, frozen=True):
    """A line before wrapping: ``indent`` columns before it, ``hang`` more before what runs over, a style by name."""

    text: str = ""
    indent: int = 0
    hang: int = 0
    style: str = ""


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    # Ambiguous signs (✓ … “) are wide in Chinese terminals: counted as wide, a line is at worst a little short.
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def width_of(text: str) -> int:
    """How many columns a text takes."""
    return sum(_columns(char) for char in text)


def _pieces(text: str) -> list[str]:
    """The text in pieces that stay together: words of narrow letters, single wide characters with their marks."""
    pieces: list[str] = []
    glue = False
    for char in text:
        narrow = _columns(char) < 2 and char != " "
        joins = bool(pieces) and (
            glue
            or char in _NO_START
            or (narrow and pieces[-1][-1] != " " and _columns(pieces[-1][-1]) < 2)
            or (unicodedata.combining(char) > 0)
        )
        if joins:
            pieces[-1] += char
        else:
            pieces.append(char)
        glue = char in _NO_END
    return pieces


def _wrap(line: Line, width: int) -> list[str]:
    first, rest = " " * line.indent, " " * (line.indent + max(line.hang, 0))
    if width <= 0 or width_of(line.text) + line.indent <= width:
        return [(first + line.text).rstrip()]
    if line.hang == CUT:
        return [first + _fitted(line.text, width - line.indent - _columns("…")) + "…"]
    room = max(width - len(rest), 8)
    lines: list[str] = []
    current, used = first, len(first)
    limit = max(width, len(first) + 8)
    for piece in _pieces(line.text):
        for part in _cut(piece, room):
            size = width_of(part)
            if used + size > limit and current.strip():
                lines.append(current.rstrip())
                current, used, limit = rest, len(rest), max(width, len(rest) + 8)
                if part == " ":
                    continue
            current, used = current + part, used + size
    lines.append(current.rstrip())
    return lines


def _fitted(text: str, room: int) -> str:
    """The beginning of a text that takes no more than ``room`` columns."""
    used = 0
    for position, char in enumerate(text):
        used += _columns(char)
        if used > room:
            return text[:position].rstrip()
    return text


def _cut(piece: str, room: int) -> list[str]:
    """A piece in parts that fit a line: only a word longer than a line is torn."""
    if width_of(piece) <= room:
        return [piece]
    parts, part, used = [], "", 0
    for char in piece:
        size = _columns(char)
        if part and used + size > room:
            parts.append(part)
            part, used = "", 0
        part, used = part + char, used + size
    return [*parts, part]


def paint(text: str, style: str) -> str:
    """The text in a style, for a terminal."""
    return f"{_ESCAPES[style]}{text}\x1b[0m" if text and style in _ESCAPES else text


def fold_lines(lines: list[Line], *, width: int, colour: bool) -> str:
    """All lines wrapped at ``width`` columns (0: not wrapped) and ended by a line break."""
    out: list[str] = []
    for line in lines:
        out.extend(paint(text, line.style) if colour else text for text in _wrap(line, width))
    return "\n".join(out) + "\n"
