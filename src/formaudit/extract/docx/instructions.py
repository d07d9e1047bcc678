r"""Fields that store no result: what they print can be said for equations, else only that they were not read.

``EQ \f(121.5,126)`` is a fraction, ``EQ \o\ac(○,1)`` a figure in a circle, as Word writes it for 带圈字符 and 拼音指南.
"""

import re
from typing import Final

from formaudit.extract.marks import struck
from formaudit.extract.one_line import over, raise_to
from formaudit.patterns import compiled

__all__ = ["printed_by", "prints"]

_PRINTING: Final = compiled(
    r"^\s*(?:=|EQ\b|REF\b|DOCPROPERTY\b|DOCVARIABLE\b|LINK\b|INCLUDETEXT\b|QUOTE\b|IF\b|MERGEFIELD\b|FORMTEXT\b|DDE"
    r"|SEQ\b(?!.*\\h\b)|LISTNUM\b|AUTONUM|SECTION\b|FILLIN\b|ASK\b|DATABASE\b|STYLEREF\b)",
    re.IGNORECASE,
)
_EQUATION: Final = compiled(r"^\s*EQ\b", re.IGNORECASE)
_SWITCH: Final = compiled(r"\\\*\s*(?:\"[^\"]*\"|[A-Za-z]+\d*)")
_COMMAND: Final = compiled(r"\\([a-zA-Z]+)(?:\s*-?\d+)?")
_STROKES: Final = frozenset("-–—―−/\\_＿ ")
_RINGS: Final = frozenset("○◯〇Oo")


def prints(instruction: str) -> bool:
    """Whether a field of this instruction prints something of its own, so that a missing result is a loss."""
    return _PRINTING.match(instruction) is not None


def printed_by(instruction: str) -> str | None:
    """What an equation field prints; ``None`` for any other field and for what is not understood."""
    if not _EQUATION.match(instruction):
        return None
    body = _SWITCH.sub("", _EQUATION.sub("", instruction)).strip().replace("，", ",")
    said, end = _said(body, 0)
    return said.strip() if said is not None and end == len(body) and said.strip() else None


def _said(body: str, at: int) -> tuple[str | None, int]:
    """The text from a position to the end of an argument, and where that is."""
    out = ""
    while at < len(body) and body[at] not in ",;)":
        if body[at] != "\\":
            out += body[at]
            at += 1
            continue
        options: list[str] = []
        while match := _COMMAND.match(body, at):
            options.append(match[1].lower())
            at = match.end()
            while body[at : at + 1] == " ":
                at += 1
        if not options:
            out += body[at + 1 : at + 2]
            at += 2
            continue
        if body[at : at + 1] != "(":
            return None, at
        arguments, at = _arguments(body, at + 1)
        made = None if arguments is None else _made(options, arguments, out)
        if made is None:
            return None, at
        out = made
    return out, at


def _arguments(body: str, at: int) -> tuple[list[str] | None, int]:
    found: list[str] = []
    while True:
        said, at = _said(body, at)
        if said is None or at >= len(body):
            return None, at
        found.append(said.strip())
        at += 1
        if body[at - 1] == ")":
            return found, at


def _made(options: list[str], arguments: list[str], before: str) -> str | None:
    """The text so far with what a command adds to it."""
    kind = options[0]
    if kind == "f" and len(arguments) == 2:
        return before + over(*arguments)
    if kind == "r" and 1 <= len(arguments) <= 2:
        return f"{before}{arguments[0] if len(arguments) == 2 else ''}√({arguments[-1]})"
    if kind == "s" and len(arguments) == 1:
        return raise_to(before, arguments[0]) if "up" in options else before + arguments[0]
    if kind == "o" and len(arguments) == 2:
        return before + _overprinted(*arguments)
    if kind in ("b", "x", "d") and len(arguments) == 1:
        return f"{before}({arguments[0]})" if kind == "b" else before + arguments[0]
    return None


def _overprinted(first: str, second: str) -> str:
    """A figure in a ring, or a word with its reading above it, which is not taken over."""
    ring = next((inside for outside, inside in ((first, second), (second, first)) if outside in _RINGS), None)
    if ring is None:
        return struck(first) if second and set(second) <= _STROKES else second
    return chr(ord("①") + int(ring) - 1) if ring.isdecimal() and 1 <= int(ring) <= 20 else f"({ring})"
