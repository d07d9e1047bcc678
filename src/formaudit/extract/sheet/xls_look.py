"""What letters look like in an XLS file: struck, raised, in the colour of the ground they stand on."""

from collections.abc import Sequence
from typing import Any, Final

from xlrd.book import Book
from xlrd.formatting import Font

from formaudit.extract import marks
from formaudit.extract.contrast import is_lost
from formaudit.extract.symbols import is_symbol_font, spelled

__all__ = ["WHITE", "alike", "colour_of", "ground_of", "is_tiny", "runs_marked"]

Colour = tuple[int, ...]
WHITE: Final[Colour] = (255, 255, 255)
_SOLID: Final = 1
_TINY: Final = 50
"""Twentieths of a point of type."""
_RAISED, _LOWERED = 1, 2


def colour_of(book: Book, index: int) -> Colour | None:
    """A colour by its index; ``None`` for automatic ones."""
    known: Colour | None = book.colour_map.get(index)
    return known


def alike(one: Colour, two: Colour) -> bool:
    """Whether print in one colour is lost on a ground of the other."""
    return is_lost(bytes(one).hex(), bytes(two).hex())


def is_tiny(font: Font) -> bool:
    """Whether nobody can see type of this size."""
    return bool(0 < font.height <= _TINY)


def ground_of(book: Book, style: Any) -> Colour | None:
    """The colour of a cell's ground: empty for none, ``None`` for patterns."""
    background = style.background
    if background is None or background.fill_pattern == 0:
        return ()
    return colour_of(book, background.pattern_colour_index) if background.fill_pattern == _SOLID else None


def runs_marked(book: Book, text: str, runs: Sequence[tuple[int, int]], first_font: int) -> str:
    """A rich text with its struck, raised, white and symbol words set apart; ``runs`` are (first sign, font)."""
    starts = [(0, first_font), *runs]
    out = ""
    for index, (start, number) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else len(text)
        words = text[start:end]
        if not words or number >= len(book.font_list):
            out += words
            continue
        font = book.font_list[number]
        if is_symbol_font(font.name):
            words = spelled(font.name, words)
        if font.escapement == _RAISED:
            words = marks.raised(words)
        elif font.escapement == _LOWERED:
            words = marks.lowered(words)
        if font.struck_out:
            words = marks.struck(words)
        colour = colour_of(book, font.colour_index)
        unseen = is_tiny(font) or (colour is not None and alike(colour, WHITE))
        out += marks.hidden(words) if unseen else words
    return out
