"""Signs in a text that steer a printer or a screen: what they rub out or colour, and which of them end a line."""

from collections import Counter
from typing import Final

from formaudit.patterns import compiled

__all__ = ["lines_of", "unsteered"]

_COLOUR: Final = compiled(r"\x1b\[[0-9;?]*[A-Za-z]")
_RUBBED: Final = compiled(r"[^\n\t\x08]\x08")
_END: Final = compiled("\r*\n\f+|\r+\n|[\r\n\f\x85\u2028\u2029]")
_TABS: Final = 2


def unsteered(text: str) -> str:
    """The text without the signs that colour it, and without what a step back rubbed out."""
    if "\x1b" in text:
        text = _COLOUR.sub("", text)
    while "\x08" in text and _RUBBED.search(text):
        text = _RUBBED.sub("", text)
    return text


def lines_of(text: str) -> list[str]:
    """The lines of a text; what begins a page behind a line end ends no other one.

    A line end within a paragraph (U+000B) ends a row too, but where it stands in a cell: there the whole has as many
    tabs as most rows have.
    """
    lines = _END.split(text)
    usual = Counter(count for line in lines if "\v" not in line and (count := line.count("\t")) >= _TABS)
    most = usual.most_common(1)[0][0] if usual else 0
    out: list[str] = []
    for line in lines:
        inside = "\v" in line and most and line.count("\t") == most
        out += [line.replace("\v", " ")] if inside else line.split("\v")
    return out
