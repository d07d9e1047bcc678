"""Printed text made harmless for a terminal, a page and a workbook: signs that nobody sees are shown or taken out.

A submission may hold anything: control characters that recolour a terminal, marks that turn the direction of reading,
halves of characters that no encoding can write. None of them is ever printed in these forms.
"""

from typing import Final

from formaudit.patterns import compiled

__all__ = ["clean", "one_line", "quoted", "shorten"]

_CONTROL: Final = compiled(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_BREAKS: Final = compiled(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
_NEWLINE: Final = compiled(r"\r\n?|[\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text with every kind of line break as a newline and every sign that is not printed as U+FFFD."""
    return _CONTROL.sub("\ufffd", _NEWLINE.sub("\n", text))


def quoted(text: str) -> str:
    """Text for a CSV cell: what a spreadsheet would take for a formula gets a quotation mark in front."""
    said = clean(text)
    return f"'{said}" if said.startswith(_RUNS) else said


def one_line(text: str) -> str:
    """``clean`` on one line: breaks and tabs become one blank."""
    return _CONTROL.sub("\ufffd", _BREAKS.sub(" ", text)).strip()


def shorten(text: str, limit: int) -> str:
    """One line of at most ``limit`` characters, with … where it was cut."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"
