"""Words set in the middle of a cell too narrow for them, which reach over both of its rules into other cells."""

from collections.abc import Sequence
from typing import Final

from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.lattice import Slot
from formaudit.extract.pdf.lines import group

__all__ = ["with_overhang"]

_CLOSE: Final = 0.2
"""Ems between characters of one text at most."""
_APART: Final = 0.4
"""Ems at least between a text of the cell itself and one that reaches into it."""


def with_overhang(slots: Sequence[Slot], cells: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """The glyphs of each cell, with the beginnings of words taken from the cell before that has a text of its own."""
    out = list(cells)
    ends = {(row, col + wide, high): at for at, (row, col, high, wide) in enumerate(slots)}
    for at, (row, col, high, _) in enumerate(slots):
        before = ends.get((row, col, high))
        if before is None or not out[at] or not out[before]:
            continue
        taken = _reaching(out[before], out[at])
        if taken:
            held = {id(glyph) for glyph in taken}
            out[before] = [glyph for glyph in out[before] if id(glyph) not in held]
            out[at] = [*taken, *out[at]]
    return out


def _reaching(left: Sequence[Glyph], right: Sequence[Glyph]) -> list[Glyph]:
    """The ends of lines of one cell that are the beginnings of words of the next one."""
    found: list[Glyph] = []
    lines = group(left)
    for line in group(right):
        first = line[0]
        own = next((row for row in lines if abs(row[-1].bottom - first.bottom) < 0.5), None)
        if own is None or first.x0 - own[-1].x1 > _CLOSE * _em(first):
            continue
        start = len(own) - 1
        while start and own[start].x0 - own[start - 1].x1 < _CLOSE * _em(first):
            start -= 1
        run = own[start:]
        apart = start and own[start].x0 - own[start - 1].x1 > _APART * _em(first)
        if apart and len(run) < len(line) and not any(glyph.char.isdigit() for glyph in run):
            found += run
    return found


def _em(glyph: Glyph) -> float:
    return glyph.bottom - glyph.top
