"""How much of a page text takes, counted on the grid of GB/T 9704: 22 lines of 28 characters."""

import math
from typing import Final

from formaudit.reports.geometry import LETTER

__all__ = ["PAGES", "room", "text_lines"]

PAGES: Final = 2
"""A body longer than this is read by nobody."""
_SLACK: Final = 1.05
"""Faces that stand in for a missing one are a little wider, and a line that may not begin with a comma ends early."""


def room(text: str) -> float:
    """The width of a text in characters: a letter or digit takes half of one."""
    return sum(0.5 if ord(char) < 0x2E80 else 1 for char in text)


def text_lines(text: str, *, indent: float = 2) -> int:
    """The lines that a paragraph of the body takes."""
    return max(1, math.ceil((indent + room(text)) * _SLACK / LETTER.characters))
