"""A page after its tables were found: their pieces, and the lines of running text around them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.extract.pdf.ink import Glyph, Ink
from formaudit.extract.pdf.lines import Line, group, join_glyphs, printed_lines
from formaudit.extract.pdf.pieces import Piece
from formaudit.patterns import compiled

__all__ = ["Sheet", "running_lines", "without_furniture"]

_ZONE: Final = 0.12
"""The part of the page at its head and foot where headers and footers stand."""
_LEVEL: Final = 3.0
_PAGE_NUMBER: Final = compiled(
    r"^[-—–―~·.\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/,，共of]+\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―~·.\s]*$", re.IGNORECASE
)
_MEASURE: Final = compiled(r"单位[:：](?:人民币)?[百千万亿]{0,2}元")


class Sheet(Struct, frozen=True, kw_only=True):
    """One page: ``ink`` without its glyphs and lines (it still knows the page's size), pieces, lines from the top."""

    ink: Ink
    pieces: tuple[Piece, ...] = ()
    lines: tuple[Line, ...] = ()


def running_lines(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """The lines of text outside tables, from top to bottom; text that runs sideways comes as lines of its own."""
    upright = [glyph for glyph in glyphs if glyph.turn == 0]
    lines = [join_glyphs(row, cell=False) for row in group(upright)]
    if len(upright) < len(glyphs):
        lines += printed_lines([glyph for glyph in glyphs if glyph.turn], cell=False)
    return tuple(sorted(lines, key=lambda line: line.bottom))


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without page numbers and without the headers and footers that most of them repeat.

    A line with the unit of money under a title of its own is none: each page begins a table there.
    """
    seen: Counter[tuple[str, int]] = Counter()
    levels: Counter[int] = Counter()
    for sheet in sheets:
        here = {(_shape(line), _level(line)) for line in sheet.lines if _in_zone(line, sheet)}
        seen.update(here)
        levels.update({_level(line) for line in sheet.lines})
        levels.update({round(piece.box[1] / _LEVEL) for piece in sheet.pieces})
    repeated = {
        key
        for key, count in seen.items()
        if count >= 3 and 2 * count >= len(sheets) and 5 * count >= 4 * levels[key[1]]
    }
    return [replace(sheet, lines=tuple(_kept(sheet, repeated))) for sheet in sheets]


def _kept(sheet: Sheet, repeated: set[tuple[str, int]]) -> Iterable[Line]:
    first, last = (sheet.lines[0], sheet.lines[-1]) if sheet.lines else (None, None)
    titled = False
    for line in sheet.lines:
        if _in_zone(line, sheet) and not (titled and _MEASURE.search(_shape(line))):
            near = {(_shape(line), _level(line) + step) for step in (-1, 0, 1)}
            if near & repeated or (
                line in {first, last} and _PAGE_NUMBER.match(line.text) and _stands_apart(line, sheet)
            ):
                continue
        titled = True
        yield line


def _stands_apart(line: Line, sheet: Sheet) -> bool:
    """Whether a number has nothing beside it and some room to the text."""
    others = [other for other in sheet.lines if other is not line]
    edges = [piece.box[edge] for piece in sheet.pieces for edge in (1, 3)]
    edges += [edge for other in others for edge in (other.top, other.bottom)]
    rooms = [abs(edge - mine) for edge in edges for mine in (line.top, line.bottom)]
    return min(rooms, default=99.0) > 0.4 * line.size


def _in_zone(line: Line, sheet: Sheet) -> bool:
    middle = (line.top + line.bottom) / 2
    return middle < _ZONE * sheet.ink.height or middle > (1 - _ZONE) * sheet.ink.height


def _shape(line: Line) -> str:
    return compiled(r"\d+").sub("#", "".join(line.text.split()))


def _level(line: Line) -> int:
    return round(line.bottom / _LEVEL)
